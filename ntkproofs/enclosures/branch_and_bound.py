r"""Branch and bound: prove or refute :math:`f \ge 0` on an interval, contact points included."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, final

from flint import arb

from ntkproofs.arithmetic import BallArithmetic, Ternary, fraction
from ntkproofs.arithmetic.codec import dump_ball
from ntkproofs.enclosures.bounds import Bound, Examined
from ntkproofs.enclosures.coordinates import Formula, in_coordinate
from ntkproofs.enclosures.tiling import CertifiedBox, Tiling, Undecided, Violation

__all__ = ["prove_sign"]

#: how many times the working precision an exact point may take before it is given up
ESCALATION = 4
#: boxes at an undecided point are given up below this fraction of the domain
STUCK_WIDTH = Fraction(1, 1 << 24)
#: boxes without any decided point are given up below this fraction of the domain
FLAT_WIDTH = Fraction(1, 1 << 6)
#: this many boxes given up end the search (a refutation elsewhere would have been found by then)
STUCK_LIMIT = 24


def prove_sign(
    f: Formula,
    a: Any,
    b: Any,
    *,
    strict: bool = False,
    contacts: Sequence[tuple[Any, int]] = (),
    scale: str = "1",
    derivative: int = 0,
    bits: int = 128,
    max_boxes: int = 20000,
) -> Tiling | Violation | Undecided:
    r"""Certify :math:`f \ge 0` (:math:`f > 0` if ``strict``) on [a, b], refute it at an exact point, or decide nothing.

    ``f(ctx, x)`` is a formula of the dialect, a and b exact.  With ``scale="pi"`` the coordinate is s in [a, b] and
    :math:`x = \pi s`; points, contacts and derivatives are then in s.  ``derivative=k`` examines the k-th derivative.

    ``contacts`` lists (point, order m): f vanishes there *with its first m - 1 derivatives*.  This is the caller's
    obligation, proved symbolically: a ball can refute it (and then does) but not prove it.  Beside a contact the sign
    of f is that of :math:`f^{(m)}` (on the left, of :math:`(-1)^m f^{(m)}`), by Lagrange's remainder.  A strict
    certificate excepts the contact points themselves.

    Best first on the lower bound; the middles and ends are tried as exact points; at an exact point that stays
    undecided the precision is doubled up to 4 ``bits``.  A budget that runs out gives ``Undecided``, never more.

    >>> found = prove_sign(lambda ctx, x: ctx.sin(x) - x * ctx.cos(x), 0, 1, scale="pi", contacts=[(0, 3)])
    >>> type(found).__name__, len(found.boxes) < 10
    ('Tiling', True)
    """
    low, high = fraction(a, who="prove_sign"), fraction(b, who="prove_sign")
    if not low < high:
        raise ValueError(f"prove_sign: a = {low} does not satisfy a < b = {high}; exchange the ends")
    declared = _declared(contacts, low, high)
    examined = Examined(in_coordinate(f, scale), declared, derivative)
    search = _Search(examined, low, high, strict, bits, max_boxes)
    found = search.run()
    if not isinstance(found, list):
        return found
    boxes = tuple(sorted(found, key=lambda box: box.lo))
    return Tiling(low, high, boxes, strict, tuple(sorted(declared.items())), scale, derivative, bits)


def _declared(contacts: Sequence[tuple[Any, int]], low: Fraction, high: Fraction) -> dict[Fraction, int]:
    declared: dict[Fraction, int] = {}
    for point, order in contacts:
        exact = fraction(point, who="prove_sign: contact")
        if not low <= exact <= high or not isinstance(order, int) or order < 1 or exact in declared:
            raise ValueError(
                f"prove_sign: contact ({exact}, {order}) is not in [{low}, {high}] with order >= 1, or "
                "comes twice; declare one order a point"
            )
        declared[exact] = order
    return declared


@final
class _Search:
    """The state of one search: what is open, what is certified, what was given up."""

    def __init__(self, examined: Examined, low: Fraction, high: Fraction, strict: bool, bits: int, budget: int) -> None:
        self.examined, self.low, self.high, self.strict = examined, low, high, strict
        self.bits, self.budget = bits, budget
        self.queue: list[tuple[float, int, Fraction, Fraction, int]] = []
        self.counter = itertools.count()
        self.certified: list[CertifiedBox] = []
        self.stuck: list[tuple[Fraction, Fraction]] = []
        self.open_points: set[Fraction] = set()

    def run(self) -> list[CertifiedBox] | Violation | Undecided:
        for point, order in self.examined.contacts.items():
            refuted = self._check_contact(point, order)
            if refuted is not None:
                return refuted
        cuts = sorted({self.low, self.high, *self.examined.contacts})
        for point in cuts:
            status, value, _ = self._point(point)
            if status is Ternary.NO:
                return Violation(point, value)
        for lo, hi in itertools.pairwise(cuts):
            self._push(lo, hi, self.bits, float("-inf"))
        seen = 0
        while self.queue:
            if seen >= self.budget or len(self.stuck) > STUCK_LIMIT:
                break
            _, _, lo, hi, bits = heapq.heappop(self.queue)
            seen += 1
            refuted = self._examine(lo, hi, bits)
            if refuted is not None:
                return refuted
        if not self.queue and not self.stuck:
            return self.certified
        return self._undecided(seen)

    def _undecided(self, seen: int) -> Undecided:
        if self.stuck:
            worst = self.stuck[0]
            where = next((p for p in worst if p in self.open_points), None)
            if where is None:
                return Undecided(
                    f"no sign on boxes as thin as 2^-{self.bits} of the domain; is the order of "
                    "every contact right? else raise bits",
                    (worst,),
                )
            return Undecided(
                f"the ball at {where} does not leave 0 at {ESCALATION * self.bits} bits; if f vanishes "
                "there declare a contact point with its order",
                (worst,),
            )
        _, _, lo, hi, _ = self.queue[0]
        return Undecided(f"budget of {self.budget} boxes spent after {seen}; raise max_boxes or rewrite f", ((lo, hi),))

    def _push(self, lo: Fraction, hi: Fraction, bits: int, key: float) -> None:
        heapq.heappush(self.queue, (key, next(self.counter), lo, hi, bits))

    def _nonnegative(self, ctx: BallArithmetic, value: arb) -> Ternary:
        return ctx.surely_positive(value) if self.strict else ctx.surely_nonnegative(value)

    def _point(self, point: Fraction) -> tuple[Ternary, arb, int]:
        """Decide the statement at one exact point, at growing precision; contact points are excepted."""
        if point in self.examined.contacts:
            return Ternary.YES, arb(0), self.bits
        bits = self.bits
        while True:
            value = self.examined.at(point, bits)
            status = self._nonnegative(BallArithmetic(bits), value)
            if status is not Ternary.UNDECIDED or bits >= ESCALATION * self.bits:
                # beside a zero, declared or not known, no ball can have a sign
                if BallArithmetic(bits).surely_positive(value) is not Ternary.YES:
                    self.open_points.add(point)
                return status, value, bits
            bits *= 2

    def _examine(self, lo: Fraction, hi: Fraction, bits: int) -> Violation | None:
        ctx = BallArithmetic(bits)
        best: Bound | None = None
        for bound in self.examined.bounds(lo, hi, bits):
            # for the contact rules the bound is one of g^(m), whose sign is that of g beside the contact
            if self._nonnegative(ctx, bound.lower) is Ternary.YES:
                self.certified.append(CertifiedBox(lo, hi, bound.rule, bound.order, dump_ball(bound.lower), bits))
                return None
            # the bound of a contact rule is one of a derivative, which says nothing about the size of g
            if bound.rule.startswith("contact"):
                continue
            if best is None or ctx.surely_less(best.lower, bound.lower) is Ternary.YES:
                best = bound
        mid = (lo + hi) / 2
        status, value, reached = self._point(mid)
        if status is Ternary.NO:
            return Violation(mid, value)
        key = float("-inf") if best is None else float(best.lower)
        if self.open_points.issuperset((lo, mid, hi)) and (hi - lo) / (self.high - self.low) < FLAT_WIDTH:
            # f looks like 0, or has no value, all over this box
            self.stuck.append((lo, hi))
            return None
        bits = max(bits, reached)
        for left, right in ((lo, mid), (mid, hi)):
            thin = (right - left) / (self.high - self.low)
            touches = left in self.open_points or right in self.open_points
            if (touches and thin < STUCK_WIDTH) or thin < Fraction(1, 1 << bits):
                self.stuck.append((left, right))
            else:
                self._push(left, right, bits, key)
        return None

    def _check_contact(self, point: Fraction, order: int) -> Violation | Undecided | None:
        """Refute a declared contact whose value or lower derivatives are certainly not zero."""
        bits = ESCALATION * self.bits
        ctx = BallArithmetic(bits)
        jet = self.examined.jet(point, point, order - 1, bits)
        if jet is None:
            return Undecided(f"contact at {point}: the formula has no derivatives here", ((point, point),))
        for n, coefficient in enumerate(jet):
            if not coefficient.is_finite():
                return Undecided(
                    f"contact at {point}: derivative {n} has no finite value there; use a coordinate in "
                    "which f is smooth",
                    ((point, point),),
                )
            if coefficient.contains(0):
                continue
            if n == 0 and ctx.surely_less(coefficient, 0) is Ternary.YES:
                return Violation(point, coefficient)
            return Undecided(
                f"declared contact is not a zero: derivative {n} at {point} is {coefficient.str(8)}; "
                "declare what was proved",
                ((point, point),),
            )
        return None
