"""Norms, effective dimensions and inclusions against sums in double precision and known limits."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from ntkproofs.kernels import Gaussian, Laplace, NeuralTangentKernel, parse
from ntkproofs.spectra import effective_dimension, inclusion, mercer, squared_norm, squared_norm_zonal


def test_components() -> None:
    kernel = NeuralTangentKernel(layers=2)
    found = squared_norm(kernel, 3, {0: 1, 1: "1/2", 4: Fraction(1, 192)})
    assert found.complete
    assert found.value.contains(2 + 3 / 2 + 1) or abs(float(found.value.mid()) - 4.5) < 1e-20
    assert squared_norm(kernel, 3, {5: 1}).infinite == 5
    with pytest.raises(ValueError, match="negative"):
        squared_norm(kernel, 3, {0: -1})


def test_the_kernel_section_has_norm_kappa_of_one() -> None:
    found = squared_norm_zonal(Gaussian(c=1), Gaussian(c=1), 4, 40)
    assert abs(float(found.value.mid()) - 1) < 1e-20
    assert not found.complete


def test_polynomials_are_complete_and_odd_parts_are_seen() -> None:
    kernel = NeuralTangentKernel(layers=2)
    assert squared_norm_zonal(kernel, parse("t**2"), 3, 2).complete
    assert not squared_norm_zonal(kernel, parse("t**2"), 3, 1).complete
    assert squared_norm_zonal(kernel, parse("t**3"), 3, 5).infinite == 3


@pytest.mark.parametrize("ridge", ["1", "1/100", "1e-6"])
def test_effective_dimension(ridge: str) -> None:
    ball = effective_dimension(Gaussian(c=2), 4, ridge, 40)
    spectrum = mercer(Gaussian(c=2), 4, range(80), 20)
    total = sum(mu.multiplicity * float(mu.value) / (float(mu.value) + float(Fraction(ridge))) for mu in spectrum)
    assert ball.contains(total) or abs(float(ball.mid()) - total) < 1e-9
    wide = effective_dimension(Laplace(c=1), 3, ridge, 20)
    assert wide.rad() > effective_dimension(Laplace(c=1), 3, ridge, 80).rad()
    assert wide.overlaps(effective_dimension(Laplace(c=1), 3, ridge, 80))


def test_wrong_ridge() -> None:
    with pytest.raises(ValueError, match="ridge > 0"):
        effective_dimension(Gaussian(c=2), 4, 0, 10)
    with pytest.raises(ValueError, match="positive definite"):
        effective_dimension(parse("-1*t"), 4, 1, 10)


def test_equal_spaces_of_laplace_and_biased_two_layer_networks() -> None:
    network, laplace = NeuralTangentKernel(layers=2, bias=1), Laplace(c=1)
    there, back = inclusion(network, laplace, 3), inclusion(laplace, network, 3)
    # numerically the quotients lie between 2/pi = 0.6366 (its limit) and 6.734 (degree 0)
    assert 6.734 < float(there.constant) < 7
    assert math.pi / 2 < float(back.constant) < 2.4
    assert there.conditions


def test_without_bias_there_is_no_inclusion() -> None:
    found = inclusion(Laplace(c=1), NeuralTangentKernel(layers=2), 3)
    assert found.constant is None
    assert "odd degrees" in found.reason
    assert inclusion(NeuralTangentKernel(layers=2), Laplace(c=1), 3).constant is not None
