r"""The soft-plus and its derivative, the logistic function."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, final

from ntkproofs.activations.base import Activation, SmoothActivation
from ntkproofs.activations.growth import Growth
from ntkproofs.arithmetic.base import Arithmetic

_ADVICE = "use relu, step, erf, exponential or a polynomial"


@final
@dataclass(frozen=True, repr=False)
class Softplus(SmoothActivation):
    r"""The soft-plus :math:`\sigma(u) = \log(1 + e^u)`, a smooth ReLU (Bietti and Mairal 2019, section 3.3).

    No closed form of its dual is known; asking for it raises UnsupportedOperation.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> Softplus().value(ExactArithmetic(), ExactArithmetic().rational(0))
    log(2)
    """

    name: ClassVar[str] = "softplus"
    latex: ClassVar[str] = r"\log(1 + e^u)"
    analytic: ClassVar[bool] = True
    closed_dual: ClassVar[bool] = False

    @property
    def homogeneity(self) -> None:
        return None

    @property
    def parity(self) -> None:
        return None

    @property
    def is_lipschitz(self) -> bool:
        return True

    @property
    def growth(self) -> Growth:
        # 0 < log(1 + e^u) <= log 2 + |u| <= 1 + |u| <= e^|u|
        return Growth(Fraction(1), Fraction(1))

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        return ctx.log1p(ctx.exp(u))

    def derivative(self) -> Logistic:
        return Logistic()

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        return ctx.rational(1)

    def dual_of_covariance(self, ctx: Arithmetic, first: Any, second: Any, cross: Any) -> Any:
        raise self._missing("a closed form of E[sigma(u) sigma(v)]", _ADVICE)


@final
@dataclass(frozen=True, repr=False)
class Logistic(SmoothActivation):
    r"""The logistic function :math:`\sigma(u) = 1/(1 + e^{-u})`.

    No closed form of its dual is known; asking for it raises UnsupportedOperation.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> Logistic().value(ExactArithmetic(), ExactArithmetic().rational(0))
    1/2
    """

    name: ClassVar[str] = "logistic"
    latex: ClassVar[str] = r"1/(1 + e^{-u})"
    analytic: ClassVar[bool] = True
    closed_dual: ClassVar[bool] = False

    @property
    def homogeneity(self) -> None:
        return None

    @property
    def parity(self) -> None:
        return None

    @property
    def is_lipschitz(self) -> bool:
        return True

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        return 1 / (1 + ctx.exp(-u))

    def derivative(self) -> Activation:
        raise self._missing("a derivative among the activations", "the kernels here need one derivative only")

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        # sigma' = sigma (1 - sigma) <= 1/4, at u = 0.
        return ctx.rational(1, 4)

    def dual_of_covariance(self, ctx: Arithmetic, first: Any, second: Any, cross: Any) -> Any:
        raise self._missing("a closed form of E[sigma(u) sigma(v)]", _ADVICE)
