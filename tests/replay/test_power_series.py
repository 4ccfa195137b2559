from __future__ import annotations

import pytest
import sympy

from ntkproofs.arithmetic import tree
from ntkproofs.checks import power_series, unbounded_quotient
from ntkproofs.replay import Opaque, Rejected

x = sympy.Symbol("x")
COSINE = power_series(sympy.cos(x), x, {0: 1, 1: 0, 2: -sympy.Rational(1, 2)})


def test_coefficients(again):
    again(COSINE)
    again(power_series(sympy.cos(x), x, {2: 1}))
    with pytest.raises(Rejected, match="degree 2 is another"):
        again(COSINE, coefficients={"2": tree(sympy.Rational(1, 2))})
    with pytest.raises(Rejected):
        again(COSINE, expression=tree(sympy.sqrt(x)))
    with pytest.raises(Rejected, match="beyond"):
        again(COSINE, coefficients={"5000": tree(sympy.Integer(0))})
    with pytest.raises(Opaque):
        again(COSINE, expression=tree(sympy.gamma(1 + x)))


def test_quotients(again):
    unbounded = unbounded_quotient(sympy.sin(x), x**2, x, sympy.pi)
    bounded = unbounded_quotient(sympy.sin(x), x, x, sympy.pi, expected=False)
    again(unbounded)
    again(bounded)
    again(unbounded_quotient(sympy.sin(x), x, x, sympy.pi))
    with pytest.raises(Rejected, match="do not make it unbounded"):
        again(unbounded, denominator=tree(x))
    with pytest.raises(Rejected, match="do not make it unbounded"):
        again(unbounded, numerator=tree(-sympy.sin(x)))
    with pytest.raises(Rejected, match="chain"):
        again(bounded, bound="1/2")
    with pytest.raises(Rejected, match="chain"):
        again(bounded, denominator=tree(-x))
