from __future__ import annotations

import pytest

from ntkproofs.claims import Claim, Derivation, Rule, Status, Step, Trial, run, try_claim
from ntkproofs.claims.trial import read, written


def step(**given: object) -> Step:
    return Step(**({"rule": Rule.VALUE, "statement": "1 + 1 = 2", "goal": True} | given))  # type: ignore[arg-type]


def test_every_trial_of_the_sample_comes_back(sample_claims: dict[str, Claim]):
    for claim in sample_claims.values():
        trial = try_claim(claim)
        again = read(written(trial))
        assert written(again) == written(trial)
        assert (again.derivation.verdict, again.control.verdict) == (trial.derivation.verdict, trial.control.verdict)


def test_data_that_json_changes_are_refused():
    with pytest.raises(ValueError, match="use strings as keys"):
        written(Trial(Derivation((step(data={"x": {10: "a", 9: "b"}}),)), Derivation(()), 0.0))


def test_only_what_was_decided_lasts(sample_claims: dict[str, Claim]):
    holds, undecided = Derivation((step(),)), Derivation((step(status=Status.UNDECIDED, reason="no room"),))
    broke = Derivation((step(status=Status.UNDECIDED, reason="the check broke: MemoryError: "),))
    assert Trial(holds, undecided, 0.0).lasting
    assert not Trial(undecided, holds, 0.0).lasting
    assert not Trial(holds, broke, 0.0).lasting


class Notes:
    """A memory in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, Trial] = {}

    def recall(self, claim: Claim, seed: int) -> Trial | None:
        return self.kept.get(claim.id)

    def keep(self, claim: Claim, seed: int, trial: Trial) -> None:
        assert claim.id not in self.kept
        self.kept[claim.id] = trial


def test_what_is_recalled_is_not_tried_again_and_is_judged_anew(sample_claims: dict[str, Claim]):
    memory, begun = Notes(), []
    about = {"version": "0", "libraries": {}, "thorough": True, "memory": memory, "begun": begun.append}
    first = run(sample_claims.values(), sample_claims, **about)
    second = run(sample_claims.values(), sample_claims, **about)
    assert [r.verdict for r in first.results] == [r.verdict for r in second.results]
    assert [r.digest for r in first.results] == [r.digest for r in second.results]
    assert len(begun[0]) > len(begun[1])
    assert set(begun[1]) == set(begun[0]) - set(memory.kept)
