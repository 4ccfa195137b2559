"""Polynomial duals against Isserlis' moments, and the identity."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy

from ntkproofs.activations import ParameterError, Polynomial, identity
from ntkproofs.activations.polynomial import gaussian_moments
from ntkproofs.arithmetic import ExactArithmetic, InexactInput

CTX = ExactArithmetic()


def test_fourth_moments() -> None:
    p, q, c = sympy.symbols("p q c")
    cubic = Polynomial((0, 0, 0, 1))
    # E u^3 v^3 = 9 p q c + 6 c^3
    assert sympy.expand(cubic.dual_of_covariance(CTX, p, q, c) - (9 * p * q * c + 6 * c**3)) == 0


def test_hermite_polynomials_are_powers_of_the_covariance() -> None:
    c, one = sympy.Symbol("c"), CTX.rational(1)
    # E He_3(u) He_3(v) = 3! c^3
    assert sympy.expand(Polynomial((0, -3, 0, 1)).dual_of_covariance(CTX, one, one, c)) == 6 * c**3


def test_identity_and_facts() -> None:
    assert str(identity()) == "identity"
    assert identity().homogeneity == 1
    assert identity().derivative() == Polynomial((1,))
    assert (Polynomial((1, 0, 2)).parity, Polynomial((0, 1, 1)).parity) == ("even", None)
    assert gaussian_moments((Fraction(0), Fraction(1))) == ((Fraction(1), 0, 0, 1),)


def test_refusals() -> None:
    for coefficients in ((), (1, 0)):
        with pytest.raises(ParameterError, match="drop the last zeros"):
            Polynomial(coefficients)
    with pytest.raises(InexactInput):
        Polynomial((0.5, 1))
