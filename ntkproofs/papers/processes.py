"""Checks in processes of their own, one thread each."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import connection
from pathlib import Path

from ntkproofs.claims import Claim, Trial, try_claim

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
_claims: dict[str, Claim] = {}


@contextmanager
def processes(jobs: int, path: Path | None) -> Iterator[ProcessPoolExecutor]:
    """Open `jobs` fresh processes that know the claims of the library or of `path`.

    Processes, because the precision of mpmath and of FLINT is one per process and threads gave silently wrong digits;
    spawned, because a fork copies whatever state the parent is in. An interrupt ends them at once.
    """
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(jobs, mp_context=context, initializer=_prepare, initargs=(path,))
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            child.terminate()
        raise
    executor.shutdown()


def attempt(claim_id: str, seed: int) -> Trial:
    """Run the check of a claim that this process finds by its id."""
    return try_claim(_claims[claim_id], seed)


def _leave_with_the_parent() -> None:
    # A parent that is killed outright cannot end its processes, which would wait for work for ever.
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _prepare(path: Path | None) -> None:
    # NumPy reads these when it is first imported, which is below.
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_leave_with_the_parent, daemon=True).start()
    from .library import claims, registry

    _claims.update(registry(claims(path)))
