"""Suprema of ratios on an interval, with where they are attained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy
from sympy import Expr, Symbol

from ntkproofs.claims import Step

from .identity import identity
from .inequality import nonnegative


def attained_supremum(
    numerator: Expr,
    denominator: Expr,
    variable: Symbol,
    lower: Any,
    upper: Any,
    *,
    value: Expr,
    at: Any,
    order: int,
    zeros: Sequence[tuple[Any, int]] = (),
    contacts: Sequence[tuple[Any, int]] = (),
    times_pi: bool = False,
    text: str = "",
    goal: bool = False,
) -> tuple[Step, Step, Step]:
    r"""Decide that the supremum of N/D on an interval is a value, and that it is attained at a point.

    `zeros` are the zeros of D with their orders, at which the ratio is left out; D must be positive elsewhere.
    `contacts` are the other points, beside `at` with its order, where :math:`vD - N` touches zero. The steps: D is
    positive (a lemma), no ratio exceeds the value (branch and bound), and at the point the ratio is the value (normal
    form). A value that is too small fails at a point, one that is too large at the point where it should be attained.

    >>> s = Symbol("s")
    >>> steps = attained_supremum(
    ...     2 * s / sympy.pi, 2 * sympy.sin(s / 2), s, 0, 1, value=1, at=1, order=1,
    ...     zeros=[(0, 1)], contacts=[(0, 1)], times_pi=True,
    ... )
    >>> [step.status.value for step in steps]
    ['holds', 'holds', 'holds']
    """
    if any(sympy.sympify(zero) == sympy.sympify(at) for zero, _ in zeros):
        msg = f"attained_supremum: a point where the ratio has a value was needed, got the zero {at} of D; use a limit"
        raise ValueError(msg)
    numerator, denominator, value = (sympy.sympify(item) for item in (numerator, denominator, value))
    unit = sympy.pi if times_pi else sympy.Integer(1)
    point = unit * sympy.sympify(at)
    shown = text or rf"$\sup {sympy.latex(numerator)} / ({sympy.latex(denominator)}) = {sympy.latex(value)}$"
    below = f"{shown}: the denominator is positive"
    return (
        nonnegative(denominator, variable, lower, upper, contacts=zeros, strict=True, times_pi=times_pi, text=below),
        nonnegative(
            value * denominator - numerator,
            variable,
            lower,
            upper,
            contacts=[(at, order), *contacts],
            times_pi=times_pi,
            goal=goal,
            text=f"{shown}: no ratio exceeds it",
        ),
        identity(
            numerator.subs(variable, point),
            value * denominator.subs(variable, point),
            text=rf"{shown}: attained at ${variable}={sympy.latex(point)}$",
            goal=goal,
        ),
    )
