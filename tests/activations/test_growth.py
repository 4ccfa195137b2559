"""Growth bounds: the inequality on a grid, tails against the error function."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy
import pytest
from flint import arb

from ntkproofs.activations import Exponential, Growth, Hermite, Polynomial, RectifiedMonomial
from ntkproofs.arithmetic import Float64Arithmetic
from ntkproofs.kernels.catalogue import ACTIVATIONS

EVERY = [kind() for kind in ACTIVATIONS if all(p.default is not None for p in kind.parameters)]
EVERY += [RectifiedMonomial(3), Exponential("-1/2", -2, -3), Exponential(1, "3/2"), Hermite(5), Polynomial((0, -1, 2))]


@pytest.mark.parametrize("activation", EVERY, ids=str)
def test_the_declared_bound_holds(activation) -> None:
    g = activation.growth
    x = numpy.linspace(-30, 30, 20_001) + 1e-7
    bound = float(g.constant) * numpy.exp(float(g.rate) * abs(x) + float(g.curvature) * x * x)
    assert numpy.all(numpy.abs(activation.value(Float64Arithmetic(), x)) <= bound * (1 + 1e-12) + 1e-300)


def test_tail_is_exact_for_its_bound() -> None:
    # int_{|x| > 3} e^(|x| - x^2/2) dx = 2 e^(1/2) sqrt(pi/2) erfc((3 - 1)/sqrt 2)
    expected = 2 * math.exp(0.5) * math.sqrt(math.pi / 2) * math.erfc(math.sqrt(2))
    tail = Growth(Fraction(1), Fraction(1)).tail(arb(1), 3, Fraction(1, 2))
    assert float(tail) == pytest.approx(expected, rel=1e-12)
    assert float(tail) >= expected * (1 - 1e-15)


def test_a_divergent_tail_has_no_bound() -> None:
    tail = Growth(Fraction(1), Fraction(0), Fraction(1, 2)).tail(arb(1), 3, Fraction(1, 2))
    assert not tail.is_finite()
    assert not Growth(Fraction(1), Fraction(0), Fraction(1, 4)).integrable(Fraction(1))


def test_sums_products_and_joins() -> None:
    a, b = Growth(Fraction(2), Fraction(1)), Growth(Fraction(3), Fraction(0), Fraction(1, 8))
    assert a.plus(b) == Growth(Fraction(5), Fraction(1), Fraction(1, 8))
    assert a.times(b) == Growth(Fraction(6), Fraction(1), Fraction(1, 8))
    assert a.joined(b) == Growth(Fraction(3), Fraction(1), Fraction(1, 8))
