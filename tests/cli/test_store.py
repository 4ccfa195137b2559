from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ntkproofs.sweeps import Plan, sweep


@pytest.fixture
def store(tmp_path: Path) -> Path:
    sweep(Plan(("ntk(layers=2)",), (3,), range(5), (20,)), tmp_path / "results.db")
    return tmp_path / "results.db"


def test_export(ntkproofs: Any, store: Path, tmp_path: Path):
    ran = ntkproofs("store", "export", store, "--output", tmp_path / "table.csv")
    assert (ran.status, ran.out, ran.err) == (0, "5 results\n", "")
    assert "1/192" in (tmp_path / "table.csv").read_text()


def test_compare(ntkproofs: Any, store: Path, tmp_path: Path):
    ran = ntkproofs("store", "compare", store, store)
    assert (ran.status, ran.out, ran.err) == (0, "5 equal\n", "")
    sweep(Plan(("ntk(layers=2)",), (4,), range(2), (20,)), tmp_path / "other.db")
    ran = ntkproofs("store", "compare", store, tmp_path / "other.db", "--format", "json")
    assert ran.status == 3
    assert json.loads(ran.out)["counts"]["only in the first"] == "5"


def test_refused(refused: Any, store: Path, tmp_path: Path):
    assert ".csv, .json or .parquet" in refused("store", "export", store, "--output", tmp_path / "table.xls")
    (tmp_path / "empty.db").touch()
    assert "is empty, so it was cut off" in refused("store", "compare", store, tmp_path / "empty.db")
