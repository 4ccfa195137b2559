r"""Statements of the poster that are statements of the paper again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ntkproofs.checks import prove, rests_on
from ntkproofs.claims import Claim, Derivation


def again(claim: Claim) -> Callable[..., Derivation]:
    """Return the check of a claim, preceded by the step that names it."""

    def check(**parameters: Any) -> Derivation:
        text = f"the statement is {claim.label} of the paper in other words; its steps follow"
        return prove(rests_on(claim.id, text), claim.check(**parameters))

    return check


def dependencies(claim: Claim) -> tuple[str, ...]:
    """Return the id of a claim and of those it rests on."""
    return (claim.id, *claim.depends_on)
