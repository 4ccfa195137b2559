r"""The Gaussian error linear unit and its derivative."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, final

from ntkproofs.activations.base import Activation, Degrees, SmoothActivation
from ntkproofs.activations.growth import Growth
from ntkproofs.arithmetic.base import Arithmetic


def _normal(ctx: Arithmetic, u: Any) -> Any:
    r"""The distribution function :math:`\Phi(u)`."""
    return (1 + ctx.erf(u / ctx.sqrt(ctx.rational(2)))) / 2


def _both_normal(ctx: Arithmetic, first: Any, second: Any, cross: Any) -> Any:
    r"""The number :math:`F = \mathbb{E}\,\Phi(u)\Phi(v)`: Z < u and Z' < v are two half planes (Sheppard)."""
    return ctx.rational(1, 4) + ctx.asin(cross / ctx.sqrt((1 + first) * (1 + second))) / (2 * ctx.pi)


def _both_densities(ctx: Arithmetic, first: Any, second: Any, cross: Any) -> Any:
    r"""The number :math:`D = \mathbb{E}\,\varphi(u)\varphi(v) = \det(I + \Sigma)^{-1/2}/(2\pi)`."""
    # (1 + q)(1 + q') - c^2 >= 1 + q + q' > 0
    return 1 / (2 * ctx.pi * ctx.sqrt((1 + first) * (1 + second) - cross * cross))


@final
@dataclass(frozen=True, repr=False)
class GELU(SmoothActivation):
    r"""The GELU :math:`\sigma(u) = u\,\Phi(u)`, :math:`\Phi` the normal distribution function.

    With :math:`F = \mathbb{E}\,\Phi(u)\Phi(v) = \tfrac14 + \tfrac1{2\pi}\arcsin\frac{c}{\sqrt{(1+q)(1+q')}}`,
    :math:`D = \mathbb{E}\,\varphi(u)\varphi(v) = \tfrac{1}{2\pi}((1+q)(1+q') - c^2)^{-1/2}` and Stein's lemma twice,

    .. math:: \mathbb{E}\,\sigma(u)\sigma(v) = cF + D\Bigl(qq' + c^2\bigl(\tfrac1{1+q} + \tfrac1{1+q'} - 1\bigr)\Bigr).

    :math:`\sigma(u) - \sigma(-u) = u`: it is an even function plus :math:`u/2`.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> ctx = ExactArithmetic()
    >>> GELU().dual(ctx, ctx.rational(1), ctx.rational(1), ctx.pi / 2)
    1/(4*pi)
    """

    name: ClassVar[str] = "gelu"
    latex: ClassVar[str] = r"u\,\Phi(u)"
    analytic: ClassVar[bool] = True

    @property
    def homogeneity(self) -> None:
        return None

    @property
    def parity(self) -> None:
        return None

    @property
    def polynomial_parts(self) -> Degrees:
        return None, 1

    @property
    def growth(self) -> Growth:
        # |u Phi(u)| <= |u| <= e^|u|
        return Growth(Fraction(1), Fraction(1))

    @property
    def is_lipschitz(self) -> bool:
        return True

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        return u * _normal(ctx, u)

    def derivative(self) -> GELUDerivative:
        return GELUDerivative()

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        # sigma'' = (2 - u^2) phi(u): sigma' is largest at u = sqrt 2, and least at -sqrt 2, where it is 1 minus that
        return _normal(ctx, ctx.sqrt(ctx.rational(2))) + ctx.exp(ctx.rational(-1)) / ctx.sqrt(ctx.pi)

    def dual_of_covariance(self, ctx: Arithmetic, first: Any, second: Any, cross: Any) -> Any:
        square = cross * cross
        inner = first * second + square / (1 + first) + square / (1 + second) - square
        both = _both_normal(ctx, first, second, cross)
        return cross * both + _both_densities(ctx, first, second, cross) * inner


@final
@dataclass(frozen=True, repr=False)
class GELUDerivative(SmoothActivation):
    r"""The function :math:`\sigma(u) = \Phi(u) + u\varphi(u)`, the derivative of the GELU.

    With F and D as for :class:`GELU` and :math:`\Delta = (1+q)(1+q') - c^2`,

    .. math:: \mathbb{E}\,\sigma(u)\sigma(v) = F + cD\Bigl(\tfrac1{1+q} + \tfrac1{1+q'} + \tfrac1\Delta\Bigr).

    :math:`\sigma(u) + \sigma(-u) = 1`.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> ctx = ExactArithmetic()
    >>> GELUDerivative().dual(ctx, ctx.rational(1), ctx.rational(1), ctx.pi / 2)
    1/4
    """

    name: ClassVar[str] = "gelu_derivative"
    latex: ClassVar[str] = r"\Phi(u) + u\varphi(u)"
    analytic: ClassVar[bool] = True

    @property
    def homogeneity(self) -> None:
        return None

    @property
    def parity(self) -> None:
        return None

    @property
    def polynomial_parts(self) -> Degrees:
        return 0, None

    @property
    def growth(self) -> Growth:
        # 0 <= Phi <= 1 and |u| phi(u) <= phi(1) < 1
        return Growth(Fraction(2))

    @property
    def is_lipschitz(self) -> bool:
        return True

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        return _normal(ctx, u) + u * ctx.exp(-(u * u) / 2) / ctx.sqrt(2 * ctx.pi)

    def derivative(self) -> Activation:
        return self._derived()

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        # |sigma'| = |2 - u^2| phi(u), whose derivative is u (u^2 - 4) phi(u) up to sign: at 0 it is 2 phi(0), at 2 less
        return 2 / ctx.sqrt(2 * ctx.pi)

    def dual_of_covariance(self, ctx: Arithmetic, first: Any, second: Any, cross: Any) -> Any:
        determinant = (1 + first) * (1 + second) - cross * cross
        inner = 1 / (1 + first) + 1 / (1 + second) + 1 / determinant
        both = _both_normal(ctx, first, second, cross)
        return both + cross * _both_densities(ctx, first, second, cross) * inner
