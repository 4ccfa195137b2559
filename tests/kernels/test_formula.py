"""Kernels of the user: formulas in the angle and Python functions in the dialect."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import pytest
import sympy

from ntkproofs.activations.parameters import ParameterError
from ntkproofs.arithmetic import BallArithmetic, InexactInput
from ntkproofs.kernels import ExpressionKernel, FormulaKernel, NeuralTangentKernel, parse

THETA, T = sympy.Symbol("theta"), sympy.Symbol("t")


def deep_relu(ctx: Any, angle: Any) -> Any:
    """The three-layer tangent kernel, as a user would write it."""
    total = ctx.cos(angle)
    for _ in range(2):
        cosine = (ctx.sin(angle) + (ctx.pi - angle) * ctx.cos(angle)) / ctx.pi
        total = cosine + (1 - angle / ctx.pi) * total
        angle = ctx.acos(cosine)
    return total


def test_a_function_is_recorded_once() -> None:
    runs = []

    def function(ctx: Any, angle: Any) -> Any:
        runs.append(angle)
        return ctx.exp(-angle) + ctx.rational(1, 3)

    kernel = FormulaKernel(function)
    ball = BallArithmetic(100).evaluate(kernel.kappa, 1)
    assert kernel.in_angle == sympy.exp(-THETA) + sympy.Rational(1, 3)
    assert abs(float(ball.mid()) - math.exp(-1) - 1 / 3) < 1e-15
    assert runs == [THETA]


def test_a_recursion_of_the_user_is_the_kernel_of_the_library() -> None:
    ctx, mine = BallArithmetic(200), FormulaKernel(deep_relu, label="mine")
    assert str(mine) == "mine"
    for angle in (Fraction(1, 10), Fraction(1), Fraction(3)):
        assert ctx.evaluate(mine.kappa, angle).overlaps(ctx.evaluate(NeuralTangentKernel(3).kappa, angle))


def test_text_in_the_angle() -> None:
    kernel = parse("1 - theta/pi")
    assert isinstance(kernel, FormulaKernel)
    assert parse(str(kernel)) == kernel
    assert kernel.analytic_in_angle
    assert kernel.expression() == 1 - sympy.acos(T) / sympy.pi
    assert parse("t*theta").in_angle == THETA * sympy.cos(THETA)
    assert isinstance(parse("t**2"), ExpressionKernel)


def test_the_angle_is_no_name_elsewhere() -> None:
    with pytest.raises(ValueError, match="theta"):
        parse("ntk(layers=theta)")


def branch(ctx: Any, angle: Any) -> Any:
    return angle if angle < 1 else 2 * angle


@pytest.mark.parametrize(
    "function", [branch, lambda ctx, angle: math.sin(angle), lambda ctx, angle: angle.real, lambda ctx, angle: "no"]
)
def test_what_is_not_in_the_dialect_is_refused(function: Any) -> None:
    with pytest.raises((ParameterError, InexactInput)):
        FormulaKernel(function)


def test_floats_are_refused() -> None:
    with pytest.raises(InexactInput):
        FormulaKernel(lambda ctx, angle: 0.5 * angle)
    with pytest.raises(InexactInput):
        FormulaKernel(lambda ctx, angle: angle * (1 / 3))
    with pytest.raises(InexactInput):
        FormulaKernel(0.5 * THETA)


def test_other_symbols_are_refused() -> None:
    with pytest.raises(ParameterError, match="in theta alone was needed, x came"):
        FormulaKernel(sympy.Symbol("x") * THETA)
