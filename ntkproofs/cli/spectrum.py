"""`ntkproofs spectrum`: Mercer eigenvalues on the sphere, to any number of digits."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import click

from . import options
from .completion import kernel_calls
from .examples import examples
from .output import layout, write
from .progress import progress

LONGEST_EXACT = 60


@click.command(
    short_help="Compute eigenvalues on the sphere.",
    epilog=examples(
        'ntkproofs spectrum "ntk(layers=2)" --dim 3 --degrees 0:8',
        'ntkproofs spectrum "laplace(c=1)" --dim 4 --degrees 1,10,100 --digits 30 --format csv',
        'ntkproofs spectrum "exp(-theta)" --dim 3 --digits 20',
    ),
)
@click.argument("kernel", shell_complete=kernel_calls)
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

    KERNEL is a call such as "ntk(layers=3)" (`ntkproofs kernels` lists them) or an expression in t, "exp(t)", or
    in the angle, "1 - theta/pi". Where no bound could be proved the answer says so.
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
        for note in values.notes:
            click.echo(f"ntkproofs: note: {note}", err=True)
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

    columns = ("degree", "multiplicity", "eigenvalue", "error at most", "exact")
    rows = table(*columns, right=columns[:2], folded=("eigenvalue", "exact"))
    for eigenvalue in found["eigenvalues"]:
        radius = "not bounded" if eigenvalue["radius"] is None else eigenvalue["radius"]
        exact = eigenvalue["exact"] or "-"
        if len(exact) > LONGEST_EXACT:
            exact = f"{len(exact)} characters, see --format json"
        cells = (str(eigenvalue["degree"]), _brief(eigenvalue["multiplicity"]), eigenvalue["value"], radius, exact)
        rows.add_row(*(Text(cell) for cell in cells))
    title = f"{found['kernel']}, dim {found['dim']}, {found['measure']} measure, {found['digits']} digits"
    notes = [Text(f"note: {note}") for note in found.get("notes", ())]
    return page([title, "", rows, *([""] if notes else []), *notes], **layout())


def _brief(integer: str) -> str:
    # Cut, not rounded: a reader who needs the other digits takes them from the JSON.
    return integer if len(integer) <= 12 else f"{integer[0]}.{integer[1:4]}...e+{len(integer) - 1}"
