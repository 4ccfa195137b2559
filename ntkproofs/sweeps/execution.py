"""Units of work on processes of this machine, by joblib's loky; one thread each."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Any, Protocol, final

from .units import Outcome, Unit, compute


@final
class EngineError(ValueError):
    """The processes cannot do the work; the sentence says why and what to do."""


@final
class Lost(Exception):
    """Processes went away in the middle of the work; what had come back is stored, the rest can be given out again."""


class Engine(Protocol):
    """What computes units somewhere, in any order."""

    name: str

    def run(self, work: Sequence[Unit]) -> Iterator[Outcome]:
        """Yield the outcomes as they come.

        :raises Lost: when processes went away.
        """


@final
class Serial:
    """This process alone."""

    name = "serial"

    def run(self, work: Sequence[Unit]) -> Iterator[Outcome]:
        """Yield the outcomes, one unit after the other."""
        return map(compute, work)


@final
class Loky:
    """Processes of this machine, started afresh (no fork copies a state) and replaced when one dies."""

    name = "loky"

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self.joblib = need("joblib")

    def run(self, work: Sequence[Unit]) -> Iterator[Outcome]:
        """Yield the outcomes as they come."""
        from joblib.externals.loky.process_executor import TerminatedWorkerError

        try:
            with self.joblib.parallel_config("loky", n_jobs=self.jobs, inner_max_num_threads=1):
                yield from parallel(self.joblib, partial(_compute_for, os.getpid()), work, "1.5 * n_jobs")
        except TerminatedWorkerError:
            raise Lost("a process died (killed, or out of memory)") from None


def _compute_for(parent: int, unit: Unit) -> Outcome:
    _leave_with(parent)
    return compute(unit)


@cache
def _leave_with(parent: int) -> None:
    """End this process when its parent is gone: a killed sweep leaves nobody behind who waits for work."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def parallel(joblib: Any, function: Callable[[Unit], Outcome], work: Sequence[Unit], ahead: str) -> Iterator[Outcome]:
    """Give the units to joblib's active backend, one at a time, and yield what comes back first."""
    # Batches of one: a unit is already as much as can be computed together, and each is stored when it comes.
    run = joblib.Parallel(return_as="generator_unordered", batch_size=1, pre_dispatch=ahead, max_nbytes=None)
    return run(joblib.delayed(function)(unit) for unit in work)


def need(name: str) -> Any:
    """Import a library of the extra `scale`.

    :raises EngineError: in one line, when it is not installed.
    """
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError:
        raise EngineError(
            f"sweep: {name} was needed for several processes, it is not installed; "
            "install ntkproofs[scale] or take --jobs 1"
        ) from None
