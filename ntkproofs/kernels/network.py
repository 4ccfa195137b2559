r"""The abstract kernel of an infinitely wide, fully connected network."""

from __future__ import annotations

import abc
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from ntkproofs.activations.base import Activation
from ntkproofs.activations.pair import CovariancePair, GaussianPair
from ntkproofs.activations.parameters import Parameter, ParameterError, SquareRoot, squared
from ntkproofs.activations.piecewise_polynomial import PiecewisePolynomial
from ntkproofs.activations.rectified import Rectified
from ntkproofs.activations.relu import ReLU
from ntkproofs.activations.series_activation import SeriesActivation
from ntkproofs.activations.two_slopes import TwoSided
from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.kernels.base import Kernel

if TYPE_CHECKING:
    import sympy

DEFAULT_ACTIVATION = ReLU(scale_squared=Fraction(2))

LAYERS = Parameter("layers", "integer", "the number of weight layers, 2 for one hidden layer", minimum=1)
ACTIVATION = Parameter(
    "activation", "activation", "the activation, sqrt(2) relu by default", default="relu(scale_squared=2)"
)
WEIGHT_VARIANCE = Parameter(
    "weight_variance", "rational", "the variance of the weights of every layer", minimum=0, strict=True, default="1"
)
BIAS_VARIANCE = Parameter(
    "bias_variance", "rational", "the variance of every bias at initialisation", minimum=0, default="0"
)
INPUT_SCALE = Parameter(
    "input_scale", "root", "the factor in front of the input, or 1/sqrt(n_0)", minimum=0, strict=True, default="1"
)


class NetworkKernel(Kernel):
    r"""A kernel of an infinitely wide, fully connected network with linear output :math:`z_L`, :math:`L` = ``layers``.

    .. math:: z_1 = \sqrt{w}\,W_1 (ax) + b_1, \qquad z_{l+1} = \sqrt{w/m_l}\,W_{l+1}\sigma(z_l) + b_{l+1} .

    The entries of :math:`W_l` are standard Gaussians, those of :math:`b_l` centred Gaussians of variance :math:`v` =
    ``bias_variance``; :math:`w` = ``weight_variance``, :math:`a` = ``input_scale``, and the widths
    :math:`m_l \to \infty`.  Covariances pass through the layers as

    .. math:: S_0 = w a^2 \langle x, x'\rangle + v, \qquad
              S_l = w\,\mathbb{E}_{(u, v') \sim S_{l-1}}[\sigma(u)\sigma(v')] + v .
    """

    layers: int
    activation: Activation
    weight_variance: Fraction
    bias_variance: Fraction
    input_scale: Fraction | SquareRoot

    #: What the formula below needs of the activation's derivative.
    needs_derivative: ClassVar[bool]

    # -- the formula ----------------------------------------------------------------------------------------------

    @abc.abstractmethod
    def propagate(self, ctx: Arithmetic, inputs: GaussianPair) -> Any:
        """The kernel of a pair of inputs, whatever coordinates describe them."""

    def value(self, ctx: Arithmetic, r: Any, s: Any, angle: Any) -> Any:
        return self.propagate(ctx, self.activation.pair(ctx, r, s, angle))

    def kappa(self, ctx: Arithmetic, angle: Any) -> Any:
        # On the unit sphere both variances are equal at every depth, and no square root of theirs is needed.
        return self.propagate(ctx, self.activation.sphere_pair(ctx, angle))

    def preactivations(self, ctx: Arithmetic, inputs: GaussianPair) -> list[GaussianPair]:
        r"""The hidden pre-activations, one Gaussian pair for each of the covariances :math:`S_0, \dots, S_{L-2}`."""
        pairs = [self._affine(ctx, inputs, self.input_weight)]
        for _ in range(self.layers - 2):
            pairs.append(self._affine(ctx, self.activation.image(ctx, pairs[-1]), self.weight_variance))
        return pairs[: self.layers - 1]

    @property
    def input_weight(self) -> Fraction:
        r"""The exact factor :math:`w a^2` of the first covariance."""
        return self.weight_variance * squared(self.input_scale)

    def _affine(self, ctx: Arithmetic, pair: GaussianPair, weight: Fraction) -> GaussianPair:
        return self._layer(ctx, pair, ctx.convert(weight), ctx.convert(self.bias_variance))

    @cached_property
    def _layer(self) -> Any:
        # Without a bias the correlation does not move; the choice is made once, by the exact parameter.
        return _unbiased if self.bias_variance == 0 else _biased

    def expression(self) -> sympy.Expr:
        from ntkproofs.kernels.symbols import exact, t

        ctx = exact()
        return self.propagate(ctx, CovariancePair(ctx.rational(1), ctx.rational(1), t()))

    # -- declared facts -------------------------------------------------------------------------------------------

    @property
    def positive_definite(self) -> bool:
        return True

    @property
    def angle_exponents(self) -> tuple[Fraction | None, Fraction | None]:
        # A ReLU layer maps angles analytically; a step layer maps theta to 2 asin sqrt(theta/(2 pi)), so that every
        # step layer but the first halves the exponent at 0.  At pi the first step layer gives the angle pi/2, well
        # inside the domain where the others are analytic.
        hidden = self.layers - 1
        if isinstance(self.activation, SeriesActivation) and not self.activation.analytic:
            # A piecewise function of the user: nothing is declared.
            return Fraction(0), Fraction(0)
        if isinstance(self.activation, PiecewisePolynomial) and (hidden > 1 or self.bias_variance != 0):
            # The formula of the second layer takes an angle from a correlation, which no formula here continues.
            return Fraction(0), Fraction(0)
        if not isinstance(self.activation, Rectified | TwoSided) or self.activation.homogeneity > 0 or hidden < 2:
            return None, None
        halved = Fraction(1, 2 ** (hidden - 1))
        # The sign maps the angle pi to pi, where its image has the square root singularity of the angle 0.
        return halved, halved if self.activation.parity == "odd" else None

    @property
    def trace(self) -> Fraction | None:
        # For a homogeneous activation variances are rational: E sigma(sqrt(q) X)^2 = moment q^n.
        if not isinstance(self.activation, Rectified):
            return None
        return self._rational_trace(self.activation)

    @abc.abstractmethod
    def _rational_trace(self, activation: Rectified) -> Fraction:
        """The exact kernel at equal unit vectors, for a rectified activation."""

    # -- construction ---------------------------------------------------------------------------------------------

    def _accept_activation(self) -> None:
        if not isinstance(self.activation, Activation):
            raise ParameterError(
                f"{self.name}: activation = {self.activation!r} is not an activation; "
                "pass one of ntkproofs.activations, such as ReLU() or Erf()"
            )
        if self.layers > 1 and self.needs_derivative and not _has_derivative(self.activation):
            raise ParameterError(
                f"{self.name}: activation = {self.activation} has no derivative that is a square integrable function; "
                "use nngp, or relu"
            )


def _has_derivative(activation: Activation) -> bool:
    from ntkproofs.arithmetic.errors import UnsupportedOperation

    try:
        activation.derivative()
    except (UnsupportedOperation, ParameterError):
        return False
    return True


def _unbiased(ctx: Arithmetic, pair: GaussianPair, weight: Any, bias: Any) -> GaussianPair:
    return pair.scaled(ctx, weight)


def _biased(ctx: Arithmetic, pair: GaussianPair, weight: Any, bias: Any) -> GaussianPair:
    return pair.shifted(ctx, weight, bias)
