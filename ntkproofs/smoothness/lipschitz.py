r"""The slope :math:`\kappa'(1)`, the square of the Lipschitz constant of a kernel mapping on the sphere.

If :math:`\kappa(t) = \sum_n c_n t^n` with :math:`c_n \ge 0` (positive definite in every dimension: Schoenberg), then
:math:`1 - t^n \le n(1 - t)` on [-1, 1] gives :math:`2\kappa(1) - 2\kappa(t) \le \kappa'(1)\,(2 - 2t)`, with equality in
the limit :math:`t \to 1`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb

from ntkproofs.activations import gamma
from ntkproofs.activations.parameters import squared
from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.kernels import NetworkKernel, NeuralTangentKernel


def slope_at_one(kernel: NetworkKernel, bits: int) -> arb:
    r"""A ball of :math:`\kappa'(1)` for a network with a twice differentiable activation.

    With :math:`\gamma_j` at the variance :math:`q_l = S_l(1)`, the chain and product rules at t = 1 (Price's theorem:
    the dual of :math:`\sigma` has the derivative of the dual of :math:`\sigma'`) are

    .. math:: S_{l+1}' = w\gamma_1 S_l', \qquad
              \Theta_{l+1}' = w\,(\gamma_1 S_l' + \gamma_2 S_l'\,\Theta_l + \gamma_1\Theta_l'),

    which is :math:`2\gamma_1 + \gamma_2` for two layers without bias (Bietti and Mairal 2019, Proposition 9).

    :raises UnsupportedOperation: where a derivative of the activation is no function.

    >>> from ntkproofs.activations import Hermite
    >>> print(slope_at_one(NeuralTangentKernel(layers=2, activation=Hermite(2)), 60).str(8, radius=False))
    6.0000000
    """
    ctx = BallArithmetic(bits)
    with ctx.working():
        w, v = ctx.convert(kernel.weight_variance), ctx.convert(kernel.bias_variance)
        tangent = isinstance(kernel, NeuralTangentKernel)
        beta = ctx.convert(squared(kernel.bias)) if isinstance(kernel, NeuralTangentKernel) else arb(0)
        slope = ctx.convert(kernel.input_weight)
        variance: Any = kernel.input_weight + kernel.bias_variance
        theta, theta_slope = slope + beta, slope
        for _ in range(kernel.layers - 1):
            zeroth, first = (gamma(kernel.activation, j, bits, variance) for j in (0, 1))
            if tangent:
                second = gamma(kernel.activation, 2, bits, variance)
                theta_slope = w * (first * slope + second * slope * theta + first * theta_slope)
                theta = w * (zeroth + first * theta) + beta
            slope = w * first * slope
            variance = w * zeroth + v
        return theta_slope if tangent else slope


def proposition_9(kernel: Any, bits: int) -> arb | None:
    r"""The constant :math:`\sqrt{\max(\gamma_0 + \gamma_1, 2\gamma_1 + \gamma_2)}` of Proposition 9, or None.

    It bounds the mapping of the two-layer kernel without bias on the whole space (Bietti and Mairal 2019).
    """
    plain = {
        "weight_variance": Fraction(1),
        "bias_variance": Fraction(0),
        "bias": Fraction(0),
        "input_scale": Fraction(1),
    }
    if not isinstance(kernel, NeuralTangentKernel) or kernel.layers != 2:
        return None
    if any(getattr(kernel, name) != value for name, value in plain.items()):
        return None
    with BallArithmetic(bits).working():
        zeroth, first, second = (gamma(kernel.activation, j, bits) for j in range(3))
        return (zeroth + first).max(2 * first + second).sqrt()
