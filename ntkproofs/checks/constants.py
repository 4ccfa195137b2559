"""Decide the sign of a closed-form constant: exactly where it is rational, else by a ball clear of zero."""

from __future__ import annotations

from functools import lru_cache

import sympy
from flint import arb
from sympy import Expr

from ntkproofs.arithmetic import BallArithmetic, Ternary, lambdify

_PRECISIONS = (64, 128, 256, 512, 1024)


def enclose(expr: Expr, bits: int = 128) -> arb:
    """Return a ball that holds the value of a constant expression of the closed list of functions."""
    arithmetic = BallArithmetic(bits)
    return arithmetic.evaluate(lambdify(sympy.sympify(expr)))


@lru_cache(maxsize=16384)
def sign(expr: Expr) -> int | None:
    """Return 1, -1 or 0 when the sign of a constant is certain, `None` when it is not.

    Zero is returned for an exact rational zero only: a ball never proves an equality.

    >>> sign(sympy.pi - 3), sign(sympy.Rational(1, 3) - sympy.Rational(2, 6)), sign(sympy.sqrt(2) ** 2 - 2)
    (1, 0, 0)
    >>> sign(sympy.sin(1) ** 2 + sympy.cos(1) ** 2 - 1)
    """
    expr = sympy.sympify(expr)
    if expr.is_Rational:
        return (expr.p > 0) - (expr.p < 0)
    if expr in (sympy.oo, -sympy.oo):
        return 1 if expr is sympy.oo else -1
    if expr.has(sympy.zoo, sympy.nan, sympy.oo, -sympy.oo) or expr.free_symbols:
        return None
    for bits in _PRECISIONS:
        arithmetic = BallArithmetic(bits)
        ball = enclose(expr, bits)
        zero = arithmetic.convert(0)
        if arithmetic.surely_less(zero, ball) is Ternary.YES:
            return 1
        if arithmetic.surely_less(ball, zero) is Ternary.YES:
            return -1
    return None


def decimal(expr: Expr, digits: int = 30) -> str:
    """Return the certain digits of a constant, at most so many, for a reader.

    >>> decimal(1 / sympy.pi, 10)
    '0.3183098862'
    """
    if sympy.sympify(expr).is_Integer:
        return str(expr)
    return enclose(expr, 4 * digits + 64).str(digits, radius=False)
