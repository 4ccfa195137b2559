r"""The map of angles of a normalised ReLU layer, on real balls and on complex boxes.

.. math:: \psi(\theta) = \arccos \kappa_1(\cos\theta), \qquad
   S(\theta) = \sin^2\tfrac{\psi}{2} = \sin^2\tfrac\theta2 - \frac{\sin\theta - \theta\cos\theta}{2\pi} = \theta^2
   H(\theta).

:math:`S` and :math:`H` are entire and :math:`H(0) = 1/4`; :math:`H > 0` on :math:`[0, \pi]` because
:math:`\kappa_1(\cos\theta)` falls from 1 to 0 there. With :math:`\kappa_0 = 1 - \theta/\pi`,

.. math:: S' = \tfrac12 \kappa_0 \sin\theta, \qquad H' = \frac{S' - 2 S/\theta}{\theta^2}, \qquad
   \psi = 2 \arcsin(\theta\sqrt{H}), \qquad \psi' = \frac{S'}{\theta\sqrt{H}\,\sqrt{1 - S}} .
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import factorial
from typing import final

from flint import acb, arb, fmpq

SERIES_TERMS = 14


def next_angle(theta: arb) -> arb:
    r"""The angle :math:`\psi(\theta)` for a ball of angles in :math:`[0, \pi]`, no wider than the ball plus rounding.

    Lemma: :math:`0 \le \psi' \le 1`. With :math:`a = \pi - \theta`,
    :math:`\pi^2(\kappa_1^2 + \kappa_0^2\sin^2\theta) = \sin^2 a - a\sin 2a + a^2 =: h(a)` and
    :math:`h' = 2a(1 - \cos 2a) \ge 0`, so :math:`h(a) \le h(\pi) = \pi^2`; and
    :math:`\psi' = \kappa_0\sin\theta / \sqrt{1-\kappa_1^2}`.

    >>> print(next_angle(arb.pi()).str(10, radius=False))
    1.570796327
    """
    middle, pi = theta.mid(), arb.pi()
    if not (middle >= arb(0) and middle <= pi.lower()):
        return _half_angle(theta)
    # Mean value theorem on [0, pi]: |psi(x) - psi(m)| <= |x - m|.
    return _half_angle(middle) + arb(0, 1) * theta.rad()


def _half_angle(theta: arb) -> arb:
    s, c = theta.sin_cos()
    # Both terms of S are small near zero without cancelling each other (the second is O(theta^3)).
    square = (theta / 2).sin() ** 2 - (s - theta * c) / (2 * arb.pi())
    # S >= 0 for real angles: what the ball adds below zero is discarded.
    return 2 * square.nonnegative_part().sqrt().asin()


@final
@dataclass(frozen=True)
class AngleBox:
    r"""A complex angle depending on a real parameter :math:`s`, on a whole interval of it.

    ``middle`` encloses the angle at the midpoint of the interval, ``slope`` its derivative over the whole interval, and
    ``box`` the angle over the whole interval; ``width`` is the ball of :math:`s` minus the midpoint.
    """

    middle: acb
    slope: acb
    box: acb
    width: arb

    @staticmethod
    def moving(middle: acb, slope: acb, width: arb) -> AngleBox:
        """The box by the mean value form: f(s) lies in f(m) + f'([s]) (s - m)."""
        return AngleBox(middle, slope, middle + slope * width, width)

    def is_finite(self) -> bool:
        """Whether nothing overflowed or left its domain."""
        return bool(self.box.is_finite() and self.slope.is_finite())


def next_box(angle: AngleBox) -> AngleBox | None:
    r"""The box of :math:`\psi(\theta)`, or ``None`` where :math:`\Re H > 0` or :math:`\Re(1 - S) > 0` is not
    established.

    Under these two inequalities the principal branches of :math:`\sqrt H`, of :math:`\sqrt{1-S}` and of
    :math:`\arcsin(\theta\sqrt H)` are analytic: the cut of the arc sine is where :math:`1 - S \le 0`.
    """
    value, derivative = _half_square(angle)
    if value is None or derivative is None:
        return None
    (h_middle, h_box), (_s_middle, s_box) = value
    if not (_positive(h_box.real) and _positive((1 - s_box).real)):
        return None
    slope = derivative / ((1 - s_box).sqrt() * h_box.sqrt()) * angle.slope
    return AngleBox.moving(2 * (angle.middle * h_middle.sqrt()).asin(), slope, angle.width)


def biased_angle(theta: arb, ratio: arb) -> arb:
    r"""The angle :math:`2\arcsin(\sqrt{c}\,\sin(\theta/2))` after a bias, for a real ball in [0, pi] and
    :math:`0 < c \le 1`."""
    middle = theta.mid()
    # The derivative sqrt(c) cos(theta/2) / sqrt(1 - c sin^2(theta/2)) is at most 1, because c cos^2 + c sin^2 = c <= 1.
    return 2 * (ratio.sqrt() * (middle / 2).sin()).asin() + arb(0, 1) * theta.rad()


def biased_box(angle: AngleBox, ratio: arb) -> AngleBox | None:
    """The same for complex boxes; ``None`` where the real part of 1 - c sin^2(theta/2) is not certainly positive."""
    root, half = ratio.sqrt(), angle.box / 2
    square = 1 - ratio * half.sin() ** 2
    if not _positive(square.real):
        return None
    slope = root * half.cos() / square.sqrt() * angle.slope
    return AngleBox.moving(2 * (root * (angle.middle / 2).sin()).asin(), slope, angle.width)


def _half_square(angle: AngleBox) -> tuple[tuple[tuple[acb, acb], tuple[acb, acb]] | None, acb | None]:
    """Middle and box of H and of S, and the box of S'/theta."""
    theta, move, pi = angle.box, angle.slope * angle.width, arb.pi()
    if theta.abs_upper() < arb(1):
        h_middle, h_box = _series(angle.middle), _series(theta)
        sinc = _sinc(theta)
        s_middle, s_box = angle.middle**2 * h_middle, theta**2 * h_box
        return ((h_middle, h_box), (s_middle, s_box)), (1 - theta / pi) * sinc / 2
    if not (theta.abs_lower() > arb(0)):
        return None, None
    s_middle = _square(angle.middle)
    h_middle = s_middle / angle.middle**2
    half = (1 - theta / pi) * theta.sin() / 2
    s_box = s_middle + half * move
    h_box = h_middle + (half - 2 * s_box / theta) / theta**2 * move
    return ((h_middle, h_box), (s_middle, s_box)), half / theta


def _square(theta: acb) -> acb:
    return (theta / 2).sin() ** 2 - (theta.sin() - theta * theta.cos()) / (2 * arb.pi())


def _series(theta: acb) -> acb:
    r"""The entire function H by its Taylor series, for :math:`|\theta| < 1`.

    .. math:: H = \sum_{n \ge 0} \frac{(-1)^n \theta^{2n}}{2(2n+2)!}
              - \frac{1}{2\pi} \sum_{n \ge 1} \frac{(-1)^{n+1} 2n\,\theta^{2n-1}}{(2n+1)!}.
    """
    even, odd, square = acb(0), acb(0), theta * theta
    for n in reversed(range(SERIES_TERMS)):
        even = even * square + arb(fmpq((-1) ** n, 2 * factorial(2 * n + 2)))
        odd = odd * square + arb(fmpq((-1) ** n * 2 * (n + 1), factorial(2 * n + 3)))
    # Alternating-size terms fall by more than 1/2 for |theta| < 1, so each remainder is below twice its first term.
    return even - odd * theta / (2 * arb.pi()) + _disc(Fraction(1, factorial(2 * SERIES_TERMS + 1)))


def _sinc(theta: acb) -> acb:
    total, square = acb(0), theta * theta
    for n in reversed(range(SERIES_TERMS)):
        total = total * square + arb(fmpq((-1) ** n, factorial(2 * n + 1)))
    return total + _disc(Fraction(2, factorial(2 * SERIES_TERMS + 1)))


def _disc(radius: Fraction) -> acb:
    ball = arb(0, 1) * arb(fmpq(radius.numerator, radius.denominator))
    return acb(ball, ball)


def _positive(x: arb) -> bool:
    """Whether a ball is finite and certainly positive."""
    return bool(x.is_finite() and x.lower() > arb(0))
