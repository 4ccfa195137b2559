from __future__ import annotations

import random
from typing import Any

import pytest
from flint import arb

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.enclosures.gaussian_expectation import ExponentialGrowth, PolynomialGrowth, gaussian_expectation
from ntkproofs.enclosures.quadrature import NotConverged, integrate


def test_softplus_to_forty_digits() -> None:
    # 0 <= log(1 + e^u) <= log 2 + |u| <= 1 + |u|
    reference = "0.9212459088593002786772486868213633973956"
    for breaks in ((), (0,)):
        for f in (lambda ctx, u: ctx.log(1 + ctx.exp(u)) ** 2, lambda ctx, u: ctx.log1p(ctx.exp(u)) ** 2):
            found = gaussian_expectation(f, bits=170, tail=PolynomialGrowth(1, 2), breaks=breaks)
            with BallArithmetic(200).working():
                assert abs(found - arb(reference)) < arb("6e-41")
            assert found.rad() < arb("1e-45")


def test_moments_and_the_moment_generating_function() -> None:
    with BallArithmetic(200).working():
        for k, moment in enumerate([1, 0, 1, 0, 3, 0, 15, 0, 105]):
            found = gaussian_expectation(lambda ctx, u, k=k: u**k, bits=120, tail=PolynomialGrowth(1, k))
            assert found.contains(moment)
            assert found.rad() < arb("1e-25")
        found = gaussian_expectation(lambda ctx, u: ctx.exp(3 * u), bits=128, tail=ExponentialGrowth(1, 3))
        assert found.overlaps(arb("4.5").exp())


def test_a_kink_at_zero() -> None:
    # E relu(U)^3 = 2/sqrt(2 pi), on the half line where it lives: u^3 times the indicator is split at the break
    half = integrate(lambda ctx, u: u**3 * ctx.exp(-u * u / 2) / ctx.sqrt(2 * ctx.pi), 0, 20, bits=128)
    with BallArithmetic(200).working():
        assert half.overlaps(2 / (2 * arb.pi()).sqrt() + arb(0, "1e-60"))


@pytest.mark.parametrize(
    ("growth", "f"),
    [
        (PolynomialGrowth(2, 3), lambda ctx, u: 2 * (1 + u) ** 3),
        (PolynomialGrowth(1, 0), lambda ctx, u: 1),
        (PolynomialGrowth(1, 40), lambda ctx, u: (1 + u) ** 40),
        (ExponentialGrowth("1/2", "3/2"), lambda ctx, u: ctx.exp(u * 3 / 2) / 2),
        (ExponentialGrowth(1, -1), lambda ctx, u: ctx.exp(-u)),
    ],
)
def test_the_tail_is_a_bound_but_not_a_wild_one(growth: PolynomialGrowth | ExponentialGrowth, f: Any) -> None:
    def weighted(ctx: Any, u: Any) -> Any:
        """The bound for u > 0 times the density."""
        return f(ctx, u) * ctx.exp(-u * u / 2) / ctx.sqrt(2 * ctx.pi)

    for radius in (1, 3, 10):
        # rigorous quadrature far beyond R
        inside = 2 * integrate(weighted, radius, 60, bits=128, magnitude=-40)
        bound = growth.tail(radius, 128)
        assert bound >= inside.lower()
        assert bound <= 4 * inside.upper() or (isinstance(growth, PolynomialGrowth) and growth.degree > 10)


def test_the_tail_belongs_to_the_answer() -> None:
    # with only 20 bits the radius R is small, and the ball must still contain the truth
    rng = random.Random(3)
    for _ in range(5):
        bits = rng.randint(20, 60)
        found = gaussian_expectation(lambda ctx, u: u**4, bits=bits, tail=PolynomialGrowth(1, 4), goal_bits=bits // 2)
        assert found.contains(3)


def test_bounds_that_are_no_bounds_are_refused() -> None:
    for growth in (lambda: PolynomialGrowth(-1, 2), lambda: PolynomialGrowth(1, -2), lambda: ExponentialGrowth(-1, 0)):
        with pytest.raises(ValueError, match=">= 0"):
            growth()
    with pytest.raises(NotConverged):
        gaussian_expectation(lambda ctx, u: 1 / u, bits=64, tail=PolynomialGrowth(1, 0))
