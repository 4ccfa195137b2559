"""Limits of rational functions along the integers, and of Gamma quotients by them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import sympy
from sympy import Expr, Poly, Symbol

from ntkproofs.arithmetic import tree
from ntkproofs.claims import Rule, Status, Step

from .constants import decimal, sign
from .domains import Domain, describe, points
from .normal_form import is_identically_zero


def rational_limit(expr: Expr, variable: Symbol) -> Expr:
    """Return the limit at infinity of a rational function of one variable from its leading coefficients.

    The leading coefficient of the denominator must be a constant of certain sign, or a product of positive symbols: a
    coefficient that vanishes for some value of a parameter is no leading coefficient there. Raises `ValueError` when
    that is not so, or when the expression is not rational in the variable.

    >>> k = Symbol("k")
    >>> rational_limit((2 * k**2 + 1) / (k**2 - k), k)
    2
    """
    gap, lead = _leading(sympy.sympify(expr), variable)
    if gap < 0:
        return sympy.Integer(0)
    return lead if gap == 0 else sympy.oo * lead


def _leading(expr: Expr, variable: Symbol, over: Mapping[Symbol, Domain] | None = None) -> tuple[int, Expr]:
    """Return the degree of a rational function and the quotient of its leading coefficients."""
    numerator, denominator = sympy.fraction(sympy.together(expr))
    if not (numerator.is_polynomial(variable) and denominator.is_polynomial(variable)):
        msg = (
            f"rational_limit: needed a rational function of {variable}, got {expr}; divide by the Gamma quotient first"
        )
        raise ValueError(msg)
    above, below = _degree(numerator, variable), _degree(denominator, variable)
    if below is None or not (sign(below[1]) in (1, -1) or below[1].is_positive):
        found = "0" if below is None else str(below[1])
        msg = f"rational_limit: needed a leading coefficient of certain sign below, got {found}; divide by it"
        raise ValueError(msg)
    domains = over or {}
    zeros = [s for s in below[1].free_symbols if s in domains and 0 in [*domains[s].points()]]
    for count in range(1, len(zeros) + 1):
        # A symbol declared positive whose domain holds 0: the coefficient must not vanish there either.
        for chosen in itertools.combinations(zeros, count):
            if not below[1].subs(dict.fromkeys(chosen, 0)).is_positive:
                msg = f"rational_limit: the leading coefficient {below[1]} may vanish at {chosen} = 0; leave it out"
                raise ValueError(msg)
    if above is None:
        return -1, sympy.Integer(0)
    return above[0] - below[0], above[1] / below[1]


def _degree(polynomial: Expr, variable: Symbol) -> tuple[int, Expr] | None:
    # A coefficient may vanish identically without being written as 0, as Gamma(d + 1) - d Gamma(d) does.
    for (power,), coefficient in Poly(polynomial, variable).terms():
        if not is_identically_zero(coefficient):
            return power, coefficient
    return None


def limit(
    expr: Expr,
    variable: Symbol,
    expected: Expr,
    over: Mapping[Symbol, Domain] | None = None,
    *,
    text: str = "",
    goal: bool = False,
) -> Step:
    """Decide the limit of a rational function at infinity, for all values of the other symbols in their domains.

    It fails where the limit certainly differs from the expected one at an exact value of the other symbols.

    >>> k = Symbol("k")
    >>> limit(k / (k + 1), k, 1).status
    <Status.HOLDS: 'holds'>
    """
    expr, expected = sympy.sympify(expr), sympy.sympify(expected)
    text = text or rf"$\lim_{{{variable} \to \infty}} {sympy.latex(expr)} = {sympy.latex(expected)}$"
    data = {"expression": tree(expr), "variable": str(variable), "limit": str(expected), "over": describe(over or {})}
    gap, lead = _leading(expr, variable, over or {})
    finite = not expected.has(sympy.oo, -sympy.oo, sympy.zoo)
    found = lead if gap == 0 else sympy.Integer(0)
    if gap <= 0 and finite and is_identically_zero(found - expected):
        return Step(Rule.LIMIT, text, goal=goal, data=data, detail=f"{text}: quotient of the leading coefficients")
    if gap > 0 and expected in (sympy.oo, -sympy.oo) and sign(lead * (1 if expected is sympy.oo else -1)) == 1:
        return Step(Rule.LIMIT, text, goal=goal, data=data, detail=f"{text}: the degree is {gap}")
    for point in points(over or {}):
        where = ", ".join(f"{symbol} = {value}" for symbol, value in point.items())
        at = f"at {where} " if where else ""
        if gap > 0:
            side = sign(lead.subs(point))
            if side in (1, -1) and expected is not side * sympy.oo:
                witness = f"{at}the limit is {'-' if side < 0 else ''}infinite"
                return Step(Rule.LIMIT, text, Status.FAILS, goal=goal, data=data, witness=witness)
        elif not finite or sign((found - expected).subs(point)) in (1, -1):
            witness = f"{at}the limit is {decimal(found.subs(point))}" if not found.subs(point).free_symbols else ""
            if witness:
                return Step(Rule.LIMIT, text, Status.FAILS, goal=goal, data=data, witness=witness)
    return Step(Rule.LIMIT, text, Status.UNDECIDED, goal=goal, data=data, reason=f"{text}: cannot compare with {found}")
