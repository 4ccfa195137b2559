r"""Exact text for numbers: balls in FLINT's own dump format, mpf and rationals; never pickles, never JSON numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flint import arb, arf, fmpz
from mpmath import libmp

from ntkproofs.arithmetic.ball import Precision
from ntkproofs.arithmetic.decimals import decimal as decimal
from ntkproofs.arithmetic.decimals import ends as ends
from ntkproofs.arithmetic.decimals import midpoint_radius as midpoint_radius
from ntkproofs.arithmetic.errors import MalformedNumber
from ntkproofs.arithmetic.multiprecision import MultiprecisionArithmetic
from ntkproofs.arithmetic.rationals import fraction

_HEX = re.compile(r"-?(0|[1-9a-f][0-9a-f]*)", re.ASCII)
_SPECIAL = {"0 -1": "inf", "0 -2": "-inf", "0 -3": "nan"}
# FLINT keeps 30 bits of a radius.
_RADIUS_BITS = 30


def dump_ball(ball: arb) -> str:
    r"""The ball as FLINT's ``arb_dump_str`` writes it: mantissa and exponent of midpoint and radius, in hexadecimal.

    ``0 -1``, ``0 -2``, ``0 -3`` in the place of a pair are :math:`+\infty`, :math:`-\infty` and NaN.

    >>> dump_ball(arb((-3, -1), (1, -20)))
    '-3 -1 1 -14'
    """
    if type(ball) is not arb:
        raise TypeError(f"dump_ball: a flint.arb was needed, a {type(ball).__name__} came")
    return f"{_pair(ball.mid())} {_pair(ball.rad())}"


def load_ball(text: str) -> arb:
    r"""The ball of :func:`dump_ball`, bit by bit.

    :raises MalformedNumber: for a text that is no dump.

    >>> load_ball("-3 -1 1 -14").repr()
    'arb((-0x3, -0x1), (0x1, -0x14))'
    """
    words = text.split(" ")
    if len(words) != 4 or not all(_HEX.fullmatch(word) for word in words):
        raise MalformedNumber(f"load_ball: four hexadecimal integers were needed, {text[:80]!r} came")
    middle, radius = _SPECIAL.get(" ".join(words[:2])), _SPECIAL.get(" ".join(words[2:]))
    if middle == "nan":
        ball = arb.nan() if radius == "inf" else arb(arf("nan"))
    else:
        centre = arf(middle) if middle else (int(words[0], 16), int(words[1], 16))
        if radius == "inf":
            ball = arb(centre, arb.pos_inf())
        else:
            ball = _with_radius(centre, int(words[2], 16), int(words[3], 16))
    # The constructor may widen silently; a dump that does not come back as it was is refused.
    if dump_ball(ball) != text:
        raise MalformedNumber(f"load_ball: odd mantissas and a radius of 30 bits were needed, {text[:80]!r} came")
    return ball


def dump_mpf(number: Any) -> str:
    r"""An ``mpf`` as signed mantissa and exponent in hexadecimal, with the special pairs of :func:`dump_ball`.

    >>> dump_mpf(MultiprecisionArithmetic(15).rational(-3, 2))
    '-3 -1'
    """
    raw = number._mpf_
    for special, pair in ((libmp.finf, "0 -1"), (libmp.fninf, "0 -2"), (libmp.fnan, "0 -3")):
        if raw == special:
            return pair
    sign, mantissa, exponent, _ = raw
    return f"{-int(mantissa) if sign else int(mantissa):x} {int(exponent):x}"


def load_mpf(text: str, arithmetic: MultiprecisionArithmetic) -> Any:
    r"""The ``mpf`` of :func:`dump_mpf` in the context of ``arithmetic``, exactly, whatever its precision.

    :raises MalformedNumber: for a text that is no dump.

    >>> load_mpf("-3 -1", MultiprecisionArithmetic(15))
    mpf('-1.5')
    """
    words = text.split(" ")
    if len(words) != 2 or not all(_HEX.fullmatch(word) for word in words):
        raise MalformedNumber(f"load_mpf: two hexadecimal integers were needed, {text[:80]!r} came")
    special = {"0 -1": libmp.finf, "0 -2": libmp.fninf, "0 -3": libmp.fnan}.get(text)
    raw = special or libmp.from_man_exp(int(words[0], 16), int(words[1], 16))
    return arithmetic.context.make_mpf(raw)


def encode(number: Any) -> dict[str, str]:
    """A number as a JSON object of strings: ``{"ball": dump}``, ``{"mpf": dump}`` or ``{"rational": "p/q"}``.

    >>> encode("1/3")
    {'rational': '1/3'}
    """
    if type(number) is arb:
        return {"ball": dump_ball(number)}
    if hasattr(number, "_mpf_"):
        return {"mpf": dump_mpf(number)}
    exact = fraction(number, who="encode")
    return {"rational": f"{fmpz(exact.numerator)}/{fmpz(exact.denominator)}"}


def decode(record: Mapping[str, str], arithmetic: MultiprecisionArithmetic | None = None) -> Any:
    """The number of :func:`encode`; an ``mpf`` is placed in the context of ``arithmetic`` (50 digits by default).

    >>> decode({"rational": "1/3"})
    Fraction(1, 3)
    """
    match dict(record):
        case {"ball": str(text), **rest} if not rest:
            return load_ball(text)
        case {"mpf": str(text), **rest} if not rest:
            return load_mpf(text, arithmetic or MultiprecisionArithmetic())
        case {"rational": str(text), **rest} if not rest:
            return fraction(text, who="decode")
    raise MalformedNumber(f"decode: an object with the one key ball, mpf or rational was needed, {record!r} came")


def ball_record(ball: arb, digits: int, *, strict: bool = True) -> dict[str, str]:
    """A ball for readers and for machines: decimal ``value`` and ``radius``, and the exact ``ball``.

    >>> ball_record(arb((1, -1)), 20)
    {'value': '0.5', 'radius': '0', 'ball': '1 -1 0 0'}
    """
    value, radius = decimal(ball, digits, strict=strict)
    return {"value": value, "radius": radius, "ball": dump_ball(ball)}


def read_record(record: Mapping[str, str]) -> arb:
    """The ball of a :func:`ball_record`, after a check that the printed decimals enclose it.

    :raises MalformedNumber: when they do not, or when the record is not one.
    """
    if set(record) != {"value", "radius", "ball"}:
        raise MalformedNumber(f"read_record: value, radius and ball were needed, {sorted(record)} came")
    ball = load_ball(record["ball"])
    value, radius = fraction(record["value"], who="read_record"), fraction(record["radius"], who="read_record")
    middle, half = midpoint_radius(ball)
    if abs(value - middle) + half > radius:
        raise MalformedNumber(f"read_record: the decimals {value} +/- {radius} do not enclose the ball; write it again")
    return ball


def _pair(number: arb) -> str:
    """Mantissa and exponent of the midpoint or radius of a ball."""
    if number.is_nan():
        return "0 -3"
    if not number.is_finite():
        return "0 -1" if number > 0 else "0 -2"
    mantissa, exponent = number.man_exp()
    return f"{int(mantissa):x} {int(exponent):x}"


def _with_radius(centre: Any, mantissa: int, exponent: int) -> arb:
    """The ball with exactly this radius."""
    if mantissa.bit_length() < _RADIUS_BITS:
        return arb(centre, (mantissa, exponent))
    # The constructor rounds an odd radius of 30 bits up by one unit.  The even number below it is taken exactly; a
    # sum of radii of different magnitude is the larger one plus one unit (mag_add), which is the radius wanted.  The
    # caller compares the result with the text, so that a FLINT that rounds otherwise is noticed.
    bits = 2 if isinstance(centre, arf) else max(2, centre[0].bit_length())
    with Precision(bits):
        return arb(centre, (1, exponent - 100)) + arb(0, (mantissa - 1, exponent))
