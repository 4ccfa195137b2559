"""Command lines in processes of their own, dask clusters of separate processes, and small plans."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PROGRAM = (sys.executable, "-c", "from ntkproofs.cli import main; main()")
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "DASK_DISTRIBUTED__ADMIN__LOG_FORMAT": "%(message)s"}


def started(*arguments: str | Path, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
    """Start `ntkproofs` with some arguments."""
    return launched(*PROGRAM, *map(str, arguments), env=env)


def launched(*command: str, env: dict[str, str] | None = None, cwd: Path | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | ONE_THREAD | (env or {}),
        cwd=cwd,
    )


def finished(process: subprocess.Popen[str], timeout: float = 200) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=timeout)
    return process.returncode, out, err


def digest_in(text: str) -> str:
    return text.split("digest of the values ")[1].split()[0]


def rows_in(store: Path) -> int:
    """How many rows a store holds, as another program sees it; 0 before there is one."""
    if not store.exists():
        return 0
    connection = sqlite3.connect(store, timeout=30)
    try:
        return int(connection.execute("SELECT count(*) FROM results").fetchone()[0])
    finally:
        connection.close()


def wait_for(true: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


@dataclass
class Cluster:
    """A dask scheduler and workers, each a process of its own."""

    folder: Path
    port: int
    scheduler: subprocess.Popen[str] | None = None
    workers: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def start(self, env: dict[str, str] | None = None) -> None:
        self.scheduler = self._dask("scheduler", "--port", str(self.port), "--host", "127.0.0.1", env=env)
        wait_for(self._answers)

    def worker(self, threads: int = 1, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
        options = ("--nthreads", str(threads), "--no-nanny", "--local-directory", str(self.folder))
        self.workers.append(self._dask("worker", self.address, *options, env=env))
        return self.workers[-1]

    def stop(self) -> None:
        for process in [*self.workers, self.scheduler]:
            kill(process)
        self.workers.clear()

    def _dask(self, what: str, *arguments: str, env: dict[str, str] | None) -> subprocess.Popen[str]:
        command = (sys.executable, "-m", f"distributed.cli.dask_{what}", *arguments, "--no-dashboard")
        with (self.folder / f"{what}.log").open("a") as log:
            return subprocess.Popen(
                command, stdout=log, stderr=log, env=os.environ | ONE_THREAD | (env or {}), cwd=self.folder
            )

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def kill(process: subprocess.Popen[str] | None) -> None:
    if process is not None and process.poll() is None:
        process.send_signal(signal.SIGKILL)
        process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster that is not started yet."""
    pytest.importorskip("distributed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = Cluster(tmp_path, port)
    yield made
    made.stop()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan of 7 units and 185 results that takes about two seconds."""
    path = tmp_path / "plan.toml"
    path.write_text(
        'kernels = ["ntk(layers={3:5})", "laplace(c=1)"]\ndims = [3, 10]\ndegrees = "0:20"\ndigits = 30\n'
        'quantities = ["spectrum", "smoothness"]\n'
    )
    return path


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """A plan of units that take some tenths of a second each."""
    path = tmp_path / "slow.toml"
    path.write_text('kernels = ["exp(t)*cos(t)"]\ndims = ["3:8"]\ndegrees = "0:60"\ndigits = 30\n')
    return path
