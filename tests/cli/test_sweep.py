from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

PLAN = 'kernels = ["ntk(layers={2:3})"]\ndims = 3\ndegrees = "0:4"\ndigits = 20\n'


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.toml"
    path.write_text(PLAN)
    return path


def test_computed_then_from_the_store(ntkproofs: Any, plan: Path, tmp_path: Path):
    ran = ntkproofs("sweep", plan, "--store", tmp_path / "results.db")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("10 results: 0 from the store, 10 computed in ")
    ran = ntkproofs("sweep", plan, "--store", tmp_path / "results.db", "--format", "json")
    document = json.loads(ran.out)
    assert (document["schema"], document["from_store"], document["computed"]) == ("ntkproofs.sweep/1", "10", "0")
    assert document["digest"].startswith("sha256:")
    assert document["failures"] == []


def test_the_example_of_the_help(ntkproofs: Any, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    pytest.importorskip("joblib")
    monkeypatch.chdir(tmp_path)
    ran = ntkproofs("sweep", "plan.toml", "--store", "results.db", "--jobs", "4")
    assert (ran.status, ran.err) == (0, "")
    ran = ntkproofs("store", "export", "results.db", "--output", "results.csv")
    assert (ran.status, ran.out) == (0, "10 results\n")


def test_a_failed_unit_has_status_1(ntkproofs: Any, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("ntkproofs.sweeps.units.values", lambda unit: 1 / 0)
    ran = ntkproofs("sweep", plan, "--store", tmp_path / "results.db")
    assert ran.status == 1
    assert "2 units FAILED, the first: spectrum of ntk(layers=3), dim 3, 20 digits: ZeroDivisionError" in ran.out
    assert ran.err.count("\n") == 2


def test_refused(refused: Any, plan: Path, tmp_path: Path):
    store = tmp_path / "results.db"
    assert "does not exist" in refused("sweep", tmp_path / "none.toml", "--store", store)
    assert "'--store'" in refused("sweep", plan)
    assert "belongs to --backend dask" in refused("sweep", plan, "--store", store, "--scheduler", "tcp://a:1")
    store.write_text("no store")
    assert "is not a store of results" in refused("sweep", plan, "--store", store)
    plan.write_text("kernels = 3")
    assert "a list of strings was needed" in refused("sweep", plan, "--store", store)


def test_the_folder_of_the_store_is_missing(refused: Any, plan: Path, tmp_path: Path):
    assert "could not be opened" in refused("sweep", plan, "--store", tmp_path / "none" / "results.db")
