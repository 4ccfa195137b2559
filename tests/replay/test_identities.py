from __future__ import annotations

import pytest
import sympy

from ntkproofs.arithmetic import tree
from ntkproofs.checks import Reals, antiderivative, identity, value
from ntkproofs.replay import Rejected

x = sympy.Symbol("x")
r = sympy.Symbol("r", positive=True)
DOUBLE = identity(sympy.sin(2 * x), 2 * sympy.sin(x) * sympy.cos(x))
PRIMITIVE = antiderivative(x * sympy.exp(x) - sympy.exp(x), x * sympy.exp(x), x)
WRONG = identity(sympy.sin(x), sympy.cos(x), {x: Reals(0, 1)})


def test_true_steps(again):
    for step in (DOUBLE, PRIMITIVE, value(sympy.gamma(sympy.Rational(1, 2)) ** 2, sympy.pi), WRONG):
        again(step)


def test_a_symbol_assumed_positive_is_named_in_the_data(again):
    step = identity((r**2 / 2) ** x, r ** (2 * x) / 2**x)
    assert step.data["nonnegative"] == ["r"]
    again(step)
    with pytest.raises(Rejected, match="different normal forms"):
        again(step, nonnegative=[])


def test_false_steps(again):
    with pytest.raises(Rejected, match="different normal forms"):
        again(DOUBLE, right=tree(3 * sympy.sin(x) * sympy.cos(x)))
    with pytest.raises(Rejected, match="different normal forms"):
        again(PRIMITIVE, integrand=tree(-x * sympy.exp(x)))


def test_a_witness_respects_what_is_declared(again):
    node = identity(sympy.sqrt(x**2), x, {x: Reals(-2, 2)})
    again(node)
    changed = {"over": {}, "nonnegative": ["x"]}
    with pytest.raises(Rejected, match="excludes it"):
        again(node, **changed)


def test_witnesses_are_evaluated_again(again):
    with pytest.raises(Rejected, match="equal at the witness"):
        again(WRONG, right=tree(sympy.sin(x) + x))
    with pytest.raises(Rejected, match="leaves the domain"):
        again(WRONG, over={"x": Reals(1, 2).describe()})


def test_a_false_identity_without_domains_has_a_complete_witness(again):
    step = identity(x, x + 1)
    assert step.witness == "at x = 1: left 1, right 2"
    again(step)
