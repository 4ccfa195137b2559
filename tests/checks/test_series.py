"""Convergence of series of rational terms."""

from __future__ import annotations

import pytest
from sympy import Symbol, gamma, pi

from ntkproofs.checks import summable
from ntkproofs.claims import Status

k = Symbol("k")


@pytest.mark.parametrize(
    ("term", "start", "converges"),
    [
        (1 / k**2, 1, True),
        (4 / (4 * k**2 + 3), 0, True),
        (2 * (4 * k + 1) / (4 * k**2 + 2 * k + 4), 1, False),
        (1 / k, 1, False),
        (k / (k + 1), 0, False),
        (-1 / (pi * k**3), 2, True),
        (0 * k, 0, True),
    ],
)
def test_both_verdicts(term, start, converges):
    assert summable(term, k, start, expected=converges).status is Status.HOLDS
    step = summable(term, k, start, expected=not converges)
    assert step.status is Status.FAILS
    assert ("converges" if converges else "diverges") in step.witness


def test_a_pole_in_the_range_is_undecided():
    assert summable(1 / k**2, k, 0).status is Status.UNDECIDED
    assert summable(1 / (k - 5) ** 2, k, 1).status is Status.UNDECIDED


def test_other_functions_are_refused():
    with pytest.raises(ValueError, match="rational function"):
        summable(gamma(k), k, 1)
