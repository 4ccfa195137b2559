r"""The conjugate kernel of a wide network: the covariance of its Gaussian-process limit (NNGP)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, final

from ntkproofs.activations.base import Activation
from ntkproofs.activations.pair import GaussianPair
from ntkproofs.activations.parameters import Parameter, SquareRoot
from ntkproofs.activations.rectified import Rectified
from ntkproofs.arithmetic.base import Arithmetic
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
class Conjugate(NetworkKernel):
    r"""The covariance :math:`S_{L-1}` of the outputs of a wide random network, :math:`L` = ``layers``.

    .. math:: S_0 = w a^2 \langle x, x'\rangle + v, \qquad S_l = w\,\mathbb{E}_{S_{l-1}}[\sigma(u)\sigma(v')] + v,

    with :math:`w` = ``weight_variance``, :math:`v` = ``bias_variance``, :math:`a` = ``input_scale``.  For the default
    activation :math:`S_l = |x||x'|\,\kappa_1 \circ \dots \circ \kappa_1(t)`.  Jacot et al. 2018, Proposition 1
    (:math:`\Sigma^{(L)}` with plain ReLU, :math:`v = \beta^2`, :math:`a = n_0^{-1/2}`); Bietti and Mairal 2019,
    equation (6).

    :raises ParameterError: for parameters outside of their domains and activations without a closed dual.

    >>> Conjugate(layers=2).expression()
    (t*(pi - acos(t)) + sqrt(1 - t**2))/pi
    """

    layers: int
    activation: Activation = DEFAULT_ACTIVATION
    weight_variance: Fraction = Fraction(1)
    bias_variance: Fraction = Fraction(0)
    input_scale: Fraction | SquareRoot = Fraction(1)

    name: ClassVar[str] = "nngp"
    parameters: ClassVar[tuple[Parameter, ...]] = (LAYERS, ACTIVATION, WEIGHT_VARIANCE, BIAS_VARIANCE, INPUT_SCALE)
    needs_derivative: ClassVar[bool] = False

    def __post_init__(self) -> None:
        self._accept_parameters()
        self._accept_activation()

    @property
    def homogeneity(self) -> int | None:
        if self.bias_variance != 0 or (self.layers > 1 and self.activation.homogeneity is None):
            return None
        return (self.activation.homogeneity or 0) ** (self.layers - 1)

    def propagate(self, ctx: Arithmetic, inputs: GaussianPair) -> Any:
        w, v = ctx.convert(self.weight_variance), ctx.convert(self.bias_variance)
        covariance = ctx.convert(self.input_weight) * inputs.covariance(ctx) + v
        for pair in self.preactivations(ctx, inputs)[-1:]:
            covariance = w * self.activation.covariance(ctx, pair) + v
        return covariance

    def _rational_trace(self, activation: Rectified) -> Fraction:
        q = self.input_weight + self.bias_variance
        for _ in range(self.layers - 1):
            q = self.weight_variance * activation.moment * q**activation.homogeneity + self.bias_variance
        return q
