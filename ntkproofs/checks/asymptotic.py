"""How fast a rational function approaches its limit, with an explicit remainder from an explicit place on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy
from sympy import Expr, Symbol

from ntkproofs.claims import Step

from .positive_coefficients import positive


def approaches(
    expr: Expr,
    variable: Symbol,
    limit: Expr,
    *,
    constant: Any,
    order: int,
    start: int,
    corner: Mapping[Symbol, Any] | None = None,
    text: str = "",
    goal: bool = False,
) -> tuple[Step, Step]:
    r"""Decide :math:`|q(x) - L| \le C x^{-r}` for all real x from `start` on, one step for each side.

    The limit, the constant and the function are rational; other symbols range from their values in `corner` on. Each
    side holds by positive coefficients after the shift to the corner, and fails at a value where it is certainly false.

    >>> k = Symbol("k")
    >>> [step.status.value for step in approaches(k / (k + 1), k, 1, constant=1, order=1, start=1)]
    ['holds', 'holds']
    """
    if corner is not None and variable in corner:
        msg = f"approaches: {variable} begins at start = {start}, got a corner for it as well; leave one out"
        raise ValueError(msg)
    expr, limit, constant = (sympy.sympify(item) for item in (expr, limit, constant))
    shown = text or rf"$|{sympy.latex(expr)}-{sympy.latex(limit)}|\le{sympy.latex(constant)}\,{variable}^{{-{order}}}$"
    remainder, places = constant * variable**-order, {variable: start, **(corner or {})}
    above, below = (
        positive(
            remainder - side * (expr - limit),
            places,
            strict=False,
            text=f"{shown} for ${variable}\\ge{start}$, from {word}",
            goal=goal,
        )
        for side, word in ((1, "above"), (-1, "below"))
    )
    return above, below
