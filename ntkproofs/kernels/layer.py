r"""The formula of a layer: what the non-linearity does to the two inner products of a pair of inputs."""

from __future__ import annotations

from typing import Any

from ntkproofs.activations.base import Activation
from ntkproofs.activations.pair import GaussianPair
from ntkproofs.arithmetic.base import Arithmetic


def through_layer(ctx: Arithmetic, activation: Activation, pair: GaussianPair, tangent: Any) -> tuple[Any, Any]:
    r"""Inner products after the non-linearity, of the conjugate and of the tangent features of two inputs or locations.

    For the pre-activations with second moments ``pair`` (:math:`\langle x[u], x'[v]\rangle` off the diagonal) and
    :math:`\langle y[u], y'[v]\rangle` = ``tangent``:

    .. math:: \mathbb{E}\,\sigma\sigma', \qquad
              \mathbb{E}\,\dot\sigma\dot\sigma'\,\langle y[u], y'[v]\rangle + \mathbb{E}\,\sigma\sigma',

    for :math:`\sigma = \sqrt2\,\mathrm{relu}` :math:`\langle\varphi_1(x[u]), \varphi_1(x'[v])\rangle` and
    :math:`\langle M(x, y)[u], M(x', y')[v]\rangle`.  Bietti and Mairal 2019, Proposition 2 and equation (8).

    >>> from ntkproofs.activations import ReLU
    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> ctx, sigma = ExactArithmetic(), ReLU(scale_squared=2)
    >>> through_layer(ctx, sigma, sigma.pair(ctx, ctx.rational(1), ctx.rational(1), ctx.pi / 2), ctx.rational(0))
    (1/pi, 1/pi)
    """
    covariance = activation.covariance(ctx, pair)
    return covariance, activation.derivative().covariance(ctx, pair) * tangent + covariance


def through_layer_same(ctx: Arithmetic, activation: Activation, variance: Any, tangent: Any) -> tuple[Any, Any]:
    r"""The same for one vector with itself, :math:`x[u] = x'[v]`, where the angle is 0 and costs no digit.

    >>> from ntkproofs.activations import ReLU
    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> through_layer_same(ExactArithmetic(), ReLU(scale_squared=2), 3, 5)
    (3, 8)
    """
    covariance = activation.variance(ctx, variance)
    return covariance, activation.derivative().variance(ctx, variance) * tangent + covariance
