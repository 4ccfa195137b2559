"""Signs read off from derivatives: true ones are found, false ones refuted, traps left alone."""

from __future__ import annotations

import pytest
import sympy
from sympy import Rational, acos, cos, exp, oo, pi, sin, sqrt

from ntkproofs.checks import Reals, evident_sign, nonnegative_by_derivatives
from ntkproofs.claims import Status

x = sympy.Symbol("x")

TRUE = [
    (sin(x) - 2 * x / pi, Reals(0, pi / 2)),
    (sin(x) - x * cos(x), Reals(0, pi)),
    (x - sin(x), Reals(0, 10)),
    (exp(x) - 1 - x, Reals(0, 5)),
    ((sqrt(1 - x**2) + x * (pi - acos(x))) / pi - x, Reals(-1, 1)),
    (x**2 - x + 1, Reals(-oo, oo)),
    (1 - cos(x), Reals(0, pi)),
    (pi * sin(x) - x * sin(x), Reals(0, pi)),
    (1 - cos(x) + x * cos(x) / pi, Reals(0, pi / 2)),
]
FALSE = [
    (sin(x) - Rational(2001, 1000) * x / pi, Reals(0, pi / 2)),
    (x * cos(x) - sin(x), Reals(0, pi)),
    (sin(x) - x, Reals(0, 10)),
    (x**2 - 1, Reals(-oo, oo)),
    (2 * sin(x) - x * sin(x), Reals(0, pi)),
    (sin(x) - x * sin(x) + cos(x), Reals(0, pi / 2)),
]
# Plainly increasing where defined, yet negative inside: a derivative says nothing across a pole.
TRAPS = [(-1 / x, Reals(-1, 1)), (-1 / (x - 1), Reals(0, 2)), (sympy.tan(x) + 1, Reals(0, pi))]


@pytest.mark.parametrize(("expr", "domain"), TRUE, ids=str)
def test_true_inequalities_are_proved(expr, domain):
    assert nonnegative_by_derivatives(expr, x, domain).status is Status.HOLDS


@pytest.mark.parametrize(("expr", "domain"), FALSE, ids=str)
def test_false_inequalities_are_refuted_at_a_point(expr, domain):
    step = nonnegative_by_derivatives(expr, x, domain)
    assert step.status is Status.FAILS
    assert step.witness.startswith("at x = ")


@pytest.mark.parametrize(("expr", "domain"), TRAPS, ids=str)
def test_a_pole_inside_is_never_proved(expr, domain):
    assert nonnegative_by_derivatives(expr, x, domain).status is not Status.HOLDS


@pytest.mark.parametrize(
    ("expr", "domain", "expected"),
    [
        (sin(x), Reals(0, pi), 1),
        (sin(x), Reals(pi, 2 * pi), -1),
        (sin(x), Reals(0, 2 * pi), None),
        (cos(x), Reals(-pi / 2, pi / 2), 1),
        (cos(x), Reals(0, pi), None),
        (x**3, Reals(-1, 1), None),
        (x**3, Reals(0, 1), 1),
        (x**2 - 2, Reals(2, 3), 1),
        (x**2 - 2, Reals(1, 2), None),
        (-(x**2), Reals(-1, 1), -1),
        (x - pi, Reals(0, pi), -1),
    ],
    ids=str,
)
def test_evident_signs(expr, domain, expected):
    assert evident_sign(expr, x, domain) == expected
