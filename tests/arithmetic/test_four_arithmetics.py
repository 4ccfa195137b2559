"""One definition, four arithmetics: the formulas of the field give one number, four times."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
import sympy

from ntkproofs.arithmetic import (
    BallArithmetic,
    ExactArithmetic,
    Float64Arithmetic,
    MultiprecisionArithmetic,
    dump_mpf,
    ends,
    lambdify,
)


def step_dual(ctx, angle):
    return 1 - angle / ctx.pi


def relu_dual(ctx, angle):
    return (ctx.sin(angle) + (ctx.pi - angle) * ctx.cos(angle)) / ctx.pi


def deep_tangent(ctx, angle):
    total = ctx.cos(angle)
    for _ in range(4):
        total = relu_dual(ctx, angle) + total * step_dual(ctx, angle)
        angle = ctx.acos_unit(relu_dual(ctx, angle))
    return total


def laplace(ctx, angle):
    return ctx.exp(-2 * ctx.sin(angle / 2))


def gamma_exponential(ctx, angle):
    return ctx.exp(-ctx.power_nonnegative(2 * ctx.sin(angle / 2), Fraction(3, 4)))


def erf_dual(ctx, angle):
    return 2 * ctx.asin(ctx.rational(2, 3) * ctx.cos(angle)) / ctx.pi


def gaussian_eigenvalue(ctx, angle):
    return ctx.bessel_i(ctx.rational(5, 2), angle) * ctx.gamma(ctx.rational(7, 2)) * ctx.exp(-angle) * ctx.rgamma(angle)


def series(ctx, angle):
    z = ctx.cos(angle) / 2
    return (
        ctx.hypergeometric([ctx.rational(1, 2), 1], [ctx.rational(3, 2)], z) + ctx.log1p(z) + ctx.erf(z) * ctx.tanh(z)
    )


FORMULAS = [step_dual, relu_dual, deep_tangent, laplace, gamma_exponential, erf_dual, gaussian_eigenvalue, series]


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda f: f.__name__)
@pytest.mark.parametrize("point", ["1/10", "1", "2.75"])
def test_four_arithmetics_agree(formula, point: str) -> None:
    low, high = ends(BallArithmetic(400).evaluate(formula, point))
    middle, slack = (low + high) / 2, Fraction(1, 10**90)
    assert high - low < slack
    mantissa, exponent = (
        int(word, 16) for word in dump_mpf(MultiprecisionArithmetic(100).evaluate(formula, point)).split()
    )
    assert abs(Fraction(mantissa) * Fraction(2) ** exponent - middle) < slack
    assert float(Float64Arithmetic().evaluate(formula, point)) == pytest.approx(float(middle), rel=1e-13)
    exact = ExactArithmetic().evaluate(formula, point)
    assert not exact.has(sympy.Float)
    exact_low, exact_high = ends(BallArithmetic(400).evaluate(lambdify(exact)))
    assert exact_low <= high
    assert low <= exact_high


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda f: f.__name__)
def test_precision_shrinks_the_ball(formula) -> None:
    radii = [ends(BallArithmetic(bits).evaluate(formula, "3/2")) for bits in (60, 120, 240, 480)]
    widths = [high - low for low, high in radii]
    for (wide, narrow), bits in zip(pairwise(widths), (60, 120, 240), strict=True):
        assert narrow < wide / 2 ** (bits - 20)
    for (low, high), (inner_low, inner_high) in pairwise(radii):
        assert low <= inner_high
        assert inner_low <= high
