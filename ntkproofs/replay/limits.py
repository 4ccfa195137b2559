"""Limits of rational functions at infinity, convergence of series of them, and logarithms that tend to 0."""

from __future__ import annotations

from fractions import Fraction

from .derivative import derivative
from .domains import Domain, exact_sign, exact_value
from .element import Element
from .errors import Rejected
from .field import Field, settled
from .identities import is_zero
from .polynomial import Polynomial
from .positivity import is_positive, read_corner
from .step import Step
from .trees import Tree, difference, free_symbols, number, read_text, read_tree, substitute

__all__ = ["degree_and_lead", "limit", "logarithms", "summable"]


def degree_and_lead(tree: Tree, variable: str, over: dict[str, Domain] | None = None) -> tuple[int, Tree, Tree]:
    """Return the degree of a rational function at infinity and its leading coefficients above and below."""

    def compute(field: Field) -> tuple[int, Tree, Tree]:
        element = field.element(tree)
        x = field.numbers.get(("symbol", variable), -1)
        for g in {g for p in (element.top, *element.below) for g in p.generators} - {x}:
            if variable in free_symbols(field.tree(Element(field, Polynomial([(((g, 1),), Fraction(1))])))):
                raise Rejected(f"a rational function of {variable} was needed")
        degree, below = 0, field.number(1)
        for polynomial, power in element.below.items():
            parts = polynomial.by_powers(x)
            degree, below = degree - power * max(parts), below * Element(field, parts[max(parts)]) ** power
        parts = element.top.by_powers(x)
        top = max(parts, default=0)
        return degree + top, field.tree(Element(field, parts.get(top, Polynomial()))), field.tree(below)

    degree, above, below = settled(compute)
    if not _never_zero(below, over or {}):
        raise Rejected("the leading coefficient below is not certain to be other than 0")
    return degree, above, below


def _never_zero(tree: Tree, over: dict[str, Domain]) -> bool:
    positive = frozenset(name for name, domain in over.items() if domain.positive)

    def compute(field: Field) -> bool:
        element = field.element(tree)
        return (
            len(element.top.terms) == 1
            and not element.below
            and all(
                field.meanings[g][0] in ("pi", "gamma", "exp")
                or (field.meanings[g][0] == "symbol" and field.meanings[g][1] in positive)
                or (field.meanings[g][0] in ("root", "pow") and _never_zero(field.tree(field.meanings[g][1]), over))
                for g in element.top.generators
            )
        )

    names = free_symbols(tree)
    if settled(compute) or (not names and exact_sign(tree) in (1, -1)):
        return True
    corner = {name: exact_value(end) for name, d in over.items() if name in names and (end := d.lower) is not None}
    known = {name: low for name, low in corner.items() if low is not None}
    return names == known.keys() and is_positive(tree, known)


def limit(step: Step) -> None:
    """Check the limit of a rational function of the variable at infinity."""
    variable, tree, expected = step.name("variable"), step.tree("expression"), step.data.get("limit")
    degree, above, below = degree_and_lead(tree, variable, step.over)
    lead: Tree = ("mul", above, ("pow", below, number(-1)))
    infinite = {"oo": 1, "-oo": -1}.get(expected) if isinstance(expected, str) else None
    zero = is_zero(above)
    if step.fails:
        # Away from 0 at the witness and of positive degree, or another finite limit there.
        wrong = degree > 0 and step.at_witness(lead, step.over) not in (0, infinite)
        if degree <= 0:
            found: Tree = lead if degree == 0 else number(0)
            wrong = infinite is not None or step.at_witness(difference(found, read_text(expected)), step.over) != 0
        if not wrong:
            raise Rejected("the witness does not contradict the limit")
    elif infinite is not None:
        if zero or degree <= 0 or exact_sign(lead) != infinite:
            raise Rejected("the limit is not infinite, or not of this sign")
    elif (degree > 0 and not zero) or not is_zero(
        difference(lead if degree == 0 else number(0), read_text(expected)), step.nonnegative
    ):
        raise Rejected("the quotient of the leading coefficients is another")


def summable(step: Step) -> None:
    """Check whether the sum of a rational function of the index converges: terms of order -2 or less."""
    index, term, start = step.name("index"), step.tree("term"), step.data.get("start")
    converges = step.data.get("converges")
    if not isinstance(start, int) or not isinstance(converges, bool) or free_symbols(term) - {index}:
        raise Rejected("a start, whether it converges, and a rational function of the index alone were needed")
    start_tree: Tree = ("add", ("symbol", index), number(start))
    for factor in settled(lambda field: [field.tree(Element(field, p)) for p in field.element(term).below]):
        moved = substitute(factor, {index: start_tree})
        if not any(is_positive(("mul", number(side), moved), {index: Fraction(0)}) for side in (1, -1)):
            raise Rejected(f"a denominator is not plainly free of zeros from {start} on")
    degree, above, _ = degree_and_lead(term, index)
    if (is_zero(above) or degree <= -2) is not (converges is not step.fails):
        raise Rejected(f"the terms are of exact order {degree}")


def logarithms(step: Step) -> None:
    r"""Check :math:`\sum e_i \log R_i > 0`: the R_i are positive and tend to 1, and the derivative is negative."""
    variable, corner, factors = step.name("variable"), read_corner(step), step.data.get("factors")
    if not isinstance(factors, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in factors):
        raise Rejected("pairs of a base and an exponent were needed")
    pairs = [(read_tree(base), read_tree(exponent)) for base, exponent in factors]
    total: Tree = ("add", number(0), *(("mul", exponent, ("log", base)) for base, exponent in pairs))
    if step.fails:
        if step.at_witness(total, {}) == 1 or any(
            name not in corner or exact_sign(difference(value, number(corner[name]))) not in (0, 1)
            for name, value in step.point().items()
        ):
            raise Rejected("the witness does not contradict the inequality")
        return
    slope: Tree = ("mul", number(-1), derivative(total, variable))
    for base, exponent in pairs:
        degree, above, below = degree_and_lead(base, variable)
        if variable in free_symbols(exponent) or not is_positive(base, corner):
            raise Rejected("a base is not plainly positive, or an exponent moves with the variable")
        if degree != 0 or not is_zero(difference(above, below)):
            raise Rejected("a base does not tend to 1")
    if not is_positive(slope, corner):
        raise Rejected("the derivative is not plainly negative")
