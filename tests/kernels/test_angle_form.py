"""Closed forms in t, rewritten to the angle: equal values, and ends that are visibly analytic."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy

from ntkproofs.kernels.angle_form import ANALYTIC, THETA, UNKNOWN, T, angle_form, form_exponents

R = sympy.Rational
HALF_SINE, HALF_COSINE = sympy.sin(THETA / 2), sympy.cos(THETA / 2)

FORMS = [
    (T, sympy.cos(THETA)),
    (sympy.acos(T), THETA),
    (sympy.acos(-T), sympy.pi - THETA),
    (sympy.asin(T), sympy.pi / 2 - THETA),
    (sympy.asin(-T), THETA - sympy.pi / 2),
    (sympy.sqrt(1 - T**2), sympy.sin(THETA)),
    (sympy.sqrt(2 - 2 * T), 2 * HALF_SINE),
    (sympy.sqrt(2 + 2 * T), 2 * HALF_COSINE),
    (sympy.sqrt(1 - T), sympy.sqrt(2) * HALF_SINE),
    ((2 - 2 * T) ** R(1, 4), sympy.sqrt(2) * sympy.sqrt(HALF_SINE)),
    ((1 - T) ** R(3, 2), 2 * sympy.sqrt(2) * HALF_SINE**3),
    (1 / sympy.sqrt(1 - T**2), 1 / sympy.sin(THETA)),
    (sympy.sqrt((1 - T) ** 2 * (1 + T)), sympy.sqrt(2) * HALF_SINE * sympy.sin(THETA)),
    (sympy.sqrt(2 - T - T**2), sympy.sqrt(2) * HALF_SINE * sympy.sqrt(2 + sympy.cos(THETA))),
    (sympy.sqrt(3), sympy.sqrt(3)),
]


@pytest.mark.parametrize(("expression", "form"), FORMS, ids=lambda e: str(e))
def test_forms(expression: sympy.Expr, form: sympy.Expr) -> None:
    assert sympy.simplify(angle_form(expression) - form) == 0


MORE = [
    sympy.exp(-sympy.sqrt(2 - 2 * T)) * sympy.log(2 + T),
    sympy.sqrt(sympy.sqrt(1 - T) + 1),
    sympy.sqrt(T**4 * (1 - T) / 3),
    sympy.sqrt(sympy.sqrt(2) * (1 - T)),
    sympy.acos((T + T**3) / 2),
    (1 - T**2) ** R(1, 3) / (3 - T),
    sympy.Abs(T) + sympy.tanh(T),
    sympy.sqrt(((1 + T) ** 30 + 1) ** 3),
]


@pytest.mark.parametrize("expression", [e for e, _ in FORMS] + MORE, ids=str)
@pytest.mark.parametrize("angle", [R(1, 100), R(1), R(2), R(31, 10)])
def test_values(expression: sympy.Expr, angle: sympy.Rational) -> None:
    before = sympy.N(expression.subs(T, sympy.cos(angle)), 30)
    assert abs(sympy.N(angle_form(expression).subs(THETA, angle), 30) - before) < sympy.Float(10) ** -25


@pytest.mark.parametrize(
    ("expression", "exponents"),
    [
        (sympy.exp(-sympy.sqrt(2 - 2 * T)), ANALYTIC),
        (T * sympy.acos(-T), ANALYTIC),
        (1 / (2 - T) + sympy.sqrt(3 + T), ANALYTIC),
        (sympy.Integer(3), ANALYTIC),
        ((1 - T) ** R(1, 3), (Fraction(2, 3), None)),
        ((1 + T) ** R(1, 4), (None, Fraction(1, 2))),
        ((1 - T**2) ** R(1, 4) * (1 - T) ** R(2, 3), (Fraction(1, 2), Fraction(1, 2))),
        (sympy.exp((1 - T) ** R(1, 5)) + T, (Fraction(2, 5), None)),
        (sympy.Abs(T), UNKNOWN),
        (sympy.sqrt(T**2), UNKNOWN),
        (1 / T, UNKNOWN),
        (sympy.log(2 - T), UNKNOWN),
        ((1 - T) ** R(-1, 3), UNKNOWN),
        (sympy.acos(T**2), UNKNOWN),
    ],
    ids=str,
)
def test_exponents(expression: sympy.Expr, exponents: object) -> None:
    assert form_exponents(angle_form(expression)) == exponents
