"""Products of Gamma functions: the one data type in which every Funk-Hecke coefficient is stated."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

LONGEST_EXACT = 1000
"""Characters after which an exact value is written in Gamma functions (the format of ``spectrum --format json``)."""

MOST_FACTORS = 12000
"""Integer factors multiplied out before a product of Gamma functions is left as it is."""


@final
@dataclass(frozen=True)
class Radical:
    r"""Exact number :math:`q\,2^{f}\pi^{e}` with rational :math:`q`, :math:`0 \le f < 1` and :math:`2e` an integer.

    >>> str(Radical(Fraction(6), Fraction(0), Fraction(-2)))
    '6/pi**2'
    """

    rational: Fraction
    two: Fraction
    pi: Fraction

    def sympy(self) -> Any:
        """The number as a SymPy expression."""
        import sympy

        def exact(x: Fraction) -> Any:
            return sympy.Rational(x.numerator, x.denominator)

        return exact(self.rational) * sympy.Integer(2) ** exact(self.two) * sympy.pi ** exact(self.pi)

    def __str__(self) -> str:
        return str(self.sympy())


@final
@dataclass(frozen=True)
class GammaProduct:
    r"""Product of Gamma functions at rational arguments.

    .. math:: q\,2^{f}\,\pi^{e}\,\prod_i \Gamma(a_i) \Big/ \prod_j \Gamma(b_j), \qquad q, f, e, a_i, b_j \in \mathbb{Q}.

    The product is zero exactly when some :math:`b_j` is a pole of Gamma (a non-positive integer) or :math:`q = 0`,
    because :math:`1/\Gamma` is entire with zeros there and no others. A pole among the :math:`a_i` raises
    ``ValueError``.

    >>> str(GammaProduct(Fraction(1, 2), numerator=(Fraction(5, 2),)).reduced())
    '3*sqrt(pi)/8'
    """

    rational: Fraction
    numerator: tuple[Fraction, ...] = ()
    denominator: tuple[Fraction, ...] = ()
    two: Fraction = Fraction(0)
    pi: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        for a in self.numerator:
            if _pole(a):
                raise ValueError(
                    f"GammaProduct: numerator argument {a} is a pole of Gamma; write the ratio as a rising factorial"
                )

    @property
    def vanishes(self) -> bool:
        """Whether the product is zero, by an exact argument."""
        return self.rational == 0 or any(_pole(b) for b in self.denominator)

    def scaled(self, factor: Fraction | int) -> GammaProduct:
        """The product times a rational."""
        return GammaProduct(self.rational * factor, self.numerator, self.denominator, self.two, self.pi)

    def evaluate(self, ctx: Any) -> Any:
        """Value over the arithmetic ``ctx``; exact zero where a reciprocal Gamma vanishes."""
        if self.vanishes:
            return ctx.rational(0)
        with ctx.working():
            value = ctx.rational(self.rational.numerator, self.rational.denominator)
            if self.two:
                value = value * _power(ctx, ctx.rational(2), self.two)
            if self.pi:
                value = value * _power(ctx, ctx.pi, self.pi)
            for a, times in _difference(self.numerator, self.denominator).items():
                point = ctx.rational(a.numerator, a.denominator)
                value = value * (ctx.gamma(point) ** times if times > 0 else ctx.rgamma(point) ** (-times))
            return value

    def reduced(self) -> Radical | None:
        """The product as one radical, or ``None`` where an argument is no half-integer or the numbers are too long."""
        if self.vanishes:
            return Radical(Fraction(0), Fraction(0), Fraction(0))
        if (2 * self.pi).denominator != 1:
            return None
        sign, pi, factors = self._reflected()
        if any((2 * a).denominator != 1 for a in factors):
            return None
        up, down, root, work = sign, 1, 0, 0
        # Arguments that differ by an integer are divided first: Gamma(x + n) / Gamma(x) = x (x + 1) ... (x + n - 1).
        for parity in (0, 1):
            above = sorted(a for a, n in factors.items() for _ in range(max(n, 0)) if int(2 * a) % 2 == parity)
            below = sorted(a for a, n in factors.items() for _ in range(max(-n, 0)) if int(2 * a) % 2 == parity)
            start = Fraction(1) if parity == 0 else Fraction(1, 2)
            root += parity * (len(above) - len(below))
            while len(above) < len(below):
                above.insert(0, start)
            while len(below) < len(above):
                below.insert(0, start)
            for high, low in zip(sorted(above), sorted(below), strict=True):
                work += abs(int(high - low))
                if work > MOST_FACTORS:
                    return None
                a, b = _rising(min(high, low), abs(int(high - low)))
                up, down = (up * a, down * b) if high >= low else (up * b, down * a)
        whole = math.floor(self.two)
        rational = self.rational * Fraction(up, down) * Fraction(2) ** whole
        return Radical(rational, self.two - whole, self.pi + pi + Fraction(root, 2))

    def _reflected(self) -> tuple[int, int, dict[Fraction, int]]:
        """Sign, power of pi and exponents of Gamma after Gamma(x) = (-1)^n pi / Gamma(1 - x) at each x = 1/2 - n <
        0."""
        sign, pi, factors = 1, 0, Counter[Fraction]()
        for a, times in _difference(self.numerator, self.denominator).items():
            if a.denominator == 2 and a < 0:
                sign *= -1 if int(Fraction(1, 2) - a) * times % 2 else 1
                pi += times
                factors[1 - a] -= times
            else:
                factors[a] += times
        return sign, pi, {a: n for a, n in factors.items() if n}

    def __str__(self) -> str:
        if self.vanishes:
            return "0"
        sign, pi, factors = self._reflected()
        bases = [("2", self.two), ("pi", self.pi + pi)]
        bases += [(f"gamma({_text(a)})", Fraction(n)) for a, n in sorted(factors.items()) if a not in (1, 2)]
        rational = sign * self.rational
        parts = [] if rational == 1 else [_text(rational)]
        parts += [base if x == 1 else f"{base}**{_text(x) if x > 0 else f'({_text(x)})'}" for base, x in bases if x]
        return "*".join(parts) or "1"


def exact_text(terms: Iterable[GammaProduct]) -> str:
    """A sum of products as a string that SymPy reads, in Gamma functions where it would exceed 1000 characters.

    >>> exact_text([GammaProduct(Fraction(1, 2)), GammaProduct(Fraction(1, 3), pi=Fraction(-2))])
    '1/(3*pi**2) + 1/2'
    """
    terms = tuple(terms)
    total = add_radicals(terms)
    if total is not None:
        # 3.3 bits make one decimal digit: numbers that are certainly too long are not printed in order to be counted.
        bits = sum(r.rational.numerator.bit_length() + r.rational.denominator.bit_length() for r in total)
        if bits < 4 * LONGEST_EXACT:
            import sympy

            text = str(sympy.Add(*(r.sympy() for r in total)))
            if len(text) <= LONGEST_EXACT:
                return text
    return " + ".join(str(t) for t in terms if not t.vanishes) or "0"


def add_radicals(terms: Iterable[GammaProduct]) -> tuple[Radical, ...] | None:
    """The non-zero radicals of a sum, like powers of 2 and pi collected; ``None`` where some product is not reduced."""
    sums: Counter[tuple[Fraction, Fraction]] = Counter()
    for term in terms:
        radical = term.reduced()
        if radical is None:
            return None
        sums[radical.two, radical.pi] += radical.rational  # type: ignore[assignment]
    return tuple(Radical(Fraction(q), two, pi) for (two, pi), q in sums.items() if q != 0)


def _pole(x: Fraction) -> bool:
    return x.denominator == 1 and x <= 0


def _difference(above: tuple[Fraction, ...], below: tuple[Fraction, ...]) -> dict[Fraction, int]:
    count = Counter(above)
    count.subtract(Counter(below))
    return {a: n for a, n in count.items() if n}


def _rising(x: Fraction, n: int) -> tuple[int, int]:
    """Numerator and denominator of x (x + 1) ... (x + n - 1) for an integer or half-integer x."""
    if x.denominator == 1:
        return math.prod(range(int(x), int(x) + n)), 1
    return math.prod(range(x.numerator, x.numerator + 2 * n, 2)), 1 << n


def _power(ctx: Any, base: Any, exponent: Fraction) -> Any:
    if exponent.denominator == 1:
        return base ** int(exponent)
    if exponent.denominator == 2:
        return base ** math.floor(exponent) * ctx.sqrt(base)
    return ctx.power(base, ctx.rational(exponent.numerator, exponent.denominator))


def _text(x: Fraction) -> str:
    return str(x) if x.denominator == 1 else f"Rational({x.numerator}, {x.denominator})"
