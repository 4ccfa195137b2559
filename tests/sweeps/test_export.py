"""Tables: every form holds every digit, and gives back the very value it was made of."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ntkproofs.arithmetic import load_ball
from ntkproofs.claims import canonical
from ntkproofs.sweeps import Plan, Store, export, sweep
from ntkproofs.sweeps.export import COLUMNS, value_of

PLAN = Plan(
    ("ntk(layers=3)", "ntk(layers=2)", "gaussian(c=1)"),
    (3,),
    range(6),
    (60,),
    ("spectrum", "decay", "bounds", "smoothness"),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "results.db"
    sweep(PLAN, path)
    return path


def from_csv(path: Path) -> list[dict[str, Any]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def from_json(path: Path) -> list[dict[str, Any]]:
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["schema"] == "ntkproofs.table/1"
    return document["rows"]


def from_parquet(path: Path) -> list[dict[str, Any]]:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(path)
    assert {str(field.type) for field in table.schema} == {"string"}
    return table.to_pylist()


@pytest.mark.parametrize(("ending", "read"), [("csv", from_csv), ("json", from_json), ("parquet", from_parquet)])
def test_no_digit_is_lost(store: Path, tmp_path: Path, ending: str, read: Callable[[Path], list[dict[str, Any]]]):
    if ending == "parquet":
        pytest.importorskip("pyarrow")
    path = tmp_path / f"table.{ending}"
    with Store(store) as held:
        assert export(held, path) == PLAN.size
        rows = list(held.rows())
    lines = read(path)
    assert tuple(lines[0]) == COLUMNS
    assert [canonical(value_of(line)) for line in lines] == [canonical(row.value) for row in rows]
    assert [line["key"] for line in lines] == [row.key for row in rows]
    assert {json.loads(line["libraries"])["FLINT"] for line in lines} == {rows[0].libraries["FLINT"]}
    eigenvalue = next(x for x in lines if x["quantity"] == "spectrum" and x["kernel"] == "ntk(layers=3)")
    assert len(eigenvalue["value"]) > 60
    assert load_ball(eigenvalue["ball"]).rel_accuracy_bits() > 195


def test_parts_that_are_null_stay_null(store: Path, tmp_path: Path):
    with Store(store) as held:
        export(held, tmp_path / "table.csv")
    zero = next(x for x in from_csv(tmp_path / "table.csv") if x["kernel"] == "ntk(layers=2)" and x["degree"] == "3")
    assert (zero["value"], zero["exact"], value_of(zero)["ball"]) == ("0", "0", None)


def test_another_ending(store: Path, tmp_path: Path):
    with Store(store) as held, pytest.raises(ValueError, match=r"ending .csv, .json or .parquet was needed"):
        export(held, tmp_path / "table.xlsx")
