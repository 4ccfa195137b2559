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
_VALUE = _COLUMNS.index("value")
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
            yield _row(self._whole(found))

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
        # The same for every row of the unit.
        origin = (about.source, canonical(dict(about.libraries)), canonical(provenance))
        rows = []
        for point, key in _keys(unit).items():
            identity = unit.identity(point)
            columns = (key, *(identity[name] for name in IDENTITY), canonical(outcome.values[point]), *origin)
            rows.append((*columns, _seal(columns)))
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
            keys = _keys(unit)
            held = {columns[0]: columns for columns in self._where(", ".join(_COLUMNS), list(keys.values()))}
            for point, key in keys.items():
                if key not in held:
                    raise StoreError(f"store: {unit} at {point} is not stored; run the sweep to its end")
                # The stored text of a value is canonical JSON.
                found.append(f"{canonical(unit.identity(point))} {self._whole(held[key])[_VALUE]}")
        return digest(sorted(found))

    def _where(self, columns: str, keys: list[str]) -> Iterator[tuple[object, ...]]:
        for start in range(0, len(keys), 500):
            some = tuple(keys[start : start + 500])
            yield from self.database.read(
                f"SELECT {columns} FROM results WHERE key IN ({', '.join('?' * len(some))})", some
            )

    def _whole(self, columns: tuple[Any, ...]) -> tuple[Any, ...]:
        """The columns of a row that is as it was written."""
        if _seal(columns[:-1]) != columns[-1]:
            raise StoreError(
                f"store: the row {columns[0]!r} of {str(self.database.path)!r} is not as it was written; "
                "restore a copy, or start a new store"
            )
        return columns


def _seal(columns: tuple[Any, ...]) -> str:
    """The digest of a row, stored beside it: a changed letter does not go unseen."""
    return digest([f"{type(column).__name__} {column}" for column in columns])


def _row(columns: tuple[Any, ...]) -> Row:
    found = dict(zip(_COLUMNS, columns, strict=True))
    value, libraries, provenance = (json.loads(found[name]) for name in ("value", "libraries", "provenance"))
    identity = {name: found[name] for name in IDENTITY}
    return Row(found["key"], identity, value, found["source"], libraries, provenance)


def _keys(unit: Unit) -> dict[Point, str]:
    about = environment().digest
    return {point: row_key(unit.identity(point), about) for point in unit.points}


def _span(points: Collection[Point]) -> str:
    numbers = [point for point in points if isinstance(point, int)]
    if not numbers:
        return ", ".join(str(point) for point in points)
    return f"{min(numbers)}:{max(numbers)}"
