"""`ntkproofs decay`: how fast the eigenvalues fall, exactly and fitted."""

from __future__ import annotations

import click

from . import options


@click.command(short_help="Say how fast the eigenvalues fall.")
@click.argument("kernel")
@options.dim
@options.digits
@options.formats("text", "json")
def decay(kernel: str, dim: int, digits: int, form: str) -> int:
    """Say how fast the eigenvalues of a kernel fall: mu_k ~ C k^-p for even and for odd degrees."""
    raise NotImplementedError
