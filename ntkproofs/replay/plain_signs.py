"""Signs on an interval that can be read off from the shape of a tree."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import final

from .domains import Domain, exact_sign, exact_value
from .element import Element
from .field import Field, settled
from .identities import is_zero
from .polynomial import Polynomial
from .sturm import roots_inside, value
from .trees import ONE, ZERO, Tree, difference, free_symbols, number, substitute

__all__ = ["Signs"]

_CONTINUOUS = ("symbol", "add", "mul", "sin", "cos", "exp", "sinh", "cosh", "tanh", "asin", "acos", "atan", "erf")

#: The sign, and whether the value is certainly not 0 inside the interval.
Found = tuple[int, bool] | None


@final
@dataclass(frozen=True)
class Signs:
    """What is plain about trees in one variable on one interval; other symbols make nothing plain."""

    variable: str
    domain: Domain

    def sign(self, tree: Tree, collect: bool = True) -> Found:
        """Return (1, ...), (-1, ...) or (0, False) for a tree of one sign, else `None`."""
        if self.variable not in free_symbols(tree):
            found = exact_sign(tree)
            return None if found is None else (found, found != 0)
        head, *operands = tree
        affine = self._affine(tree)
        if affine is not None:
            return affine
        if head == "mul":
            parts = [self.sign(operand, collect) for operand in operands]
            if all(part is not None for part in parts):
                product, strict = 1, True
                for part in parts:
                    product, strict = product * part[0], strict and part[1]  # type: ignore[index]
                return product, strict
        if head == "pow":
            return self._power(operands[0], operands[1], collect)
        if head in ("exp", "cosh"):
            return 1, True
        if head == "acos":
            return 1, False
        if head in ("sin", "cos"):
            return self._circular(head, operands[0])
        if head in ("sinh", "atan", "asin", "tanh", "erf"):
            return self.sign(operands[0], collect)
        if head == "add":
            whole = self._oscillation(operands) or self._sum(operands, collect)
            if whole is not None:
                return whole
        if head not in ("add", "mul"):
            return None
        return self._polynomial(tree) or (self._collected(tree) if collect else None)

    def continuous(self, tree: Tree) -> bool:
        """Whether a tree is plainly continuous inside the interval: no denominator vanishes there."""
        if self.variable not in free_symbols(tree):
            return True
        head, *operands = tree
        if not all(self.continuous(operand) for operand in operands):
            return False
        if head == "pow":
            base, exponent = operands
            positive = not free_symbols(base) and exact_sign(base) == 1
            fixed = exponent[0] == "rational"
            return positive or (fixed and (exponent[1] > 0 or self._nonzero(base)))
        if head == "log":
            return self._nonzero(operands[0])
        return head in _CONTINUOUS

    def real(self, tree: Tree) -> bool:
        """Whether a tree is plainly real on the interval; a square of what is not has any sign."""
        if self.variable not in free_symbols(tree):
            return True
        head, *operands = tree
        needed: list[Tree] = []
        if head == "log" or (head == "pow" and not (operands[1][0] == "rational" and operands[1][1].denominator == 1)):
            needed = operands[:1]
        elif head in ("acos", "asin"):
            needed = [difference(ONE, operands[0]), ("add", ONE, operands[0])]
        found = [(0, False) if is_zero(t) else self.sign(t) for t in needed]
        return all(f is not None and f[0] >= 0 for f in found) and all(self.real(operand) for operand in operands)

    def _nonzero(self, tree: Tree) -> bool:
        found = self.sign(tree)
        return found is not None and found[1]

    def ends(self, tree: Tree) -> list[Tree | None] | None:
        """Return the values of an affine tree at the ends (`None`: infinite), `None` for another."""

        def compute(field: Field) -> tuple[Tree, Tree] | None:
            element = field.element(tree)
            x = field.numbers.get(("symbol", self.variable))
            if x is None or any(x in p.generators for p in element.below):
                return None
            parts = element.top.by_powers(x)
            inside = {g for part in parts.values() for g in part.generators}
            if not parts.keys() <= {0, 1} or any(self._moves(field, g) for g in inside):
                return None
            slope, constant = (Element(field, parts.get(n, Polynomial()), element.below) for n in (1, 0))
            return field.tree(slope), field.tree(constant)

        found = settled(compute)
        if found is None:
            return None
        slope, constant = found
        if free_symbols(slope) | free_symbols(constant):
            return None
        return [
            None if end is None else ("add", constant, ("mul", slope, end))
            for end in (self.domain.lower, self.domain.upper)
        ]

    def _moves(self, field: Field, generator: int) -> bool:
        return self.variable in free_symbols(field.tree(Element(field, Polynomial([(((generator, 1),), Fraction(1))]))))

    def _affine(self, tree: Tree) -> Found:
        ends = self.ends(tree)
        if ends is None:
            return None
        # At an infinite end an affine function has the sign of its slope there.
        shifts = [substitute(tree, {self.variable: number(n)}) for n in (0, 1)]
        slope = exact_sign(difference(shifts[1], shifts[0]))
        if slope is None:
            return None
        signs = [(slope * side if end is None else exact_sign(end)) for end, side in zip(ends, (-1, 1), strict=True)]
        if None in signs or {1, -1} <= set(signs):
            return None
        total = max((side for side in signs if side is not None), key=abs)
        return total, total != 0

    def _power(self, base: Tree, exponent: Tree, collect: bool) -> Found:
        if exponent[0] != "rational":
            return (1, True) if not free_symbols(base) and exact_sign(base) == 1 else None
        inner = self.sign(base, collect)
        strict = inner is not None and inner[1]
        if exponent[1].denominator == 1:
            return (1, strict) if exponent[1] % 2 == 0 else inner
        # Real powers are of what is not negative wherever they are real.
        return 1, strict and inner[0] == 1  # type: ignore[index]

    def _circular(self, head: str, argument: Tree) -> Found:
        ends = self.ends(argument)
        if ends is None or None in ends:
            return None
        move = Fraction(1, 2) if head == "cos" else Fraction(0)
        low, high = ends if exact_sign(difference(ends[1], ends[0])) != -1 else ends[::-1]  # type: ignore[arg-type]
        for half in range(-4, 5):
            # sine is positive inside [2 m pi, (2 m + 1) pi]; cosine is sine moved by pi/2.
            left, right = (("mul", number(half + j - move), ("pi",)) for j in (0, 1))
            gaps = [exact_sign(difference(low, left)), exact_sign(difference(right, high))]  # type: ignore[arg-type]
            if all(gap in (0, 1) for gap in gaps):
                return (1 if half % 2 == 0 else -1), True
        return None

    def _oscillation(self, terms: list[Tree]) -> Found:
        # c + sum a_i sin(.) + sum b_j cos(.) has the sign of c when |c| >= sum |a_i| + sum |b_j|.
        constant, reach = [], []
        for term in terms:
            if self.variable not in free_symbols(term):
                constant.append(term)
                continue
            factors = list(term[1:]) if term[0] == "mul" else [term]
            moving = [factor for factor in factors if self.variable in free_symbols(factor)]
            if len(moving) != 1 or moving[0][0] not in ("sin", "cos"):
                return None
            coefficient = ("mul", ONE, *(factor for factor in factors if factor is not moving[0]))
            side = exact_sign(coefficient)
            if side is None:
                return None
            reach.append(("mul", number(side), coefficient))
        total = ("add", ZERO, *constant)
        side = exact_sign(total)
        if not side:
            return None
        gap = exact_sign(difference(("mul", number(side), total), ("add", ZERO, *reach)))
        return (side, gap == 1) if gap in (0, 1) else None

    def _sum(self, terms: list[Tree], collect: bool) -> Found:
        found = [self.sign(term, collect) for term in terms]
        signs = {f[0] for f in found if f is not None} - {0}
        if None in found or len(signs) > 1:
            return None
        return (signs.pop() if signs else 0), any(f is not None and f[1] for f in found)

    def _polynomial(self, tree: Tree) -> Found:
        element = settled(lambda field: field.element(tree))
        x = element.field.numbers.get(("symbol", self.variable))
        parts = element.top.by_powers(x) if x is not None else {}
        ends = (self.domain.lower, self.domain.upper)
        low, high = (None if end is None else exact_value(end) for end in ends)
        rational = (ends[0] is None or low is not None) and (ends[1] is None or high is not None)
        if element.below or not parts or min(parts) < 0 or not rational:
            return None
        coefficients = [parts.get(n, Polynomial()).constant for n in range(max(parts) + 1)]
        if None in coefficients:
            return None
        exact: list[Fraction] = [c for c in coefficients if c is not None]
        if roots_inside(exact, low, high):
            return None
        near = (high - 1 if high is not None else Fraction(0)) if low is None else low + 1
        inside = value(exact, (low + high) / 2 if low is not None and high is not None else near)
        return (1 if inside > 0 else -1), True

    def _collected(self, tree: Tree) -> Found:
        # Terms with the same function of the variable are put together: sin x - x sin(x)/pi is (1 - x/pi) sin x.
        def compute(field: Field) -> list[Tree] | None:
            element = field.element(tree)
            x = field.numbers.get(("symbol", self.variable))
            groups: dict[tuple[tuple[int, int], ...], list[Tree]] = {}
            for monomial, c in element.top.terms.items():
                moving = tuple((g, e) for g, e in monomial if g != x and self._moves(field, g))
                rest = tuple(p for p in monomial if p not in moving)
                groups.setdefault(moving, []).append(field.tree(Element(field, Polynomial([(rest, c)]))))
            if element.below:
                return None
            return [
                ("mul", ("add", *terms), field.tree(Element(field, Polynomial([(moving, Fraction(1))]))))
                for moving, terms in groups.items()
            ]

        found = settled(compute)
        return None if found is None else self._sum(found, collect=False)
