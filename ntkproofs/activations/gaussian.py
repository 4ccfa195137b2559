r"""The Gaussian bell and its derivative."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Literal, final

from ntkproofs.activations.base import Activation
from ntkproofs.activations.bounded import BoundedActivation
from ntkproofs.activations.growth import Growth
from ntkproofs.activations.parameters import Parameter
from ntkproofs.arithmetic.base import Arithmetic

RATE = Parameter("rate", "rational", "the factor a of -u^2", minimum=0, strict=True, default="1")


def _determinant(ctx: Arithmetic, rate: Fraction, first: Any, second: Any, cross: Any) -> Any:
    r"""The number :math:`\det(I + 2a\Sigma) \ge 1`."""
    a = ctx.convert(2 * rate)
    return (1 + a * first) * (1 + a * second) - a * a * cross * cross


@final
@dataclass(frozen=True, repr=False)
class Gaussian(BoundedActivation):
    r"""The bell :math:`\sigma(u) = e^{-au^2}` with a rational :math:`a > 0`.

    .. math:: \mathbb{E}\,\sigma(u)\sigma(v) = \bigl((1+2aq)(1+2aq') - 4a^2\,\mathrm{Cov}(u, v)^2\bigr)^{-1/2} .

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> ctx = ExactArithmetic()
    >>> Gaussian().dual(ctx, ctx.rational(1), ctx.rational(1), ctx.pi / 2)
    1/3
    """

    rate: Fraction = Fraction(1)

    name: ClassVar[str] = "gaussian"
    latex: ClassVar[str] = r"e^{-a u^2}"
    parameters: ClassVar[tuple[Parameter, ...]] = (RATE,)

    def __post_init__(self) -> None:
        self._accept_parameters()

    @property
    def parity(self) -> Literal["even"]:
        return "even"

    @property
    def growth(self) -> Growth:
        return Growth(Fraction(1), Fraction(0), -self.rate)

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        return ctx.exp(-ctx.convert(self.rate) * u * u)

    def derivative(self) -> GaussianDerivative:
        return GaussianDerivative(self.rate)

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        # 2 a |u| e^(-a u^2) is largest at u^2 = 1/(2a)
        return ctx.sqrt(ctx.convert(2 * self.rate)) * ctx.exp(ctx.rational(-1, 2))

    def dual_of_covariance(self, ctx: Arithmetic, first: Any, second: Any, cross: Any) -> Any:
        return 1 / ctx.sqrt(_determinant(ctx, self.rate, first, second, cross))


@final
@dataclass(frozen=True, repr=False)
class GaussianDerivative(BoundedActivation):
    r"""The derivative :math:`\sigma(u) = -2au\,e^{-au^2}` of the bell.

    .. math:: \mathbb{E}\,\sigma(u)\sigma(v) = 4a^2\,\mathrm{Cov}(u, v)\,\det(I + 2a\Sigma)^{-3/2} .

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> ctx = ExactArithmetic()
    >>> GaussianDerivative().dual(ctx, ctx.rational(1), ctx.rational(1), ctx.pi / 2)
    0
    """

    rate: Fraction = Fraction(1)

    name: ClassVar[str] = "gaussian_derivative"
    latex: ClassVar[str] = r"-2a u\,e^{-a u^2}"
    parameters: ClassVar[tuple[Parameter, ...]] = (RATE,)

    def __post_init__(self) -> None:
        self._accept_parameters()

    @property
    def parity(self) -> Literal["odd"]:
        return "odd"

    @property
    def bound(self) -> Fraction:
        # |2 c u exp(-c u^2)| <= sqrt(2 c/e) <= max(1, 2 c)
        return max(Fraction(1), 2 * self.rate)

    @property
    def growth(self) -> Growth:
        # |u| <= e^|u|
        return Growth(2 * self.rate, Fraction(1), -self.rate)

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        a = ctx.convert(self.rate)
        return -2 * a * u * ctx.exp(-a * u * u)

    def derivative(self) -> Activation:
        return self._derived()

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        # sigma' = 2a (2 a u^2 - 1) e^(-a u^2) is extreme at u = 0 (2a) and at 2 a u^2 = 3 (4 a e^(-3/2), less)
        return ctx.convert(2 * self.rate)

    def dual_of_covariance(self, ctx: Arithmetic, first: Any, second: Any, cross: Any) -> Any:
        determinant = _determinant(ctx, self.rate, first, second, cross)
        # E u v e^(-a u^2 - a v^2) = det^(-1/2) ((Sigma^-1 + 2a I)^-1)_12 = det^(-1/2) Cov/det
        return ctx.convert(4 * self.rate * self.rate) * cross / (determinant * ctx.sqrt(determinant))
