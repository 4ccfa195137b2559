"""The arc-cosine polynomials against the definition, differentiated by SymPy."""

from __future__ import annotations

import pytest
import sympy

from ntkproofs.activations.arc_cosine_polynomials import arc_cosine_polynomials, horner
from ntkproofs.arithmetic import ExactArithmetic

CTX = ExactArithmetic()


@pytest.mark.parametrize("degree", range(5))
def test_against_the_definition(degree: int) -> None:
    theta = sympy.Symbol("theta")
    inner = (sympy.pi - theta) / sympy.sin(theta)
    for _ in range(degree):
        inner = sympy.diff(inner, theta) / sympy.sin(theta)
    definition = (-1) ** degree * sympy.sin(theta) ** (2 * degree + 1) * inner
    p = arc_cosine_polynomials(degree)
    found = horner(CTX, p.sine, sympy.cos(theta)) * sympy.sin(theta)
    found += (sympy.pi - theta) * horner(CTX, p.angle, sympy.cos(theta))
    for point in (sympy.Rational(1, 3), sympy.Rational(2), sympy.Rational(3)):
        assert abs(sympy.N((definition - found).subs(theta, point), 30)) < sympy.Float(10) ** -25


@pytest.mark.parametrize("degree", [1, 2, 3, 10])
def test_quotients_by_one_minus_c(degree: int) -> None:
    c = sympy.Symbol("c")
    p = arc_cosine_polynomials(degree)
    sine, angle, drop, excess = (horner(CTX, q, c) for q in (p.sine, p.angle, p.drop, p.excess))
    assert sympy.expand(p.double_factorial - angle - (1 - c) * drop) == 0
    assert sympy.expand(sine - angle - (1 - c) * excess) == 0


def test_known_kernels() -> None:
    assert arc_cosine_polynomials(0).angle == (1,)
    assert (arc_cosine_polynomials(1).sine, arc_cosine_polynomials(1).angle) == ((1,), (0, 1))
    assert arc_cosine_polynomials(4).double_factorial == 105
