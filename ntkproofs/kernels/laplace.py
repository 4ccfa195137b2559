r"""The Laplace kernel."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, final

from ntkproofs.activations.parameters import Parameter
from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.kernels.chord import RATE, ChordKernel


@final
@dataclass(frozen=True, repr=False)
class Laplace(ChordKernel):
    r"""The Laplace kernel :math:`e^{-c|x - x'|}`, :math:`c > 0`; on the sphere :math:`e^{-2c\sin(\theta/2)}`.

    Geifman et al. 2020 also write :math:`e^{-c'\sqrt{1 - t}}` (Theorem 2): :math:`c = c'/\sqrt2`.

    :raises ParameterError: unless c > 0.

    >>> Laplace(c=1).expression()
    exp(-sqrt(2 - 2*t))
    """

    c: Fraction

    name: ClassVar[str] = "laplace"
    parameters: ClassVar[tuple[Parameter, ...]] = (RATE,)

    def __post_init__(self) -> None:
        self._accept_parameters()

    @property
    def angle_exponents(self) -> tuple[None, None]:
        return None, None

    def profile(self, ctx: Arithmetic, distance: Any) -> Any:
        return ctx.exp(-ctx.convert(self.c) * distance)
