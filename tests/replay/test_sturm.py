from __future__ import annotations

from fractions import Fraction

import pytest
import sympy

from ntkproofs.replay.sturm import roots_inside, value

x = sympy.Symbol("x")


@pytest.mark.parametrize(
    ("expr", "lower", "upper", "expected"),
    [
        (x**2 - 2, 0, None, 1),
        (x**2 - 2, None, None, 2),
        (x**2 + 1, None, None, 0),
        ((x - 1) ** 2 * (x + 1), 0, 2, 1),
        (x * (x - 1), 0, 1, 0),
        (x * (x - 1) * (2 * x - 1), 0, 1, 1),
        (x**3 - x, -2, 2, 3),
        (sympy.Integer(5), None, None, 0),
        (sympy.prod(x - k for k in range(8)), 2, 6, 3),
    ],
)
def test_roots_are_counted(expr: sympy.Expr, lower: int | None, upper: int | None, expected: int):
    f = [Fraction(int(c)) for c in reversed(sympy.Poly(expr, x).all_coeffs())]
    ends = [None if end is None else Fraction(end) for end in (lower, upper)]
    assert roots_inside(f, *ends) == expected
    assert value(f, Fraction(3)) == expr.subs(x, 3)
