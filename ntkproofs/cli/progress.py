"""A bar on standard error while a command works, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import final


@final
@dataclass
class Progress:
    """How much of how much is done; every change is shown by `show(done, total, text)`."""

    show: Callable[[int, int, str], None]
    total: int = field(default=0, init=False)
    #: claims whose check has not ended, in the order in which the checks start; a dictionary as an ordered set
    waiting: dict[str, None] = field(default_factory=dict, init=False)

    def begun(self, ids: Sequence[str]) -> None:
        """Say which claims will be tried."""
        self.total, self.waiting = len(ids), dict.fromkeys(ids)
        self._tell()

    def tried(self, claim_id: str) -> None:
        """Say that the check of a claim has ended."""
        self.waiting.pop(claim_id, None)
        self._tell()

    def _tell(self) -> None:
        # Checks start in order, so the first that has not ended is running.
        self.show(self.total - len(self.waiting), self.total, next(iter(self.waiting), ""))

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
    from rich.table import Column

    columns = (
        rich.BarColumn(bar_width=16),
        rich.MofNCompleteColumn(),
        rich.TimeRemainingColumn(),
        rich.TextColumn("left"),
        rich.TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis")),
    )
    with rich.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("loading", total=None)
        yield Progress(lambda done, total, text: bar.update(task, completed=done, total=total, description=text))
