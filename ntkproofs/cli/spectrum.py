"""`ntkproofs spectrum`: Mercer eigenvalues on the sphere, to any number of digits."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import click

from . import options
from .output import layout, write
from .progress import progress


@click.command(short_help="Compute eigenvalues on the sphere.")
@click.argument("kernel")
@options.dim
@click.option(
    "--degrees",
    type=options.Degrees(),
    default="0:10",
    show_default=True,
    metavar="A:B|K,K,...",
    help="Degrees of the spherical harmonics; A:B includes both ends.",
)
@options.digits
@click.option(
    "--arithmetic",
    type=click.Choice(("ball", "multiprecision")),
    default="ball",
    show_default=True,
    help="Proved enclosures, or mpmath's numbers without a bound.",
)
@options.formats("text", "json", "csv")
def spectrum(kernel: str, dim: int, degrees: Sequence[int], digits: int, arithmetic: str, form: str) -> int:
    """Compute the eigenvalues of a kernel on the sphere of R^D, uniform probability measure.

    KERNEL is a call such as "ntk(layers=3)" (`ntkproofs kernels` lists them) or an expression in t, "exp(t)".
    """
    from ntkproofs.kernels.grammar import parse
    from ntkproofs.spectra import mercer

    with progress() as watch:
        values = mercer(parse(kernel), dim, degrees, digits, arithmetic, progress=watch.counted)
    found = values.document()
    if form == "json":
        from ntkproofs.reports import documents

        write(documents.written(found))
    elif form == "csv":
        write(_csv(found["eigenvalues"]))
    else:
        write(_text(found))
    return 0


def _csv(eigenvalues: list[dict[str, Any]]) -> str:
    buffer = io.StringIO()
    names = ("degree", "multiplicity", "exact", "value", "radius", "ball")
    writer = csv.DictWriter(buffer, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(eigenvalues)
    return buffer.getvalue()


def _text(found: dict[str, Any]) -> str:
    from rich.text import Text

    from ntkproofs.reports.page import page, table

    rows = table("degree", "multiplicity", "eigenvalue", "error at most", "exact", right=("degree", "multiplicity"))
    rows.columns[-1].no_wrap = False
    rows.columns[-1].overflow = "fold"
    for eigenvalue in found["eigenvalues"]:
        radius = "not bounded" if eigenvalue["radius"] is None else eigenvalue["radius"]
        cells = (str(eigenvalue["degree"]), eigenvalue["multiplicity"], eigenvalue["value"], radius)
        rows.add_row(*(Text(cell) for cell in cells), Text(eigenvalue["exact"] or "-"))
    title = f"{found['kernel']}, dim {found['dim']}, {found['measure']} measure, {found['digits']} digits"
    return page([title, "", rows], **layout())
