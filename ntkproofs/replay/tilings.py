r"""Inequalities on an interval: an exact tiling by boxes, each bounded again by interval Taylor arithmetic."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, final

from .balls import read_ball
from .errors import Rejected, shown
from .identities import is_zero
from .intervals import Intervals, working
from .power_series import coefficients
from .series import Expansion
from .step import Step
from .trees import Tree, number, substitute

__all__ = ["read_fraction", "tiling"]

_ORDER = 40


def read_fraction(text: Any) -> Fraction:
    """Read p or p/q."""
    try:
        if not isinstance(text, str) or len(text) > 2000:
            raise ValueError
        return Fraction(text)
    except (ValueError, ZeroDivisionError) as error:
        raise Rejected(f"a fraction in a string was needed, {shown(text)!r} came") from error


@final
class _Examined:
    """A tree in the coordinate of the search, with its enclosures on boxes at a precision."""

    def __init__(self, tree: Tree, variable: str, intervals: Intervals) -> None:
        self.tree, self.variable, self.intervals = tree, variable, intervals

    def value(self, lo: Fraction, hi: Fraction) -> Any:
        return self.intervals.value(self.tree, {self.variable: self.intervals.hull(lo, hi)})

    def jet(self, lo: Fraction, hi: Fraction, order: int) -> list[Any]:
        centre = self.intervals.hull(lo, hi)
        return Expansion(self.intervals, self.intervals.value, self.variable, centre, order).of(self.tree)

    def bound(self, lo: Fraction, hi: Fraction, rule: str, order: int, contacts: dict[Fraction, int]) -> Any:
        """Return an interval whose lower end decides the sign on the box under this rule."""
        if rule == "value":
            return self.value(lo, hi)
        jet = self.jet(lo, hi, order)
        if rule in ("contact-lo", "contact-hi"):
            end = lo if rule == "contact-lo" else hi
            if contacts.get(end) != order:
                raise Rejected(f"no contact of order {order} is declared at {end}")
            return -jet[order] if rule == "contact-hi" and order % 2 else jet[order]
        if rule in ("increasing", "decreasing"):
            slope = jet[1] if rule == "increasing" else -jet[1]
            if not slope.a >= 0:
                raise Rejected(f"the derivative on [{lo}, {hi}] is not of the sign said")
            end = lo if rule == "increasing" else hi
            return self.value(end, end)
        if rule != "taylor":
            raise Rejected(f"unknown rule {rule!r} of a box")
        middle, shift = (lo + hi) / 2, self.intervals.hull((lo - hi) / 2, (hi - lo) / 2)
        narrow = self.jet(middle, middle, order)
        return sum((narrow[n] * shift**n for n in range(1, order)), narrow[0] + jet[order] * shift**order)


def tiling(step: Step) -> None:
    """Check expression >= 0 (> 0 away from the contacts if strict) on an interval."""
    variable, strict, times_pi = step.name("variable"), step.data.get("strict"), step.data.get("times_pi")
    low, high = (read_fraction(step.data.get(end)) for end in ("lower", "upper"))
    if not isinstance(strict, bool) or not isinstance(times_pi, bool) or not low < high:
        raise Rejected("an interval, its unit and whether the inequality is strict were needed")
    tree: Tree = step.tree("expression")
    if times_pi:
        tree = substitute(tree, {variable: ("mul", ("pi",), ("symbol", variable))})
    if step.fails:
        _refuted(step, tree, variable, low, high, times_pi)
        return
    contacts = _contacts(step.data.get("contacts"), tree, variable)
    boxes = step.data.get("boxes")
    if not isinstance(boxes, list) or not boxes or not all(isinstance(box, list) and len(box) == 6 for box in boxes):
        raise Rejected("boxes [lo, hi, rule, order, bound, bits] were needed")
    reached = low
    for lo_text, hi_text, rule, order, bound, bits in boxes:
        lo, hi = read_fraction(lo_text), read_fraction(hi_text)
        if lo != reached or hi <= lo:
            raise Rejected(f"{'a gap' if lo > reached else 'an overlap'} at {reached}: the next box is [{lo}, {hi}]")
        reached = hi
        if not (isinstance(order, int) and 0 <= order <= _ORDER and isinstance(bits, int) and 0 < bits <= 10_000):
            raise Rejected(f"the box [{lo}, {hi}] has no order and bits in range")
        if rule in ("taylor", "increasing", "decreasing") and order < 1:
            raise Rejected(f"the rule {rule!r} on [{lo}, {hi}] needs an order of at least 1")
        with working(bits + 32) as intervals:
            own = _Examined(tree, variable, intervals).bound(lo, hi, rule, order, contacts)
            if not (own.a > 0 or (not strict and own.a >= 0)):
                raise Rejected(f"the sign on [{lo}, {hi}] is not confirmed by the rule {rule!r}")
            stated = read_ball(bound)
            if not (stated.a > 0 or (not strict and stated.a >= 0)) or not stated.a <= own.b:
                raise Rejected(f"the bound stated on [{lo}, {hi}] is not one")
    if reached != high:
        raise Rejected(f"a gap: the boxes end at {reached}, not at {high}")


def _contacts(data: Any, tree: Tree, variable: str) -> dict[Fraction, int]:
    if not isinstance(data, list) or not all(isinstance(c, list) and len(c) == 2 for c in data):
        raise Rejected("contacts are pairs of a point and an order")
    found = {}
    for text, order in data:
        point = read_fraction(text)
        if not isinstance(order, int) or not 1 <= order <= _ORDER:
            raise Rejected(f"the contact at {point} has no order")
        if not all(is_zero(c) for c in coefficients(tree, variable, order - 1, number(point))):
            raise Rejected(f"the expression has no zero of order {order} at {point}")
        found[point] = order
    return found


def _refuted(step: Step, tree: Tree, variable: str, low: Fraction, high: Fraction, times_pi: bool) -> None:
    name, _, rest = (step.witness or "").removeprefix("at ").partition(" = ")
    text = rest.partition(":")[0].removesuffix(" pi" if times_pi else "")
    point = read_fraction(text)
    with working(400) as intervals:
        found = _Examined(tree, variable, intervals).value(point, point)
        if name != variable or not low <= point <= high or not (found.b < 0 or (step.data["strict"] and found.b <= 0)):
            raise Rejected("the expression is not negative at the witness")
