"""Statements for all integers from a first value and a step, and sequences from a recurrence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import sympy
from sympy import Expr, Symbol

from ntkproofs.claims import Rule, Status, Step, Verdict

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
    if not initial:
        reason = f"{text}: a recurrence without a first value determines nothing"
        return Step(Rule.RECURRENCE, text, Status.UNDECIDED, goal=goal, reason=reason)
    obligations = [
        identity(residual(sequence, index), sympy.Integer(0), {index: domain, **over}, text=f"recurrence of {text}"),
        *(identity(sequence(sympy.Integer(k)), v, over, text=f"value at {k} of {text}") for k, v in initial.items()),
    ]
    return combine(Rule.RECURRENCE, obligations, text=text, goal=goal)


def induction(base: Sequence[Step], step: Sequence[Step], *, text: str, goal: bool = False) -> Step:
    """Decide a statement for all integers from the steps that discharge its base and its induction step.

    A base that fails refutes the statement. An induction step that fails refutes nothing: the implication may be false
    where the statement is true, so the step is undecided, and a counterexample belongs into a goal of its own.
    """
    if not base or not step:
        reason = f"{text}: an induction needs a base and a step"
        return Step(Rule.INDUCTION, text, Status.UNDECIDED, goal=goal, reason=reason)
    found = combine(Rule.INDUCTION, [*base, *step], text=text, goal=goal, split=len(base))
    if found.status is Status.FAILS and all(obligation.status is not Status.FAILS for obligation in base):
        reason = f"{text}: the induction step fails {found.witness}"
        return Step(Rule.INDUCTION, text, Status.UNDECIDED, goal=goal, data=found.data, reason=reason)
    return found


def combine(rule: Rule, obligations: Sequence[Step], *, text: str, goal: bool, split: int | None = None) -> Step:
    """Return one step that holds when all its obligations do; the first failing one is its witness.

    Raises `ValueError` for an obligation that is not exact: the rule of the whole would hide that it rests on a ball.
    """
    if not obligations:
        return Step(rule, text, Status.UNDECIDED, goal=goal, reason=f"{text}: there is no obligation to discharge")
    for obligation in obligations:
        if obligation.rule.grants not in (None, Verdict.PROVED):
            msg = (
                f"{rule.value}: needed exact obligations, got one under the rule {obligation.rule.value!r}; "
                "let it stand as a step of its own"
            )
            raise ValueError(msg)
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
