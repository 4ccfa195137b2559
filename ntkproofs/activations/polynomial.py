r"""Polynomial activations, the identity among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import comb, factorial
from typing import Any, ClassVar, Literal, final

from ntkproofs.activations.base import Degrees, SmoothActivation
from ntkproofs.activations.growth import Growth
from ntkproofs.activations.parameters import Parameter, ParameterError
from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.arithmetic.rationals import fraction


@final
@dataclass(frozen=True, repr=False)
class Polynomial(SmoothActivation):
    r"""The polynomial :math:`\sigma(u) = \sum_i a_i u^i` with exact coefficients, constant term first.

    Its dual is a polynomial in the covariance, by Isserlis' formula:

    .. math:: \mathbb{E}\,u^i v^j = \sum_{k \equiv i \equiv j\ (2)} k!\tbinom ik\tbinom jk (i-k-1)!!\,(j-k-1)!!\;
              q_u^{(i-k)/2}\, q_v^{(j-k)/2}\,\mathrm{Cov}(u, v)^k .

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> ctx = ExactArithmetic()
    >>> Polynomial((0, 0, 1)).dual(ctx, ctx.rational(1), ctx.rational(1), ctx.pi / 3)   # 1 + 2 t^2
    3/2
    """

    coefficients: tuple[Fraction, ...] = (Fraction(0), Fraction(1))

    name: ClassVar[str] = "polynomial"
    latex: ClassVar[str] = r"\textstyle\sum_i a_i u^i"
    parameters: ClassVar[tuple[Parameter, ...]] = (
        Parameter("coefficients", "coefficients", "the exact coefficients, constant term first"),
    )
    analytic: ClassVar[bool] = True

    def __post_init__(self) -> None:
        exact = tuple(fraction(a, who="polynomial: coefficients") for a in self.coefficients)
        if not exact or (len(exact) > 1 and exact[-1] == 0):
            raise ParameterError(
                f"polynomial: coefficients = {self.coefficients} does not end in a non-zero number; drop the last zeros"
            )
        object.__setattr__(self, "coefficients", exact)

    def __str__(self) -> str:
        return "identity" if self.coefficients == (0, 1) else super().__str__()

    @property
    def degree(self) -> int:
        """The degree of the polynomial."""
        return len(self.coefficients) - 1

    @property
    def homogeneity(self) -> int | None:
        return None if any(self.coefficients[:-1]) else self.degree

    @property
    def parity(self) -> Literal["even", "odd"] | None:
        if not any(self.coefficients[1::2]):
            return "even"
        return None if any(self.coefficients[0::2]) else "odd"

    @property
    def polynomial_parts(self) -> Degrees:
        degrees = [
            max((i for i, a in enumerate(self.coefficients) if a != 0 and i % 2 == p), default=-1) for p in (0, 1)
        ]
        return degrees[0], degrees[1]

    @property
    def growth(self) -> Growth:
        # |u|^i <= i! e^|u|
        return Growth(sum((abs(a) * factorial(i) for i, a in enumerate(self.coefficients)), Fraction(0)), Fraction(1))

    @property
    def is_lipschitz(self) -> bool:
        return self.degree <= 1

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        return polynomial_value(ctx, self.coefficients, u)

    def derivative(self) -> Polynomial:
        return Polynomial(tuple(i * a for i, a in enumerate(self.coefficients))[1:] or (Fraction(0),))

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        self._require_lipschitz("use an affine polynomial")
        return ctx.convert(abs(self.derivative().coefficients[0]))

    def dual_of_covariance(self, ctx: Arithmetic, first: Any, second: Any, cross: Any) -> Any:
        terms = gaussian_moments(self.coefficients)
        return sum((ctx.convert(a) * first**i * second**j * cross**k for a, i, j, k in terms), 0 * cross)


def polynomial_value(ctx: Arithmetic, coefficients: Sequence[Fraction], x: Any) -> Any:
    """The value of a polynomial with rational coefficients, constant term first.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> polynomial_value(ExactArithmetic(), (Fraction(1), Fraction(0), Fraction(1, 2)), ExactArithmetic().rational(2))
    3
    """
    total = 0 * x
    for a in reversed(coefficients):
        total = total * x + ctx.convert(a)
    return total


@lru_cache(maxsize=256)
def gaussian_moments(coefficients: tuple[Fraction, ...]) -> tuple[tuple[Fraction, int, int, int], ...]:
    r"""The terms :math:`a\,q_u^i\,q_v^j\,\mathrm{Cov}^k` of :math:`\mathbb{E}\,\sigma(u)\sigma(v)` for a polynomial.

    >>> gaussian_moments((Fraction(0), Fraction(0), Fraction(1)))           # E u^2 v^2 = q_u q_v + 2 Cov^2
    ((Fraction(1, 1), 1, 1, 0), (Fraction(2, 1), 0, 0, 2))
    """
    terms: dict[tuple[int, int, int], Fraction] = {}
    for i, a in enumerate(coefficients):
        for j, b in enumerate(coefficients):
            if a == 0 or b == 0 or (i - j) % 2:
                continue
            for k in range(i % 2, min(i, j) + 1, 2):
                count = factorial(k) * comb(i, k) * comb(j, k) * _matchings(i - k) * _matchings(j - k)
                key = ((i - k) // 2, (j - k) // 2, k)
                terms[key] = terms.get(key, Fraction(0)) + a * b * count
    return tuple((a, *key) for key, a in sorted(terms.items(), key=lambda item: item[0][2]) if a != 0)


def _matchings(n: int) -> int:
    """The number (n - 1)!! of perfect matchings of n points, n even."""
    return factorial(n) // (2 ** (n // 2) * factorial(n // 2))


def identity() -> Polynomial:
    r"""The identity :math:`\sigma(u) = u`, which makes a linear network.

    >>> identity()
    identity
    """
    return Polynomial((Fraction(0), Fraction(1)))
