r"""Hermite polynomials :math:`h_i = \mathrm{He}_i/\sqrt{i!}`, orthonormal for the standard Gaussian."""

from __future__ import annotations

from functools import lru_cache
from math import factorial
from typing import Any


def _check(degree: int) -> None:
    if not isinstance(degree, int) or isinstance(degree, bool) or degree < 0:
        raise ValueError(f"hermite: degree = {degree!r} does not satisfy degree >= 0; give a non-negative integer")


def hermite_values(ctx: Any, degree: int, x: Any) -> list[Any]:
    r"""All the values :math:`h_0(x), \dots, h_{\mathrm{degree}}(x)` of the orthonormal Hermite polynomials.

    .. math:: \sqrt{i+1}\,h_{i+1}(x) = x\,h_i(x) - \sqrt{i}\,h_{i-1}(x), \qquad h_0 = 1,\ h_1 = x.

    With this normalisation :math:`\mathbb{E}\,h_i(X) h_j(Y) = \delta_{ij}\rho^i` for Gaussians of correlation
    :math:`\rho` (Jacot et al. 2018, Lemma 2, which needs the orthonormal ones).

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> hermite_values(ExactArithmetic(), 2, ExactArithmetic().rational(3))
    [1, 3, 4*sqrt(2)]
    """
    _check(degree)
    values = [ctx.rational(1) + 0 * x, x]
    for i in range(1, degree):
        root, following = ctx.sqrt(ctx.rational(i)), ctx.sqrt(ctx.rational(i + 1))
        values.append((x * values[i] - root * values[i - 1]) / following)
    return values[: degree + 1]


def hermite(ctx: Any, degree: int, x: Any) -> Any:
    r"""The value :math:`h_i(x)` of the orthonormal Hermite polynomial, :math:`i` = ``degree``.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> hermite(ExactArithmetic(), 1, ExactArithmetic().rational(5))
    5
    """
    return hermite_values(ctx, degree, x)[degree]


@lru_cache(maxsize=1024)
def hermite_coefficients(degree: int) -> tuple[int, ...]:
    r"""The integer coefficients of the monic :math:`\mathrm{He}_i = \sqrt{i!}\,h_i`, constant term first.

    .. math:: \mathrm{He}_{i+1}(x) = x\,\mathrm{He}_i(x) - i\,\mathrm{He}_{i-1}(x).

    >>> hermite_coefficients(3)
    (0, -3, 0, 1)
    """
    _check(degree)
    before, now = [0], [1]
    for i in range(degree):
        following = [0, *now]
        for j, a in enumerate(before):
            following[j] -= i * a
        before, now = now, following
    return tuple(now)


def hermite_norm_squared(degree: int) -> int:
    r"""The number :math:`\mathbb{E}\,\mathrm{He}_i(X)^2 = i!`, exactly.

    >>> hermite_norm_squared(5)
    120
    """
    _check(degree)
    return factorial(degree)
