"""Gamma functions at convex combinations of positive arguments."""

from __future__ import annotations

from fractions import Fraction

from .domains import Domain
from .errors import Rejected
from .identities import is_zero
from .positivity import is_positive, read_corner
from .step import Step
from .tilings import read_fraction
from .trees import Tree, difference, number, read_tree

__all__ = ["log_convexity"]


def log_convexity(step: Step) -> None:
    r"""Check :math:`\Gamma(m) \le \prod\Gamma(x_i)^{w_i}`: log Gamma is convex on the positive reals."""
    middle, corner, parts = step.tree("middle"), read_corner(step), step.data.get("parts")
    if not isinstance(parts, list) or not parts or not all(isinstance(p, list) and len(p) == 2 for p in parts):
        raise Rejected("arguments with their weights were needed")
    pairs: list[tuple[Tree, Fraction]] = [(read_tree(x), read_fraction(w)) for x, w in parts]
    if step.fails:
        domains = {name: Domain("reals", number(low), None, (False, False)) for name, low in corner.items()}
        arguments = [middle, *(x for x, _ in pairs)]
        if any(step.at_witness(x, domains) != 1 for x in arguments):
            raise Rejected("an argument is not positive at the witness")
        powers = (("pow", ("gamma", x), number(w)) for x, w in pairs)
        if step.at_witness(difference(("mul", *powers), ("gamma", middle)), domains) != -1:
            raise Rejected("the inequality is true at the witness")
        return
    if any(w < 0 for _, w in pairs) or sum(w for _, w in pairs) != 1:
        raise Rejected("the weights are not those of a convex combination")
    if not is_zero(difference(middle, ("add", *(("mul", number(w), x) for x, w in pairs)))):
        raise Rejected("the argument is not the mean of the others")
    if not all(is_positive(x, corner) for x, _ in pairs):
        raise Rejected("an argument is not plainly positive")
