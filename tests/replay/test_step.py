from __future__ import annotations

import pytest

from ntkproofs.replay import Opaque, Rejected
from ntkproofs.replay.step import Step
from ntkproofs.replay.trees import read_text

NODE = {"rule": "exact value", "statement": "s", "goal": True, "status": "holds", "witness": None, "data": {}}


@pytest.mark.parametrize(
    ("witness", "point"),
    [
        ("at x = 0: left 0, right 1", {"x": "0"}),
        ("at n = 1, m = 1/2: left 2, right 1", {"n": "1", "m": "1/2"}),
        ("at d = 3 the limit is infinite", {"d": "3"}),
        ("the coefficient of degree 2 is x, not y: at x = pi/2: left 1, right 2", {"x": "pi/2"}),
        ("at b_j = 0, f_* = 1: left 0, right 2", {"b_j": "0", "f_*": "1"}),
        ("left 2, right 1", {}),
    ],
)
def test_the_point_of_a_witness(witness: str, point: dict[str, str]):
    step = Step.read({**NODE, "status": "fails", "witness": witness})
    assert step.point() == {name: read_text(text) for name, text in point.items()}


@pytest.mark.parametrize(
    "changes",
    [{"status": "maybe"}, {"status": "fails"}, {"goal": 1}, {"data": []}, {"rule": ""}, {"statement": None}],
    ids=str,
)
def test_what_is_no_step_is_refused(changes: dict[str, object]):
    with pytest.raises(Rejected):
        Step.read({**NODE, **changes})


def test_missing_data_are_opaque():
    step = Step.read(NODE)
    for read in (step.tree, step.text, step.name):
        with pytest.raises(Opaque):
            read("left")
