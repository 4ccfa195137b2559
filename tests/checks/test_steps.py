"""Each procedure on a true case, a false case and one it must leave undecided."""

from __future__ import annotations

import pytest
import sympy
from sympy import Matrix, Rational, asin, cos, pi, sin, sqrt, symbols

from ntkproofs.checks import (
    Integers,
    Reals,
    antiderivative,
    has_decimals,
    identity,
    induction,
    limit,
    nonnegative,
    positive,
    positive_definite,
    power_series,
    prove,
    rank,
    recurrence,
    reduction,
    sign,
    value,
    within,
)
from ntkproofs.claims import Rule, Status, Verdict

x, k, d = symbols("x k d")
HOLDS, FAILS, UNDECIDED = Status.HOLDS, Status.FAILS, Status.UNDECIDED


@pytest.mark.parametrize(
    ("step", "status"),
    [
        (identity(sin(x) ** 2, 1 - cos(x) ** 2, {x: Reals()}), HOLDS),
        (identity(sin(x), cos(x), {x: Reals(0, 1)}), FAILS),
        # Equal, but by a relation that is not in the list, at every point looked at: never refuted, never proved.
        (identity(sympy.atan(x) + sympy.atan(1 / x), pi / 2, {x: Reals(1, 2)}), UNDECIDED),
        (value(sympy.gamma(Rational(1, 2)) ** 2, pi), HOLDS),
        (value(pi, Rational(22, 7)), FAILS),
        (antiderivative(-cos(x), sin(x), x), HOLDS),
        (antiderivative(cos(x), sin(x), x, {x: Reals(0, 2)}), FAILS),
        (positive(k**2 - k + 1, {k: 1}), HOLDS),
        (positive((k - 1) * (d - 2) + 1, {k: 1, d: 2}), HOLDS),
        (positive(k - 3, {k: 1}), FAILS),
        (positive(k - 1, {k: 1}), FAILS),
        (positive(k - 1, {k: 1}, strict=False), HOLDS),
        # Positive, but with a negative coefficient after the shift.
        (positive(k**2 - k + 1, {k: 0}), UNDECIDED),
        (limit((2 * k**2 + k) / (k**2 + 1), k, 2), HOLDS),
        (limit((2 * k**2 + k) / (k**2 + 1), k, 3), FAILS),
        (limit(k**2 / (k + 1), k, 0), FAILS),
        (power_series(asin(x), x, {1: 1, 3: Rational(1, 6)}), HOLDS),
        (power_series(asin(x), x, {3: Rational(1, 5)}), FAILS),
        (within(pi, "3.14", "3.15", text="pi"), HOLDS),
        (within(pi, 3, "3.1", text="pi"), FAILS),
        (within(sqrt(2) ** 2, 2, 3, text="two"), UNDECIDED),
        (has_decimals(pi, "3.1416"), HOLDS),
        (has_decimals(pi, "3.1415"), FAILS),
        (rank(Matrix([[1, 2], [2, 4]]), 1), HOLDS),
        (rank(Matrix([[1, 2], [2, 5]]), 1), FAILS),
        (positive_definite(Matrix([[2, 1], [1, 2]])), HOLDS),
        (positive_definite(Matrix([[1, 2], [2, 1]])), FAILS),
        (positive_definite(Matrix([[1, 1], [1, 1]])), UNDECIDED),
    ],
    ids=lambda item: str(item)[:60],
)
def test_status(step, status):
    assert step.status is status
    if status is FAILS:
        assert step.witness
    if status is UNDECIDED:
        assert step.reason


def test_a_recurrence_needs_both_obligations():
    def relation(s, n):
        return s(n + 1) - 2 * s(n)

    good = recurrence(lambda n: 2**n, relation, {0: 1}, k, Integers(0), text="powers of two")
    wrong_start = recurrence(lambda n: 3 * 2**n, relation, {0: 1}, k, Integers(0), text="wrong start")
    wrong_step = recurrence(lambda n: 3**n, relation, {0: 1}, k, Integers(0), text="wrong step")
    assert (good.status, wrong_start.status, wrong_step.status) == (HOLDS, FAILS, FAILS)


def test_an_induction_without_a_base_decides_nothing():
    step = positive(k + 1, {k: 0})
    assert induction([], [step], text="no base").status is UNDECIDED
    assert induction([step], [step], text="both").status is HOLDS


def test_a_failing_base_refutes_and_a_failing_induction_step_does_not():
    true, false = value(1, 1), value(1, 2)
    assert induction([false], [true], text="base", goal=True).status is FAILS
    assert induction([true], [false], text="step", goal=True).status is UNDECIDED


def test_an_induction_does_not_hide_a_ball():
    with pytest.raises(ValueError, match="exact obligations"):
        induction([within(pi, 3, 4, text="pi")], [value(1, 1)], text="ball")


def test_words_alone_prove_nothing():
    assert prove(reduction("it is plain")).verdict is Verdict.INCONCLUSIVE


def test_a_failing_lemma_does_not_refute():
    derivation = prove(value(pi, 3), value(1, 1, goal=True))
    assert derivation.verdict is Verdict.INCONCLUSIVE


def test_a_ball_makes_a_proof_certified():
    derivation = prove(within(pi, 3, 4, text="pi", goal=True), value(1, 1, goal=True))
    assert derivation.verdict is Verdict.CERTIFIED


def test_a_ball_never_proves_zero():
    assert sign(sin(1) ** 2 + cos(1) ** 2 - 1) is None


def test_every_rule_is_graded():
    neutral = {Rule.DEFINITION, Rule.REDUCTION, Rule.CITATION, Rule.DEPENDENCY}
    assert {rule for rule in Rule if rule.grants is None} == neutral


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        # Jordan's inequality touches zero at both ends; s in units of pi.
        ((2 * sin(x / 2) - 2 * x / pi, x, 0, 1, [(0, 1), (1, 1)]), HOLDS),
        ((2 * sin(x / 2) - Rational(2001, 1000) * x / pi, x, 0, 1, [(0, 1)]), FAILS),
        ((sin(x) - x * cos(x), x, 0, 1, [(0, 3)]), HOLDS),
        # An order that is too high is not a zero of that order; one that is too low cannot be used.
        ((sin(x) - x * cos(x), x, 0, 1, [(0, 4)]), UNDECIDED),
        ((sin(x) - x * cos(x), x, 0, 1, [(0, 1)]), UNDECIDED),
        ((sin(x) - x * cos(x), x, 0, 1, [(0, 2)]), UNDECIDED),
        # A contact that is not a zero, on either side of it.
        ((sin(x) + Rational(1, 10**30), x, 0, 1, [(0, 1)]), UNDECIDED),
        ((sin(x) - Rational(1, 10**30), x, 0, 1, [(0, 1)]), UNDECIDED),
        ((2 * sin(x / 2) - 2 * x / pi, x, 0, 1, []), UNDECIDED),
    ],
    ids=str,
)
def test_inequalities_by_boxes(arguments, status):
    expr, variable, lower, upper, contacts = arguments
    step = nonnegative(expr, variable, lower, upper, contacts=contacts, times_pi=True, max_boxes=2000)
    assert step.status is status
    if status is HOLDS:
        assert len(step.data["boxes"]) < 100


def test_a_constant_that_fails_says_what_it_belongs_to():
    assert positive(sqrt(2) - 2, {}).witness == "the value is -0.5857864376"
    assert positive(sqrt(2) - 2, {}, at="at the point p").witness == "at the point p: -0.5857864376"
    assert positive(2 - sqrt(2), {}, at="at the point p").witness is None


def test_a_spent_budget_names_the_worst_box():
    step = nonnegative((x - sqrt(2) / 2) ** 2, x, 0, 1, max_boxes=50)
    assert step.status is UNDECIDED
    assert "budget of 50 boxes" in step.reason
    low, high = (Rational(end) for end in step.reason.partition("the worst box is [")[2].rstrip("]").split(", "))
    assert abs(low - sqrt(2) / 2) < Rational(1, 10**6)
    assert low < high
