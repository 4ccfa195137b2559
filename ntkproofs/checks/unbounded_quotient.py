r"""Quotients that have no upper bound near a common zero of numerator and denominator."""

from __future__ import annotations

import sympy
from sympy import Expr, Symbol

from ntkproofs.arithmetic import tree
from ntkproofs.claims import Rule, Status, Step

from .constants import sign
from .derivative_chain import describe_links, monotone_chain
from .domains import Reals
from .normal_form import is_identically_zero
from .power_series import taylor_coefficients

_BOUNDS = (1, 2, 4, 8)


def leading_term(expr: Expr, variable: Symbol, order: int) -> tuple[int, Expr] | None:
    """Return degree and coefficient of the first term of a Taylor series at 0, `None` if it is not certain.

    >>> x = Symbol("x")
    >>> leading_term(1 - sympy.cos(x), x, 4)
    (2, 1/2)
    """
    for n, coefficient in enumerate(taylor_coefficients(expr, variable, order)):
        if sign(coefficient) in (1, -1):
            return n, coefficient
        if not is_identically_zero(coefficient):
            return None
    return None


def unbounded_quotient(
    numerator: Expr,
    denominator: Expr,
    variable: Symbol,
    upper: Expr,
    *,
    order: int = 6,
    expected: bool = True,
    text: str = "",
    goal: bool = False,
) -> Step:
    r"""Decide whether numerator/denominator has no upper bound on :math:`(0, b]`, both analytic at 0.

    It has none when the quotient of the first Taylor terms at 0 is a positive constant times a negative power. It has
    one when M denominator - numerator >= 0 on the whole interval for a constant M, by signs of derivatives; the
    denominator must not be negative on it, which is decided in the same way. `expected` is what the step claims.

    >>> x = Symbol("x")
    >>> unbounded_quotient(sympy.sin(x), x**2, x, sympy.pi).status
    <Status.HOLDS: 'holds'>
    >>> unbounded_quotient(sympy.sin(x), x, x, sympy.pi).witness
    'the quotient is at most 1 on the whole interval'
    """
    numerator, denominator = sympy.expand(numerator), sympy.expand(denominator)
    relation = "=" if expected else "<"
    shown = rf"{sympy.latex(numerator)} / ({sympy.latex(denominator)})"
    text = text or rf"$\sup {shown} {relation} \infty$ on $(0, {sympy.latex(upper)}]$"
    data = {
        "numerator": tree(numerator),
        "denominator": tree(denominator),
        "variable": str(variable),
        "upper": str(upper),
        "order": order,
        "unbounded": expected,
    }
    top, bottom = (leading_term(side, variable, order) for side in (numerator, denominator))
    if top is not None and bottom is not None and top[0] < bottom[0] and sign(top[1] / bottom[1]) == 1:
        why = f"the first Taylor terms have degrees {top[0]} and {bottom[0]} and a positive quotient"
        return _decided(True, expected, why, text, data, goal)
    # Only where the denominator is not negative does N <= M D bound the quotient.
    below = monotone_chain(denominator, variable, Reals(0, upper), 3)
    for bound in _BOUNDS if below is not None else ():
        gap = sympy.expand(bound * denominator - numerator)
        links = monotone_chain(gap, variable, Reals(0, upper), 3)
        if below is not None and links is not None:
            data |= {"bound": str(bound), "links": describe_links(links), "below": describe_links(below)}
            why = f"the quotient is at most {bound} on the whole interval"
            return _decided(False, expected, why, text, data, goal)
    reason = f"{text}: neither the first Taylor terms nor a constant bound decide it"
    return Step(Rule.POWER_SERIES, text, Status.UNDECIDED, goal=goal, data=data, reason=reason)


def _decided(unbounded: bool, expected: bool, why: str, text: str, data: dict[str, object], goal: bool) -> Step:
    if unbounded is expected:
        return Step(Rule.POWER_SERIES, text, goal=goal, data=data, detail=f"{text}: {why}")
    return Step(Rule.POWER_SERIES, text, Status.FAILS, goal=goal, data=data, witness=why)
