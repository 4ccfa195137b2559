from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb

from ntkproofs.replay import Rejected
from ntkproofs.replay.centred import at_bits
from ntkproofs.replay.eigenvalues import eigenvalue, reference
from ntkproofs.replay.slits import from_degree, supremum, weight_at, weights

LAPLACE = ("laplace", 0, Fraction(1))
HEIGHT = Fraction(9, 10)


def test_the_weight_of_the_laplace_kernel():
    # g(iy) = exp(-2i sinh(y/2)) and g(pi - iy) is real: w_+ = sin(2 sinh(y/2)), w_- = -Im exp(-2 cosh(y/2)) = 0.
    with at_bits(100):
        y = arb(9) / 10
        exact = (2 * (y / 2).sinh()).sin() / y
    assert weight_at(LAPLACE, HEIGHT, 1).overlaps(exact)
    assert weights(LAPLACE, HEIGHT, 48, 1).contains(exact)
    assert weights(LAPLACE, HEIGHT, 48, 1).contains(weight_at(LAPLACE, Fraction(1, 3), -1))


def test_the_supremum_is_one():
    # |exp(-2c sin(z/2))| on the strip with its margin; at z = -m + iY the exponent is positive.
    found = supremum(LAPLACE, HEIGHT)
    with at_bits(80):
        assert found > arb("1.05")
        assert found < 5


@pytest.mark.parametrize("dim", [2, 3, 10])
def test_the_eigenvalues_lie_within_the_bounds(dim: int):
    for parity, sign in ((0, 1), (1, -1)):
        band = from_degree(LAPLACE, HEIGHT, 96, sign, dim, 24)
        for degree in (24 + parity, 30 + parity):
            quotient = eigenvalue(LAPLACE, dim, degree, 150) / reference(dim, degree)
            assert band.contains(quotient)
        assert band.rad() < arb("0.2")


def test_bounds_that_do_not_fall_are_refused():
    with pytest.raises(Rejected, match="certainly fall"):
        from_degree(LAPLACE, Fraction(1, 100), 4, 1, 10, 1)
    with pytest.raises(Rejected, match="cells"):
        weights(LAPLACE, HEIGHT, 0, 1)


def test_a_strip_beyond_the_branch_point_is_refused():
    with pytest.raises(Rejected):
        supremum(("tangent", 10, Fraction(0)), Fraction(29, 10))
