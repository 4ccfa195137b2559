r"""The neural tangent kernel of a wide, fully connected network."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, final

from ntkproofs.activations.base import Activation
from ntkproofs.activations.pair import GaussianPair
from ntkproofs.activations.parameters import Parameter, SquareRoot, squared
from ntkproofs.activations.rectified import Rectified
from ntkproofs.activations.rectified_monomial import rectified_power
from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.kernels.layer import through_layer
from ntkproofs.kernels.network import (
    ACTIVATION,
    BIAS_VARIANCE,
    DEFAULT_ACTIVATION,
    INPUT_SCALE,
    LAYERS,
    WEIGHT_VARIANCE,
    NetworkKernel,
)


@final
@dataclass(frozen=True, repr=False)
class NeuralTangentKernel(NetworkKernel):
    r"""The neural tangent kernel :math:`\Theta_L` of a network of :math:`L` = ``layers`` weight layers, all trained.

    .. math:: \Theta_1 = w a^2\langle x, x'\rangle + \beta^2, \qquad
              \Theta_{l+1} = w\,\mathbb{E}_{S_{l-1}}[\sigma(u)\sigma(v')]
                             + w\,\mathbb{E}_{S_{l-1}}[\sigma'(u)\sigma'(v')]\,\Theta_l + \beta^2,

    where :math:`S_l` are the covariances of :class:`~ntkproofs.kernels.Conjugate` (weight variance :math:`w`, bias
    variance :math:`v` at initialisation, input scale :math:`a`) and a trained bias enters as :math:`\beta` = ``bias``
    times its parameter.  Each paper is a choice of arguments:

    * Bietti and Mairal 2019, equations (4) to (7): ``layers=n+1`` for their :math:`n` hidden layers;
    * Geifman et al. 2020, :math:`\mathrm{FC}_\beta(L)`: ``layers=L, bias=beta``;
    * Jacot et al. 2018, Theorem 1: ``layers=L, activation=relu, bias_variance=beta**2, bias=beta,
      input_scale=1/sqrt(n_0)``;
    * Bowman and Montufar 2022, :math:`L` hidden layers: ``layers=L+1, input_scale=1/sqrt(d)`` and their activation.

    :raises ParameterError: for parameters outside of their domains, and for activations without closed duals.

    >>> NeuralTangentKernel(layers=2).expression()
    t*(pi - acos(t))/pi + (t*(pi - acos(t)) + sqrt(1 - t**2))/pi
    """

    layers: int
    activation: Activation = DEFAULT_ACTIVATION
    weight_variance: Fraction = Fraction(1)
    bias_variance: Fraction = Fraction(0)
    bias: Fraction | SquareRoot = Fraction(0)
    input_scale: Fraction | SquareRoot = Fraction(1)

    name: ClassVar[str] = "ntk"
    parameters: ClassVar[tuple[Parameter, ...]] = (
        LAYERS,
        ACTIVATION,
        WEIGHT_VARIANCE,
        BIAS_VARIANCE,
        Parameter("bias", "root", "the factor beta in front of the trained biases", minimum=0, default="0"),
        INPUT_SCALE,
    )
    needs_derivative: ClassVar[bool] = True

    def __post_init__(self) -> None:
        self._accept_parameters()
        self._accept_activation()

    @property
    def homogeneity(self) -> int | None:
        if self.bias_variance != 0 or self.bias != 0 or (self.layers > 1 and self.activation.homogeneity is None):
            return None
        return (self.activation.homogeneity or 0) ** (self.layers - 1)

    def propagate(self, ctx: Arithmetic, inputs: GaussianPair) -> Any:
        w, b = ctx.convert(self.weight_variance), ctx.convert(squared(self.bias))
        theta = ctx.convert(self.input_weight) * inputs.covariance(ctx) + b
        for pair in self.preactivations(ctx, inputs):
            theta = w * through_layer(ctx, self.activation, pair, theta)[1] + b
        return theta

    def _rational_trace(self, activation: Rectified) -> Fraction:
        q, theta = self.input_weight + self.bias_variance, self.input_weight + squared(self.bias)
        n = activation.homogeneity
        for _ in range(self.layers - 1):
            # (sqrt(a) u_+^n)' = n sqrt(a) u_+^(n-1)
            slope = rectified_power(n - 1, activation.scale_squared * n * n).moment * q ** (n - 1)
            following = activation.moment * q**n
            theta = self.weight_variance * (slope * theta + following) + squared(self.bias)
            q = self.weight_variance * following + self.bias_variance
        return theta
