"""Units of work on a dask cluster, by joblib; what would hang there or give wrong digits is refused at the start."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, final

from .environment import environment
from .execution import EngineError, Lost, need, parallel
from .units import Outcome, Unit, compute

#: Seconds to wait for a scheduler, for a first worker, and for either to come back.
PATIENCE = 60.0
#: Seconds between two looks at the health of the cluster.
PULSE = 1.0

# The package may be missing over there, so the question must not need it to be understood: the text of an expression.
_ASK = "__import__('ntkproofs.sweeps.environment', fromlist=['environment']).environment().digest"
_UPKEEP = "python -m pip install 'ntkproofs[scale]' there, the same version as here"


@final
class Dask:
    """The workers of a dask scheduler: processes with one thread each and the very source and libraries of this one."""

    name = "dask"

    def __init__(self, scheduler: str, patience: float = PATIENCE) -> None:
        self.joblib, self.distributed = need("joblib"), need("distributed")
        self.scheduler, self.patience = scheduler, patience

    def run(self, work: Sequence[Unit]) -> Iterator[Outcome]:
        """Yield the outcomes as they come."""
        with _quiet():
            client = self._connect()
            try:
                self.probe(client)
                yield from self._outcomes(client, work)
            finally:
                # A scheduler that is gone cannot be told goodbye.
                client.close(timeout=2)

    def probe(self, client: Any) -> None:
        """Refuse a cluster on which joblib would hang or digits would be wrong.

        :raises EngineError: for no worker, for a worker with more than one thread, and where the package is missing or
            another one than here.
        """
        _one_thread(client, self._workers(client))
        answers = {"the scheduler": self._asked(client, "the scheduler")}
        answers |= self._asked(client, "a worker")
        for where, answer in answers.items():
            if answer != environment().digest:
                raise EngineError(
                    f"sweep: the source and libraries of this process were needed on {where}, it has others; {_UPKEEP}"
                )

    def _connect(self) -> Any:
        try:
            return self.distributed.Client(self.scheduler, timeout=self.patience, set_as_default=False)
        except (OSError, ValueError) as error:
            why = " ".join(str(error).split())
            raise EngineError(
                f"sweep: a dask scheduler was needed at {self.scheduler!r}, none answered within {self.patience:.0f} s "
                f"({why[:150]}); start it and run again, what was computed is stored"
            ) from None

    def _workers(self, client: Any) -> dict[str, int]:
        end = time.monotonic() + self.patience
        while not (workers := client.nthreads()):
            if time.monotonic() > end:
                raise EngineError(
                    f"sweep: workers were needed, {self.scheduler} had none for {self.patience:.0f} s; "
                    "start some with dask worker ADDRESS --nthreads 1"
                )
            time.sleep(0.2)
        return dict(workers)

    def _asked(self, client: Any, where: str) -> Any:
        try:
            return client.run_on_scheduler(eval, _ASK) if where == "the scheduler" else client.run(eval, _ASK)
        except Exception as error:  # whatever is wrong over there comes back as its own exception
            raise EngineError(
                f"sweep: ntkproofs was needed on {where} of {self.scheduler}, it cannot be imported there "
                f"({type(error).__name__}: {' '.join(str(error).split())[:150]}); {_UPKEEP}"
            ) from None

    def _outcomes(self, client: Any, work: Sequence[Unit]) -> Iterator[Outcome]:
        """Read joblib's results in a thread, so that this one can see when they will never come.

        A task whose worker died three times, or whose scheduler is gone, makes joblib wait for ever.
        """
        found: queue.SimpleQueue[Outcome | Exception | None] = queue.SimpleQueue()

        def read() -> None:
            try:
                with self.joblib.parallel_config("dask", client=client, wait_for_workers_timeout=0):
                    for outcome in parallel(self.joblib, compute, work, "all"):
                        found.put(outcome)
                found.put(None)
            except Exception as error:
                found.put(error)

        threading.Thread(target=read, daemon=True).start()
        empty_since, suspicious = None, False
        while True:
            try:
                outcome = found.get(timeout=PULSE)
            except queue.Empty:
                workers = _health(client)
                if workers is None:
                    raise Lost(f"the scheduler at {self.scheduler} went away") from None
                _one_thread(client, workers)
                # A state that lasts from one look to the next is no mere delay.
                lost = _given_up(client)
                if lost and suspicious:
                    raise Lost(f"workers of {self.scheduler} died and took a unit of work with them") from None
                suspicious = lost
                empty_since = None if workers else empty_since or time.monotonic()
                if empty_since is not None and time.monotonic() - empty_since > self.patience:
                    raise Lost(f"{self.scheduler} has had no worker for {self.patience:.0f} s") from None
                continue
            if outcome is None:
                return
            if isinstance(outcome, Exception):
                raise Lost(f"the cluster at {self.scheduler} failed ({type(outcome).__name__})") from None
            yield outcome


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep dask's tracebacks of broken connections to itself: what they mean for the sweep is told in one line."""
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "distributed"]
    levels = {name: logging.getLogger(name).level for name in ["distributed", *names]}
    for name in levels:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def _health(client: Any) -> dict[str, int] | None:
    """The threads of the workers, None where the scheduler does not answer."""
    if client.status != "running":
        return None
    try:
        return dict(client.sync(client.scheduler.ncores, callback_timeout=10))
    except Exception:  # a broken connection has many names
        return None


def _given_up(client: Any) -> bool:
    return any(state.status in ("error", "lost", "cancelled") for state in list(client.futures.values()))


def _one_thread(client: Any, workers: dict[str, int]) -> None:
    several = next((address for address, threads in workers.items() if threads > 1), None)
    if several is not None:
        raise EngineError(
            f"sweep: dask workers with one thread were needed, {several} has {workers[several]}: the precision of "
            "mpmath and FLINT is one per process and threads give wrong digits; start it with --nthreads 1"
        )
