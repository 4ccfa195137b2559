"""Identities, values and antiderivatives: the difference of two sides has normal form 0, or does not at a witness."""

from __future__ import annotations

from .derivative import derivative
from .errors import Rejected
from .field import settled
from .step import Step
from .trees import Tree, difference

__all__ = ["antiderivative", "identity", "is_zero"]


def is_zero(tree: Tree, nonnegative: frozenset[str] = frozenset()) -> bool:
    """Whether a tree is 0 by normal form."""
    return not settled(lambda field: field.element(tree), nonnegative)


def identity(step: Step) -> None:
    """Check that left = right."""
    _decide(step, difference(step.tree("left"), step.tree("right")))


def antiderivative(step: Step) -> None:
    """Check that a primitive differentiates to its integrand."""
    slope = derivative(step.tree("primitive"), step.name("variable"))
    _decide(step, difference(slope, step.tree("integrand")))


def _decide(step: Step, gap: Tree) -> None:
    if step.fails:
        if step.at_witness(gap, step.over) == 0:
            raise Rejected("both sides are equal at the witness")
    elif not is_zero(gap, step.nonnegative):
        raise Rejected("the two sides have different normal forms")
