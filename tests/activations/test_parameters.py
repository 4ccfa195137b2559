"""Exact parameters: what is accepted as what, and the one line for everything else."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
import sympy

from ntkproofs.activations import Parameter, ParameterError, SquareRoot
from ntkproofs.activations.parameters import exact_root, root, squared
from ntkproofs.arithmetic import InexactInput

COUNT = Parameter("layers", "integer", "the number of weight layers", minimum=1)
RATE = Parameter("c", "rational", "the rate", minimum=0, strict=True)
GAMMA = Parameter("gamma", "rational", "the exponent", minimum=0, strict=True, maximum=2)
SCALE = Parameter("input_scale", "root", "the scale", minimum=0, strict=True)


@pytest.mark.parametrize("value", [Fraction(1, 10), "0.1", "1/10", Decimal("0.1"), sympy.Rational(1, 10)])
def test_exact_numbers_in_every_guise(value: object) -> None:
    assert RATE.accept("laplace", value) == Fraction(1, 10)


@pytest.mark.parametrize("value", [0.1, sympy.Float("0.1")])
def test_binary_floats_are_refused(value: object) -> None:
    with pytest.raises(InexactInput, match="laplace: c"):
        RATE.accept("laplace", value)


@pytest.mark.parametrize(
    "value", ["sqrt(1/2)", sympy.sqrt(sympy.Rational(1, 2)), 1 / sympy.sqrt(2), SquareRoot(Fraction(1, 2))]
)
def test_square_roots_in_every_guise(value: object) -> None:
    found = SCALE.accept("ntk", value)
    assert found == SquareRoot(Fraction(1, 2))
    assert squared(found) == Fraction(1, 2)


def test_square_roots_of_squares_are_rational() -> None:
    assert root(Fraction(9, 4)) == Fraction(3, 2)
    assert exact_root("sqrt(4)", who="x") == 2
    assert exact_root(sympy.sqrt(2) * sympy.sqrt(2), who="x") == 2
    with pytest.raises(ParameterError, match="radicand"):
        root(Fraction(-1))


@pytest.mark.parametrize("value", [sympy.pi, -sympy.sqrt(2), sympy.cbrt(2), "sqrt(-1)", "sqrt(x)"])
def test_other_irrational_numbers_are_refused(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        SCALE.accept("ntk", value)


@pytest.mark.parametrize(
    ("parameter", "value", "message"),
    [
        (COUNT, 0, "ntk: layers = 0 does not satisfy layers >= 1; layers is the number of weight layers"),
        (COUNT, "5/2", "ntk: layers = 5/2 is not an integer; layers is the number of weight layers"),
        (RATE, 0, "ntk: c = 0 does not satisfy c > 0; c is the rate"),
        (GAMMA, 3, "ntk: gamma = 3 does not satisfy 0 < gamma <= 2; gamma is the exponent"),
        (SCALE, 0, "ntk: input_scale = 0 does not satisfy input_scale > 0; input_scale is the scale"),
    ],
)
def test_messages(parameter: Parameter, value: object, message: str) -> None:
    with pytest.raises(ParameterError) as caught:
        parameter.accept("ntk", value)
    assert str(caught.value) == message
