"""Hermite coefficients against closed duals, plane quadrature, Monte Carlo and Stein's identity."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from typing import Any

import numpy
import pytest
from flint import arb

from ntkproofs.activations import (
    GELU,
    Abs,
    Activation,
    Cosine,
    Erf,
    ErfDerivative,
    Exponential,
    Gaussian,
    GaussianDerivative,
    GELUDerivative,
    Hermite,
    LeakyReLU,
    LeakyStep,
    Logistic,
    LogisticDerivative,
    PiecewisePolynomial,
    Polynomial,
    RectifiedMonomial,
    ReLU,
    Sign,
    Sine,
    Softplus,
    Step,
    Tanh,
    TanhDerivative,
    expansion_to,
    hermite_expansion,
)
from ntkproofs.activations.plane_quadrature import plane_dual
from ntkproofs.arithmetic import BallArithmetic, Float64Arithmetic, UnsupportedOperation

EVERY: list[Activation] = [
    Step(),
    ReLU(2),
    RectifiedMonomial(3),
    Exponential("1/2", -2, 3),
    Erf(),
    ErfDerivative(),
    Polynomial(("1/2", -1, 2, "1/3")),
    LeakyReLU("1/5"),
    LeakyStep("1/5"),
    Abs(),
    Sign(),
    GELU(),
    GELUDerivative(),
    Sine(2, 3),
    Cosine(),
    Gaussian(),
    GaussianDerivative(),
    Hermite(4),
    PiecewisePolynomial((0, 1), (1, 0, 2)),
    Softplus(),
    Logistic(),
    LogisticDerivative(),
    Tanh(),
    TanhDerivative(),
]


SMOOTH: list[Activation] = [
    *(Softplus(), Logistic(), LogisticDerivative(), Tanh(), TanhDerivative()),
    *(GELU(), Sine(), Gaussian(), Exponential("1/2")),
]


def series(activation: Activation, rho: Fraction, count: int, bits: int) -> arb:
    """The truncated series with its tail, by the expansion at variance 1."""
    found, ctx = hermite_expansion(activation, 1, count, bits), BallArithmetic(bits)
    with ctx.working():
        point = ctx.convert(rho)
        total = sum((a * a * point**i for i, a in enumerate(found.coefficients)), arb(0))
        return total + arb(0, 1) * (found.tail * abs(point) ** count).abs_upper()


def closed(activation: Activation, rho: Fraction, bits: int) -> arb:
    ctx = BallArithmetic(bits)
    return ctx.evaluate(lambda ctx, x: activation.dual(ctx, ctx.rational(1), ctx.rational(1), ctx.acos(x)), rho)


@pytest.mark.parametrize("activation", EVERY, ids=str)
def test_dual_at_one_is_the_moment_and_at_zero_the_square_of_the_mean(activation: Activation) -> None:
    found, ctx = hermite_expansion(activation, 1, 8, 90), BallArithmetic(90)
    assert closed(activation, Fraction(1), 90).overlaps(found.moment)
    with ctx.working():
        assert closed(activation, Fraction(0), 90).overlaps(found.coefficients[0] ** 2)


@pytest.mark.parametrize("activation", EVERY, ids=str)
def test_series_and_dual_overlap_at_twenty_correlations_and_three_precisions(activation: Activation) -> None:
    draw = random.Random(4)
    points = [Fraction(draw.randrange(-999, 1000), 1000) for _ in range(20)]
    for bits in (40, 70, 110):
        for rho in points:
            assert series(activation, rho, 80, bits).overlaps(closed(activation, rho, bits)), (bits, rho)


@pytest.mark.parametrize("activation", EVERY, ids=str)
def test_plane_quadrature_overlaps(activation: Activation) -> None:
    for bits, rho in ((30, Fraction(-3, 5)), (45, Fraction(1, 3))):
        plane = plane_dual(activation, Fraction(1), Fraction(1), rho, bits)
        assert plane.rad() < arb(2) ** (6 - bits)
        assert plane.overlaps(closed(activation, rho, bits + 20))
        assert plane.overlaps(series(activation, rho, 60, bits + 20))


@pytest.mark.heavy
@pytest.mark.parametrize("activation", EVERY, ids=str)
def test_plane_quadrature_at_twenty_correlations_and_three_precisions(activation: Activation) -> None:
    draw = random.Random(5)
    for rho in [Fraction(draw.randrange(-95, 96), 100) for _ in range(20)]:
        for bits in (30, 60, 90):
            assert plane_dual(activation, Fraction(1), Fraction(1), rho, bits).overlaps(closed(activation, rho, bits))


@pytest.mark.parametrize("activation", EVERY, ids=str)
def test_monte_carlo(activation: Activation) -> None:
    # one seed, level 5 sigma: a false alarm in 2e6 tests
    generator, n, rho = numpy.random.default_rng(20), 200_000, 0.6
    x, z = generator.standard_normal((2, n))
    ctx = Float64Arithmetic()
    y = rho * x + math.sqrt(1 - rho * rho) * z
    samples = numpy.asarray(activation.value(ctx, x)) * numpy.asarray(activation.value(ctx, y))
    error = samples.std() / math.sqrt(n)
    assert abs(samples.mean() - float(closed(activation, Fraction(3, 5), 60))) < 5 * error


@pytest.mark.parametrize("activation", SMOOTH, ids=str)
@pytest.mark.parametrize("variance", [Fraction(1), Fraction(1, 4), Fraction(9, 4)], ids=str)
def test_stein(activation: Activation, variance: Fraction) -> None:
    # E sigma'(sX) h_i(X) = sqrt(i + 1)/s a_(i+1): the dual of the derivative is the derivative of the dual
    ctx = BallArithmetic(90)
    a = hermite_expansion(activation, variance, 12, 90).coefficients
    b = hermite_expansion(activation.derivative(), variance, 11, 90).coefficients
    with ctx.working():
        scale = ctx.convert(variance).sqrt()
        for i in range(11):
            assert (arb(i + 1).sqrt() * a[i + 1] / scale).overlaps(b[i]), i
            assert b[i].rad() < arb(2) ** -85


def test_softplus_coefficients_and_exact_zeros() -> None:
    found = hermite_expansion(Softplus(), 1, 16, 120)
    assert all(found.coefficients[i].is_zero() for i in range(3, 16, 2))
    assert found.coefficients[1].contains(arb("0.5"))
    assert found.moment.str(40, radius=False) == "0.9212459088593002786772486868213633973956"
    assert all(hermite_expansion(Logistic(), 1, 9, 60).coefficients[i].is_zero() for i in range(2, 9, 2))


def test_tails_are_certified_truncations() -> None:
    short, long = hermite_expansion(Tanh(), 1, 40, 100), hermite_expansion(Tanh(), 1, 120, 100)
    between = sum((a * a for a in long.coefficients[40:]), arb(0))
    assert between.lower() <= short.tail
    assert (between + long.tail).upper() >= short.tail - arb(2) ** -90
    assert expansion_to(Tanh(), 1, 60).tail < arb(2) ** -60


def test_a_ball_of_variances() -> None:
    ctx = BallArithmetic(80)
    wide = hermite_expansion(Tanh(), ctx.interval("0.99", "1.01"), 6, 60)
    exact = hermite_expansion(Tanh(), 1, 6, 60)
    for a, b in zip(wide.coefficients, exact.coefficients, strict=True):
        assert a.overlaps(b)
        assert a.is_finite()


def test_what_is_not_square_integrable_is_refused() -> None:
    import sympy

    bell = Activation.from_expression(sympy.exp(sympy.Symbol("u") ** 2 / 5))
    hermite_expansion(bell, 1, 4, 40)
    with pytest.raises(UnsupportedOperation, match="square integrable") as caught:
        hermite_expansion(bell, 2, 4, 40)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("change", [0, 1])
def test_a_wrong_coefficient_would_be_seen(change: int) -> None:
    # control: the series with one coefficient changed by 1e-12 does not overlap the closed form
    found, ctx = hermite_expansion(Erf(), 1, 60, 90), BallArithmetic(90)
    with ctx.working():
        point = ctx.rational(1, 2)
        values: list[Any] = list(found.coefficients)
        values[1] += change * arb("1e-12")
        total = sum((a * a * point**i for i, a in enumerate(values)), arb(0))
        total += arb(0, 1) * (found.tail * point**60).abs_upper()
        assert total.overlaps(closed(Erf(), Fraction(1, 2), 90)) is (change == 0)
