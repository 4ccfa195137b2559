"""`ntkproofs show`: one claim in full."""

from __future__ import annotations

from pathlib import Path

import click

from . import options
from .completion import claim_ids
from .examples import examples
from .output import layout, write
from .progress import progress


@click.command(
    short_help="Show one claim with its derivation.",
    epilog=examples(
        "ntkproofs show bietti2019.prop5.decay",
    ),
)
@click.argument("claim_id", metavar="ID", shell_complete=claim_ids)
@options.path
@options.thorough
@options.seed
@options.formats("text", "json")
def show(claim_id: str, path: Path | None, thorough: bool, seed: int, form: str) -> int:
    """Show one claim: its statement and hypotheses, the derivation, the verdict and the control.

    Exit status: 0 the verdict is the expected one; 1 it is not; 3 it was not run, because it needs --thorough.
    """
    from ntkproofs import papers
    from ntkproofs.claims import UnknownClaim
    from ntkproofs.reports import derivation, documents

    known = papers.claims(path)
    if claim_id not in known:
        from difflib import get_close_matches

        close = get_close_matches(claim_id, known, n=1)
        hint = f"did you mean {close[0]!r}?" if close else "`ntkproofs claims` lists them"
        msg = f"claims: no claim has the id {claim_id!r}; {hint}"
        raise UnknownClaim(msg)
    with progress() as watch:
        report = papers.check(
            claim_id,
            path=path,
            thorough=thorough,
            seed=seed,
            wanted=lambda claim: claim.id == claim_id,
            begun=watch.begun,
            tried=watch.tried,
        )
    (result,) = report.results
    if form == "json":
        write(documents.written(documents.of_derivation(result)))
    else:
        write(derivation.render(result, **layout()))
    return report.exit_status
