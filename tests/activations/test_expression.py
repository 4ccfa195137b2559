"""Activations of a user: what is accepted, what is refused in one line."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from sympy import Abs, Function, Heaviside, I, Max, Min, Piecewise, Symbol, exp, log, sqrt, tanh

from ntkproofs.activations import (
    Activation,
    LeakyReLU,
    ParameterError,
    Polynomial,
    ReLU,
    Softplus,
    Tanh,
    hermite_expansion,
)
from ntkproofs.arithmetic import Float64Arithmetic, InexactInput, UnsupportedOperation

u = Symbol("u")

SAME = [
    (log(1 + exp(u)), Softplus()),
    (tanh(u), Tanh()),
    (Max(u, 0), ReLU()),
    (Piecewise((u, u > 0), (u / 5, True)), LeakyReLU("1/5")),
    ((u + Abs(u)) / 2, ReLU()),
    (u * Heaviside(u), ReLU()),
    (1 + 2 * u**2, Polynomial((1, 0, 2))),
]


@pytest.mark.parametrize(("expression", "known"), SAME, ids=lambda value: str(value))
def test_same_coefficients_as_the_named_ones(expression: sympy.Expr, known: Activation) -> None:
    made = Activation.from_expression(expression)
    for a, b in zip(
        hermite_expansion(made, 1, 12, 60).coefficients, hermite_expansion(known, 1, 12, 60).coefficients, strict=True
    ):
        assert a.overlaps(b)
    slope, known_slope = made.derivative(), known.derivative()
    ctx = Float64Arithmetic()
    for point in (-1.5, -0.25, 0.75, 2.0):
        assert float(made.value(ctx, point)) == pytest.approx(float(known.value(ctx, point)))
        assert float(slope.value(ctx, point)) == pytest.approx(float(known_slope.value(ctx, point)))


REFUSED = {
    exp(u**2): "square integrable against the Gaussian was needed",
    exp(u**2 / 4): "square integrable",
    sqrt(u): "complex-valued or undefined at u = -11",
    log(u): "complex-valued or undefined",
    1 / u: "complex-valued or undefined|not seen",
    log(Abs(u)): "analytic between and at its kinks",
    I * u: "complex-valued",
    exp(I * u): "complex-valued",
    u + Symbol("v"): "one free symbol was needed, u, v came",
    Function("g")(u): "measurable function made of known ones",
    sympy.floor(u): "measurable function made of known ones",
    sympy.DiracDelta(u): "measurable function made of known ones",
    Piecewise((u, u > 0)): "a value for every real u",
    Max(u**2 - 2, 0): "kinks at rational points",
    Abs(sympy.sin(u)): "kinks at rational points",
    sympy.gamma(u): "complex-valued or undefined|growth",
}


@pytest.mark.parametrize("expression", REFUSED, ids=str)
def test_refused_in_one_line(expression: sympy.Expr) -> None:
    with pytest.raises(ParameterError, match=REFUSED[expression]) as caught:
        Activation.from_expression(expression)
    assert "\n" not in str(caught.value)


def test_floats_and_other_things_are_refused() -> None:
    with pytest.raises(InexactInput):
        Activation.from_expression(0.5 * u)
    with pytest.raises(ParameterError, match="a SymPy expression was needed"):
        Activation.from_expression("u + 1")
    with pytest.raises(ParameterError, match="a function was needed"):
        Activation.from_expression(u > 0)


def test_facts_of_expressions() -> None:
    swish = Activation.from_expression(u / (1 + exp(-u)))
    assert swish.polynomial_parts == (None, 1)
    assert swish.parity is None
    assert not swish.parts_are_exact
    assert Activation.from_expression(u / sqrt(1 + u**2)).parity == "odd"
    assert Activation.from_expression(exp(-(u**4))).parity == "even"
    hard = Activation.from_expression(Max(-1, Min(1, u)))
    assert [piece[:2] for piece in hard.pieces] == [(None, -1), (-1, 1), (1, None)]
    assert not hard.analytic
    assert hard.is_lipschitz


def test_a_jump_has_no_derivative() -> None:
    jump = Activation.from_expression(Piecewise((u, u > 1), (0, True)))
    with pytest.raises(UnsupportedOperation, match="it jumps at u = 1"):
        jump.derivative()
    smooth = Activation.from_expression(Piecewise((u, u > 0), (exp(u) - 1, True)))
    assert smooth.derivative().pieces[0][:2] == (None, Fraction(0))
