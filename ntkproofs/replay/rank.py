"""Ranks of rational matrices."""

from __future__ import annotations

from .errors import Rejected
from .step import Step
from .tilings import read_fraction

__all__ = ["rank"]


def rank(step: Step) -> None:
    """Check the rank of a matrix by elimination."""
    matrix, expected = step.data.get("matrix"), step.data.get("rank")
    if not isinstance(matrix, list) or not all(isinstance(row, list) for row in matrix):
        raise Rejected("a matrix of fractions was needed")
    rows, found = [[read_fraction(entry) for entry in row] for row in matrix], 0
    if len({len(row) for row in rows}) > 1 or not isinstance(expected, int):
        raise Rejected("a matrix with equal rows and a rank were needed")
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((i for i in range(found, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for i in range(found + 1, len(rows)):
            factor = rows[i][column] / rows[found][column]
            rows[i] = [a - factor * b for a, b in zip(rows[i], rows[found], strict=True)]
        found += 1
    if (found == expected) is step.fails:
        raise Rejected(f"the rank is {found}")
