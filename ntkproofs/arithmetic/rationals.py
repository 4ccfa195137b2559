r"""The type gate: which Python objects are exact rational numbers, and which may hide rounding."""

from __future__ import annotations

import numbers
import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from flint import fmpz

from ntkproofs.arithmetic.errors import InexactInput, MalformedNumber

# A decimal or a quotient of integers; the exponent is bounded so that a short text cannot cost a gigabyte.
_TEXT = re.compile(
    r"(?P<sign>[+-]?)"
    r"((?P<numerator>\d+)/(?P<denominator>\d+)"
    r"|(?=\.?\d)(?P<whole>\d*)(\.(?P<decimals>\d*))?([eE](?P<exponent>[+-]?\d{1,5}))?)",
    re.ASCII,
)


def fraction(value: Any, *, who: str = "exact arithmetic") -> Fraction:
    r"""The rational number that ``value`` is, exactly.

    Accepted: ``int``, ``Fraction``, ``Decimal``, decimal strings and strings ``"p/q"``, SymPy's ``Integer`` and
    ``Rational``, FLINT's ``fmpz`` and ``fmpq``, GMP's ``mpz`` and ``mpq``.

    :raises InexactInput: for binary floats in any guise: ``float``, ``mpf``, NumPy scalars, SymPy ``Float``.
    :raises MalformedNumber: for a string that is no decimal and no quotient of integers.
    :raises TypeError: for anything else.

    >>> fraction("0.1"), fraction("-7/3")
    (Fraction(1, 10), Fraction(-7, 3))
    """
    if isinstance(value, bool):
        raise TypeError(f"{who}: a number was needed, the truth value {value} came; pass an integer")
    if isinstance(value, int):
        return Fraction(value)
    if isinstance(value, str):
        return _from_text(value, who)
    if is_inexact(value):
        raise InexactInput(
            f"{who}: an exact number was needed, the {type(value).__module__}.{type(value).__name__} {value!r} came; "
            "pass an int, a Fraction or a decimal string"
        )
    if isinstance(value, Decimal):
        if not value.is_finite() or abs(int(value.as_tuple().exponent)) > 99_999:
            raise MalformedNumber(f"{who}: a finite decimal was needed, {value} came; pass a Fraction")
        return Fraction(value)
    if isinstance(value, numbers.Rational):
        return Fraction(int(value.numerator), int(value.denominator))
    # fmpz, fmpq and SymPy rationals carry p and q; SymPy marks what is truly rational with is_Rational.
    if getattr(value, "is_Rational", _module(value) == "flint") and hasattr(value, "p") and hasattr(value, "q"):
        return Fraction(int(value.p), int(value.q))
    if type(value).__name__ == "fmpz" and _module(value) == "flint":
        return Fraction(int(value))
    raise TypeError(
        f"{who}: a rational number was needed, a {type(value).__name__} came; "
        "pass an int, a Fraction or a decimal string"
    )


def is_inexact(value: Any) -> bool:
    """Whether the type of ``value`` is one whose values have been rounded to binary before they arrived here.

    >>> is_inexact(0.5), is_inexact(1)
    (True, False)
    """
    if isinstance(value, float | complex) or _module(value) in ("numpy", "mpmath"):
        return True
    if _module(value) == "gmpy2":
        return not isinstance(value, numbers.Rational)
    return bool(getattr(value, "is_Float", False))


def _module(value: Any) -> str:
    return type(value).__module__.partition(".")[0]


def _from_text(text: str, who: str) -> Fraction:
    parts = _TEXT.fullmatch(text.strip())
    if parts is None:
        raise MalformedNumber(f"{who}: a decimal such as '0.1' or a quotient '1/3' was needed, {text[:80]!r} came")
    sign = -1 if parts["sign"] == "-" else 1
    # fmpz reads any number of digits, where int() stops at 4300.
    if parts["numerator"]:
        denominator = int(fmpz(parts["denominator"]))
        if denominator == 0:
            raise MalformedNumber(f"{who}: a non-zero denominator was needed, {text[:80]!r} came")
        return Fraction(sign * int(fmpz(parts["numerator"])), denominator)
    whole, decimals = parts["whole"] or "", parts["decimals"] or ""
    return sign * int(fmpz(whole + decimals)) * Fraction(10) ** (int(parts["exponent"] or 0) - len(decimals))
