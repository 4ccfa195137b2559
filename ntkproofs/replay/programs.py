"""Numbers given as a list of operations, each on the values of earlier ones."""

from __future__ import annotations

from typing import Any

from mpmath import iv

from .errors import Rejected, shown
from .exponentials import entry_of_exponential
from .intervals import Intervals
from .trees import read_tree

__all__ = ["run", "values"]

_HEADS = {
    "add": 2, "mul": 2, "divide": 2, "pow": 2, "abs": 1, "exp": 1, "log": 1, "log1p": 1, "sin": 1, "cos": 1, "tan": 1,
    "asin": 1, "acos": 1, "atan": 1, "sinh": 1, "cosh": 1, "tanh": 1, "gamma": 1, "sqrt": 1, "sqrt_nonnegative": 1,
    "asin_unit": 1, "acos_unit": 1, "sinc": 1, "sinc_slope": 1,
}  # fmt: skip


#: the program evaluated last, its precision and its values: many steps name values of one program
_latest: list[Any] = []


def run(program: Any, intervals: Intervals, place: Any = -1) -> Any:
    """Return an interval that holds the value of an operation, by default of the last one."""
    found = values(program, intervals)
    if not isinstance(place, int) or isinstance(place, bool) or not -1 <= place < len(found):
        raise Rejected(f"the number of an operation was needed, {shown(place)!r} came")
    return found[place]


def values(program: Any, intervals: Intervals) -> list[Any]:
    """Return intervals that hold the values of all operations."""
    if _latest and _latest[0] is program and _latest[1] == iv.prec:
        return _latest[2]
    if not isinstance(program, list) or not program:
        raise Rejected("a list of operations was needed")
    found: list[Any] = []
    for step in program:
        if not isinstance(step, list) or not step or not isinstance(step[0], str):
            raise Rejected(f"an operation [head, ...] was needed, {shown(step)!r} came")
        head, *operands = step
        if head in ("rational", "pi"):
            found.append(intervals.value(read_tree(step)))
            continue
        earlier = all(isinstance(n, int) and not isinstance(n, bool) and 0 <= n < len(found) for n in operands)
        if earlier and head == "expm":
            found.append(entry_of_exponential([found[n] for n in operands]))
            continue
        if not earlier or _HEADS.get(head) != len(operands):
            raise Rejected(f"an operation of the list on earlier values was needed, {shown(step)!r} came")
        found.append(_apply(intervals, head, *(found[n] for n in operands)))
    _latest[:] = [program, iv.prec, found]
    return found


def _apply(intervals: Intervals, head: str, *operands: Any) -> Any:
    a = operands[0]
    if head == "divide":
        return intervals.apply("mul", a, intervals.power(operands[1], iv.mpf(-1)))
    if head in ("sqrt", "sqrt_nonnegative"):
        # The second is of what is known not to be negative: the part of an enclosure below 0 is discarded.
        return intervals.power(_part(a, 0, None) if head == "sqrt_nonnegative" else a, iv.mpf(1) / 2)
    if head == "log1p":
        return intervals.apply("log", 1 + a)
    if head in ("asin_unit", "acos_unit"):
        # Likewise of what is known to lie in [-1, 1], as a cosine does.
        return intervals.apply(head.removesuffix("_unit"), _part(a, -1, 1))
    if head in ("sinc", "sinc_slope"):
        # 1 - x^2/6 <= sin(x)/x <= 1 and 1/3 - x^2/30 <= (sin x - x cos x)/x^3 <= 1/3: alternating series for |x| <= 1.
        limit, slack = (iv.mpf(1), 6) if head == "sinc" else (iv.mpf(1) / 3, 30)
        if a.a <= 0 <= a.b and abs(a).b <= 1:
            return iv.mpf([(limit - abs(a).b ** 2 / slack).a, limit.b])
        top = iv.sin(a) if head == "sinc" else iv.sin(a) - a * iv.cos(a)
        return intervals.apply("mul", top, intervals.power(a, iv.mpf(-1 if head == "sinc" else -3)))
    return intervals.apply(head, *operands)


def _part(a: Any, lower: int, upper: int | None) -> Any:
    if a.b < lower or (upper is not None and a.a > upper):
        raise Rejected("a value outside of the range that it is promised to lie in")
    low = iv.mpf(lower) if a.a < lower else a.a
    high = iv.mpf(upper) if upper is not None and a.b > upper else a.b
    return iv.mpf([low.a, high.b])
