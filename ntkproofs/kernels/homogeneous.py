r"""The homogeneous extension of a kernel from the sphere to all of space."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, final

from ntkproofs.activations.parameters import ParameterError
from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.kernels.base import Kernel

if TYPE_CHECKING:
    import sympy


@final
@dataclass(frozen=True, repr=False)
class Homogeneous(Kernel):
    r"""The kernel :math:`\|x\|\,\|x'\|\,\kappa(\cos\theta)` of order 1 that agrees with another one on the unit sphere.

    Of the Laplace kernel it is the kernel H-Laplace of Geifman et al. 2020, section 3.4 and equation (5); there
    :math:`e^{-c'\sqrt{1 - t}}` is written with :math:`c' = \sqrt2\,c`.

    :raises ParameterError: when what is extended is not a kernel.

    >>> from ntkproofs.kernels import Laplace
    >>> Homogeneous(Laplace(c=1)).gram([[2.0, 0.0]], [[3.0, 0.0]])
    array([[6.]])
    """

    kernel: Kernel

    name: ClassVar[str] = "homogeneous"

    def __post_init__(self) -> None:
        if not isinstance(self.kernel, Kernel):
            raise ParameterError(
                f"homogeneous: a kernel was needed, {self.kernel!r} came; write homogeneous(laplace(c=1))"
            )

    @property
    def positive_definite(self) -> bool | None:
        # The product of the kernels |x||x'|, of rank one, and kappa(cos(angle)), which is that of the unit vectors.
        return self.kernel.positive_definite

    @property
    def homogeneity(self) -> int:
        return 1

    @property
    def angle_exponents(self) -> tuple[Fraction | None, Fraction | None]:
        return self.kernel.angle_exponents

    @property
    def trace(self) -> Fraction | None:
        return self.kernel.trace

    def value(self, ctx: Arithmetic, r: Any, s: Any, angle: Any) -> Any:
        return r * s * self.kernel.kappa(ctx, angle)

    def kappa(self, ctx: Arithmetic, angle: Any) -> Any:
        return self.kernel.kappa(ctx, angle)

    def expression(self) -> sympy.Expr:
        return self.kernel.expression()

    def __str__(self) -> str:
        return f"{self.name}({self.kernel})"
