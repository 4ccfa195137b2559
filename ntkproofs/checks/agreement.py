"""Agreement of two independent routes on finitely many instances: support, never proof."""

from __future__ import annotations

from collections.abc import Iterable

from flint import arb

from ntkproofs.arithmetic import BallArithmetic, Ternary
from ntkproofs.claims import Rule, Status, Step

_RESOLUTION = 2**20


def agreement(pairs: Iterable[tuple[str, arb, arb]], *, text: str, bits: int = 256, goal: bool = False) -> Step:
    """Hold two routes against each other: overlapping balls support equality, disjoint ones refute it."""
    arithmetic = BallArithmetic(bits)
    count = 0
    for name, first, second in pairs:
        count += 1
        if arithmetic.surely_less(first, second) is Ternary.YES or arithmetic.surely_less(second, first) is Ternary.YES:
            witness = f"{name}: {first.str(25)} against {second.str(25)}"
            return Step(Rule.AGREEMENT, text, Status.FAILS, goal=goal, witness=witness)
        if not (first.is_finite() and second.is_finite()):
            return Step(Rule.AGREEMENT, text, Status.UNDECIDED, goal=goal, reason=f"{name}: a ball is not finite")
        with arithmetic.working():
            allowed = (1 + abs(second)) / _RESOLUTION
        if arithmetic.surely_less((first - second).rad(), allowed) is not Ternary.YES:
            # Wide balls overlap whatever they enclose.
            return Step(Rule.AGREEMENT, text, Status.UNDECIDED, goal=goal, reason=f"{name}: a ball is too wide")
    if not count:
        return Step(Rule.AGREEMENT, text, Status.UNDECIDED, goal=goal, reason=f"{text}: no instance was compared")
    return Step(Rule.AGREEMENT, text, goal=goal, data={"instances": count}, detail=f"{text}: {count} instances")
