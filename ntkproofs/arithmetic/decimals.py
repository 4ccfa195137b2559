r"""Decimals with a true error bound: a ball as a decimal and a bound of its distance to the true value."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb, fmpz

from ntkproofs.arithmetic.errors import InsufficientPrecision
from ntkproofs.arithmetic.rationals import fraction

# Beyond this a dyadic number is too long to be written out (10^300000 and its reciprocal).
_LARGEST_EXPONENT = 1_000_000


def midpoint_radius(ball: Any) -> tuple[Fraction, Fraction]:
    r"""Midpoint and radius of a finite ball as exact rational numbers; exact numbers have radius 0.

    :raises InsufficientPrecision: for NaN and infinities.
    :raises OverflowError: when the exponent is beyond a million bits.

    >>> midpoint_radius(arb((3, -1), (1, -5)))
    (Fraction(3, 2), Fraction(1, 32))
    """
    if type(ball) is not arb:
        return fraction(ball, who="midpoint_radius"), Fraction(0)
    if not ball.is_finite():
        raise InsufficientPrecision(f"midpoint_radius: a finite ball was needed, {ball} came; raise the precision")
    return _dyadic(*ball.mid().man_exp()), _dyadic(*ball.rad().man_exp())


def ends(ball: Any) -> tuple[Fraction, Fraction]:
    """The exact ends of a finite ball.

    >>> ends(arb((1, 0), (1, -1)))
    (Fraction(1, 2), Fraction(3, 2))
    """
    middle, radius = midpoint_radius(ball)
    return middle - radius, middle + radius


def decimal(number: Any, digits: int, *, strict: bool = True) -> tuple[str, str]:
    r"""A decimal ``value`` and a decimal ``radius`` with :math:`|\mathtt{value} - x| \le \mathtt{radius}` for all
    :math:`x` in the ball.

    ``value`` has ``digits`` significant digits and is wrong by less than one unit in the last of them.  An exact number
    whose decimal ends within ``digits`` digits is printed as it is, with radius ``"0"``.  The radius includes the
    rounding of the printed value and is itself rounded up; nothing here is a float.

    With ``strict=False`` a ball that is too wide gives as many digits as it has (``"0"`` when it contains zero), with a
    radius that is as true as ever.

    :raises InsufficientPrecision: when the ball is too wide (or contains zero without being it) and ``strict``; when it
        is not finite.

    >>> decimal(Fraction(5, 64), 10), decimal(Fraction(1, 3), 5)
    (('0.078125', '0'), ('0.33333', '3.34e-6'))
    """
    if digits < 1:
        raise ValueError(f"decimal: digits = {digits} does not satisfy digits >= 1")
    middle, radius = midpoint_radius(number)
    size = abs(middle)
    if radius == 0 and middle == 0:
        return "0", "0"
    if size <= radius:
        if strict:
            raise InsufficientPrecision(f"decimal: {digits} digits were needed, the ball contains zero; raise bits")
        return "0", _rounded_up(size + radius)
    exponent = _decade(size)
    places = digits
    # Rounding adds at most half a unit, so the value is right to one unit when 2 r < 10^(e - places + 1).
    while places > 1 and not 2 * radius < _ten(exponent - places + 1):
        places -= 1
    if strict and (places < digits or not 2 * radius < _ten(exponent - places + 1)):
        correct = places if 2 * radius < _ten(exponent - places + 1) else 0
        raise InsufficientPrecision(f"decimal: {digits} digits were needed, the ball has {correct}; raise bits")
    mantissa, unit = round(middle / _ten(exponent - places + 1)), exponent - places + 1
    if abs(mantissa) == 10**places:  # 9.996 to three digits is 10.0
        mantissa, unit = mantissa // 10, unit + 1
    error = abs(mantissa * _ten(unit) - middle) + radius
    return _text(mantissa, unit, digits, exact=error == 0), _rounded_up(error)


def _dyadic(mantissa: Any, exponent: Any) -> Fraction:
    power = int(exponent)
    if abs(power) > _LARGEST_EXPONENT:
        raise OverflowError(f"decimal: an exponent of at most {_LARGEST_EXPONENT} bits was needed, {power} came")
    return Fraction(int(mantissa)) * (Fraction(2) ** power)


def _ten(exponent: int) -> Fraction:
    return Fraction(10) ** exponent


def _decade(size: Fraction) -> int:
    """The e with 10^e <= size < 10^(e+1)."""
    # 2^(b-1) < size < 2^(b+1) and log10(2) = 0.30103 start the search within a few steps of the answer.
    bits = size.numerator.bit_length() - size.denominator.bit_length()
    exponent = bits * 30103 // 100000
    while _ten(exponent) > size:
        exponent -= 1
    while _ten(exponent + 1) <= size:
        exponent += 1
    return exponent


def _rounded_up(size: Fraction) -> str:
    """A decimal of at most three digits that is not below ``size``."""
    if size == 0:
        return "0"
    unit = _decade(size) - 2
    return _text(-(-size // _ten(unit)), unit, 3, exact=True)


def _text(mantissa: int, unit: int, digits: int, *, exact: bool) -> str:
    """The decimal mantissa * 10^unit; an exact one loses its trailing zeros."""
    sign, body = "-" if mantissa < 0 else "", str(fmpz(abs(mantissa)))  # fmpz has no limit on the length of its digits
    exponent = unit + len(body) - 1
    if exact:
        body = body.rstrip("0")
    if 0 <= exponent < digits:
        body = body.ljust(exponent + 1, "0")
        return sign + body[: exponent + 1] + ("." + body[exponent + 1 :] if len(body) > exponent + 1 else "")
    if -4 <= exponent < 0:
        return f"{sign}0.{'0' * (-exponent - 1)}{body}"
    return f"{sign}{body[0]}{'.' + body[1:] if len(body) > 1 else ''}e{exponent}"
