r"""Short polynomials in the angle that stand for a kernel in large float64 matrices, whatever its depth.

:math:`\theta \mapsto \kappa(\cos\theta)` of a kernel that is analytic in the angle is interpolated once, with balls, at
Chebyshev points of :math:`[0, \pi]`, and the interpolant is expanded around the middle of each of 64 pieces.  A value
then takes one short polynomial, and its only roundings are those of the angle and of the last sum.  Nothing here is a
bound: double precision is never rigorous in this library.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import final

import numpy
from flint import arb, arb_poly

from ntkproofs.arithmetic.ball import BallArithmetic
from ntkproofs.arithmetic.errors import UnsupportedOperation
from ntkproofs.kernels.base import Kernel

PIECES = 64
#: Numbers of Chebyshev points that are tried; a kernel that needs more keeps its formula.
POINTS = (48, 96, 192)
_BITS = 200
#: What is left out is smaller than this times the largest value: a hundredth of a unit in the last place.
_NEGLIGIBLE = 2.0**-60
#: Nowhere may value and slope both be smaller than this times the largest value.
_VANISHING = 2.0**-8


@final
@dataclass(frozen=True, eq=False)
class AngleTable:
    """Coefficients (degree + 1, pieces) of the polynomials, by powers of the distance to the middle of a piece."""

    middles: numpy.ndarray
    coefficients: numpy.ndarray

    def __call__(self, angle: numpy.ndarray) -> numpy.ndarray:
        """The values at angles in :math:`[0, \\pi]`."""
        piece = (angle * (PIECES / math.pi)).astype(numpy.intp)
        numpy.minimum(piece, PIECES - 1, out=piece)
        # Nearby doubles: the difference is exact.
        distance = angle - self.middles.take(piece)
        total = self.coefficients[-1].take(piece)
        for coefficients in self.coefficients[-2::-1]:
            total *= distance
            total += coefficients.take(piece)
        return total


@lru_cache(maxsize=128)
def angle_table(kernel: Kernel) -> AngleTable | None:
    """The table of a kernel, None where no short polynomials give the digits of its formula.

    >>> from ntkproofs.kernels import NeuralTangentKernel, Laplace
    >>> float(angle_table(NeuralTangentKernel(layers=3))(numpy.asarray([0.0]))[0])
    3.0
    """
    if not kernel.analytic_in_angle:
        return None
    for points in POINTS:
        try:
            coefficients = _chebyshev(kernel, points)
        except UnsupportedOperation:
            return None
        size = max(abs(float(c.mid())) for c in coefficients)
        if not math.isfinite(size) or any(float(c.rad()) > _NEGLIGIBLE * size for c in coefficients):
            return None
        if all(abs(float(c.mid())) < _NEGLIGIBLE * size / points for c in coefficients[-4:]):
            return _expanded(coefficients)
    return None


def _chebyshev(kernel: Kernel, points: int) -> list[arb]:
    r"""The coefficients of the interpolant in :math:`T_k(2\theta/\pi - 1)`."""
    ctx = BallArithmetic(_BITS)
    with ctx.working():
        turns = [(arb(j) / points).cos_pi() for j in range(2 * points)]
        values = [kernel.kappa(ctx, arb.pi() * (1 + turns[j]) / 2) for j in range(points + 1)]
        # The first and the last value and coefficient of a discrete cosine transform count half.
        values[0], values[-1] = values[0] / 2, values[-1] / 2
        found = [
            sum((values[j] * turns[j * k % (2 * points)] for j in range(points + 1)), arb(0)) * 2 / points
            for k in range(points + 1)
        ]
        found[0], found[-1] = found[0] / 2, found[-1] / 2
    return found


def _expanded(coefficients: list[arb]) -> AngleTable | None:
    """The interpolant around the middles of the pieces, as long as its terms count."""
    ctx = BallArithmetic(3 * len(coefficients) + _BITS)
    middles = [(2 * j + 1) * math.pi / (2 * PIECES) for j in range(PIECES)]
    half = math.pi / (2 * PIECES)
    with ctx.working():
        x = arb_poly([0, 1])
        # Clenshaw's recurrence, on polynomials.
        first, second = arb_poly([0]), arb_poly([0])
        for c in reversed(coefficients[1:]):
            first, second = arb_poly([c]) + 2 * x * first - second, first
        whole = arb_poly([coefficients[0]]) + x * first - second
        # theta = middle + distance, and the variable is 2 theta/pi - 1.
        slope = 2 / arb.pi()
        local = [whole(arb_poly([slope * arb(m) - 1, slope])) for m in middles]
        rows = [[float(c.mid()) for c in p.coeffs()] for p in local]
    size = max(abs(row[0]) for row in rows)
    # Where a kernel nearly vanishes, small digits count that the interpolant does not have.
    if any(max(abs(row[0]), abs(row[1])) < _VANISHING * size for row in rows):
        return None
    degree = max(k for row in rows for k, c in enumerate(row) if abs(c) * half**k > _NEGLIGIBLE * size)
    table = numpy.zeros((degree + 1, PIECES))
    for j, row in enumerate(rows):
        table[: min(degree + 1, len(row)), j] = row[: degree + 1]
    return AngleTable(numpy.asarray(middles), table)
