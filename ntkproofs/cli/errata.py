"""`ntkproofs errata`: what the papers print and a check refutes."""

from __future__ import annotations

from pathlib import Path

import click

from . import options
from .examples import examples
from .output import layout, write
from .progress import progress


@click.command(
    short_help="List what the papers print and a check refutes.",
    epilog=examples(
        "ntkproofs errata",
    ),
)
@options.prefixes
@options.path
@options.thorough
@options.jobs
@options.formats("text", "json")
def errata(prefixes: tuple[str, ...], path: Path | None, thorough: bool, jobs: int, form: str) -> int:
    """List what the papers print and a check refutes: errors, then slips, each with witness and correction.

    Readings that a paper does not force and doubts about our text of it accuse nobody and are never listed.
    """
    from ntkproofs import papers
    from ntkproofs.claims import select
    from ntkproofs.reports import documents
    from ntkproofs.reports import errata as report_errata

    known = papers.registry(papers.claims(path))
    accused = [claim for claim in select(papers.claims(path), prefixes) if report_errata.accuses(claim)]
    involved = {claim.id for claim in accused} | {claim.corrected_by for claim in accused}
    with progress() as watch:
        report = papers.check(
            path=path,
            thorough=thorough,
            jobs=jobs,
            wanted=lambda claim: claim.id in involved,
            begun=watch.begun,
            tried=watch.tried,
        )
    found = report_errata.errata(report, known)
    if form == "json":
        write(documents.written(report_errata.document(found)))
    else:
        write(report_errata.render(found, **layout()))
    missing = len(accused) - len(found)
    if missing:
        why = "not refuted as expected, or heavy and not run without --thorough; see `ntkproofs check`"
        click.echo(f"ntkproofs: {missing} of {len(accused)} are left out: {why}", err=True)
    return report.exit_status
