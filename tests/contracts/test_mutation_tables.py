"""The published tables of the mutation run: they add up, and the score is what was asked for."""

from __future__ import annotations

import csv
from pathlib import Path

DATA = Path(__file__).parent.parent.parent / "docs" / "data"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_tables_add_up():
    claims, everything = rows("mutation.csv"), rows("mutation-summary.csv")[-1]
    assert everything["group"] == "all"
    for name in ("mutants", "refuted", "true", "undecided"):
        assert sum(int(row[name]) for row in claims) == int(everything[name])
    assert len(rows("mutation-survivors.csv")) == int(everything["undecided"])
    assert len(rows("mutation-true.csv")) == int(everything["true"])


def test_every_claim_has_five_mutants_and_the_score_is_at_least_ninety_five():
    assert all(int(row["mutants"]) >= 5 for row in rows("mutation.csv"))
    everything = rows("mutation-summary.csv")[-1]
    assert 100 * int(everything["refuted"]) >= 95 * (int(everything["mutants"]) - int(everything["true"]))


def test_every_true_mutant_names_the_goal_that_was_proved():
    assert all(row["changed goal that was proved"] for row in rows("mutation-true.csv"))
    assert all(row["why it is undecided"] for row in rows("mutation-survivors.csv"))
