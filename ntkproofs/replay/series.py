"""Truncated Taylor series over any arithmetic: exact elements or intervals."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, final

from .errors import Opaque
from .trees import Tree, free_symbols

__all__ = ["Expansion"]

Coefficients = list[Any]


@final
class Expansion:
    """Series of trees in one variable around a centre, to an order; `ring` has number(q), apply(head, ...), value."""

    def __init__(self, ring: Any, constant: Any, variable: str, centre: Any, order: int) -> None:
        self.ring, self.constant, self.variable, self.centre, self.order = ring, constant, variable, centre, order

    def of(self, tree: Tree) -> Coefficients:
        """Return the coefficients f^(n)(centre)/n! for n up to the order."""
        if self.variable not in free_symbols(tree):
            return self._padded([self.constant(tree)])
        head, *operands = tree
        if head == "symbol":
            return self._padded([self.centre, self.ring.number(1)])
        if head == "pow" and self.variable not in free_symbols(operands[1]):
            return self._power(self.of(operands[0]), operands[1])
        if head == "pow":
            return self._exp(self._times(self.of(operands[1]), self._function("log", self.of(operands[0]))))
        parts = [self.of(operand) for operand in operands]
        if head == "add":
            return [sum(coefficients[1:], coefficients[0]) for coefficients in zip(*parts, strict=True)]
        if head == "mul":
            product = parts[0]
            for part in parts[1:]:
                product = self._times(product, part)
            return product
        return self._function(head, parts[0])

    def _padded(self, known: Coefficients) -> Coefficients:
        return (known + [self.ring.number(0)] * (self.order + 1))[: self.order + 1]

    def _times(self, f: Coefficients, g: Coefficients) -> Coefficients:
        return [sum((f[j] * g[n - j] for j in range(1, n + 1)), f[0] * g[n]) for n in range(self.order + 1)]

    def _function(self, head: str, u: Coefficients) -> Coefficients:
        if head == "exp":
            return self._exp(u)
        if head in ("sin", "cos"):
            return self._circular(u)[head == "cos"]
        if head == "tan":
            sine, cosine = self._circular(u)
            return self._times(sine, self._inverse(cosine))
        if head in ("sinh", "cosh", "tanh"):
            up, down = self._exp(u), self._exp([-c for c in u])
            odd, even = ([(a + s * b) / 2 for a, b in zip(up, down, strict=True)] for s in (-1, 1))
            if head == "tanh":
                return self._times(odd, self._inverse(even))
            return odd if head == "sinh" else even
        # The others have an algebraic derivative, or erf' = 2/sqrt(pi) exp(-u^2): integrate it term by term.
        square = self._times(u, u)
        one = self._padded([self.ring.number(1)])
        if head == "log":
            slope = self._inverse(u)
        elif head == "atan":
            slope = self._inverse([a + b for a, b in zip(one, square, strict=True)])
        elif head in ("asin", "acos"):
            root = self._power([a - b for a, b in zip(one, square, strict=True)], ("rational", Fraction(-1, 2)))
            slope = root if head == "asin" else [-c for c in root]
        elif head == "erf":
            scale = self.constant(("mul", ("rational", Fraction(2)), ("pow", ("pi",), ("rational", Fraction(-1, 2)))))
            slope = [scale * c for c in self._exp([-c for c in square])]
        else:
            raise Opaque(f"replay has no series of {head}")
        rates = [(n + 1) * u[n + 1] for n in range(self.order)] + [self.ring.number(0)]
        product = self._times(slope, rates)
        return [self.ring.apply(head, u[0]), *(product[n - 1] / n for n in range(1, self.order + 1))]

    def _exp(self, u: Coefficients) -> Coefficients:
        # y' = u' y
        y = [self.ring.apply("exp", u[0])]
        for n in range(1, self.order + 1):
            y.append(sum((k * u[k] * y[n - k] for k in range(1, n + 1)), self.ring.number(0)) / n)
        return y

    def _circular(self, u: Coefficients) -> tuple[Coefficients, Coefficients]:
        s, c = [self.ring.apply("sin", u[0])], [self.ring.apply("cos", u[0])]
        for n in range(1, self.order + 1):
            s.append(sum((k * u[k] * c[n - k] for k in range(1, n + 1)), self.ring.number(0)) / n)
            c.append(sum((k * u[k] * s[n - k] for k in range(1, n + 1)), self.ring.number(0)) / -n)
        return s, c

    def _inverse(self, f: Coefficients) -> Coefficients:
        return self._power(f, ("rational", Fraction(-1)))

    def _power(self, f: Coefficients, exponent: Tree) -> Coefficients:
        if exponent[0] == "rational" and exponent[1].denominator == 1 and exponent[1] >= 0:
            product = self._padded([self.ring.number(1)])
            for _ in range(int(exponent[1])):
                product = self._times(product, f)
            return product
        a = self.constant(exponent)
        # y = f^a: f y' = a f' y; the division below fails where f vanishes at the centre, as it must.
        y = [self.ring.apply("pow", f[0], a)]
        for n in range(1, self.order + 1):
            terms = ((k * a - (n - k)) * f[k] * y[n - k] for k in range(1, n + 1))
            y.append(self.ring.apply("pow", f[0], self.ring.number(-1)) * sum(terms, self.ring.number(0)) / n)
        return y
