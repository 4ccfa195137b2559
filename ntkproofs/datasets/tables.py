"""Small tables of numbers and words separated by commas, held against what is known of their columns."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, final

import numpy

from ntkproofs.datasets.errors import DataError
from ntkproofs.datasets.location import read_bytes


@final
@dataclass(frozen=True)
class Table:
    """A table: features (n, p) as float64, and a target (n,): numbers, or the positions of names in ``classes``."""

    name: str
    features: numpy.ndarray[Any, Any]
    target: numpy.ndarray[Any, Any]
    classes: tuple[str, ...] = ()


@final
@dataclass(frozen=True)
class Columns:
    """What is known of a file: its rows and columns, the target, which columns are words and which are no data.

    ``words`` maps the position of a column of words to its values in order; each becomes an indicator column for every
    value, in the place of the column. ``classes`` are the words of the target, empty where it is a number.
    """

    name: str
    rows: int
    count: int
    target: int
    classes: tuple[str, ...] = ()
    words: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    left_out: tuple[int, ...] = ()

    def read(self, path: Path | str) -> Table:
        """Read a file; a first line of names is passed over.

        :raises DataError: for a file that is missing, too short or too long, or has another entry than its column.
        """
        text = read_bytes(Path(path), self.name).decode("ascii", errors="replace")
        lines = [(n, row) for n, row in enumerate(csv.reader(text.splitlines()), start=1) if any(map(str.strip, row))]
        if lines and self._names(lines[0][1]):
            lines = lines[1:]
        features, target = [], []
        for number, row in lines:
            where = f"line {number} of {str(path)!r}"
            entries = [entry.strip() for entry in row]
            if len(entries) != self.count:
                self._refuse(f"needed {self.count} columns, got {len(entries)} in {where}")
            features.append(self._features(entries, where))
            target.append(
                self._word(entries[self.target], self.classes, where)
                if self.classes
                else self._number(entries[self.target], where)
            )
        if len(features) != self.rows:
            self._refuse(f"needed {self.rows} rows, got {len(features)} in {str(path)!r}")
        kind = numpy.int64 if self.classes else numpy.float64
        return Table(
            self.name, numpy.array(features, dtype=numpy.float64), numpy.array(target, dtype=kind), self.classes
        )

    def _names(self, row: list[str]) -> bool:
        """Whether a row names the columns: no entry of a column of numbers is one."""
        if len(row) != self.count:
            return False
        numbers = [row[k] for k in range(self.count) if k not in self.words and not (k == self.target and self.classes)]
        return not any(map(_is_number, numbers))

    def _features(self, entries: list[str], where: str) -> list[float]:
        found: list[float] = []
        for k, entry in enumerate(entries):
            if k in self.words:
                place = self._word(entry, self.words[k], where)
                found += [float(place == j) for j in range(len(self.words[k]))]
            elif k != self.target and k not in self.left_out:
                found.append(self._number(entry, where))
        return found

    def _number(self, entry: str, where: str) -> float:
        if not _is_number(entry):
            self._refuse(f"needed a finite number, got {entry[:40]!r} in {where}")
        return float(entry)

    def _word(self, entry: str, words: tuple[str, ...], where: str) -> int:
        if entry not in words:
            self._refuse(f"needed one of {', '.join(words)}, got {entry[:40]!r} in {where}")
        return words.index(entry)

    def _refuse(self, what: str) -> None:
        raise DataError(f"{self.name}: {what}; take the published file")


def _is_number(entry: str) -> bool:
    try:
        return bool(numpy.isfinite(float(entry)))
    except ValueError:
        return False
