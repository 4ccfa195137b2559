"""The file under a store: whatever happens to it, one clear line, and nothing that was committed is lost."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest

from ntkproofs.sweeps import Plan, Store, StoreError, sweep
from ntkproofs.sweeps.database import Database

PLAN = Plan(("ntk(layers=2)", "laplace(c=1)"), (3, 5), range(60), (20,))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A store of 240 results."""
    path = tmp_path_factory.mktemp("store") / "whole.db"
    assert sweep(PLAN, path).computed == 240
    return path.read_bytes()


def refused(path: Path) -> str:
    with pytest.raises(StoreError) as refusal:
        Store(path, create=False)
    assert "\n" not in str(refusal.value)
    return str(refusal.value)


def test_what_is_no_store_is_refused_and_not_touched(tmp_path: Path):
    path = tmp_path / "results.db"
    assert "does not exist" in refused(path)
    for content, said in (
        (b"", "is empty, so it was cut off"),
        (b"key,value\n1,2\n", "is not a store"),
        (bytes(range(256)) * 64, "is not a store"),
        (b"SQLite format 3\0" + b"\xa5" * 8000, "store: "),
    ):
        path.write_bytes(content)
        assert said in refused(path)
        with pytest.raises(StoreError):
            sweep(PLAN, path)
        assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path):
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE results (x)")
    connection.commit()
    assert "another program's database" in refused(path)
    connection.execute("PRAGMA application_id=1853123440")
    connection.execute("PRAGMA user_version=99")
    connection.commit()
    connection.close()
    assert "layout 1 was needed" in refused(path)


def test_cut_off_anywhere_it_is_refused(whole: bytes, tmp_path: Path):
    path = tmp_path / "cut.db"
    for length in sorted({*range(0, len(whole), 4096 * 7), 15, 99, 100, 4095, len(whole) - 1, len(whole) - 4096}):
        path.write_bytes(whole[:length])
        assert "cut" in refused(path) or "damaged" in refused(path) or "not a store" in refused(path), length


def test_a_flipped_bit_never_gives_another_value(whole: bytes, tmp_path: Path):
    path, changed = tmp_path / "flipped.db", 0
    path.write_bytes(whole)
    with Store(path) as store:
        values = {row.key: dict(row.value) for row in store.rows()}
    for position in range(50, len(whole), 9973):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 4]) + whole[position + 1 :])
        found = None
        with contextlib.suppress(StoreError), Store(path) as store:
            found = {row.key: dict(row.value) for row in store.rows()}
        # A bit in the unused part of a page changes nothing; any other is seen by SQLite or by the seal.
        assert found in (None, values)
        changed += found is None
    assert changed > 10


def test_a_full_disk_keeps_what_was_committed(tmp_path: Path):
    path = tmp_path / "full.db"
    with Store(path) as store:
        pages = store.database.connection.execute("PRAGMA page_count").fetchone()[0]
        # SQLite's own limit raises what a full disk raises.
        store.database.connection.execute(f"PRAGMA max_page_count={pages + 30}")
        with pytest.raises(StoreError, match=r"could not be written \(database or disk is full\); .* is kept"):
            sweep(PLAN, store)
        held = len(store)
    assert 0 < held < 240
    done = sweep(PLAN, path)
    assert (done.stored, done.computed) == (held, 240 - held)
    assert done.digest == sweep(PLAN, tmp_path / "undisturbed.db").digest


def test_a_store_that_is_made_twice_at_once_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "results.db"
    from ntkproofs.sweeps import database

    fresh = database._create

    def late(where: Path) -> None:
        # Another program finishes its store between our look and our own.
        fresh(where)
        with Store(where) as store:
            sweep(Plan(("ntk(layers=2)",), (3,), range(3), (20,)), store)
        fresh(where)

    monkeypatch.setattr(database, "_create", late)
    with Store(path) as store:
        assert len(store) == 3
    assert [p.name for p in tmp_path.iterdir()] == ["results.db"]


def test_what_fails_within_a_transaction_leaves_nothing(tmp_path: Path):
    Store(tmp_path / "results.db").close()
    database = Database(tmp_path / "results.db")

    def interrupted() -> None:
        with database.writing() as connection:
            connection.execute("INSERT INTO trials VALUES ('a', 'b', 'c', 'd', 'e')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(database.read("SELECT * FROM trials")) == []
    database.close()


def test_a_store_held_by_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "results.db"
    monkeypatch.setattr("ntkproofs.sweeps.database.PATIENCE", 0.1)
    with Store(path) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="was held by another program"):
            sweep(PLAN, store)
        other.close()
        assert sweep(PLAN, store).computed == 240
