r"""The abstract rectified power :math:`\sigma(u) = \sqrt{a}\,u_+^n`: step, ReLU, and the rectified monomials."""

from __future__ import annotations

import abc
from fractions import Fraction
from math import factorial
from typing import Any, ClassVar

from ntkproofs.activations.arc_cosine_polynomials import arc_cosine_polynomials, horner
from ntkproofs.activations.base import Activation, Degrees
from ntkproofs.activations.growth import Growth
from ntkproofs.activations.pair import AnglePair, EqualPair, GaussianPair
from ntkproofs.arithmetic.base import Arithmetic


def arc_cosine(ctx: Arithmetic, degree: int, angle: Any) -> Any:
    r"""The normalised arc-cosine kernel :math:`\kappa_n = J_n(\theta) / (\pi\,(2n-1)!!)`, with :math:`\kappa_n(1) = 1`.

    :math:`\kappa_0 = 1 - \theta/\pi` and :math:`\kappa_1 = (\sin\theta + (\pi - \theta)\cos\theta)/\pi`.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> ctx = ExactArithmetic()
    >>> arc_cosine(ctx, 0, ctx.pi / 3), arc_cosine(ctx, 1, ctx.pi / 2)
    (2/3, 1/pi)
    """
    p, c = arc_cosine_polynomials(degree), ctx.cos(angle)
    top = horner(ctx, p.sine, c) * ctx.sin(angle) + (ctx.pi - angle) * horner(ctx, p.angle, c)
    return top / (p.double_factorial * ctx.pi)


def half_sine(ctx: Arithmetic, degree: int, angle: Any) -> Any:
    r"""The number :math:`\sin(\psi/2)`, :math:`\cos\psi = \kappa_n(\cos\theta)`, :math:`n \ge 1`: analytic at 0 too.

    .. math:: \sin\tfrac\psi2 = \theta\sqrt{H_n(\theta)}, \qquad m H_n = \tfrac14 \mathrm{sinc}^2\tfrac\theta2\,Q_n
              + \tfrac{\theta}{2\pi}
              \bigl[\tfrac12\mathrm{sinc}^2\tfrac\theta2\,(A_n - R_n) - A_n\,\mathrm{s}(\theta)\bigr],

    with :math:`\mathrm{s}(\theta) = (\sin\theta - \theta\cos\theta)/\theta^3`, :math:`m = (2n-1)!!` and the polynomials
    of :func:`~ntkproofs.activations.arc_cosine_polynomials.arc_cosine_polynomials` at :math:`\cos\theta`.  For the ReLU
    it is :math:`\sin^2(\psi/2) = \sin^2(\theta/2) - (\sin\theta - \theta\cos\theta)/(2\pi)` with the double zero at
    :math:`\theta = 0` divided out.
    """
    # H > 0 on [0, pi]: kappa_n < 1 away from 0, and H(0) = Q_n(1)/(4 m) = kappa_n'(1)/4 > 0.
    return angle * ctx.sqrt(half_sine_ratio(ctx, degree, angle))


def half_sine_ratio(ctx: Arithmetic, degree: int, angle: Any) -> Any:
    r"""The function :math:`H_n(\theta) = \sin^2(\psi/2)/\theta^2` of :func:`half_sine`."""
    p, c = arc_cosine_polynomials(degree), ctx.cos(angle)
    # 1 - c = 2 sin^2(theta/2) = theta^2 square / 2, and theta B - A sin = theta^3 [square (A - R) / 2 - A s].
    square = ctx.sinc(angle / 2) ** 2
    sine = horner(ctx, p.sine, c)
    tail = square * (sine - horner(ctx, p.excess, c)) / 2 - sine * ctx.sinc_slope(angle)
    return (square * horner(ctx, p.drop, c) / 4 + angle * tail / (2 * ctx.pi)) / p.double_factorial


class Rectified(Activation):
    r"""The function :math:`\sqrt{a}\,u_+^n`, rational squared scale :math:`a > 0`, integer degree :math:`n \ge 0`.

    .. math:: \mathbb{E}\,\sigma(rX)\sigma(sY) = \tfrac{a}{2}(2n-1)!!\,(rs)^n\,\kappa_n(\theta).
    """

    analytic: ClassVar[bool] = False
    scale_squared: Fraction

    @property
    def parity(self) -> None:
        return None

    @property
    def polynomial_parts(self) -> Degrees:
        # u_+^n = u^n/2 + sign(u) u^n/2: the part with the parity of n is u^n/2
        n = self.homogeneity
        return (None, n) if n % 2 else (n, None)

    @property
    def growth(self) -> Growth:
        # |u|^n <= n! e^|u| and sqrt(a) <= 1 + a
        return Growth((1 + self.scale_squared) * factorial(self.homogeneity), Fraction(1))

    @property
    def pieces(self) -> tuple[tuple[Fraction | None, Fraction | None, Any], ...]:
        scale, n, zero = self.scale_squared, self.homogeneity, Fraction(0)
        power = lambda ctx, u: ctx.sqrt(ctx.convert(scale)) * u**n  # noqa: E731
        return (None, zero, lambda ctx, u: 0 * u), (zero, None, power)

    @property
    @abc.abstractmethod
    def homogeneity(self) -> int:
        """The exponent n, which is the degree of homogeneity."""

    @property
    def moment(self) -> Fraction:
        r"""The exact second moment :math:`\mathbb{E}\,\sigma(X)^2 = \tfrac{a}{2}(2n-1)!!`."""
        return self.scale_squared * arc_cosine_polynomials(self.homogeneity).double_factorial / 2

    @abc.abstractmethod
    def image_angle(self, ctx: Arithmetic, angle: Any) -> Any:
        r"""The angle :math:`\psi` of the images, :math:`\cos\psi = \kappa_n(\cos\theta)`."""

    # -- Gaussian expectations ------------------------------------------------------------------------------------

    def dual(self, ctx: Arithmetic, r: Any, s: Any, angle: Any) -> Any:
        return self._at(ctx, r * s, angle)

    def covariance(self, ctx: Arithmetic, pair: GaussianPair) -> Any:
        return self._at(ctx, pair.product(ctx), pair.angle_between(ctx))

    def _at(self, ctx: Arithmetic, product: Any, angle: Any) -> Any:
        total = ctx.convert(self.moment) * arc_cosine(ctx, self.homogeneity, angle)
        for _ in range(self.homogeneity):
            total = total * product
        return total

    def variance(self, ctx: Arithmetic, q: Any) -> Any:
        return ctx.convert(self.moment) * q**self.homogeneity

    def norm(self, ctx: Arithmetic, r: Any) -> Any:
        r"""The norm :math:`\sqrt{\mathbb{E}\,\sigma(rX)^2}` of the image of a vector of norm r."""
        return ctx.sqrt(ctx.convert(self.moment)) * r**self.homogeneity

    def norm_gap(self, ctx: Arithmetic, r: Any, s: Any, gap: Any) -> Any:
        r"""The gap of the image norms, exactly zero when ``gap`` :math:`= r - s` is."""
        n = self.homogeneity
        # r^n - s^n = (r - s)(r^(n-1) + r^(n-2) s + ... + s^(n-1))
        return ctx.sqrt(ctx.convert(self.moment)) * gap * sum(r**i * s ** (n - 1 - i) for i in range(n))

    def pair(self, ctx: Arithmetic, r: Any, s: Any, angle: Any) -> AnglePair:
        return AnglePair(r, s, r - s, angle)

    def sphere_pair(self, ctx: Arithmetic, angle: Any) -> EqualPair:
        return EqualPair(ctx.rational(1), angle)

    def image(self, ctx: Arithmetic, pair: GaussianPair) -> GaussianPair:
        return pair.rectified(ctx, self)
