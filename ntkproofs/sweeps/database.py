"""One SQLite file that survives what happens to long runs, and says in one line when it does not."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import final

#: "ntkp": written into the header of our files, so that no other database is taken for a store.
APPLICATION = 0x6E746B70
LAYOUT = 1
#: Seconds to wait for another program that writes to the same store.
PATIENCE = 60

SCHEMA = """
CREATE TABLE results (
    key TEXT PRIMARY KEY, quantity TEXT NOT NULL, kernel TEXT NOT NULL, dim INTEGER, degree INTEGER, parity TEXT,
    digits INTEGER, arithmetic TEXT NOT NULL, value TEXT NOT NULL, source TEXT NOT NULL, libraries TEXT NOT NULL,
    provenance TEXT NOT NULL, seal TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE trials (
    key TEXT PRIMARY KEY, claim TEXT NOT NULL, trial TEXT NOT NULL, provenance TEXT NOT NULL, seal TEXT NOT NULL
) WITHOUT ROWID;
"""


@final
class StoreError(ValueError):
    """A store cannot be read or written; the sentence says what happened, what is kept, what to do."""


@final
class Database:
    """A SQLite file in WAL mode: every transaction is whole and on the disk, or never happened."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        self.path = Path(path)
        with self._told("opened"):
            if create and not self.path.exists():
                _create(self.path)
            self._look()
            self.connection = sqlite3.connect(
                f"{self.path.resolve().as_uri()}?mode=rw", uri=True, timeout=PATIENCE, isolation_level=None
            )
        try:
            self._check()
        except BaseException:
            self.connection.close()
            raise

    def close(self) -> None:
        """Fold the log into the file and close it."""
        self.connection.close()

    def read(self, query: str, arguments: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
        """Yield the rows of a query."""
        with self._told("read"):
            yield from self.connection.execute(query, arguments)

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Open one transaction; what fails in it leaves nothing behind."""
        with self._told("written"):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                # A full disk may have ended the transaction already.
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def _look(self) -> None:
        """Refuse what is plainly no database before SQLite makes one of it."""
        if not self.path.exists():
            raise StoreError(f"store: {str(self.path)!r} does not exist; `ntkproofs sweep` makes one")
        with self.path.open("rb") as file:
            head = file.read(100)
        if not head:
            raise StoreError(
                f"store: {str(self.path)!r} is empty, so it was cut off; restore a copy, or remove it to start anew"
            )
        if head[:16] != b"SQLite format 3\0":
            raise StoreError(f"store: {str(self.path)!r} is not a store of results; name another file")
        log = self.path.with_name(self.path.name + "-wal")
        # The header counts the pages.  While there is a log, pages that the file lacks may still stand in it.
        pages, size = int.from_bytes(head[28:32], "big"), int.from_bytes(head[16:18], "big")
        if not log.exists() and self.path.stat().st_size < max(100, pages * size):
            raise self._damaged("it was cut off")

    def _check(self) -> None:
        with self._told("read"):
            ours = self.connection.execute("PRAGMA application_id").fetchone()[0]
            if ours != APPLICATION:
                raise StoreError(f"store: {str(self.path)!r} is another program's database; name another file")
            layout = self.connection.execute("PRAGMA user_version").fetchone()[0]
            if layout != LAYOUT:
                raise StoreError(
                    f"store: layout {LAYOUT} was needed, {str(self.path)!r} has {layout}; use the version that wrote it"
                )
            said = self.connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if said != "ok":
                raise self._damaged(said)
            # Every commit reaches the disk: a machine that loses its power loses no result that was reported.
            self.connection.execute("PRAGMA synchronous=FULL")

    @contextlib.contextmanager
    def _told(self, verb: str) -> Iterator[None]:
        """Turn what SQLite raises into one sentence."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise StoreError(
                    f"store: {str(self.path)!r} was held by another program for {PATIENCE} s; run again when it is done"
                ) from None
            if "malformed" in str(error):
                raise self._damaged(str(error)) from None
            raise StoreError(
                f"store: {str(self.path)!r} could not be {verb} ({error}); what was stored before is kept: "
                "make room and run again"
            ) from None
        except sqlite3.DatabaseError as error:
            raise self._damaged(str(error)) from None

    def _damaged(self, said: str) -> StoreError:
        return StoreError(
            f"store: {str(self.path)!r} is damaged ({' '.join(said.split())}); restore a copy, or start a new store"
        )


def _create(path: Path) -> None:
    """Make an empty store under another name and give it its own when it is whole: no half-made file is ever met."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    try:
        with contextlib.closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute(f"PRAGMA application_id={APPLICATION}")
            connection.execute(f"PRAGMA user_version={LAYOUT}")
            connection.executescript(SCHEMA)
        # Another program may have made the store meanwhile: then that one is used.
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        for ending in ("", "-wal", "-shm"):
            fresh.with_name(fresh.name + ending).unlink(missing_ok=True)
