"""The coefficients of a series: enclosed by balls always, and exact expressions while these stay short."""

from __future__ import annotations

import contextlib
from fractions import Fraction
from functools import lru_cache
from math import factorial
from typing import Any, final

import sympy
from flint import arb, fmpq

from ntkproofs.arithmetic import BallArithmetic, ExactArithmetic, UnsupportedOperation, lambdify
from ntkproofs.enclosures.jets import taylor

LONGEST = 60
"""Operations of an exact coefficient beyond which only its ball is carried on."""


@final
class UndecidedCoefficient(ArithmeticError):
    """A coefficient is neither certainly zero nor certainly different from zero."""


@final
class Coefficient:
    """A real number: its ball, and its exact SymPy form or ``None``.

    Operators act on both; the exact form is given up when it has more than 60 operations.
    """

    __slots__ = ("ball", "exact")

    def __init__(self, exact: Any, ball: arb) -> None:
        self.exact = exact
        self.ball = ball

    @property
    def dropped(self) -> bool:
        """Whether the exact form is the number zero."""
        return self.exact is not None and bool(self.exact == 0)

    def certainly_nonzero(self) -> bool:
        """Whether the number is certainly not zero (True) or certainly zero (False).

        :raises UndecidedCoefficient: where neither is established.
        """
        if self.dropped:
            return False
        if self.ball.is_finite() and not self.ball.contains(0):
            return True
        # A sum of fractions whose numerator expands to the zero polynomial in its atoms is zero.
        if self.exact is not None and sympy.expand(sympy.together(self.exact).as_numer_denom()[0]) == 0:
            return False
        raise UndecidedCoefficient(
            f"the coefficient in {self.ball.str(5)} is neither certainly zero nor certainly non-zero"
        )

    def __add__(self, other: Coefficient) -> Coefficient:
        return _made(
            None if self.exact is None or other.exact is None else self.exact + other.exact, self.ball + other.ball
        )

    def __sub__(self, other: Coefficient) -> Coefficient:
        return _made(
            None if self.exact is None or other.exact is None else self.exact - other.exact, self.ball - other.ball
        )

    def __mul__(self, other: Coefficient) -> Coefficient:
        if self.dropped or other.dropped:
            return _made(sympy.Integer(0), arb(0))
        return _made(
            None if self.exact is None or other.exact is None else self.exact * other.exact, self.ball * other.ball
        )

    def __truediv__(self, other: Coefficient) -> Coefficient:
        if self.dropped:
            return self
        return _made(
            None if self.exact is None or other.exact is None else self.exact / other.exact, self.ball / other.ball
        )

    def __neg__(self) -> Coefficient:
        return Coefficient(None if self.exact is None else -self.exact, -self.ball)

    def __repr__(self) -> str:
        return str(self.exact) if self.exact is not None else self.ball.str(15)


@final
class Coefficients:
    """Coefficients whose balls have ``bits`` bits.

    >>> field = Coefficients()
    >>> (field.convert(sympy.sqrt(2)) * field.convert(sympy.sqrt(3)) - field.convert(sympy.sqrt(6))).certainly_nonzero()
    False
    """

    def __init__(self, bits: int = 300) -> None:
        self.arithmetic = BallArithmetic(bits)

    def working(self) -> contextlib.AbstractContextManager[Any]:
        """The block inside which the balls have their bits."""
        return self.arithmetic.working()

    def convert(self, value: Any) -> Coefficient:
        """The coefficient for an int, a Fraction, an exact SymPy number or a coefficient."""
        if isinstance(value, Coefficient):
            return value
        exact = ExactArithmetic().convert(value)
        return _made(exact, self._ball(exact))

    def _ball(self, exact: Any) -> arb:
        if exact.is_Rational:
            return self.arithmetic.rational(int(exact.p), int(exact.q))
        return self.arithmetic.evaluate(lambdify(exact))

    def derivatives(self, name: str, point: Coefficient, count: int) -> list[Coefficient]:
        """The Taylor coefficients 0 .. count - 1 of a function of the dialect at a point where it is analytic."""
        exact: list[Any] = [None] * count
        if point.exact is not None:
            exact = [form.subs(_U, point.exact) / factorial(n) for n, form in enumerate(_derivatives(name, count))]
        try:
            balls = list(taylor(lambda ctx, u: getattr(ctx, name)(u), point.ball, count - 1, self.arithmetic.bits))
        except UnsupportedOperation:
            balls = [arb.nan()] * count
        return [
            _made(form, ball if ball.is_finite() or form is None else self._ball(form))
            for form, ball in zip(exact, balls, strict=True)
        ]

    def power(self, value: Coefficient, exponent: Fraction) -> Coefficient:
        """A real power of a positive coefficient (any coefficient for integer exponents)."""
        exact = None
        if value.exact is not None:
            exact = sympy.Pow(value.exact, sympy.Rational(exponent.numerator, exponent.denominator))
        if exponent.denominator == 1:
            return _made(exact, value.ball ** int(exponent))
        return _made(exact, value.ball ** arb(fmpq(exponent.numerator, exponent.denominator)))


_U = sympy.Dummy("u")


@lru_cache(maxsize=256)
def _derivatives(name: str, count: int) -> tuple[Any, ...]:
    found = [getattr(sympy, name)(_U)]
    while len(found) < count:
        found.append(sympy.diff(found[-1], _U))
    return tuple(found)


def _made(exact: Any, ball: arb) -> Coefficient:
    if exact is None or exact.is_Rational:
        # A rational number known exactly has a ball without the rounding of its history.
        if exact is not None and exact.is_Integer:
            ball = arb(int(exact))
        return Coefficient(exact, ball)
    exact = sympy.expand(exact)
    if exact.is_Rational:
        return Coefficient(exact, arb(fmpq(int(exact.p), int(exact.q))))
    return Coefficient(exact if exact.count_ops() <= LONGEST else None, ball)
