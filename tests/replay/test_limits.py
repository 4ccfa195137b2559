from __future__ import annotations

import pytest
import sympy

from ntkproofs.arithmetic import tree
from ntkproofs.checks import Integers, Reals, limit, positive_logarithm, summable
from ntkproofs.replay import Rejected

k, d, n = sympy.symbols("k d n")
RATIO = limit(k * (k - 1) / (k + 1) ** 2, k, sympy.Integer(1))
POSITIVE = {d: Integers(2)}


def test_true_limits(again):
    again(RATIO)
    again(RATIO, expression=tree(k * sympy.gamma(k + 1) / sympy.gamma(k + 2)))
    again(limit(k**2 / (k + 1), k, sympy.oo))
    again(limit(d / k, k, sympy.Integer(0), POSITIVE))
    again(RATIO, expression=tree(k / (k + d * k)), limit="1/(1 + d)", over={"d": Integers(0).describe()})
    again(limit((d * k + 1) / (k + d), k, d, POSITIVE))
    again(limit(k / (k + 1), k, sympy.Integer(2)))
    again(limit(k**2 / (k + 1), k, sympy.Integer(2)))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"limit": "2"}, "is another"),
        ({"limit": "oo"}, "not infinite"),
        ({"expression": tree(k**2)}, "is another"),
        ({"expression": tree(-(k**2)), "limit": "oo"}, "not infinite"),
        ({"expression": tree(sympy.sin(k) / k), "limit": "0"}, "rational function"),
        ({"expression": tree(k / (d * k + 1)), "limit": "1/d"}, "leading coefficient below"),
        ({"expression": tree(k / (d * k + 1)), "limit": "1/d", "over": {"d": Reals(0, 1).describe()}}, "leading"),
    ],
    ids=str,
)
def test_false_limits(again, changes, why):
    with pytest.raises(Rejected, match=why):
        again(RATIO, **changes)


def test_series(again):
    step = summable(1 / (k**2 + 3), k, 0)
    again(step)
    again(summable(1 / (k + 1), k, 0))
    again(summable(1 / (k + 1), k, 0, expected=False))
    with pytest.raises(Rejected, match="exact order -1"):
        again(step, term=tree(1 / (k + 3)))
    with pytest.raises(Rejected, match="free of zeros"):
        again(step, term=tree(1 / (k - 3) ** 2))
    with pytest.raises(Rejected, match="alone"):
        again(step, term=tree(d / k**2))


def test_logarithms(again):
    step = positive_logarithm([((n + 2) / (n + 1), 1)], n, {n: 0})
    again(step)
    again(positive_logarithm([((n + 1) / (n + 2), 1)], n, {n: 0}))
    for changed, why in (
        ([[tree((n + 1) / (n + 2)), tree(sympy.Integer(1))]], "derivative"),
        ([[tree((2 * n + 2) / (n + 1)), tree(sympy.Integer(1))]], "tend to 1"),
        ([[tree((n - 2) / (n + 1)), tree(sympy.Integer(1))]], "plainly positive"),
        ([[tree((n + 2) / (n + 1)), tree(n)]], "moves"),
    ):
        with pytest.raises(Rejected, match=why):
            again(step, factors=changed)
