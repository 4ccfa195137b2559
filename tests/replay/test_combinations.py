from __future__ import annotations

import pytest
import sympy

from ntkproofs.arithmetic import tree
from ntkproofs.checks import Reals, nonnegative_by_derivatives, nonnegative_combination
from ntkproofs.claims import Rule, Step
from ntkproofs.replay import Rejected

x, y, F = sympy.symbols("x y F")
OVER = {x: Reals(0, sympy.pi), y: Reals()}
FACT = nonnegative_by_derivatives(x - sympy.sin(x), x, Reals(0, sympy.pi))
KNOWN = x - sympy.sin(x)
EXPR = y**2 * KNOWN + 2 * KNOWN + x
STEP = nonnegative_combination(EXPR, (y**2 + 2) * F + x, OVER, {F: (KNOWN, FACT)})


def test_true_steps(again):
    again(STEP, FACT)
    again(nonnegative_combination(x**2 + y**2 - 2 * x * y, (x - y) ** 2, OVER))
    again(nonnegative_combination(x**2 + y**2 - 3 * x * y, (x - y) ** 2, {x: Reals(), y: Reals()}))


def test_the_fact_must_be_a_decided_step_before(again):
    with pytest.raises(Rejected, match="no step before"):
        again(STEP)
    liar = Step(Rule.DEFINITION, FACT.statement, data=dict(FACT.data))
    with pytest.raises(Rejected, match="no step before"):
        again(STEP, liar)
    corner = Step(Rule.POSITIVE_COEFFICIENTS, FACT.statement, data={**FACT.data, "corner": {}})
    with pytest.raises(Rejected, match="no step before"):
        again(STEP, corner)
    elsewhere = nonnegative_by_derivatives(x - sympy.sin(x), x, Reals(0, 1), text=FACT.statement)
    with pytest.raises(Rejected, match="no step before"):
        again(STEP, elsewhere)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"combination": tree((y**2 + 2) * F - x)}, "not plainly non-negative"),
        ({"combination": tree((y**2 + 2) * F + y)}, "not plainly non-negative"),
        ({"combination": tree((y**2 + 3) * F + x)}, "another expression"),
        ({"expression": tree(EXPR - 1)}, "another expression"),
        ({"given": {"F": tree(x)}}, "is taken"),
        ({"nonnegative": ["x"]}, "declared non-negative"),
        ({"relation": ">"}, "relation"),
    ],
    ids=str,
)
def test_false_steps(again, changes, why):
    with pytest.raises(Rejected, match=why):
        again(STEP, FACT, **changes)


def test_witnesses_under_hypotheses(again):
    F = sympy.Symbol("F")
    step = nonnegative_combination(x - 1, F, {x: Reals()}, given={F: x})
    assert step.witness == "at x = 0: -1"
    again(step)
    with pytest.raises(Rejected, match="a hypothesis does not hold"):
        again(step, given={"F": tree(x - 1)})
    with pytest.raises(Rejected, match="proves more"):
        again(step, sufficient=True)


def test_roots(again):
    step = nonnegative_combination(x, y**2, {x: Reals(), y: Reals()}, root_of=x**2 + y**2)
    assert step.data["squared"]
    again(step)
    with pytest.raises(Rejected, match="no root"):
        again(step, expression=tree(sympy.sqrt(x**2 - y**2) - x))
    # A product of roots needs radicands that are not negative: sqrt(-1) sqrt(-4) = -2 and (-1)(-4) - 2^2 = 0.
    u, v = sympy.symbols("u v")
    plane = {s: Reals() for s in (u, v, x, y)}
    product = nonnegative_combination(u * x + v * y, (u * y - v * x) ** 2, plane, root_of=(u**2 + v**2) * (x**2 + y**2))
    again(product, expression=tree(sympy.sqrt(u**2 + v**2) * sympy.sqrt(x**2 + y**2) - u * x - v * y))
    with pytest.raises(Rejected, match="no root"):
        again(product, expression=tree(sympy.sqrt(u) * sympy.sqrt(v) - x), combination=tree(y**2))
