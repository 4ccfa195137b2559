r"""Gegenbauer (ultraspherical) polynomials of the sphere :math:`S^{d-1}`, normalised to :math:`P_k(1) = 1`.

They are the zonal spherical harmonics: orthogonal on :math:`[-1, 1]` for the weight :math:`(1-t^2)^{(d-3)/2}`,
Chebyshev polynomials for :math:`d = 2` and Legendre polynomials for :math:`d = 3`.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import comb
from typing import Any


def _check(dim: int, degree: int) -> None:
    if not isinstance(dim, int) or isinstance(dim, bool) or dim < 2:
        raise ValueError(f"gegenbauer: dim = {dim!r} does not satisfy dim >= 2; the sphere lies in R^dim")
    if not isinstance(degree, int) or isinstance(degree, bool) or degree < 0:
        raise ValueError(f"gegenbauer: degree = {degree!r} does not satisfy degree >= 0; give a non-negative integer")


def gegenbauer_values(ctx: Any, dim: int, degree: int, t: Any) -> list[Any]:
    r"""All the values :math:`P_0(t), \dots, P_{\mathrm{degree}}(t)` in dimension ``dim``, in the arithmetic of ``ctx``.

    .. math:: (k + d - 2)\,P_{k+1}(t) = (2k + d - 2)\,t\,P_k(t) - k\,P_{k-1}(t), \qquad P_0 = 1,\ P_1 = t.

    The recurrence is stable for :math:`|t| \le 1`, where the explicit power sum loses two bits a degree.  The radius of
    an inexact ball grows with the degree, though; there :func:`gegenbauer_of_angle` is the better form.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> gegenbauer_values(ExactArithmetic(), 3, 2, ExactArithmetic().rational(1, 2))
    [1, 1/2, -1/8]
    """
    _check(dim, degree)
    values = [ctx.rational(1) + 0 * t, t]
    for k in range(1, degree):
        following = ((2 * k + dim - 2) * t * values[k] - k * values[k - 1]) / (k + dim - 2)
        values.append(following)
    return values[: degree + 1]


def gegenbauer(ctx: Any, dim: int, degree: int, t: Any) -> Any:
    r"""The value :math:`P_k(t)` with :math:`P_k(1) = 1`, :math:`k` = ``degree``, in dimension ``dim`` >= 2.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> gegenbauer(ExactArithmetic(), 2, 3, ExactArithmetic().rational(1, 2))
    -1
    """
    return gegenbauer_values(ctx, dim, degree, t)[degree]


def gegenbauer_of_angle(ctx: Any, dim: int, degree: int, angle: Any) -> Any:
    r"""The value :math:`P_k(\cos\theta)` as a mean of cosines, for any angle, complex ones included.

    .. math:: P_k(\cos\theta) = \sum_{j=0}^{k} w_j \cos((k - 2j)\theta), \qquad
              w_j \propto \frac{(\lambda)_j (\lambda)_{k-j}}{j!\,(k-j)!} \ge 0, \quad \lambda = \tfrac{d-2}{2}.

    The weights are exact, non-negative and of sum 1, so that nothing cancels in its coefficients.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> gegenbauer_of_angle(ExactArithmetic(), 3, 2, ExactArithmetic().pi / 2)
    -1/2
    """
    weights = cosine_weights(dim, degree)
    return sum(ctx.convert(w) * ctx.cos((degree - 2 * j) * angle) for j, w in enumerate(weights))


@lru_cache(maxsize=4096)
def cosine_weights(dim: int, degree: int) -> tuple[Fraction, ...]:
    r"""The exact weights :math:`w_0, \dots, w_k` of :func:`gegenbauer_of_angle`.

    >>> cosine_weights(3, 2)
    (Fraction(3, 8), Fraction(1, 4), Fraction(3, 8))
    """
    _check(dim, degree)
    if dim == 2:
        # lambda -> 0 after the normalisation: P_k(cos theta) = cos(k theta)
        return (Fraction(1),) if degree == 0 else (Fraction(1, 2), *[Fraction(0)] * (degree - 1), Fraction(1, 2))
    order = Fraction(dim - 2, 2)
    rising = [Fraction(1)]  # (lambda)_j / j!
    for j in range(degree):
        rising.append(rising[-1] * (order + j) / (j + 1))
    raw = [rising[j] * rising[degree - j] for j in range(degree + 1)]
    total = sum(raw)
    return tuple(w / total for w in raw)


@lru_cache(maxsize=4096)
def gegenbauer_coefficients(dim: int, degree: int) -> tuple[Fraction, ...]:
    r"""The exact coefficients :math:`a_0, \dots, a_k` of :math:`P_k(t) = \sum_j a_j t^j`, constant term first.

    >>> gegenbauer_coefficients(3, 2)
    (Fraction(-1, 2), Fraction(0, 1), Fraction(3, 2))
    """
    _check(dim, degree)
    before: list[Fraction] = [Fraction(0)]
    now: list[Fraction] = [Fraction(1)]
    for k in range(degree):
        # k = 0 is P_1 = t for every dimension; the general step would divide by d - 2 = 0 on the circle.
        lead, back, scale = (1, 0, 1) if k == 0 else (2 * k + dim - 2, k, k + dim - 2)
        following = [Fraction(0), *(lead * a / scale for a in now)]
        for j, a in enumerate(before):
            following[j] -= back * a / scale
        before, now = now, following
    return tuple(now)


def multiplicity(dim: int, degree: int) -> int:
    r"""The dimension :math:`N(d, k)` of the spherical harmonics of degree :math:`k` on :math:`S^{d-1}`.

    .. math:: N(d, k) = \binom{k+d-1}{d-1} - \binom{k+d-3}{d-1}, \qquad N(2, 0) = 1,\ N(2, k) = 2.

    >>> [multiplicity(3, k) for k in range(4)]
    [1, 3, 5, 7]
    """
    _check(dim, degree)
    # Homogeneous polynomials of degree k modulo |x|^2 times those of degree k - 2.
    return comb(degree + dim - 1, dim - 1) - (comb(degree + dim - 3, dim - 1) if degree >= 2 else 0)
