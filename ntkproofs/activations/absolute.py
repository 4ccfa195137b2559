r"""The absolute value and its derivative, the sign."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal, final

from ntkproofs.activations.two_slopes import TwoSlopes, TwoValues


@final
@dataclass(frozen=True, repr=False)
class Abs(TwoSlopes):
    r"""The absolute value :math:`\sigma(u) = |u|`.

    .. math:: \mathbb{E}\,|rX|\,|sY| = rs\,(2\kappa_1(\theta) - \cos\theta)
              = \tfrac{2}{\pi}rs\,\bigl(\sin\theta + (\tfrac\pi2 - \theta)\cos\theta\bigr).

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> ctx = ExactArithmetic()
    >>> Abs().dual(ctx, ctx.rational(1), ctx.rational(1), ctx.pi / 2)
    2/pi
    """

    name: ClassVar[str] = "abs"
    latex: ClassVar[str] = r"|u|"

    @property
    def parity(self) -> Literal["even"]:
        return "even"

    @property
    def right(self) -> Fraction:
        return Fraction(1)

    @property
    def left(self) -> Fraction:
        return Fraction(-1)

    def derivative(self) -> Sign:
        return Sign()


@final
@dataclass(frozen=True, repr=False)
class Sign(TwoValues):
    r"""The sign :math:`\sigma(u) = \mathrm{sign}(u)`, with the dual :math:`1 - 2\theta/\pi` (Sheppard).

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> ctx = ExactArithmetic()
    >>> Sign().dual(ctx, ctx.rational(1), ctx.rational(1), ctx.pi / 3)
    1/3
    """

    name: ClassVar[str] = "sign"
    latex: ClassVar[str] = r"\operatorname{sign}(u)"

    @property
    def parity(self) -> Literal["odd"]:
        return "odd"

    @property
    def right(self) -> Fraction:
        return Fraction(1)

    @property
    def left(self) -> Fraction:
        return Fraction(-1)
