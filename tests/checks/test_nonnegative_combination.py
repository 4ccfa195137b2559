"""Inequalities in several variables: what proves them, what refutes them, and what must do neither."""

from __future__ import annotations

import pytest
from sympy import Rational, Symbol, cos, pi, sin, sqrt, symbols

from ntkproofs.checks import Reals, identity, nonnegative_by_derivatives, nonnegative_combination
from ntkproofs.checks.nonnegative_combination import plainly_nonnegative
from ntkproofs.claims import Status

x, y, t, F, G = symbols("x y t F G")
REAL = {x: Reals(), y: Reals()}
HALF_TURN = {t: Reals(0, pi)}
HOLDS, FAILS, UNDECIDED = Status.HOLDS, Status.FAILS, Status.UNDECIDED


def fact(expr, domain):
    return expr, nonnegative_by_derivatives(expr, t, domain)


def test_a_sum_of_squares_is_proved_and_its_negative_is_refuted():
    assert nonnegative_combination(x**2 + y**2, x**2 + y**2, REAL).status is HOLDS
    step = nonnegative_combination(-(x**2) - y**2, x**2, REAL)
    assert step.status is FAILS
    assert "x = " in step.witness


def test_a_true_inequality_with_a_wrong_certificate_is_undecided():
    assert nonnegative_combination(x**2 + y**2, (x - y) ** 2, REAL).status is UNDECIDED
    assert nonnegative_combination(x**2 + y**2, 2 * x**2 + y**2 - x**2, REAL).status is HOLDS  # SymPy collects it


def test_a_combination_with_a_negative_part_is_none():
    step = nonnegative_combination((x - y) ** 2 + 1, x**2 + y**2 - 2 * x * y + 1, REAL)
    assert step.status is UNDECIDED
    assert "not a non-negative combination" in step.reason


@pytest.mark.parametrize(
    ("combination", "expected"),
    [
        (F * G + 2, True),
        (F - G, False),
        (F**3, True),
        (x**3, False),
        ((x - 3 * y) ** 4, True),
        (sqrt(x) ** 2 + F, False),  # x may be negative; sqrt(x)**2 is x
        (sqrt(F), True),
        (F**-1, False),
        ((sqrt(x) + 1) ** 2, False),  # not real for x < 0
        ((sin(x) - cos(y)) ** 2, True),
        (pi - 3, True),
        (3 - pi, False),
        ((1 / x) ** 2, False),
    ],
)
def test_the_shape_of_a_combination(combination, expected):
    assert plainly_nonnegative(combination, {F, G}, {x, y}) is expected


def test_a_fact_must_hold_and_be_about_its_expression_and_domain():
    over, expr = HALF_TURN, sin(t) - t * cos(t)
    assert nonnegative_combination(2 * expr, 2 * F, over, {F: fact(expr, Reals(0, pi))}).status is HOLDS
    other = (expr, fact(sin(t), Reals(0, pi))[1])
    assert nonnegative_combination(2 * expr, 2 * F, over, {F: other}).status is UNDECIDED
    smaller = fact(expr, Reals(0, pi / 2))
    assert nonnegative_combination(2 * expr, 2 * F, over, {F: smaller}).status is UNDECIDED
    false = fact(sin(t) - t, Reals(0, pi))
    assert false[1].status is FAILS
    assert nonnegative_combination(sin(t) - t, F, over, {F: false}).status is FAILS  # at a point, not by the fact
    no_sign = (expr, identity(expr, expr))
    assert nonnegative_combination(2 * expr, 2 * F, over, {F: no_sign}).status is UNDECIDED
    assert nonnegative_combination(t, t, over, {t: fact(sin(t), Reals(0, pi))}).status is UNDECIDED  # a taken name


def test_a_fact_in_several_variables_brings_its_domain():
    known = nonnegative_combination(x * y, x * y, {x: Reals(0), y: Reals(0)})
    wide, narrow = {x: Reals(), y: Reals()}, {x: Reals(0), y: Reals(0)}
    assert nonnegative_combination(3 * x * y, 3 * F, narrow, {F: (x * y, known)}).status is HOLDS
    assert nonnegative_combination(3 * x * y, 3 * F, wide, {F: (x * y, known)}).status is FAILS


def test_roots():
    over = {x: Reals(), t: Reals(0, pi)}
    radicand = 1 + x**2 - 2 * x * cos(t)
    square = (x - cos(t)) ** 2
    assert nonnegative_combination(sin(t), square, over, root_of=radicand).status is HOLDS
    # sqrt(R) >= B needs R >= B^2 only, whatever the sign of B; with 2 sin t it is false at x = 0, t = pi/2.
    step = nonnegative_combination(2 * sin(t), square, over, root_of=radicand)
    assert step.status is FAILS


def test_a_bound_that_is_not_plainly_real_is_undecided():
    # R - B^2 = x^2 is a square, but sqrt(R) - B is not real for y < 0.
    step = nonnegative_combination(sqrt(y - x**2), x**2, REAL, root_of=y)
    assert step.status is UNDECIDED


def test_a_hypothesis_is_refuted_around_only_where_it_holds():
    over = {x: Reals(), y: Reals()}
    assert nonnegative_combination(x + 1, F + 1, over, given={F: x}).status is HOLDS
    # The first point of the line at which x - 1 < 0 and x >= 0 is 0; x + 1 is negative only where x >= 0 fails.
    assert nonnegative_combination(x - 1, F, over, given={F: x}).witness == "at x = 0, y = 0: -1"
    assert nonnegative_combination(x + 1, F, over, given={F: x}).status is UNDECIDED


def test_sufficient_steps_never_refute():
    over = {x: Reals(), y: Reals()}
    assert nonnegative_combination(x, F, over, sufficient=True).status is UNDECIDED


def test_what_holds_under_hypotheses_is_no_fact():
    over = {x: Reals()}
    conditional = nonnegative_combination(x, F, over, given={F: x})
    assert conditional.status is HOLDS
    assert nonnegative_combination(x + 0, G, over, {G: (x, conditional)}).status is FAILS


def test_probes():
    over = {x: Reals(0)}
    narrow = (x - Rational(7, 5)) ** 2 - Rational(1, 10**8)  # negative next to 7/5 only, between the sample points
    assert nonnegative_combination(narrow, x, over).status is UNDECIDED
    assert nonnegative_combination(narrow, x, over, probes=({x: Rational(7, 5)},)).status is FAILS
    with pytest.raises(ValueError, match="not in"):
        nonnegative_combination(narrow, x, over, probes=({x: Rational(-7, 5)},))


def test_the_data_name_what_was_used():
    expr = sin(t)
    step = nonnegative_combination(2 * expr, 2 * F, HALF_TURN, {F: fact(expr, Reals(0, pi))})
    assert set(step.data["facts"]) == {"F"}
    assert step.data["relation"] == ">="
    assert Symbol("F").name in str(step.data["combination"])
