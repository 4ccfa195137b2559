r"""Enclosure of the one simple root of a formula on an interval where it is strictly monotone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

from flint import arb

from ntkproofs.arithmetic import BallArithmetic, Ternary, UnsupportedOperation, fraction
from ntkproofs.enclosures.box import ball
from ntkproofs.enclosures.branch_and_bound import prove_sign
from ntkproofs.enclosures.coordinates import Formula, in_coordinate
from ntkproofs.enclosures.jets import taylor
from ntkproofs.enclosures.quadrature import NotConverged
from ntkproofs.enclosures.tiling import Tiling

__all__ = ["Root", "isolate_root"]


@final
@dataclass(frozen=True)
class Root:
    """The only root in [a, b] of the formula lies in the open interval (lo, hi).

    ``monotone`` certifies that the derivative (its negative, if not ``rising``) is positive on [a, b], and the signs of
    the formula at the exact points lo and hi are certainly opposite at ``bits`` bits: together they are the proof.
    """

    lo: Fraction
    hi: Fraction
    rising: bool
    monotone: Tiling
    bits: int

    def ball(self) -> arb:
        """A ball around the root, in the coordinate of the search."""
        return ball(self.lo, self.hi, self.bits)


def isolate_root(
    f: Formula,
    a: Any,
    b: Any,
    *,
    digits: int,
    scale: str = "1",
    contacts: Sequence[tuple[Any, int]] = (),
    bits: int = 128,
) -> Root:
    r"""Return the unique root of f on [a, b] to ``digits`` significant decimal digits, with its proof.

    The sign of f' is proved by :func:`~ntkproofs.enclosures.prove_sign` (``contacts`` are its contact points, isolated
    zeros of f'), then the bracket shrinks by interval Newton steps
    :math:`N = m - f(m)/f'(X)`, which contain the root, and by bisection where these do not help.  Every new end is
    accepted only with a certain sign of f there.  Raises ``ValueError`` when the signs at a and b are certainly equal,
    :class:`~ntkproofs.enclosures.NotConverged` when something stays undecided.

    >>> root = isolate_root(lambda ctx, x: x * x - 2, 1, 2, digits=30)
    >>> bool((root.ball() ** 2).contains(2)), root.hi - root.lo < Fraction(1, 10**30) * 2
    (True, True)
    """
    lo, hi = fraction(a, who="isolate_root"), fraction(b, who="isolate_root")
    work = max(bits, 4 * digits + 64)
    g = in_coordinate(f, scale)
    rising, monotone = _direction(f, lo, hi, scale, contacts, bits)
    search = _Bracket(g, rising, work)
    left, right = search.sign(lo), search.sign(hi)
    if Ternary.UNDECIDED in (left, right):
        raise NotConverged(f"isolate_root: certain signs of f at {lo} and {hi} were needed; move the ends off the root")
    if left is right:
        raise ValueError(
            f"isolate_root: opposite signs of f at {lo} and {hi} were needed, they are equal; there is no root"
        )
    while True:
        # a root at or near 0 has no leading digit: there the digits are counted after the point
        size = min(abs(lo), abs(hi)) if lo * hi > 0 else Fraction(1)
        if hi - lo <= size / 10**digits:
            return Root(lo, hi, rising, monotone, work)
        lo, hi = search.shrink(lo, hi)


def _direction(
    f: Formula, lo: Fraction, hi: Fraction, scale: str, contacts: Sequence[tuple[Any, int]], bits: int
) -> tuple[bool, Tiling]:
    found: Any = None
    for rising, formula in ((True, f), (False, lambda ctx, x: -f(ctx, x))):
        found = prove_sign(formula, lo, hi, strict=True, contacts=contacts, scale=scale, derivative=1, bits=bits)
        if isinstance(found, Tiling):
            return rising, found
    raise NotConverged(
        f"isolate_root: a derivative of one certain sign on [{lo}, {hi}] was needed, the search "
        "for it ended "
        f"with {found}; shorten the interval"
    )


@final
class _Bracket:
    """Certain signs of a monotone formula, and one step of shrinking."""

    def __init__(self, g: Formula, rising: bool, bits: int) -> None:
        self.g, self.rising, self.bits = g, rising, bits
        self.ctx = BallArithmetic(bits)

    def sign(self, point: Fraction) -> Ternary:
        """YES if the root is certainly to the right of the point, NO if certainly to the left."""
        value = self.ctx.evaluate(self.g, ball(point, point, self.bits))
        below, above = self.ctx.surely_less(value, 0), self.ctx.surely_positive(value)
        if Ternary.YES not in (below, above):
            return Ternary.UNDECIDED
        return below if self.rising else above

    def shrink(self, lo: Fraction, hi: Fraction) -> tuple[Fraction, Fraction]:
        width = hi - lo
        for point in self._newton(lo, hi):
            if lo < point < hi:
                side = self.sign(point)
                lo, hi = (point, hi) if side is Ternary.YES else (lo, point) if side is Ternary.NO else (lo, hi)
        if 2 * (hi - lo) <= width:
            return lo, hi
        # a middle that is the root itself has no sign: then another point of the bracket does
        for share in (Fraction(1, 2), Fraction(3, 8), Fraction(5, 8), Fraction(1, 4), Fraction(3, 4)):
            point = lo + share * (hi - lo)
            side = self.sign(point)
            if side is not Ternary.UNDECIDED:
                return (point, hi) if side is Ternary.YES else (lo, point)
        raise NotConverged(f"isolate_root: a sign inside ({lo}, {hi}) was needed, none at {self.bits} bits; raise bits")

    def _newton(self, lo: Fraction, hi: Fraction) -> tuple[Fraction, ...]:
        mid = (lo + hi) / 2
        try:
            slope = taylor(self.g, ball(lo, hi, self.bits), 1, self.bits)[1]
        except UnsupportedOperation:
            return ()
        with self.ctx.working():
            centre = ball(mid, mid, self.bits)
            step = centre - self.ctx.evaluate(self.g, centre) / slope
            if not step.is_finite():
                return ()
            # twice the radius around the middle: the ends then stand clear of the root
            reach = 2 * _exact(step.rad()) + (hi - lo) / (1 << 40)
            middle = _exact(step.mid())
        return middle - reach, middle + reach


def _exact(x: arb) -> Fraction:
    mantissa, exponent = x.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
