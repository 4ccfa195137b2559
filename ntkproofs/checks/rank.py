"""Rank and definiteness of matrices over the rationals."""

from __future__ import annotations

import sympy

from ntkproofs.claims import Rule, Status, Step


def rank(matrix: sympy.Matrix, expected: int, *, text: str = "", goal: bool = False) -> Step:
    """Decide the rank of a rational matrix by exact elimination.

    >>> rank(sympy.Matrix([[1, 2], [2, 4]]), 1).status
    <Status.HOLDS: 'holds'>
    """
    if not all(entry.is_Rational for entry in matrix):
        msg = f"rank: needed a matrix of rationals, got {matrix!r}; use `definite` for real entries"
        raise ValueError(msg)
    text = text or f"rank {expected}"
    data = {"matrix": [[str(matrix[i, j]) for j in range(matrix.cols)] for i in range(matrix.rows)], "rank": expected}
    found = matrix.rank()
    if found == expected:
        return Step(Rule.RANK, text, goal=goal, data=data, detail=f"{text}: exact elimination")
    return Step(Rule.RANK, text, Status.FAILS, goal=goal, data=data, witness=f"the rank is {found}")
