"""Inequalities on an interval by branch and bound over balls."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import sympy
from sympy import Expr, Symbol

from ntkproofs.arithmetic import lambdify, tree
from ntkproofs.claims import Rule, Status, Step
from ntkproofs.enclosures.branch_and_bound import prove_sign
from ntkproofs.enclosures.tiling import Tiling, Violation

from .normal_form import is_identically_zero


def nonnegative(
    expr: Expr,
    variable: Symbol,
    lower: Any,
    upper: Any,
    *,
    contacts: Sequence[tuple[Any, int]] = (),
    strict: bool = False,
    times_pi: bool = False,
    bits: int = 128,
    max_boxes: int = 20000,
    text: str = "",
    goal: bool = False,
) -> Step:
    r"""Certify expr >= 0 (or > 0 away from the contacts) on [lower, upper], or refute it at an exact point.

    With `times_pi` the interval and the contacts are in units of :math:`\pi`, so that :math:`[0, \pi]` is exact. A
    contact (point, order) is a point where the expression and its first order - 1 derivatives vanish; that is proved
    here by normal form before the search uses it, and a contact that cannot be proved leaves the step undecided.
    """
    expr = sympy.sympify(expr)
    unit = sympy.pi if times_pi else sympy.Integer(1)
    ends = tuple(Fraction(str(sympy.Rational(end))) for end in (lower, upper))
    relation = ">" if strict else r"\ge"
    text = text or rf"${sympy.latex(expr)} {relation} 0$ on $[{unit * ends[0]}, {unit * ends[1]}]$"
    data: dict[str, Any] = {
        "expression": tree(expr),
        "variable": str(variable),
        "lower": str(ends[0]),
        "upper": str(ends[1]),
        "times_pi": times_pi,
        "strict": strict,
        "contacts": [[str(point), order] for point, order in contacts],
    }
    for point, order in contacts:
        derivative = expr
        for _ in range(order):
            if not is_identically_zero(derivative.subs(variable, unit * sympy.sympify(point))):
                reason = f"{text}: the contact at {point} of order {order} is not a proved zero of that order"
                return Step(Rule.TILING, text, Status.UNDECIDED, goal=goal, data=data, reason=reason)
            derivative = sympy.diff(derivative, variable)
    found = prove_sign(
        lambdify(expr, variable),
        *ends,
        strict=strict,
        contacts=[(Fraction(str(sympy.Rational(point))), order) for point, order in contacts],
        bits=bits,
        max_boxes=max_boxes,
        scale="pi" if times_pi else "1",
    )
    if isinstance(found, Tiling):
        data["boxes"] = [[str(box.lo), str(box.hi), box.rule, box.order, box.bound, box.bits] for box in found.boxes]
        detail = f"{text}: {len(found.boxes)} boxes"
        return Step(Rule.TILING, text, goal=goal, data=data, detail=detail)
    if isinstance(found, Violation):
        where = f"{found.point}{' pi' if times_pi else ''}"
        witness = f"at {variable} = {where}: {found.value.str(30)}"
        return Step(Rule.TILING, text, Status.FAILS, goal=goal, data=data, witness=witness)
    worst = " x ".join(f"[{low}, {high}]" for low, high in found.worst)
    reason = f"{text}: {found.reason}" + (
        f"; the worst box is {worst}{' in units of pi' if times_pi else ''}" if worst else ""
    )
    return Step(Rule.TILING, text, Status.UNDECIDED, goal=goal, data=data, reason=reason)
