"""Limits of rational functions along the integers, and of Gamma quotients by them."""

from __future__ import annotations

import sympy
from sympy import Expr, Symbol

from ntkproofs.arithmetic import tree
from ntkproofs.claims import Rule, Status, Step

from .constants import decimal, sign
from .normal_form import is_identically_zero


def rational_limit(expr: Expr, variable: Symbol) -> Expr:
    """Return the limit at infinity of a rational function of one variable from its leading coefficients.

    Raises `ValueError` when the expression is not rational in the variable.

    >>> k = Symbol("k")
    >>> rational_limit((2 * k**2 + 1) / (k**2 - k), k)
    2
    """
    numerator, denominator = sympy.fraction(sympy.together(sympy.sympify(expr)))
    if not (numerator.is_polynomial(variable) and denominator.is_polynomial(variable)):
        msg = (
            f"rational_limit: needed a rational function of {variable}, got {expr}; divide by the Gamma quotient first"
        )
        raise ValueError(msg)
    top, bottom = sympy.Poly(numerator, variable), sympy.Poly(denominator, variable)
    if top.degree() < bottom.degree():
        return sympy.Integer(0)
    lead = top.LC() / bottom.LC()
    return lead if top.degree() == bottom.degree() else sympy.oo * lead


def limit(expr: Expr, variable: Symbol, expected: Expr, *, text: str = "", goal: bool = False) -> Step:
    """Decide the limit of a rational function at infinity.

    >>> k = Symbol("k")
    >>> limit(k / (k + 1), k, 1).status
    <Status.HOLDS: 'holds'>
    """
    expr, expected = sympy.sympify(expr), sympy.sympify(expected)
    text = text or rf"$\lim_{{{variable} \to \infty}} {sympy.latex(expr)} = {sympy.latex(expected)}$"
    data = {"expression": tree(expr), "variable": str(variable), "limit": str(expected)}
    found = rational_limit(expr, variable)
    if found == expected or (found.is_finite and expected.is_finite and is_identically_zero(found - expected)):
        return Step(Rule.LIMIT, text, goal=goal, data=data, detail=f"{text}: quotient of the leading coefficients")
    if not (found.is_finite and expected.is_finite) or sign(found - expected) in (1, -1):
        constant = found.is_finite and not found.free_symbols
        witness = f"the limit is {decimal(found) if constant else found}"
        return Step(Rule.LIMIT, text, Status.FAILS, goal=goal, data=data, witness=witness)
    return Step(Rule.LIMIT, text, Status.UNDECIDED, goal=goal, data=data, reason=f"{text}: cannot compare with {found}")
