"""Values of trees as intervals, by mpmath.iv and what it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any, final

from mpmath import iv

from .errors import Opaque, Rejected
from .trees import Tree

__all__ = ["Intervals", "sign", "working"]

PRECISIONS = (64, 192, 640, 2000)


@contextmanager
def working(bits: int) -> Iterator[Intervals]:
    """Set the precision of mpmath.iv, which is one per process, and put it back."""
    before = iv.prec
    iv.prec = bits
    try:
        yield Intervals()
    finally:
        iv.prec = before


@final
class Intervals:
    """The arithmetic of outward-rounded intervals at the precision set."""

    @staticmethod
    def number(value: int | Fraction) -> Any:
        """Return a rational number."""
        value = Fraction(value)
        return iv.mpf(value.numerator) / value.denominator

    @staticmethod
    def hull(lower: Fraction, upper: Fraction) -> Any:
        """Return the interval between two rational numbers."""
        return iv.mpf([Intervals.number(lower).a, Intervals.number(upper).b])

    def value(self, tree: Tree, symbols: dict[str, Any] | None = None) -> Any:
        """Return an interval that holds the value of a tree; raises `Rejected` where there is none."""
        head = tree[0]
        if head == "rational":
            return self.number(tree[1])
        if head == "pi":
            return +iv.pi
        if head == "symbol":
            if not symbols or tree[1] not in symbols:
                raise Rejected(f"no value is given for {tree[1]}")
            return symbols[tree[1]]
        return self.apply(head, *(self.value(operand, symbols) for operand in tree[1:]))

    def apply(self, head: str, *operands: Any) -> Any:
        """Return a function of intervals."""
        a = operands[0]
        if head == "add":
            return sum(operands[1:], a)
        if head == "mul":
            product = a
            for factor in operands[1:]:
                product = product * factor
            return product
        if head == "pow":
            return self.power(a, operands[1])
        if head in ("exp", "sin", "cos"):
            return getattr(iv, head)(a)
        if head == "log":
            return iv.log(self._positive(a, "the logarithm"))
        if head == "tan":
            return self._divide(iv.sin(a), iv.cos(a))
        if head in ("sinh", "cosh", "tanh"):
            up, down = iv.exp(a), iv.exp(-a)
            odd, even = (up - down) / 2, (up + down) / 2
            return {"sinh": odd, "cosh": even, "tanh": odd / even}[head]
        if head == "abs":
            return abs(a)
        if head == "atan":
            return self.atan(a)
        if head in ("acos", "asin"):
            acos = self.acos(a)
            return acos if head == "acos" else iv.pi / 2 - acos
        if head == "gamma":
            return self.gamma(a)
        if head == "factorial":
            return self.gamma(a + 1)
        if head == "rising":
            return self._divide(self.apply("gamma", a + operands[1]), self.apply("gamma", a))
        if head == "binomial":
            below = self.apply("gamma", operands[1] + 1) * self.apply("gamma", a - operands[1] + 1)
            return self._divide(self.apply("gamma", a + 1), below)
        raise Opaque(f"{head} has no interval here")

    @staticmethod
    def _positive(a: Any, what: str) -> Any:
        if not a.a > 0:
            raise Rejected(f"{what} of an interval that is not positive")
        return a

    @staticmethod
    def _divide(a: Any, b: Any) -> Any:
        if not (b.a > 0 or b.b < 0):
            raise Rejected("a division by an interval that holds 0")
        return a / b

    def power(self, base: Any, exponent: Any) -> Any:
        """Return base ** exponent: integer powers of any base, real ones of a base that is not negative."""
        if exponent.a == exponent.b and exponent.a == int(exponent.a):
            n = int(exponent.a)
            whole = base ** abs(n)
            return whole if n >= 0 else self._divide(iv.mpf(1), whole)
        if exponent.a == exponent.b and 2 * exponent.a == int(2 * exponent.a):
            if not base.a >= 0:
                raise Rejected("the square root of an interval that is not plainly non-negative")
            return self.power(iv.sqrt(base), 2 * exponent)
        if base.a == base.b == 0 and exponent.a > 0:
            return base
        return iv.exp(exponent * iv.log(self._positive(base, "a real power")))

    def gamma(self, a: Any) -> Any:
        """Return the Gamma function, left of 0 by Gamma(x) = Gamma(x + n)/(x (x + 1) ... (x + n - 1))."""
        below = iv.mpf(1)
        for _ in range(1000):
            if a.a > 0:
                return self._divide(iv.gamma(a), below)
            a, below = a + 1, below * a
        raise Rejected("Gamma of an interval far left of 0")

    def atan(self, a: Any) -> Any:
        """Return the inverse tangent, increasing."""
        return iv.mpf([iv.atan2(a.a, iv.mpf(1)).a, iv.atan2(a.b, iv.mpf(1)).b])

    def acos(self, a: Any) -> Any:
        r"""Return :math:`2 \operatorname{atan2}(\sqrt{1 - u}, \sqrt{1 + u})`, which decreases."""
        if not (a.a >= -1 and a.b <= 1):
            raise Rejected("the inverse cosine of an interval that leaves [-1, 1]")
        upper, lower = (2 * iv.atan2(iv.sqrt(1 - end), iv.sqrt(1 + end)) for end in (a.a, a.b))
        return iv.mpf([lower.a, upper.b])


def sign(tree: Tree) -> int | None:
    """Return the sign of a constant whose interval leaves 0 at some precision; never 0.

    >>> from .trees import read_text
    >>> sign(read_text("pi - 22/7")), sign(read_text("sqrt(2)**2 - 2"))
    (-1, None)
    """
    for bits in PRECISIONS:
        with working(bits) as intervals:
            try:
                value = intervals.value(tree)
            except Opaque:
                raise
            except Rejected:
                continue
            if value.a > 0:
                return 1
            if value.b < 0:
                return -1
    return None
