r"""Kernels of networks as power series in :math:`t` with non-negative coefficients, and what they say of eigenvalues.

.. math:: \kappa(t) = \sum_n c_n t^n, \qquad c_n \ge 0, \qquad \sum_n c_n = \kappa(1) .

On the unit sphere every pre-activation has the variance :math:`q_l = S_l(1)` and the correlation
:math:`\rho_l = S_l/q_l`, and with the Hermite coefficients of :math:`\sigma(\sqrt{q_l}\,\cdot)`

.. math:: \mathbb{E}\,\sigma\sigma = \sum_i a_i^2\rho_l^i, \qquad
          \mathbb{E}\,\sigma'\sigma' = \frac{1}{q_l}\sum_i (i+1)\,a_{i+1}^2\,\rho_l^i

(Stein's identity gives the second).  Sums, products and compositions of such series keep the signs, so that whatever a
truncation leaves out is non-negative and sums to :math:`\kappa(1)` minus what was kept: one number bounds every
truncation error at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

import flint
from flint import arb, arb_poly, arb_series

from ntkproofs.activations import hermite_expansion
from ntkproofs.activations.parameters import squared
from ntkproofs.activations.series_dual import terms
from ntkproofs.arithmetic import BallArithmetic, Precision, UnsupportedOperation
from ntkproofs.expansions.funk_hecke import monomial
from ntkproofs.kernels import Conjugate, Homogeneous, NetworkKernel, NeuralTangentKernel, Product, Scaled, Sum
from ntkproofs.polynomials.gegenbauer import multiplicity

#: Coefficients that are followed at most when series are composed.
MOST_TERMS = 4000


@final
@dataclass(frozen=True, eq=False)
class PowerSeries:
    r"""Balls of the first coefficients of a lower series, the value :math:`\kappa(1)` and what the lower series lacks.

    The true coefficients are :math:`c_n = l_n + e_n` with :math:`l_n` in ``coefficients`` (0 beyond them),
    :math:`e_n \ge 0` and :math:`\sum_n e_n \le` ``missing``.
    """

    coefficients: tuple[arb, ...]
    total: arb
    missing: arb

    def eigenvalue(self, dim: int, degree: int, bits: int) -> arb:
        r"""A ball of :math:`\mu_k = \sum_n c_n\,\mu_k[t^n]`.

        :math:`0 \le \mu_k[t^n] \le 1/N(d, k)`, because :math:`\sum_k N(d, k)\,\mu_k[t^n] = 1`; from one n to the next
        of its parity :math:`\mu_k[t^{n+2}]/\mu_k[t^n] = \frac{(n+1)(n+2)}{(n-k+2)(n+k+d)}`.
        """
        ctx = BallArithmetic(bits)
        with ctx.working():
            total, weight = arb(0), monomial(degree, dim, degree).evaluate(ctx)
            for n in range(degree, len(self.coefficients), 2):
                total += self.coefficients[n] * weight
                weight = weight * ((n + 1) * (n + 2)) / ((n - degree + 2) * (n + degree + dim))
            return total + arb(0).union(self.missing / multiplicity(dim, degree))

    def slope(self) -> arb:
        r"""A lower bound of :math:`\kappa'(1) = \sum_n n\,c_n`, as a ball of :math:`\sum n\,l_n`."""
        return sum((n * c for n, c in enumerate(self.coefficients)), arb(0))


def power_series(kernel: Any, goal: int) -> PowerSeries | None:
    r"""The series of a kernel with what is missing near :math:`2^{-goal}`, or None where none is known here.

    Sums, products and positive multiples of :class:`~ntkproofs.kernels.Conjugate` and
    :class:`~ntkproofs.kernels.NeuralTangentKernel` have one.

    >>> from ntkproofs.activations import Polynomial
    >>> series = power_series(Conjugate(layers=2, activation=Polynomial((0, 0, 1))), 60)    # 1 + 2 t^2
    >>> [c.contains(n) for c, n in zip(series.coefficients, (1, 0, 2))], bool(series.missing < 1e-15)
    ([True, True, True], True)
    """
    with Precision(goal + 40):
        if isinstance(kernel, Homogeneous):
            return power_series(kernel.kernel, goal)
        if isinstance(kernel, Scaled):
            inner = power_series(kernel.kernel, goal)
            if inner is None or kernel.factor <= 0:
                return None
            factor = BallArithmetic(goal + 40).convert(kernel.factor)
            return _kept([factor * c for c in inner.coefficients], factor * inner.total)
        if isinstance(kernel, Sum | Product):
            left, right = power_series(kernel.left, goal), power_series(kernel.right, goal)
            if left is None or right is None:
                return None
            a, b = arb_poly(list(left.coefficients)), arb_poly(list(right.coefficients))
            if isinstance(kernel, Sum):
                return _kept((a + b).coeffs(), left.total + right.total)
            return _kept((a * b).coeffs(), left.total * right.total)
        if isinstance(kernel, NetworkKernel):
            try:
                return _network(kernel, goal)
            except UnsupportedOperation:
                return None
        return None


def _kept(coefficients: Sequence[arb], total: arb) -> PowerSeries:
    missing = total - sum(coefficients, arb(0))
    upper = missing.upper()
    return PowerSeries(tuple(coefficients), total, upper if upper > 0 else arb(0))


def _network(kernel: NetworkKernel, goal: int) -> PowerSeries:
    bits = goal + 40
    ctx = BallArithmetic(bits)
    w, v = ctx.convert(kernel.weight_variance), ctx.convert(kernel.bias_variance)
    inputs = ctx.convert(kernel.input_weight)
    beta = ctx.convert(squared(kernel.bias)) if isinstance(kernel, NeuralTangentKernel) else arb(0)
    covariance, variance = [v, inputs], inputs + v
    theta, theta_total = [beta, inputs], inputs + beta
    exact: Any = kernel.input_weight + kernel.bias_variance
    for _ in range(kernel.layers - 1):
        expansion = terms(kernel.activation, ctx.convert(exact) if isinstance(exact, Fraction) else exact, goal + 8)
        squares = [a * a for a in expansion.coefficients]
        rho = [c / variance for c in covariance]
        image = _composed(squares, rho)
        if isinstance(kernel, NeuralTangentKernel):
            slopes = [i * s / variance for i, s in enumerate(squares)][1:] or [arb(0)]
            slope_total = _moment(kernel.activation.derivative(), variance, goal)
            grown = _product(_composed(slopes, rho), theta)
            theta = [w * c for c in _sum(grown, image)]
            theta[0] += beta
            theta_total = w * (slope_total * theta_total + expansion.moment) + beta
        covariance = [w * c for c in image]
        covariance[0] += v
        variance = w * expansion.moment + v
        exact = variance
    if isinstance(kernel, Conjugate):
        return _kept(covariance, variance)
    return _kept(theta, theta_total)


def _moment(activation: Any, variance: arb, goal: int) -> arb:
    r"""The second moment :math:`\mathbb{E}\,\sigma(\sqrt q X)^2`."""
    if activation.closed_dual:
        return activation.variance(BallArithmetic(goal + 40), variance)
    return hermite_expansion(activation, variance, 1, goal + 8).moment


def _composed(outer: list[arb], inner: list[arb]) -> list[arb]:
    """The first coefficients of outer(inner(t)); both have non-negative coefficients."""
    if len(inner) <= 2 and inner[0].is_zero():
        scale, power, found = inner[1] if len(inner) == 2 else arb(0), arb(1), []
        for c in outer:
            found.append(c * power)
            power = power * scale
        return found
    count = min(MOST_TERMS, 2 * max(len(outer), len(inner)))
    # outer(r_0 + x): the Taylor shift keeps the signs, and a series without constant term can be substituted
    shifted = arb_poly(outer)(arb_poly([inner[0], 1])).coeffs()
    cap = flint.ctx.cap
    flint.ctx.cap = count
    try:
        found = arb_series(shifted, prec=count)(arb_series([arb(0), *inner[1:]], prec=count)).coeffs()
    finally:
        flint.ctx.cap = cap
    return list(found)


def _product(a: list[arb], b: list[arb]) -> list[arb]:
    return (arb_poly(a) * arb_poly(b)).coeffs()[:MOST_TERMS]


def _sum(a: list[arb], b: list[arb]) -> list[arb]:
    return (arb_poly(a) + arb_poly(b)).coeffs()
