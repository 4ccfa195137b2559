r"""The leaky ReLU and its derivative."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, final

from ntkproofs.activations.parameters import Parameter, ParameterError
from ntkproofs.activations.two_slopes import TwoSlopes, TwoValues

SLOPE = Parameter("slope", "rational", "the slope on the left; 1 would be the identity", default="1/100")


@final
@dataclass(frozen=True, repr=False)
class LeakyReLU(TwoSlopes):
    r"""The leaky ReLU :math:`\sigma(u) = \max(u, 0) + m\min(u, 0)` with a rational slope :math:`m \ne 1`.

    .. math:: \mathbb{E}\,\sigma(rX)\sigma(sY) = rs\Bigl(m\cos\theta + \tfrac{(1-m)^2}{2}\kappa_1(\theta)\Bigr).

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> ctx = ExactArithmetic()
    >>> LeakyReLU("1/2").dual(ctx, ctx.rational(1), ctx.rational(1), ctx.rational(0))
    5/8
    """

    slope: Fraction = Fraction(1, 100)

    name: ClassVar[str] = "leaky_relu"
    latex: ClassVar[str] = r"\max(u, 0) + m\min(u, 0)"
    parameters: ClassVar[tuple[Parameter, ...]] = (SLOPE,)

    def __post_init__(self) -> None:
        self._accept_parameters()
        _require_kink(self.name, self.slope)

    @property
    def parity(self) -> None:
        return None

    @property
    def right(self) -> Fraction:
        return Fraction(1)

    @property
    def left(self) -> Fraction:
        return self.slope

    def derivative(self) -> LeakyStep:
        return LeakyStep(self.slope)


@final
@dataclass(frozen=True, repr=False)
class LeakyStep(TwoValues):
    r"""The derivative :math:`\sigma(u) = 1_{u>0} + m\,1_{u<0}` of the leaky ReLU.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> ctx = ExactArithmetic()
    >>> LeakyStep(0).dual(ctx, ctx.rational(1), ctx.rational(1), ctx.pi / 3)
    1/3
    """

    slope: Fraction = Fraction(1, 100)

    name: ClassVar[str] = "leaky_step"
    latex: ClassVar[str] = r"1_{u>0} + m\,1_{u<0}"
    parameters: ClassVar[tuple[Parameter, ...]] = (SLOPE,)

    def __post_init__(self) -> None:
        self._accept_parameters()
        _require_kink(self.name, self.slope)

    @property
    def parity(self) -> None:
        return None

    @property
    def right(self) -> Fraction:
        return Fraction(1)

    @property
    def left(self) -> Fraction:
        return self.slope


def _require_kink(name: str, slope: Fraction) -> None:
    # m = -1 has a parity and a name of its own
    if slope in (1, -1):
        other = "identity" if slope == 1 else "abs"
        raise ParameterError(f"{name}: slope = {slope} does not satisfy |slope| != 1; use {other}")
