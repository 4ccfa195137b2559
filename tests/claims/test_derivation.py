from __future__ import annotations

import pytest

from ntkproofs.claims import Derivation, EvidenceKind, Rule, Status, Step, Verdict


def goal(rule: Rule, status: Status = Status.HOLDS) -> Step:
    return Step(rule, "the claim", status, goal=True, witness="x = 0" if status is Status.FAILS else None)


@pytest.mark.parametrize(
    ("rules", "verdict"),
    [
        ([Rule.POLYNOMIAL_IDENTITY], Verdict.PROVED),
        ([Rule.POLYNOMIAL_IDENTITY, Rule.TILING], Verdict.CERTIFIED),
        ([Rule.TILING, Rule.AGREEMENT, Rule.INDUCTION], Verdict.SUPPORTED),
        ([Rule.REDUCTION], Verdict.INCONCLUSIVE),
        ([Rule.CITATION], Verdict.INCONCLUSIVE),
    ],
)
def test_a_derivation_is_as_strong_as_its_weakest_rule(rules: list[Rule], verdict: Verdict):
    steps = [Step(rule, "a lemma", data={"claim": "a.b"}) for rule in rules[1:]]
    last = Step(rules[0], "the claim", goal=True, data={"claim": "a.b"})
    assert Derivation((*steps, last)).verdict is verdict


def test_without_a_goal_nothing_is_claimed():
    found = Derivation((Step(Rule.POLYNOMIAL_IDENTITY, "0 = 0"),))
    assert found.verdict is Verdict.INCONCLUSIVE
    assert found.reason == "no step of the derivation states the claim"


def test_only_a_failing_goal_refutes():
    lemma = Step(Rule.VALUE, "a lemma", Status.FAILS, witness="x = 1")
    assert Derivation((lemma, goal(Rule.VALUE))).verdict is Verdict.INCONCLUSIVE
    assert Derivation((goal(Rule.VALUE, Status.FAILS),)).verdict is Verdict.REFUTED


def test_an_undecided_step_leaves_the_claim_open_and_says_why():
    step = Step(Rule.TILING, "f > 0", Status.UNDECIDED, goal=True, reason="20000 boxes were not enough")
    found = Derivation((step,))
    assert (found.verdict, found.reason) == (Verdict.INCONCLUSIVE, "20000 boxes were not enough")


def test_a_failing_step_needs_a_witness():
    with pytest.raises(ValueError, match="needs a witness"):
        Step(Rule.VALUE, "1 = 2", Status.FAILS)


@pytest.mark.parametrize("rule", [Rule.CITATION, Rule.DEPENDENCY])
def test_what_is_taken_from_elsewhere_is_named(rule: Rule):
    with pytest.raises(ValueError, match="name it"):
        Step(rule, "by a well-known lemma")


def test_evidence_is_what_was_decided():
    steps = (Step(Rule.DEFINITION, "f = 1"), Step(Rule.TILING, "f > 0", detail="3 boxes"), goal(Rule.VALUE))
    kinds = [(evidence.kind, evidence.detail) for evidence in Derivation(steps).evidence]
    assert kinds == [(EvidenceKind.TILING, "3 boxes"), (EvidenceKind.EXACT, "the claim")]


def test_every_rule_that_decides_is_evidence_of_some_kind():
    neutral = {Rule.DEFINITION, Rule.REDUCTION, Rule.CITATION, Rule.DEPENDENCY}
    for rule in Rule:
        assert (rule.grants is None) == (rule in neutral)
        assert rule.evidence is not None or rule in neutral
