"""Kernels with kinks inside of (-1, 1): certified eigenvalues against exact integrals."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
import sympy

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.kernels import ExpressionKernel, FormulaKernel
from ntkproofs.kernels.grammar import parse
from ntkproofs.spectra import mercer
from ntkproofs.spectra.pieces import kernel_pieces

t, theta = sympy.Symbol("t"), sympy.Symbol("theta")


@pytest.mark.parametrize(
    "kernel", [sympy.Abs(t), sympy.Abs(t - sympy.Rational(1, 2)), t * sympy.Abs(t + sympy.Rational(1, 3))]
)
def test_polynomial_pieces_on_the_two_sphere(kernel: sympy.Expr) -> None:
    # d = 3: mu_k = 1/2 int kappa P_k dt, a rational number
    spectrum = mercer(ExpressionKernel(kernel), 3, range(6), 25)
    for k in range(6):
        exact = sympy.integrate(kernel.rewrite(sympy.Piecewise) * sympy.legendre(k, t), (t, -1, 1)) / 2
        found = spectrum[k]
        assert found.radius is not None
        assert abs(sympy.Rational(found.value) - exact) <= sympy.Rational(found.radius)
        assert float(found.radius) < 1e-24


def test_a_kink_in_the_angle() -> None:
    found = mercer(parse("abs(theta-1)"), 4, [3], 20)[3]
    with mpmath.workdps(25):

        def integrand(x: mpmath.mpf) -> mpmath.mpf:
            # d = 4: P_k = sin((k+1) theta)/((k+1) sin theta), weight 2 sin^2/pi
            return abs(x - 1) * mpmath.sin(4 * x) / 4 * mpmath.sin(x) * 2 / mpmath.pi

        exact = mpmath.quad(integrand, [0, 1, mpmath.pi])
        assert abs(mpmath.mpf(found.value) - exact) < 1e-19


def test_pieces_cover_the_interval_in_order() -> None:
    pieces = kernel_pieces(ExpressionKernel(sympy.Abs(t - sympy.Rational(1, 2)) + sympy.Abs(t + 1)))
    ctx = BallArithmetic(60)
    ends = [(float(piece.start(ctx)), float(piece.end(ctx))) for piece in pieces]
    assert ends[0][0] == 0
    assert ends[0][1] == ends[1][0] == pytest.approx(1.0471975511965976)
    assert ends[1][1] == pytest.approx(3.141592653589793)


def test_what_is_not_cut() -> None:
    assert kernel_pieces(ExpressionKernel(t)) == ()
    assert kernel_pieces(ExpressionKernel(sympy.Abs(t**2 - sympy.Rational(1, 2)))) == ()
    near = FormulaKernel(sympy.Abs(theta - sympy.Rational(314159, 100000)))
    assert kernel_pieces(near) == ()
    assert len(kernel_pieces(FormulaKernel(sympy.Abs(theta - sympy.Rational(Fraction(3)))))) == 2
