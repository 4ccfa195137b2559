from __future__ import annotations

import pytest
import sympy
from flint import arb

from ntkproofs.arithmetic import tree
from ntkproofs.checks import GaussianExpectation, has_decimals
from ntkproofs.enclosures import PolynomialGrowth
from ntkproofs.replay import Opaque, Rejected
from ntkproofs.replay.intervals import working
from ntkproofs.replay.quadratures import expectation

u, g = sympy.symbols("u g")
SQUARE = GaussianExpectation(u**2, u, PolynomialGrowth(1, 2))
SOFTPLUS = GaussianExpectation(sympy.log(1 + sympy.exp(u)), u, PolynomialGrowth(1, 1))


def test_moments():
    with working(150) as intervals:
        for power, moment in ((2, 1), (4, 3), (6, 15)):
            node = GaussianExpectation(u**power, u, PolynomialGrowth(1, power)).describe()
            found = expectation(node, 90, intervals)
            assert found.a <= moment <= found.b
            assert found.delta < 1e-20


def test_steps_are_decided_again(again):
    step = has_decimals(sympy.sqrt(g), "0.897934", given={g: SOFTPLUS}, bits=96)
    again(step)
    again(has_decimals(g, "0.75", given={g: SQUARE}, bits=96))
    with pytest.raises(Rejected, match="does not meet"):
        again(step, given={"g": SQUARE.describe()})
    with pytest.raises(Opaque):
        again(step, given={"g": {"kind": "trust"}})
    with pytest.raises(Rejected, match="growth"):
        again(step, given={"g": {**SOFTPLUS.describe(), "constant": "-1"}})
    with pytest.raises(Rejected, match="alone"):
        again(step, given={"g": {**SOFTPLUS.describe(), "integrand": tree(g)}})


def test_a_growth_bound_that_is_too_small_is_no_bound(again):
    # With the tail declared to vanish the integral over [-3, 3] would pass for the whole one, 0.97 instead of 1.
    step = has_decimals(g, "1.0", given={g: SQUARE}, bits=96)
    again(step)
    for changes in ({"constant": "0", "degree": 0}, {"constant": "0"}, {"degree": 1}, {"constant": "1/2"}):
        with pytest.raises(Opaque, match="growth bound"):
            again(step, given={"g": {**SQUARE.describe(), **changes}})


def test_branch_cuts_do_not_slip_through():
    # The square root of 1 + u has a branch point at -1: no ball is better than a wrong one.
    node = GaussianExpectation(sympy.sqrt(1 + u), u, PolynomialGrowth(2, 1)).describe()
    with working(150) as intervals, pytest.raises(Rejected, match="converge"):
        expectation(node, 8, intervals)
    assert SQUARE.ball(64).overlaps(arb(1))
