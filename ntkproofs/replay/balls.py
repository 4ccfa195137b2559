"""Balls as FLINT writes them: mantissa and exponent of midpoint and radius, four hexadecimal integers."""

from __future__ import annotations

import re
from typing import Any

from mpmath import iv

from .errors import Rejected, shown

__all__ = ["read_ball"]

_HEX = re.compile(r"-?[0-9a-f]{1,4000}", re.ASCII)


def read_ball(text: Any) -> Any:
    """Return the interval of a ball, outward rounded; a ball that is not finite is refused.

    >>> read_ball("-3 -1 1 -14").a < -1.5
    True
    """
    words = text.split(" ") if isinstance(text, str) else []
    if len(words) != 4 or not all(_HEX.fullmatch(word) for word in words):
        raise Rejected(f"a ball in four hexadecimal integers was needed, {shown(text)!r} came")
    middle, middle_exponent, radius, radius_exponent = (int(word, 16) for word in words)
    special = (middle == 0 and middle_exponent != 0) or (radius == 0 and radius_exponent != 0)
    if special or radius < 0 or max(abs(middle_exponent), abs(radius_exponent)) > 100_000:
        raise Rejected(f"a finite ball was needed, {text[:60]!r} came")
    centre = iv.mpf(middle) * iv.mpf(2) ** middle_exponent
    reach = iv.mpf(radius) * iv.mpf(2) ** radius_exponent
    return centre + reach * iv.mpf([-1, 1])
