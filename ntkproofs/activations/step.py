r"""The Heaviside step."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, final

from ntkproofs.activations.base import Activation
from ntkproofs.activations.parameters import Parameter
from ntkproofs.activations.rectified import Rectified
from ntkproofs.arithmetic.base import Arithmetic

SCALE_SQUARED = Parameter(
    "scale_squared", "rational", "the square of the factor in front", minimum=0, strict=True, default="1"
)


@final
@dataclass(frozen=True, repr=False)
class Step(Rectified):
    r"""The step :math:`\sigma(u) = \sqrt{a}\,1_{u > 0}`, the derivative of the ReLU.

    Its dual is :math:`\tfrac{a}{2}\kappa_0`, :math:`\kappa_0 = 1 - \theta/\pi` (Sheppard), whatever the norms.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> ctx = ExactArithmetic()
    >>> Step().dual(ctx, ctx.rational(1), ctx.rational(1), ctx.pi / 3)
    1/3
    """

    scale_squared: Fraction = Fraction(1)

    name: ClassVar[str] = "step"
    latex: ClassVar[str] = r"\sqrt{a}\,1_{u > 0}"
    parameters: ClassVar[tuple[Parameter, ...]] = (SCALE_SQUARED,)

    def __post_init__(self) -> None:
        self._accept_parameters()

    @property
    def homogeneity(self) -> int:
        return 0

    @property
    def is_lipschitz(self) -> bool:
        return False

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        # (1 + sign u)/2; the value at u = 0, an event of probability zero, stays undefined.
        return ctx.sqrt(ctx.convert(self.scale_squared)) * (1 + u / abs(u)) / 2

    def derivative(self) -> Activation:
        raise self._missing("a derivative that is a function", "its derivative is a point mass; use nngp, or relu")

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        raise self._missing("a Lipschitz constant", "the step jumps; use relu")

    def image_angle(self, ctx: Arithmetic, angle: Any) -> Any:
        # 1 - kappa_0 = theta/pi = 2 sin^2(psi/2): the angle 0 is a branch point of the image.
        return 2 * ctx.asin(ctx.sqrt_nonnegative(angle / (2 * ctx.pi)))
