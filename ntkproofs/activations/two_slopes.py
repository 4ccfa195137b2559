r"""The abstract homogeneous activations with two slopes or two values: leaky ReLU and abs, and their derivatives."""

from __future__ import annotations

import abc
from fractions import Fraction
from typing import Any, ClassVar

from ntkproofs.activations.base import Activation, Degrees
from ntkproofs.activations.growth import Growth
from ntkproofs.activations.pair import AnglePair, EqualPair, GaussianPair
from ntkproofs.activations.rectified import arc_cosine, half_sine_ratio
from ntkproofs.arithmetic.base import Arithmetic


class TwoSided(Activation):
    r"""The function :math:`p\,u_+^n + m\,(-1)^n(-u)_+^n`, :math:`n \in \{0, 1\}`, with rational p != m.

    As :math:`m u^n + (p - m)u_+^n`, with :math:`\mathbb{E}\,X^nY_+^n = \tfrac12\mathbb{E}\,X^nY^n`,

    .. math:: \mathbb{E}\,\sigma(rX)\sigma(sY) = (rs)^n\Bigl(mp\cos^n\theta + \tfrac{(p-m)^2}{2}\kappa_n(\theta)\Bigr).
    """

    analytic: ClassVar[bool] = False

    #: The exponent n.
    exponent: ClassVar[int]

    @property
    @abc.abstractmethod
    def right(self) -> Fraction:
        """The number p, the slope or value on the right."""

    @property
    @abc.abstractmethod
    def left(self) -> Fraction:
        """The number m, the slope or value on the left."""

    @property
    def homogeneity(self) -> int:
        return self.exponent

    @property
    def moment(self) -> Fraction:
        r"""The exact second moment :math:`\mathbb{E}\,\sigma(X)^2 = (p^2 + m^2)/2`."""
        return (self.right**2 + self.left**2) / 2

    @property
    def polynomial_parts(self) -> Degrees:
        # sigma = (p + m)/2 u^n + (p - m)/2 sign(u) u^n
        n = self.exponent
        same = n if self.right + self.left != 0 else -1
        return (None, same) if n else (same, None)

    @property
    def growth(self) -> Growth:
        # 1 and |u| are at most e^|u|
        return Growth(max(abs(self.right), abs(self.left)), Fraction(self.exponent))

    @property
    def pieces(self) -> tuple[tuple[Fraction | None, Fraction | None, Any], ...]:
        p, m, n, zero = self.right, self.left, self.exponent, Fraction(0)
        return (None, zero, lambda ctx, u: ctx.convert(m) * u**n), (zero, None, lambda ctx, u: ctx.convert(p) * u**n)

    @abc.abstractmethod
    def image_angle(self, ctx: Arithmetic, angle: Any) -> Any:
        r"""The angle of the images."""

    # -- Gaussian expectations ------------------------------------------------------------------------------------

    def dual(self, ctx: Arithmetic, r: Any, s: Any, angle: Any) -> Any:
        return self._at(ctx, r * s, angle)

    def covariance(self, ctx: Arithmetic, pair: GaussianPair) -> Any:
        return self._at(ctx, pair.product(ctx), pair.angle_between(ctx))

    def _at(self, ctx: Arithmetic, product: Any, angle: Any) -> Any:
        p, m, n = ctx.convert(self.right), ctx.convert(self.left), self.exponent
        # the power 0 of a value is 1 in every arithmetic
        shape = m * p * ctx.cos(angle) ** n + (p - m) * (p - m) * arc_cosine(ctx, n, angle) / 2
        return product**n * shape

    def variance(self, ctx: Arithmetic, q: Any) -> Any:
        return ctx.convert(self.moment) * q**self.exponent

    def norm(self, ctx: Arithmetic, r: Any) -> Any:
        r"""The norm :math:`\sqrt{\mathbb{E}\,\sigma(rX)^2}` of the image of a vector of norm r."""
        return ctx.sqrt(ctx.convert(self.moment)) * r**self.exponent

    def norm_gap(self, ctx: Arithmetic, r: Any, s: Any, gap: Any) -> Any:
        r"""The gap of the image norms, exactly zero when ``gap`` :math:`= r - s` is."""
        return ctx.sqrt(ctx.convert(self.moment)) * gap * self.exponent

    def pair(self, ctx: Arithmetic, r: Any, s: Any, angle: Any) -> AnglePair:
        return AnglePair(r, s, r - s, angle)

    def sphere_pair(self, ctx: Arithmetic, angle: Any) -> EqualPair:
        return EqualPair(ctx.rational(1), angle)

    def image(self, ctx: Arithmetic, pair: GaussianPair) -> GaussianPair:
        return pair.rectified(ctx, self)


class TwoSlopes(TwoSided):
    r"""The function with slope p on the right and m on the left."""

    exponent: ClassVar[int] = 1

    @property
    def is_lipschitz(self) -> bool:
        return True

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        return ctx.convert(max(abs(self.right), abs(self.left)))

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        p, m = ctx.convert(self.right), ctx.convert(self.left)
        return ((p + m) * u + (p - m) * abs(u)) / 2

    def image_angle(self, ctx: Arithmetic, angle: Any) -> Any:
        # (p^2 + m^2)(1 - cos psi) = 2 mp (1 - cos theta) + (p - m)^2 (1 - kappa_1), each half sine squared over theta^2
        weight = self.right * self.left / self.moment
        plain, bent = ctx.sinc(angle / 2) ** 2 / 4, half_sine_ratio(ctx, 1, angle)
        ratio = ctx.convert(weight) * plain + ctx.convert(1 - weight) * bent
        # it is (1 - correlation)/(2 theta^2) >= 0
        return 2 * ctx.asin_unit(angle * ctx.sqrt_nonnegative(ratio))


class TwoValues(TwoSided):
    r"""The function with value p on the right and m on the left."""

    exponent: ClassVar[int] = 0

    @property
    def is_lipschitz(self) -> bool:
        return False

    def derivative(self) -> Activation:
        raise self._missing("a derivative that is a function", "its derivative is a point mass; use nngp")

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        raise self._missing("a Lipschitz constant", "it jumps; use relu")

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        # sign u = u/|u|; the value at u = 0, an event of probability zero, stays undefined
        p, m = ctx.convert(self.right), ctx.convert(self.left)
        return (p + m + (p - m) * (u / abs(u))) / 2

    def image_angle(self, ctx: Arithmetic, angle: Any) -> Any:
        # (p^2 + m^2)(1 - cos psi) = (p - m)^2 theta/pi
        weight = (self.right - self.left) ** 2 / (4 * self.moment)
        return 2 * ctx.asin_unit(ctx.sqrt_nonnegative(ctx.convert(weight) * angle / ctx.pi))
