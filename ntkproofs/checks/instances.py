"""Inequalities at finitely many instances: support for all of them, refutation by one."""

from __future__ import annotations

from collections.abc import Iterable

from flint import arb

from ntkproofs.arithmetic import BallArithmetic, Ternary
from ntkproofs.claims import Rule, Status, Step


def instances(gaps: Iterable[tuple[str, arb | float]], *, text: str, bits: int = 256, goal: bool = False) -> Step:
    """Hold an inequality, written as gap >= 0, against instances: positive balls support it, a negative one refutes it.

    A ball that meets zero decides nothing, and no instance at all supports nothing. A gap that is a float has no
    certain error: a positive one supports, any other leaves the step undecided.

    >>> instances([("a", arb(1)), ("b", arb(2))], text="both are positive").status
    <Status.HOLDS: 'holds'>
    >>> instances([("a", arb(1)), ("b", arb(-2))], text="both are positive").witness
    'b: -2.00000000000000'
    >>> instances([("a", 1.0), ("b", -2.0)], text="both are positive").status
    <Status.UNDECIDED: 'undecided'>
    """
    arithmetic = BallArithmetic(bits)
    zero, count = arithmetic.convert(0), 0
    for name, gap in gaps:
        count += 1
        if isinstance(gap, float):
            # False for nan.
            if not gap > 0:
                reason = f"{text}: {name}, {gap:.6g} in floats, which refute nothing"
                return Step(Rule.SAMPLE, text, Status.UNDECIDED, goal=goal, reason=reason)
            continue
        if arithmetic.surely_less(gap, zero) is Ternary.YES:
            witness = f"{name}: {gap.str(15)}"
            return Step(Rule.SAMPLE, text, Status.FAILS, goal=goal, witness=witness)
        if arithmetic.surely_less(zero, gap) is not Ternary.YES:
            reason = f"{text}: {name}, the ball {gap.str(15)} is not clear of 0; raise the precision"
            return Step(Rule.SAMPLE, text, Status.UNDECIDED, goal=goal, reason=reason)
    if not count:
        return Step(Rule.SAMPLE, text, Status.UNDECIDED, goal=goal, reason=f"{text}: no instance was given")
    return Step(Rule.SAMPLE, text, goal=goal, data={"instances": count}, detail=f"{text}: {count} instances")
