"""Inequalities from the sign of a derivative, link by link down to an expression whose sign can be read off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import final

import sympy
from sympy import Expr, Symbol

from ntkproofs.arithmetic import tree
from ntkproofs.claims import Rule, Status, Step

from .constants import decimal, sign
from .domains import Reals, refuse_assumptions
from .monotonicity import continuous_inside, evident_sign, real_inside
from .normal_form import is_identically_zero


@final
@dataclass(frozen=True)
class Link:
    """Why one expression is non-negative: plain, increasing, decreasing or concave; the next link is a derivative."""

    reason: str
    expression: Expr
    text: str


def describe_links(links: Iterable[Link]) -> list[list[object]]:
    """Return links as exact JSON: pairs of the reason and the expression it is about."""
    return [[link.reason, tree(link.expression)] for link in links]


@lru_cache(maxsize=4096)
def monotone_chain(expr: Expr, variable: Symbol, domain: Reals, depth: int) -> tuple[Link, ...] | None:
    r"""Return the links that show why an expression is non-negative on an interval, or `None`.

    :math:`f \ge 0` follows from :math:`f(a) \ge 0` and :math:`f' \ge 0`, from :math:`f(b) \ge 0` and
    :math:`f' \le 0`, or from :math:`f(a), f(b) \ge 0` and :math:`f'' \le 0`, for :math:`f` continuous on the interval.
    """
    # -1/x increases on both sides of 0 and is negative beyond it: without continuity a derivative says nothing.
    if not (continuous_inside(expr, variable, domain) and real_inside(expr, variable, domain)):
        return None
    if evident_sign(expr, variable, domain) in (0, 1) or is_identically_zero(expr):
        return (Link("plain", expr, f"{expr} is plainly non-negative on {domain}"),)
    if depth == 0:
        return None
    left, right = (_non_negative_at(expr, variable, end) for end in (domain.lower, domain.upper))
    derivative = sympy.diff(expr, variable)
    if left:
        rest = monotone_chain(derivative, variable, domain, depth - 1)
        if rest is not None:
            return (Link("increasing", expr, f"{expr} is {left} at {domain.lower} and increases"), *rest)
    if right:
        rest = monotone_chain(-derivative, variable, domain, depth - 1)
        if rest is not None:
            return (Link("decreasing", expr, f"{expr} is {right} at {domain.upper} and decreases"), *rest)
    if left and right:
        rest = monotone_chain(-sympy.diff(derivative, variable), variable, domain, depth - 1)
        if rest is not None:
            text = f"{expr} is {left} at {domain.lower}, {right} at {domain.upper} and is concave"
            return (Link("concave", expr, text), *rest)
    return None


def _non_negative_at(expr: Expr, variable: Symbol, end: Expr) -> str:
    if not sympy.sympify(end).is_finite:
        return ""
    value = expr.subs(variable, end)
    if value.has(sympy.zoo, sympy.nan):
        return ""
    if is_identically_zero(value):
        return "0"
    return decimal(value, 8) if sign(value) == 1 else ""


def nonnegative_by_derivatives(
    expr: Expr, variable: Symbol, domain: Reals, *, depth: int = 3, text: str = "", goal: bool = False
) -> Step:
    r"""Decide expr >= 0 on an interval by signs of derivatives, each from an exact value at an end.

    It fails only at an exact point of the interval where the value is certainly negative.

    >>> s = Symbol("s")
    >>> nonnegative_by_derivatives(sympy.sin(s) - 2 * s / sympy.pi, s, Reals(0, sympy.pi / 2)).status
    <Status.HOLDS: 'holds'>
    """
    expr = sympy.sympify(expr)
    refuse_assumptions(variable, domain)
    text = text or rf"${sympy.latex(expr)} \ge 0$ on ${domain}$"
    data = {"expression": tree(expr), "variable": str(variable), "domain": domain.describe(), "relation": ">="}
    # A counterexample is certain wherever it is found, and cheaper than a search for a proof that cannot be.
    witness = negative_point(expr, variable, domain)
    if witness:
        return Step(Rule.SIGN, text, Status.FAILS, goal=goal, data=data, witness=witness)
    chain = monotone_chain(expr, variable, domain, depth)
    if chain is not None:
        data["links"] = describe_links(chain)
        return Step(Rule.SIGN, text, goal=goal, data=data, detail=f"{text}: {'; '.join(link.text for link in chain)}")
    reason = f"{text}: no chain of {depth} derivatives ends in an evident sign, and no counterexample was found"
    return Step(Rule.SIGN, text, Status.UNDECIDED, goal=goal, data=data, reason=reason)


def negative_point(expr: Expr, variable: Symbol, domain: Reals) -> str:
    """Return an exact point of an interval where an expression is certainly negative, in words, or nothing."""
    for point in domain.points():
        value = expr.subs(variable, point)
        if not value.has(sympy.zoo, sympy.nan, sympy.oo) and sign(value) == -1:
            return f"at {variable} = {point}: {decimal(value)}"
    return ""
