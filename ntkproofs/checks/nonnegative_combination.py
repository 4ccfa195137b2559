r"""Inequalities in several variables: the expression is a non-negative combination of what is already known.

A statement :math:`f \ge 0` follows from :math:`F_1, \dots, F_n \ge 0` when :math:`f = c(F_1, \dots, F_n)`
identically and :math:`c` is built from the :math:`F_i`, variables with a non-negative domain and non-negative constants
by sums, products, roots, and from squares of real expressions. Both are decided here: the first by normal form, the
second by the shape of :math:`c`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sympy
from sympy import Add, Expr, Mul, Pow, Symbol

from ntkproofs.arithmetic import tree
from ntkproofs.claims import Rule, Status, Step

from .constants import decimal, sign
from .domains import Domain, Reals, describe, points
from .normal_form import is_identically_zero

Facts = Mapping[Symbol, tuple[Expr, Step]]


def plainly_nonnegative(combination: Expr, nonnegative: set[Symbol], real: set[Symbol]) -> bool:
    """Whether an expression is non-negative by its shape, given symbols that are non-negative or real.

    >>> x, F = sympy.symbols("x F")
    >>> plainly_nonnegative(2 * F + (x - 1) ** 2, {F}, {x}), plainly_nonnegative(F - x**2, {F}, {x})
    (True, False)
    """
    if not combination.free_symbols:
        return sign(combination) in (0, 1)
    if isinstance(combination, Symbol):
        return combination in nonnegative
    if isinstance(combination, Add | Mul):
        return all(plainly_nonnegative(part, nonnegative, real) for part in combination.args)
    if isinstance(combination, Pow) and combination.exp.is_Rational and combination.exp > 0:
        if plainly_nonnegative(combination.base, nonnegative, real):
            return True
        return combination.exp.is_Integer and combination.exp % 2 == 0 and _real(combination.base, nonnegative | real)
    return False


def _real(expr: Expr, symbols: set[Symbol]) -> bool:
    if isinstance(expr, Symbol):
        return expr in symbols
    if expr.is_Rational or expr is sympy.pi:
        return True
    whole = isinstance(expr, Pow) and expr.exp.is_Integer and expr.exp > 0
    if whole:
        return _real(expr.base, symbols)
    return isinstance(expr, Add | Mul | sympy.sin | sympy.cos) and all(_real(part, symbols) for part in expr.args)


def nonnegative_combination(
    expr: Expr,
    combination: Expr,
    over: Mapping[Symbol, Domain],
    facts: Facts | None = None,
    *,
    given: Mapping[Symbol, Expr] | None = None,
    root_of: Expr | None = None,
    probes: Sequence[Mapping[Symbol, Expr]] = (),
    sufficient: bool = False,
    text: str = "",
    goal: bool = False,
) -> Step:
    r"""Decide expr >= 0 for all values of the symbols in their domains.

    `facts` maps a symbol of the combination to an expression and the step that proves it non-negative there; the step
    must hold and be about this expression; `given` maps one to a hypothesis of the statement. With `root_of` = R the
    statement is :math:`\sqrt R - \mathrm{expr} \ge 0`, and
    the combination is that of :math:`R - \mathrm{expr}^2`. It fails at an exact point of the domain (a sample or a
    probe) where the value is certainly negative and every hypothesis certainly holds. It never fails with `sufficient`,
    which says that the step proves more than the statement.

    >>> x, y = sympy.symbols("x y")
    >>> over = {x: Reals(), y: Reals()}
    >>> nonnegative_combination(x**2 + y**2 - 2 * x * y, (x - y) ** 2, over).status
    <Status.HOLDS: 'holds'>
    >>> nonnegative_combination(x**2 + y**2 - 3 * x * y, (x - y) ** 2, over).witness
    'at x = 1, y = 1: -1'
    """
    facts, given = facts or {}, given or {}
    expr, combination = sympy.sympify(expr), sympy.sympify(combination)
    statement = expr if root_of is None else sympy.sqrt(root_of) - expr
    difference = expr if root_of is None else root_of - expr**2
    text = text or rf"${sympy.latex(statement)} \ge 0$"
    data = {
        "expression": tree(statement),
        "relation": ">=",
        "over": describe(over),
        "combination": tree(combination),
        "facts": {str(symbol): {"expression": tree(e), "step": s.statement} for symbol, (e, s) in facts.items()},
        "given": {str(symbol): tree(e) for symbol, e in given.items()},
        "squared": root_of is not None,
        "sufficient": sufficient,
    }
    reason = _gap(difference, combination, over, facts, given)
    if root_of is not None and not _real(expr, set(over)):
        reason = f"{expr} is not plainly real, so its square is not plainly non-negative"
    if not reason:
        detail = f"{text}: a non-negative combination of {len(facts)} known quantities, by normal form"
        return Step(Rule.POSITIVE_COEFFICIENTS, text, goal=goal, data=data, detail=detail)
    witness = "" if sufficient else _negative_point(statement, over, probes, list(given.values()))
    if witness:
        return Step(Rule.POSITIVE_COEFFICIENTS, text, Status.FAILS, goal=goal, data=data, witness=witness)
    return Step(Rule.POSITIVE_COEFFICIENTS, text, Status.UNDECIDED, goal=goal, data=data, reason=f"{text}: {reason}")


def _gap(
    difference: Expr, combination: Expr, over: Mapping[Symbol, Domain], facts: Facts, given: Mapping[Symbol, Expr]
) -> str:
    """Return why the combination does not prove the inequality, or nothing."""
    known_symbols = {symbol: known for symbol, (known, _) in facts.items()} | dict(given)
    taken = set(over) & set(known_symbols) or set(facts) & set(given)
    if taken:
        return f"the name {min(map(str, taken))} of a fact is taken"
    for known, step in facts.values():
        if step.status is not Status.HOLDS:
            return f"the fact {step.statement!r} does not hold"
        if not _states(step, known, over):
            return f"the step {step.statement!r} does not say that {known} is non-negative on the domain"
    nonnegative = {s for s, domain in over.items() if sign(sympy.sympify(domain.lower)) in (0, 1)}
    if not plainly_nonnegative(combination, nonnegative | set(known_symbols), set(over)):
        return f"{combination} is not a non-negative combination"
    inserted = combination.subs(known_symbols, simultaneous=True)
    if not is_identically_zero(difference - inserted):
        return "the combination is another expression"
    return ""


def _states(step: Step, known: Expr, over: Mapping[Symbol, Domain]) -> bool:
    data = step.data
    if data.get("given"):
        return False  # what was proved under hypotheses is no fact without them
    if data.get("expression") != tree(known) or data.get("relation") != ">=":
        return False
    if "variable" in data:
        domains = {str(symbol): domain.describe() for symbol, domain in over.items()}
        return domains.get(data["variable"]) == data.get("domain")
    proved = data.get("over", {})
    here = describe(over)
    return all(here.get(symbol) == domain for symbol, domain in proved.items())


def _negative_point(
    expr: Expr, over: Mapping[Symbol, Domain], probes: Sequence[Mapping[Symbol, Expr]], given: Sequence[Expr]
) -> str:
    for probe in probes:
        for symbol, domain in over.items():
            if not _inside(sympy.sympify(probe[symbol]), domain):
                msg = f"nonnegative_combination: the probe {symbol} = {probe[symbol]} is not in {domain}; move it"
                raise ValueError(msg)
    for point in [*probes, *points(over)]:
        value = expr.subs(point)
        if value.has(sympy.zoo, sympy.nan, sympy.oo, sympy.I) or sign(value) != -1:
            continue
        if all(_certainly_nonnegative(hypothesis.subs(point)) for hypothesis in given):
            where = ", ".join(f"{s} = {v}" for s, v in point.items())
            return f"at {where}: {decimal(value)}" if where else f"the value is {decimal(value)}"
    return ""


def _certainly_nonnegative(value: Expr) -> bool:
    return not value.has(sympy.zoo, sympy.nan, sympy.oo, sympy.I) and sign(value) in (0, 1)


def _inside(value: Expr, domain: Domain) -> bool:
    if not isinstance(domain, Reals):
        return bool(value.is_Integer) and value in [sympy.Integer(p) for p in domain.points()]
    lower, upper = sympy.sympify(domain.lower), sympy.sympify(domain.upper)
    left, right = (gap if not gap.is_finite else sign(gap) for gap in (value - lower, upper - value))
    allowed_left = (1, sympy.oo) if domain.left_open else (0, 1, sympy.oo)
    allowed_right = (1, sympy.oo) if domain.right_open else (0, 1, sympy.oo)
    return left in allowed_left and right in allowed_right
