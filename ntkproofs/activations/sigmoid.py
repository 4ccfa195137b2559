r"""The logistic function (sigmoid) and its derivative."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Literal, final

from ntkproofs.activations.base import Activation, Degrees
from ntkproofs.activations.bounded import BoundedActivation
from ntkproofs.activations.series_activation import SeriesActivation
from ntkproofs.arithmetic.base import Arithmetic


@final
@dataclass(frozen=True, repr=False)
class Logistic(BoundedActivation, SeriesActivation):
    r"""The logistic function :math:`\sigma(u) = 1/(1 + e^{-u})`, also called sigmoid; its dual is a certified series.

    :math:`\sigma(u) + \sigma(-u) = 1`: it is an odd function plus 1/2.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> Logistic().value(ExactArithmetic(), ExactArithmetic().rational(0))
    1/2
    """

    name: ClassVar[str] = "logistic"
    latex: ClassVar[str] = r"1/(1 + e^{-u})"
    # the poles nearest to the line are at +- i pi
    strip: ClassVar[Fraction] = Fraction(314, 100)

    @property
    def parity(self) -> None:
        return None

    @property
    def polynomial_parts(self) -> Degrees:
        return 0, None

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        return 1 / (1 + ctx.exp(-u))

    def derivative(self) -> LogisticDerivative:
        return LogisticDerivative()

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        # sigma' = sigma (1 - sigma) <= 1/4, at u = 0.
        return ctx.rational(1, 4)


@final
@dataclass(frozen=True, repr=False)
class LogisticDerivative(BoundedActivation, SeriesActivation):
    r"""The bell :math:`\sigma(u) = 1/((1 + e^{-u})(1 + e^{u}))`, an even function.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> LogisticDerivative().value(ExactArithmetic(), ExactArithmetic().rational(0))
    1/4
    """

    name: ClassVar[str] = "logistic_derivative"
    latex: ClassVar[str] = r"1/((1 + e^{-u})(1 + e^u))"
    strip: ClassVar[Fraction] = Fraction(314, 100)

    @property
    def parity(self) -> Literal["even"]:
        return "even"

    @property
    def bound(self) -> Fraction:
        return Fraction(1, 4)

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        return 1 / ((1 + ctx.exp(-u)) * (1 + ctx.exp(u)))

    def derivative(self) -> Activation:
        return self._derived()

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        # With s the logistic function |sigma'| = s (1 - s) |1 - 2 s| is largest at (1 - 2 s)^2 = 1/3: 1/(6 sqrt 3).
        return 1 / (6 * ctx.sqrt(ctx.rational(3)))
