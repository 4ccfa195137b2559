r"""The certified supremum of :math:`(2\kappa(1) - 2\kappa(\cos\theta)) / (2\sin\tfrac\theta2)^{2\alpha}`."""

from __future__ import annotations

import heapq
import itertools
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

from flint import arb, fmpq

from ntkproofs.arithmetic import Arithmetic, BallArithmetic, Precision, Ternary, UnsupportedOperation
from ntkproofs.enclosures import NotConverged, taylor

#: Boxes are halved down to this fraction of pi; what is left then must be a maximum.
FINEST = Fraction(1, 4096)
MOST_BOXES = 6000
HALF = Fraction(1, 2)


@final
@dataclass(frozen=True, eq=False)
class Supremum:
    r"""The supremum in the ball ``value``; ``where`` says in words at which angle, ``angle`` encloses it.

    ``angle`` is None for the limit :math:`\theta \to 0`.
    """

    value: arb
    where: str
    angle: arb | None


def supremum(kernel: Any, alpha: Fraction, limit: arb, digits: int) -> Supremum:
    r"""The supremum over :math:`0 < \theta \le \pi`, for :math:`\alpha = 1/2` or 1 and the known limit at 0.

    Boxes on which g stays below a value that it takes are discarded; a box at 0 by
    :math:`\Delta/\theta \in \Delta'([0, \varepsilon])`.  What is left is one of: a neighbourhood of 0 on which g falls,
    :math:`\Delta'' + \Delta/4 \le 0` there (the derivative of :math:`\Delta'D - \Delta D'`, D the chord); one of
    :math:`\pi` on which g rises; or an interval with :math:`g'' \le -c < 0`, where
    :math:`g \le g(m) + g'(m)^2/2c`.

    :raises NotConverged: where none of them was proved.

    >>> from ntkproofs.kernels import ArcCosine
    >>> found = supremum(ArcCosine(0), HALF, 2 / arb.pi(), 20)              # 2 theta/pi against 2 sin(theta/2)
    >>> found.where, found.value.contains(1)
    ('angle pi', True)
    """
    if alpha not in (HALF, 1):
        raise NotConverged(f"supremum: alpha = 1/2 or 1 was needed, {alpha} came; its constant is not optimised here")
    bits = int(digits * 3.3219280948873626) + 64
    search = _Search(kernel, alpha, limit)
    left, right, best = search.survivors()
    if left == 0 and right < 1:
        if alpha == HALF and search.falls_from_zero(right):
            return Supremum(limit, "the limit as the angle tends to 0", None)
        raise NotConverged("supremum: a fall from the angle 0 was needed, it was not proved")
    if right == 1 and left > 0 and search.rises_to_pi(left):
        with Precision(bits):
            return Supremum(_ratio(kernel, alpha, BallArithmetic(bits), arb.pi()), "angle pi", arb.pi())
    if left > 0 and right < 1:
        return search.interior(left, right, bits)
    raise NotConverged(
        f"supremum: one maximum was needed, angles in [{float(left):.3g}, {float(right):.3g}] pi are left "
        f"above {best.str(5)}"
    )


def _ratio(kernel: Any, alpha: Fraction, ctx: Arithmetic, angle: Any) -> Any:
    """The quotient :math:`g(\theta)`, away from the angle 0."""
    chord = 2 * ctx.sin(angle / 2)
    gap = 2 * kernel.kappa(ctx, ctx.rational(0)) - 2 * kernel.kappa(ctx, angle)
    return gap / (chord if alpha == HALF else chord * chord)


@final
class _Search:
    """Branch and bound over the angle, in units of pi."""

    def __init__(self, kernel: Any, alpha: Fraction, limit: arb, bits: int = 96) -> None:
        self.kernel, self.alpha, self.limit, self.bits = kernel, alpha, limit, bits
        self.order = BallArithmetic(bits)

    def jet(self, left: Fraction, right: Fraction, order: int, bits: int | None = None) -> tuple[arb, ...]:
        bits = bits or self.bits
        with Precision(bits):
            box = arb.pi() * _ball(left).union(_ball(right))
        return taylor(lambda ctx, x: _ratio(self.kernel, self.alpha, ctx, x), box, order, bits)

    def upper(self, left: Fraction, right: Fraction) -> arb:
        """An upper bound of g on a box."""
        with Precision(self.bits):
            if left == 0:
                return self._upper_at_zero(right)
            middle = (left + right) / 2
            centre = self.jet(middle, middle, 0)[0]
            whole = self.jet(left, right, 1)
            reach = arb.pi() * _ball((right - left) / 2)
            # g <= g(m) + sup|g'| (r - l)/2, and g is in its natural enclosure
            bounds = [b for b in ((centre + whole[1].abs_upper() * reach).upper(), whole[0].upper()) if b.is_finite()]
            if not bounds:
                return arb.pos_inf()
            return bounds[0].min(bounds[-1])

    def _upper_at_zero(self, right: Fraction) -> arb:
        box = arb(0).union(arb.pi() * _ball(right))
        jet = taylor(lambda ctx, x: self.kernel.kappa(ctx, x), box, 2, self.bits)
        narrow = self.order.sinc(box / 2).lower()
        if self.alpha == HALF:
            # Delta(theta) = -2 int_0^theta kappa' and the chord is theta sinc(theta/2)
            return (-2 * jet[1] / narrow).upper()
        # Delta(theta) = -2 int int kappa'' with kappa'(0) = 0, so Delta <= theta^2 sup(-kappa''), kappa'' = 2 c_2
        return (-2 * jet[2] / (narrow * narrow)).upper()

    def survivors(self) -> tuple[Fraction, Fraction, arb]:
        """The hull of the boxes that cannot be discarded, and the best value that g takes (or tends to)."""
        with Precision(self.bits):
            best, counter = self.limit.lower(), itertools.count()
            heap: list[tuple[float, int, Fraction, Fraction]] = []
            kept: list[tuple[Fraction, Fraction]] = []

            def push(left: Fraction, right: Fraction) -> None:
                nonlocal best
                value = self.jet(right, right, 0)[0].lower()
                if value.is_finite():
                    best = best.max(value)
                upper = self.upper(left, right)
                if self.order.surely_less(upper, best) is not Ternary.YES:
                    heapq.heappush(heap, (-float(upper) if upper.is_finite() else -1e300, next(counter), left, right))

            for j in range(32):
                push(Fraction(j, 32), Fraction(j + 1, 32))
            while heap:
                _, tick, left, right = heapq.heappop(heap)
                if tick > MOST_BOXES:
                    raise NotConverged(f"supremum: an end of the search within {MOST_BOXES} boxes was needed")
                if right - left <= FINEST:
                    kept.append((left, right))
                    continue
                middle = (left + right) / 2
                push(left, middle)
                push(middle, right)
            alive = [(a, b) for a, b in kept if self.order.surely_less(self.upper(a, b), best) is not Ternary.YES]
            if not alive:
                # nothing exceeds the limit at 0 and no box attains it
                return Fraction(0), FINEST, best
            return min(a for a, _ in alive), max(b for _, b in alive), best

    def falls_from_zero(self, right: Fraction) -> bool:
        r"""Whether :math:`\Delta'' + \Delta/4 \le 0` on (0, right pi), so that :math:`\Delta/D` falls there."""
        with Precision(self.bits):
            box = arb(0).union(arb.pi() * _ball(right))
            jet = taylor(lambda ctx, x: self.kernel.kappa(ctx, x), box, 2, self.bits)
            # Delta'' = -4 c_2 and Delta = -2 int kappa' <= 2 theta sup|kappa'|
            value = -4 * jet[2] + box * jet[1].abs_upper() / 2
            return self.order.surely_less(value, 0) is Ternary.YES

    def rises_to_pi(self, left: Fraction) -> bool:
        slope = self.jet(left, Fraction(1), 1)[1]
        return self.order.surely_less(0, slope) is Ternary.YES

    def interior(self, left: Fraction, right: Fraction, bits: int) -> Supremum:
        """The maximum on an interval where g is strictly concave."""
        left, right = max(left - FINEST, FINEST), min(right + FINEST, Fraction(1))
        pieces = [left + (right - left) * Fraction(j, 8) for j in range(9)]
        with Precision(bits):
            least = None
            for a, b in itertools.pairwise(pieces):
                curve = -2 * self.jet(a, b, 2)[2]
                if self.order.surely_less(0, curve) is not Ternary.YES:
                    raise NotConverged("supremum: a concave neighbourhood of the maximum was needed, it was not proved")
                least = curve.lower() if least is None else least.min(curve.lower())
            point = arb.pi() * _ball((left + right) / 2)
            for _ in range(bits.bit_length() + 2):
                point = point.mid()
                jet = taylor(lambda ctx, x: _ratio(self.kernel, self.alpha, ctx, x), point, 2, bits)
                point = point - jet[1] / (2 * jet[2])
            point = point.mid()
            inside = arb.pi() * _ball(left) < point and point < arb.pi() * _ball(right)
            if not inside or least is None:
                raise NotConverged("supremum: a critical point inside of the interval was needed, Newton left it")
            value, slope = taylor(lambda ctx, x: _ratio(self.kernel, self.alpha, ctx, x), point, 1, bits)
            excess = (slope * slope / (2 * least)).abs_upper()
            angle = point + arb(0, 1) * (slope / least).abs_upper()
            return Supremum(value + arb(0).union(excess), f"angle {angle.str(10, radius=False)}", angle)


def _ball(x: Fraction) -> arb:
    return arb(fmpq(x.numerator, x.denominator))


__all__ = ["Supremum", "UnsupportedOperation", "supremum"]
