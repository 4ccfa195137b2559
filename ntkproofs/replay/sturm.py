"""Real roots of rational polynomials in one variable, counted by Sturm's theorem."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

__all__ = ["roots_inside", "value"]

#: Coefficients from the constant term on, the last one not 0.
Coefficients = list[Fraction]


def value(f: Coefficients, x: Fraction) -> Fraction:
    """Return f(x)."""
    total = Fraction(0)
    for c in reversed(f):
        total = total * x + c
    return total


def roots_inside(f: Coefficients, lower: Fraction | None, upper: Fraction | None) -> int:
    """Return the number of distinct roots in the open interval; an end that is `None` is infinite.

    >>> roots_inside([Fraction(-2), Fraction(0), Fraction(1)], Fraction(0), None)
    1
    """
    # Every root of a monic polynomial is smaller in modulus than 1 + the sum of the moduli of its other coefficients.
    far = 1 + sum((abs(c / f[-1]) for c in f[:-1]), Fraction(0))
    low, high = -far if lower is None else lower, far if upper is None else upper
    if low >= high:
        return 0
    for end in (low, high):
        while len(f) > 1 and value(f, end) == 0:
            f = _quotient(f, [-end, Fraction(1)])[0]
    chain = [f, [k * c for k, c in enumerate(f)][1:] or [Fraction(0)]]
    while any(chain[-1]) and len(chain[-1]) > 1:
        chain.append([-c for c in _quotient(chain[-2], chain[-1])[1]])
    return _changes(chain, low) - _changes(chain, high)


def _changes(chain: list[Coefficients], x: Fraction) -> int:
    signs = [v > 0 for f in chain if (v := value(f, x)) != 0]
    return sum(a != b for a, b in pairwise(signs))


def _quotient(f: Coefficients, g: Coefficients) -> tuple[Coefficients, Coefficients]:
    rest, quotient = list(f), [Fraction(0)] * max(1, len(f) - len(g) + 1)
    while len(rest) >= len(g) and any(rest):
        factor, shift = rest[-1] / g[-1], len(rest) - len(g)
        quotient[shift] = factor
        rest = [c - (factor * g[k - shift] if k >= shift else 0) for k, c in enumerate(rest)][:-1]
    while len(rest) > 1 and rest[-1] == 0:
        rest.pop()
    return quotient, rest or [Fraction(0)]
