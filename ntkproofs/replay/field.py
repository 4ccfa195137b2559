r"""The normal form that replay decides identities by: elements in generators, with these relations and no other.

:math:`\sin^2 b + \cos^2 b = 1` and the addition theorems; :math:`g^q = R` for :math:`g = R^{1/q}`;
:math:`e^{x + y} = e^x e^y`; :math:`(c y)^s = c^s y^s` for what is not negative; :math:`\Gamma(x + 1) = x \Gamma(x)`;
:math:`\arcsin = \pi/2 - \arccos`, whose sine and half angles are non-negative roots; :math:`|a|^2 = a^2`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import floor, lcm
from typing import Any, TypeVar, final

from .element import Element
from .errors import Rejected
from .polynomial import Polynomial
from .trees import Tree, number

__all__ = ["Field", "settled"]

Result = TypeVar("Result")
_HALF = Fraction(1, 2)
_MANY = 400


@final
class Field:
    """The generators met, what they mean, their relations, and the least denominators of multiples met of each."""

    def __init__(self, nonnegative: frozenset[str] = frozenset()) -> None:
        self.numbers: dict[Any, int] = {}
        self.meanings: list[tuple[Any, ...]] = []
        self.relations: dict[int, tuple[int, Element]] = {}
        self.scales: dict[Any, int] = {}
        self.nonnegative = nonnegative
        self.met: dict[Tree, Element] = {}

    def number(self, value: int | Fraction) -> Element:
        """Return a rational number."""
        return Element(self, Polynomial([((), Fraction(value))]))

    def element(self, tree: Tree) -> Element:
        """Return the element of a tree."""
        if tree not in self.met:
            if tree[0] == "rational":
                self.met[tree] = self.number(tree[1])
            elif tree[0] in ("symbol", "pi"):
                self.met[tree] = self._generator(*tree)
            else:
                self.met[tree] = self.apply(tree[0], *(self.element(operand) for operand in tree[1:]))
        return self.met[tree]

    def tree(self, element: Element) -> Tree:
        """Return a tree of an element."""
        terms = [
            ("mul", number(c), *(("pow", self._meaning(g), number(e)) for g, e in monomial))
            for monomial, c in element.top.terms.items()
        ]
        below = [("pow", self.tree(Element(self, p)), number(-power)) for p, power in element.below.items()]
        return ("mul", ("add", number(0), *terms), *below)

    def _meaning(self, generator: int) -> Tree:
        head, *operands = self.meanings[generator]
        if head in ("symbol", "pi"):
            return (head, *operands)
        if head == "root":
            return ("pow", self.tree(operands[0]), number(Fraction(1, operands[1])))
        return (head, *map(self.tree, operands))

    def _generator(self, head: str, *operands: Any, relation: tuple[int, Element] | None = None) -> Element:
        key = (head, *(o.key if isinstance(o, Element) else o for o in operands))
        if key not in self.numbers:
            self.numbers[key] = len(self.meanings)
            self.meanings.append((head, *operands))
            if relation is not None:
                self.relations[self.numbers[key]] = relation
        return Element(self, Polynomial([(((self.numbers[key], 1),), Fraction(1))]))

    def _scale(self, key: Any, denominator: int) -> int:
        self.scales[key] = lcm(self.scales.get(key, 1), denominator)
        return self.scales[key]

    def _terms(self, element: Element) -> Iterator[tuple[Fraction, Element]]:
        for monomial, c in element.top.terms.items():
            yield c, Element(self, Polynomial([(monomial, Fraction(1))]), element.below)

    def _single(self, element: Element, head: str) -> Any:
        """Return the meaning of an element that is one generator of this head, else `None`."""
        if len(element.top.terms) == 1 and not element.below:
            ((monomial, c),) = element.top.terms.items()
            if c == 1 and len(monomial) == 1 and monomial[0][1] == 1 and self.meanings[monomial[0][0]][0] == head:
                return self.meanings[monomial[0][0]]
        return None

    def apply(self, head: str, *operands: Element) -> Element:
        """Return a function of elements; raises `Rejected` for an unknown head or a pole."""
        a = operands[0]
        if head == "add":
            return sum(operands[1:], a)
        if head == "mul":
            product = a
            for factor in operands[1:]:
                product = product * factor
            return product
        if head in ("sin", "cos", "tan"):
            sine, cosine = self._angle(a)
            return sine / cosine if head == "tan" else sine if head == "sin" else cosine
        if head in ("sinh", "cosh", "tanh"):
            up, down = self._exp(a), self._exp(-a)
            odd, even = (up - down) / 2, (up + down) / 2
            return odd / even if head == "tanh" else odd if head == "sinh" else even
        if head == "abs":
            known = a.constant
            return self.number(abs(known)) if known is not None else self._generator(head, a, relation=(2, a * a))
        if head in ("atan", "erf") and not a:
            return a
        if head == "gamma":
            return self._gamma(a)
        if head == "factorial":
            return self._gamma(a + 1)
        if head == "rising":
            return self._falling(a + operands[1] - 1, operands[1])
        if head == "binomial":
            return self._binomial(a, operands[1])
        if head == "pow":
            return self.power(a, operands[1])
        if head in ("exp", "log", "acos"):
            return {"exp": self._exp, "log": self._log, "acos": self._acos}[head](a)
        if head == "asin":
            return self._generator("pi") / 2 - self._acos(a)
        if head in ("atan", "erf", "besseli"):
            return self._generator(head, *operands)
        raise Rejected(f"unknown head {head!r}")

    def _exp(self, argument: Element) -> Element:
        result = self.number(1)
        for c, atom in self._terms(argument):
            n = self._scale(("exp", atom.key), c.denominator)
            result = result * self._generator("exp", atom / n) ** int(c * n)
        return result

    def _log(self, argument: Element) -> Element:
        if not argument:
            raise Rejected("the logarithm of 0")
        rest, parts = self._parts(argument)
        total = self.number(0) if rest.constant == 1 else self._generator("log", rest)
        for part, e in parts:
            total = total + self._generator("log", part) * e
        return total

    def _acos(self, argument: Element) -> Element:
        for value, angle in ((1, 0), (_HALF, Fraction(1, 3)), (0, _HALF), (-_HALF, Fraction(2, 3)), (-1, 1)):
            if argument.constant == value:
                return self._generator("pi") * angle
        return self._generator("acos", argument)

    def _angle(self, argument: Element) -> tuple[Element, Element]:
        sine, cosine = self.number(0), self.number(1)
        for c, atom in self._terms(argument):
            known = self._single(atom, "pi") is not None and 12 % c.denominator == 0
            n = 12 if known else self._scale(("angle", atom.key), c.denominator)
            s, co = self._twelfth() if known else self._base_angle(atom, n)
            if abs(c * n) > _MANY:
                raise Rejected(f"a multiple {c * n} of an angle is beyond {_MANY}")
            for _ in range(abs(int(c * n))):
                step = s if c > 0 else -s
                sine, cosine = sine * co + cosine * step, cosine * co - sine * step
        return sine, cosine

    def _twelfth(self) -> tuple[Element, Element]:
        # sin, cos of pi/12 are sqrt(2) (sqrt(3) -+ 1)/4.
        two, three = (self.power(self.number(p), self.number(_HALF)) for p in (2, 3))
        return two * (three - 1) / 4, two * (three + 1) / 4

    def _base_angle(self, atom: Element, n: int) -> tuple[Element, Element]:
        inverse = self._single(atom, "acos")
        if inverse is not None and n <= 2:
            u, half = inverse[1], self.number(_HALF)
            # acos u is in [0, pi]: its sine and both functions of its half are not negative.
            if n == 1:
                return self.power(1 - u * u, half), u
            return self.power((1 - u) / 2, half), self.power((1 + u) / 2, half)
        cosine = self._generator("cos", atom / n)
        return self._generator("sin", atom / n, relation=(2, 1 - cosine * cosine)), cosine

    def _parts(self, base: Element) -> tuple[Element, list[tuple[Element, int]]]:
        """Split off positive numbers, in primes, and generators that are not negative."""
        rest, parts = base / base.top.content, []
        for side, sign in ((base.top.content.numerator, 1), (base.top.content.denominator, -1)):
            parts += [(self.number(p), sign * e) for p, e in _factors(side)]
        for g, e in base.top.common:
            head, *operands = self.meanings[g]
            if head in ("pi", "exp") or (head == "symbol" and operands[0] in self.nonnegative):
                part = Element(self, Polynomial([(((g, 1),), Fraction(1))]))
                rest, parts = rest / part**e, [*parts, (part, e)]
        return rest, parts

    def power(self, base: Element, exponent: Element) -> Element:
        """Return a real power."""
        known = exponent.constant
        if known is not None and known.denominator == 1:
            if abs(known) > _MANY:
                raise Rejected(f"an exponent {known} is beyond {_MANY}")
            return base ** int(known)
        if not base:
            if known is None or known < 0:
                raise Rejected("a power of 0 whose exponent is not plainly positive")
            return base
        rest, parts = self._parts(base)
        result = self.number(1) if rest.constant == 1 else self._power(rest, exponent)
        for part, e in parts:
            result = result * self._power(part, exponent * e)
        return result

    def _power(self, base: Element, exponent: Element) -> Element:
        exponential = self._single(base, "exp")
        if exponential is not None:
            return self._exp(exponential[1] * exponent)
        result = self.number(1)
        for c, atom in self._terms(exponent):
            n = self._scale(("power", base.key, atom.key), c.denominator)
            if atom.constant == 1:
                root = base if n == 1 else self._generator("root", base, n, relation=(n, base))
                result = result * root ** int(c * n)
            else:
                result = result * self._generator("pow", base, atom / n) ** int(c * n)
        return result

    def _gamma(self, argument: Element) -> Element:
        if argument.below:
            return self._generator("gamma", argument)
        whole = floor(argument.top.terms.get((), Fraction(0)))
        base = argument - whole
        if base.constant == 0:
            if whole <= 0:
                raise Rejected(f"Gamma has a pole at {whole}")
            base, whole = base + 1, whole - 1
        if abs(whole) > _MANY:
            raise Rejected(f"a Gamma function {whole} steps away is beyond {_MANY}")
        if base.constant == 1:
            at_base = self.number(1)
        elif base.constant == _HALF:
            at_base = self.power(self._generator("pi"), self.number(_HALF))
        else:
            at_base = self._generator("gamma", base)
        # Gamma(b + n) = b (b + 1) ... (b + n - 1) Gamma(b)
        for j in range(whole):
            at_base = at_base * (base + j)
        for j in range(whole, 0):
            at_base = at_base / (base + j)
        return at_base

    def _falling(self, a: Element, count: Element) -> Element:
        """Return a (a - 1) ... (a - count + 1)."""
        n = count.constant
        if n is not None and n.denominator == 1 and 0 <= n <= _MANY:
            product = self.number(1)
            for j in range(int(n)):
                product = product * (a - j)
            return product
        return self._gamma(a + 1) * self._reciprocal_gamma(a - count + 1)

    def _binomial(self, a: Element, b: Element) -> Element:
        return self._falling(a, b) * self._reciprocal_gamma(b + 1)

    def _reciprocal_gamma(self, argument: Element) -> Element:
        pole = argument.constant is not None and argument.constant.denominator == 1 and argument.constant <= 0
        return self.number(0) if pole else self._gamma(argument).inverse()


def _factors(n: int) -> list[tuple[int, int]]:
    """Return prime factors; what is left beyond 10^4 stays whole, which loses no truth."""
    found, p = [], 2
    while p * p <= n and p < 10_000:
        e = 0
        while n % p == 0:
            n, e = n // p, e + 1
        found += [(p, e)] if e else []
        p += 1
    return found + ([(n, 1)] if n > 1 else [])


def settled(compute: Callable[[Field], Result], nonnegative: frozenset[str] = frozenset()) -> Result:
    """Run a computation over a field again until it meets no new denominators of multiples.

    sin(x) is a generator until sin(x/2) is met, then both are polynomials in sin and cos of x/2.
    """
    field = Field(nonnegative)
    for _ in range(20):
        before = dict(field.scales)
        field.met.clear()
        result = compute(field)
        if field.scales == before:
            return result
    raise Rejected("the multiples of angles and exponents do not come to rest")
