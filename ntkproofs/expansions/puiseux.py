"""Truncated series in a small positive variable with real exponents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, final

from ntkproofs.arithmetic import UnsupportedOperation
from ntkproofs.expansions.coefficients import Coefficient, Coefficients, UndecidedCoefficient


@final
class Puiseux:
    r"""A series :math:`\sum_j c_j x^{e_j} + O(x^{T})` with rational exponents, :math:`x > 0`.

    Operators are those of formal series; the order T of a result is what the orders of the operands allow. Whether a
    coefficient is zero is decided by :class:`~ntkproofs.expansions.coefficients.Coefficient`, never guessed.

    >>> x = Puiseux({Fraction(1): 1}, Fraction(4), Coefficients())
    >>> (x * x + 2).terms
    {Fraction(0, 1): 2, Fraction(2, 1): 1}
    """

    __slots__ = ("field", "order", "terms")

    def __init__(self, terms: Mapping[Fraction, Any], order: Fraction, field: Coefficients) -> None:
        kept = {e: field.convert(c) for e, c in sorted(terms.items()) if e < order}
        self.terms: dict[Fraction, Coefficient] = {e: c for e, c in kept.items() if not c.dropped}
        self.order = order
        self.field = field

    def like(self, terms: Mapping[Fraction, Any], order: Fraction | None = None) -> Puiseux:
        """A series with the same kind of coefficients, and the same order if none is given."""
        return Puiseux(terms, self.order if order is None else order, self.field)

    def coefficient(self, exponent: Fraction | int) -> Coefficient:
        """The coefficient of one exponent below the order.

        :raises ValueError: for an exponent that the truncation has cut off.
        """
        if exponent >= self.order:
            raise ValueError(
                f"Puiseux: exponent {exponent} does not satisfy exponent < {self.order}; expand to a higher order"
            )
        return self.terms.get(Fraction(exponent), self.field.convert(0))

    def leading(self) -> tuple[Fraction, Coefficient] | None:
        """The first exponent with a certainly non-zero coefficient, ``None`` when no term is left below the order."""
        for exponent, c in self.terms.items():
            if c.certainly_nonzero():
                return exponent, c
        return None

    def constant_and_rest(self) -> tuple[Coefficient, Puiseux]:
        """Constant term and the part with positive exponents; negative exponents are refused."""
        if any(e < 0 for e in self.terms):
            raise ValueError(
                "Puiseux: a function that is bounded at the end was needed, its series has negative exponents"
            )
        return self.coefficient(0), self.like({e: c for e, c in self.terms.items() if e > 0})

    def valuation(self) -> Fraction:
        """A lower bound of the exponents."""
        return min(self.terms, default=self.order)

    def powers_needed(self) -> int:
        """How many powers of this series (without constant term) stay below its order."""
        step = self.valuation()
        if step <= 0:
            raise ValueError("Puiseux: composition needs a series without constant term")
        return int(-(-self.order // step))

    def compose(self, coefficients: Sequence[Any]) -> Puiseux:
        """The sum of coefficients[n] times the n-th power of this series; ``powers_needed`` of them are needed."""
        needed = self.powers_needed()
        if len(coefficients) < needed:
            raise ValueError(f"Puiseux: {needed} coefficients were needed, {len(coefficients)} came")
        total = self.like({})
        for c in reversed(coefficients[:needed]):
            # Horner keeps the order of every step at the order of this series.
            total = self.like((total * self).terms) + c
        return total

    def __add__(self, other: Any) -> Puiseux:
        if not isinstance(other, Puiseux):
            other = self.like({Fraction(0): other})
        terms = dict(self.terms)
        for e, c in other.terms.items():
            terms[e] = terms[e] + c if e in terms else c
        return self.like(terms, min(self.order, other.order))

    def __mul__(self, other: Any) -> Puiseux:
        if not isinstance(other, Puiseux):
            factor = self.field.convert(other)
            return self.like({e: factor * c for e, c in self.terms.items()})
        order = min(self.order + other.valuation(), other.order + self.valuation())
        terms: dict[Fraction, Coefficient] = {}
        for e, c in self.terms.items():
            for f, b in other.terms.items():
                if e + f < order:
                    terms[e + f] = terms[e + f] + c * b if e + f in terms else c * b
        return self.like(terms, order)

    def power(self, exponent: Fraction) -> Puiseux:
        r"""The power by :math:`(c x^e (1 + u))^y = c^y x^{ey} \sum_n \binom{y}{n} u^n`, with c the certain leading
        coefficient."""
        found = self.leading()
        if found is None:
            raise UndecidedCoefficient(f"a power needs a leading term, none is known below exponent {self.order}")
        e, c = found
        rest = self.like({f - e: b / c for f, b in self.terms.items() if f > e}, self.order - e)
        binomials = [Fraction(1)]
        while len(binomials) < rest.powers_needed():
            n = len(binomials)
            binomials.append(binomials[-1] * (exponent - n + 1) / n)
        series = rest.compose(binomials)
        front = self.field.power(c, exponent)
        shifted = {f + e * exponent: front * b for f, b in series.terms.items()}
        return self.like(shifted, series.order + e * exponent)

    def __abs__(self) -> Puiseux:
        raise UnsupportedOperation(
            "Puiseux: abs() hides a kink inside the interval from the expansions at its ends; split the kernel"
        )

    __radd__, __rmul__ = __add__, __mul__

    def __neg__(self) -> Puiseux:
        return self * -1

    def __sub__(self, other: Any) -> Puiseux:
        return self + (-other)

    def __rsub__(self, other: Any) -> Puiseux:
        return -self + other

    def __truediv__(self, other: Any) -> Puiseux:
        if isinstance(other, Puiseux):
            return self * other.power(Fraction(-1))
        return self * (self.field.convert(1) / self.field.convert(other))

    def __rtruediv__(self, other: Any) -> Puiseux:
        return self.power(Fraction(-1)) * other

    def __pow__(self, n: int) -> Puiseux:
        if n < 0:
            return self.power(Fraction(n))
        result = self.like({Fraction(0): 1}, Fraction(10**9))  # the constant 1 is known to every order
        for _ in range(n):
            result = result * self
        return result
