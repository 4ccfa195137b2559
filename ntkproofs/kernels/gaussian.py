r"""The Gaussian kernel."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, final

from ntkproofs.activations.parameters import Parameter
from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.kernels.chord import RATE, ChordKernel


@final
@dataclass(frozen=True, repr=False)
class Gaussian(ChordKernel):
    r"""The Gaussian kernel :math:`e^{-c|x - x'|^2}`, :math:`c > 0`; :math:`e^{-2c(1 - t)}` on the sphere.

    :raises ParameterError: unless c > 0.

    >>> Gaussian(c="1/2").expression()
    exp(t - 1)
    """

    c: Fraction

    name: ClassVar[str] = "gaussian"
    parameters: ClassVar[tuple[Parameter, ...]] = (RATE,)

    def __post_init__(self) -> None:
        self._accept_parameters()

    @property
    def angle_exponents(self) -> tuple[None, None]:
        return None, None

    def profile(self, ctx: Arithmetic, distance: Any) -> Any:
        return ctx.exp(-ctx.convert(self.c) * distance**2)
