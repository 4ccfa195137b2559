from __future__ import annotations

import pytest
from sympy import Rational, Symbol

from ntkproofs.arithmetic import tree
from ntkproofs.checks import approaches, attained_supremum, log_convex
from ntkproofs.replay import Rejected

x = Symbol("x")
HALF = Rational(1, 2)
STEP = log_convex(x + HALF, [(x, HALF), (x + 1, HALF)], {x: 1})
WRONG = log_convex(x + 1, [(x, HALF), (x + 1, HALF)], {x: 2})


def test_true_steps(again):
    again(STEP)
    again(WRONG)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"middle": tree(x + 1)}, "not the mean"),
        ({"parts": [[tree(x), "1/2"], [tree(x + 1), "1/3"]]}, "convex combination"),
        ({"parts": [[tree(x), "-1/2"], [tree(x + Rational(1, 3)), "3/2"]]}, "convex combination"),
        ({"parts": []}, "weights were needed"),
        ({"corner": {"x": "0"}}, "plainly positive"),
        ({"corner": {"x": "-1"}}, "plainly positive"),
    ],
)
def test_false_steps(again, changes, why):
    with pytest.raises(Rejected, match=why):
        again(STEP, **changes)


def test_a_witness_must_be_one(again):
    with pytest.raises(Rejected, match="true at the witness"):
        again(WRONG, middle=tree(x + Rational(1, 4)))
    with pytest.raises(Rejected, match="not positive"):
        again(WRONG, middle=tree(x - 5))


def test_steps_built_of_others_replay(again):
    for step in approaches(x / (x + 1), x, 1, constant=1, order=1, start=1):
        again(step)
    for step in attained_supremum(x * (1 - x), 1 + 0 * x, x, 0, 1, value=Rational(1, 4), at=HALF, order=2):
        again(step)
