from __future__ import annotations

import pytest
import sympy
from sympy import cos, exp, pi, sin

from ntkproofs.arithmetic import tree
from ntkproofs.checks import Reals, nonnegative_by_derivatives
from ntkproofs.replay import Opaque, Rejected

x = sympy.Symbol("x")
JORDAN = nonnegative_by_derivatives(sin(x) - 2 * x / pi, x, Reals(0, pi / 2))


@pytest.mark.parametrize(
    ("expr", "domain"),
    [
        (sin(x) - x * cos(x), Reals(0, pi)),
        (exp(x) - 1 - x, Reals(0, sympy.oo)),
        (1 - cos(x) + x * cos(x) / pi, Reals(0, pi / 2)),
        ((sympy.sqrt(1 - x**2) + x * (pi - sympy.acos(x))) / pi - x, Reals(-1, 1)),
        (pi * sin(x) - x * sin(x), Reals(0, pi)),
    ],
    ids=str,
)
def test_true_chains(again, expr, domain):
    again(nonnegative_by_derivatives(expr, x, domain))


def test_a_refutation(again):
    step = nonnegative_by_derivatives(sin(x) - sympy.Rational(2001, 1000) * x / pi, x, Reals(0, pi / 2))
    again(step)
    with pytest.raises(Rejected, match="not negative at the witness"):
        again(step, expression=tree(sin(x)))


def links(*pairs):
    return [[reason, tree(sympy.sympify(expr))] for reason, expr in pairs]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"expression": tree(sin(x) - x)}, "another expression"),
        ({"links": links(("concave", sin(x) - 2 * x / pi), ("plain", -sin(x)))}, "another expression"),
        ({"links": links(("increasing", sin(x) - 2 * x / pi), ("plain", cos(x) - 2 / pi))}, "not plainly non-negative"),
        ({"links": links(("concave", sin(x) - 2 * x / pi))}, "ends before"),
        ({"links": links(("plain", sin(x) - 2 * x / pi))}, "not plainly non-negative"),
        ({"links": links(("guessed", sin(x) - 2 * x / pi), ("plain", sin(x)))}, "no non-negative value"),
        ({"links": []}, "a chain"),
        ({"domain": Reals(0, pi).describe()}, "no non-negative value"),
        ({"domain": Reals(0, sympy.oo).describe()}, "no non-negative value"),
        ({"relation": "<="}, "relation"),
    ],
    ids=str,
)
def test_false_chains(again, changes, why):
    with pytest.raises(Rejected, match=why):
        again(JORDAN, **changes)


def test_a_pole_inside_is_rejected(again):
    chain = links(("increasing", -1 / x), ("plain", x**-2))
    changes = {"expression": tree(-1 / x), "links": chain, "domain": Reals(-1, 1).describe()}
    with pytest.raises(Rejected, match="continuous"):
        again(JORDAN, **changes)


def test_without_links_it_is_opaque(again):
    with pytest.raises(Opaque):
        again(JORDAN, links=None)
