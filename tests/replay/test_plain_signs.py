"""Signs read off a tree: certain ones, and traps that must not be."""

from __future__ import annotations

import pytest
import sympy
from sympy import acos, cos, exp, oo, pi, sin, sqrt

from ntkproofs.arithmetic import tree
from ntkproofs.checks import Reals, evident_sign
from ntkproofs.replay.domains import Domain
from ntkproofs.replay.plain_signs import Signs
from ntkproofs.replay.trees import read_tree

x = sympy.Symbol("x")
CASES = [
    (x * sin(x), Reals(0, pi), 1),
    (sin(x), Reals(pi, 2 * pi), -1),
    (sin(x), Reals(0, 2 * pi), None),
    (cos(x), Reals(-pi / 2, pi / 2), 1),
    (cos(x), Reals(0, pi), None),
    (1 - cos(x), Reals(-oo, oo), 1),
    (1 - 2 * cos(x), Reals(0, pi), None),
    (x**2 - x + 1, Reals(-oo, oo), 1),
    (x**2 - x - 1, Reals(0, oo), None),
    (1 - x, Reals(1, oo), -1),
    (exp(x) + x, Reals(0, oo), 1),
    (exp(x) - x, Reals(0, oo), None),
    (sin(x) - x * sin(x) / pi, Reals(0, pi), 1),
    (sin(x) - 2 * x * sin(x) / pi, Reals(0, pi), None),
    (acos(x) * sqrt(1 - x**2), Reals(-1, 1), 1),
    (-(x**3), Reals(-1, 0), 1),
    (sympy.sinh(x), Reals(-1, 1), None),
]


@pytest.mark.parametrize(("expr", "domain", "expected"), CASES, ids=str)
def test_signs(expr: sympy.Expr, domain: Reals, expected: int | None):
    found = Signs("x", Domain.read(domain.describe())).sign(read_tree(tree(expr)))
    assert (found and found[0]) == expected
    assert evident_sign(expr, x, domain) == expected


@pytest.mark.parametrize(
    ("expr", "domain", "expected"),
    [
        (1 / x, Reals(0, 1), True),
        (1 / x, Reals(-1, 1), False),
        (sympy.tan(x), Reals(0, 1), False),
        (sympy.log(1 + x**2), Reals(-oo, oo), True),
        (1 / (2 + sin(x)), Reals(-oo, oo), True),
        (1 / sin(x), Reals(0, pi), True),
        (1 / (x - x**2), Reals(0, 1), True),
        (1 / (x - x**2), Reals(0, 2), False),
        (sympy.gamma(x), Reals(1, 2), False),
    ],
    ids=str,
)
def test_continuity_inside(expr: sympy.Expr, domain: Reals, expected: bool):
    assert Signs("x", Domain.read(domain.describe())).continuous(read_tree(tree(expr))) is expected


@pytest.mark.parametrize(
    ("expr", "domain", "expected"),
    [(acos(x) ** 2, Reals(0, 2), False), (acos(x) ** 2, Reals(0, 1), True), (sqrt(x) ** 3 * x, Reals(-1, 1), False)],
    ids=str,
)
def test_reality(expr: sympy.Expr, domain: Reals, expected: bool):
    assert Signs("x", Domain.read(domain.describe())).real(read_tree(tree(expr))) is expected
