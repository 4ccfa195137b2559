"""Convergence of series whose terms are a rational function of the index."""

from __future__ import annotations

import sympy
from sympy import Expr, Poly, Symbol

from ntkproofs.arithmetic import tree
from ntkproofs.claims import Rule, Status, Step

from .constants import sign


def summable(
    term: Expr, index: Symbol, start: int, *, expected: bool = True, text: str = "", goal: bool = False
) -> Step:
    r"""Decide whether :math:`\sum_{k \ge k_0} q(k)` converges for a rational function q without poles there.

    Terms of exact order :math:`k^{-e}` with an integer e have a finite sum if and only if :math:`e \ge 2`; e is the
    degree of the denominator less that of the numerator.

    >>> k = Symbol("k")
    >>> summable(1 / (k**2 + 3), k, 0).status, summable(1 / (k + 1), k, 0).status
    (<Status.HOLDS: 'holds'>, <Status.FAILS: 'fails'>)
    """
    term = sympy.sympify(term)
    text = text or rf"$\sum_{{{index} \ge {start}}} {sympy.latex(term)} {'<' if expected else '='} \infty$"
    data = {"term": tree(term), "index": str(index), "start": start, "converges": expected}
    numerator, denominator = (sympy.expand(side) for side in sympy.fraction(sympy.together(term)))
    if not all(side.is_polynomial(index) and side.free_symbols <= {index} for side in (numerator, denominator)):
        msg = f"summable: needed a rational function of {index} alone, got {term}; divide common Gamma factors first"
        raise ValueError(msg)
    shifted = Poly(denominator.subs(index, index + start), index)
    signs = {sign(coefficient) for coefficient in shifted.all_coeffs()}
    poles = shifted.eval(0) == 0 or not (signs <= {0, 1} or signs <= {0, -1})
    if poles:
        reason = f"{text}: the denominator {denominator} is not plainly free of zeros from {start} on"
        return Step(Rule.LIMIT, text, Status.UNDECIDED, goal=goal, data=data, reason=reason)
    lead = Poly(numerator, index).LC()
    if numerator != 0 and sign(lead) not in (1, -1):
        reason = f"{text}: the leading coefficient {lead} of the numerator may vanish"
        return Step(Rule.LIMIT, text, Status.UNDECIDED, goal=goal, data=data, reason=reason)
    gap = Poly(denominator, index).degree() - Poly(numerator, index).degree()
    converges = numerator == 0 or gap >= 2
    if converges is expected:
        return Step(Rule.LIMIT, text, goal=goal, data=data, detail=f"{text}: terms of exact order -{gap}")
    witness = f"the terms are of exact order {index}^({-gap}), so the series {'converges' if converges else 'diverges'}"
    return Step(Rule.LIMIT, text, Status.FAILS, goal=goal, data=data, witness=witness)
