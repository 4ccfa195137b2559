r"""Bounds of all eigenvalues from a degree on, by the weights of a kernel on the slits of the plane of angles.

With :math:`w_+(y) = -\Im g(iy)`, :math:`w_-(y) = -\Im g(\pi-iy)` and g analytic on the strip of height Y,
:math:`m y \le w_+ \pm w_- \le M y` on [0, Y] gives :math:`mJ_k - (mT_k + |E_k|) \le \mu_k \le MJ_k + |E_k|` with

.. math:: |E_k| \le \frac{2\Gamma(d/2)k!}{\Gamma(k+d/2)}\cosh(Y)e^{-(k+1)Y}F_d\sup|g|, \qquad
   T_k \le \frac{\Gamma(d/2)k!}{\pi\Gamma(k+d/2)}e^{-kY}F_d\left(\frac Yk+\frac1{k^2}\right),

:math:`F_d = \sum_n|(2-d/2)_n|e^{-2nY}/n!`; the plus sign is for even k. From k to k + 1 both shrink by
:math:`e^{-Y}` at least, and :math:`J_{k+1}/J_k` increases, so that
:math:`e^{-Y}J_k \le J_{k+1}` at one degree carries to all later ones.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

from .angular_kernels import Kernel, along, bound
from .centred import Centred, at_bits, ball
from .eigenvalues import reference
from .errors import Rejected

__all__ = ["from_degree", "supremum", "weight_at", "weights"]

#: how far the rectangle reaches beyond the strip, so that its boundary avoids the angle 0
_MARGIN = Fraction(1, 20)
_BITS = 96
#: the cells are as many times finer than those of the search, so that its bounds, rounded outward, hold these
_FINER = 4


def weights(kernel: Kernel, height: Fraction, cells: int, sign: int) -> Any:
    r"""Return a ball for the values of :math:`(w_+ \pm w_-)/y` on (0, Y], from equal cells of [0, Y]."""
    low, high = _quotients(kernel, height, cells, sign)
    with at_bits(_BITS):
        return low.union(high)


def weight_at(kernel: Kernel, y: Fraction, sign: int) -> Any:
    r"""Return a ball for :math:`(w_+ \pm w_-)/y` at one point."""
    supremum(kernel, y)
    with at_bits(_BITS):
        right, left = (_weight(kernel, y, Fraction(0), end)[0] for end in (1, -1))
        return (right + sign * left) / ball(y)


@lru_cache(maxsize=64)
def supremum(kernel: Kernel, height: Fraction) -> Any:
    """Return a bound of the modulus on the strip; raises `Rejected` where the kernel is not certainly analytic."""
    with at_bits(_BITS) as flint:
        pi, y, margin = flint.arb.pi(), ball(height), ball(_MARGIN)

        def right(s: Any) -> tuple[Any, Any]:
            return flint.acb(pi + margin, y * s), flint.acb(0, y)

        def top(s: Any) -> tuple[Any, Any]:
            return flint.acb(-margin + (pi + 2 * margin) * s, y), flint.acb(pi + 2 * margin, 0)

        def left(s: Any) -> tuple[Any, Any]:
            return flint.acb(-margin, y * s), flint.acb(0, y)

        return bound(kernel, [right, top, left], lambda z: flint.arb(1), slack=Fraction(101, 100))


def from_degree(kernel: Kernel, height: Fraction, cells: int, sign: int, dim: int, degree: int) -> Any:
    r"""Return a ball for :math:`\mu_k/J_k` of all k from a degree on, the even ones for sign = 1, else the odd ones."""
    low, high = _quotients(kernel, height, cells, sign)
    with at_bits(_BITS) as flint:
        y, k = ball(height), degree
        if not (-y).exp() * reference(dim, k) <= reference(dim, k + 1):
            raise Rejected(f"the bounds over J_k do not certainly fall from the degree {k} on")
        half = flint.arb(flint.fmpq(dim, 2))
        ratio = half.gamma() * flint.arb(k + 1).gamma() / (half + k).gamma() * _majorant(dim, height)
        outer = 2 * ratio * y.cosh() * (-(k + 1) * y).exp() * supremum(kernel, height)
        tail = ratio / flint.arb.pi() * (-k * y).exp() * (y / k + flint.arb(1) / k**2)
        # For m < 0 nothing is taken away beyond the slit: its part there is at least m T_k as well.
        loss = ((outer + low.abs_upper() * tail) / reference(dim, k)).upper()
        return (low - loss).lower().union((high + loss).upper())


def _majorant(dim: int, height: Fraction) -> Any:
    """Return an upper bound of F_d: terms in turn, then a geometric series."""
    import flint

    a, x = Fraction(4 - dim, 2), (-2 * ball(height)).exp()
    total, term, n = flint.arb(0), flint.arb(1), 0
    # |(a)_(n+1)|/(n+1)! over |(a)_n|/n! is |a + n|/(n + 1) <= 1 from n >= -a on, because a <= 1.
    while n < -a + 1 or not term < flint.arb(2) ** -60:
        total, term, n = total + term, term * ball(abs(a + n)) / (n + 1) * x, n + 1
    return (total + term / (1 - x)).upper()


@lru_cache(maxsize=64)
def _quotients(kernel: Kernel, height: Fraction, cells: int, sign: int) -> tuple[Any, Any]:
    if not 1 <= cells <= 5000 or not 0 < height < 3 or sign not in (1, -1):
        raise Rejected("a strip of height below 3 and 1 to 5000 cells were needed")
    step = height / (_FINER * cells)
    columns = _columns(kernel, height, _FINER * cells)
    with at_bits(_BITS) as flint:
        low = high = before = flint.arb(0)
        for j, ((right, right_slope), (left, left_slope)) in enumerate(columns):
            slope = right_slope + sign * left_slope
            if j == 0:
                # w(0) = 0, so that w(y)/y is a mean of w' on the first cell.
                low, high = slope.lower(), slope.upper()
            else:
                # w(y) = w(a) + c (y - a) with c in the range of w' is, over y, between w(a)/a and (w(a) + c s)/b.
                start, stop = before / ball(step * j), (before + slope * ball(step)) / ball(step * (j + 1))
                low = low.min(start.lower()).min(stop.lower())
                high = high.max(start.upper()).max(stop.upper())
            before = right + sign * left
        if not (low.is_finite() and high.is_finite()):
            raise Rejected("the weights on the slits are not certainly finite")
        return low, high


@lru_cache(maxsize=8)
def _columns(kernel: Kernel, height: Fraction, cells: int) -> list[list[tuple[Any, Any]]]:
    """Return, for each cell of [0, Y] and both slits, w at its upper end and the range of dw/dy on it."""
    supremum(kernel, height)
    step, found = height / cells, []
    with at_bits(_BITS):
        for j in range(cells):
            middle, upper = step * (j + Fraction(1, 2)), step * (j + 1)
            found.append(
                [
                    (_weight(kernel, upper, Fraction(0), end)[0], _weight(kernel, middle, step / 2, end)[1])
                    for end in (1, -1)
                ]
            )
    return found


def _weight(kernel: Kernel, middle: Fraction, half: Fraction, end: int) -> tuple[Any, Any]:
    """Return w at the middle of a cell and the range of its derivative there, on the slit at 0 (end = 1) or pi (-1)."""
    import flint

    y, width = ball(middle), ball(half)
    start = flint.acb(0, y) if end == 1 else flint.acb(flint.arb.pi(), -y)
    found = along(kernel, Centred.of(start, flint.acb(0, end), width))
    return -found.middle.imag, -found.slope.imag
