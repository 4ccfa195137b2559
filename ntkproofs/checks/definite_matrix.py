"""Positive definiteness of real symmetric matrices by a ball LDL^T factorisation."""

from __future__ import annotations

import sympy

from ntkproofs.arithmetic import BallArithmetic, Ternary, dump_ball, tree
from ntkproofs.claims import Rule, Status, Step

from .constants import enclose


def positive_definite(matrix: sympy.Matrix, *, bits: int = 256, text: str = "", goal: bool = False) -> Step:
    """Certify that a symmetric matrix of closed-form constants is positive definite.

    It holds when every pivot of LDL^T is a ball above zero. It fails when a pivot is a ball below zero: with the
    earlier pivots positive, the matrix has a vector of negative quadratic form. Else it is undecided.

    >>> positive_definite(sympy.Matrix([[2, 1], [1, 2]])).status
    <Status.HOLDS: 'holds'>
    """
    if not matrix.is_symmetric(simplify=False):
        # Pivots decide the quadratic form of a symmetric matrix only.
        msg = f"positive_definite: needed a symmetric matrix, got {matrix!r}; pass (A + A.T) / 2"
        raise ValueError(msg)
    arithmetic = BallArithmetic(bits)
    size = matrix.rows
    text = text or f"a matrix of size {size} is positive definite"
    data: dict[str, object] = {"matrix": [[tree(matrix[i, j]) for j in range(size)] for i in range(size)], "bits": bits}
    zero = arithmetic.convert(0)
    with arithmetic.working():
        rows = [[enclose(matrix[i, j], bits) for j in range(size)] for i in range(size)]
        pivots = []
        for k in range(size):
            pivot = rows[k][k]
            pivots.append(dump_ball(pivot))
            if arithmetic.surely_less(pivot, zero) is Ternary.YES:
                witness = f"pivot {k + 1} of LDL^T is {pivot.str(20)}"
                return Step(Rule.DEFINITE_MATRIX, text, Status.FAILS, goal=goal, data=data, witness=witness)
            if arithmetic.surely_less(zero, pivot) is not Ternary.YES:
                reason = f"{text}: pivot {k + 1} is {pivot.str(10)}, of unknown sign at {bits} bits"
                return Step(Rule.DEFINITE_MATRIX, text, Status.UNDECIDED, goal=goal, data=data, reason=reason)
            for i in range(k + 1, size):
                factor = rows[i][k] / pivot
                for j in range(k + 1, size):
                    rows[i][j] = rows[i][j] - factor * rows[k][j]
    data["pivots"] = pivots
    return Step(
        Rule.DEFINITE_MATRIX, text, goal=goal, data=data, detail=f"{text}: all pivots of LDL^T are positive balls"
    )
