"""`ntkproofs kernels`: the catalogue."""

from __future__ import annotations

import click

from . import options


@click.command(short_help="List the kernels.")
@options.formats("text", "json")
def kernels(form: str) -> int:
    """List the kernels that `spectrum` and `decay` understand, with their parameters."""
    raise NotImplementedError
