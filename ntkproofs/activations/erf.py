r"""The error function and its derivative."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Literal, final

from ntkproofs.activations.base import Activation
from ntkproofs.activations.bounded import BoundedActivation
from ntkproofs.activations.growth import Growth
from ntkproofs.arithmetic.base import Arithmetic


@final
@dataclass(frozen=True, repr=False)
class Erf(BoundedActivation):
    r"""The error function :math:`\sigma(u) = \frac{2}{\sqrt\pi}\int_0^u e^{-z^2}\,dz`.

    .. math:: \mathbb{E}\,\sigma(u)\sigma(v) = \frac2\pi\arcsin\frac{2\,\mathrm{Cov}(u, v)}{\sqrt{(1 + 2q_u)(1 + 2q_v)}}

    (Williams 1997).

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> ctx = ExactArithmetic()
    >>> Erf().dual(ctx, ctx.rational(1), ctx.rational(1), ctx.pi / 2)
    0
    """

    name: ClassVar[str] = "erf"
    latex: ClassVar[str] = r"\operatorname{erf}(u)"

    @property
    def parity(self) -> Literal["odd"]:
        return "odd"

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        return ctx.erf(u)

    def derivative(self) -> ErfDerivative:
        return ErfDerivative()

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        return 2 / ctx.sqrt(ctx.pi)

    def dual_of_covariance(self, ctx: Arithmetic, first: Any, second: Any, cross: Any) -> Any:
        # |2 Cov| <= 2 sqrt(q q') < sqrt((1 + 2q)(1 + 2q')): the argument stays inside (-1, 1).
        return 2 * ctx.asin(2 * cross / ctx.sqrt((1 + 2 * first) * (1 + 2 * second))) / ctx.pi


@final
@dataclass(frozen=True, repr=False)
class ErfDerivative(BoundedActivation):
    r"""The bell :math:`\sigma(u) = \frac{2}{\sqrt\pi} e^{-u^2}`.

    .. math:: \mathbb{E}\,\sigma(u)\sigma(v) = \frac4\pi
              \bigl((1 + 2q_u)(1 + 2q_v) - 4\,\mathrm{Cov}(u, v)^2\bigr)^{-1/2} .

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> ctx = ExactArithmetic()
    >>> ErfDerivative().dual(ctx, ctx.rational(1), ctx.rational(1), ctx.pi / 2)
    4/(3*pi)
    """

    name: ClassVar[str] = "erf_derivative"
    latex: ClassVar[str] = r"\tfrac{2}{\sqrt\pi} e^{-u^2}"

    @property
    def parity(self) -> Literal["even"]:
        return "even"

    @property
    def bound(self) -> Fraction:
        # 2/sqrt(pi) < 2
        return Fraction(2)

    @property
    def growth(self) -> Growth:
        # 2/sqrt(pi) < 2
        return Growth(Fraction(2), Fraction(0), Fraction(-1))

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        return 2 * ctx.exp(-(u * u)) / ctx.sqrt(ctx.pi)

    def derivative(self) -> Activation:
        return self._derived()

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        # |sigma'| = 4 |u| e^(-u^2) / sqrt(pi) is largest at u^2 = 1/2.
        return 4 * ctx.exp(ctx.rational(-1, 2)) / ctx.sqrt(2 * ctx.pi)

    def dual_of_covariance(self, ctx: Arithmetic, first: Any, second: Any, cross: Any) -> Any:
        # (1 + 2q)(1 + 2q') - 4 Cov^2 >= 1 + 2q + 2q' > 0 by Cauchy and Schwarz.
        return 4 / (ctx.pi * ctx.sqrt((1 + 2 * first) * (1 + 2 * second) - 4 * cross * cross))
