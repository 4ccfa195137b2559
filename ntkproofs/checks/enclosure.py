"""Numbers within intervals, by balls."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import sympy
from flint import arb
from sympy import Expr, Symbol

from ntkproofs.arithmetic import BallArithmetic, Ternary, dump_ball, lambdify, tree
from ntkproofs.claims import Rule, Status, Step

from .computation import Computation, Described, Output
from .constants import enclose
from .expectation import GaussianExpectation

_DECIMAL = re.compile(r"[+-]?\d+(\.\d+)?")

Quantity: TypeAlias = Expr | Callable[[int], arb]
Given: TypeAlias = Mapping[Symbol, GaussianExpectation | Described]


def within(
    quantity: Quantity,
    lower: Expr | str,
    upper: Expr | str,
    *,
    given: Given | None = None,
    bits: int = 192,
    text: str,
    goal: bool = False,
) -> Step:
    r"""Decide lower <= quantity <= upper for a constant given by an expression or by a function of the precision.

    It holds when the ball lies inside, fails when the ball lies outside, and is undecided when it meets an end. Ends
    are exact numbers or decimal strings; `given` says which number a symbol of the expression stands for. A
    function of the precision that is no `Computation`, `Output` or `Described` leaves nothing that could be replayed.

    >>> within(sympy.pi, "3.14159", "3.14160", text="pi").status
    <Status.HOLDS: 'holds'>
    """
    arithmetic = BallArithmetic(bits)
    given = given or {}
    if isinstance(quantity, Expr) and given:
        values = [number.ball(bits) for number in given.values()]
        ball = arithmetic.evaluate(lambdify(quantity, *given), *values)
    else:
        ball = quantity(bits) if callable(quantity) and not isinstance(quantity, Expr) else enclose(quantity, bits)
    low, high = (end if isinstance(end, str) else sympy.sympify(end) for end in (lower, upper))
    left, right = (arithmetic.convert(end) if isinstance(end, str) else enclose(end, bits) for end in (low, high))
    data: dict[str, Any] = {"ball": dump_ball(ball), "lower": str(lower), "upper": str(upper), "bits": bits}
    if isinstance(quantity, Computation):
        data["program"] = quantity.program()
    if isinstance(quantity, Output):
        data |= quantity.describe()
    if isinstance(quantity, Described):
        data["quantity"] = quantity.describe()
    if isinstance(quantity, Expr):
        data["expression"] = tree(quantity)
        if given:
            data["given"] = {str(symbol): number.describe() for symbol, number in given.items()}
    shown = ball.str(32)
    if arithmetic.surely_less(right, ball) is Ternary.YES or arithmetic.surely_less(ball, left) is Ternary.YES:
        witness = f"the value is {shown}, outside [{lower}, {upper}]"
        return Step(
            Rule.ENCLOSURE, text, Status.FAILS, goal=goal, data=data, witness=witness, detail=f"{text}: {witness}"
        )
    # Not below the left end and not above the right one must both be certain; a touching end stays undecided.
    if arithmetic.surely_less(left, ball) is Ternary.YES and arithmetic.surely_less(ball, right) is Ternary.YES:
        return Step(Rule.ENCLOSURE, text, goal=goal, data=data, detail=f"{text}: {shown}")
    reason = f"{text}: the ball {shown} meets an end of [{lower}, {upper}] at {bits} bits"
    return Step(Rule.ENCLOSURE, text, Status.UNDECIDED, goal=goal, data=data, reason=reason)


def has_decimals(
    quantity: Quantity,
    printed: str,
    *,
    given: Given | None = None,
    bits: int = 256,
    text: str = "",
    goal: bool = False,
) -> Step:
    """Decide that a number agrees with a printed decimal to half a unit of its last digit (plus nothing).

    Raises `ValueError` for what is no plain decimal: a fraction has no last digit, an exponent moves it.

    >>> has_decimals(sympy.pi, "3.14").status, has_decimals(sympy.pi, "3.15").status
    (<Status.HOLDS: 'holds'>, <Status.FAILS: 'fails'>)
    """
    if not _DECIMAL.fullmatch(printed):
        msg = f"has_decimals: needed digits with at most one point, got {printed!r}; write the number out"
        raise ValueError(msg)
    centre = sympy.Rational(printed)
    digits = len(printed.partition(".")[2])
    half = sympy.Rational(1, 2 * 10**digits)
    text = text or f"the value is {printed} to the printed digits"
    return within(quantity, centre - half, centre + half, given=given, bits=bits, text=text, goal=goal)
