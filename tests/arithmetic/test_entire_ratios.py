"""The entire functions sin(x)/x and (sin x - x cos x)/x^3 in every arithmetic, at and near their removable zero."""

from __future__ import annotations

import mpmath
import numpy
import pytest

from ntkproofs.arithmetic import (
    BallArithmetic,
    ExactArithmetic,
    Float64Arithmetic,
    MultiprecisionArithmetic,
)

POINTS = ["0", "1e-25", "1e-8", "0.5", "0.999", "1", "3.14", "4", "4.5", "10"]


def reference(name: str, point: str) -> mpmath.mpf:
    with mpmath.workdps(150):
        x = mpmath.mpf(point)
        if x == 0:
            return mpmath.mpf(1) if name == "sinc" else mpmath.mpf(1) / 3
        return mpmath.sin(x) / x if name == "sinc" else (mpmath.sin(x) - x * mpmath.cos(x)) / x**3


@pytest.mark.parametrize("name", ["sinc", "sinc_slope"])
@pytest.mark.parametrize("point", POINTS)
def test_values(name: str, point: str) -> None:
    expected = reference(name, point)
    multiprecision = MultiprecisionArithmetic(50)
    value = multiprecision.evaluate(lambda ctx, x: getattr(ctx, name)(x), point)
    assert mpmath.almosteq(mpmath.mpf(str(value)), expected, abs_eps=mpmath.mpf(10) ** -14)
    assert abs(float(getattr(Float64Arithmetic(), name)(numpy.asarray(float(point)))) - float(expected)) < 5e-16
    ball = BallArithmetic(300).evaluate(lambda ctx, x: getattr(ctx, name)(x), point)
    with mpmath.workdps(150):
        assert ball.overlaps(type(ball)(mpmath.nstr(expected, 120)))
    assert float(ball.rad()) < 1e-80


@pytest.mark.parametrize("name", ["sinc", "sinc_slope"])
def test_range_over_a_wide_ball_is_tight_and_contains_the_ends(name: str) -> None:
    ctx = BallArithmetic(100)
    with ctx.working():
        ball = getattr(ctx, name)(ctx.interval(0, 3))
        for point in ("0", "1.5", "3"):
            assert ball.contains(getattr(ctx, name)(ctx.convert(point)).mid())
        first, last = getattr(ctx, name)(ctx.convert(0)), getattr(ctx, name)(ctx.convert(3))
        assert float(ball.rad()) <= 0.51 * float((first - last).upper())


def test_exact_values() -> None:
    ctx = ExactArithmetic()
    assert ctx.sinc(0) == 1
    assert ctx.sinc_slope(0) == ctx.rational(1, 3)
    assert ctx.sinc_slope(ctx.pi) == 1 / ctx.pi**2
