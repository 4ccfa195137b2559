"""Inequalities at instances: one certain failure refutes, nothing undecided passes, nothing at all supports nothing."""

from __future__ import annotations

from flint import arb

from ntkproofs.checks import instances
from ntkproofs.claims import Status, Verdict


def test_positive_balls_support():
    step = instances([("a", arb(1)), ("b", arb("1e-30"))], text="positive")
    assert step.status is Status.HOLDS
    assert step.rule.grants is Verdict.SUPPORTED


def test_one_negative_ball_refutes():
    step = instances([("a", arb(1)), ("b", arb("-1e-30"))], text="positive")
    assert step.status is Status.FAILS
    assert step.witness.startswith("b: ")
    assert "-1.0" in step.witness


def test_a_ball_around_zero_and_no_ball_decide_nothing():
    assert instances([("a", arb(0, "1e-10"))], text="positive").status is Status.UNDECIDED
    assert instances([("a", arb("nan"))], text="positive").status is Status.UNDECIDED
    assert instances([], text="positive").status is Status.UNDECIDED
