"""Kernels given in t: rewritten, evaluated at the ends, and refused with another variable."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy

from ntkproofs.activations import ParameterError
from ntkproofs.arithmetic import BallArithmetic, ExactArithmetic, InexactInput
from ntkproofs.kernels import ExpressionKernel, Laplace, NeuralTangentKernel

T = sympy.Symbol("t")


def test_laplace_in_t_is_laplace() -> None:
    written, named = ExpressionKernel(sympy.exp(-sympy.sqrt(2 - 2 * T))), Laplace(c=1)
    ctx = BallArithmetic(150)
    for angle in (0, "1e-30", "1.1", "3"):
        one, other = (ctx.evaluate(kernel.kappa, angle) for kernel in (written, named))
        assert one.is_finite()
        assert one.overlaps(other)
    assert written.analytic_in_angle


def test_the_closed_form_of_a_kernel_is_the_kernel() -> None:
    kernel = NeuralTangentKernel(2)
    written = ExpressionKernel(kernel.expression())
    ctx = BallArithmetic(150)
    for p, q in ((0, 1), (1, 3), (1, 1)):
        values = [ctx.evaluate(lambda ctx, k=k, p=p, q=q: k.kappa(ctx, ctx.pi * p / q)) for k in (written, kernel)]
        assert values[0].overlaps(values[1])
    assert written.trace == 2


def test_only_directions_count() -> None:
    kernel = ExpressionKernel(T**3)
    assert kernel.homogeneity == 0
    assert kernel.gram([[1, 1], [10, 0]])[0, 1] == pytest.approx(2**-1.5)


def test_facts() -> None:
    assert ExpressionKernel(T**2 / 4 + 1).trace == Fraction(5, 4)
    assert ExpressionKernel(sympy.sqrt(2) * T).trace is None
    assert ExpressionKernel(T).positive_definite is None
    assert ExactArithmetic().evaluate(ExpressionKernel(sympy.acos(T)).kappa, 2) == 2


def test_refusals() -> None:
    with pytest.raises(ParameterError, match="x came"):
        ExpressionKernel(sympy.Symbol("x") * T)
    with pytest.raises(InexactInput):
        ExactArithmetic().evaluate(ExpressionKernel(0.5 * T).kappa, 0)
