"""Polynomials over the rationals in numbered generators; exponents may be negative."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import gcd
from typing import final

__all__ = ["Monomial", "Polynomial"]

#: Pairs (generator, exponent other than 0), by generator.
Monomial = tuple[tuple[int, int], ...]


def times(first: Monomial, second: Monomial) -> Monomial:
    """Return the product of two monomials."""
    exponents = dict(first)
    for generator, exponent in second:
        exponents[generator] = exponents.get(generator, 0) + exponent
    return tuple(sorted((g, e) for g, e in exponents.items() if e))


@final
class Polynomial:
    """A finite map from monomials to rational coefficients that are not 0."""

    __slots__ = ("_hash", "terms")

    def __init__(self, terms: Iterable[tuple[Monomial, Fraction]] = ()) -> None:
        self.terms: dict[Monomial, Fraction] = {}
        for monomial, coefficient in terms:
            total = self.terms.get(monomial, 0) + coefficient
            if total:
                self.terms[monomial] = Fraction(total)
            else:
                self.terms.pop(monomial, None)
        self._hash = hash(frozenset(self.terms.items()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Polynomial) and self.terms == other.terms

    def __hash__(self) -> int:
        return self._hash

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __add__(self, other: Polynomial) -> Polynomial:
        return Polynomial([*self.terms.items(), *other.terms.items()])

    def __mul__(self, other: Polynomial) -> Polynomial:
        return Polynomial((times(m, n), c * d) for m, c in self.terms.items() for n, d in other.terms.items())

    def scaled(self, factor: Fraction, monomial: Monomial = ()) -> Polynomial:
        """Return the product with a term."""
        return Polynomial((times(m, monomial), c * factor) for m, c in self.terms.items())

    @property
    def constant(self) -> Fraction | None:
        """The value of a polynomial without generators, else `None`."""
        if not self.terms:
            return Fraction(0)
        return self.terms[()] if len(self.terms) == 1 and () in self.terms else None

    @property
    def generators(self) -> frozenset[int]:
        """The generators that occur."""
        return frozenset(g for monomial in self.terms for g, _ in monomial)

    @property
    def content(self) -> Fraction:
        """The positive rational c for which the coefficients of 1/c times the polynomial are coprime integers."""
        over, under = 0, 1
        for c in self.terms.values():
            over, under = gcd(over, c.numerator), under * c.denominator // gcd(under, c.denominator)
        return Fraction(over, under)

    @property
    def common(self) -> Monomial:
        """The monomial of the least exponents."""
        least: dict[int, int] = {}
        for g in self.generators:
            least[g] = min(dict(monomial).get(g, 0) for monomial in self.terms)
        return tuple(sorted((g, e) for g, e in least.items() if e))

    def by_powers(self, generator: int) -> dict[int, Polynomial]:
        """Return the coefficients of the powers of one generator."""
        parts: dict[int, list[tuple[Monomial, Fraction]]] = {}
        for monomial, c in self.terms.items():
            power = dict(monomial).get(generator, 0)
            parts.setdefault(power, []).append((tuple(p for p in monomial if p[0] != generator), c))
        return {power: Polynomial(terms) for power, terms in parts.items()}

    def leading(self, order: list[int]) -> tuple[Monomial, Fraction]:
        """Return the term that is last in the lexicographic order of the exponents of these generators."""
        return max(self.terms.items(), key=lambda term: tuple(dict(term[0]).get(g, 0) for g in order))

    def divided(self, divisor: Polynomial) -> Polynomial | None:
        """Return the quotient when it is a polynomial times a monomial, else `None`."""
        order = sorted(self.generators | divisor.generators)
        shift = tuple((g, -e) for g, e in self.common)
        rest, quotient = self.scaled(Fraction(1), shift), Polynomial()
        top, lead = divisor.leading(order)
        inverse = tuple((g, -e) for g, e in top)
        while rest:
            monomial, coefficient = rest.leading(order)
            ratio = times(monomial, inverse)
            if any(e < 0 for _, e in ratio):
                return None
            term = Polynomial([(ratio, coefficient / lead)])
            quotient, rest = quotient + term, rest + (term * divisor).scaled(Fraction(-1))
        return quotient.scaled(Fraction(1), self.common)
