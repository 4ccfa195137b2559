"""Truncated series in a small positive angle with real exponents and exact coefficients."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, final

import sympy

from ntkproofs.arithmetic import ExactArithmetic, Ternary


@final
class UndecidedCoefficient(ArithmeticError):
    """A leading coefficient is neither certainly zero nor certainly different from zero."""


@final
class Puiseux:
    r"""A series :math:`\sum_j c_j x^{e_j} + O(x^{T})` with rational exponents and exact SymPy coefficients, :math:`x > 0`.

    Operators are those of formal series; the order of a result is what the orders of the operands allow. Terms with zero
    coefficients are dropped when they are recognised; :meth:`leading` insists on a certain answer.

    >>> x = Puiseux({Fraction(1): 1}, Fraction(4))
    >>> (x * x + 2).terms
    {Fraction(0, 1): 2, Fraction(2, 1): 1}
    """

    __slots__ = ("order", "terms")

    def __init__(self, terms: Mapping[Fraction, Any], order: Fraction) -> None:
        kept = {e: sympy.expand(c) for e, c in terms.items() if e < order}
        self.terms: dict[Fraction, Any] = {e: kept[e] for e in sorted(kept) if kept[e] != 0}
        self.order = order

    def coefficient(self, exponent: Fraction | int) -> Any:
        """The coefficient of one exponent below the order.

        :raises ValueError: for an exponent that the truncation has cut off.
        """
        if exponent >= self.order:
            raise ValueError(f"Puiseux: exponent {exponent} does not satisfy exponent < {self.order}; expand to a higher order")
        return self.terms.get(Fraction(exponent), sympy.Integer(0))

    def leading(self) -> tuple[Fraction, Any] | None:
        """The first exponent with a certainly non-zero coefficient, ``None`` when no term is left below the order."""
        for exponent, c in self.terms.items():
            if certainly_nonzero(c):
                return exponent, c
        return None

    def constant_and_rest(self) -> tuple[Any, Puiseux]:
        """Constant term and the part with positive exponents; negative exponents are refused."""
        if any(e < 0 for e in self.terms):
            raise ValueError("Puiseux: a function that is bounded at the end was needed, its series has negative exponents")
        return self.terms.get(Fraction(0), sympy.Integer(0)), Puiseux({e: c for e, c in self.terms.items() if e > 0}, self.order)

    def valuation(self) -> Fraction:
        """A lower bound of the exponents."""
        return min(self.terms, default=self.order)

    def compose(self, coefficients: Callable[[int], Any]) -> Puiseux:
        """The sum of coefficients(n) times the n-th power of this series, which has positive exponents only."""
        step = self.valuation()
        if step <= 0:
            raise ValueError("Puiseux: composition needs a series without constant term")
        total, power, n = Puiseux({}, self.order), Puiseux({Fraction(0): sympy.Integer(1)}, self.order), 0
        while n * step < self.order:
            total = total + coefficients(n) * power
            power, n = power * self, n + 1
        return total

    def __add__(self, other: Any) -> Puiseux:
        if not isinstance(other, Puiseux):
            other = Puiseux({Fraction(0): sympy.sympify(other)}, self.order)
        terms = dict(self.terms)
        for e, c in other.terms.items():
            terms[e] = terms.get(e, 0) + c
        return Puiseux(terms, min(self.order, other.order))

    def __mul__(self, other: Any) -> Puiseux:
        if not isinstance(other, Puiseux):
            factor = sympy.sympify(other)
            return Puiseux({e: factor * c for e, c in self.terms.items()}, self.order)
        order = min(self.order + other.valuation(), other.order + self.valuation())
        terms: dict[Fraction, Any] = {}
        for e, c in self.terms.items():
            for f, b in other.terms.items():
                if e + f < order:
                    terms[e + f] = terms.get(e + f, 0) + c * b
        return Puiseux(terms, order)

    def power(self, exponent: Fraction) -> Puiseux:
        r"""The power by :math:`(c x^e (1 + u))^y = c^y x^{ey} \sum_n \binom{y}{n} u^n`, with c the certain leading coefficient."""
        found = self.leading()
        if found is None:
            raise UndecidedCoefficient(f"Puiseux: a power needs a leading term, none is known below exponent {self.order}")
        e, c = found
        rest = Puiseux({f - e: b / c for f, b in self.terms.items() if f != e}, self.order - e)
        y = sympy.Rational(exponent.numerator, exponent.denominator)
        series = rest.compose(lambda n: sympy.binomial(y, n)) if rest.terms else Puiseux({Fraction(0): sympy.Integer(1)}, rest.order)
        return Puiseux({f + e * exponent: c**y * b for f, b in series.terms.items()}, series.order + e * exponent)

    __radd__, __rmul__ = __add__, __mul__

    def __neg__(self) -> Puiseux:
        return self * -1

    def __sub__(self, other: Any) -> Puiseux:
        return self + (-other)

    def __rsub__(self, other: Any) -> Puiseux:
        return -self + other

    def __truediv__(self, other: Any) -> Puiseux:
        return self * (other.power(Fraction(-1)) if isinstance(other, Puiseux) else 1 / sympy.sympify(other))

    def __rtruediv__(self, other: Any) -> Puiseux:
        return self.power(Fraction(-1)) * other

    def __pow__(self, n: int) -> Puiseux:
        if n < 0:
            return self.power(Fraction(n))
        result = Puiseux({Fraction(0): sympy.Integer(1)}, max(self.order, self.order - (n - 1) * min(self.valuation(), Fraction(0))))
        for _ in range(n):
            result = result * self
        return result


def certainly_nonzero(c: Any) -> bool:
    """Whether an exact number is certainly not zero; False only where it is zero by a rational normal form.

    :raises UndecidedCoefficient: where neither is established.
    """
    if c.is_Rational:
        return bool(c != 0)
    exact = ExactArithmetic(comparison_bits=1024)
    less, more = exact.surely_less(c, 0), exact.surely_less(0, c)
    if Ternary.YES in (less, more):
        return True
    # A sum of fractions whose numerator expands to the zero polynomial in its atoms is zero.
    if sympy.expand(sympy.together(c).as_numer_denom()[0]) == 0:
        return False
    raise UndecidedCoefficient(f"Puiseux: the coefficient {c} is neither certainly zero nor certainly non-zero")
