"""`ntkproofs sweep`: results of many kernels into a store, on many processes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from . import options
from .examples import examples
from .output import write
from .progress import progress


@click.command(
    short_help="Compute a plan of many results into a store.",
    epilog=examples(
        "ntkproofs sweep plan.toml --store results.db --jobs 4",
        "ntkproofs sweep plan.toml --store results.db --backend dask --scheduler tcp://10.0.0.1:8786",
    ),
)
@click.argument("plan", metavar="PLAN.toml", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--store",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="Where results are kept and found again; made when it is not there.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Processes of this machine (loky), one thread each.",
)
@click.option(
    "--backend",
    type=click.Choice(("loky", "dask")),
    default="loky",
    show_default=True,
    help="Processes here, or the workers of a dask cluster.",
)
@click.option("--scheduler", metavar="ADDRESS", help="The dask scheduler, such as tcp://10.0.0.1:8786.")
@options.formats("text", "json")
def sweep(plan: Path, store: Path, jobs: int, backend: str, scheduler: str | None, form: str) -> int:
    """Compute the results that PLAN.toml asks for and FILE does not hold yet.

    What is stored is not computed again, so a run that was killed goes on where it was. A result counts as stored only
    for the very source of this package and the same versions of the libraries under it.
    Exit status: 0 all results are stored; 1 some failed.
    """
    from ntkproofs.sweeps import read_plan
    from ntkproofs.sweeps import sweep as carry_out

    wanted = read_plan(plan)
    with progress() as watch:
        done = carry_out(
            wanted,
            store,
            jobs=jobs,
            backend=backend,
            scheduler=scheduler,
            progress=watch.counted,
            say=lambda line: click.echo(f"ntkproofs: {line}", err=True),
        )
    if form == "json":
        from ntkproofs.reports import documents

        write(documents.written(done.document()))
    else:
        write(_text(done))
    return 1 if done.failures else 0


def _text(done: Any) -> str:
    lines = [f"{done.total} results: {done.stored} from the store, {done.computed} computed in {done.seconds:.1f} s"]
    if done.failures:
        lines.append(f"{len(done.failures)} units FAILED, the first: {done.failures[0][0]}: {done.failures[0][1]}")
    else:
        lines.append(f"digest of the values {done.digest}")
    return "\n".join(lines) + "\n"
