"""Tables of a store: CSV, JSON and Parquet, every cell a string, so that no reader rounds a digit away."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ntkproofs.claims import canonical

from .execution import EngineError
from .store import IDENTITY, Row, Store

#: Parts of a value with a column of their own; the rest stands in `details` as JSON.
PARTS = ("multiplicity", "exact", "value", "radius", "ball")
COLUMNS = (*IDENTITY, *PARTS, "details", "key", "source", "libraries", "provenance")
#: Rows of a group in Parquet, and how many are held at a time.
GROUP = 10_000


def export(store: Store, path: Path) -> int:
    """Write all rows to a file, whose ending `.csv`, `.json` or `.parquet` names the form; return how many there are.

    An empty cell (`null` in JSON and Parquet) is a part that the value does not have or that is null; `details` holds
    the other parts, and names the parts that are null.

    :raises ValueError: for another ending.
    """
    write = {".csv": _csv, ".json": _json, ".parquet": _parquet}.get(path.suffix)
    if write is None:
        raise ValueError(f"export: a file ending .csv, .json or .parquet was needed, {path.name!r} came")
    return write(map(flat, store.rows()), path)


def flat(row: Row) -> dict[str, str | None]:
    """Return a row as one line of a table of strings."""
    parts = {name: row.value.get(name) for name in PARTS}
    split = {name for name, part in parts.items() if isinstance(part, str)}
    details = {name: part for name, part in row.value.items() if name not in split}
    return {
        **{name: None if row.identity[name] is None else str(row.identity[name]) for name in IDENTITY},
        **{name: parts[name] if name in split else None for name in PARTS},
        "details": canonical(details) if details else None,
        "key": row.key,
        "source": row.source,
        "libraries": canonical(row.libraries),
        "provenance": canonical(row.provenance),
    }


def value_of(line: Mapping[str, str | None]) -> dict[str, Any]:
    """Return the value that a line of a table was made of; an empty cell of a CSV file counts as none."""
    details = json.loads(line["details"]) if line["details"] else {}
    return {**{name: line[name] for name in PARTS if line[name] not in (None, "")}, **details}


def _csv(lines: Iterator[dict[str, str | None]], path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for line in lines:
            writer.writerow(line)
            count += 1
    return count


def _json(lines: Iterator[dict[str, str | None]], path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write('{"schema": "ntkproofs.table/1", "rows": [')
        for line in lines:
            count += 1
            file.write(("\n" if count == 1 else ",\n") + json.dumps(line, ensure_ascii=False))
        file.write("\n]}\n")
    return count


def _parquet(lines: Iterator[dict[str, str | None]], path: Path) -> int:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise EngineError(
            "export: pyarrow was needed for Parquet, it is not installed; install ntkproofs[scale] or write .csv"
        ) from None
    schema = pyarrow.schema([(name, pyarrow.string()) for name in COLUMNS])
    count = 0
    group: list[dict[str, str | None]] = []
    with pyarrow.parquet.ParquetWriter(path, schema) as writer:
        for line in lines:
            count += 1
            group.append(line)
            if len(group) == GROUP:
                writer.write_table(pyarrow.Table.from_pylist(group, schema))
                group = []
        writer.write_table(pyarrow.Table.from_pylist(group, schema))
    return count
