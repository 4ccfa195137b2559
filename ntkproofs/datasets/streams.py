"""Large tables, read in blocks so that memory stays bounded: SUSY, HIGGS and MillionSongs as published."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import Any, TextIO, final

import numpy

from ntkproofs.datasets.errors import DataError

Array = numpy.ndarray[Any, Any]


@final
@dataclass(frozen=True)
class StreamFormat:
    """A published table: the target, ``features`` columns after it, and how many of the last rows are the test set."""

    name: str
    features: int
    test_rows: int
    classes: bool


#: By the name under which the papers know them; the partition is the one the repository documents.
FORMATS = {
    "susy": StreamFormat("SUSY", 18, 500_000, classes=True),
    "higgs": StreamFormat("HIGGS", 28, 500_000, classes=True),
    "millionsongs": StreamFormat("MillionSongs", 90, 51_630, classes=False),
}


def stream(path: Path | str, form: StreamFormat, rows: int = 2**14) -> Iterator[tuple[Array, Array]]:
    """The features (m, p) and target (m,) of a table in blocks of ``rows`` rows, the last one shorter.

    The file is text with commas, packed by gzip or as the only member of a zip file, or neither. At most one block is
    held at a time.

    :raises DataError: for a file that is missing or broken, and a row of another length or with another entry.
    """
    if rows < 1:
        raise DataError(f"{form.name}: rows = {rows} does not satisfy rows >= 1; give the size of a block")
    with _text(Path(path), form) as lines:
        for block in count():
            try:
                some = list(islice(lines, rows))
            except (OSError, EOFError, zlib.error, zipfile.BadZipFile, UnicodeDecodeError) as error:
                raise DataError(f"{form.name}: needed whole text, got {str(path)!r}: {error}; copy it again") from None
            if not some:
                if not block:
                    raise DataError(
                        f"{form.name}: needed at least one row, got none in {str(path)!r}; take the published file"
                    )
                return
            table = _numbers(some, form, f"lines {block * rows + 1} to {block * rows + len(some)} of {str(path)!r}")
            yield table[:, 1:], table[:, 0]


def _numbers(lines: list[str], form: StreamFormat, where: str) -> Array:
    try:
        table = (
            numpy.loadtxt(lines, delimiter=",", ndmin=2, comments=None)
            if any(map(str.strip, lines))
            else numpy.empty((0, 0))
        )
    except ValueError as error:
        raise DataError(
            f"{form.name}: needed rows of numbers, got {error} in {where}; take the published file"
        ) from None
    if table.shape != (len(lines), 1 + form.features):
        raise DataError(
            f"{form.name}: needed {len(lines)} rows of {1 + form.features} columns, got {table.shape[0]} of "
            f"{table.shape[1]} in {where}; take the published file"
        )
    if not numpy.isfinite(table).all() or (form.classes and not numpy.isin(table[:, 0], (0, 1)).all()):
        needed = "finite numbers after a class 0 or 1" if form.classes else "finite numbers"
        raise DataError(f"{form.name}: needed {needed}, got something else in {where}; take the published file")
    return table


@contextmanager
def _text(path: Path, form: StreamFormat) -> Iterator[TextIO]:
    try:
        with path.open("rb") as file:
            start = file.read(2)
        if start == b"\x1f\x8b":
            with gzip.open(path, "rt", encoding="ascii") as lines:
                yield lines
        elif start == b"PK":
            with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as member:
                yield io.TextIOWrapper(member, encoding="ascii")
        else:
            with path.open(encoding="ascii") as lines:
                yield lines
    except (OSError, zipfile.BadZipFile, IndexError) as error:
        raise DataError(
            f"{form.name}: needed a file that can be read, got {str(path)!r}: {error}; give its path"
        ) from None
