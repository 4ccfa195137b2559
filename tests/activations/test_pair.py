"""Gaussian pairs: three coordinates, one covariance; equal norms stay exactly equal."""

from __future__ import annotations

from typing import Any

import pytest

from ntkproofs.activations import ReLU
from ntkproofs.activations.pair import AnglePair, CovariancePair, EqualPair, GaussianPair
from ntkproofs.arithmetic import BallArithmetic, MultiprecisionArithmetic

CTX = MultiprecisionArithmetic(50)


def moments(pair: GaussianPair) -> list[Any]:
    return [*pair.variances(CTX), pair.covariance(CTX)]


def three(r: str, s: str, angle: str) -> list[GaussianPair]:
    a, b, x = (CTX.convert(v) for v in (r, s, angle))
    pairs: list[GaussianPair] = [AnglePair(a, b, a - b, x), CovariancePair(a * a, b * b, a * b * CTX.cos(x))]
    return [*pairs, EqualPair(a * a, x)] if r == s else pairs


@pytest.mark.parametrize(("r", "s"), [("1", "1"), ("1.5", "0.5"), ("2", "1.999999")])
@pytest.mark.parametrize("angle", ["0.0001", "1", "3.1"])
def test_the_coordinates_agree(r: str, s: str, angle: str) -> None:
    first, *others = three(r, s, angle)
    w, b = CTX.convert("0.7"), CTX.convert("0.3")
    for other in others:
        for step in (
            lambda pair: pair,
            lambda pair: pair.scaled(CTX, w),
            lambda pair: pair.shifted(CTX, w, b),
            lambda pair: pair.rectified(CTX, ReLU()),
            lambda pair: pair.shifted(CTX, w, b).rectified(CTX, ReLU()).shifted(CTX, w, b),
        ):
            for found, wanted in zip(moments(step(other)), moments(step(first)), strict=True):
                assert abs(found - wanted) < 1e-45
            # the covariance coordinates lose half the digits of a small angle
            assert abs(step(other).angle_between(CTX) - step(first).angle_between(CTX)) < 1e-20
            assert abs(step(other).product(CTX) - step(first).product(CTX)) < 1e-45


@pytest.mark.parametrize(("r", "s"), [("1", "1"), ("1.5", "0.5"), ("1", "3")])
def test_shifting_adds_a_bias_to_every_moment(r: str, s: str) -> None:
    w, b = CTX.convert("0.7"), CTX.convert("0.3")
    for pair in three(r, s, "2.2"):
        for found, before in zip(moments(pair.shifted(CTX, w, b)), moments(pair), strict=True):
            assert abs(found - (w * before + b)) < 1e-45


def test_equal_norms_and_the_angle_zero_stay_exact_in_balls() -> None:
    ctx = BallArithmetic(100)
    with ctx.working():
        one, w, b = ctx.rational(1), ctx.rational(1, 3), ctx.rational(1, 7)
        pair: GaussianPair = AnglePair(one, one, one - one, ctx.rational(0))
        equal: GaussianPair = EqualPair(one, ctx.rational(0))
        for _ in range(5):
            pair = pair.shifted(ctx, w, b).rectified(ctx, ReLU())
            equal = equal.shifted(ctx, w, b).rectified(ctx, ReLU())
        assert isinstance(pair, AnglePair)
        assert pair.gap.is_zero()
        assert pair.angle.is_zero()
        assert equal.angle_between(ctx).is_zero()
