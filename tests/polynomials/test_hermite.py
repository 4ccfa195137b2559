"""Hermite polynomials against NumPy's, their orthonormality, and Mehler's correlation."""

from __future__ import annotations

import numpy
import pytest

from ntkproofs.arithmetic import ExactArithmetic, Float64Arithmetic
from ntkproofs.polynomials import hermite, hermite_coefficients, hermite_norm_squared, hermite_values


@pytest.mark.parametrize("degree", [0, 1, 2, 5, 20])
def test_coefficients_are_numpys(degree: int) -> None:
    classical = numpy.polynomial.hermite_e.herme2poly([0] * degree + [1])
    assert [float(a) for a in hermite_coefficients(degree)] == pytest.approx(list(classical), abs=1e-9)


def test_values_are_the_monic_ones_over_their_norm() -> None:
    ctx = ExactArithmetic()
    x = ctx.rational(2, 3)
    for degree, value in enumerate(hermite_values(ctx, 7, x)):
        monic = sum(a * x**j for j, a in enumerate(hermite_coefficients(degree)))
        assert (value**2 - monic**2 / hermite_norm_squared(degree)).expand() == 0
        assert hermite(ctx, degree, x) == value


def test_orthonormal_and_correlated_as_mehler_says() -> None:
    nodes, weights = numpy.polynomial.hermite_e.hermegauss(40)
    weights = weights / weights.sum()
    values = numpy.array(hermite_values(Float64Arithmetic(), 8, nodes))
    assert values * weights @ values.T == pytest.approx(numpy.eye(9), abs=1e-11)
    # E h_i(X) h_j(rho X + sqrt(1 - rho^2) Z) = delta rho^i
    rho = 0.6
    y = rho * nodes[:, None] + numpy.sqrt(1 - rho**2) * nodes[None, :]
    inner = numpy.array(hermite_values(Float64Arithmetic(), 8, y)) @ weights
    assert values * weights @ inner.T == pytest.approx(numpy.diag(rho ** numpy.arange(9)), abs=1e-11)


def test_a_wrong_degree() -> None:
    with pytest.raises(ValueError, match="degree >= 0"):
        hermite_coefficients(-1)
