r"""Sine and cosine."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Literal, final

from ntkproofs.activations.base import Degrees
from ntkproofs.activations.bounded import BoundedActivation
from ntkproofs.activations.parameters import Parameter
from ntkproofs.arithmetic.base import Arithmetic

FREQUENCY = Parameter("frequency", "rational", "the factor a of u", minimum=0, strict=True, default="1")
SCALE = Parameter("scale", "rational", "the factor c in front", default="1")


def _waves(ctx: Arithmetic, frequency: Fraction, first: Any, second: Any, cross: Any) -> tuple[Any, Any]:
    r"""The numbers :math:`\mathbb{E}\cos a(u \mp v) = e^{-a^2(q + q' \mp 2c)/2}`, characteristic functions."""
    a = ctx.convert(frequency * frequency)
    return ctx.exp(-a * (first + second - 2 * cross) / 2), ctx.exp(-a * (first + second + 2 * cross) / 2)


@final
@dataclass(frozen=True, repr=False)
class Sine(BoundedActivation):
    r"""The sine :math:`\sigma(u) = c\sin(au)` with rational c and :math:`a > 0`.

    .. math:: \mathbb{E}\,\sigma(u)\sigma(v) = c^2 e^{-a^2(q+q')/2}\sinh(a^2\,\mathrm{Cov}(u, v)).

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> ctx = ExactArithmetic()
    >>> Sine().dual(ctx, ctx.rational(1), ctx.rational(1), ctx.pi / 2)
    0
    """

    frequency: Fraction = Fraction(1)
    scale: Fraction = Fraction(1)

    name: ClassVar[str] = "sin"
    latex: ClassVar[str] = r"c\,\sin(a u)"
    parameters: ClassVar[tuple[Parameter, ...]] = (FREQUENCY, SCALE)

    def __post_init__(self) -> None:
        self._accept_parameters()

    @property
    def parity(self) -> Literal["odd"]:
        return "odd"

    @property
    def polynomial_parts(self) -> Degrees:
        return (-1, None) if self.scale != 0 else (-1, -1)

    @property
    def bound(self) -> Fraction:
        return abs(self.scale)

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        return ctx.convert(self.scale) * ctx.sin(ctx.convert(self.frequency) * u)

    def derivative(self) -> Cosine:
        return Cosine(self.frequency, self.scale * self.frequency)

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        return ctx.convert(abs(self.scale) * self.frequency)

    def dual_of_covariance(self, ctx: Arithmetic, first: Any, second: Any, cross: Any) -> Any:
        # sin x sin y = (cos(x - y) - cos(x + y))/2
        apart, together = _waves(ctx, self.frequency, first, second, cross)
        return ctx.convert(self.scale * self.scale) * (apart - together) / 2


@final
@dataclass(frozen=True, repr=False)
class Cosine(BoundedActivation):
    r"""The cosine :math:`\sigma(u) = c\cos(au)` with rational c and :math:`a > 0`.

    .. math:: \mathbb{E}\,\sigma(u)\sigma(v) = c^2 e^{-a^2(q+q')/2}\cosh(a^2\,\mathrm{Cov}(u, v)).

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> ctx = ExactArithmetic()
    >>> Cosine().dual(ctx, ctx.rational(1), ctx.rational(1), ctx.pi / 2)
    exp(-1)
    """

    frequency: Fraction = Fraction(1)
    scale: Fraction = Fraction(1)

    name: ClassVar[str] = "cos"
    latex: ClassVar[str] = r"c\,\cos(a u)"
    parameters: ClassVar[tuple[Parameter, ...]] = (FREQUENCY, SCALE)

    def __post_init__(self) -> None:
        self._accept_parameters()

    @property
    def parity(self) -> Literal["even"]:
        return "even"

    @property
    def polynomial_parts(self) -> Degrees:
        return (None, -1) if self.scale != 0 else (-1, -1)

    @property
    def bound(self) -> Fraction:
        return abs(self.scale)

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        return ctx.convert(self.scale) * ctx.cos(ctx.convert(self.frequency) * u)

    def derivative(self) -> Sine:
        return Sine(self.frequency, -self.scale * self.frequency)

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        return ctx.convert(abs(self.scale) * self.frequency)

    def dual_of_covariance(self, ctx: Arithmetic, first: Any, second: Any, cross: Any) -> Any:
        # cos x cos y = (cos(x - y) + cos(x + y))/2
        apart, together = _waves(ctx, self.frequency, first, second, cross)
        return ctx.convert(self.scale * self.scale) * (apart + together) / 2
