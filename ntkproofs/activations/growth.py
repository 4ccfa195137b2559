r"""How fast an activation grows: the bound on which every Gaussian tail rests."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import final

from flint import arb, fmpq

from ntkproofs.arithmetic import Precision


@final
@dataclass(frozen=True)
class Growth:
    r"""A proved bound :math:`|\sigma(u)| \le C\,e^{a|u| + bu^2}` for every real u; C, a >= 0 and b are exact.

    :math:`\sigma(\sqrt q X)` is square integrable by it when :math:`4bq < 1`.

    >>> Growth(Fraction(1), Fraction(1)).integrable(Fraction(9))
    True
    """

    constant: Fraction
    rate: Fraction = Fraction(0)
    curvature: Fraction = Fraction(0)

    def integrable(self, variance: Fraction) -> bool:
        r"""Whether the bound gives :math:`\mathbb{E}\,\sigma(\sqrt q X)^2 < \infty`."""
        return 4 * self.curvature * variance < 1

    def tail(self, scale: arb, radius: int, weight: Fraction, power: int = 1) -> arb:
        r"""An upper bound of :math:`\int_{|x| > R} |\sigma(sx)|^p\, e^{-cx^2}\,dx`, s = ``scale``, c = ``weight``.

        By completing the square, with :math:`\alpha = pas` and :math:`\gamma = c - pbs^2 > 0`,

        .. math:: 2C^p\int_R^\infty e^{\alpha x - \gamma x^2}dx
                  = C^p\sqrt{\pi/\gamma}\;e^{\alpha^2/4\gamma}\,\mathrm{erfc}(\sqrt\gamma R - \alpha/(2\sqrt\gamma)).
        """
        with Precision(64):
            alpha = power * _ball(self.rate) * scale
            gamma = _ball(weight) - power * _ball(self.curvature) * scale * scale
            root = gamma.sqrt()
            mass = (alpha * alpha / (4 * gamma)).exp() * (root * radius - alpha / (2 * root)).erfc()
            # sqrt of a ball that is not positive is NaN, which no bound passes
            return (_ball(self.constant) ** power * arb.pi().sqrt() / root * mass).abs_upper()

    def plus(self, other: Growth) -> Growth:
        r"""A bound of the sum: :math:`Ce^x + C'e^{x'} \le (C + C')e^{\max(x, x')}`, and maxima of the exponents."""
        return Growth(self.constant + other.constant, max(self.rate, other.rate), max(self.curvature, other.curvature))

    def times(self, other: Growth) -> Growth:
        """A bound of the product."""
        return Growth(self.constant * other.constant, self.rate + other.rate, self.curvature + other.curvature)

    def joined(self, other: Growth) -> Growth:
        """A bound of both functions."""
        return Growth(
            max(self.constant, other.constant), max(self.rate, other.rate), max(self.curvature, other.curvature)
        )


def _ball(x: Fraction) -> arb:
    return arb(fmpq(x.numerator, x.denominator))
