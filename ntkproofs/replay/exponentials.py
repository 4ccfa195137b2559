"""Exponentials of square matrices of intervals, by scaling, Taylor terms and squaring."""

from __future__ import annotations

from math import isqrt
from typing import Any

from mpmath import iv

from .errors import Rejected

__all__ = ["entry_of_exponential"]

Matrix = list[list[Any]]
_LARGEST = 12
#: the matrix, by its entries, whose exponential was found last: a program asks for its entries one by one
_latest: list[Any] = []


def entry_of_exponential(operands: list[Any]) -> Any:
    """Return the entry (i, j) of exp(A) from the operands i, j and the entries of A row by row."""
    size = isqrt(max(len(operands) - 2, 0))
    if not 1 <= size <= _LARGEST or size * size != len(operands) - 2:
        raise Rejected(f"a square matrix of size {_LARGEST} at most and a place in it were needed")
    i, j = (_place(operand, size) for operand in operands[:2])
    ends = [(x.a, x.b) for x in operands[2:]]
    if not (_latest and _latest[0] == ends and _latest[1] == iv.prec):
        rows = [operands[2 + k * size : 2 + (k + 1) * size] for k in range(size)]
        _latest[:] = [ends, iv.prec, _exponential(rows)]
    return _latest[2][i][j]


def _place(operand: Any, size: int) -> int:
    for n in range(size):
        if operand.a == operand.b == n:
            return n
    raise Rejected("the place of an entry lies outside of the matrix")


def _exponential(rows: Matrix) -> Matrix:
    norm = max(sum((abs(x) for x in row), iv.mpf(0)).b for row in rows)
    halvings = 0
    while not norm * iv.mpf(2) ** -halvings < 0.5:
        halvings += 1
        if halvings > 60:
            raise Rejected("a matrix with a norm below 2^59 was needed")
    scaled = [[x * iv.mpf(2) ** -halvings for x in row] for row in rows]
    size = range(len(rows))
    total = term = [[iv.mpf(int(i == j)) for j in size] for i in size]
    count = iv.prec + 8
    for n in range(1, count):
        term = [[x / n for x in row] for row in _product(term, scaled)]
        total = [[a + b for a, b in zip(*pair, strict=True)] for pair in zip(total, term, strict=True)]
    # For a norm below 1/2 the terms from the n-th on sum to less than 2 (1/2)^n/n!, entry by entry.
    rest = iv.mpf([-1, 1]) * 2 * iv.mpf(2) ** -count
    total = [[x + rest for x in row] for row in total]
    for _ in range(halvings):
        total = _product(total, total)
    return total


def _product(a: Matrix, b: Matrix) -> Matrix:
    size = range(len(a))
    return [[sum((a[i][k] * b[k][j] for k in size), iv.mpf(0)) for j in size] for i in size]
