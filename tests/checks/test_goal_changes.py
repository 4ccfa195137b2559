from __future__ import annotations

import sympy

from ntkproofs.checks import Reals, identity, positive, recording, within
from ntkproofs.checks.goal_changes import changes, options

x, y = sympy.symbols("x y")
n = sympy.Symbol("n", positive=True, integer=True)


def test_an_identity_offers_values_for_symbols_without_a_domain():
    with recording() as calls:
        identity(x + n, n + x, {x: Reals(0, 1)}, text="plain", goal=True)
    found = options(calls[0])
    assert found["text"] == ""
    assert found["over"][x] == Reals(0, 1)
    assert all(value > 0 for value in found["over"][n].points())


def test_the_operators_of_an_equation():
    with recording() as calls:
        identity(x**2 - y**2, (x - y) * (x + y), goal=True)
    found = list(changes(calls[0], {}))
    assert {operator for operator, *_ in found} == {"constant", "sign", "exponent"}
    assert [sympy.expand(new) for operator, name, new in found if operator == "sign"] == [y**2 - x**2]


def test_a_corner_at_which_nothing_is_defined_is_left_alone():
    with recording() as calls:
        positive(1 / (x - 1), {x: 2}, goal=True)
    corners = [new for operator, name, new in changes(calls[0], {}) if name == "corner"]
    # At 1 the expression has its pole; ten earlier it has a value.
    assert corners == [{x: -8}]


def test_an_interval_moves_as_a_whole():
    with recording() as calls:
        within(sympy.pi, 3, 4, text="pi", goal=True)
    steps = [new() for _, _, new in changes(calls[0], {})]
    assert [(step.data["lower"], step.data["upper"]) for step in steps] == [("4", "5"), ("2", "3"), ("-4", "-3")]
    assert all(step.witness for step in steps)
