"""A bar on standard error while checks run, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ntkproofs.claims import Result


@dataclass(frozen=True)
class Watch:
    """What a run tells while it lasts: how many claims there are, and every result."""

    started: Callable[[int], None]
    done: Callable[[Result], None]


@contextmanager
def progress(quiet: bool = False) -> Iterator[Watch]:
    """Show a bar and the last id; in a pipe, or when quiet, show nothing and load nothing."""
    if quiet or not sys.stderr.isatty():
        yield Watch(lambda count: None, lambda result: None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("loading the claims", total=None)

        def started(count: int) -> None:
            bar.update(task, total=count, description="")

        def done(result: Result) -> None:
            bar.update(task, advance=1, description=f"{result.claim.id} {result.verdict.value}")

        yield Watch(started, done)
