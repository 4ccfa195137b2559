r"""Inequalities between Gamma functions by convexity of :math:`\log\Gamma` on the positive reals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sympy
from sympy import Expr, Rational, Symbol, gamma

from ntkproofs.arithmetic import tree
from ntkproofs.claims import Rule, Status, Step

from .constants import decimal, sign
from .domains import Domain, Reals, points
from .normal_form import is_identically_zero
from .positive_coefficients import positive


def log_convex(
    middle: Expr,
    parts: Sequence[tuple[Expr, Any]],
    corner: Mapping[Symbol, Any],
    *,
    text: str = "",
    goal: bool = False,
) -> Step:
    r"""Decide :math:`\Gamma(m) \le \prod_i \Gamma(x_i)^{w_i}` for all real parameters at or above a corner.

    It holds when the :math:`w_i \ge 0` are rational with sum 1, :math:`m = \sum_i w_i x_i` identically, and every
    :math:`x_i` is positive on the whole domain: :math:`\log\Gamma` is convex there (Bohr and Mollerup, by Hölder's
    inequality for the integral). It fails at a parameter value where the difference is certainly negative.

    >>> x = Symbol("x")
    >>> log_convex(x + Rational(1, 2), [(x, Rational(1, 2)), (x + 1, Rational(1, 2))], {x: 1}).status
    <Status.HOLDS: 'holds'>
    >>> log_convex(x + 1, [(x, Rational(1, 2)), (x + 1, Rational(1, 2))], {x: 2}).status
    <Status.FAILS: 'fails'>
    """
    middle = sympy.sympify(middle)
    pairs = [(sympy.sympify(x), Rational(w)) for x, w in parts]
    bound = sympy.Mul(*(gamma(x) ** w for x, w in pairs))
    where = ", ".join(rf"${symbol} \ge {lower}$" for symbol, lower in corner.items())
    text = text or rf"$\Gamma({sympy.latex(middle)}) \le {sympy.latex(bound)}$ for {where}"
    data = {
        "middle": tree(middle),
        "parts": [[tree(x), str(w)] for x, w in pairs],
        "corner": {str(symbol): str(lower) for symbol, lower in corner.items()},
    }
    mean = sympy.Add(*(w * x for x, w in pairs))
    convex = all(w >= 0 for _, w in pairs) and sum(w for _, w in pairs) == 1 and is_identically_zero(middle - mean)
    if convex and all(positive(x, corner).status is Status.HOLDS for x, _ in pairs):
        return Step(Rule.LOG_CONVEXITY, text, goal=goal, data=data, detail=f"{text}: a convex combination of arguments")
    domains: dict[Symbol, Domain] = {symbol: Reals(lower) for symbol, lower in corner.items()}
    for point in points(domains):
        arguments = [x.subs(point) for x in (middle, *(x for x, _ in pairs))]
        if not all(sign(argument) == 1 for argument in arguments):
            continue
        gap = (bound - gamma(middle)).subs(point)
        if sign(gap) == -1:
            witness = f"at {', '.join(f'{s} = {v}' for s, v in point.items())}: {decimal(gap)}"
            return Step(Rule.LOG_CONVEXITY, text, Status.FAILS, goal=goal, data=data, witness=witness)
    reason = f"{text}: no convex combination of positive arguments, and no counterexample was found"
    return Step(Rule.LOG_CONVEXITY, text, Status.UNDECIDED, goal=goal, data=data, reason=reason)
