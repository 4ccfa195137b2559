"""A bar on standard error while a command works, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, final

if TYPE_CHECKING:
    from ntkproofs.claims import Result


@final
@dataclass
class Progress:
    """How much of how much is done; every change is shown by `show(done, total, text)`."""

    show: Callable[[int, int, str], None]
    total: int = field(default=0, init=False)
    finished: int = field(default=0, init=False)

    def started(self, total: int) -> None:
        """Say how many claims there are."""
        self.total = total
        self.show(0, total, "")

    def done(self, result: Result) -> None:
        """Say that a claim has been judged."""
        self.finished += 1
        self.show(self.finished, self.total, f"{result.claim.id} {result.verdict.value}")

    def counted(self, done: int, total: int) -> None:
        """Say how many parts of a computation are finished."""
        self.show(done, total, "")


@contextmanager
def progress(quiet: bool = False) -> Iterator[Progress]:
    """Show a bar; in a pipe, or when quiet, show nothing and load nothing."""
    if quiet or not sys.stderr.isatty():
        yield Progress(lambda done, total, text: None)
        return
    from rich import progress as rich
    from rich.console import Console

    columns = (
        rich.BarColumn(),
        rich.MofNCompleteColumn(),
        rich.TimeElapsedColumn(),
        rich.TextColumn("{task.description}", markup=False),
    )
    with rich.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("loading", total=None)
        yield Progress(lambda done, total, text: bar.update(task, completed=done, total=total, description=text))
