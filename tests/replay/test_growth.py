from __future__ import annotations

import random
from fractions import Fraction

import pytest
import sympy

from ntkproofs.arithmetic import tree
from ntkproofs.replay import Opaque
from ntkproofs.replay.growth import confirm_growth
from ntkproofs.replay.trees import read_tree

u = sympy.Symbol("u")
KNOWN = (
    (u**2, 1, 2),
    (sympy.log(1 + sympy.exp(u)), 1, 1),
    (sympy.log(1 + sympy.exp(-u)) ** 2, 1, 2),
    ((1 + sympy.exp(-u)) ** -2 * (1 + sympy.exp(u)) ** -2, 1, 0),
    (sympy.log(1 + sympy.exp(u / sympy.sqrt(2))), 1, 1),
    (u * sympy.sqrt(2) / 2 + sympy.Rational(1, 2) ** sympy.Rational(3, 2), Fraction(708, 1000), 1),
    (3 * u - sympy.sin(u) * u**3, 3, 3),
    (sympy.sqrt(1 + u**2), 2, 2),
    ((sympy.Rational(1, 2) + u**2) ** -3, 8, 0),
)


@pytest.mark.parametrize(("function", "constant", "degree"), KNOWN)
def test_confirmed_bounds_hold_at_points(function: sympy.Expr, constant: int, degree: int):
    confirm_growth(read_tree(tree(function)), Fraction(constant), degree)
    drawn = random.Random(0)
    for _ in range(40):
        x = sympy.Rational(drawn.randint(-3000, 3000), 100)
        assert abs(function.subs(u, x).evalf()) <= constant * (1 + abs(x)) ** degree


@pytest.mark.parametrize(
    ("function", "constant", "degree"),
    [
        (u**2, 1, 1),
        (u**2, Fraction(1, 2), 2),
        (sympy.exp(u), 10**9, 50),
        (1 / u, 10, 0),
        ((u - 1) ** -2, 10, 0),
        (sympy.log(u), 10, 1),
        (sympy.log(sympy.Rational(1, 2) + sympy.exp(u)), 10, 1),
    ],
)
def test_what_is_not_shown_is_opaque(function: sympy.Expr, constant: Fraction, degree: int):
    with pytest.raises(Opaque):
        confirm_growth(read_tree(tree(function)), Fraction(constant), degree)
