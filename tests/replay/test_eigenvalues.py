"""The replay of eigenvalues against exact values, and against numbers of the literature's kernels found by others."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb, fmpq

from ntkproofs.expansions.deep_relu import DeepRelu
from ntkproofs.replay import Rejected
from ntkproofs.replay.angular_kernels import read_kernel, value
from ntkproofs.replay.centred import at_bits, ball
from ntkproofs.replay.eigenvalues import eigenvalue, reference

TWO_LAYERS = ("tangent", 2, Fraction(0))


def test_the_two_layer_kernel_has_its_exact_eigenvalues():
    # mu_0, mu_2 and mu_3 of ntk(layers=2) on the sphere: 1/2, 5/64 and 0.
    for degree, exact in ((0, Fraction(1, 2)), (2, Fraction(5, 64)), (3, Fraction(0))):
        found = eigenvalue(TWO_LAYERS, 3, degree, 80)
        assert found.contains(fmpq(exact.numerator, exact.denominator))
        assert found.rad() < arb("1e-22")


def test_the_laplace_kernel_of_the_sphere():
    # mu_3 of exp(-|x - x'|) in dimension 3 is -1367/2 + 10101 e^-2/2.
    found = eigenvalue(("laplace", 0, Fraction(1)), 3, 3, 100)
    with at_bits(200):
        exact = arb(-1367) / 2 + arb(10101) / 2 * arb(-2).exp()
    assert found.overlaps(exact)
    assert found.rad() < arb("1e-28")


def test_the_kernel_is_that_of_the_search():
    with at_bits(120):
        for angle in (ball(Fraction(1, 7)), ball(2), ball(3)):
            ours = value(("tangent", 5, Fraction(1)), angle)
            assert ours.overlaps(DeepRelu(layers=5, bias_squared=Fraction(1)).value(angle))


def test_the_reference_sequence():
    with at_bits(80):
        # J_k = 1/(pi k^2) on the circle.
        assert (reference(2, 7) * 49 * arb.pi() - 1).contains(0)


@pytest.mark.parametrize(
    "data",
    [
        {"kernel": "tangent", "layers": 1, "bias_squared": "0"},
        {"kernel": "tangent", "layers": 3, "bias_squared": "-1"},
        {"kernel": "tangent", "layers": True, "bias_squared": "0"},
        {"kernel": "tangent", "layers": 3},
        {"kernel": "laplace", "rate": "x"},
        {"kernel": "trust me"},
        ["laplace"],
    ],
)
def test_kernels_outside_of_the_list_are_refused(data: object):
    with pytest.raises(Rejected):
        read_kernel(data)
