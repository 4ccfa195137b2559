r"""The hyperbolic tangent and its derivative."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Literal, final

from ntkproofs.activations.base import Activation
from ntkproofs.activations.bounded import BoundedActivation
from ntkproofs.activations.series_activation import SeriesActivation
from ntkproofs.arithmetic.base import Arithmetic


@final
@dataclass(frozen=True, repr=False)
class Tanh(BoundedActivation, SeriesActivation):
    r"""The hyperbolic tangent :math:`\sigma(u) = \tanh u`; its dual is a certified Hermite series.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> Tanh().value(ExactArithmetic(), ExactArithmetic().rational(0))
    0
    """

    name: ClassVar[str] = "tanh"
    latex: ClassVar[str] = r"\tanh(u)"
    # the poles nearest to the line are at +- i pi/2
    strip: ClassVar[Fraction] = Fraction(157, 100)

    @property
    def parity(self) -> Literal["odd"]:
        return "odd"

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        return ctx.tanh(u)

    def derivative(self) -> TanhDerivative:
        return TanhDerivative()

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        # 0 < tanh' = 1 - tanh^2 <= 1, at u = 0
        return ctx.rational(1)


@final
@dataclass(frozen=True, repr=False)
class TanhDerivative(BoundedActivation, SeriesActivation):
    r"""The bell :math:`\sigma(u) = 1 - \tanh^2 u`.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> TanhDerivative().value(ExactArithmetic(), ExactArithmetic().rational(0))
    1
    """

    name: ClassVar[str] = "tanh_derivative"
    latex: ClassVar[str] = r"1 - \tanh^2(u)"
    strip: ClassVar[Fraction] = Fraction(157, 100)

    @property
    def parity(self) -> Literal["even"]:
        return "even"

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        return 1 - ctx.tanh(u) ** 2

    def derivative(self) -> Activation:
        return self._derived()

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        # |sigma'| = 2 y (1 - y^2) with y = |tanh u|, largest at y^2 = 1/3: 4/(3 sqrt 3)
        return 4 / (3 * ctx.sqrt(ctx.rational(3)))
