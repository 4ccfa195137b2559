from __future__ import annotations

import pytest
import sympy
from sympy import Rational, Symbol

from ntkproofs.checks import log_convex
from ntkproofs.claims import Rule, Status, Verdict

x, d = Symbol("x"), Symbol("d")
HALF = Rational(1, 2)


@pytest.mark.parametrize(
    ("middle", "parts", "corner", "status"),
    [
        # Gamma(x + 1/2)^2 <= Gamma(x) Gamma(x + 1) = x Gamma(x)^2.
        (x + HALF, [(x, HALF), (x + 1, HALF)], {x: 1}, Status.HOLDS),
        ((x + d) / 2, [(x, HALF), (d, HALF)], {x: 1, d: 2}, Status.HOLDS),
        # The other way round it is false, and so it is for a sum of weights that is too small.
        (x + 1, [(x, HALF), (x + 1, HALF)], {x: 2}, Status.FAILS),
        (x + HALF, [(x, HALF), (x + 1, Rational(1, 4))], {x: 3}, Status.FAILS),
        # Convexity is claimed of positive arguments only.
        (x + HALF, [(x, HALF), (x + 1, HALF)], {x: 0}, Status.UNDECIDED),
        (x, [(x - 1, HALF), (x + 1, HALF)], {x: HALF}, Status.UNDECIDED),
    ],
)
def test_status(middle, parts, corner, status):
    step = log_convex(middle, parts, corner)
    assert step.status is status
    assert step.rule is Rule.LOG_CONVEXITY
    assert step.rule.grants is Verdict.PROVED


def test_what_holds_is_true_at_points():
    for value in (1, Rational(7, 3), 40):
        gap = sympy.sqrt(sympy.gamma(x) * sympy.gamma(x + 1)) - sympy.gamma(x + HALF)
        assert gap.subs(x, value).evalf(30) > 0
