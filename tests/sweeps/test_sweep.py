"""Whole sweeps: the same digest however they are run, killed and resumed, crowded and starved."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ntkproofs.sweeps import EngineError, Plan, Store, read_plan, sweep
from ntkproofs.sweeps.execution import Lost, Serial
from ntkproofs.sweeps.units import Unit

from .conftest import PROGRAM, digest_in, finished, rows_in, started, wait_for


def test_the_second_run_answers_from_the_store(plan: Path, tmp_path: Path):
    wanted = read_plan(plan)
    seen: list[tuple[int, int]] = []
    first = sweep(wanted, tmp_path / "results.db", progress=lambda *pair: seen.append(pair))
    assert (first.total, first.computed, first.failures) == (wanted.size, wanted.size, ())
    assert (seen[0], seen[-1]) == ((0, wanted.size), (wanted.size, wanted.size))
    second = sweep(wanted, tmp_path / "results.db")
    assert (second.stored, second.computed, second.digest) == (wanted.size, 0, first.digest)


def test_a_failed_unit_is_told_not_stored_and_tried_again(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from ntkproofs.sweeps import units

    whole, wanted, said = units.values, read_plan(plan), []

    def broken(unit: Unit) -> Any:
        if unit.quantity == "smoothness" and unit.kernel == "laplace(c=1)":
            raise ArithmeticError("two derivations disagree")
        return whole(unit)

    with monkeypatch.context() as patch:
        patch.setattr(units, "values", broken)
        done = sweep(wanted, tmp_path / "results.db", say=said.append)
    assert (len(done.failures), done.digest, done.computed) == (1, None, wanted.size - 1)
    assert said == ["smoothness of laplace(c=1), 30 digits failed: ArithmeticError: two derivations disagree"]
    assert sweep(wanted, tmp_path / "results.db").computed == 1


def test_what_is_lost_with_a_process_is_given_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    plan, said, whole = Plan(("ntk(layers=2)",), (3, 4, 5), range(3), (20,)), [], Serial.run
    deaths = iter([1, 2])

    def dying(self: Serial, work: list[Unit]) -> Any:
        # A unit comes back, and once more after the loss, as from a worker that was only thought dead.
        yield from whole(self, work[: next(deaths, len(work))])
        if len(work) > 1:
            raise Lost("a process died")

    monkeypatch.setattr(Serial, "run", dying)
    assert sweep(plan, tmp_path / "results.db", say=said.append).computed == 9
    assert said[0] == "a process died; 2 units are given out again"


def test_no_progress_three_times_is_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def dead(self: Serial, work: list[Unit]) -> Any:
        raise Lost("a process died")
        yield

    monkeypatch.setattr(Serial, "run", dead)
    with pytest.raises(EngineError, match=r"a process died, 3 times without any progress; .* 1 units are left"):
        sweep(Plan(("ntk(layers=2)",), (3,), range(3), (20,)), tmp_path / "results.db")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"jobs": 0}, "jobs = 0 does not satisfy jobs >= 1"),
        ({"backend": "threading"}, "neither 'loky' nor 'dask'"),
        ({"backend": "dask"}, "belongs to --backend dask"),
        ({"scheduler": "tcp://127.0.0.1:1"}, "belongs to --backend dask"),
    ],
)
def test_wrong_engines(tmp_path: Path, given: dict[str, Any], said: str):
    with pytest.raises(EngineError, match=said):
        sweep(Plan(("exp(t)",), (3,), range(3)), tmp_path / "results.db", **given)


def test_killed_twice_and_finished(slow: Path, tmp_path: Path):
    store, undisturbed = tmp_path / "results.db", tmp_path / "undisturbed.db"
    held = 0
    for _ in range(2):
        process = started("sweep", slow, "--store", store)
        wait_for(lambda before=held: rows_in(store) > before)
        process.send_signal(signal.SIGKILL)
        finished(process)
        assert process.returncode == -signal.SIGKILL
        # Whole units are there, or nothing of them.
        held = rows_in(store)
        assert held % 61 == 0
    status, out, err = finished(started("sweep", slow, "--store", store))
    assert (status, err) == (0, "")
    assert f"{held} from the store, {366 - held} computed" in out
    assert digest_in(out) == sweep(read_plan(slow), undisturbed).digest
    assert rows_in(store) == rows_in(undisturbed) == 366


def test_two_writers_at_once(slow: Path, tmp_path: Path):
    store = tmp_path / "results.db"
    both = [started("sweep", slow, "--store", store) for _ in range(2)]
    ended = [finished(process) for process in both]
    assert [(status, err) for status, _, err in ended] == [(0, ""), (0, "")]
    assert digest_in(ended[0][1]) == digest_in(ended[1][1])
    assert rows_in(store) == 366
    with Store(store) as held:
        assert len({str(row.identity) for row in held.rows()}) == 366


def test_a_limit_on_the_size_of_files(slow: Path, tmp_path: Path):
    store = tmp_path / "results.db"

    # The child limits itself: a function run between fork and exec is no good beside the threads of other tests.
    limit = "import os, resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000)); "
    command = [sys.executable, "-c", limit + "os.execv(sys.argv[1], sys.argv[1:])", *PROGRAM]
    command += ["sweep", str(slow), "--store", str(store)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("ntkproofs: store: ")
    assert ended.stderr.count("\n") == 1
    assert "what was stored before is kept" in ended.stderr
    held = rows_in(store)
    assert 0 < held < 366
    done = sweep(read_plan(slow), store)
    assert (done.stored, done.computed) == (held, 366 - held)


@pytest.mark.heavy
@pytest.mark.skipif(os.geteuid() != 0, reason="a file system is mounted by root")
def test_a_full_file_system(slow: Path, tmp_path: Path):
    place = tmp_path / "small"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", place], check=False).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        status, out, err = finished(started("sweep", slow, "--store", place / "results.db"))
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert "full" in err
        assert "make room and run again" in err
        held = rows_in(place / "results.db")
        assert 0 < held < 366
        subprocess.run(["mount", "-o", "remount,size=8m", place], check=True)
        status, out, err = finished(started("sweep", slow, "--store", place / "results.db"))
        assert (status, err) == (0, "")
        assert f"{held} from the store" in out
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def test_a_script_may_sweep_on_processes_without_a_guard(tmp_path: Path):
    # loky starts its processes from a module of its own, so the script is not run again in them.
    pytest.importorskip("joblib")
    script = tmp_path / "study.py"
    script.write_text(
        "from ntkproofs.sweeps import Plan, sweep\n"
        'plan = Plan(kernels=("ntk(layers=2)",), dims=(3, 4), degrees=range(5), digits=(20,))\n'
        f"print(sweep(plan, {str(tmp_path / 'results.db')!r}, jobs=2).computed)\n"
    )
    ended = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "10\n", "")
