from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

import flint
import pytest
from flint import acb, arb

from ntkproofs.arithmetic import BallArithmetic, InexactInput, UnsupportedOperation
from ntkproofs.enclosures.quadrature import NotConverged, integrate

PI = BallArithmetic(300).pi


def test_the_square_root_on_1_4_trap_three() -> None:
    # without its branch cut FLINT answers 4.66941489 +- 7e-29, tight and wrong
    wrong = acb.integral(lambda z, _: z.sqrt(), 1, 4).real
    assert not (3 * wrong).overlaps(arb(14))
    right = integrate(lambda ctx, z: ctx.sqrt(z), 1, 4, bits=128)
    assert (3 * right).contains(14)
    assert right.rad() < arb("1e-30")


def test_the_arc_cosine_on_0_1_trap_three() -> None:
    right = integrate(lambda ctx, z: ctx.acos(z), 0, 1, bits=128)
    assert right.contains(1)
    assert right.rad() < arb("1e-30")
    assert integrate(lambda ctx, z: ctx.asin(z), 0, 1, bits=128).overlaps(PI / 2 - 1)
    assert integrate(lambda ctx, z: ctx.asin(z), -1, 1, bits=128).contains(0)


def test_functions_with_cuts_against_antiderivatives() -> None:
    with BallArithmetic(300).working():
        cases: list[tuple[Any, Any, Any, arb]] = [
            (lambda ctx, z: ctx.sqrt(z), 0, 1, arb(2) / 3),
            (lambda ctx, z: ctx.log(z), 1, 4, 4 * arb(4).log() - 3),
            (lambda ctx, z: ctx.log1p(z), 0, 3, 4 * arb(4).log() - 3),
            (lambda ctx, z: ctx.atan(z), 0, 4, 4 * arb(4).atan() - arb(17).log() / 2),
            (lambda ctx, z: ctx.power(z, Fraction(1, 3)), 0, 1, arb(3) / 4),
            (lambda ctx, z: ctx.power(z, "-5/2"), 1, 4, (1 - arb(1) / 8) * 2 / 3),
            (lambda ctx, z: ctx.sqrt(1 - z * z), -1, 1, PI / 2),
            (lambda ctx, z: 1 / (1 + z * z), 0, 1, PI / 4),
            (lambda ctx, z: ctx.erf(z), 0, 1, arb(1).erf() + (arb(-1).exp() - 1) / PI.sqrt()),
            (lambda ctx, z: ctx.bessel_i(1, z), 0, 2, arb(2).bessel_i(arb(0)) - 1),
            (lambda ctx, z: ctx.sqrt_nonnegative(z), 0, 1, arb(2) / 3),
            (lambda ctx, z: ctx.acos_unit(z), 0, 1, arb(1)),
            (lambda ctx, z: ctx.hypergeometric([1, 1], [2], z) * z, 0, Fraction(1, 2), arb(1) / 2 - arb(2).log() / 2),
        ]
    for f, a, b, expected in cases:
        found = integrate(f, a, b, bits=128)
        assert found.overlaps(expected)
        assert found.rad() < arb("1e-28")


def test_multiples_of_pi_rational_ends_and_breaks() -> None:
    assert integrate(lambda ctx, z: ctx.sin(z), 0, 1, bits=100, scale="pi").contains(2)
    third = integrate(lambda ctx, z: ctx.exp(z), Fraction(1, 3), "2/3", bits=100)
    with BallArithmetic(200).working():
        assert third.overlaps((arb(2) / 3).exp() - (arb(1) / 3).exp())
    whole = integrate(lambda ctx, z: ctx.cos(z), 0, 2, bits=100)
    assert whole.overlaps(integrate(lambda ctx, z: ctx.cos(z), 0, 2, bits=100, breaks=[1, "1/3"]))
    for ends in ((1, 1, ()), (1, 0, ()), (0, 1, (2,)), (0, 1, ("1/2", "1/2"))):
        with pytest.raises(ValueError, match="a < breaks < b"):
            integrate(lambda ctx, z: z, ends[0], ends[1], bits=64, breaks=ends[2])


def test_kappa_against_its_closed_form() -> None:
    # trace of kappa_1 in dimension 3: (1/2) int kappa_1(cos t) sin t dt = 3/8
    def kappa_one(ctx: Any, t: Any) -> Any:
        return (ctx.sin(t) + (ctx.pi - t) * ctx.cos(t)) / ctx.pi

    found = integrate(lambda ctx, t: kappa_one(ctx, t) * ctx.sin(t), 0, 1, bits=200, scale="pi")
    assert (4 * found).contains(3)
    assert found.rad() < arb("1e-55")
    # mu_2 of kappa_1 in dimension 3 is (3 Gamma(3/2)^2/(8 pi^2)) (Gamma(1/2)/Gamma(3))^2 = 3/128
    legendre = lambda ctx, t: (3 * ctx.cos(t) ** 2 - 1) / 2  # noqa: E731
    mu = integrate(lambda ctx, t: kappa_one(ctx, t) * legendre(ctx, t) * ctx.sin(t) / 2, 0, 1, bits=200, scale="pi")
    assert (128 * mu).contains(3)


def test_deep_angles_converge() -> None:
    """The angle recursion of the reference, of which the plain formulation does not converge at depth 2."""

    def angle(ctx: Any, t: Any) -> Any:
        for _ in range(2):
            g = ctx.sinc(t / 2) ** 2 / 2 - t * ctx.sinc_slope(t) / ctx.pi
            t = 2 * ctx.asin(t * ctx.sqrt(g / 2))
        return t

    found = integrate(lambda ctx, t: ctx.cos(angle(ctx, t)) * ctx.sin(t), 0, 1, bits=128, scale="pi")
    assert found.rad() < arb("1e-28")
    again = integrate(lambda ctx, t: ctx.cos(angle(ctx, t)) * ctx.sin(t), 0, 1, bits=300, scale="pi", breaks=["1/3"])
    assert found.overlaps(again)


@pytest.mark.parametrize(
    "f",
    [
        lambda ctx, z: 1 / z,
        lambda ctx, z: 1 / (z * z),
        lambda ctx, z: ctx.log(1 + z),
        lambda ctx, z: ctx.gamma(z),
        lambda ctx, z: ctx.acos(z - 1),
        lambda ctx, z: ctx.sqrt(z - 5) ** 0 / ctx.sin(z),
    ],
)
def test_what_does_not_converge_raises_one_clear_line(f: Any) -> None:
    with pytest.raises((NotConverged, ValueError), match=r"^integrate: .*needed.*; [a-z]") as caught:
        integrate(f, -1, 1, bits=64, eval_limit=3000)
    assert "\n" not in str(caught.value)


def test_a_budget_too_small_raises() -> None:
    with pytest.raises(NotConverged, match="eval_limit"):
        integrate(lambda ctx, z: ctx.sin(1 / z), Fraction(1, 1000), 1, bits=100, eval_limit=50)


def test_tiny_integrals_need_their_magnitude_trap_eleven() -> None:
    calls = []

    def tiny(ctx: Any, z: Any) -> Any:
        calls.append(z)
        return ctx.exp(-z * z) * ctx.rational(1, 10**60)

    lost = integrate(tiny, 0, 1, bits=128)
    kept = integrate(tiny, 0, 1, bits=128, magnitude=-200)
    assert lost.rel_accuracy_bits() < 10
    assert kept.rel_accuracy_bits() > 90
    assert lost.overlaps(kept)
    assert len(calls) < 500


def test_the_goal_is_checked_and_reached_by_more_precision() -> None:
    # 2^40 (cos z - 1) + ... loses about 90 bits to cancellation at the start
    f = lambda ctx, z: (ctx.cos(z) - 1 + z * z / 2) * 10**30  # noqa: E731
    found = integrate(f, 0, "1/1000000", bits=64, goal_bits=60, magnitude=0)
    assert found.rad() <= arb((1, -60))
    with pytest.raises(NotConverged):
        integrate(lambda ctx, z: ctx.cos(z) * arb(1, "1e-10"), 0, 1, bits=100)


def test_errors_of_the_integrand_come_through_trap_nine() -> None:
    for error in (KeyError, AssertionError, ZeroDivisionError, UnsupportedOperation, InexactInput):
        calls = []

        def broken(ctx: Any, z: Any, error: Any = error, calls: Any = calls) -> Any:
            calls.append(ctx)
            if len(calls) > 1:
                raise error("mine")
            return z

        with pytest.raises(error, match="mine"):
            integrate(broken, 0, 1, bits=64)
    # an integrand may answer an int or a real ball
    assert integrate(lambda ctx, z: 2, 0, 3, bits=64).contains(6)
    assert integrate(lambda ctx, z: arb(2), 0, 3, bits=64).contains(6)


def test_complex_values_and_unguarded_operators_are_refused() -> None:
    with pytest.raises(ValueError, match="imaginary part"):
        integrate(lambda ctx, z: ctx.sqrt(z), -2, -1, bits=64)
    with pytest.raises(UnsupportedOperation, match=r"abs\(\)"):
        integrate(lambda ctx, z: abs(z), -1, 1, bits=64)
    with pytest.raises(InexactInput):
        integrate(lambda ctx, z: z, 0.0, 1, bits=64)


def test_a_narrow_spike_is_not_missed() -> None:
    # mpmath.quad says 0.01 and misses by 1e-3
    spike = lambda ctx, z: 1 / (1 + (10**6 * (z - ctx.rational(1, 3))) ** 2)  # noqa: E731
    found = integrate(spike, 0, 1, bits=100)
    with BallArithmetic(200).working():
        scale = arb(10) ** 6
        assert found.overlaps(((scale * 2 / 3).atan() + (scale / 3).atan()) / scale)


def test_the_integral_is_isotonic_in_the_precision_and_leaks_nothing() -> None:
    before = flint.ctx.prec, flint.ctx.cap
    balls = [integrate(lambda ctx, z: ctx.exp(ctx.sin(z)), 0, 3, bits=bits) for bits in (40, 80, 160, 320)]
    assert (flint.ctx.prec, flint.ctx.cap) == before
    for wide, narrow in itertools.pairwise(balls):
        assert wide.overlaps(narrow)
        assert narrow.rad() < wide.rad()
