r"""What kernels of the unit sphere given by a formula in the angle have in common."""

from __future__ import annotations

import abc
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.kernels.base import Kernel

if TYPE_CHECKING:
    import sympy


class AngleFunction(Kernel):
    r"""A kernel :math:`g(\theta)` of the angle alone, with nothing declared but what the formula shows.

    On vectors of other norms it depends on the directions only; that it is positive definite is not claimed.
    """

    @property
    @abc.abstractmethod
    def in_angle(self) -> sympy.Expr:
        r"""The formula in ``Symbol('theta')``, :math:`t = \cos\theta`."""

    @cached_property
    def _program(self) -> Any:
        from ntkproofs.arithmetic.formula import lambdify

        return lambdify(self.in_angle, "theta")

    @property
    def positive_definite(self) -> None:
        return None

    @property
    def homogeneity(self) -> int:
        return 0

    @property
    def angle_exponents(self) -> tuple[Fraction | None, Fraction | None]:
        from ntkproofs.kernels.angle_form import form_exponents

        return form_exponents(self.in_angle)

    def value(self, ctx: Arithmetic, r: Any, s: Any, angle: Any) -> Any:
        return self._program(ctx, angle)
