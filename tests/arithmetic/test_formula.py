"""Formulas out of expressions: one program, every arithmetic."""

from __future__ import annotations

from fractions import Fraction

import numpy
import pytest
import sympy
from sympy import Rational, Symbol, pi, sqrt

from ntkproofs.arithmetic import (
    BallArithmetic,
    ExactArithmetic,
    Float64Arithmetic,
    InexactInput,
    MultiprecisionArithmetic,
    UnsupportedOperation,
    decimal,
    evaluate_tree,
    lambdify,
    tree,
)

T = Symbol("t")
KAPPA_1 = (sympy.sin(sympy.acos(T)) + (pi - sympy.acos(T)) * T) / pi

EXPRESSIONS = [
    KAPPA_1,
    sympy.exp(-sqrt(2 - 2 * T)),
    sympy.E * T ** Rational(2, 3) + T ** Rational(-3, 2) + T**-2,
    sympy.binomial(T, 3) + sympy.RisingFactorial(T, 4) + sympy.factorial(T),
    sympy.binomial(5, T) + sympy.RisingFactorial(3, T),
    sympy.besseli(Rational(1, 2), T) + sympy.besseli(2, T),
    sympy.hyper([1, Rational(1, 2)], [Rational(7, 2)], T) + sympy.hyper([], [Rational(3, 2)], -T),
    abs(T - 3) + sympy.tanh(T) * sympy.sinh(T) / sympy.cosh(T) + sympy.tan(T) - sympy.atan(T) + sympy.asin(T),
    sympy.log(T) * sympy.gamma(T) * sympy.erf(T) * sympy.cos(T),
    T**T,
]


@pytest.mark.parametrize("expr", EXPRESSIONS, ids=str)
@pytest.mark.parametrize("point", ["3/10", "0.875"])
def test_all_arithmetics_agree_with_sympy(expr: sympy.Expr, point: str) -> None:
    formula = lambdify(expr, T)
    x = Rational(Fraction(point).numerator, Fraction(point).denominator)
    exact = sympy.N(expr.subs(T, x), 60)
    ball = BallArithmetic(300).evaluate(formula, point)
    value, radius = decimal(ball, 50)
    assert abs(Rational(value) - Rational(str(exact))) <= Rational(radius) + Rational(1, 10**49)
    multiprecision = MultiprecisionArithmetic(60).evaluate(formula, point)
    assert abs(Rational(str(multiprecision)) - Rational(value)) < Rational(1, 10**48)
    assert float(Float64Arithmetic().evaluate(formula, point)) == pytest.approx(float(exact), rel=1e-13)
    symbolic = ExactArithmetic().evaluate(formula, point)
    assert abs(sympy.N(symbolic, 60) - exact) < Rational(1, 10**50)


def test_a_rational_result_is_exact() -> None:
    assert ExactArithmetic().evaluate(
        lambdify(sqrt(1 - T**2) + sympy.factorial(4) + sympy.binomial(T, 2), T), "3/5"
    ) == Rational(4, 5) + 24 + Rational(-3, 25)


def test_half_integer_powers_are_roots() -> None:
    # sqrt(2)^3 by the square root: the ball is as tight as a root and two products
    ball = BallArithmetic(100).evaluate(lambdify(T ** Rational(3, 2), T), 2)
    assert ball.rel_accuracy_bits() > 95
    assert BallArithmetic(100).evaluate(lambdify(T ** Rational(1, 2), T), 0) == 0


def test_a_python_integer_never_becomes_a_float() -> None:
    formula = lambdify(1 / T, T)
    ctx = BallArithmetic(100)
    with ctx.working():
        third = formula(ctx, 3)
    assert third * 3 != 0.1
    assert not third.is_exact()
    assert ExactArithmetic().evaluate(formula, 3) == Rational(1, 3)
    assert formula(ExactArithmetic(), 3) == Rational(1, 3)


def test_a_float_is_refused_at_the_door_of_a_formula() -> None:
    for value in (0.5, numpy.float64(0.5)):
        with pytest.raises(InexactInput):
            lambdify(T**2, T)(BallArithmetic(), value)


def test_symbols_are_declared() -> None:
    with pytest.raises(ValueError, match="a value for x was needed"):
        lambdify(T + Symbol("x"), T)
    with pytest.raises(TypeError, match="values for"):
        lambdify(T, T)(ExactArithmetic())
    assert lambdify(T * Symbol("x"), "x", "t").symbols == ("x", "t")


def test_an_unused_symbol_is_allowed() -> None:
    assert ExactArithmetic().evaluate(lambdify(sympy.Integer(2), T), 5) == 2


def test_trees_are_evaluated() -> None:
    node = tree(T * Symbol("x") + pi)
    assert evaluate_tree(ExactArithmetic(), node, t=2, x="1/2") == 1 + pi
    with pytest.raises(UnsupportedOperation, match="known head"):
        evaluate_tree(ExactArithmetic(), ["zeta", ["symbol", "t"]], t=2)


def test_shared_subexpressions_are_evaluated_once() -> None:
    expr = T
    for _ in range(60):  # 2^60 nodes as a tree
        expr = sympy.sin(expr) + sympy.cos(expr)
    formula = lambdify(expr, T)
    assert len(formula.steps) <= 1 + 3 * 60
    assert BallArithmetic(200).evaluate(formula, "0.5").is_finite()


def test_counts_up_to_a_thousand_are_products() -> None:
    rising = lambdify(sympy.RisingFactorial(T, 50), T)
    assert ExactArithmetic().evaluate(rising, 1) == sympy.factorial(50)
    # exact in balls too, also at the poles of the Gamma functions
    assert BallArithmetic(500).evaluate(rising, -3) == 0
    assert BallArithmetic(500).evaluate(lambdify(sympy.binomial(T, 3), T), 2) == 0
