from __future__ import annotations

from typing import Any

import pytest

from ntkproofs.claims import Claim, Control, Derivation, Nature, Verdict


def claim(**changes: Any) -> Claim:
    fields: dict[str, Any] = {
        "id": "paper.place.name",
        "label": "Lemma 1",
        "statement": "n = 2",
        "expected": Verdict.PROVED,
        "scope": "n",
        "check": lambda n: Derivation(()),
        "parameters": {"n": 2},
        "control": Control("n = 3", {"n": 3}),
    }
    return Claim(**{**fields, **changes})


def test_the_paper_is_the_first_part_of_the_id():
    assert claim().paper == "paper"


def test_words_become_verdicts():
    assert claim(expected="certified").expected is Verdict.CERTIFIED
    refuted = claim(expected="refuted", nature="slip", corrected_by="paper.place.right")
    assert refuted.nature is Nature.SLIP


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"control": None}, "control is missing"),
        ({"control": Control("n = 2", {"n": 2})}, "control is the claim itself"),
        ({"control": Control("m = 2", {"m": 2})}, "not parameters of the claim"),
        ({"id": "Paper"}, "not of the form"),
        ({"id": "paper"}, "not of the form"),
        ({"expected": "refuted"}, "nature must be given"),
        ({"nature": Nature.ERROR}, "nature must be given exactly"),
        ({"expected": "refuted", "nature": "error"}, "corrected_by is missing"),
        ({"expected": "true"}, "not a valid Verdict"),
    ],
)
def test_a_claim_that_lacks_something_is_refused_with_a_sentence(changes: dict[str, Any], sentence: str):
    with pytest.raises(ValueError, match=sentence):
        claim(**changes)


def test_leaving_the_control_out_is_refused_with_the_same_sentence():
    with pytest.raises(ValueError, match="control is missing; every claim carries"):
        Claim(
            id="paper.place.name",
            label="",
            statement="",
            expected=Verdict.PROVED,
            scope="",
            check=lambda: Derivation(()),
        )


def test_a_control_changes_something():
    with pytest.raises(ValueError, match="at least one parameter"):
        Control("the same", {})
