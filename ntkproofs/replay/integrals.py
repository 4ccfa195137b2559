"""Integrals of programs of one variable by FLINT's `acb.integral`, with an error bound that the data state.

What the error bound says is the business of the steps before; that it is computed as stated is checked here.
"""

from __future__ import annotations

from typing import Any

from mpmath import iv

from .centred import at_bits, to_interval
from .errors import Rejected, shown
from .intervals import Intervals
from .programs import run

__all__ = ["integral"]

_HEADS = {"add": 2, "mul": 2, "divide": 2, "pow": 2, "exp": 1, "log1p": 1, "sqrt": 1, "cos": 1, "sin": 1}


def integral(data: dict[str, Any], intervals: Intervals) -> Any:
    """Return the interval of an integral between two integers, widened by the value of the error bound."""
    low, high, bits = (data[name] for name in ("lower", "upper", "bits"))
    whole = all(isinstance(n, int) and not isinstance(n, bool) for n in (low, high, bits))
    if not whole or not -1000 <= low < high <= 1000 or not 8 <= bits <= 2000:
        raise Rejected("two integers as ends and a precision in bits were needed")
    error = run(data["error"], intervals)
    if not error.a >= 0:
        raise Rejected("an error bound that is not negative was needed")
    with at_bits(2 * bits) as flint:
        steps = _checked(data["integrand"])
        constants = _constants(steps, flint)

        def value(x: Any, analytic: bool) -> Any:
            return _value(steps, constants, x, analytic)

        total = flint.acb(0)
        for start in range(low, high):
            total += flint.acb.integral(value, start, start + 1, abs_tol=flint.arb(2) ** -bits, eval_limit=100_000)
        if not (total.is_finite() and total.imag.contains(0)):
            raise Rejected("the integral did not converge")
        return to_interval(total.real) + iv.mpf([-1, 1]) * error


def _checked(program: Any) -> list[tuple[str, list[int]]]:
    """Return the operations with the numbers of earlier ones; rationals keep their numerator and denominator."""
    if not isinstance(program, list) or not program:
        raise Rejected("a list of operations was needed")
    found: list[tuple[str, list[int]]] = []
    for step in program:
        if not isinstance(step, list) or not step or not isinstance(step[0], str):
            raise Rejected(f"an operation [head, ...] was needed, {shown(step)!r} came")
        head, *operands = step
        if head == "rational":
            texts = len(operands) == 2 and all(isinstance(n, str) and n.lstrip("-").isdecimal() for n in operands)
            if not texts or int(operands[1]) <= 0:
                raise Rejected(f"a rational is two strings of digits, {shown(operands)!r} came")
            found.append((head, [int(n) for n in operands]))
            continue
        earlier = all(isinstance(n, int) and not isinstance(n, bool) and 0 <= n < len(found) for n in operands)
        known = _HEADS.get(head) == len(operands) or (head in ("pi", "variable") and not operands)
        if not earlier or not known:
            raise Rejected(f"an operation of the list on earlier values was needed, {shown(step)!r} came")
        if head == "pow" and (found[operands[1]][0] != "rational" or found[operands[1]][1][1] != 1):
            raise Rejected("only integer powers are integrated here")
        found.append((head, operands))
    return found


def _constants(steps: list[tuple[str, list[int]]], flint: Any) -> dict[int, Any]:
    """Return the values that do not depend on the variable."""
    found: dict[int, Any] = {}
    for number, (head, operands) in enumerate(steps):
        if head == "rational":
            found[number] = flint.acb(flint.fmpq(*operands))
        elif head == "pi":
            found[number] = flint.acb.pi()
        elif head != "variable" and all(n in found for n in operands):
            found[number] = _apply(steps, head, operands, found, analytic=False)
    return found


def _value(steps: list[tuple[str, list[int]]], constants: dict[int, Any], x: Any, analytic: bool) -> Any:
    values = dict(constants)
    for number, (head, operands) in enumerate(steps):
        if number not in values:
            values[number] = x if head == "variable" else _apply(steps, head, operands, values, analytic)
    return values[len(steps) - 1]


def _apply(steps: list[tuple[str, list[int]]], head: str, operands: list[int], values: Any, analytic: bool) -> Any:
    a = values[operands[0]]
    if head == "add":
        return a + values[operands[1]]
    if head == "mul":
        return a * values[operands[1]]
    if head == "divide":
        return a / values[operands[1]]
    if head == "pow":
        return a ** steps[operands[1]][1][0]
    if head == "sqrt":
        return a.sqrt(analytic=analytic)
    if head == "log1p":
        # The logarithm knows its cut.
        return (1 + a).log(analytic=analytic)
    return getattr(a, head)()
