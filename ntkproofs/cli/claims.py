"""`ntkproofs claims`: what there is to check."""

from __future__ import annotations

from pathlib import Path

import click

from . import options
from .examples import examples
from .output import layout, write


@click.command(
    short_help="List claims.",
    epilog=examples(
        "ntkproofs claims bowman2022",
        "ntkproofs claims --format json",
    ),
)
@options.prefixes
@options.path
@options.formats("text", "json")
def claims(prefixes: tuple[str, ...], path: Path | None, form: str) -> int:
    """List claims whose id starts with a prefix (all by default), without checking them."""
    from ntkproofs import papers
    from ntkproofs.claims import select
    from ntkproofs.reports import documents, listing

    selected = select(papers.claims(path), prefixes)
    if form == "json":
        write(documents.written(documents.of_claims(selected)))
    else:
        write(listing.render(selected, **layout()))
    return 0
