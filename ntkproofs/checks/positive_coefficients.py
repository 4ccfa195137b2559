"""Positivity of rational functions for all parameters beyond a corner: every coefficient positive after a shift."""

from __future__ import annotations

from collections.abc import Mapping

import sympy
from sympy import Expr, Poly, Symbol

from ntkproofs.arithmetic import tree
from ntkproofs.claims import Rule, Status, Step

from .constants import decimal, sign
from .domains import Domain, Integers, Reals, points


def positive(
    expr: Expr,
    corner: Mapping[Symbol, int],
    *,
    strict: bool = True,
    text: str = "",
    goal: bool = False,
    steps: Mapping[Symbol, int] | None = None,
    at: str = "",
) -> Step:
    r"""Decide expr > 0 (or >= 0) for all real parameters at or above a corner.

    With :math:`x_i = c_i + h_i`, :math:`h_i \ge 0`, numerator and denominator become polynomials in the :math:`h_i`;
    when all their coefficients are non-negative and their constant terms are positive, the quotient is positive
    everywhere. A non-strict claim needs no positive constant term of the numerator. It fails only at a parameter
    value where the exact value is negative (or zero). Without parameters the sign of a constant decides. `steps`
    restricts the sample points looked at for that to integers of that step. `at` says, without dollar signs, what the
    constant belongs to; it stands in front of the witness.

    >>> k = Symbol("k")
    >>> positive(k**2 - k + 1, {k: 1}).status
    <Status.HOLDS: 'holds'>
    >>> positive(k - 3, {k: 1}).witness
    'at k = 1: -2'
    """
    expr = sympy.sympify(expr)
    relation = ">" if strict else r"\ge"
    where = ", ".join(rf"${symbol} \ge {lower}$" for symbol, lower in corner.items())
    text = text or f"${sympy.latex(expr)} {relation} 0$" + (f" for {where}" if where else "")
    for symbol, lower in corner.items():
        if symbol.is_nonnegative and sign(sympy.sympify(lower)) == -1:
            msg = f"positive: {symbol} is declared non-negative, but starts at {lower}; declare less"
            raise ValueError(msg)
    if not corner:
        return _constant(expr, strict, text, goal, at)
    numerator, denominator = sympy.fraction(sympy.together(expr))
    shifted = {symbol: symbol + lower for symbol, lower in corner.items()}
    symbols = list(corner)
    tops = Poly(sympy.expand(numerator.subs(shifted, simultaneous=True)), *symbols)
    bottoms = Poly(sympy.expand(denominator.subs(shifted, simultaneous=True)), *symbols)
    data = {
        "expression": tree(expr),
        "corner": {str(symbol): str(lower) for symbol, lower in corner.items()},
        "strict": strict,
    }
    for orientation in (1, -1):
        # Numerator and denominator may both be negative.
        top = [sign(orientation * c) for c in tops.coeffs()]
        bottom = [sign(orientation * c) for c in bottoms.coeffs()]
        constant = sign(orientation * tops.coeff_monomial(1))
        base = sign(orientation * bottoms.coeff_monomial(1))
        if (
            all(s is not None and s >= 0 for s in (*top, *bottom))
            and base == 1
            and (constant == 1 or (not strict and constant in (0, 1)))
        ):
            detail = f"{text}: all coefficients are non-negative after the shift to the corner"
            return Step(Rule.POSITIVE_COEFFICIENTS, text, goal=goal, data=data, detail=detail)
    # Integers from the corner on; a corner that is no integer is sampled as a half line, never below itself.
    domains: dict[Symbol, Domain] = {
        s: Integers(int(lower), step=(steps or {}).get(s, 1)) if sympy.sympify(lower).is_Integer else Reals(lower)
        for s, lower in corner.items()
    }
    for point in points(domains):
        exact = expr.subs(point)
        found = None if exact.has(sympy.zoo, sympy.nan) else sign(exact)
        if found == -1 or (strict and found == 0):
            witness = f"at {', '.join(f'{s} = {v}' for s, v in point.items())}: {decimal(exact)}"
            return Step(Rule.POSITIVE_COEFFICIENTS, text, Status.FAILS, goal=goal, data=data, witness=witness)
    reason = f"{text}: some coefficient is negative after the shift, and no counterexample was found"
    return Step(Rule.POSITIVE_COEFFICIENTS, text, Status.UNDECIDED, goal=goal, data=data, reason=reason)


def _constant(expr: Expr, strict: bool, text: str, goal: bool, at: str) -> Step:
    data = {"expression": tree(expr), "corner": {}, "strict": strict}
    found = sign(expr)
    if found == 1 or (found == 0 and not strict):
        return Step(Rule.VALUE, text, goal=goal, data=data, detail=f"{text}: {decimal(expr, 10)}")
    if found is not None:
        witness = f"{at}: {decimal(expr, 10)}" if at else f"the value is {decimal(expr, 10)}"
        return Step(Rule.VALUE, text, Status.FAILS, goal=goal, data=data, witness=witness)
    return Step(Rule.VALUE, text, Status.UNDECIDED, goal=goal, data=data, reason=f"{text}: the sign is not certain")
