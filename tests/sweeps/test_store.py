"""Rows: found by what they depend on, never answered by another source, sealed, written once."""

from __future__ import annotations

import importlib
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from ntkproofs.sweeps import Plan, Store, StoreError, sweep
from ntkproofs.sweeps.environment import Environment, environment
from ntkproofs.sweeps.store import row_key
from ntkproofs.sweeps.units import compute, units

PLAN = Plan(("ntk(layers=2)",), (3,), range(6), (20,))


def test_a_row_has_its_provenance(tmp_path: Path):
    with Store(tmp_path / "results.db") as store:
        sweep(PLAN, store)
        rows = list(store.rows())
    assert [row.identity["degree"] for row in rows] == [0, 1, 2, 3, 4, 5]
    assert rows[4].value["exact"] == "1/192"
    assert rows[4].source == environment().source
    assert dict(rows[4].libraries) == dict(environment().libraries)
    assert {"version", "computed", "seconds", "backend", "machine", "computed_together"} <= set(rows[4].provenance)
    assert rows[4].provenance["computed_together"] == "6 of 0:5"


def test_every_parameter_changes_the_key():
    unit = next(units(PLAN))
    about = environment().digest
    others = [
        replace(unit, kernel="ntk(layers=3)"),
        replace(unit, dim=4),
        replace(unit, digits=21),
        replace(unit, arithmetic="multiprecision"),
        replace(unit, quantity="decay"),
    ]
    keys = {row_key(each.identity(2), about) for each in [unit, *others]}
    keys |= {row_key(unit.identity(3), about), row_key(unit.identity("even"), about), row_key(unit.identity(2), "x")}
    assert len(keys) == 9


def test_a_changed_source_or_library_is_never_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "results.db"
    sweep(PLAN, path)
    true = environment()
    changed = (
        Environment(true.libraries, "sha256:other"),
        Environment((*true.libraries, ("python-flint", "0.0")), true.source),
    )
    for number, other in enumerate(changed, start=2):
        for module in ("store", "sweep", "units"):
            room = importlib.import_module(f"ntkproofs.sweeps.{module}")
            monkeypatch.setattr(room, "environment", lambda other=other: other)
        done = sweep(PLAN, path)
        assert (done.stored, done.computed) == (0, 6)
        with Store(path) as store:
            assert len(store) == 6 * number


def test_a_changed_letter_is_seen(tmp_path: Path):
    path = tmp_path / "results.db"
    sweep(PLAN, path)
    for column, new in (("value", "replace(value, '192', '193')"), ("degree", "degree + 2"), ("source", "'x'")):
        connection = sqlite3.connect(path)
        connection.execute(f"UPDATE results SET {column} = {new} WHERE degree = 4")
        connection.commit()
        with Store(path) as store:
            with pytest.raises(StoreError, match="is not as it was written"):
                list(store.rows())
            with pytest.raises(StoreError, match="is not as it was written"):
                sweep(PLAN, store)
            # What was damaged is taken out and computed again.
            connection.execute("DELETE FROM results")
            connection.commit()
            connection.close()
            assert sweep(PLAN, store).computed == 6


def test_an_outcome_that_comes_twice_is_stored_once(tmp_path: Path):
    outcome = compute(next(units(PLAN)))
    with Store(tmp_path / "results.db") as store, Store(tmp_path / "results.db") as other:
        assert (store.add(outcome, "serial"), other.add(outcome, "serial"), len(other)) == (6, 0, 6)


def test_only_what_is_missing_is_computed(tmp_path: Path):
    with Store(tmp_path / "results.db") as store:
        sweep(PLAN, store)
        larger = replace(PLAN, degrees=range(10))
        assert store.missing(next(units(larger))).points == (6, 7, 8, 9)
        assert sweep(larger, store).computed == 4


def test_the_digest_needs_every_result(tmp_path: Path):
    with Store(tmp_path / "results.db") as store:
        sweep(PLAN, store)
        with pytest.raises(StoreError, match="is not stored"):
            store.digest(replace(PLAN, dims=(3, 4)))
