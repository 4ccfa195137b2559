r"""Bounds for deformed signals on :math:`\mathbb{R}^D`: Proposition 12 of Bietti and Mairal with explicit constants.

Pooling is Gaussian at the scales :math:`\sigma_0, \dots, \sigma_n`, patches satisfy :math:`|v| \le \beta\sigma_{k-1}`,
and :math:`G = \|\nabla\tau\|_\infty \le 1/2`.  The derivation is that of the claims ``bietti2019.prop12.*``.
"""

from __future__ import annotations

from math import comb
from typing import Any

from ntkproofs.arithmetic.base import Arithmetic


def mean_radius(ctx: Arithmetic, dim: Any) -> Any:
    r"""The mean :math:`E|Z| = \sqrt2\,\Gamma((D+1)/2)/\Gamma(D/2)` of a standard Gaussian Z of dimension D."""
    half = dim * ctx.rational(1, 2)
    return ctx.sqrt(ctx.rational(2)) * ctx.gamma(half + ctx.rational(1, 2)) / ctx.gamma(half)


def translation_constant(ctx: Arithmetic, dim: int) -> Any:
    r"""The constant :math:`C''_D = (\sqrt{2/\pi}\,2^D E|Z|)^{1/2}` in front of :math:`\|\tau\|_\infty/\sigma_n`.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> translation_constant(ExactArithmetic(), 1)
    2/sqrt(pi)
    """
    return ctx.sqrt(ctx.sqrt(2 / ctx.pi) * 2**dim * mean_radius(ctx, ctx.rational(dim)))


def commutator_constant(ctx: Arithmetic, dim: int, beta: Any) -> Any:
    r"""The constant :math:`C_D(\beta)` with :math:`\|[L_\tau, PA]\| \le C_D(\beta)\,G`.

    .. math:: C_D(\beta) = \frac{2^{D/2}}{(2\pi)^{D/2}}\int_{\mathbb{R}^D}
              \bigl[\tfrac32(|\zeta| + \beta)^2 + 2((\tfrac32)^D - 1)\bigr]e^{-((|\zeta| - \beta)_+)^2/8}\,d\zeta,

    in polar coordinates a polynomial on :math:`[0, \beta]` and half Gaussian moments
    :math:`\int_0^\infty s^je^{-s^2/8}ds = \tfrac12 8^{(j+1)/2}\Gamma(\tfrac{j+1}2)` beyond.

    >>> from ntkproofs.arithmetic import BallArithmetic, ExactArithmetic
    >>> import sympy
    >>> [sympy.simplify(commutator_constant(ExactArithmetic(), d, 0) / sympy.sqrt(2)**d) for d in (1, 2, 3)]
    [14, 58, 182]
    """
    constant = 2 * (ctx.rational(3**dim, 2**dim) - 1)
    # The bracket is 3/2 r^2 + 3 beta r + (3/2 beta^2 + constant), r = |zeta|.
    bracket = [ctx.rational(3, 2) * beta * beta + constant, 3 * beta, ctx.rational(3, 2)]
    inside = sum([bracket[i] * beta ** (dim + i) / ctx.rational(dim + i) for i in range(3)])
    outside = sum(
        [
            bracket[i] * comb(dim - 1 + i, j) * beta ** (dim - 1 + i - j) * _half_moment(ctx, j)
            for i in range(3)
            for j in range(dim + i)
        ]
    )
    sphere = 2 / ctx.gamma(ctx.rational(dim, 2))
    # 2^(D/2) (2 pi)^(-D/2) times the area 2 pi^(D/2)/Gamma(D/2) of the sphere
    return sphere * (inside + outside)


def _half_moment(ctx: Arithmetic, j: int) -> Any:
    return ctx.sqrt(ctx.rational(8)) ** (j + 1) * ctx.gamma(ctx.rational(j + 1, 2)) / 2


def tangent_bound(ctx: Arithmetic, layers: int, dim: int, beta: Any, gradient: Any, shift: Any) -> Any:
    r"""The bound of :math:`\|\Phi_n(L_\tau x) - \Phi_n(x)\|/\|x\|` for the tangent kernel, n = ``layers``.

    .. math:: n^{3/2}\sqrt{2^{D/2+1}g/\pi} + (1 + 2\sqrt2)\,n^{3/2}g + \sqrt{n+1}\,C''_D\,\mathrm{shift},
              \qquad g = C_D(\beta)\,G,

    with G = ``gradient`` and ``shift`` :math:`= \|\tau\|_\infty/\sigma_n`; the claim ``bietti2019.prop12.explicit``.
    """
    g = commutator_constant(ctx, dim, beta) * gradient
    depth, two = ctx.sqrt(ctx.rational(layers**3)), ctx.rational(2)
    root = ctx.sqrt(2 * ctx.sqrt(two) ** dim * g / ctx.pi)
    moved = ctx.sqrt(ctx.rational(layers + 1)) * translation_constant(ctx, dim) * shift
    return depth * (root + (1 + 2 * ctx.sqrt(two)) * g) + moved


def conjugate_bound(ctx: Arithmetic, layers: int, dim: int, beta: Any, gradient: Any, shift: Any) -> Any:
    r"""The same for the conjugate kernel, :math:`(n+1)\,g + C''_D\,\mathrm{shift}`, without a square root.

    The claim ``bietti2019.section4.last_layer_stability``.
    """
    return (layers + 1) * commutator_constant(ctx, dim, beta) * gradient + translation_constant(ctx, dim) * shift
