"""Positivity beyond a corner: every coefficient is non-negative after the shift to it."""

from __future__ import annotations

from fractions import Fraction

from .domains import Domain, exact_sign, exact_value
from .element import Element
from .errors import Rejected, shown
from .field import Field, settled
from .polynomial import Polynomial
from .step import Step
from .trees import Tree, number, read_text, substitute

__all__ = ["is_positive", "positive", "read_corner"]


def read_corner(step: Step) -> dict[str, Fraction]:
    """Return the least values of the parameters."""
    corner = step.data.get("corner")
    if not isinstance(corner, dict):
        raise Rejected(f"a corner is an object, {shown(corner)!r} came")
    found = {}
    for name, text in corner.items():
        value = exact_value(read_text(text))
        if value is None:
            raise Rejected(f"a corner is rational, {shown(text)!r} came")
        found[name] = value
    return found


def positive(step: Step) -> None:
    """Check expression > 0 (>= 0 unless strict) for all parameters at or above the corner."""
    tree, corner, strict = step.tree("expression"), read_corner(step), step.data.get("strict")
    if not isinstance(strict, bool):
        raise Rejected("it must be said whether the inequality is strict")
    if step.fails:
        domains = {name: Domain("reals", number(low), None, (False, False)) for name, low in corner.items()}
        if step.at_witness(tree, domains) >= (1 if strict else 0):
            raise Rejected("the inequality is true at the witness")
    elif not corner:
        if exact_sign(tree) not in ((1,) if strict else (0, 1)):
            raise Rejected("the constant is not of the sign said")
    elif not is_positive(tree, corner, strict):
        raise Rejected("some coefficient is not of the sign said after the shift to the corner")


def is_positive(tree: Tree, corner: dict[str, Fraction], strict: bool = True) -> bool:
    """Whether numerator and denominator have coefficients of one sign after the shift, and constant terms."""
    shift: dict[str, Tree] = {name: ("add", ("symbol", name), number(low)) for name, low in corner.items()}
    element = settled(lambda field: field.element(substitute(tree, shift)))
    if not element:
        return not strict
    total = 1
    for polynomial, power in [(element.top, 1), *element.below.items()]:
        found = _sign(element.field, polynomial, frozenset(corner), strict or polynomial is not element.top)
        if found is None:
            return False
        total *= found**power
    return total == 1


def _sign(field: Field, polynomial: Polynomial, symbols: frozenset[str], constant: bool) -> int | None:
    """Return the common sign of the coefficients; with `constant` the constant term must not be missing."""
    variables = {field.numbers[("symbol", name)] for name in symbols if ("symbol", name) in field.numbers}
    groups: dict[tuple[tuple[int, int], ...], list[tuple[tuple[tuple[int, int], ...], Fraction]]] = {}
    for monomial, c in polynomial.terms.items():
        inside = tuple(p for p in monomial if p[0] in variables)
        if any(e < 0 for _, e in inside):
            return None
        groups.setdefault(inside, []).append((tuple(p for p in monomial if p[0] not in variables), c))
    signs = {exact_sign(field.tree(Element(field, Polynomial(terms)))) for terms in groups.values()}
    if len(signs) != 1 or (constant and () not in groups):
        return None
    return signs.pop() or None
