from __future__ import annotations

from fractions import Fraction

import pytest
import sympy

from ntkproofs.checks import Integers, induction, mean_near, positive, recurrence
from ntkproofs.claims import Rule, Status, Step
from ntkproofs.replay import Opaque, Rejected
from ntkproofs.replay.rules import GRANTS

k = sympy.Symbol("k")
ZERO = {0: sympy.Integer(0)}
SQUARES = recurrence(lambda n: n**2, lambda s, n: s(n + 1) - s(n) - 2 * n - 1, ZERO, k, Integers(0), text="k^2")
SUM = induction([positive(sympy.Integer(1), {})], [positive(k + 1, {k: 0})], text="k + 1 > 0")


def test_the_list_of_rules_is_that_of_the_claims():
    assert {rule.value: rule.grants and rule.grants.value for rule in Rule} == GRANTS


def test_recurrences_and_inductions(again):
    again(SQUARES)
    again(SUM)
    for step, changes, why in (
        (SQUARES, {"obligations": SQUARES.data["obligations"][:1]}, "an initial value"),
        (SUM, {"base": 2}, "a base"),
        (SUM, {"base": 0}, "a base"),
        (SUM, {"obligations": []}, "no obligations"),
    ):
        with pytest.raises(Rejected, match=why):
            again(step, **changes)
    wrong = [dict(node) for node in SQUARES.data["obligations"]]
    wrong[1]["data"] = {**wrong[1]["data"], "right": ["rational", "1", "1"]}
    with pytest.raises(Rejected, match="different normal forms"):
        again(SQUARES, obligations=wrong)
    balls = [dict(node, rule="enclosure") for node in SQUARES.data["obligations"]]
    with pytest.raises(Rejected, match="not exact"):
        again(SQUARES, obligations=balls)


def test_a_failing_base_refutes_and_a_failing_step_does_not(again):
    base = induction([positive(sympy.Integer(-1), {})], [positive(k + 1, {k: 0})], text="no")
    assert base.status is Status.FAILS
    again(base)
    with pytest.raises(Rejected, match="otherwise"):
        again(base, obligations=SUM.data["obligations"])


def test_statistics_are_compared_again(again):
    limits = {"tolerance": Fraction(1, 4), "level": Fraction(1, 1000)}
    step = mean_near([0.0, 1.0] * 50, sympy.Rational(1, 2), seed=0, text="a fair coin", **limits)
    again(step)
    with pytest.raises(Rejected, match="tolerance"):
        again(step, mean="0.9")
    with pytest.raises(Rejected, match="tolerance"):
        again(step, margin="0.3")


def test_what_has_no_data_is_opaque(again):
    for rule in (Rule.VALUE, Rule.AGREEMENT, Rule.SAMPLE, Rule.INDUCTION, Rule.TILING):
        with pytest.raises(Opaque):
            again(Step(rule, "trust me", goal=True, data={"instances": 7}))


def test_a_neutral_step_is_text(again):
    again(Step(Rule.REDUCTION, "it is plain"))
    again(Step(Rule.CITATION, "a lemma", data={"claim": "background.lemma"}))
    with pytest.raises(Rejected, match="does not fail"):
        again(Step(Rule.REDUCTION, "no", Status.FAILS, witness="at x = 1: 2"))
