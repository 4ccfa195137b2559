r"""Functions along a path of complex numbers, by the mean value form, over FLINT's balls.

A function of a real parameter in [m - w, m + w] is kept as its value at m, its derivative on the whole interval and a
box of all its values: :math:`f(s) \in f(m) + f'([m \pm w])\,[-w, w]`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import factorial
from typing import Any, final

from mpmath import iv

from .errors import Rejected

__all__ = ["Centred", "Undetermined", "at_bits", "ball", "reached", "to_interval"]

_TERMS = 60
#: the Taylor series of H is used on |z| <= 4, where what is left of it is below 2^-146
_RADIUS = 4


class Undetermined(Rejected):
    """A function is not certainly analytic on a box."""


@contextmanager
def at_bits(bits: int) -> Iterator[Any]:
    """Set the precision of FLINT, which is one per process, and put it back."""
    import flint

    before = flint.ctx.prec
    flint.ctx.prec = bits
    try:
        yield flint
    finally:
        flint.ctx.prec = before


def ball(value: Fraction | int) -> Any:
    """Return the ball of a rational number at the precision set."""
    import flint

    value = Fraction(value)
    return flint.arb(flint.fmpq(value.numerator, value.denominator))


def to_interval(real: Any) -> Any:
    """Return the interval of a real ball of FLINT; raises `Rejected` when it is not finite."""
    if not real.is_finite():
        raise Rejected("a quantity is not certainly finite")
    ends = [iv.mpf(int(m)) * iv.mpf(2) ** int(e) for m, e in (real.mid().man_exp(), real.rad().man_exp())]
    return ends[0] + ends[1] * iv.mpf([-1, 1])


@final
@dataclass(frozen=True)
class Centred:
    """A function along a path: value at the middle, derivative and values on the whole interval, its half-width."""

    middle: Any
    slope: Any
    box: Any
    width: Any

    @staticmethod
    def of(middle: Any, slope: Any, width: Any) -> Centred:
        """Return the function whose values follow from the mean value theorem."""
        import flint

        box = middle + slope * (width * flint.arb(0, 1))
        if not box.is_finite():
            raise Undetermined("a function is not certainly finite on a box")
        return Centred(middle, slope, box, width)

    def __add__(self, other: Any) -> Centred:
        if not isinstance(other, Centred):
            return Centred(self.middle + other, self.slope, self.box + other, self.width)
        return Centred.of(self.middle + other.middle, self.slope + other.slope, self.width)

    def __mul__(self, other: Any) -> Centred:
        if not isinstance(other, Centred):
            return Centred(self.middle * other, self.slope * other, self.box * other, self.width)
        slope = self.slope * other.box + self.box * other.slope
        return Centred.of(self.middle * other.middle, slope, self.width)

    __radd__, __rmul__ = __add__, __mul__

    def cos(self) -> Centred:
        """Return the cosine."""
        return Centred.of(self.middle.cos(), -self.box.sin() * self.slope, self.width)

    def half_sine(self) -> Centred:
        """Return sin(z/2)."""
        return Centred.of((self.middle / 2).sin(), (self.box / 2).cos() / 2 * self.slope, self.width)

    def exp(self) -> Centred:
        """Return the exponential."""
        return Centred.of(self.middle.exp(), self.box.exp() * self.slope, self.width)

    def reached(self) -> Centred:
        r"""Return the angle of the images under a ReLU layer, :math:`2\arcsin(z\sqrt{H(z)})`.

        :math:`\sin^2(\cdot/2) = S = z^2 H`, :math:`S = \sin^2\frac z2 - \frac{\sin z - z\cos z}{2\pi}`, H entire with
        H(0) = 1/4; the derivative is :math:`\frac12(1-\frac z\pi)\frac{\sin z}z/(\sqrt H\sqrt{1-S})`. Raises
        `Undetermined` unless the real parts of H and of 1 - S are positive on the whole box: then no argument meets the
        cut of a root or of the inverse sine.
        """
        import flint

        if not self.box.abs_upper() < _RADIUS:
            raise Undetermined("an angle leaves the disc on which the layer is evaluated")
        pi, sinc, reach = flint.arb.pi(), self.box.sinc(), self.slope * (self.width * flint.arb(0, 1))
        h_middle = _polynomial(_coefficients(0), self.middle)
        h_box = h_middle + _polynomial(_coefficients(1), self.box) * reach
        halved = (1 - self.box / pi) * sinc / 2
        s_box = self.middle**2 * h_middle + halved * self.box * reach
        if not (h_box.real > 0 and (1 - s_box).real > 0):
            raise Undetermined("a layer is not certainly analytic on a box")
        slope = halved / (h_box.sqrt() * (1 - s_box).sqrt()) * self.slope
        return Centred.of(2 * (self.middle * h_middle.sqrt()).asin(), slope, self.width)


def reached(angle: Any) -> Any:
    """Return the angle of the images under a ReLU layer for a real ball of angles in [0, pi]."""
    import flint

    square = (angle / 2).sin() ** 2 - (angle.sin() - angle * angle.cos()) / (2 * flint.arb.pi())
    root = square.sqrt()
    if not root.is_finite():
        raise Undetermined("the square of a sine is not certainly positive")
    return 2 * root.asin()


@cache
def _coefficients(derivative: int) -> list[tuple[int, Fraction]]:
    r"""The power of 1/pi and the rational factor of each Taylor coefficient of H or of its derivative.

    :math:`H = \sum_{n\ge1}(-1)^{n+1}\left[\frac{z^{2n-2}}{2(2n)!} - \frac{n z^{2n-1}}{\pi(2n+1)!}\right]`.
    """
    terms: list[tuple[int, Fraction]] = []
    for n in range(1, _TERMS // 2 + 1):
        sign = 1 if n % 2 else -1
        terms += [(0, Fraction(sign, 2 * factorial(2 * n))), (1, Fraction(-sign * n, factorial(2 * n + 1)))]
    if derivative:
        terms = [(power, j * value) for j, (power, value) in enumerate(terms)][1:]
    return terms


def _polynomial(terms: list[tuple[int, Fraction]], z: Any) -> Any:
    import flint

    total, over_pi = flint.acb(0), 1 / flint.arb.pi()
    for power, value in reversed(terms):
        total = total * z + (ball(value) * over_pi if power else ball(value))
    # The coefficient of z^j is below 1/(j + 1)! in H and below 1/j! in H', so that what is left on |z| <= 4 is below
    # twice its first term, 4^59/59! for H'.
    left = flint.arb(0, 1) * (2 * ball(Fraction(_RADIUS ** (_TERMS - 1), factorial(_TERMS - 1))))
    return total + flint.acb(left, left)
