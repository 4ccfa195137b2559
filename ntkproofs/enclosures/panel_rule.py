r"""Gauss-Legendre rules on a panel, with one certified bound for a whole family of integrands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any, final

from flint import acb, arb, fmpq

from ntkproofs.arithmetic import BallArithmetic, Precision, Ternary
from ntkproofs.enclosures.complex_arithmetic import ComplexBallArithmetic
from ntkproofs.enclosures.quadrature import NotConverged

__all__ = ["EllipseCover", "cover_ellipse", "legendre_rule", "nodes_for", "rule_error", "surely_below"]

#: how often a box on which no bound was found is quartered
DEEPEST = 7
#: boxes along the panel for one unit of the height of the ellipse
COLUMNS = 3


@final
@dataclass(frozen=True)
class EllipseCover:
    r"""Boxes over the upper half of a Bernstein ellipse of [a, b], each with a bound of :math:`|f|` on it.

    ``boxes`` holds :math:`(\min|x|, \max y, \sup|f|)`, exact or rounded outward; f is proved analytic on their union.
    For an f that is real on the panel, :math:`|f(\bar z)| = |f(z)|` makes the upper half enough.
    """

    left: Fraction
    right: Fraction
    rho: Fraction
    boxes: tuple[tuple[Fraction, Fraction, arb], ...]

    def bound(self, weight: Callable[[arb, arb], arb], power: int = 1) -> arb:
        r"""An upper bound of :math:`|f|^p\,|g|` on the ellipse; ``weight(x, y)`` bounds :math:`|g|` where
        :math:`|\Re z| \ge x` and :math:`|\Im z| \le y`."""
        worst = arb(0)
        with Precision(64):
            for x, y, size in self.boxes:
                value = size**power * weight(_ball(x), _ball(y))
                if not value.is_finite():
                    return arb.pos_inf()
                worst = worst.max(value.abs_upper())
            return worst.upper()


def cover_ellipse(f: Callable[..., Any], left: Fraction, right: Fraction, rho: Fraction) -> EllipseCover:
    r"""The cover of the ellipse with foci ``left`` and ``right`` and parameter ``rho``, for a formula ``f(ctx, z)``.

    :raises NotConverged: where f is not seen to be analytic and bounded.

    >>> cover = cover_ellipse(lambda ctx, z: ctx.tanh(z), Fraction(-2), Fraction(2), Fraction(3, 2))
    >>> bool(cover.bound(lambda x, y: arb(1)) < 10)
    True
    """
    ctx = ComplexBallArithmetic(64, analytic=True)
    half = (right - left) / 4
    long, short = half * (rho + 1 / rho), half * (rho - 1 / rho)
    centre, columns = (left + right) / 2, max(8, int(COLUMNS * long / short))
    width = 2 * long / columns
    start = centre - long
    waiting = [(start + i * width, start + (i + 1) * width, Fraction(0), short, 0) for i in range(columns)]
    found = []
    while waiting:
        x0, x1, y0, y1, depth = waiting.pop()
        with Precision(64):
            size = ctx.convert(f(ctx, acb(_hull(x0, x1), _hull(y0, y1)))).abs_upper()
        # a few halvings also where a bound exists, so that it is not far too large
        if size.is_finite() and depth >= 1:
            nearest = Fraction(0) if x0 <= 0 <= x1 else min(abs(x0), abs(x1))
            found.append((nearest, y1, size))
            continue
        if depth == DEEPEST:
            raise NotConverged(
                f"cover_ellipse: a formula that is analytic near [{left}, {right}] up to the height "
                f"{float(short):.3g} was needed, no bound was found near {float(x0):.4g}; lower rho"
            )
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        waiting += [
            (a, b, c, d, depth + 1)
            for a, b in ((x0, x), (x, x1))
            for c, d in ((y0, y), (y, y1))
            if _meets(a - centre, b - centre, c, long, short)
        ]
    return EllipseCover(left, right, rho, tuple(found))


def rule_error(cover: EllipseCover, bound: arb, nodes: int) -> arb:
    r"""An upper bound of the error of the rule with ``nodes`` nodes, for :math:`|f| \le M` = ``bound``.

    The Chebyshev coefficients of f on the panel satisfy :math:`|a_j| \le 2M\rho^{-j}`.  The rule is exact for
    :math:`j < 2n`, right by symmetry for odd j, and off by at most 2 + 2 for even :math:`j \ge 2n` (its weights are
    positive and sum to 2), so that the error is at most :math:`\frac{b-a}{2}\,\frac{8M\rho^{-2n}}{1-\rho^{-2}}`.
    """
    with Precision(64):
        r = _ball(cover.rho)
        return (_ball(cover.right - cover.left) * 4 * bound * r ** (-2 * nodes) / (1 - r**-2)).abs_upper()


def nodes_for(cover: EllipseCover, bound: arb, accuracy: int) -> int:
    r"""The least even number of nodes with a :func:`rule_error` below :math:`2^{-accuracy}`."""
    if not bound.is_finite():
        raise NotConverged(
            f"nodes_for: a finite bound of the integrand on the ellipse was needed, {bound} came; lower rho"
        )
    with Precision(64):
        r = _ball(cover.rho)
        need = (_ball(cover.right - cover.left) * 4 * bound / (1 - r**-2)).log() + accuracy * arb(2).log()
        count = int((need / (2 * r.log())).upper().ceil().unique_fmpz() or 0)
    return max(4, count + count % 2)


@lru_cache(maxsize=8)
def legendre_rule(nodes: int, bits: int) -> tuple[tuple[arb, arb], ...]:
    """The nodes x > 0 of the Gauss-Legendre rule on [-1, 1], an even number of them, with their weights."""
    with Precision(bits):
        return tuple(arb.legendre_p_root(nodes, i, weight=True) for i in range(nodes // 2))


def _meets(left: Fraction, right: Fraction, bottom: Fraction, long: Fraction, short: Fraction) -> bool:
    x = max(left, -right, Fraction(0))
    return (x / long) ** 2 + (bottom / short) ** 2 <= 1


def _ball(x: Fraction) -> arb:
    return arb(fmpq(x.numerator, x.denominator))


def _hull(low: Fraction, high: Fraction) -> arb:
    return _ball(low).union(_ball(high))


def surely_below(value: arb, bits: int) -> bool:
    """Whether a ball lies below 2^-bits."""
    return BallArithmetic(64).surely_less(value, arb((1, -bits))) is Ternary.YES
