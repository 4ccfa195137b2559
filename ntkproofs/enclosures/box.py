"""Balls made from intervals with exact rational ends, and the common part of two enclosures."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import acb, arb

__all__ = ["ball", "common_part"]


def ball(lo: Fraction, hi: Fraction, bits: int) -> arb:
    r"""Return a ball that contains the whole of :math:`[lo, hi]`, equal to it when its ends are short dyadics.

    The radius of a ball has 30 bits, so a ball cannot keep rational ends; they stay outside as Fractions, and the
    ball is built from the middle and a radius rounded upwards.  For dyadic ends (bisection of :math:`[0, 1]`) nothing
    is rounded, so that the ball of :math:`[0, 1/2]` does not stick out below 0 and its square root is finite.
    Raises ``ValueError`` unless ``lo <= hi``.

    >>> ball(Fraction(0), Fraction(1, 2), 64).sqrt().is_finite()
    True
    """
    if hi < lo:
        raise ValueError(f"ball: lower end {lo} does not satisfy lower <= upper = {hi}; exchange the ends")
    mid, rad = (lo + hi) / 2, (hi - lo) / 2
    size = max(abs(mid), rad)
    # a unit 2^-places of at most 2^-bits * size: rounding to it costs no more than one unit at this precision
    places = max(0, bits + 2 + size.denominator.bit_length() - size.numerator.bit_length())
    for number in (mid, rad):
        if number.denominator & (number.denominator - 1) == 0:
            places = max(places, number.denominator.bit_length() - 1)
    floor = (mid.numerator << places) // mid.denominator
    # mid = floor * 2^-places + rest with 0 <= rest < 2^-places, and [lo, hi] = mid +- rad lies in floor +- (rad + rest)
    reach = rad + (mid - Fraction(floor, 1 << places))
    ceiling = -((-reach.numerator << places) // reach.denominator)
    # FLINT keeps the integer middle exactly and rounds the radius upwards to 30 bits
    return arb((floor, -places), (ceiling, -places))


def common_part(first: Any, second: Any) -> Any:
    r"""Return an enclosure of the intersection of two enclosures of one number, real or complex.

    A part that is not finite says nothing and is passed over.  Raises ``ValueError`` when the enclosures are disjoint,
    which shows that one of them was wrong.

    >>> common_part(arb(1, 1), arb(2, 1)).contains(arb(3) / 2)
    True
    """
    if isinstance(first, acb) or isinstance(second, acb):
        one, two = acb(first), acb(second)
        return acb(common_part(one.real, two.real), common_part(one.imag, two.imag))
    if not first.is_finite():
        return second
    return first.intersection(second) if second.is_finite() else first
