r"""Two polynomials that meet at zero: the piecewise polynomials with an exact dual in the angle."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import factorial
from typing import Any, ClassVar, Literal, final

from ntkproofs.activations.absolute import Abs, Sign
from ntkproofs.activations.base import Activation, Degrees
from ntkproofs.activations.growth import Growth
from ntkproofs.activations.half_moments import Coefficients, half_line_moment, half_moment
from ntkproofs.activations.leaky_relu import LeakyReLU, LeakyStep
from ntkproofs.activations.pair import AnglePair, CovariancePair, EqualPair, GaussianPair
from ntkproofs.activations.parameters import Parameter
from ntkproofs.activations.polynomial import Polynomial, polynomial_value
from ntkproofs.activations.rectified_monomial import rectified_power
from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.arithmetic.rationals import fraction

ZERO = Fraction(0)


@final
@dataclass(frozen=True, repr=False)
class PiecewisePolynomial(Activation):
    r"""The function :math:`\sum_i p_iu^i` for :math:`u > 0` and :math:`\sum_i l_iu^i` for :math:`u < 0`, rational.

    With :math:`m_i = (-1)^il_i` it is :math:`\sum_i p_iu_+^i + m_i(-u)_+^i`, and with the moments
    :math:`K_{ij}(\theta) = \mathbb{E}\,X_+^iY_+^j`

    .. math:: \mathbb{E}\,\sigma(rX)\sigma(sY) = \sum_{i,j} r^is^j\bigl[
              (p_ip_j + m_im_j)K_{ij}(\theta) + (p_im_j + m_ip_j)K_{ij}(\pi - \theta)\bigr] .

    A kink at another point brings in the bivariate normal distribution, which has no such form: such functions are
    Hermite series.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> ctx = ExactArithmetic()
    >>> squashed = PiecewisePolynomial(left=(0, 1), right=(0, 0, 1))                       # u for u < 0, else u^2
    >>> squashed.dual(ctx, ctx.rational(1), ctx.rational(1), ctx.pi / 2)
    -sqrt(2)/(2*sqrt(pi)) + 1/(2*pi) + 1/4
    """

    left: tuple[Fraction, ...]
    right: tuple[Fraction, ...]

    name: ClassVar[str] = "piecewise_polynomial"
    latex: ClassVar[str] = r"\textstyle\sum_i p_i u^i\ (u > 0),\ \sum_i l_i u^i\ (u < 0)"
    parameters: ClassVar[tuple[Parameter, ...]] = (
        Parameter("left", "coefficients", "the exact coefficients for u < 0, constant term first"),
        Parameter("right", "coefficients", "the exact coefficients for u > 0, constant term first"),
    )
    analytic: ClassVar[bool] = False

    def __post_init__(self) -> None:
        for side in ("left", "right"):
            exact = [fraction(a, who=f"{self.name}: {side}") for a in getattr(self, side)] or [Fraction(0)]
            while len(exact) > 1 and exact[-1] == 0:
                exact.pop()
            object.__setattr__(self, side, tuple(exact))

    @cached_property
    def _sides(self) -> tuple[Coefficients, Coefficients]:
        r"""The coefficients :math:`p_i` and :math:`m_i`, of one length."""
        size = max(len(self.left), len(self.right))
        padded = [(*side, *[Fraction(0)] * (size - len(side))) for side in (self.right, self.left)]
        return padded[0], tuple((-1) ** i * a for i, a in enumerate(padded[1]))

    # -- declared facts -------------------------------------------------------------------------------------------

    @property
    def homogeneity(self) -> int | None:
        powers = {i for side in (self.left, self.right) for i, a in enumerate(side) if a != 0}
        return powers.pop() if len(powers) == 1 else None

    @property
    def parity(self) -> Literal["even", "odd"] | None:
        p, m = self._sides
        return "even" if p == m else "odd" if p == tuple(-a for a in m) else None

    @property
    def polynomial_parts(self) -> Degrees:
        # (sigma(u) + sigma(-u))/2 = sum (p_i + m_i)/2 |u|^i, a polynomial when only even i remain; odd likewise
        p, m = self._sides
        even = [i for i, (a, b) in enumerate(zip(p, m, strict=True)) if a + b != 0]
        odd = [i for i, (a, b) in enumerate(zip(p, m, strict=True)) if a - b != 0]
        parts = [
            None if any(i % 2 != parity for i in powers) else max(powers, default=-1)
            for parity, powers in enumerate((even, odd))
        ]
        return parts[0], parts[1]

    @property
    def growth(self) -> Growth:
        # |u|^i <= i! e^|u|
        sides = [sum((abs(a) * factorial(i) for i, a in enumerate(s)), Fraction(0)) for s in (self.left, self.right)]
        return Growth(max(sides), Fraction(1))

    @property
    def pieces(self) -> tuple[tuple[Fraction | None, Fraction | None, Any], ...]:
        zero = Fraction(0)
        return (
            (None, zero, lambda ctx, u: polynomial_value(ctx, self.left, u)),
            (zero, None, lambda ctx, u: polynomial_value(ctx, self.right, u)),
        )

    @property
    def _continuous(self) -> bool:
        return self.left[0] == self.right[0]

    @property
    def is_lipschitz(self) -> bool:
        return self._continuous and max(len(self.left), len(self.right)) <= 2

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        self._require_lipschitz("use slopes on both sides that meet")
        return ctx.convert(max(abs(a) for side in (self.left, self.right) for a in (*side[1:], Fraction(0))))

    # -- the function ---------------------------------------------------------------------------------------------

    @cached_property
    def _parities(self) -> tuple[Coefficients, Coefficients, Coefficients]:
        r"""The coefficients of :math:`u^i`, of :math:`|u|u^{i-1}`, and of sign(u): none where nothing jumps."""
        p, m = self._sides
        halves = [((a + b) / 2, (a - b) / 2) for a, b in zip(p, m, strict=True)]
        # |u|^i is u^i for even i, and sign(u) |u|^i is u^i for odd i
        whole = tuple(half[i % 2] for i, half in enumerate(halves))
        bent = tuple(half[1 - i % 2] for i, half in enumerate(halves))
        return whole, bent[1:], tuple(a for a in bent[:1] if a != 0)

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        whole, bent, jumps = self._parities
        smooth = polynomial_value(ctx, whole, u) + abs(u) * polynomial_value(ctx, bent, u)
        return smooth + sum((ctx.convert(a) * u / abs(u) for a in jumps), 0 * u)

    def derivative(self) -> Activation:
        if not self._continuous:
            raise self._missing("a derivative that is a function", "it jumps at u = 0; use nngp")
        return piecewise_polynomial(*(tuple(i * a for i, a in enumerate(s))[1:] for s in (self.left, self.right)))

    # -- Gaussian expectations ------------------------------------------------------------------------------------

    @cached_property
    def _terms(self) -> tuple[tuple[int, int, Coefficients, Coefficients, Coefficients, Coefficients], ...]:
        r"""For each :math:`r^is^j` the polynomials in :math:`\cos\theta` that stand with :math:`\sin\theta/2\pi`,
        :math:`(\pi-\theta)/2\pi`, :math:`\theta/2\pi` and :math:`1/\sqrt{2\pi}`."""
        p, m = self._sides
        found = []
        for i in range(len(p)):
            for j in range(len(p)):
                same, mixed = p[i] * p[j] + m[i] * m[j], p[i] * m[j] + m[i] * p[j]
                if same == 0 and mixed == 0:
                    continue
                k = half_moment(i, j)
                sine, odd = (_both(same, mixed, part) for part in (k.sine, k.odd))
                near, far = tuple(same * a for a in k.angle), _mirrored(mixed, k.angle)
                found.append((i, j, sine, near, far, odd))
        return tuple(found)

    def dual(self, ctx: Arithmetic, r: Any, s: Any, angle: Any) -> Any:
        c, sine = ctx.cos(angle), ctx.sin(angle)
        total = 0 * c
        for i, j, crest, near, far, odd in self._terms:
            plane = polynomial_value(ctx, crest, c) * sine + polynomial_value(ctx, near, c) * (ctx.pi - angle)
            plane = plane + polynomial_value(ctx, far, c) * angle
            line = polynomial_value(ctx, odd, c) / ctx.sqrt(2 * ctx.pi)
            total = total + r**i * s**j * (plane / (2 * ctx.pi) + line)
        return total

    def covariance(self, ctx: Arithmetic, pair: GaussianPair) -> Any:
        first, second = pair.variances(ctx)
        return self.dual(ctx, ctx.sqrt(first), ctx.sqrt(second), pair.angle_between(ctx))

    @cached_property
    def _moments(self) -> tuple[Coefficients, Coefficients]:
        r"""The coefficients of the second moment in the norm: of its rational part, and of :math:`1/\sqrt{2\pi}`."""
        p, m = self._sides
        parts = [[Fraction(0)] * (2 * len(p)) for _ in range(2)]
        for i in range(len(p)):
            for j in range(len(p)):
                parts[(i + j) % 2][i + j] += (p[i] * p[j] + m[i] * m[j]) * half_line_moment(i + j)
        return tuple(parts[0]), tuple(parts[1])

    def variance(self, ctx: Arithmetic, q: Any) -> Any:
        even, odd = self._moments
        root = ctx.sqrt(q)
        return polynomial_value(ctx, even, root) + polynomial_value(ctx, odd, root) / ctx.sqrt(2 * ctx.pi)

    def pair(self, ctx: Arithmetic, r: Any, s: Any, angle: Any) -> AnglePair:
        return AnglePair(r, s, r - s, angle)

    def sphere_pair(self, ctx: Arithmetic, angle: Any) -> EqualPair:
        return EqualPair(ctx.rational(1), angle)

    def image(self, ctx: Arithmetic, pair: GaussianPair) -> CovariancePair:
        first, second = pair.variances(ctx)
        return CovariancePair(self.variance(ctx, first), self.variance(ctx, second), self.covariance(ctx, pair))


def piecewise_polynomial(left: Coefficients, right: Coefficients) -> Activation:
    r"""The activation with the given polynomials on both sides of zero, by its usual name where it has one.

    >>> piecewise_polynomial((0,), (0, 2)), piecewise_polynomial((0, -1), (0, 1)), piecewise_polynomial((0, 3), (0, 3))
    (relu(scale_squared=4), abs, polynomial(coefficients=(0, 3)))
    """
    made = PiecewisePolynomial(left, right)
    if made.left == made.right:
        return Polynomial(made.left)
    power, lead = len(made.right) - 1, made.right[-1]
    if made.left == (ZERO,) and lead > 0 and not any(made.right[:-1]):
        return rectified_power(power, lead * lead)
    sides = made.left, made.right
    one = Fraction(1)
    named: dict[tuple[Coefficients, Coefficients], Activation] = {
        ((ZERO, -one), (ZERO, one)): Abs(),
        ((-one,), (one,)): Sign(),
    }
    if sides in named:
        return named[sides]
    if made.right == (ZERO, one) and len(made.left) == 2 and made.left[0] == 0:
        return LeakyReLU(made.left[1])
    if made.right == (one,) and len(made.left) == 1:
        return LeakyStep(made.left[0])
    return made


def _mirrored(factor: Fraction, p: Coefficients) -> Coefficients:
    """The coefficients of factor p(-c)."""
    return tuple(factor * (-1) ** n * a for n, a in enumerate(p))


def _both(same: Fraction, mixed: Fraction, p: Coefficients) -> Coefficients:
    """The coefficients of same p(c) + mixed p(-c)."""
    return tuple(same * a + b for a, b in zip(p, _mirrored(mixed, p), strict=True))
