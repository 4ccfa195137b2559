"""Gegenbauer polynomials against SymPy's, their orthogonality, and the dimensions of the harmonics."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import numpy
import pytest
import sympy

from ntkproofs.arithmetic import BallArithmetic, ExactArithmetic, Float64Arithmetic
from ntkproofs.polynomials import (
    cosine_weights,
    gegenbauer,
    gegenbauer_coefficients,
    gegenbauer_of_angle,
    gegenbauer_values,
    multiplicity,
)

DIMENSIONS = [2, 3, 4, 5, 10, 17]


@pytest.mark.parametrize("dim", DIMENSIONS)
@pytest.mark.parametrize("degree", [0, 1, 2, 3, 7, 12])
def test_coefficients_are_sympys(dim: int, degree: int) -> None:
    t = sympy.Symbol("t")
    if dim == 2:
        classical = sympy.chebyshevt(degree, t)
    else:
        order = sympy.Rational(dim - 2, 2)
        classical = sympy.gegenbauer(degree, order, t) / sympy.gegenbauer(degree, order, 1)
    wanted = [Fraction(int(c.p), int(c.q)) for c in reversed(sympy.Poly(classical, t).all_coeffs())]
    assert list(gegenbauer_coefficients(dim, degree)) == wanted


@pytest.mark.parametrize("dim", DIMENSIONS)
def test_values_are_those_of_the_coefficients(dim: int) -> None:
    t = Fraction(3, 7)
    values = ExactArithmetic().evaluate(lambda ctx, x: gegenbauer_values(ctx, dim, 12, x), t)
    for degree, value in enumerate(values):
        assert value == sum(a * t**j for j, a in enumerate(gegenbauer_coefficients(dim, degree)))
        assert gegenbauer(Float64Arithmetic(), dim, degree, float(t)) == pytest.approx(float(value), abs=1e-14)


@pytest.mark.parametrize("dim", DIMENSIONS)
def test_one_at_one_and_parity(dim: int) -> None:
    for degree in (0, 1, 5, 40):
        coefficients = gegenbauer_coefficients(dim, degree)
        assert sum(coefficients) == 1
        assert all(a == 0 for j, a in enumerate(coefficients) if (j - degree) % 2)


@pytest.mark.parametrize("dim", DIMENSIONS)
def test_orthogonal_with_the_multiplicity_as_norm(dim: int) -> None:
    # int P_k^2 dsigma = 1/N(d, k) for the probability measure; Gauss-Legendre in the angle.
    nodes, weights = numpy.polynomial.legendre.leggauss(80)
    angle = numpy.pi * (nodes + 1) / 2
    density = weights * numpy.sin(angle) ** (dim - 2)
    values = gegenbauer_values(Float64Arithmetic(), dim, 6, numpy.cos(angle))
    table = numpy.array([[(p * q * density).sum() / density.sum() for p in values] for q in values])
    assert table == pytest.approx(numpy.diag([1 / multiplicity(dim, k) for k in range(7)]), abs=1e-13)


@pytest.mark.parametrize("dim", DIMENSIONS)
def test_the_mean_of_cosines_is_the_same_polynomial(dim: int) -> None:
    for degree in (0, 1, 2, 7):
        weights = cosine_weights(dim, degree)
        assert sum(weights) == 1
        assert min(weights) >= 0
        found = gegenbauer_of_angle(Float64Arithmetic(), dim, degree, 1.1)
        wanted = gegenbauer(Float64Arithmetic(), dim, degree, numpy.cos(1.1))
        assert float(found) == pytest.approx(float(wanted), abs=1e-14)


def test_high_degree_keeps_its_bits_in_balls() -> None:
    exact = BallArithmetic(128).evaluate(lambda ctx, x: gegenbauer(ctx, 10, 200, x), "0.25")
    assert float(exact.rad()) < 1e-22
    # at an inexact cosine the recurrence loses them, the mean of cosines does not
    angle = BallArithmetic(128).evaluate(lambda ctx, x: gegenbauer_of_angle(ctx, 10, 200, x), 1)
    wide = BallArithmetic(1000).evaluate(lambda ctx, x: gegenbauer(ctx, 10, 200, ctx.cos(x)), 1)
    assert float(angle.rad()) < 1e-34
    assert angle.overlaps(wide)


@pytest.mark.parametrize("dim", DIMENSIONS)
def test_multiplicities_add_up_to_the_polynomials_on_the_sphere(dim: int) -> None:
    for degree in range(8):
        total = sum(multiplicity(dim, k) for k in range(degree + 1))
        assert total == comb(degree + dim - 1, dim - 1) + (comb(degree + dim - 2, dim - 1) if degree else 0)
    assert [multiplicity(2, k) for k in range(4)] == [1, 2, 2, 2]


@pytest.mark.parametrize(("dim", "degree"), [(1, 2), (3, -1), (3, True), ("3", 1), (2.0, 1)])
def test_wrong_arguments(dim: object, degree: object) -> None:
    with pytest.raises(ValueError, match="does not satisfy"):
        multiplicity(dim, degree)  # type: ignore[arg-type]
