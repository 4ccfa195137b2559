"""`ntkproofs check`: a verdict for every claim."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import options
from .examples import examples
from .output import layout, output_option, write
from .progress import progress

if TYPE_CHECKING:
    from ntkproofs.claims import Report
    from ntkproofs.sweeps import TrialStore


@click.command(
    short_help="Check claims and say what came out.",
    epilog=examples(
        "ntkproofs check bietti2019.prop5",
        "ntkproofs check jacot2018.rem4 --format json --output report.json",
        "ntkproofs check geifman2020.eq --certificates proofs --quiet",
    ),
)
@options.prefixes
@options.path
@options.thorough
@options.jobs
@options.seed
@options.data
@click.option(
    "--store",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Keep in FILE what every check found, and take from it what still holds: same claim, source, libraries.",
)
@click.option("--quiet", is_flag=True, help="No progress; in text, only what is not as expected and the counts.")
@click.option(
    "--certificates", type=click.Path(path_type=Path), metavar="DIR", help="Write a certificate a claim to DIR."
)
@options.formats("text", "json", "html", "junit")
@output_option()
def check(
    prefixes: tuple[str, ...],
    path: Path | None,
    thorough: bool,
    jobs: int | None,
    seed: int,
    data: Path | None,
    store: Path | None,
    quiet: bool,
    certificates: Path | None,
    form: str,
    output: Path | None,
) -> int:
    """Check claims whose id starts with a prefix (all by default) and say what came out.

    Exit status: 0 every verdict that was reached is the expected one; 1 some verdict is not; 3 nothing ran.
    """
    if data is not None or thorough:
        from ntkproofs import datasets

        # Processes that check claims inherit it; a variable that names no folder of data is refused here, once.
        found = datasets.folder() if data is None else datasets.accept(data)
        os.environ[datasets.VARIABLE] = str(found or "")
    if certificates is not None:
        certificates.mkdir(parents=True, exist_ok=True)
    with progress(quiet) as watch, _memory(store, path) as memory:
        from ntkproofs import papers

        report = papers.check(
            *prefixes,
            path=path,
            thorough=thorough,
            seed=seed,
            jobs=jobs,
            memory=memory,
            begun=watch.begun,
            tried=watch.tried,
        )
    if memory is not None and memory.recalled and not quiet:
        click.echo(f"ntkproofs: {memory.recalled} checks were taken from {store}", err=True)
    if certificates is not None:
        _certify(report, certificates)
    write(_rendered(report, form, quiet, output), output)
    if report.exit_status == 3:
        why = "the heavy ones need --thorough" if report.results else "there are no claims"
        click.echo(f"ntkproofs: nothing ran; {why}", err=True)
    return report.exit_status


def _memory(store: Path | None, path: Path | None) -> AbstractContextManager[TrialStore | None]:
    if store is None:
        return nullcontext()
    from ntkproofs import papers
    from ntkproofs.sweeps import TrialStore

    return TrialStore(store, papers.sources(path))


def _rendered(report: Report, form: str, quiet: bool, output: Path | None) -> str:
    if form == "json":
        from ntkproofs.reports import documents

        return documents.written(documents.of_report(report))
    if form == "html":
        from ntkproofs.reports import html

        return html.render(report)
    if form == "junit":
        from ntkproofs.reports import junit

        return junit.render(report)
    from ntkproofs.reports import text

    return text.render(report, quiet=quiet, **layout(output))


def _certify(report: Report, folder: Path) -> None:
    from ntkproofs.claims import canonical

    for result in report.results:
        if result.certificate is not None:
            # Exactly the text the digest is of: `sha256sum` of the file gives the name in the report.
            (folder / f"{result.claim.id}.json").write_text(canonical(result.certificate), encoding="ascii")
