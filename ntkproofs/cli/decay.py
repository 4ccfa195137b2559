"""`ntkproofs decay`: how fast the eigenvalues fall, exactly, bounded and fitted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from . import options
from .completion import kernel_calls
from .examples import examples
from .output import layout, write
from .progress import progress

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ntkproofs.kernels import Kernel


@click.command(
    short_help="Say how fast the eigenvalues fall.",
    epilog=examples(
        'ntkproofs decay "laplace(c=1)" --dim 4',
        'ntkproofs decay "ntk(layers=3)" --dim 3 --fit 10:60 --digits 20',
    ),
)
@click.argument("kernel", shell_complete=kernel_calls)
@options.dim
@click.option(
    "--fit",
    "degrees",
    type=options.Degrees(single=False),
    metavar="A:B",
    help="Fit exponent and constant to the eigenvalues of degrees A to B, both included.",
)
@options.digits
@options.formats("text", "json")
def decay(kernel: str, dim: int, degrees: range | None, digits: int, form: str) -> int:
    """Say how fast the eigenvalues of a kernel fall, mu_k ~ C k^-p, for even and for odd degrees.

    The exponent and the constant come from the singularities of the kernel at t = 1 and t = -1; bounds for every degree
    are given for deep ReLU kernels and the Laplace kernel; a fit is an estimate that stands beside them, never a bound.
    """
    from ntkproofs import spectra
    from ntkproofs.kernels.grammar import parse

    parsed = parse(kernel)
    with progress() as watch:
        found = spectra.decay(parsed, dim, digits).document()
        found["bounds"] = _bounds(parsed, dim)
        found["fit"] = None
        if degrees is not None:
            fitted = spectra.fit(parsed, dim, degrees.start, degrees[-1], digits, progress=watch.counted)
            found["fit"] = fitted.document()
    if form == "json":
        from ntkproofs.reports import documents

        write(documents.written(found))
    else:
        from ntkproofs.reports.page import page

        write(page(_parts(found), **layout()))
    return 0


def _bounds(kernel: Kernel, dim: int) -> dict[str, Any] | None:
    from ntkproofs.spectra.deep_models import angular_model
    from ntkproofs.spectra.two_sided import NotBounded, two_sided

    if angular_model(kernel) is None:
        return None
    try:
        return two_sided(kernel, dim).document()
    except NotBounded as error:
        return {"statement": None, "reason": str(error)}


def _parts(found: dict[str, Any]) -> Iterator[RenderableType]:
    from rich.text import Text

    from ntkproofs.reports.page import entry, table

    yield f"{found['kernel']}, dim {found['dim']}: mu_k ~ C k^-p"
    yield ""
    rows = table("degrees", "p", "C", "exact", folded=("C", "exact"))
    for parity, law in found["exact"].items():
        if law["kind"] == "power":
            rows.add_row(parity, law["exponent"], law["value"], Text(law["exact"] or "-"))
    if rows.row_count:
        yield rows
    for parity, law in found["exact"].items():
        if law["kind"] == "zero":
            yield Text(f"{parity} degrees: exactly zero from degree {law['zero_from']} on")
        elif law["kind"] != "power":
            yield Text(f"{parity} degrees: {law['kind']}; {law['reason']}")
    yield ""
    conditions = [("given", condition) for condition in found["conditions"]]
    yield from entry(Text("exact law", style="bold"), conditions)
    bounds = found["bounds"]
    if bounds is not None:
        given = [("given", condition) for condition in bounds.get("conditions", ())]
        told = [("with", bounds.get("reference", "")), ("none", bounds.get("reason", ""))]
        yield ""
        yield from entry(Text("bounds", style="bold"), [*told, *given], bounds["statement"] or "")
    if found["fit"] is not None:
        yield ""
        yield from _fit(found["fit"])


def _fit(fit: dict[str, Any]) -> Iterator[RenderableType]:
    from rich.text import Text

    from ntkproofs.reports.page import table

    yield Text(f"fit over degrees {fit['degrees']}, extrapolated: an estimate, not a bound", style="bold")
    rows = table("degrees", "in", "slope of the window", "p", "C", "p by one term less", folded=("p", "C"))
    for parity in ("even", "odd"):
        for variable, line in fit[parity].items():
            if isinstance(line, dict):
                rows.add_row(
                    parity,
                    variable,
                    line["slope"][:9],
                    line["exponent"],
                    line["constant"],
                    f"differs by {line['change']}",
                )
    if rows.row_count:
        yield rows
    for parity in ("even", "odd"):
        if fit[parity]["note"]:
            yield Text(f"{parity} degrees: {fit[parity]['note']}")
