r"""Finite sets of locations of :math:`\mathbb{Z}^d` or of a ring, on which signals live."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

import numpy
from numpy.typing import NDArray

#: A point of the lattice.
Position = tuple[int, ...]


@final
@dataclass(frozen=True, eq=False)
class Window:
    r"""Locations (n, d) in lexicographic order; ``period`` is None on :math:`\mathbb{Z}^d`, the lengths on a ring.

    >>> Window.box((2, 2)).positions.tolist()
    [[0, 0], [0, 1], [1, 0], [1, 1]]
    """

    positions: NDArray[numpy.int64]
    period: Position | None = None

    @classmethod
    def box(cls, shape: Sequence[int], period: Position | None = None) -> Window:
        r"""The locations :math:`0 \le u_i < n_i` of an array of this shape."""
        grid = numpy.indices(tuple(shape)).reshape(len(shape), -1).T
        return cls(grid.astype(numpy.int64), period)

    def __len__(self) -> int:
        return int(self.positions.shape[0])

    def shifted(self, offsets: NDArray[numpy.int64]) -> NDArray[numpy.int64]:
        """The locations moved by each of the offsets (m, d), wrapped on a ring: (m, n, d)."""
        moved = self.positions[None, :, :] + offsets[:, None, :]
        return moved if self.period is None else moved % numpy.asarray(self.period)


def distinct(positions: NDArray[numpy.int64]) -> tuple[NDArray[numpy.int64], NDArray[numpy.int64]]:
    """The distinct rows (n, d) in lexicographic order, and the number of the row that each one is."""
    rows, inverse = numpy.unique(positions, axis=0, return_inverse=True)
    return rows, inverse.reshape(-1)


@final
@dataclass(frozen=True, eq=False)
class SparseMatrix:
    r"""A linear map between signals on two windows: the entries :math:`a_{rc}`, exact and non-zero."""

    shape: tuple[int, int]
    rows: NDArray[numpy.int64]
    columns: NDArray[numpy.int64]
    weights: tuple[Fraction, ...]

    @classmethod
    def collect(cls, shape: tuple[int, int], entries: Sequence[tuple[int, int, Fraction]]) -> SparseMatrix:
        """The matrix of these entries; those of one place are added."""
        total: dict[tuple[int, int], Fraction] = {}
        for row, column, weight in entries:
            before = total.get((row, column))
            total[row, column] = weight if before is None else before + weight
        kept = sorted((place, weight) for place, weight in total.items() if weight)
        places = numpy.array([place for place, _ in kept], dtype=numpy.int64).reshape(-1, 2)
        return cls(shape, places[:, 0], places[:, 1], tuple(weight for _, weight in kept))

    def dense(self) -> NDArray[numpy.float64]:
        """The matrix in double precision."""
        full = numpy.zeros(self.shape)
        full[self.rows, self.columns] = [float(weight) for weight in self.weights]
        return full

    def gram(self) -> SparseMatrix:
        r"""The matrix :math:`A^TA`, exactly."""
        by_row: dict[int, list[tuple[int, Fraction]]] = {}
        for row, column, weight in zip(self.rows.tolist(), self.columns.tolist(), self.weights, strict=True):
            by_row.setdefault(row, []).append((column, weight))
        terms: list[tuple[int, int, Fraction]] = [
            (left, right, first * second)
            for entries in by_row.values()
            for left, first in entries
            for right, second in entries
        ]
        return SparseMatrix.collect((self.shape[1], self.shape[1]), terms)


def position(value: Any, *, who: str) -> Position:
    """A point of the lattice from an integer or a sequence of integers."""
    given = (value,) if isinstance(value, int) else tuple(value)
    if not given or not all(isinstance(n, int | numpy.integer) and not isinstance(n, bool) for n in given):
        raise ValueError(f"{who}: a point of the lattice was needed, {value!r} came; give a tuple of integers")
    return tuple(int(n) for n in given)
