r"""Sums, products and multiples of kernels."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, final

from ntkproofs.activations.parameters import Parameter, ParameterError
from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.kernels.base import Kernel

if TYPE_CHECKING:
    import sympy

Exponents = tuple[Fraction | None, Fraction | None]


def first_exponents(left: Exponents, right: Exponents) -> Exponents:
    """The smaller exponent at each end: no sum or product of the two is singular before it."""
    return _smaller(left[0], right[0]), _smaller(left[1], right[1])


def _smaller(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return min((e for e in (a, b) if e is not None), default=None)


@final
@dataclass(frozen=True, repr=False)
class Sum(Kernel):
    r"""The sum :math:`K_1 + K_2`, positive definite with its terms.

    >>> from ntkproofs.kernels import Gaussian, Laplace
    >>> Laplace(c=1) + Gaussian(c=2)
    laplace(c=1) + gaussian(c=2)
    """

    left: Kernel
    right: Kernel

    name: ClassVar[str] = "sum"

    @property
    def positive_definite(self) -> bool | None:
        return True if self.left.positive_definite and self.right.positive_definite else None

    @property
    def homogeneity(self) -> int | None:
        return self.left.homogeneity if self.left.homogeneity == self.right.homogeneity else None

    @property
    def angle_exponents(self) -> Exponents:
        return first_exponents(self.left.angle_exponents, self.right.angle_exponents)

    @property
    def trace(self) -> Fraction | None:
        left, right = self.left.trace, self.right.trace
        return None if left is None or right is None else left + right

    def value(self, ctx: Arithmetic, r: Any, s: Any, angle: Any) -> Any:
        return self.left.value(ctx, r, s, angle) + self.right.value(ctx, r, s, angle)

    def kappa(self, ctx: Arithmetic, angle: Any) -> Any:
        return self.left.kappa(ctx, angle) + self.right.kappa(ctx, angle)

    def expression(self) -> sympy.Expr:
        return self.left.expression() + self.right.expression()

    def __str__(self) -> str:
        if isinstance(self.right, Scaled) and self.right.factor < 0:
            return f"{self.left} - {scaled(self.right, -1)}"
        right = f"({self.right})" if isinstance(self.right, Sum) else str(self.right)
        return f"{self.left} + {right}"


@final
@dataclass(frozen=True, repr=False)
class Product(Kernel):
    r"""The pointwise product :math:`K_1 K_2`, positive definite with its factors (Schur).

    >>> from ntkproofs.kernels import ArcCosine, Laplace
    >>> Laplace(c=1) * ArcCosine(0)
    laplace(c=1)*arc_cosine(degree=0)
    """

    left: Kernel
    right: Kernel

    name: ClassVar[str] = "product"

    @property
    def positive_definite(self) -> bool | None:
        return True if self.left.positive_definite and self.right.positive_definite else None

    @property
    def homogeneity(self) -> int | None:
        left, right = self.left.homogeneity, self.right.homogeneity
        return None if left is None or right is None else left + right

    @property
    def angle_exponents(self) -> Exponents:
        return first_exponents(self.left.angle_exponents, self.right.angle_exponents)

    @property
    def trace(self) -> Fraction | None:
        left, right = self.left.trace, self.right.trace
        return None if left is None or right is None else left * right

    def value(self, ctx: Arithmetic, r: Any, s: Any, angle: Any) -> Any:
        return self.left.value(ctx, r, s, angle) * self.right.value(ctx, r, s, angle)

    def kappa(self, ctx: Arithmetic, angle: Any) -> Any:
        return self.left.kappa(ctx, angle) * self.right.kappa(ctx, angle)

    def expression(self) -> sympy.Expr:
        return self.left.expression() * self.right.expression()

    def __str__(self) -> str:
        return f"{_factor(self.left)}*{_factor(self.right, last=True)}"


@final
@dataclass(frozen=True, repr=False)
class Scaled(Kernel):
    r"""The multiple :math:`aK` for an exact rational :math:`a`, positive definite with :math:`K` when :math:`a > 0`.

    :raises InexactInput: for a binary float.
    :raises ParameterError: for the factor 0.

    >>> from ntkproofs.kernels import Laplace
    >>> 2 * Laplace(c=1)
    2*laplace(c=1)
    """

    kernel: Kernel
    factor: Fraction

    name: ClassVar[str] = "scaled"

    def __post_init__(self) -> None:
        exact = Parameter("factor", "rational", "the number in front").accept("scaled", self.factor)
        if exact == 0:
            raise ParameterError("scaled: factor = 0 does not satisfy factor != 0; leave the kernel out")
        object.__setattr__(self, "factor", exact)

    @property
    def positive_definite(self) -> bool | None:
        return True if self.kernel.positive_definite and self.factor > 0 else None

    @property
    def homogeneity(self) -> int | None:
        return self.kernel.homogeneity

    @property
    def angle_exponents(self) -> Exponents:
        return self.kernel.angle_exponents

    @property
    def trace(self) -> Fraction | None:
        return None if self.kernel.trace is None else self.factor * self.kernel.trace

    def value(self, ctx: Arithmetic, r: Any, s: Any, angle: Any) -> Any:
        return ctx.convert(self.factor) * self.kernel.value(ctx, r, s, angle)

    def kappa(self, ctx: Arithmetic, angle: Any) -> Any:
        return ctx.convert(self.factor) * self.kernel.kappa(ctx, angle)

    def expression(self) -> sympy.Expr:
        from ntkproofs.kernels.symbols import exact

        return exact().convert(self.factor) * self.kernel.expression()

    def __str__(self) -> str:
        return f"{self.factor}*{_factor(self.kernel, last=True)}"


def scaled(kernel: Kernel, factor: Any) -> Scaled:
    """The multiple of a kernel; a multiple of a multiple is one multiple."""
    outer = Scaled(kernel, factor)
    return Scaled(kernel.kernel, outer.factor * kernel.factor) if isinstance(kernel, Scaled) else outer


def _factor(kernel: Kernel, *, last: bool = False) -> str:
    """The text of a factor; one that would be read otherwise after ``*`` stands in parentheses."""
    call = bool(kernel.parameters)
    return str(kernel) if call or (not last and isinstance(kernel, Product | Scaled)) else f"({kernel})"
