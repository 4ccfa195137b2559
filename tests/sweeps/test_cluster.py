"""A dask cluster of separate processes: the same digests, and what would hang or lie there is refused or outlived."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntkproofs.sweeps import read_plan, sweep

from .conftest import Cluster, digest_in, finished, kill, rows_in, started, wait_for


def dask(plan: Path, store: Path, cluster: Cluster) -> tuple[str | Path, ...]:
    return ("sweep", plan, "--store", store, "--backend", "dask", "--scheduler", cluster.address)


def one_line(ended: tuple[int, str, str]) -> str:
    status, out, err = ended
    assert (status, out, err.count("\n")) == (2, "", 1), err
    assert err.startswith("ntkproofs: sweep: ")
    return err


def test_digests_are_those_of_a_serial_run_and_a_killed_worker_loses_nothing(
    cluster: Cluster, plan: Path, slow: Path, tmp_path: Path
):
    cluster.start()
    workers = [cluster.worker(), cluster.worker()]
    status, out, err = finished(started(*dask(plan, tmp_path / "dask.db", cluster)))
    assert (status, err) == (0, "")
    serial = sweep(read_plan(plan), tmp_path / "serial.db")
    assert digest_in(out) == serial.digest
    assert f"{serial.total} computed" in out

    store = tmp_path / "killed.db"
    process = started(*dask(slow, store, cluster))
    wait_for(lambda: rows_in(store) > 0)
    kill(workers[0])
    status, out, err = finished(process)
    assert (status, err) == (0, "")
    assert digest_in(out) == sweep(read_plan(slow), tmp_path / "undisturbed.db").digest
    assert rows_in(store) == 366


def test_workers_that_cannot_do_it_are_refused_before_the_sweep(cluster: Cluster, plan: Path, tmp_path: Path):
    store = tmp_path / "results.db"
    cluster.start()
    threads = cluster.worker(threads=2)
    said = one_line(finished(started(*dask(plan, store, cluster))))
    assert "dask workers with one thread were needed" in said
    assert "threads give wrong digits; start it with --nthreads 1" in said
    kill(threads)

    # A package that hides ours stands for a machine that does not have it.
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "ntkproofs.py").write_text("raise ModuleNotFoundError(\"No module named 'ntkproofs'\")\n")
    bare = cluster.worker(env={"PYTHONPATH": str(hidden)})
    said = one_line(finished(started(*dask(plan, store, cluster))))
    assert "ntkproofs was needed on a worker" in said
    assert "No module named 'ntkproofs'" in said
    kill(bare)
    assert rows_in(store) == 0


@pytest.mark.heavy
def test_the_full_sweep_has_one_digest(cluster: Cluster, tmp_path: Path):
    path = tmp_path / "full.toml"
    path.write_text(
        'kernels = ["ntk(layers=3)", "ntk(layers=6, bias=1)", "laplace(c=1)", "gamma_exponential(c=1, gamma=1/2)",\n'
        '           "exp(t)*cos(t)", "ntk(layers=2, activation=erf)"]\n'
        'dims = [3, 5, 10, 20, 50]\ndegrees = "0:200"\ndigits = 50\n'
    )
    cluster.start()
    cluster.worker()
    cluster.worker()
    digests = set()
    for name, options in (
        ("serial", ()),
        ("loky", ("--jobs", "2")),
        ("dask", ("--backend", "dask", "--scheduler", cluster.address)),
    ):
        status, out, err = finished(started("sweep", path, "--store", tmp_path / f"{name}.db", *options), 1800)
        assert (status, err) == (0, "")
        assert "6030 results: 0 from the store, 6030 computed" in out
        digests.add(digest_in(out))
    assert len(digests) == 1


@pytest.mark.heavy
def test_the_package_missing_on_the_scheduler(cluster: Cluster, plan: Path, tmp_path: Path):
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "ntkproofs.py").write_text("raise ModuleNotFoundError(\"No module named 'ntkproofs'\")\n")
    cluster.start(env={"PYTHONPATH": str(hidden)})
    cluster.worker()
    said = one_line(finished(started(*dask(plan, tmp_path / "results.db", cluster))))
    assert "ntkproofs was needed on the scheduler" in said


@pytest.mark.heavy
def test_a_scheduler_that_is_restarted(cluster: Cluster, slow: Path, tmp_path: Path):
    store = tmp_path / "results.db"
    cluster.start()
    cluster.worker()
    process = started(*dask(slow, store, cluster))
    wait_for(lambda: rows_in(store) > 0)
    cluster.stop()
    held = rows_in(store)
    cluster.start()
    cluster.worker()
    status, out, err = finished(process)
    assert status == 0, err
    # A sweep that had ended, or a new scheduler before the next look at it: then there is nothing to say.
    assert err == "" or f"the scheduler at {cluster.address} went away; " in err
    assert all(line.startswith("ntkproofs: ") for line in err.splitlines()), err
    assert held % 61 == 0
    assert digest_in(out) == sweep(read_plan(slow), tmp_path / "undisturbed.db").digest
    assert rows_in(store) == 366


def test_no_scheduler(plan: Path, tmp_path: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch):
    from ntkproofs.sweeps import EngineError
    from ntkproofs.sweeps import cluster as room

    monkeypatch.setattr(room, "PATIENCE", 0.5)
    with pytest.raises(EngineError, match=r"a dask scheduler was needed at .*, none answered"):
        room.Dask(cluster.address, patience=0.5)._connect()
