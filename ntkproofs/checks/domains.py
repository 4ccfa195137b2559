"""Sets over which statements are quantified, with exact sample points where a false one may show itself."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sympy
from sympy import Expr, Rational, Symbol


@dataclass(frozen=True)
class Reals:
    """An interval of reals; an open end is in the domain's closure but not in the domain.

    >>> [str(point) for point in Reals(0, 1).points()][:3]
    ['0', '1', '1/2']
    """

    lower: Any = -sympy.oo
    upper: Any = sympy.oo
    left_open: bool = False
    right_open: bool = False

    def points(self) -> Iterator[Expr]:
        """Yield exact points: ends that belong to the set, then interior ones."""
        lower, upper = sympy.sympify(self.lower), sympy.sympify(self.upper)
        if lower.is_finite and not self.left_open:
            yield lower
        if upper.is_finite and not self.right_open and upper != lower:
            yield upper
        fractions = (
            Rational(1, 2),
            Rational(1, 3),
            Rational(3, 4),
            Rational(1, 10),
            Rational(9, 10),
            Rational(1, 1000),
        )
        if lower.is_finite and upper.is_finite:
            yield from (lower + (upper - lower) * f for f in (*fractions, Rational(999, 1000)))
        elif lower.is_finite:
            yield from (lower + f for f in (1, 2, *fractions, 5, 10, 100, 1000))
        elif upper.is_finite:
            yield from (upper - f for f in (1, 2, *fractions, 5, 10, 100, 1000))
        else:
            yield from map(sympy.sympify, (0, 1, -1, Rational(1, 2), Rational(-1, 3), 2, -3, 10, -10))

    def describe(self) -> dict[str, str | bool]:
        """Return the set as exact JSON."""
        return {
            "kind": "reals",
            "lower": str(self.lower),
            "upper": str(self.upper),
            "left_open": self.left_open,
            "right_open": self.right_open,
        }

    def __str__(self) -> str:
        opening = "(" if self.left_open or self.lower == -sympy.oo else "["
        closing = ")" if self.right_open or self.upper == sympy.oo else "]"
        return f"{opening}{self.lower}, {self.upper}{closing}"


@dataclass(frozen=True)
class Integers:
    """The integers lower, lower + step, ... up to an upper end, or without end.

    >>> [int(point) for point in Integers(2, step=2).points()][:4]
    [2, 4, 6, 8]
    """

    lower: int = 0
    upper: int | None = None
    step: int = 1

    def points(self) -> Iterator[Expr]:
        """Yield the first few members, then some larger ones."""
        for n in (0, 1, 2, 3, 4, 5, 8, 10, 25, 50):
            value = self.lower + n * self.step
            if self.upper is None or value <= self.upper:
                yield sympy.Integer(value)

    def describe(self) -> dict[str, str | int]:
        """Return the set as exact JSON."""
        upper = "oo" if self.upper is None else str(self.upper)
        return {"kind": "integers", "lower": self.lower, "upper": upper, "step": self.step}

    def __str__(self) -> str:
        upper = "..." if self.upper is None else f"..., {self.upper}"
        return f"{{{self.lower}, {self.lower + self.step}, {upper}}}"


Domain = Reals | Integers


def points(domains: Mapping[Symbol, Domain], limit: int = 400) -> Iterator[dict[Symbol, Expr]]:
    """Yield sample points of a product of domains, the simplest coordinates first; of many symbols also mixed ones."""
    symbols = list(domains)
    axes = [list(domains[symbol].points()) for symbol in symbols]
    yield from itertools.islice(_graded(symbols, axes), limit)
    if len(symbols) > 3:
        # The first hundreds of points then differ in the two simplest values only, where x^2 = x.
        for shift in range(20):
            yield {s: axis[(shift + 3 * i) % len(axis)] for i, (s, axis) in enumerate(zip(symbols, axes, strict=True))}


def _graded(symbols: list[Symbol], axes: list[list[Expr]]) -> Iterator[dict[Symbol, Expr]]:
    # Ordered by the largest index used, so that every axis is explored before any is exhausted.
    for level in range(max((len(axis) for axis in axes), default=1)):
        for index in itertools.product(*(range(min(level + 1, len(axis))) for axis in axes)):
            if max(index, default=0) == level:
                yield {symbol: axis[i] for symbol, axis, i in zip(symbols, axes, index, strict=True)}


def refuse_assumptions(symbol: Symbol, domain: Domain) -> None:
    r"""Raise `ValueError` when SymPy takes for granted of a symbol what its domain does not grant.

    :math:`\sqrt{x^2}` becomes :math:`x` for a symbol declared positive, whatever the domain is said to be.

    >>> refuse_assumptions(Symbol("x", positive=True), Reals(-1, 1))
    Traceback (most recent call last):
    ...
    ValueError: domains: x is declared positive or an integer, but ranges over [-1, 1]; declare less
    """
    lower, upper = sympy.sympify(domain.lower), sympy.sympify(sympy.oo if domain.upper is None else domain.upper)
    granted = (
        (not symbol.is_integer or isinstance(domain, Integers))
        and (not symbol.is_nonnegative or bool(lower >= 0))
        and (not symbol.is_nonpositive or bool(upper <= 0))
        and (not symbol.is_odd or (isinstance(domain, Integers) and domain.lower % 2 == 1 and domain.step % 2 == 0))
        and (not symbol.is_even or (isinstance(domain, Integers) and domain.lower % 2 == 0 and domain.step % 2 == 0))
    )
    if not granted:
        msg = f"domains: {symbol} is declared positive or an integer, but ranges over {domain}; declare less"
        raise ValueError(msg)


def describe(domains: Mapping[Symbol, Domain]) -> dict[str, Any]:
    """Return the domains as exact JSON."""
    for symbol, domain in domains.items():
        refuse_assumptions(symbol, domain)
    return {str(symbol): domain.describe() for symbol, domain in domains.items()}


def assumed(over: Mapping[Symbol, Domain], *expressions: Expr) -> dict[str, list[str]]:
    """Return, as exact JSON, the symbols without a domain that SymPy takes to be non-negative; nothing for none.

    >>> assumed({}, Symbol("r", positive=True) ** 2)
    {'nonnegative': ['r']}
    """
    symbols = set().union(*(expr.free_symbols for expr in expressions)) - set(over)
    names = sorted(str(symbol) for symbol in symbols if symbol.is_nonnegative)
    return {"nonnegative": names} if names else {}
