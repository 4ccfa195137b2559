"""The error function's dual, Williams' arc sine."""

from __future__ import annotations

import sympy

from ntkproofs.activations import Erf, ErfDerivative
from ntkproofs.arithmetic import ExactArithmetic

CTX = ExactArithmetic()


def test_unit_norms() -> None:
    one = CTX.rational(1)
    assert Erf().variance(CTX, one) == 2 * sympy.asin(sympy.Rational(2, 3)) / sympy.pi
    assert ErfDerivative().variance(CTX, one) == 4 / (sympy.sqrt(5) * sympy.pi)


def test_the_derivative_of_the_dual() -> None:
    p, q, c = sympy.symbols("p q c", positive=True)
    slope = sympy.diff(Erf().dual_of_covariance(CTX, p, q, c), c)
    difference = slope - ErfDerivative().dual_of_covariance(CTX, p, q, c)
    point = {p: sympy.Rational(3, 2), q: sympy.Rational(2, 3), c: sympy.Rational(1, 2)}
    assert sympy.simplify(difference.subs(point)) == 0
