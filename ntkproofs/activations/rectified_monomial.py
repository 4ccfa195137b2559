r"""The rectified monomials."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, final

from ntkproofs.activations.parameters import Parameter
from ntkproofs.activations.rectified import Rectified, half_sine
from ntkproofs.activations.relu import ReLU
from ntkproofs.activations.step import SCALE_SQUARED, Step
from ntkproofs.arithmetic.base import Arithmetic


@final
@dataclass(frozen=True, repr=False)
class RectifiedMonomial(Rectified):
    r"""The function :math:`\sigma(u) = \sqrt{a}\,u_+^n` for an integer :math:`n \ge 1`.

    Its dual is :math:`\tfrac{a}{2}(2n-1)!!\,(rs)^n\kappa_n(\theta)` (Cho and Saul 2009).

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> ctx = ExactArithmetic()
    >>> RectifiedMonomial(2).dual(ctx, ctx.rational(1), ctx.rational(1), ctx.pi / 2)
    1/4
    """

    degree: int
    scale_squared: Fraction = Fraction(1)

    name: ClassVar[str] = "rectified_monomial"
    latex: ClassVar[str] = r"\sqrt{a}\,\max(u, 0)^n"
    parameters: ClassVar[tuple[Parameter, ...]] = (
        Parameter("degree", "integer", "the exponent n; the step is degree 0", minimum=1),
        SCALE_SQUARED,
    )

    def __post_init__(self) -> None:
        self._accept_parameters()

    @property
    def homogeneity(self) -> int:
        return self.degree

    @property
    def is_lipschitz(self) -> bool:
        return self.degree == 1

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        return ctx.sqrt(ctx.convert(self.scale_squared)) * ((u + abs(u)) / 2) ** self.degree

    def derivative(self) -> Rectified:
        # (sqrt(a) u_+^n)' = n sqrt(a) u_+^(n-1)
        return rectified_power(self.degree - 1, self.scale_squared * self.degree**2)

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        self._require_lipschitz("use relu")
        return ctx.sqrt(ctx.convert(self.scale_squared))

    def image_angle(self, ctx: Arithmetic, angle: Any) -> Any:
        return 2 * ctx.asin(half_sine(ctx, self.degree, angle))


def rectified_power(degree: int, scale_squared: Fraction = Fraction(1)) -> Rectified:
    r"""The activation :math:`\sqrt{a}\,u_+^n` of any degree :math:`n \ge 0`, by its usual name.

    >>> rectified_power(0), rectified_power(1), rectified_power(3)
    (step, relu, rectified_monomial(degree=3))
    """
    named: dict[int, type[Step] | type[ReLU]] = {0: Step, 1: ReLU}
    return named[degree](scale_squared) if degree in named else RectifiedMonomial(degree, scale_squared)
