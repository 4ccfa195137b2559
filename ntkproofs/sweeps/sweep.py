"""Carry out a plan: what is stored is taken from the store, the rest is computed and stored as it comes."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, final

from .environment import environment
from .execution import Engine, EngineError, Loky, Lost, Serial
from .plan import Plan
from .store import Store
from .units import Outcome, Unit, units

#: How often work is given out again without any progress in between, before the sweep stops.
TRIES = 3

BACKENDS = ("loky", "dask")


@final
@dataclass(frozen=True)
class Summary:
    """What a sweep did: counts of results, the units that failed and why, and the digest of all values."""

    total: int
    stored: int
    computed: int
    failures: tuple[tuple[Unit, str], ...]
    seconds: float
    digest: str | None

    def document(self) -> dict[str, Any]:
        """The summary as the data of ``ntkproofs.sweep/1``; numbers are strings."""
        return {
            "schema": "ntkproofs.sweep/1",
            "results": str(self.total),
            "from_store": str(self.stored),
            "computed": str(self.computed),
            "failures": [{"unit": str(unit), "reason": reason} for unit, reason in self.failures],
            "seconds": f"{self.seconds:.3f}",
            "digest": self.digest,
        }


def sweep(
    plan: Plan,
    store: Store | Path | str,
    *,
    jobs: int = 1,
    backend: str = "loky",
    scheduler: str | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
    say: Callable[[str], None] = lambda line: None,
) -> Summary:
    """Compute the results of a plan that a store does not hold yet, and store them unit by unit.

    ``jobs`` processes of this machine (loky), or the workers of the dask ``scheduler``; always processes with one
    thread each, for threads give wrong digits. ``progress`` is told how many results of how many are there, ``say`` in
    one line of every mishap that the sweep outlives. A run that is killed goes on where it was.

    :raises EngineError: when processes cannot be had, or went away three times without any progress.
    :raises StoreError: when the store cannot be read or written.

    >>> import tempfile
    >>> plan = Plan(kernels=("ntk(layers=2)",), dims=(3,), degrees=range(4), digits=(20,))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     first, second = (sweep(plan, f"{folder}/results.db") for _ in range(2))
    >>> (first.computed, second.stored, first.digest == second.digest)
    (4, 4, True)
    """
    engine = _engine(jobs, backend, scheduler)
    start = time.monotonic()
    held = contextlib.nullcontext(store) if isinstance(store, Store) else Store(store)
    with held as results:
        todo = [part for part in map(results.missing, units(plan)) if part.points]
        stored = plan.size - sum(len(unit.points) for unit in todo)
        done = stored
        progress(done, plan.size)
        failures: list[tuple[Unit, str]] = []
        computed = 0
        for outcome in _outcomes(engine, todo, say) if todo else ():
            if outcome.error is not None:
                failures.append((outcome.unit, outcome.error))
                say(f"{outcome.unit} failed: {outcome.error}")
            else:
                computed += results.add(outcome, engine.name)
            done += len(outcome.unit.points)
            progress(done, plan.size)
        digest = None if failures else results.digest(plan)
    return Summary(plan.size, stored, computed, tuple(failures), time.monotonic() - start, digest)


def _engine(jobs: int, backend: str, scheduler: str | None) -> Engine:
    if backend not in BACKENDS:
        raise EngineError(f"sweep: backend = {backend!r} is neither 'loky' nor 'dask'")
    if (backend == "dask") != (scheduler is not None):
        raise EngineError("sweep: --scheduler ADDRESS belongs to --backend dask, and that needs it; give both or none")
    if not isinstance(jobs, int) or jobs < 1:
        raise EngineError(f"sweep: jobs = {jobs!r} does not satisfy jobs >= 1")
    if scheduler is not None:
        from .cluster import Dask

        return Dask(scheduler)
    return Serial() if jobs == 1 else Loky(jobs)


def _outcomes(engine: Engine, todo: list[Unit], say: Callable[[str], None]) -> Iterator[Outcome]:
    """Yield an outcome for every unit once, giving out again what was lost with a process."""
    left, idle = dict.fromkeys(todo), 0
    while left:
        try:
            for outcome in engine.run(list(left)):
                if outcome.environment != environment().digest:
                    raise EngineError(
                        "sweep: every process needs the source and libraries of this one, one has others: the package "
                        "was changed while the sweep ran; run it again"
                    )
                # A unit whose worker seemed dead may come back twice.
                if outcome.unit in left:
                    del left[outcome.unit]
                    idle = 0
                    yield outcome
        except Lost as loss:
            idle += 1
            if idle == TRIES:
                raise EngineError(
                    f"sweep: {loss}, {TRIES} times without any progress; what was computed is stored, "
                    f"{len(left)} units are left: run again"
                ) from None
            say(f"{loss}; {len(left)} units are given out again")
