from __future__ import annotations

import pytest
from sympy import Rational, Symbol, pi, sin

from ntkproofs.checks import attained_supremum, prove
from ntkproofs.claims import Status, Verdict

x = Symbol("x")


def test_an_interior_maximum():
    # x (1 - x)/1 has its largest value 1/4 at 1/2.
    steps = attained_supremum(
        x * (1 - x), 1 + 0 * x, x, 0, 1, value=Rational(1, 4), at=Rational(1, 2), order=2, goal=True
    )
    assert prove(steps).verdict is Verdict.CERTIFIED


def hoelder(value, at=1, order=1):
    return attained_supremum(
        2 * x / pi, 2 * sin(x / 2), x, 0, 1,
        value=value, at=at, order=order, zeros=[(0, 1)], contacts=[(0, 1)], times_pi=True, goal=True,
    )  # fmt: skip


def test_at_an_end_with_a_zero_below():
    assert prove(hoelder(1)).verdict is Verdict.CERTIFIED


@pytest.mark.parametrize("value", [Rational(999, 1000), Rational(1001, 1000)])
def test_a_wrong_value_is_refuted(value):
    # Too small: a ratio exceeds it. Too large: it is not attained where it is said to be.
    assert prove(hoelder(value)).verdict is Verdict.REFUTED


def test_another_place_is_refuted():
    assert hoelder(1, at=Rational(1, 2))[2].status is Status.FAILS


def test_a_denominator_that_changes_sign_decides_nothing_for_the_ratio():
    steps = attained_supremum(x, x - Rational(1, 2), x, 0, 1, value=2, at=1, order=1, goal=True)
    assert (steps[0].status, steps[0].goal) == (Status.FAILS, False)
