from __future__ import annotations

from fractions import Fraction

import pytest
import sympy

from ntkproofs.arithmetic import tree
from ntkproofs.replay import Opaque, Rejected
from ntkproofs.replay.identities import is_zero
from ntkproofs.replay.intervals import working
from ntkproofs.replay.power_series import coefficients
from ntkproofs.replay.series import Expansion
from ntkproofs.replay.trees import difference, number, read_text, read_tree

x, c = sympy.symbols("x c")
EXPRESSIONS = [
    sympy.exp(c * x) / (1 - x),
    sympy.sin(x + c) * sympy.cos(2 * x),
    sympy.asin(x) ** 2 + sympy.acos(x),
    sympy.sqrt(4 + x) * sympy.log(1 + x),
    sympy.atan(x) + sympy.tan(x) + sympy.tanh(x),
    sympy.sinh(x) * sympy.cosh(x) + sympy.erf(x),
    (1 + x) ** c,
]


@pytest.mark.parametrize("expr", EXPRESSIONS, ids=str)
def test_exact_coefficients_are_those_of_differentiation(expr: sympy.Expr):
    found = coefficients(read_tree(tree(expr)), "x", 5)
    for n, coefficient in enumerate(found):
        expected = sympy.diff(expr, x, n).subs(x, 0) / sympy.factorial(n)
        assert is_zero(difference(coefficient, read_tree(tree(expected))))


@pytest.mark.parametrize("expr", [e.subs(c, 2) for e in EXPRESSIONS[:5]], ids=str)
def test_interval_coefficients_hold_the_exact_ones(expr: sympy.Expr):
    centre = Fraction(1, 7)
    exact = coefficients(read_tree(tree(expr)), "x", 4, number(centre))
    with working(120) as intervals:
        wide = intervals.hull(centre - Fraction(1, 100), centre + Fraction(1, 100))
        found = Expansion(intervals, intervals.value, "x", wide, 4).of(read_tree(tree(expr)))
        for outer, inner in zip(found, map(intervals.value, exact), strict=True):
            assert outer.a <= inner.a
            assert inner.b <= outer.b


@pytest.mark.parametrize("text", ["acos(1 - x)", "sqrt(x)", "log(x)", "1/x"])
def test_no_series_where_it_is_not_analytic(text: str):
    with pytest.raises(Rejected):
        coefficients(read_text(text), "x", 3)


def test_no_series_of_a_modulus():
    with pytest.raises(Opaque):
        coefficients(read_text("Abs(x)"), "x", 3)
