"""Numbers within intervals, and definite matrices, by mpmath.iv."""

from __future__ import annotations

from typing import Any

from .balls import read_ball
from .errors import Opaque, Rejected, shown
from .intervals import Intervals, working
from .programs import run
from .quantities import described, quantity
from .step import Step
from .trees import read_tree

__all__ = ["definite_matrix", "enclosure", "read_bits"]


def read_bits(step: Step) -> int:
    """Return the working precision of a step, with a margin."""
    bits = step.data.get("bits")
    if not isinstance(bits, int) or not 0 < bits <= 100_000:
        raise Rejected(f"a precision in bits was needed, {shown(bits)!r} came")
    return bits + 64


def enclosure(step: Step) -> None:
    """Check lower < value < upper for a constant, or that it is outside."""
    if sum(key in step.data for key in ("program", "program_of", "quantity", "expression")) > 1:
        raise Rejected("one description of the quantity was needed, several came")
    with working(read_bits(step)) as intervals:
        value = _quantity(step, intervals)
        low, high = (intervals.value(step.text(end)) for end in ("lower", "upper"))
        stated = read_ball(step.data.get("ball"))
        if stated.b < value.a or stated.a > value.b:
            raise Rejected("the ball stated does not meet the value")
        if step.fails:
            if not (value.b < low.a or value.a > high.b):
                raise Rejected("the value is not outside of the interval")
        elif not (low.b < value.a and value.b < high.a):
            raise Rejected("the value is not inside of the interval")


def _quantity(step: Step, intervals: Intervals) -> Any:
    if "program" in step.data:
        return run(step.data["program"], intervals, step.data.get("value", -1))
    if "program_of" in step.data:
        return run(_carried(step), intervals, step.data.get("value", -1))
    if "quantity" in step.data:
        return quantity(step.data["quantity"], read_bits(step), intervals)
    if "expression" not in step.data:
        raise Opaque("the data hold no expression of the quantity")
    given = step.data.get("given", {})
    if not isinstance(given, dict):
        raise Rejected("quantities by symbol were needed")
    values = {name: described(node, read_bits(step), intervals) for name, node in given.items()}
    return intervals.value(step.tree("expression"), values)


def _carried(step: Step) -> Any:
    """Return the operations that an accepted step before this one carries."""
    for earlier in step.before:
        if earlier.rule == "enclosure" and earlier.statement == step.data["program_of"] and "program" in earlier.data:
            return earlier.data["program"]
    raise Rejected("no step before carries the operations")


def definite_matrix(step: Step) -> None:
    """Check that the pivots of LDL^T are positive, or that one after positive ones is negative."""
    matrix = step.data.get("matrix")
    size = len(matrix) if isinstance(matrix, list) else 0
    if not size or not all(isinstance(row, list) and len(row) == size for row in matrix):  # type: ignore[union-attr]
        raise Rejected("a square matrix was needed")
    trees = [[read_tree(entry) for entry in row] for row in matrix]  # type: ignore[union-attr]
    if any(trees[i][j] != trees[j][i] for i in range(size) for j in range(i)):
        raise Rejected("the matrix is not symmetric")
    with working(read_bits(step)) as intervals:
        rows = [[intervals.value(tree) for tree in row] for row in trees]
        for k in range(size):
            pivot = rows[k][k]
            if step.fails and pivot.b < 0:
                return
            if not pivot.a > 0:
                raise Rejected(f"pivot {k + 1} of LDL^T is not positive")
            for i in range(k + 1, size):
                factor = rows[i][k] / pivot
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[k], strict=True)]
    if step.fails:
        raise Rejected("every pivot of LDL^T is positive")
