r"""Hermite polynomials as activations."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import factorial
from typing import Any, ClassVar, Literal, final

from ntkproofs.activations.base import Degrees, SmoothActivation
from ntkproofs.activations.growth import Growth
from ntkproofs.activations.parameters import Parameter
from ntkproofs.activations.polynomial import Polynomial
from ntkproofs.activations.step import SCALE_SQUARED
from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.polynomials.hermite import hermite_coefficients


@final
@dataclass(frozen=True, repr=False)
class Hermite(SmoothActivation):
    r"""The orthonormal Hermite polynomial :math:`\sigma(u) = \sqrt{a}\,h_n(u)`, :math:`h_n = \mathrm{He}_n/\sqrt{n!}`.

    On the unit sphere its dual is :math:`a\rho^n`.  In general, from the generating function
    :math:`\mathbb{E}\,e^{xu - x^2/2}e^{yv - y^2/2} = e^{x^2(q-1)/2 + y^2(q'-1)/2 + xyc}`,

    .. math:: \mathbb{E}\,\sigma(u)\sigma(v) = a\sum_{m \le n/2} \frac{n!}{(n-2m)!\,m!^2}
              \Bigl(\frac{(q-1)(q'-1)}{4}\Bigr)^m \mathrm{Cov}(u, v)^{n-2m} .

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> ctx = ExactArithmetic()
    >>> Hermite(3).dual(ctx, ctx.rational(1), ctx.rational(1), ctx.pi / 3)
    1/8
    """

    degree: int
    scale_squared: Fraction = Fraction(1)

    name: ClassVar[str] = "hermite"
    latex: ClassVar[str] = r"\sqrt{a}\,h_n(u)"
    parameters: ClassVar[tuple[Parameter, ...]] = (
        Parameter("degree", "integer", "the degree n of the polynomial", minimum=0),
        SCALE_SQUARED,
    )
    analytic: ClassVar[bool] = True

    def __post_init__(self) -> None:
        self._accept_parameters()

    @property
    def monic(self) -> Polynomial:
        r"""The monic polynomial :math:`\mathrm{He}_n`."""
        return Polynomial(tuple(Fraction(a) for a in hermite_coefficients(self.degree)))

    @property
    def weight(self) -> Fraction:
        r"""The exact factor :math:`a/n!` of the dual of :math:`\mathrm{He}_n`."""
        return self.scale_squared / factorial(self.degree)

    @property
    def homogeneity(self) -> int | None:
        return self.monic.homogeneity

    @property
    def parity(self) -> Literal["even", "odd"]:
        return "odd" if self.degree % 2 else "even"

    @property
    def polynomial_parts(self) -> Degrees:
        return self.monic.polynomial_parts

    @property
    def growth(self) -> Growth:
        # sqrt(a/n!) <= 1 + a
        return self.monic.growth.times(Growth(1 + self.scale_squared))

    @property
    def is_lipschitz(self) -> bool:
        return self.degree <= 1

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        return ctx.sqrt(ctx.convert(self.weight)) * self.monic.value(ctx, u)

    def derivative(self) -> Hermite | Polynomial:
        # h_n' = sqrt(n) h_(n-1)
        return Hermite(self.degree - 1, self.scale_squared * self.degree) if self.degree else Polynomial((Fraction(0),))

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        self._require_lipschitz("use the identity")
        return ctx.sqrt(ctx.convert(self.weight)) * self.degree

    def dual_of_covariance(self, ctx: Arithmetic, first: Any, second: Any, cross: Any) -> Any:
        off = (first - 1) * (second - 1)
        terms = ((ctx.convert(w), m) for m, w in enumerate(self._weights))
        return sum((w * off**m * cross ** (self.degree - 2 * m) for w, m in terms), 0 * cross)

    @cached_property
    def _weights(self) -> tuple[Fraction, ...]:
        n, a = self.degree, self.scale_squared
        return tuple(
            a * Fraction(factorial(n), factorial(n - 2 * m) * factorial(m) ** 2 * 4**m) for m in range(n // 2 + 1)
        )
