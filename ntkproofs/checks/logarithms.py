"""Signs of sums of logarithms that vanish at infinity, by the sign of their derivative."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sympy
from sympy import Expr, Symbol

from ntkproofs.arithmetic import tree
from ntkproofs.claims import Rule, Status, Step

from .constants import decimal, sign
from .domains import Integers, points
from .limit import rational_limit
from .positive_coefficients import positive


def positive_logarithm(
    factors: Sequence[tuple[Expr, Expr]],
    variable: Symbol,
    corner: Mapping[Symbol, int],
    *,
    steps: Mapping[Symbol, int] | None = None,
    text: str = "",
    goal: bool = False,
) -> Step:
    r"""Decide :math:`f = \sum_i e_i \log R_i > 0` for all parameters at or above a corner.

    The :math:`R_i` are rational, the exponents :math:`e_i` free of the variable. When every :math:`R_i` is positive
    there and tends to 1 as the variable grows, :math:`f` tends to 0; when moreover :math:`f' = \sum_i e_i R_i'/R_i` is
    negative, :math:`f` decreases to 0 and is positive. The signs are decided by positive coefficients, the limits by
    leading ones. It fails only at integer parameters (of the given `steps`) where :math:`f` is certainly not positive.

    >>> n = Symbol("n")
    >>> positive_logarithm([((n + 2) / (n + 1), 1)], n, {n: 0}).status
    <Status.HOLDS: 'holds'>
    """
    pairs = [(sympy.sympify(base), sympy.sympify(exponent)) for base, exponent in factors]
    if any(variable in exponent.free_symbols for _, exponent in pairs):
        msg = f"positive_logarithm: needed exponents free of {variable}, got one that is not; take its logarithm apart"
        raise ValueError(msg)
    total = sympy.Add(*(exponent * sympy.log(base) for base, exponent in pairs))
    where = ", ".join(rf"${symbol} \ge {lower}$" for symbol, lower in corner.items())
    text = text or f"${sympy.latex(total)} > 0$ for {where}"
    data = {
        "factors": [[tree(base), tree(exponent)] for base, exponent in pairs],
        "variable": str(variable),
        "corner": {str(symbol): str(lower) for symbol, lower in corner.items()},
    }
    slope = sympy.Add(*(exponent * sympy.diff(base, variable) / base for base, exponent in pairs))
    obligations = [
        *(positive(base, corner).status is Status.HOLDS for base, _ in pairs),
        *(rational_limit(base, variable) == 1 for base, _ in pairs),
        positive(-sympy.together(slope), corner).status is Status.HOLDS,
    ]
    if all(obligations):
        detail = f"{text}: it tends to 0 and its derivative is negative, by positive coefficients"
        return Step(Rule.SIGN, text, goal=goal, data=data, detail=detail)
    domains = {symbol: Integers(int(lower), step=(steps or {}).get(symbol, 1)) for symbol, lower in corner.items()}
    for point in points(domains):
        exact = total.subs(point)
        found = None if exact.has(sympy.zoo, sympy.nan, sympy.I) else sign(exact)
        if found in (0, -1):
            witness = f"at {', '.join(f'{s} = {v}' for s, v in point.items())}: {decimal(exact)}"
            return Step(Rule.SIGN, text, Status.FAILS, goal=goal, data=data, witness=witness)
    reason = f"{text}: a factor, its limit or the derivative is not of the sign needed, and no counterexample was found"
    return Step(Rule.SIGN, text, Status.UNDECIDED, goal=goal, data=data, reason=reason)
