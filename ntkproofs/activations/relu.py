r"""The rectified linear unit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, final

from ntkproofs.activations.parameters import Parameter
from ntkproofs.activations.rectified import Rectified, half_sine
from ntkproofs.activations.step import SCALE_SQUARED, Step
from ntkproofs.arithmetic.base import Arithmetic


@final
@dataclass(frozen=True, repr=False)
class ReLU(Rectified):
    r"""The ReLU :math:`\sigma(u) = \sqrt{a}\,\max(u, 0)`; ``ReLU(scale_squared=2)`` is the default of the kernels.

    .. math:: \mathbb{E}\,\sigma(rX)\sigma(sY) = \tfrac{a}{2}\,rs\,\kappa_1(\theta), \qquad
              \kappa_1 = (\sin\theta + (\pi - \theta)\cos\theta)/\pi .

    Bietti and Mairal 2019, equations (4) and (5); with :math:`a = 2` the norm is kept at every depth.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> ctx = ExactArithmetic()
    >>> ReLU(scale_squared=2).dual(ctx, ctx.rational(1), ctx.rational(1), ctx.pi / 2)
    1/pi
    """

    scale_squared: Fraction = Fraction(1)

    name: ClassVar[str] = "relu"
    latex: ClassVar[str] = r"\sqrt{a}\,\max(u, 0)"
    parameters: ClassVar[tuple[Parameter, ...]] = (SCALE_SQUARED,)

    def __post_init__(self) -> None:
        self._accept_parameters()

    @property
    def homogeneity(self) -> int:
        return 1

    @property
    def is_lipschitz(self) -> bool:
        return True

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        return ctx.sqrt(ctx.convert(self.scale_squared)) * (u + abs(u)) / 2

    def derivative(self) -> Step:
        return Step(self.scale_squared)

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        return ctx.sqrt(ctx.convert(self.scale_squared))

    def image_angle(self, ctx: Arithmetic, angle: Any) -> Any:
        return 2 * ctx.asin(half_sine(ctx, 1, angle))
