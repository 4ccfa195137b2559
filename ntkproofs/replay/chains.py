r"""Non-negativity from signs of derivatives: a chain of links, each with its own expression.

:math:`f \ge 0` on [a, b] when f is plainly so; when :math:`f(a) \ge 0` and :math:`f' \ge 0` (increasing); when
:math:`f(b) \ge 0` and :math:`-f' \ge 0` (decreasing); when :math:`f(a), f(b) \ge 0` and :math:`-f'' \ge 0` (concave).
"""

from __future__ import annotations

from typing import Any

from .derivative import derivative
from .domains import Domain, exact_sign
from .errors import Opaque, Rejected, shown
from .identities import is_zero
from .plain_signs import Signs
from .step import Step
from .trees import Tree, difference, number, read_tree, substitute

__all__ = ["follow", "nonnegative_by_derivatives", "read_links"]

Links = list[tuple[str, Tree]]


def read_links(data: Any) -> Links:
    """Read pairs (reason, expression)."""
    if data is None:
        raise Opaque("the data hold no chain of derivatives")
    if not isinstance(data, list) or not data or not all(isinstance(p, list) and len(p) == 2 for p in data):
        raise Rejected("a chain of pairs (reason, expression) was needed")
    return [(reason, read_tree(tree)) for reason, tree in data]


def follow(tree: Tree, variable: str, domain: Domain, links: Links) -> None:
    """Check that a chain shows a tree to be non-negative on a domain."""
    signs, wanted = Signs(variable, domain), tree
    for i, (reason, stated) in enumerate(links):
        if not is_zero(difference(stated, wanted)):
            raise Rejected(f"link {i + 1} of the chain is about another expression")
        if not (signs.continuous(stated) and signs.real(stated)):
            raise Rejected(f"link {i + 1} of the chain is not plainly real and continuous")
        if reason == "plain":
            found = (0, False) if is_zero(stated) else signs.sign(stated)
            if i + 1 != len(links) or found is None or found[0] < 0:
                raise Rejected(f"link {i + 1} of the chain is not plainly non-negative, or not the last")
            return
        ends = {"increasing": [domain.lower], "decreasing": [domain.upper], "concave": [domain.lower, domain.upper]}
        for end in ends.get(reason, [None]):
            if end is None or exact_sign(substitute(stated, {variable: end})) not in (0, 1):
                raise Rejected(f"link {i + 1} of the chain: {shown(reason)!r} with no non-negative value at the end")
        wanted = derivative(stated, variable)
        if reason == "concave":
            wanted = derivative(wanted, variable)
        if reason != "increasing":
            wanted = ("mul", number(-1), wanted)
    raise Rejected("the chain ends before a plain sign")


def nonnegative_by_derivatives(step: Step) -> None:
    """Check expression >= 0 on an interval."""
    tree, variable, domain = step.tree("expression"), step.name("variable"), Domain.read(step.data.get("domain"))
    if step.data.get("relation") != ">=":
        raise Rejected("the relation >= was needed")
    if step.fails:
        if step.at_witness(tree, {variable: domain}) != -1:
            raise Rejected("the expression is not negative at the witness")
        return
    follow(tree, variable, domain, read_links(step.data.get("links")))
