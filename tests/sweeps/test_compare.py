"""Two stores: equal, agreeing, contradicting."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ntkproofs.sweeps import Plan, Store, compare, sweep
from ntkproofs.sweeps.compare import compare_values
from ntkproofs.sweeps.units import compute, units

PLAN = Plan(("ntk(layers=3)", "ntk(layers=2)"), (3,), range(8), (30,), ("spectrum", "decay", "smoothness"))


def test_equal_and_one_sided(tmp_path: Path):
    sweep(PLAN, tmp_path / "a.db")
    sweep(replace(PLAN, degrees=range(10), dims=(3, 4)), tmp_path / "b.db")
    with Store(tmp_path / "a.db") as a, Store(tmp_path / "b.db") as b:
        found = compare(a, b)
    # One quadrature for ten degrees has other balls than one for eight, around the same numbers.
    assert found.same
    assert found.counts["equal"] + found.counts["agree"] == PLAN.size
    assert found.counts["agree"] > 0
    assert (found.counts["only in the first"], found.counts["only in the second"]) == (0, 4 + 20 + 4)


def test_a_contradiction_is_named(tmp_path: Path):
    sweep(PLAN, tmp_path / "a.db")
    with Store(tmp_path / "a.db") as a, Store(tmp_path / "b.db") as b:
        for unit in units(PLAN):
            outcome = compute(unit)
            if unit.quantity == "spectrum" and unit.kernel == "ntk(layers=2)":
                wrong = {**outcome.values[4], "value": "0.00520833", "radius": "1e-9", "ball": None}
                outcome = replace(outcome, values={**outcome.values, 4: wrong})
            b.add(outcome, "serial")
        found = compare(a, b)
    assert not found.same
    assert (found.counts["contradict"], found.counts["equal"]) == (1, PLAN.size - 1)
    assert found.examples == (
        ("arithmetic ball, degree 4, digits 30, dim 3, kernel ntk(layers=2), quantity spectrum", "contradict"),
    )
    assert found.document()["schema"] == "ntkproofs.comparison/1"


NUMBER = {"value": "0.5", "radius": "0.01", "ball": None}


@pytest.mark.parametrize(
    ("first", "second", "word"),
    [
        (NUMBER, NUMBER, "equal"),
        (NUMBER, {**NUMBER, "value": "0.52"}, "agree"),
        (NUMBER, {**NUMBER, "value": "0.5201"}, "contradict"),
        (NUMBER, {**NUMBER, "ball": "1 -2 0 0"}, "contradict"),
        (NUMBER, {**NUMBER, "radius": None}, "differ"),
        (NUMBER, {"reason": "not bounded"}, "differ"),
        ({**NUMBER, "exponent": "3"}, {**NUMBER, "value": "0.51", "exponent": "4"}, "differ"),
        ({"constant": NUMBER}, {"constant": {**NUMBER, "value": "0.6"}}, "contradict"),
        ({"constant": None}, {"constant": NUMBER}, "differ"),
        ({"lower": "1/3", "upper": "1/2"}, {"lower": "0.4", "upper": "0.6"}, "agree"),
        ({"lower": "1/3", "upper": "1/2"}, {"lower": "0.51", "upper": "0.6"}, "contradict"),
    ],
)
def test_words(first: dict[str, Any], second: dict[str, Any], word: str):
    assert compare_values(first, second) == word
    assert compare_values(second, first) == word
