r"""Bernstein ellipses covered by complex boxes: analyticity inside, the largest modulus on the boundary."""

from __future__ import annotations

import heapq
import itertools
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

from flint import acb, arb

from ntkproofs.arithmetic import BallArithmetic, Ternary, fraction
from ntkproofs.enclosures.box import ball
from ntkproofs.enclosures.centred_arithmetic import CentredArithmetic
from ntkproofs.enclosures.complex_arithmetic import ComplexBallArithmetic
from ntkproofs.enclosures.coordinates import Formula, in_coordinate
from ntkproofs.enclosures.dialect import require_analytic_operators
from ntkproofs.enclosures.quadrature import NotConverged

__all__ = ["BernsteinEllipse", "ComplexBallArithmetic", "maximum_modulus", "prove_analytic"]

Rectangle = tuple[Fraction, Fraction, Fraction, Fraction]
#: a box this many times thinner than the ellipse sits on a singularity
THINNEST = 1 << 20


@final
@dataclass(frozen=True)
class BernsteinEllipse:
    r"""The closed ellipse with foci a < b and parameter :math:`\rho > 1`, all exact.

    With c = (a + b)/2, h = (b - a)/2 it is bounded by :math:`c + \tfrac h2(\rho e^{i\tau} + \rho^{-1} e^{-i\tau})`: the
    semi-axes :math:`A = \tfrac h2(\rho + 1/\rho)` and :math:`B = \tfrac h2(\rho - 1/\rho)` are rational.

    >>> ellipse = BernsteinEllipse(-1, 1, 2)
    >>> ellipse.semi_axes
    (Fraction(5, 4), Fraction(3, 4))
    """

    a: Any
    b: Any
    rho: Any

    def __post_init__(self) -> None:
        for name in ("a", "b", "rho"):
            object.__setattr__(self, name, fraction(getattr(self, name), who="BernsteinEllipse"))
        if not (self.a < self.b and self.rho > 1):
            raise ValueError(f"BernsteinEllipse: a < b and rho > 1 were needed, came {self.a}, {self.b}, {self.rho}")

    @property
    def centre(self) -> Fraction:
        return (self.a + self.b) / 2

    @property
    def semi_axes(self) -> tuple[Fraction, Fraction]:
        half = (self.b - self.a) / 4
        return half * (self.rho + 1 / self.rho), half * (self.rho - 1 / self.rho)

    def meets(self, box: Rectangle) -> bool:
        """Whether a rectangle (left, right, bottom, top) has a point in common with the ellipse; exact."""
        long, short = self.semi_axes
        # the point of the rectangle nearest to the centre in each coordinate minimises the quadratic form
        x = max(box[0] - self.centre, self.centre - box[1], Fraction(0))
        y = max(box[2], -box[3], Fraction(0))
        return (x / long) ** 2 + (y / short) ** 2 <= 1

    def boxes(self, columns: int, rows: int) -> list[Rectangle]:
        """The rectangles of a grid over the bounding box that meet the ellipse: they cover all of it."""
        long, short = self.semi_axes
        xs = [self.centre - long + 2 * long * Fraction(i, columns) for i in range(columns + 1)]
        ys = [-short + 2 * short * Fraction(j, rows) for j in range(rows + 1)]
        grid = [(x0, x1, y0, y1) for x0, x1 in itertools.pairwise(xs) for y0, y1 in itertools.pairwise(ys)]
        return [box for box in grid if self.meets(box)]

    def arc(self, start: Fraction, stop: Fraction, bits: int) -> acb:
        r"""A box around the part of the boundary with :math:`\tau/2\pi` in [start, stop]."""
        ctx = BallArithmetic(bits)
        long, short = self.semi_axes
        with ctx.working():
            # sin_pi, cos_pi keep the quarter points exact
            turn = ball(2 * start, 2 * stop, bits)
            return acb(ctx.convert(self.centre) + ctx.convert(long) * turn.cos_pi(), ctx.convert(short) * turn.sin_pi())


def _box(rectangle: Rectangle, bits: int) -> acb:
    left, right, bottom, top = rectangle
    return acb(ball(left, right, bits), ball(bottom, top, bits))


def prove_analytic(
    f: Formula, ellipse: BernsteinEllipse, *, bits: int = 64, scale: str = "1", max_boxes: int = 20000
) -> tuple[Rectangle, ...]:
    r"""Return rectangles that cover the closed ellipse and on each of which the formula is analytic.

    On every rectangle the value in :class:`~ntkproofs.enclosures.ComplexBallArithmetic` is finite, hence no function in
    the formula touches its cut or pole there; one formula with principal branches on a connected cover is one analytic
    function.  The *whole* ellipse is covered: the boundary alone would not see a singularity inside.  With
    ``scale="pi"`` the foci are multiples of pi.  Raises :class:`~ntkproofs.enclosures.NotConverged` when a rectangle
    cannot be made small enough.

    >>> len(prove_analytic(lambda ctx, z: ctx.log(z), BernsteinEllipse(1, 3, 2))) > 0
    True
    """
    require_analytic_operators(f)
    ctx = CentredArithmetic(bits)
    g = in_coordinate(f, scale)
    waiting: list[Rectangle] = ellipse.boxes(8, 8)
    shown: list[Rectangle] = []
    for _ in range(max_boxes):
        if not waiting:
            break
        left, right, bottom, top = box = waiting[-1]
        finite = ctx.enclose(g, _box(box, bits)).is_finite()
        if not finite and (right - left) * THINNEST < ellipse.semi_axes[0]:
            break
        waiting.pop()
        if finite:
            shown.append(box)
            continue
        x, y = (left + right) / 2, (bottom + top) / 2
        quarters = [(left, x, bottom, y), (left, x, y, top), (x, right, bottom, y), (x, right, y, top)]
        waiting += [quarter for quarter in quarters if ellipse.meets(quarter)]
    if not waiting:
        return tuple(sorted(shown))
    left, _, bottom, _ = waiting[-1]
    raise NotConverged(
        f"prove_analytic: finite values on {max_boxes} boxes that cover {ellipse} were needed, "
        "they stay "
        f"unbounded near {float(left):.6g} + {float(bottom):.6g} i; make rho smaller or divide out "
        "the zero"
    )


def maximum_modulus(
    f: Formula,
    ellipse: BernsteinEllipse,
    *,
    bits: int = 64,
    scale: str = "1",
    slack: Any = "0.01",
    max_boxes: int = 20000,
    analytic_inside: bool = False,
) -> arb:
    r"""Return an exact number M with :math:`|f(z)| \le M` on the closed ellipse, at most ``slack`` too large if it can.

    Analyticity inside is shown first by :func:`prove_analytic`, unless the caller has proved it
    (``analytic_inside=True``); the maximum principle then allows to look at the boundary only, which arcs cover.  The
    arc with the largest bound is halved until the bound is within ``slack`` of a value that f takes, or the boxes are
    spent; the number is a bound in either case.  Raises :class:`~ntkproofs.enclosures.NotConverged` without one.

    >>> bound = maximum_modulus(lambda ctx, z: ctx.exp(z), BernsteinEllipse(-1, 1, 2))
    >>> bool(bound >= arb("1.25").exp()), bool(bound <= arb("1.27").exp())
    (True, True)
    """
    if not analytic_inside:
        prove_analytic(f, ellipse, bits=bits, scale=scale, max_boxes=max_boxes)
    require_analytic_operators(f)
    ctx, order = CentredArithmetic(bits), BallArithmetic(bits)
    g = in_coordinate(f, scale)
    with order.working():
        allowed = 1 + order.convert(fraction(slack, who="maximum_modulus"))
        reached, counter = arb(0), itertools.count()
        heap: list[tuple[float, int, Fraction, Fraction, arb]] = []

        def push(start: Fraction, stop: Fraction) -> None:
            nonlocal reached
            upper = ctx.enclose(g, ellipse.arc(start, stop, bits)).abs_upper()
            key = -float(upper) if upper.is_finite() else float("-inf")
            heapq.heappush(heap, (key, next(counter), start, stop, upper))
            middle = ctx.enclose(g, ellipse.arc((start + stop) / 2, (start + stop) / 2, bits)).abs_lower()
            if order.surely_less(reached, middle) is Ternary.YES:
                reached = middle

        for i in range(32):
            push(Fraction(i, 32), Fraction(i + 1, 32))
        for _ in range(max_boxes):
            _, _, start, stop, upper = heap[0]
            if order.surely_less(upper, reached * allowed) is Ternary.YES:
                break
            heapq.heappop(heap)
            push(start, (start + stop) / 2)
            push((start + stop) / 2, stop)
        # the largest of all bounds; floats only ordered the work
        worst = arb(0)
        for *_, upper in heap:
            if not upper.is_finite():
                raise NotConverged(
                    f"maximum_modulus: a finite bound on the boundary of {ellipse} was needed, "
                    "there is none "
                    f"after {max_boxes} boxes; make rho smaller or raise bits"
                )
            worst = worst.max(upper)
        return worst.upper()
