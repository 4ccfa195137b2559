r"""The exponential activation."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any, ClassVar, final

from ntkproofs.activations.base import Degrees, SmoothActivation
from ntkproofs.activations.growth import Growth
from ntkproofs.activations.parameters import Parameter
from ntkproofs.arithmetic.base import Arithmetic


@final
@dataclass(frozen=True, repr=False)
class Exponential(SmoothActivation):
    r"""The function :math:`\sigma(u) = c\,e^{au + b}` with rational :math:`a, b, c`.

    .. math:: \mathbb{E}\,\sigma(u)\sigma(v) = c^2 e^{a^2 (q_u + q_v + 2\,\mathrm{Cov}(u, v))/2 + 2b},

    the moment generating function of :math:`u + v`.  Bietti and Mairal 2019, section 3.3, take :math:`a = 1`.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> ctx = ExactArithmetic()
    >>> Exponential(shift=-1).dual(ctx, ctx.rational(1), ctx.rational(1), ctx.pi / 2)
    exp(-1)
    """

    rate: Fraction = Fraction(1)
    shift: Fraction = Fraction(0)
    scale: Fraction = Fraction(1)

    name: ClassVar[str] = "exponential"
    latex: ClassVar[str] = r"c\,e^{a u + b}"
    parameters: ClassVar[tuple[Parameter, ...]] = (
        Parameter("rate", "rational", "the factor a of u", default="1"),
        Parameter("shift", "rational", "the constant b in the exponent", default="0"),
        Parameter("scale", "rational", "the factor c in front", default="1"),
    )
    analytic: ClassVar[bool] = True

    def __post_init__(self) -> None:
        self._accept_parameters()

    @property
    def homogeneity(self) -> None:
        return None

    @property
    def parity(self) -> None:
        return None

    @property
    def polynomial_parts(self) -> Degrees:
        constant = (-1 if self.scale == 0 else 0, -1)
        return constant if self.scale * self.rate == 0 else (None, None)

    @property
    def growth(self) -> Growth:
        # e^b <= 3^ceil(b) for b >= 0, and e^b <= 1 below
        return Growth(abs(self.scale) * 3 ** max(0, ceil(self.shift)), abs(self.rate))

    @property
    def is_lipschitz(self) -> bool:
        return self.scale * self.rate == 0

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        return ctx.convert(self.scale) * ctx.exp(ctx.convert(self.rate) * u + ctx.convert(self.shift))

    def derivative(self) -> Exponential:
        return Exponential(self.rate, self.shift, self.scale * self.rate)

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        self._require_lipschitz("use softplus or relu")
        return ctx.rational(0)

    def dual_of_covariance(self, ctx: Arithmetic, first: Any, second: Any, cross: Any) -> Any:
        a, b, c = ctx.convert(self.rate), ctx.convert(self.shift), ctx.convert(self.scale)
        return c * c * ctx.exp(a * a * (first + second + 2 * cross) / 2 + 2 * b)
