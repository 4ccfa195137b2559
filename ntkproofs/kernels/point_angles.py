r"""Angles between points in double precision, to the last digits everywhere, and their norms.

A direction is a sum :math:`u = u_1 + u_2` of a multiple of :math:`2^{-26}` and a rest below :math:`2^{-26}`.  The
products of multiples of :math:`2^{-26}` are multiples of :math:`2^{-52}`, and their sums stay below 2 by
Cauchy-Schwarz, so the matrix product :math:`u_1 v_1^T` is exact in whatever order it is added up.  The rest
:math:`u_1 v_2^T + u_2 v^T` is small, so its rounding does not count.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, final

#: Adding and taking away this number rounds to multiples of 2^-26.
_GRID = 1.5 * 2.0**26
#: Veltkamp's constant, which splits a double into halves of 26 bits.
_HALVES = 2.0**27 + 1
#: Beyond this |cosine| the arc cosine loses digits.
STEEP = 0.9
#: Below this 1 - |cosine| the difference itself loses digits, and the angle is taken from |u - v| and |u + v|.
CLOSE = 1e-9
#: Rows are scaled by a power of two outside of these sizes, so that no square overflows or vanishes.
_LARGE, _SMALL, _SCALE = 2.0**400, 2.0**-400, 2.0**600


@final
@dataclass(frozen=True)
class Points:
    """Norms (n,) and directions (n, d) of some points; the zero point has norm 0 and direction 0."""

    norms: Any
    coarse: Any
    fine: Any

    def __getitem__(self, rows: slice) -> Points:
        return Points(self.norms[rows], self.coarse[rows, :], self.fine[rows, :])

    def __len__(self) -> int:
        return int(self.coarse.shape[0])


def polar(xp: Any, X: Any) -> Points:
    """Norms and directions of the rows of X (n, d), correct beyond double precision."""
    largest = xp.max(xp.abs(X), axis=1) if X.shape[1] else xp.zeros_like(xp.sum(X, axis=1))
    ones = xp.ones_like(largest)
    # Powers of two: the scaled rows are the rows, exactly.
    scale = xp.where(largest > _LARGE, ones / _SCALE, xp.where(largest < _SMALL, ones * _SCALE, ones))
    rows = X * scale[:, None]
    length = xp.sqrt(xp.sum(rows * rows, axis=1))
    divisor = xp.where(length == 0, ones, length)[:, None]
    unit = rows / divisor
    coarse = (unit + _GRID) - _GRID
    # What the division rounded away; the product is taken exactly.
    product, missing = _two_product(unit, divisor)
    fine = (unit - coarse) + ((rows - product) - missing) / divisor
    # |u|^2 = 1 + e with a small e, because the length was rounded: u (1 - e/2) has length 1 up to e^2.
    excess = (xp.sum(coarse * coarse, axis=1) - 1.0) + xp.sum(fine * (2.0 * coarse + fine), axis=1)
    excess = xp.where(length == 0, xp.zeros_like(excess), excess)
    fine = fine - unit * (excess / 2.0)[:, None]
    return Points((length + length * (excess / 2.0)) / scale, coarse, fine)


def angles(xp: Any, left: Points, right: Points, block: int) -> Any:
    r"""The angles between the points, (n, m), each with an absolute error of about :math:`2^{-53}\pi`.

    :math:`\arccos c` in the middle, :math:`2\arcsin\sqrt{(1 - |c|)/2}` where the cosine is steep, and
    :math:`2\,\mathrm{atan2}(|u - v|, |u + v|)` where the points are nearly parallel or opposite.
    """
    exact, rest = _products(xp, left, right)
    cosine = exact + rest
    magnitude = xp.abs(cosine)
    steep = magnitude > STEEP
    if not bool(xp.any(steep)):
        return xp.acos(cosine)
    angle = xp.acos(xp.where(steep, xp.zeros_like(cosine), cosine))
    # 1 - |exact| is exact for |exact| >= 1/2, so that only the small rest is rounded.
    gap = (1.0 - xp.abs(exact)) - xp.where(exact < 0, -rest, rest)
    near = xp.where(steep & (gap > 0), gap, xp.ones_like(gap))
    near = 2.0 * xp.asin(xp.sqrt(near / 2.0))
    angle = xp.where(steep, xp.where(cosine < 0, math.pi - near, near), angle)
    close = steep & (gap < CLOSE)
    rows, columns = xp.nonzero(close)
    if rows.shape[0] == 0:
        return angle
    count, step = rows.shape[0], max(1, block // max(1, left.coarse.shape[1]))
    some = [slice(k, min(k + step, count)) for k in range(0, count, step)]
    found = [_between(xp, left, right, rows[part], columns[part]) for part in some]
    return _put(xp, angle, close, xp.concat(found, axis=0))


def _products(xp: Any, left: Points, right: Points) -> tuple[Any, Any]:
    """The inner products of the directions as an exact part and a small rest."""
    exact = xp.matmul(left.coarse, xp.permute_dims(right.coarse, (1, 0)))
    first = xp.concat([left.coarse, left.fine], axis=1)
    second = xp.concat([right.fine, right.coarse + right.fine], axis=1)
    return exact, xp.matmul(first, xp.permute_dims(second, (1, 0)))


def _between(xp: Any, left: Points, right: Points, rows: Any, columns: Any) -> Any:
    u1, u2 = xp.take(left.coarse, rows, axis=0), xp.take(left.fine, rows, axis=0)
    v1, v2 = xp.take(right.coarse, columns, axis=0), xp.take(right.fine, columns, axis=0)
    # Differences of multiples of 2^-26 are exact.
    minus, plus = (u1 - v1) + (u2 - v2), (u1 + v1) + (u2 + v2)
    short, long = (xp.sqrt(xp.sum(w * w, axis=1)) for w in (minus, plus))
    return 2.0 * xp.atan2(short, long)


def _two_product(a: Any, b: Any) -> tuple[Any, Any]:
    """A product and its rounding error, exactly (Dekker 1971)."""
    product = a * b
    (a1, a2), (b1, b2) = _halves(a), _halves(b)
    return product, ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2


def _halves(x: Any) -> tuple[Any, Any]:
    shifted = x * _HALVES
    high = shifted - (shifted - x)
    return high, x - high


def _put(xp: Any, array: Any, mask: Any, values: Any) -> Any:
    """The array with the values where the mask is true, in row-major order."""
    try:
        array[mask] = values
    except TypeError:
        # An array that cannot be changed: each true entry takes the value whose number is the count of those before.
        flat = xp.reshape(mask, (-1,))
        order = xp.cumulative_sum(xp.astype(flat, xp.int64)) - 1
        spread = xp.take(values, xp.where(flat, order, xp.zeros_like(order)), axis=0)
        return xp.where(mask, xp.reshape(spread, array.shape), array)
    return array
