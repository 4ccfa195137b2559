r"""The soft-plus."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, final

from ntkproofs.activations.base import Degrees
from ntkproofs.activations.growth import Growth
from ntkproofs.activations.series_activation import SeriesActivation
from ntkproofs.activations.sigmoid import Logistic
from ntkproofs.arithmetic.base import Arithmetic


@final
@dataclass(frozen=True, repr=False)
class Softplus(SeriesActivation):
    r"""The soft-plus :math:`\sigma(u) = \log(1 + e^u)`, a smooth ReLU (Bietti and Mairal 2019, section 3.3).

    No closed form of its dual is known; it is a certified Hermite series.  :math:`\sigma(u) - \sigma(-u) = u`: it is an
    even function plus :math:`u/2`.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> Softplus().value(ExactArithmetic(), ExactArithmetic().rational(0))
    log(2)
    """

    name: ClassVar[str] = "softplus"
    latex: ClassVar[str] = r"\log(1 + e^u)"
    analytic: ClassVar[bool] = True
    # the branch points nearest to the line are at +- i pi
    strip: ClassVar[Fraction] = Fraction(314, 100)

    @property
    def parity(self) -> None:
        return None

    @property
    def polynomial_parts(self) -> Degrees:
        return None, 1

    @property
    def growth(self) -> Growth:
        # 0 < log(1 + e^u) <= log 2 + |u| <= 1 + |u| <= e^|u|
        return Growth(Fraction(1), Fraction(1))

    @property
    def is_lipschitz(self) -> bool:
        return True

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        return ctx.log1p(ctx.exp(u))

    def derivative(self) -> Logistic:
        return Logistic()

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        return ctx.rational(1)
