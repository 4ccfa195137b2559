"""`ntkproofs smoothness`: how smooth a kernel mapping is on the sphere, with the best constant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from . import options
from .completion import kernel_calls
from .examples import examples
from .output import layout, write

if TYPE_CHECKING:
    from rich.console import RenderableType


@click.command(
    short_help="Say how smooth the kernel mapping is.",
    epilog=examples(
        'ntkproofs smoothness "ntk(layers=2)"',
        'ntkproofs smoothness "ntk(layers=2, activation=softplus)" --digits 20',
    ),
)
@click.argument("kernel", shell_complete=kernel_calls)
@options.digits
@options.formats("text", "json")
def smoothness(kernel: str, digits: int, form: str) -> int:
    """Say how smooth the mapping of a kernel is on the unit sphere: the best exponent and constant in |x - y|.

    |Phi(x) - Phi(y)|^2 = 2 kappa(1) - 2 kappa(cos angle) is compared with powers of the chord |x - y|; exponent 1 is a
    Lipschitz mapping. The constant is exact or certified, with the angle where it is attained.
    """
    from ntkproofs.kernels.grammar import parse
    from ntkproofs.smoothness import smoothness as measure

    found = measure(parse(kernel), digits).document()
    if form == "json":
        from ntkproofs.reports import documents

        write(documents.written(found))
    else:
        from ntkproofs.reports.page import page

        write(page(_parts(found), **layout()))
    return 0


def _parts(found: dict[str, Any]) -> Iterator[RenderableType]:
    from rich.text import Text

    from ntkproofs.reports.page import entry

    power = "" if found["lipschitz"] else f"^({found['exponent']})"
    kind = "Lipschitz" if found["lipschitz"] else f"Hoelder with exponent {found['exponent']}, not Lipschitz"
    yield f"{found['kernel']} on the unit sphere: {kind}"
    yield f"|Phi(x) - Phi(y)| <= C |x - y|{power}"
    yield ""
    told = []
    if found["constant"] is None:
        told.append(("C", f"not certified: {found['reason']}"))
    else:
        told.append(("C", found["constant"]["value"]))
        told.append(("error at most", found["constant"]["radius"]))
        told.append(("exact", found["exact"] or "-"))
        told.append(("attained", found["attained"]))
    if found["proposition_9"] is not None:
        told.append(("on the whole space", f"{found['proposition_9']['value']} (Bietti and Mairal, Proposition 9)"))
    told += [("given", condition) for condition in found["conditions"]]
    yield from entry(Text("best constant", style="bold"), told)
