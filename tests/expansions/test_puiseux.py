"""Formal series with real exponents: orders, powers, composition."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy

from ntkproofs.expansions.coefficients import Coefficients, UndecidedCoefficient
from ntkproofs.expansions.endpoint import EndpointArithmetic
from ntkproofs.expansions.puiseux import Puiseux

FIELD = Coefficients()
X = Puiseux({Fraction(1): 1}, Fraction(6), FIELD)


def exact(series: Puiseux) -> dict:
    return {e: c.exact for e, c in series.terms.items()}


def test_orders_of_sums_and_products() -> None:
    assert (X + 1).order == 6
    assert (X * X).order == 7
    assert exact(X * X) == {Fraction(2): 1}
    assert exact((1 + X) * (1 - X)) == {Fraction(0): 1, Fraction(2): -1}


def test_powers_are_binomial_series() -> None:
    root = (1 + X).power(Fraction(1, 2))
    for n in range(6):
        assert root.coefficient(n).exact == sympy.binomial(sympy.Rational(1, 2), n)
    square = (4 * X**2 + X**3).power(Fraction(1, 2))
    assert exact(square * square) == {Fraction(2): 4, Fraction(3): 1}
    with pytest.raises(UndecidedCoefficient):
        Puiseux({}, Fraction(3), FIELD).power(Fraction(1, 2))


def test_division_and_negative_exponents() -> None:
    assert exact(1 / (X * X)) == {Fraction(-2): 1}
    with pytest.raises(ValueError, match="negative exponents"):
        (1 / X).constant_and_rest()


@pytest.mark.parametrize("name", ["exp", "sin", "cos", "tan", "sinh", "cosh", "tanh", "atan", "erf", "asin"])
def test_functions_against_sympy(name: str) -> None:
    t = sympy.Symbol("t")
    expected = sympy.series(getattr(sympy, name)(t + t**2), t, 0, 6).removeO()
    ctx = EndpointArithmetic(FIELD)
    with ctx.working():
        found = getattr(ctx, name)(X + X * X)
    for n in range(6):
        assert sympy.expand(found.coefficient(n).exact - expected.coeff(t, n)) == 0


def test_arc_cosine_at_the_branch_point() -> None:
    ctx = EndpointArithmetic(FIELD)
    with ctx.working():
        assert exact(ctx.acos(ctx.cos(X))) == {Fraction(1): 1}
        assert exact(ctx.acos(-ctx.cos(X))) == {Fraction(0): sympy.pi, Fraction(1): -1}


def test_even_entire_functions_through_zero_and_beyond() -> None:
    ctx = EndpointArithmetic(FIELD)
    with ctx.working():
        assert exact(ctx.sinc(X)) == {
            0: 1,
            2: sympy.Rational(-1, 6),
            4: sympy.Rational(1, 120),
            6: sympy.Rational(-1, 5040),
        }
        assert ctx.sinc_slope(X).coefficient(0).exact == sympy.Rational(1, 3)
        assert ctx.sinc(X + 1).coefficient(0).exact == sympy.sin(1)
