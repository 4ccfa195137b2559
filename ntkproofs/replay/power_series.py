"""Taylor coefficients at 0 by series arithmetic, and quotients that they show to be unbounded."""

from __future__ import annotations

from .chains import follow, read_links
from .domains import Domain, exact_sign
from .errors import Rejected
from .field import Field, settled
from .identities import is_zero
from .series import Expansion
from .step import Step
from .trees import Tree, difference, number, read_tree, substitute

__all__ = ["coefficients", "power_series", "unbounded_quotient"]


def coefficients(
    tree: Tree, variable: str, order: int, centre: Tree | None = None, nonnegative: frozenset[str] = frozenset()
) -> list[Tree]:
    """Return exact Taylor coefficients of a tree, as trees."""
    if order > 60:
        raise Rejected(f"a series of order {order} is beyond 60")

    def compute(field: Field) -> list[Tree]:
        start = field.element(centre) if centre is not None else field.number(0)
        return [field.tree(c) for c in Expansion(field, field.element, variable, start, order).of(tree)]

    return settled(compute, nonnegative)


def power_series(step: Step) -> None:
    """Check the named Taylor coefficients at 0."""
    claimed = step.data.get("coefficients")
    if not isinstance(claimed, dict) or not claimed or not all(n.isascii() and n.isdigit() for n in claimed):
        raise Rejected("coefficients by degree were needed")
    expected = {int(n): read_tree(c) for n, c in claimed.items()}
    found = coefficients(step.tree("expression"), step.name("variable"), max(expected), None, step.nonnegative)
    gaps = [difference(found[n], c) for n, c in expected.items()]
    if step.fails:
        if not any(exact_sign(substitute(gap, step.point())) in (1, -1) for gap in gaps):
            raise Rejected("no coefficient differs at the witness")
        return
    for n, gap in zip(expected, gaps, strict=True):
        if not is_zero(gap, step.nonnegative):
            raise Rejected(f"the coefficient of degree {n} is another")


def unbounded_quotient(step: Step) -> None:
    """Check that a quotient has no upper bound on (0, b], by its first Taylor terms, or that it has one."""
    variable, order = step.name("variable"), step.data.get("order")
    top, bottom, unbounded = step.tree("numerator"), step.tree("denominator"), step.data.get("unbounded")
    if not isinstance(order, int) or not 0 <= order <= 20 or not isinstance(unbounded, bool):
        raise Rejected("an order and whether it is unbounded were needed")
    if unbounded is not step.fails:
        (n, above), (m, below) = (_first(side, variable, order) for side in (top, bottom))
        if not (n < m and above * below == 1):
            raise Rejected(f"the first Taylor terms of degrees {n} and {m} do not make it unbounded")
        return
    # top <= M bottom bounds the quotient only where bottom is not negative.
    gap = difference(("mul", step.text("bound"), bottom), top)
    domain = Domain("reals", number(0), step.text("upper"), (False, False))
    follow(bottom, variable, domain, read_links(step.data.get("below")))
    follow(gap, variable, domain, read_links(step.data.get("links")))


def _first(tree: Tree, variable: str, order: int) -> tuple[int, int]:
    for n, coefficient in enumerate(coefficients(tree, variable, order)):
        found = exact_sign(coefficient)
        if found is None:
            raise Rejected(f"the coefficient of degree {n} is of unknown sign")
        if found:
            return n, found
    raise Rejected(f"no Taylor coefficient up to degree {order} differs from 0")
