"""The slit representation: moments, majorant, bounds of the slit functions."""

from __future__ import annotations

import itertools
from fractions import Fraction

import mpmath
import pytest
from flint import arb

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.expansions.deep_relu import DeepRelu
from ntkproofs.expansions.slit import majorant, reference_term, remainder, remainder_falls, slit_bounds


@pytest.mark.parametrize("dim", [2, 3, 4, 5, 7, 10])
@pytest.mark.parametrize("degree", [1, 2, 5])
def test_moments_of_the_resolvent(dim: int, degree: int) -> None:
    with mpmath.workdps(25):
        d, k = mpmath.mpf(dim), degree

        def integrand(y):
            front = 2 * mpmath.gamma(d / 2) * mpmath.factorial(k) / mpmath.gamma(k + d / 2)
            return (
                y
                * mpmath.sinh(y)
                * front
                * mpmath.exp(-(k + 1) * y)
                * mpmath.hyp2f1(k + 1, 2 - d / 2, k + d / 2, mpmath.exp(-2 * y))
            )

        moment = mpmath.quad(integrand, [0, 0.1, 1, 4, 60]) / mpmath.pi
        exact = reference_term(dim, degree).evaluate(BallArithmetic(120))
        assert abs(float(moment) / float(exact.mid()) - 1) < 1e-8


@pytest.mark.parametrize("dim", [2, 3, 4, 5, 6, 7, 9, 10, 13])
def test_majorant_is_the_sum_of_absolute_values(dim: int) -> None:
    height = Fraction(7, 10)
    with mpmath.workdps(30):
        a, x = 2 - mpmath.mpf(dim) / 2, mpmath.exp(-2 * mpmath.mpf("0.7"))
        total = sum(abs(mpmath.rf(a, n)) * x**n / mpmath.factorial(n) for n in range(200))
    with BallArithmetic(100).working():
        bound = majorant(dim, height)
        assert arb(total) <= bound * (1 + arb(2) ** -60)
        assert bound <= arb(total) * (1 + arb(2) ** -60)


@pytest.mark.parametrize(("layers", "bias"), [(2, 1), (3, 0), (5, 1)])
def test_slit_functions_lie_between_their_bounds(layers: int, bias: int) -> None:
    height = Fraction(9, 10)
    bounds = slit_bounds(DeepRelu(layers, Fraction(bias)), height, cells=64)
    assert bounds is not None

    def kernel(theta):
        total = mpmath.cos(theta) + bias
        for _ in range(layers - 1):
            square = mpmath.sin(theta / 2) ** 2 - (mpmath.sin(theta) - theta * mpmath.cos(theta)) / (2 * mpmath.pi)
            image = 2 * mpmath.asin(theta * mpmath.sqrt(square / theta**2))
            total = mpmath.cos(image) + (1 - theta / mpmath.pi) * total + bias
            theta = image
        return total

    for j in range(1, 40):
        y = mpmath.mpf(9 * j) / 400
        right, left = -mpmath.im(kernel(1j * y)), -mpmath.im(kernel(mpmath.pi - 1j * y))
        for (low, high), w in ((bounds.even, right + left), (bounds.odd, right - left)):
            assert float(low) - 1e-12 <= float(w / y) <= float(high) + 1e-12
            assert float(high) - float(low) < 1.3 * float(high)
        assert abs(kernel(mpmath.mpf(1) + 1j * y)) <= float(bounds.supremum)


def test_bounds_at_zero_are_the_leading_constants() -> None:
    # w_+ + w_- over y tends to (1/pi) [(1 + b) L(L-1)/2 + (1 - b) Pi_L]; Pi_3 = 1/2
    bounds = slit_bounds(DeepRelu(3), Fraction(1, 10))
    assert bounds is not None
    assert abs(float(bounds.even[0]) - 3.5 / float(mpmath.pi)) < 2e-2
    assert abs(float(bounds.odd[0]) - 2.5 / float(mpmath.pi)) < 2e-2


def test_the_remainder_falls() -> None:
    bounds = slit_bounds(DeepRelu(3), Fraction(9, 10))
    assert bounds is not None
    assert remainder_falls(3, 5, bounds.height)
    values = [remainder(3, k, bounds, bounds.even[0]) for k in range(5, 40)]
    assert all(b <= a for a, b in itertools.pairwise(values))
    assert not remainder_falls(10, 1, Fraction(1, 10))


def test_a_strip_that_reaches_a_branch_point_is_refused() -> None:
    assert slit_bounds(DeepRelu(3), Fraction(2)) is None


@pytest.mark.parametrize("dim", [2, 3, 6])
def test_reference_sequence_has_its_limit(dim: int) -> None:
    ctx = BallArithmetic(120)
    with ctx.working():
        values = [reference_term(dim, k).evaluate(ctx) * arb(k) ** dim for k in (1, 2, 5, 20, 100)]
        limit = arb(2) ** (dim - 2) * ctx.gamma(Fraction(dim, 2)) ** 2 / arb.pi()
        assert all(a < b * (1 + arb(2) ** -90) for a, b in zip(values, [*values[1:], limit], strict=True))
