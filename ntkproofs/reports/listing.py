"""Claims that were not run, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from ntkproofs.claims import Claim

from .page import STYLES, page, table


def render(claims: Sequence[Claim], *, width: int | None = None, color: bool = False) -> str:
    """Render ids, where each claim stands, and the verdict its authors expect."""
    from rich.text import Text

    rows = table("id", "expected", "where")
    for claim in claims:
        word = claim.expected.value + (f" ({claim.nature.value})" if claim.nature else "")
        heavy = ", heavy" if claim.heavy else ""
        rows.add_row(Text(claim.id), Text(word, style=STYLES[claim.expected]), Text(claim.label + heavy))
    return page([rows, "", f"{len(claims)} claim{'s' * (len(claims) != 1)}"], width, color)
