"""Convolutional layers against SciPy's convolutions, and means over blocks by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import correlate
from scipy.signal import correlate as valid_correlate

from ntkproofs.networks import average_pool, convolution, flatten

DRAW = np.random.default_rng(5)


@pytest.mark.parametrize(("padding", "mode"), [("circular", "wrap"), ("zero", "constant")])
@pytest.mark.parametrize(("size", "space"), [((3,), (8,)), ((5, 3), (6, 7))])
def test_a_convolution_is_scipys(padding, mode, size, space):
    layer = convolution(2, 3, size, bias=0.5, padding=padding)
    weight, bias = layer.init(DRAW)
    values = DRAW.standard_normal((4, 2, *space))
    filters = weight.reshape(3, 2, *size)
    expected = np.stack(
        [[sum(correlate(x[c], filters[o, c], mode=mode) for c in range(2)) for o in range(3)] for x in values]
    ) / np.sqrt(2 * np.prod(size)) + 0.5 * bias.reshape(3, *(1 for _ in size))
    assert np.allclose(layer((weight, bias), values), expected, rtol=1e-13, atol=1e-13)


def test_without_a_border_and_with_the_scale_of_the_channels():
    layer = convolution(2, 1, (3, 2), padding="valid", divide_by_size=False)
    (weight,) = layer.init(DRAW)
    values = DRAW.standard_normal((1, 2, 5, 6))
    parts = [valid_correlate(values[0, c], weight[0, c].reshape(3, 2), mode="valid") for c in range(2)]
    assert np.allclose(layer((weight,), values)[0, 0], sum(parts) / np.sqrt(2), rtol=1e-13)


def test_circular_convolutions_commute_with_translations():
    layer = convolution(1, 2, (2, 3))
    own = layer.init(DRAW)
    values = DRAW.standard_normal((1, 1, 4, 5))
    moved = layer(own, np.roll(values, (1, 2), (2, 3)))
    assert np.allclose(moved, np.roll(layer(own, values), (1, 2), (2, 3)))


def test_means_over_blocks():
    values = np.arange(24.0).reshape(1, 1, 4, 6)
    assert np.array_equal(average_pool((2, 3))((), values), [[[[4.0, 7.0], [16.0, 19.0]]]])
    assert flatten()((), values).shape == (1, 24)


def test_what_is_refused():
    with pytest.raises(ValueError, match="positive channels and sides"):
        convolution(1, 0, (3,))
