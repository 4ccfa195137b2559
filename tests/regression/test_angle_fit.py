"""The width of Laplace and Gaussian kernels that fit the tangent kernel of six layers, as it is known."""

from __future__ import annotations

import pytest

from ntkproofs.kernels import Gaussian, Laplace, NeuralTangentKernel
from ntkproofs.regression.angle_fit import angle_fit


@pytest.mark.parametrize(
    ("bias", "rate", "offset", "amplitude", "deviation", "largest"),
    [(0, 1.17577, 0.14021, 0.88812, 0.008315, 0.02833), (1, 1.21198, 0.26281, 0.75063, 0.004274, 0.01343)],
)
def test_laplace(bias: int, rate: float, offset: float, amplitude: float, deviation: float, largest: float):
    found = angle_fit(NeuralTangentKernel(layers=6, bias=bias), Laplace)
    assert found.rate == pytest.approx(rate, abs=1e-4)
    assert (found.offset, found.amplitude) == (pytest.approx(offset, abs=2e-5), pytest.approx(amplitude, abs=2e-5))
    assert (found.deviation, found.largest) == (pytest.approx(deviation, abs=2e-6), pytest.approx(largest, abs=2e-5))


@pytest.mark.parametrize(("bias", "deviation"), [(0, 0.024257), (1, 0.023299)])
def test_gaussian(bias: int, deviation: float):
    assert angle_fit(NeuralTangentKernel(layers=6, bias=bias), Gaussian).deviation == pytest.approx(deviation, abs=1e-5)


def test_without_the_affine_part():
    # The fitted rate is not monotone in the depth then.
    rates = [angle_fit(NeuralTangentKernel(layers=L), Laplace, affine=False).rate for L in (2, 8, 20)]
    assert rates == [pytest.approx(x, abs=2e-4) for x in (1.1004, 0.8110, 0.8853)]
