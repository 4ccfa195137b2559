from __future__ import annotations

import sympy

from ntkproofs.checks import identity, recording, value
from ntkproofs.claims import Status


def test_nothing_is_kept_outside():
    identity(sympy.Integer(1), sympy.Integer(1))
    with recording() as calls:
        pass
    assert calls == []


def test_a_call_decides_again():
    x = sympy.Symbol("x")
    with recording() as calls:
        step = identity(x, x, text="x is x", goal=True)
        value(sympy.Integer(1), sympy.Integer(1))
    assert [call.name for call in calls] == ["identity", "value"]
    assert calls[0].step is step
    assert calls[0].again().status is Status.HOLDS
    assert calls[0].again(right=x + 1).status is Status.FAILS
