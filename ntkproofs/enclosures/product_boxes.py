r"""Branch and bound in several variables: :math:`f \ge 0` on a product of intervals."""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

from flint import arb

from ntkproofs.arithmetic import BallArithmetic, Ternary, UnsupportedOperation, fraction
from ntkproofs.arithmetic.codec import dump_ball
from ntkproofs.enclosures.box import ball
from ntkproofs.enclosures.coordinates import SCALES, Formula
from ntkproofs.enclosures.jets import taylor
from ntkproofs.enclosures.tiling import Undecided, Violation

__all__ = ["CertifiedProduct", "ProductTiling", "prove_sign_box"]

Product = tuple[tuple[Fraction, Fraction], ...]
ESCALATION = 4
STUCK_LIMIT = 24
THINNEST = Fraction(1, 1 << 40)


@final
@dataclass(frozen=True)
class CertifiedProduct:
    r"""One product of intervals on which the sign was shown.

    Rules: ``value``; ``mean-value``, :math:`f(m) + \sum_i \partial_i f(X)(X_i - m_i)`, after every axis in which f is
    monotone on X (``ends``: -1 lower, 1 upper end, 0 whole axis) was replaced by its end; ``contact`` on ``axis``,
    where ``bound`` is a lower bound of :math:`(\pm1)^m \partial_i^m f(X)/m!`.
    """

    box: Product
    rule: str
    bound: str
    bits: int
    ends: tuple[int, ...] = ()
    axis: int = -1


@final
@dataclass(frozen=True)
class ProductTiling:
    """A certificate on a product of intervals; contacts are (axis, end, order), proved by the caller.

    Raises ``ValueError`` unless repeated halving of the product leads to exactly these boxes.
    """

    product: Product
    boxes: tuple[CertifiedProduct, ...]
    strict: bool
    contacts: tuple[tuple[int, Fraction, int], ...]
    scales: tuple[str, ...]
    bits: int

    def __post_init__(self) -> None:
        if not _halves(self.product, [certified.box for certified in self.boxes]):
            raise ValueError(
                f"ProductTiling: boxes that tile {self.product} by halving were needed, "
                f"{len(self.boxes)} came "
                "with a gap or an overlap; keep every piece"
            )


def _halves(whole: Product, boxes: list[Product]) -> bool:
    if len(boxes) <= 1:
        return boxes == [whole]
    for axis, (lo, hi) in enumerate(whole):
        mid = (lo + hi) / 2
        left = [box for box in boxes if box[axis][1] <= mid]
        right = [box for box in boxes if box[axis][0] >= mid]
        if len(left) + len(right) == len(boxes) and left and right:
            # no box crosses the plane, so the boxes tile the whole exactly if each side is tiled
            return _halves(_replace(whole, axis, lo, mid), left) and _halves(_replace(whole, axis, mid, hi), right)
    return False


def _replace(box: Product, axis: int, lo: Fraction, hi: Fraction) -> Product:
    return (*box[:axis], (lo, hi), *box[axis + 1 :])


def prove_sign_box(
    f: Formula,
    boxes: Sequence[tuple[Any, Any]],
    *,
    strict: bool = False,
    scales: Sequence[str] | None = None,
    contacts: Sequence[tuple[int, Any, int]] = (),
    bits: int = 128,
    max_boxes: int = 20000,
) -> ProductTiling | Violation | Undecided:
    r"""Certify :math:`f(x, y, \dots) \ge 0` (> 0 if ``strict``) on a product of intervals, or refute it, or neither.

    ``f(ctx, x, y, ...)`` is a formula, ``boxes`` one pair of exact ends an axis, ``scales`` "1" or "pi" an axis (as in
    :func:`~ntkproofs.enclosures.prove_sign`).  A contact (axis, end, order m) is an end of that axis on the whole face
    of which f vanishes with its first m - 1 derivatives *in that axis*, proved by the caller; the face itself is
    excepted from a strict certificate.

    >>> found = prove_sign_box(lambda ctx, x, y: ctx.exp(x * y) - x * y, [(-1, 1), (0, 1)], strict=True)
    >>> type(found).__name__
    'ProductTiling'
    """
    product = tuple((fraction(lo, who="prove_sign_box"), fraction(hi, who="prove_sign_box")) for lo, hi in boxes)
    chosen = tuple(scales) if scales is not None else ("1",) * len(product)
    if not product or any(lo >= hi for lo, hi in product) or len(chosen) != len(product) or set(chosen) - set(SCALES):
        raise ValueError(
            f"prove_sign_box: pairs lo < hi with a scale of {SCALES} each were needed, came {boxes}, {scales}"
        )
    faces = tuple((axis, fraction(end, who="prove_sign_box"), order) for axis, end, order in contacts)
    for axis, end, order in faces:
        if axis not in range(len(product)) or end not in product[axis] or order < 1:
            raise ValueError(
                f"prove_sign_box: contact ({axis}, {end}, {order}) is not an end of an axis with "
                "order >= 1; "
                "split the product at inner contacts"
            )

    def scaled(ctx: Any, *coordinates: Any) -> Any:
        return f(ctx, *(ctx.pi * s if scale == "pi" else s for s, scale in zip(coordinates, chosen, strict=True)))

    found = _Search(scaled, product, faces, strict, bits, max_boxes).run()
    if not isinstance(found, list):
        return found
    return ProductTiling(product, tuple(sorted(found, key=lambda c: c.box)), strict, faces, chosen, bits)


@final
class _Search:
    """The state of one search: what is open, what is certified, what was given up."""

    def __init__(
        self,
        f: Formula,
        product: Product,
        faces: Sequence[tuple[int, Fraction, int]],
        strict: bool,
        bits: int,
        budget: int,
    ) -> None:
        self.f, self.product, self.faces = f, product, faces
        self.strict, self.bits, self.budget = strict, bits, budget
        self.queue: list[tuple[float, int, Product, int]] = []
        self.counter = itertools.count()
        self.certified: list[CertifiedProduct] = []
        self.stuck: list[Product] = []

    def run(self) -> list[CertifiedProduct] | Violation | Undecided:
        for corner in itertools.product(*self.product):
            refuted = self._try(corner)
            if isinstance(refuted, Violation | Undecided):
                return refuted
        heapq.heappush(self.queue, (0.0, next(self.counter), self.product, self.bits))
        for _ in range(self.budget):
            if not self.queue or len(self.stuck) > STUCK_LIMIT:
                break
            _, _, box, bits = heapq.heappop(self.queue)
            refuted = self._examine(box, bits)
            if refuted is not None:
                return refuted
        if self.stuck:
            return Undecided("no sign near the middle of the worst box; declare contacts or raise bits", self.stuck[0])
        if self.queue:
            return Undecided(f"budget of {self.budget} boxes spent; raise max_boxes or rewrite f", self.queue[0][2])
        return self.certified

    def _nonnegative(self, ctx: BallArithmetic, value: arb) -> Ternary:
        return ctx.surely_positive(value) if self.strict else ctx.surely_nonnegative(value)

    def _try(self, point: tuple[Fraction, ...]) -> Violation | Undecided | int | None:
        """The bits at which an exact point decides, None if it does not; a violation, or a contact that is no zero."""
        contact = any(point[axis] == end for axis, end, _ in self.faces)
        bits = self.bits
        while bits <= ESCALATION * self.bits:
            ctx = BallArithmetic(bits)
            value = ctx.evaluate(self.f, *(ball(x, x, bits) for x in point))
            if contact and ctx.surely_less(0, value) is Ternary.YES:
                return Undecided(
                    f"declared contact is not a zero: f{tuple(map(str, point))} = {value.str(8)}",
                    tuple((x, x) for x in point),
                )
            negative = ctx.surely_less(value, 0) if contact else ~self._nonnegative(ctx, value)
            if negative is Ternary.YES:
                return Violation(point, value)
            if negative is Ternary.NO:
                return bits
            bits *= 2
        return None

    def _check_contact(self, certified: CertifiedProduct) -> Violation | Undecided | None:
        """Refute a contact whose value or lower derivatives are certainly not zero in the middle of its face."""
        bits, axis, box = ESCALATION * self.bits, certified.axis, certified.box
        for i, end, order in self.faces:
            if i != axis or end not in box[axis]:
                continue
            point = tuple(end if k == axis else (lo + hi) / 2 for k, (lo, hi) in enumerate(box))
            refuted = self._try(point)
            if isinstance(refuted, Violation | Undecided):
                return refuted
            jet = self._partial(axis, [ball(x, x, bits) for x in point], order - 1, bits) or ()
            for n, coefficient in enumerate(jet):
                if not coefficient.contains(0):
                    return Undecided(
                        f"declared contact is not a zero: derivative {n} at {tuple(map(str, point))} is "
                        f"{coefficient.str(8)}",
                        tuple((x, x) for x in point),
                    )
        return None

    def _examine(self, box: Product, bits: int) -> Violation | Undecided | None:
        ctx = BallArithmetic(bits)
        with ctx.working():
            rules, slopes = self._bounds(box, bits)
        for certified, lower in rules:
            if self._nonnegative(ctx, lower) is Ternary.YES:
                refuted = self._check_contact(certified) if certified.rule == "contact" else None
                if refuted is None:
                    self.certified.append(certified)
                return refuted
        middle = tuple((lo + hi) / 2 for lo, hi in box)
        reached = self._try(middle)
        if isinstance(reached, Violation | Undecided):
            return reached
        shares = [(hi - lo) / (top - bottom) for (lo, hi), (bottom, top) in zip(box, self.product, strict=True)]
        if reached is None or max(shares) < THINNEST:
            self.stuck.append(box)
            return None
        # cut the axis that blurs f most; an axis without a derivative counts by its width
        blur = [float(share) * min(slope, 1e300) for share, slope in zip(shares, slopes, strict=True)]
        axis = max(range(len(box)), key=lambda i: (blur[i], shares[i]))
        if shares[axis] < THINNEST:
            axis = shares.index(max(shares))
        key = max((float(lower) for _, lower in rules if lower.is_finite()), default=float("-inf"))
        lo, hi = box[axis]
        for half in ((lo, middle[axis]), (middle[axis], hi)):
            heapq.heappush(self.queue, (key, next(self.counter), _replace(box, axis, *half), max(bits, reached)))
        return None

    def _bounds(self, box: Product, bits: int) -> tuple[list[tuple[CertifiedProduct, arb]], list[float]]:
        ctx = BallArithmetic(bits)
        wide = [ball(lo, hi, bits) for lo, hi in box]
        natural = ctx.evaluate(self.f, *wide).lower()
        rules = [(CertifiedProduct(box, "value", dump_ball(natural), bits), natural)]
        slopes = [math.inf] * len(box)
        if self._nonnegative(ctx, natural) is Ternary.YES:
            return rules, slopes
        partial = []
        for axis in range(len(box)):
            order = max([1, *(m for i, end, m in self.faces if i == axis and end in box[axis])])
            jet = self._partial(axis, wide, order, bits)
            if jet is None:
                return rules, slopes
            partial.append(jet[1])
            slopes[axis] = float(abs(jet[1]).upper()) * float(self.product[axis][1] - self.product[axis][0])
            for i, end, m in self.faces:
                if i == axis and end in box[axis]:
                    # Lagrange in this axis, (-1)^m on the side below the contact
                    lower = (-jet[m] if m % 2 and end == box[axis][1] else jet[m]).lower()
                    rules.append((CertifiedProduct(box, "contact", dump_ball(lower), bits, axis=axis), lower))
        lower, ends = self._mean_value(box, wide, partial, bits)
        rules.append((CertifiedProduct(box, "mean-value", dump_ball(lower), bits, ends=ends), lower))
        return rules, slopes

    def _partial(self, axis: int, wide: list[arb], order: int, bits: int) -> tuple[arb, ...] | None:
        try:
            return taylor(lambda ctx, t: self.f(ctx, *wide[:axis], t, *wide[axis + 1 :]), wide[axis], order, bits)
        except UnsupportedOperation:
            return None

    def _mean_value(self, box: Product, wide: list[arb], partial: list[arb], bits: int) -> tuple[arb, tuple[int, ...]]:
        ctx = BallArithmetic(bits)
        ends, middle, spread = [], [], arb(0)
        for (lo, hi), slope in zip(box, partial, strict=True):
            rising = ctx.surely_nonnegative(slope) is Ternary.YES
            falling = ctx.surely_nonnegative(-slope) is Ternary.YES
            ends.append(-1 if rising else 1 if falling else 0)
            # f is smallest at the end of a monotone axis; else at most |slope| * half width below the middle
            point = lo if rising else hi if falling else (lo + hi) / 2
            middle.append(ball(point, point, bits))
            if not rising and not falling:
                spread += abs(slope) * ctx.convert((hi - lo) / 2)
        return (ctx.evaluate(self.f, *middle) - spread).lower(), tuple(ends)
