from __future__ import annotations

import pytest
import sympy

from ntkproofs.arithmetic import tree
from ntkproofs.replay import Opaque
from ntkproofs.replay.derivative import derivative
from ntkproofs.replay.identities import is_zero
from ntkproofs.replay.trees import difference, read_tree

x, y = sympy.symbols("x y")


@pytest.mark.parametrize(
    "expr",
    [
        x**3 * sympy.sin(y * x) / (1 + x),
        sympy.exp(-(x**2)) * sympy.log(1 + x**2),
        sympy.acos(x) + sympy.asin(x**2),
        sympy.atan(x) * sympy.tan(x),
        sympy.sinh(x) + sympy.cosh(2 * x) * sympy.tanh(x),
        sympy.erf(x / 2),
        y**x + x**y,
    ],
    ids=str,
)
def test_derivatives_are_those_of_sympy(expr: sympy.Expr):
    found = derivative(read_tree(tree(expr)), "x")
    assert is_zero(difference(found, read_tree(tree(sympy.diff(expr, x)))))
    assert not is_zero(difference(found, read_tree(tree(sympy.diff(expr, x) + 1))))


def test_gamma_has_none_here():
    with pytest.raises(Opaque):
        derivative(read_tree(tree(sympy.gamma(x))), "x")
