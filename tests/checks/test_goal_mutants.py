from __future__ import annotations

from collections.abc import Callable

import pytest
import sympy
from sympy import Rational, exp, pi, sin

from ntkproofs.checks import (
    Integers,
    Reals,
    antiderivative,
    goal_mutants,
    has_decimals,
    identity,
    induction,
    limit,
    nonnegative,
    nonnegative_by_derivatives,
    nonnegative_combination,
    positive,
    positive_definite,
    positive_logarithm,
    power_series,
    prove,
    rank,
    recording,
    recurrence,
    summable,
    unbounded_quotient,
    value,
    within,
)
from ntkproofs.claims import Derivation, Step, Verdict

x, y, k, F = sympy.symbols("x y k F")
AFFIRMED = (Verdict.PROVED, Verdict.CERTIFIED)

GOALS: dict[str, Callable[[], Step]] = {
    "identity": lambda: identity(sin(x) ** 2, 1 - sympy.cos(x) ** 2, {x: Reals()}, goal=True),
    "value": lambda: value(Rational(1, 2) + Rational(1, 2), sympy.Integer(1), goal=True),
    "antiderivative": lambda: antiderivative(x**2, 2 * x, x, {x: Reals()}, goal=True),
    "within": lambda: within(pi, 3, 4, text="pi", goal=True),
    "has_decimals": lambda: has_decimals(pi, "3.14159", goal=True),
    "positive": lambda: positive(k**2 + k - 1, {k: 1}, goal=True),
    "by_derivatives": lambda: nonnegative_by_derivatives(x - 1 + exp(-x), x, Reals(0, 2), goal=True),
    "combination": lambda: nonnegative_combination(
        x**2 + y**2 - 2 * x * y, (x - y) ** 2, {x: Reals(), y: Reals()}, goal=True
    ),
    "conditional": lambda: nonnegative_combination(x * y, F * y, {x: Reals(), y: Reals(0)}, given={F: x}, goal=True),
    "tiling": lambda: nonnegative(2 + sin(x), x, 0, 1, goal=True),
    "limit": lambda: limit(k / (k + 1), k, 1, goal=True),
    "infinite limit": lambda: limit(k**2 / (k + 1), k, sympy.oo, goal=True),
    "power_series": lambda: power_series(sympy.cos(x), x, {0: 1, 1: 0, 2: -Rational(1, 2)}, goal=True),
    "recurrence": lambda: recurrence(
        lambda n: 2**n, lambda s, n: s(n + 1) - 2 * s(n), {0: sympy.Integer(1)}, k, Integers(0), text="2^k", goal=True
    ),
    "rank": lambda: rank(sympy.Matrix([[1, 2], [2, 4]]), 1, goal=True),
    "summable": lambda: summable(1 / (k**2 + 3), k, 0, goal=True),
    "unbounded": lambda: unbounded_quotient(sin(x), x**2, x, pi, goal=True),
    "logarithm": lambda: positive_logarithm([((k + 2) / (k + 1), 1)], k, {k: 0}, goal=True),
    "matrix": lambda: positive_definite(sympy.Matrix([[2, 1], [1, 2]]), goal=True),
    "induction": lambda: induction(
        [value(sympy.Integer(1), sympy.Integer(1))], [identity(x + x, 2 * x, {x: Reals()})], text="step", goal=True
    ),
}


def mutants_of(goal: Callable[[], Step], count: int = 20) -> list[tuple[str, Derivation]]:
    with recording() as calls:
        derivation = prove(goal())
    assert derivation.verdict in AFFIRMED
    return [(mutant.operator, changed) for mutant, changed in goal_mutants(derivation, calls, count)]


@pytest.mark.parametrize("name", GOALS)
def test_every_kind_of_goal_has_false_neighbours(name: str):
    found = mutants_of(GOALS[name])
    refuted = [operator for operator, changed in found if changed.verdict is Verdict.REFUTED]
    assert refuted
    # A mutant is another statement: none is the goal itself.
    original = GOALS[name]()
    assert all(
        changed.steps[0].data != original.data or changed.steps[0].status != original.status for _, changed in found
    )


def test_a_true_neighbour_is_not_refuted():
    found = dict(mutants_of(lambda: positive(k**2 + 1, {k: 1}, goal=True)))
    # k^2 + 1 > 0 from 0 on as well, and from -10 on it is true without being shown by coefficients.
    assert found["range"].verdict in (Verdict.PROVED, Verdict.INCONCLUSIVE)
    assert found["direction"].verdict is Verdict.REFUTED


def test_the_operators_take_turns_and_the_count_is_kept():
    found = mutants_of(GOALS["identity"], 3)
    assert [operator for operator, _ in found] == ["constant", "exponent", "sign"]


def test_only_the_goal_changes():
    with recording() as calls:
        lemma = value(sympy.Integer(2), sympy.Integer(2))
        derivation = prove(lemma, GOALS["identity"]())
    for mutant, changed in goal_mutants(derivation, calls):
        assert changed.steps[0] is lemma
        assert str(mutant).startswith("goal 1 = ")


def test_a_symbol_without_a_domain_is_tried_at_values_it_may_have():
    n = sympy.Symbol("n", integer=True, positive=True)
    found = mutants_of(lambda: identity((x + n) ** 2, x**2 + 2 * n * x + n**2, goal=True))
    assert {changed.verdict for _, changed in found} == {Verdict.REFUTED}
