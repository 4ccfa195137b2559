from __future__ import annotations

import pytest
import sympy

from ntkproofs.arithmetic import tree
from ntkproofs.checks import positive
from ntkproofs.replay import Rejected

k, d = sympy.symbols("k d")
STEP = positive((k**2 - k + 1) / (k + sympy.sqrt(2) * d), {k: 1, d: 2})


def test_true_steps(again):
    for step in (STEP, positive(sympy.pi - 3, {}), positive(-k / (1 - 2 * k), {k: 1})):
        again(step)
    again(positive(k - 1, {k: 1}, strict=False))
    again(positive(k - 3, {k: 1}))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"expression": tree(k - d)}, "some coefficient"),
        ({"corner": {"k": "-5", "d": "2"}}, "some coefficient"),
        ({"expression": tree(k - 1), "corner": {"k": "1"}}, "some coefficient"),
        ({"expression": tree(1 / (k - 1)), "corner": {"k": "1"}}, "some coefficient"),
        ({"expression": tree(k), "corner": {}}, "not of the sign"),
        ({"expression": tree(3 - sympy.pi), "corner": {}}, "not of the sign"),
        ({"strict": "yes"}, "strict"),
    ],
    ids=str,
)
def test_false_steps(again, changes, why):
    with pytest.raises(Rejected, match=why):
        again(STEP, **changes)


def test_a_witness_above_the_corner_only(again):
    step = positive(k - 3, {k: 1})
    assert step.witness == "at k = 1: -2"
    with pytest.raises(Rejected, match="leaves the domain"):
        again(step, corner={"k": "2"})
    with pytest.raises(Rejected, match="true at the witness"):
        again(step, expression=tree(k))
