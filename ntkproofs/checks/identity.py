"""Identities by normal form, refuted only by a point where the two sides certainly differ."""

from __future__ import annotations

from collections.abc import Mapping

import sympy
from sympy import Expr, Symbol

from ntkproofs.arithmetic import tree
from ntkproofs.claims import Rule, Status, Step

from .constants import decimal, sign
from .domains import Domain, assumed, describe, points
from .normal_form import is_identically_zero


def identity(
    left: Expr,
    right: Expr,
    over: Mapping[Symbol, Domain] | None = None,
    *,
    text: str = "",
    goal: bool = False,
    rule: Rule | None = None,
) -> Step:
    r"""Decide left = right for all values of the symbols in their domains.

    It holds when the normal form of left - right is zero, fails when a ball at an exact point of the domain excludes
    zero, and is undecided otherwise.

    >>> x = Symbol("x")
    >>> identity(sympy.sin(2 * x), 2 * sympy.sin(x) * sympy.cos(x)).status
    <Status.HOLDS: 'holds'>
    >>> from ntkproofs.checks import Reals
    >>> identity(sympy.sin(x), sympy.cos(x), {x: Reals(0, 1)}).witness
    'at x = 0: left 0, right 1'
    """
    left, right = sympy.sympify(left), sympy.sympify(right)
    over = over or {}
    has_gamma = any(side.has(sympy.gamma, sympy.factorial, sympy.binomial, sympy.rf) for side in (left, right))
    if rule is None:
        free = left.free_symbols | right.free_symbols
        rule = Rule.VALUE if not free else Rule.GAMMA_IDENTITY if has_gamma else Rule.POLYNOMIAL_IDENTITY
    text = text or f"${sympy.latex(left)} = {sympy.latex(right)}$"
    data = {"left": tree(left), "right": tree(right), "over": describe(over), **assumed(over, left, right)}
    zero, why = _vanishes(left - right)
    if zero:
        if has_gamma and difference(left, right, over, 25):
            # The normal form continues Gamma meromorphically; binomial(-1, k) by convention is no such continuation.
            reason = f"{text}: the sides agree as meromorphic functions, not at every integer of the domain"
            return Step(rule, text, Status.UNDECIDED, goal=goal, data=data, reason=reason)
        return Step(rule, text, goal=goal, data=data, detail=f"{text}: the normal form of the difference is 0")
    witness = difference(left, right, over)
    if witness is not None:
        return Step(rule, text, Status.FAILS, goal=goal, data=data, witness=witness, detail=f"{text} fails {witness}")
    reason = f"the difference of the sides of {text} has no zero normal form and no point was found where they differ"
    return Step(rule, text, Status.UNDECIDED, goal=goal, data=data, reason=f"{reason}{why}")


def _vanishes(gap: Expr) -> tuple[bool, str]:
    """Return whether an expression has a zero normal form, and why it has none."""
    try:
        return is_identically_zero(gap), ""
    except ValueError as error:  # outside of the closed list: a point may still tell the sides apart
        return False, f": {error}"


def difference(left: Expr, right: Expr, over: Mapping[Symbol, Domain], at_most: int = 400) -> str | None:
    """Return a point of the domain where two expressions certainly differ, in words, or `None`."""
    for point in points(over, at_most):
        a, b = left.subs(point), right.subs(point)
        if a.has(sympy.zoo, sympy.nan) or b.has(sympy.zoo, sympy.nan):
            continue
        if sign(a - b) in (1, -1):
            # The difference is a constant whatever the symbols without a domain are; the witness gives them a value.
            rest = {
                s: sympy.Integer(-1 if s.is_negative else 2 if s.is_even else 1)
                for s in a.free_symbols | b.free_symbols
            }
            a, b = a.subs(rest), b.subs(rest)
            if a.has(sympy.zoo, sympy.nan) or b.has(sympy.zoo, sympy.nan):
                continue
            where = ", ".join(f"{symbol} = {value}" for symbol, value in (point | rest).items())
            return f"{'at ' + where + ': ' if where else ''}left {decimal(a)}, right {decimal(b)}"
    return None


def value(expr: Expr, expected: Expr, *, text: str = "", goal: bool = False) -> Step:
    """Decide that a constant has an exact value."""
    return identity(expr, expected, text=text, goal=goal, rule=Rule.VALUE)


def antiderivative(
    primitive: Expr,
    integrand: Expr,
    variable: Symbol,
    over: Mapping[Symbol, Domain] | None = None,
    *,
    text: str = "",
    goal: bool = False,
) -> Step:
    """Decide that a primitive differentiates back to its integrand."""
    text = text or (
        rf"$\frac{{d}}{{d{sympy.latex(variable)}}}\left({sympy.latex(primitive)}\right) = {sympy.latex(integrand)}$"
    )
    step = identity(sympy.diff(primitive, variable), integrand, over, text=text, goal=goal, rule=Rule.ANTIDERIVATIVE)
    data = {
        "primitive": tree(sympy.sympify(primitive)),
        "integrand": tree(sympy.sympify(integrand)),
        "variable": str(variable),
        "over": describe(over or {}),
        **assumed(over or {}, sympy.sympify(primitive)),
    }
    return Step(**{**vars(step), "data": data})
