r"""The gamma-exponential kernel."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar, final

from ntkproofs.activations.parameters import Parameter
from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.kernels.chord import RATE, ChordKernel


@final
@dataclass(frozen=True, repr=False)
class GammaExponential(ChordKernel):
    r"""The kernel :math:`e^{-c|x - x'|^\gamma}`, :math:`c > 0`, :math:`0 < \gamma \le 2`, of the chord.

    Laplace is :math:`\gamma = 1`, the Gaussian :math:`\gamma = 2`; beyond 2 it is not positive definite (Schoenberg
    1938).  Geifman et al. 2020, section 3.

    :raises ParameterError: for parameters outside of their domains.

    >>> GammaExponential(c=1, gamma="1/2").expression()
    exp(-(2 - 2*t)**(1/4))
    """

    c: Fraction
    gamma: Fraction

    name: ClassVar[str] = "gamma_exponential"
    parameters: ClassVar[tuple[Parameter, ...]] = (
        RATE,
        Parameter("gamma", "rational", "the exponent of the distance", minimum=0, strict=True, maximum=2),
    )

    def __post_init__(self) -> None:
        self._accept_parameters()

    @property
    def angle_exponents(self) -> tuple[Fraction | None, None]:
        # exp(-c (2 sin(angle/2))^gamma) begins with 1 - c angle^gamma; at pi the sine is 1 and everything is analytic.
        return (None if self.gamma.denominator == 1 else self.gamma), None

    def profile(self, ctx: Arithmetic, distance: Any) -> Any:
        return ctx.exp(-ctx.convert(self.c) * self._power(ctx, distance, self.gamma))

    @cached_property
    def _power(self) -> Any:
        # A whole power needs no sign of the distance, and stays analytic at 0.
        return _whole_power if self.gamma.denominator == 1 else _broken_power


def _whole_power(ctx: Arithmetic, distance: Any, gamma: Fraction) -> Any:
    return distance**gamma.numerator


def _broken_power(ctx: Arithmetic, distance: Any, gamma: Fraction) -> Any:
    return ctx.power_nonnegative(distance, gamma)
