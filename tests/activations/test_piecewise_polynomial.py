"""Two polynomials that meet at zero: their names, their exact duals, and what the kernels gain from them."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy

from ntkproofs.activations import (
    Abs,
    Activation,
    Expression,
    LeakyReLU,
    LeakyStep,
    PiecewisePolynomial,
    Polynomial,
    RectifiedMonomial,
    ReLU,
    Sign,
    Step,
    hermite_expansion,
    piecewise_polynomial,
)
from ntkproofs.activations.half_moments import half_line_moment, half_moment
from ntkproofs.arithmetic import BallArithmetic, UnsupportedOperation
from ntkproofs.kernels import NeuralTangentKernel
from ntkproofs.spectra import decay, mercer

u = sympy.Symbol("u")

NAMED = [
    ((0,), (0, 1), ReLU()),
    ((0,), (2,), Step(4)),
    ((0,), (0, 0, 0, 1), RectifiedMonomial(3)),
    ((0, -1), (0, 1), Abs()),
    ((-1,), (1,), Sign()),
    ((0, Fraction(1, 5)), (0, 1), LeakyReLU("1/5")),
    ((Fraction(1, 5),), (1,), LeakyStep("1/5")),
    ((1, 2), (1, 2), Polynomial((1, 2))),
]


@pytest.mark.parametrize(("left", "right", "known"), NAMED, ids=str)
def test_usual_names_and_one_dual(left: tuple[int, ...], right: tuple[int, ...], known: Activation) -> None:
    assert piecewise_polynomial(left, right) == known
    general, balls = PiecewisePolynomial(left, right), BallArithmetic(120)
    for angle in ("0", "1/7", "2", "31/10"):
        a, b = (balls.evaluate(x.dual, "3/2", "1/2", angle) for x in (general, known))
        assert a.overlaps(b)
        assert float((a - b).abs_upper()) < 1e-30


def test_moments_of_two_half_lines() -> None:
    # at the angle 0 E X_+^(i+j); at pi/2 the product of the two moments; at pi the half lines meet nowhere
    for i in range(5):
        for j in range(5):
            k = half_moment(i, j)
            equal = sum(k.angle) / 2 if (i + j) % 2 == 0 else sum(k.odd)
            assert equal == half_line_moment(i + j)
            opposite = sum((-1) ** n * a for n, a in enumerate(k.odd))
            assert opposite == 0
            if (i + j) % 2:
                assert (k.odd[0]) == half_line_moment(i) * half_line_moment(j)


def test_the_expression_of_a_user_has_the_exact_dual() -> None:
    made = Activation.from_expression(sympy.Piecewise((u**2, u > 0), (u, True)))
    assert made == PiecewisePolynomial((0, 1), (0, 0, 1))
    assert made.closed_dual
    assert Activation.from_expression(sympy.sqrt(2) * sympy.Max(u, 0)) == ReLU(2)
    assert isinstance(Activation.from_expression(sympy.Max(u - 1, 0)), Expression)
    assert isinstance(Activation.from_expression(sympy.sqrt(3) * sympy.Abs(u)), Expression)


def test_the_dual_is_the_sum_of_the_hermite_series() -> None:
    made, rho = PiecewisePolynomial((1, -1), (1, 0, 2)), Fraction(1, 3)
    series = hermite_expansion(made, 1, 60, 80)
    balls = BallArithmetic(80)
    with balls.working():
        total = sum((a * a * balls.convert(rho) ** i for i, a in enumerate(series.coefficients)), balls.convert(0))
        closed = made.dual(balls, balls.rational(1), balls.rational(1), balls.acos(balls.convert(rho)))
        rest = series.tail * balls.convert(rho) ** 60
        assert abs(total - closed) < rest + balls.convert(Fraction(1, 10**20))


def test_kernel_spectrum_and_decay() -> None:
    kernel = NeuralTangentKernel(layers=2, activation=PiecewisePolynomial((0, 1), (0, 1, 1)))
    found = mercer(kernel, dim=3, degrees=range(8), digits=25)
    # sigma = u + u_+^2 is u + u^2/2 and an odd function: even degrees above 2 are zero
    assert [found[k].exact for k in (4, 6)] == ["0", "0"]
    assert all(float(found[k].radius) < 1e-24 for k in range(8))
    law = decay(kernel, 3)
    assert law.even.kind == "zero"
    # sigma' has the kink of a ReLU: |u|^1 at both ends of its dual gives t (1 - t)^(3/2)
    assert law.odd.exponent == 5


def test_a_jump_has_no_derivative() -> None:
    with pytest.raises(UnsupportedOperation, match="it jumps at u = 0"):
        PiecewisePolynomial((0,), (1, 1)).derivative()
    assert PiecewisePolynomial((1, 2), (1, 0, 3)).derivative() == PiecewisePolynomial((2,), (0, 6))
    assert not PiecewisePolynomial((0,), (1, 1)).is_lipschitz
