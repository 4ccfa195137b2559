"""Taylor coefficients, exact by repeated differentiation."""

from __future__ import annotations

from collections.abc import Mapping

import sympy
from sympy import Expr, Symbol

from ntkproofs.arithmetic import tree
from ntkproofs.claims import Rule, Status, Step

from .constants import decimal, sign
from .domains import Domain, assumed, describe
from .identity import difference
from .normal_form import is_identically_zero


def taylor_coefficients(expr: Expr, variable: Symbol, order: int) -> list[Expr]:
    r"""Return :math:`f^{(n)}(0)/n!` for :math:`n \le` order of a function analytic at 0.

    >>> x = Symbol("x")
    >>> taylor_coefficients(sympy.asin(x), x, 3)
    [0, 1, 0, 1/6]
    """
    coefficients, derivative = [], sympy.sympify(expr)
    for n in range(order + 1):
        coefficients.append(derivative.subs(variable, 0) / sympy.factorial(n))
        derivative = sympy.diff(derivative, variable)
    return [sympy.expand(coefficient) for coefficient in coefficients]


def power_series(
    expr: Expr,
    variable: Symbol,
    expected: Mapping[int, Expr],
    over: Mapping[Symbol, Domain] | None = None,
    *,
    text: str = "",
    goal: bool = False,
) -> Step:
    """Decide Taylor coefficients at 0 of a function analytic there; degrees that are not named are not claimed.

    Other symbols range over their domains; a coefficient that differs at an exact value of theirs makes it fail.

    >>> x = Symbol("x")
    >>> power_series(sympy.cos(x), x, {0: 1, 1: 0, 2: -sympy.Rational(1, 2)}).status
    <Status.HOLDS: 'holds'>
    """
    if sympy.sympify(expr).has(sympy.Abs, sympy.sign):
        msg = f"power_series: needed a function analytic at 0, got {expr}; write the modulus without Abs on one side"
        raise ValueError(msg)
    found = taylor_coefficients(expr, variable, max(expected))
    text = text or f"Taylor coefficients of ${sympy.latex(expr)}$ at 0 in degrees {sorted(expected)}"
    data = {
        "expression": tree(sympy.sympify(expr)),
        "variable": str(variable),
        "coefficients": {str(n): tree(sympy.sympify(c)) for n, c in expected.items()},
        "over": describe(over or {}),
        **assumed(over or {}, sympy.sympify(expr)),
    }
    for n, claimed in expected.items():
        gap = found[n] - sympy.sympify(claimed)
        if is_identically_zero(gap):
            continue
        if sign(gap) in (1, -1):
            shown = f" = {decimal(found[n])}" if not found[n].free_symbols else ""
            witness = f"the coefficient of degree {n} is {found[n]}{shown}, not {claimed}"
            return Step(Rule.POWER_SERIES, text, Status.FAILS, goal=goal, data=data, witness=witness)
        where = difference(found[n], sympy.sympify(claimed), over) if over else None
        if where is not None:
            witness = f"the coefficient of degree {n} is {found[n]}, not {claimed}: {where}"
            return Step(Rule.POWER_SERIES, text, Status.FAILS, goal=goal, data=data, witness=witness)
        reason = f"{text}: cannot decide whether {found[n]} is {claimed}"
        return Step(Rule.POWER_SERIES, text, Status.UNDECIDED, goal=goal, data=data, reason=reason)
    return Step(Rule.POWER_SERIES, text, goal=goal, data=data, detail=f"{text}: exact derivatives at 0")
