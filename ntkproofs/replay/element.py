"""Quotients of polynomials modulo the relations of their generators, with the denominator kept in factors."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, final

from .errors import Rejected
from .polynomial import Polynomial

__all__ = ["Element"]


@final
class Element:
    """A polynomial over a product of polynomials, in the generators of a field.

    A relation :math:`g^q = R` of a generator, with R in earlier ones, is applied wherever g has a power outside
    0, ..., q - 1. An element whose numerator is 0 vanishes wherever it is defined.
    """

    __slots__ = ("below", "field", "top")

    def __init__(self, field: Any, top: Polynomial, below: dict[Polynomial, int] | None = None) -> None:
        self.field, self.top, self.below = field, top, {} if not top else below or {}

    @property
    def key(self) -> tuple[Polynomial, frozenset[tuple[Polynomial, int]]]:
        """What tells elements apart."""
        return self.top, frozenset(self.below.items())

    @property
    def constant(self) -> Fraction | None:
        """The value of an element without generators, else `None`."""
        return None if self.below else self.top.constant

    def __bool__(self) -> bool:
        return bool(self.top)

    def _lift(self, other: Any) -> Element:
        return other if isinstance(other, Element) else Element(self.field, Polynomial([((), Fraction(other))]))

    def __add__(self, other: Any) -> Element:
        other = self._lift(other)
        if not self.top or not other.top:
            return other if not self.top else self
        below = {p: max(self.below.get(p, 0), other.below.get(p, 0)) for p in {**self.below, **other.below}}
        total = Element(self.field, Polynomial())
        for one in (self, other):
            part = Element(self.field, one.top)
            for p, power in below.items():
                for _ in range(power - one.below.get(p, 0)):
                    part = _reduced(self.field, part.top * p, part.below)
            # Reduction may bring denominators of its own.
            total = part if not total.top else _joined(total, part)
        return _reduced(self.field, total.top, _product(total.below, below))

    def __mul__(self, other: Any) -> Element:
        other = self._lift(other)
        return _reduced(self.field, self.top * other.top, _product(self.below, other.below))

    def __pow__(self, exponent: int) -> Element:
        base = self if exponent >= 0 else self.inverse()
        result = self._lift(1)
        for _ in range(abs(exponent)):
            result = result * base
        return result

    def inverse(self) -> Element:
        """Return the reciprocal; raises `Rejected` for 0."""
        if not self.top:
            raise Rejected("a division by what is identically 0")
        unit, primitive = self.top.content, self.top.common
        back = tuple((g, -e) for g, e in primitive)
        bare = self.top.scaled(1 / unit, back)
        sign = 1 if bare.leading(sorted(bare.generators))[1] > 0 else -1
        bare = bare.scaled(Fraction(sign))
        inverted = _reduced(self.field, Polynomial([(back, sign / unit)]), {} if bare.constant == 1 else {bare: 1})
        for p, power in self.below.items():
            for _ in range(power):
                inverted = inverted * Element(self.field, p)
        return inverted

    def __truediv__(self, other: Any) -> Element:
        return self * self._lift(other).inverse()

    def __neg__(self) -> Element:
        return self * -1

    def __sub__(self, other: Any) -> Element:
        return self + self._lift(other) * -1

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other: Any) -> Element:
        return self._lift(other) - self

    def __rtruediv__(self, other: Any) -> Element:
        return self._lift(other) / self


def _product(first: dict[Polynomial, int], second: dict[Polynomial, int]) -> dict[Polynomial, int]:
    return {p: first.get(p, 0) + second.get(p, 0) for p in {**first, **second}}


def _joined(first: Element, second: Element) -> Element:
    if first.below == second.below:
        return Element(first.field, first.top + second.top, first.below)
    return first + second


def _reduced(field: Any, top: Polynomial, below: dict[Polynomial, int]) -> Element:
    for g in sorted(top.generators & field.relations.keys(), reverse=True):
        order, value = field.relations[g]
        parts = top.by_powers(g)
        if all(0 <= power < order for power in parts):
            continue
        total = Element(field, Polynomial())
        for power, part in parts.items():
            rest = Polynomial([(((g, power % order),) if power % order else (), Fraction(1))])
            total = total + Element(field, part * rest) * value ** (power // order)
        return _reduced(field, total.top, _product(total.below, below))
    for p in list(below):
        while below.get(p, 0) and (quotient := top.divided(p)) is not None:
            top, below = quotient, {q: n - (q == p) for q, n in below.items() if n - (q == p)}
    return Element(field, top, below)
