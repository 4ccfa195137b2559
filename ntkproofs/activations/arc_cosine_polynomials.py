r"""The exact polynomials in the arc-cosine kernels of Cho and Saul.

.. math:: 2\pi\,\mathbb{E}\,X_+^n Y_+^n = J_n(\theta) = A_n(\cos\theta)\sin\theta + (\pi - \theta) B_n(\cos\theta).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, final

from ntkproofs.arithmetic.base import Arithmetic

Polynomial = tuple[int, ...]


@final
@dataclass(frozen=True)
class ArcCosinePolynomials:
    r"""Integer polynomials in :math:`c = \cos\theta`, constant term first, of one degree :math:`n`.

    With :math:`m = (2n-1)!!` they satisfy :math:`J_n(0) = \pi m` and, for :math:`n \ge 1`,
    :math:`m - B_n = (1-c)\,Q_n` and :math:`A_n - B_n = (1-c)\,R_n`.
    """

    degree: int
    sine: Polynomial
    angle: Polynomial
    double_factorial: int
    drop: Polynomial
    excess: Polynomial


@lru_cache(maxsize=256)
def arc_cosine_polynomials(degree: int) -> ArcCosinePolynomials:
    r"""The polynomials :math:`A_n, B_n, Q_n, R_n`, by a recursion in the degree.

    .. math:: J_{n+1} = (2n+1)\cos\theta\,J_n - \sin\theta\,J_n'

    is the definition :math:`J_n = (-1)^n \sin^{2n+1}\theta\,(\tfrac{1}{\sin\theta}\tfrac{d}{d\theta})^n
    \tfrac{\pi-\theta}{\sin\theta}` differentiated once (Cho and Saul 2009, equation 4).

    >>> p = arc_cosine_polynomials(2)
    >>> p.sine, p.angle                       # J_2 = 3 cos sin + (pi - theta)(1 + 2 cos^2)
    ((0, 3), (1, 0, 2))
    """
    sine: list[int] = [0]
    angle: list[int] = [1]
    double_factorial = 1
    for n in range(degree):
        # In c = cos: A' = 2 n c A + (1 - c^2) dA/dc + B and B' = (2 n + 1) c B + (1 - c^2) dB/dc.
        sine, angle = (
            _sum(_sum(_times_c(sine, 2 * n), _slope(sine)), angle),
            _sum(_times_c(angle, 2 * n + 1), _slope(angle)),
        )
        double_factorial *= 2 * n + 1
    if degree == 0:
        return ArcCosinePolynomials(0, (0,), (1,), 1, (0,), (0,))
    drop = _over_one_minus_c(_sum([double_factorial], [-a for a in angle]))
    excess = _over_one_minus_c(_sum(sine, [-a for a in angle]))
    return ArcCosinePolynomials(degree, _trim(sine), _trim(angle), double_factorial, _trim(drop), _trim(excess))


def horner(ctx: Arithmetic, coefficients: Sequence[int], x: Any) -> Any:
    """The value of an integer polynomial, constant term first.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> horner(ExactArithmetic(), (1, 0, 2), ExactArithmetic().rational(1, 2))
    3/2
    """
    total = ctx.rational(coefficients[-1]) + 0 * x
    for coefficient in reversed(coefficients[:-1]):
        total = total * x + coefficient
    return total


def _sum(p: list[int], q: list[int]) -> list[int]:
    size = max(len(p), len(q))
    return [a + b for a, b in zip(p + [0] * (size - len(p)), q + [0] * (size - len(q)), strict=True)]


def _times_c(p: list[int], factor: int) -> list[int]:
    return [0, *(factor * a for a in p)]


def _slope(p: list[int]) -> list[int]:
    """The coefficients of (1 - c^2) dp/dc."""
    derivative = [j * a for j, a in enumerate(p)][1:] or [0]
    return _sum(derivative, [0, 0, *(-a for a in derivative)])


def _over_one_minus_c(p: list[int]) -> list[int]:
    """The exact quotient by 1 - c: its coefficients are the partial sums of those of p."""
    sums, total = [], 0
    for a in p:
        total += a
        sums.append(total)
    if sums.pop() != 0:
        raise ArithmeticError("arc-cosine polynomials: a zero at c = 1 was needed; the recursion is broken")
    return sums or [0]


def _trim(p: list[int]) -> Polynomial:
    while len(p) > 1 and p[-1] == 0:
        p = p[:-1]
    return tuple(p)
