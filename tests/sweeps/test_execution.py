"""Processes of this machine: the same digest as one process, a killed one is replaced, none is left behind."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from ntkproofs.sweeps import EngineError, Plan, read_plan, sweep
from ntkproofs.sweeps.execution import need

from .conftest import digest_in, finished, rows_in, started, wait_for

pytest.importorskip("joblib")


def children(pid: int) -> list[int]:
    """The processes that compute for a sweep: children of its process, without the one that keeps track of files."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [child for child in map(int, listed) if b"resource_tracker" not in _command(child)]


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="the test reads /proc")
def test_a_killed_process_is_replaced_and_the_digest_is_that_of_one_process(slow: Path, tmp_path: Path):
    store = tmp_path / "results.db"
    process = started("sweep", slow, "--store", store, "--jobs", "2")
    wait_for(lambda: rows_in(store) > 0)
    os.kill(children(process.pid)[0], signal.SIGKILL)
    status, out, err = finished(process)
    assert status == 0
    assert "a process died (killed, or out of memory); " in err
    assert err.count("\n") == 1
    assert digest_in(out) == sweep(read_plan(slow), tmp_path / "undisturbed.db").digest
    assert rows_in(store) == 366


@pytest.mark.skipif(sys.platform != "linux", reason="the test reads /proc")
def test_no_process_outlives_a_killed_sweep(slow: Path, tmp_path: Path):
    store = tmp_path / "results.db"
    process = started("sweep", slow, "--store", store, "--jobs", "2")
    wait_for(lambda: rows_in(store) > 0)
    workers = children(process.pid)
    assert len(workers) == 2
    process.send_signal(signal.SIGKILL)
    finished(process)
    wait_for(lambda: not any(map(alive, workers)), 60)


def test_a_missing_extra_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "joblib", None)
    with pytest.raises(EngineError, match=r"joblib was needed .* install ntkproofs\[scale\] or take --jobs 1"):
        sweep(Plan(("exp(t)",), (3,), range(3)), tmp_path / "results.db", jobs=2)
    assert need("json").__name__ == "json"
