r"""The abstract radial kernel: a function of the distance :math:`|x - x'|`, the chord on the sphere."""

from __future__ import annotations

import abc
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ntkproofs.activations.parameters import Parameter
from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.kernels.base import Kernel

if TYPE_CHECKING:
    import sympy

RATE = Parameter("c", "rational", "the inverse length scale in the exponent", minimum=0, strict=True)


class ChordKernel(Kernel):
    r"""A kernel :math:`\varphi(|x - x'|)` with :math:`\varphi(0) = 1`.

    .. math:: |x - x'|^2 = (r - s)^2 + 4rs\sin^2\tfrac\theta2, \qquad |x - x'| = 2\sin\tfrac\theta2 = \sqrt{2 - 2t}
              \text{ on the unit sphere.}
    """

    @abc.abstractmethod
    def profile(self, ctx: Arithmetic, distance: Any) -> Any:
        r"""The value :math:`\varphi(\rho)` at a distance :math:`\rho \ge 0`."""

    @property
    def positive_definite(self) -> bool:
        return True

    @property
    def homogeneity(self) -> None:
        return None

    @property
    def trace(self) -> Fraction:
        return Fraction(1)

    def value(self, ctx: Arithmetic, r: Any, s: Any, angle: Any) -> Any:
        gap = r - s
        # A sum of two squares: no part of its enclosure below zero is a value.
        return self.profile(ctx, ctx.sqrt_nonnegative(gap * gap + 4 * r * s * ctx.sin(angle / 2) ** 2))

    def kappa(self, ctx: Arithmetic, angle: Any) -> Any:
        # Equal norms: the square root is 2 sin(angle/2) itself, analytic at the angle 0.
        return self.profile(ctx, 2 * ctx.sin(angle / 2))

    def expression(self) -> sympy.Expr:
        import sympy

        from ntkproofs.kernels.symbols import exact, t

        return self.profile(exact(), sympy.sqrt(2 - 2 * t()))
