"""Expansions at the two ends: known coefficients, real exponents, and decisions that are never guessed."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy

from ntkproofs.arithmetic import UnsupportedOperation
from ntkproofs.expansions.coefficients import Coefficients, UndecidedCoefficient
from ntkproofs.expansions.endpoint import angle_expansion, power_expansion, singular_part
from ntkproofs.expansions.puiseux import Puiseux
from ntkproofs.kernels import ArcCosine, GammaExponential, Gaussian, Laplace, NeuralTangentKernel, parse

HALF = Fraction(1, 2)


def exact(text: str) -> sympy.Expr:
    return sympy.sympify(text)


def test_two_layers() -> None:
    right, left = (
        singular_part(NeuralTangentKernel(layers=2), 1, 2),
        singular_part(NeuralTangentKernel(layers=2), -1, 2),
    )
    for part in (right, left):
        assert part[HALF].exact == exact("-sqrt(2)/pi")
        assert part[3 * HALF].exact == exact("19*sqrt(2)/(12*pi)")


@pytest.mark.parametrize("layers", [2, 3, 4, 5])
@pytest.mark.parametrize("bias", [0, 1, 2])
def test_deep_slopes(layers: int, bias: int) -> None:
    # a_1 = -(1 + b) L (L - 1)/(2 pi) and a_2 = -L/2 + 5 (1 + b) L (L-1)(L-2)/(18 pi^2) at t = 1
    b = bias**2
    series = angle_expansion(NeuralTangentKernel(layers=layers, bias=bias), 1, 4)
    assert series.coefficient(0).exact == layers * (1 + b)
    assert series.coefficient(1).exact == sympy.Rational(-(1 + b) * layers * (layers - 1), 2) / sympy.pi
    second = (
        -sympy.Rational(layers, 2)
        + sympy.Rational(5 * (1 + b) * layers * (layers - 1) * (layers - 2), 18) / sympy.pi**2
    )
    assert sympy.expand(series.coefficient(2).exact - second) == 0


def test_the_leading_parity_term_vanishes_at_bias_one() -> None:
    part = singular_part(NeuralTangentKernel(layers=3, bias=1), -1, 2)
    assert HALF not in part
    assert part[3 * HALF].ball.overlaps(exact_ball("0.62071105"))


def exact_ball(text: str):
    from flint import arb

    return arb(text, 1e-8)


def test_real_exponents() -> None:
    part = singular_part(GammaExponential(c=1, gamma="1/3"), 1, 1)
    assert part[Fraction(1, 6)].exact == exact("-2**Rational(1, 6)")
    assert singular_part(GammaExponential(c=1, gamma="1/3"), -1, 3) == {}


def test_chord_kernels() -> None:
    assert singular_part(Laplace(c=2), 1, 1)[HALF].exact == exact("-2*sqrt(2)")
    assert singular_part(Laplace(c=2), -1, 3) == {}
    assert singular_part(Gaussian(c=2), 1, 4) == {}


def test_expressions_agree_with_kernels() -> None:
    for text, kernel in (("exp(-sqrt(2 - 2*t))", Laplace(c=1)), ("1 - acos(t)/pi", ArcCosine(degree=0))):
        for end in (1, -1):
            a, b = power_expansion(parse(text), end, 3), power_expansion(kernel, end, 3)
            assert {e: c.exact for e, c in a.terms.items()} == {e: c.exact for e, c in b.terms.items()}


def test_an_undecidable_leading_coefficient_is_not_dropped() -> None:
    field = Coefficients(64)
    with field.working():
        # sin^2 + cos^2 - 1 expands to nothing known: zero is neither certain nor excluded
        tiny = field.convert(sympy.sin(1) ** 2 + sympy.cos(1) ** 2 - 1)
        with pytest.raises(UndecidedCoefficient):
            Puiseux({Fraction(1): tiny, Fraction(2): 1}, Fraction(4), field).power(HALF)


def test_a_kink_is_refused() -> None:
    with pytest.raises(UnsupportedOperation):
        abs(Puiseux({Fraction(1): 1}, Fraction(4), Coefficients()))


def test_coefficients_beyond_the_order_are_refused() -> None:
    with pytest.raises(ValueError, match="does not satisfy exponent"):
        angle_expansion(ArcCosine(degree=0), 1, 2).coefficient(5)
