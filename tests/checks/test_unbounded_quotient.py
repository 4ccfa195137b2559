"""Quotients without an upper bound near 0."""

from __future__ import annotations

import pytest
from sympy import Symbol, cos, exp, pi, sin

from ntkproofs.checks import unbounded_quotient
from ntkproofs.claims import Rule, Status

x, a = Symbol("x"), Symbol("a")


@pytest.mark.parametrize(
    ("top", "bottom", "status"),
    [
        (sin(x), x**2, Status.HOLDS),
        ((cos(x) + a * sin(x)) ** 2, x, Status.HOLDS),  # whatever a
        (sin(x), x, Status.FAILS),
        (-sin(x), x**2, Status.FAILS),  # without lower bound, but bounded above
        (1 - cos(x), x**2, Status.FAILS),
        (a * sin(x), x**2, Status.UNDECIDED),  # depends on the sign of a
        (20 * sin(x), x, Status.UNDECIDED),  # bounded, by none of the constants tried
    ],
)
def test_true_false_and_undecided(top, bottom, status):
    step = unbounded_quotient(top, bottom, x, pi)
    assert step.status is status
    assert step.rule is Rule.POWER_SERIES


def test_the_opposite_claim_is_judged_the_other_way_round():
    assert unbounded_quotient(sin(x), x, x, pi, expected=False).status is Status.HOLDS
    step = unbounded_quotient(exp(x), x, x, pi, expected=False)
    assert step.status is Status.FAILS
    assert "degrees 0 and 1" in step.witness
