"""The store of results: one row a result, found by what it depends on, sealed, and never answered by another source."""

from __future__ import annotations

import datetime
import json
import os
import platform
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Any, Self, final

from ntkproofs.claims import canonical, digest

from .database import Database, StoreError
from .environment import environment
from .plan import Plan
from .units import Outcome, Point, Unit, units

IDENTITY = ("quantity", "kernel", "dim", "degree", "parity", "digits", "arithmetic")
_COLUMNS = ("key", *IDENTITY, "value", "source", "libraries", "provenance", "seal")
_ORDER = "ORDER BY quantity, kernel, dim, digits, arithmetic, parity, degree, key"


@final
@dataclass(frozen=True)
class Row:
    """One result: its parameters, its value as JSON data of strings, and where it comes from."""

    key: str
    identity: Mapping[str, Any]
    value: Mapping[str, Any]
    source: str
    libraries: Mapping[str, str]
    provenance: Mapping[str, Any]

    @property
    def seal(self) -> str:
        """The digest of the row, stored beside it: a changed letter does not go unseen."""
        return digest(
            [
                self.key,
                self.value,
                self.source,
                self.libraries,
                self.provenance,
                [self.identity[name] for name in IDENTITY],
            ]
        )


def row_key(identity: Mapping[str, Any], surroundings: str) -> str:
    """Return the key of a result: kernel, parameters, precision, and the digest of libraries and source."""
    return digest({**identity, "environment": surroundings})


@final
class Store:
    """A file of results, opened for reading and writing by any number of programs at once.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "results.db") as store:
    ...     len(store)
    0
    """

    def __init__(self, path: Path | str, *, create: bool = True) -> None:
        self.database = Database(Path(path), create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def __len__(self) -> int:
        return int(str(next(self.database.read("SELECT count(*) FROM results"))[0]))

    def rows(self) -> Iterator[Row]:
        """Yield all rows in the order of quantity, kernel, dimension, digits and degree.

        :raises StoreError: for a row that is not as it was written.
        """
        for found in self.database.read(f"SELECT {', '.join(_COLUMNS)} FROM results {_ORDER}"):
            yield self._row(dict(zip(_COLUMNS, found, strict=True)))

    def missing(self, unit: Unit) -> Unit:
        """Return the part of a unit that is not stored for this source and these libraries."""
        keys = _keys(unit)
        held = {str(found[0]) for found in self._where("key", list(keys.values()))}
        return unit.only([point for point, key in keys.items() if key not in held])

    def add(self, outcome: Outcome, backend: str) -> int:
        """Store the values of a unit in one transaction and return how many were new.

        :raises StoreError: when it cannot be written, on a full disk for instance; then nothing of the unit is.
        """
        unit, about = outcome.unit, environment()
        provenance = {
            "version": version("ntkproofs"),
            "computed": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            "computed_together": f"{len(unit.points)} of {_span(unit.points)}",
            "seconds": f"{outcome.seconds:.3f}",
            "backend": backend,
            "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        }
        rows = []
        for point, key in _keys(unit).items():
            row = Row(key, unit.identity(point), outcome.values[point], about.source, dict(about.libraries), provenance)
            rows.append(
                (
                    key,
                    *(row.identity[name] for name in IDENTITY),
                    canonical(row.value),
                    row.source,
                    canonical(row.libraries),
                    canonical(row.provenance),
                    row.seal,
                )
            )
        marks = ", ".join("?" * len(_COLUMNS))
        with self.database.writing() as connection:
            before = connection.total_changes
            # Two programs may compute the same unit; the first to write it is kept, the second adds nothing.
            connection.executemany(f"INSERT OR IGNORE INTO results ({', '.join(_COLUMNS)}) VALUES ({marks})", rows)
            return connection.total_changes - before

    def digest(self, plan: Plan) -> str:
        """Return one digest of all values of a plan, the same however they were computed.

        :raises StoreError: when a result is missing.
        """
        found = []
        for unit in units(plan):
            held = self._held(unit)
            for point, key in _keys(unit).items():
                if key not in held:
                    raise StoreError(f"store: {unit} at {point} is not stored; run the sweep to its end")
                found.append([unit.identity(point), dict(held[key].value)])
        return digest(sorted(canonical(pair) for pair in found))

    def _held(self, unit: Unit) -> dict[str, Row]:
        """The stored rows of a unit, by key."""
        found = self._where(", ".join(_COLUMNS), list(_keys(unit).values()))
        rows = (self._row(dict(zip(_COLUMNS, columns, strict=True))) for columns in found)
        return {row.key: row for row in rows}

    def _where(self, columns: str, keys: list[str]) -> Iterator[tuple[object, ...]]:
        for start in range(0, len(keys), 500):
            some = tuple(keys[start : start + 500])
            yield from self.database.read(
                f"SELECT {columns} FROM results WHERE key IN ({', '.join('?' * len(some))})", some
            )

    def _row(self, found: Mapping[str, Any]) -> Row:
        try:
            row = Row(
                found["key"],
                {name: found[name] for name in IDENTITY},
                json.loads(found["value"]),
                found["source"],
                json.loads(found["libraries"]),
                json.loads(found["provenance"]),
            )
            whole = row.seal == found["seal"]
        except (TypeError, ValueError):
            whole = False
        if not whole:
            raise StoreError(
                f"store: the row {found['key']!r} of {str(self.database.path)!r} is not as it was written; "
                "restore a copy, or start a new store"
            )
        return row


def _keys(unit: Unit) -> dict[Point, str]:
    about = environment().digest
    return {point: row_key(unit.identity(point), about) for point in unit.points}


def _span(points: Collection[Point]) -> str:
    numbers = [point for point in points if isinstance(point, int)]
    if not numbers:
        return ", ".join(str(point) for point in points)
    return f"{min(numbers)}:{max(numbers)}"
