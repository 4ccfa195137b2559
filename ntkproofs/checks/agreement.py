"""Agreement of two independent routes on finitely many instances: support, never proof."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

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


def estimates_near(
    pairs: Iterable[tuple[str, float, arb]], *, tolerance: Fraction, text: str, goal: bool = False
) -> Step:
    r"""Hold floats without an error bound against balls: :math:`|x - b| < \delta\,|b|` supports, all else is undecided.

    A float has no certain error, so that nothing here refutes.

    >>> estimates_near([("a third", 1 / 3, arb(1) / 3)], tolerance=Fraction(1, 10**12), text="x = 1/3").status
    <Status.HOLDS: 'holds'>
    >>> estimates_near([("a third", 0.34, arb(1) / 3)], tolerance=Fraction(1, 10**12), text="x = 1/3").status
    <Status.UNDECIDED: 'undecided'>
    """
    worst, count = 0.0, 0
    for name, estimate, ball in pairs:
        count += 1
        middle = float(ball.mid())
        off = abs(estimate - middle) + float(ball.rad())
        # False as well where anything is not finite.
        if not off < float(tolerance) * abs(middle):
            reason = f"{name}: {estimate:.15g} against {ball.str(16)}, not within {float(tolerance):.0e} of it"
            return Step(Rule.AGREEMENT, text, Status.UNDECIDED, goal=goal, reason=reason)
        worst = max(worst, off / abs(middle))
    if not count:
        return Step(Rule.AGREEMENT, text, Status.UNDECIDED, goal=goal, reason=f"{text}: no instance was compared")
    detail = f"{text}: {count} estimates without an error bound, the worst {worst:.0e} from the ball"
    return Step(Rule.AGREEMENT, text, goal=goal, data={"instances": count, "estimates": True}, detail=detail)
