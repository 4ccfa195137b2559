"""Statements for all integers from a first value and a step, and sequences from a recurrence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import sympy
from sympy import Expr, Symbol

from ntkproofs.claims import Rule, Status, Step

from .domains import Domain, Integers
from .identity import identity


def recurrence(
    sequence: Callable[[Expr], Expr],
    residual: Callable[[Callable[[Expr], Expr], Symbol], Expr],
    initial: Mapping[int, Expr],
    index: Symbol,
    domain: Integers,
    over: Mapping[Symbol, Domain] | None = None,
    *,
    text: str,
    goal: bool = False,
) -> Step:
    r"""Decide that a closed form is the sequence given by a recurrence and initial values.

    `residual(s, k)` is the recurrence written as an expression that vanishes on the sequence; it must determine each
    term from earlier ones (the caller's leading coefficient is not zero on the domain). Both obligations are
    identities.
    """
    over = dict(over or {})
    obligations = [
        identity(residual(sequence, index), sympy.Integer(0), {index: domain, **over}, text=f"recurrence of {text}"),
        *(identity(sequence(sympy.Integer(k)), v, over, text=f"value at {k} of {text}") for k, v in initial.items()),
    ]
    return combine(Rule.RECURRENCE, obligations, text=text, goal=goal)


def induction(base: Sequence[Step], step: Sequence[Step], *, text: str, goal: bool = False) -> Step:
    """Decide a statement for all integers from the steps that discharge its base and its induction step."""
    if not base or not step:
        reason = f"{text}: an induction needs a base and a step"
        return Step(Rule.INDUCTION, text, Status.UNDECIDED, goal=goal, reason=reason)
    return combine(Rule.INDUCTION, [*base, *step], text=text, goal=goal, split=len(base))


def combine(rule: Rule, obligations: Sequence[Step], *, text: str, goal: bool, split: int | None = None) -> Step:
    """Return one step that holds when all its obligations do; the first failing one is its witness."""
    data: dict[str, object] = {
        "obligations": [
            {"rule": o.rule.value, "statement": o.statement, "status": o.status.value, "data": dict(o.data)}
            for o in obligations
        ]
    }
    if split is not None:
        data["base"] = split
    for obligation in obligations:
        if obligation.status is Status.FAILS:
            return Step(rule, text, Status.FAILS, goal=goal, data=data, witness=obligation.witness)
        if obligation.status is Status.UNDECIDED:
            return Step(rule, text, Status.UNDECIDED, goal=goal, data=data, reason=obligation.reason)
    detail = f"{text}: {len(obligations)} obligations discharged"
    return Step(rule, text, goal=goal, data=data, detail=detail)
