"""Angles through a rectified layer: exact at 0, right everywhere, and with all digits near 0."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import numpy
import pytest

from ntkproofs.activations import Rectified, RectifiedMonomial, ReLU, Step
from ntkproofs.arithmetic import BallArithmetic, ExactArithmetic, Float64Arithmetic, MultiprecisionArithmetic

DIGITS, BALLS = MultiprecisionArithmetic(60), BallArithmetic(250)
ACTIVATIONS: list[Rectified] = [Step(), ReLU(), RectifiedMonomial(1), RectifiedMonomial(2), RectifiedMonomial(4)]

every = pytest.mark.parametrize("activation", ACTIVATIONS, ids=str)


@every
def test_the_image_angle_has_the_cosine_of_the_dual(activation: Rectified) -> None:
    for angle in ("1e-20", "0.3", "1.5", "3.14"):
        psi = DIGITS.evaluate(activation.image_angle, angle)
        dual = DIGITS.evaluate(lambda ctx, a: activation.dual(ctx, ctx.rational(1), ctx.rational(1), a), angle)
        assert abs(DIGITS.cos(psi) - dual / DIGITS.convert(activation.moment)) < 1e-55


@every
def test_the_angle_zero_stays_exactly_zero(activation: Rectified) -> None:
    assert BALLS.evaluate(activation.image_angle, 0).is_zero()
    assert ExactArithmetic().evaluate(activation.image_angle, 0) == 0
    assert float(activation.image_angle(Float64Arithmetic(), numpy.zeros(1))[0]) == 0


def test_relu_is_the_printed_formula() -> None:
    # sin^2(psi/2) = sin^2(theta/2) - (sin theta - theta cos theta)/(2 pi), reference geifman-bowman section 0
    for angle in ("0.001", "1", "3"):
        psi = DIGITS.evaluate(ReLU().image_angle, angle)
        x, ctx = DIGITS.convert(angle), DIGITS
        printed = ctx.sin(x / 2) ** 2 - (ctx.sin(x) - x * ctx.cos(x)) / (2 * ctx.pi)
        assert abs(ctx.sin(psi / 2) ** 2 - printed) < 1e-58
    assert abs(DIGITS.evaluate(lambda ctx: ReLU().image_angle(ctx, ctx.pi)) - DIGITS.pi / 2) < 1e-58


@every
def test_tiny_angles_keep_their_relative_precision(activation: Rectified) -> None:
    for exponent in (3, 8, 12, 30, 150):
        angle = 10.0**-exponent
        found = float(activation.image_angle(Float64Arithmetic(), numpy.asarray([angle]))[0])
        with mpmath.workdps(400):
            exact = DIGITS.evaluate(activation.image_angle, Fraction(angle))
        assert found == pytest.approx(float(exact), rel=1e-14)


@every
def test_thin_balls_near_zero_keep_their_relative_radius(activation: Rectified) -> None:
    ball = BALLS.evaluate(activation.image_angle, Fraction(1, 10**40))
    assert ball.rel_accuracy_bits() > 200


def test_derivatives_step_down() -> None:
    assert ReLU(scale_squared=2).derivative() == Step(scale_squared=2)
    assert RectifiedMonomial(3).derivative() == RectifiedMonomial(2, scale_squared=9)
    assert RectifiedMonomial(2).derivative() == ReLU(scale_squared=4)
    assert RectifiedMonomial(1).derivative() == Step()


def test_moments() -> None:
    assert ReLU(scale_squared=2).moment == 1
    assert [RectifiedMonomial(n).moment for n in (1, 2, 3)] == [Fraction(1, 2), Fraction(3, 2), Fraction(15, 2)]
