"""Convolutional kernels as means over networks of finite width, by automatic differentiation."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from ntkproofs.activations import ReLU
from ntkproofs.kernels.convolutional import ConvolutionalLayer, ConvolutionalNetwork, Patch, Pooling, grams

# Fixed in advance: width, networks drawn, seed, five standard errors, and 4 % for what the width leaves.
WIDTH, NETWORKS, SEED, ERRORS, BIAS = 96, 80, 20191212, 5, 0.04


def test_the_mean_tangent_kernel_of_networks_on_a_ring_is_near_the_limit():
    pytest.importorskip("jax")
    from ntkproofs.networks import (
        average_pool,
        convolution,
        dense,
        elementwise,
        empirical_tangent_kernel,
        flatten,
        serial,
    )

    relu = elementwise(ReLU(scale_squared=2))
    model = serial(
        convolution(2, WIDTH, (3, 3)), relu, average_pool((2, 2)), convolution(WIDTH, WIDTH, (2, 1)), relu, flatten(),
        dense(4 * WIDTH, 1),
    )  # fmt: skip
    generator = np.random.default_rng(SEED)
    X = generator.standard_normal((2, 4, 4, 2))
    samples = np.stack(
        [
            np.asarray(empirical_tangent_kernel(model, model.init(generator), np.moveaxis(X, -1, 1))).reshape(2, 2)
            for _ in range(NETWORKS)
        ]
    )
    mean_of_four = Pooling(tuple(((a, b), Fraction(1, 4)) for a in (0, -1) for b in (0, -1)), 2)
    layers = (
        ConvolutionalLayer(Patch.box(3, 3), mean_of_four),
        ConvolutionalLayer(Patch.box(2, 1), Pooling.identity(2)),
    )
    found = grams(ConvolutionalNetwork(layers, period=(4, 4)), X)
    # The first layer divides by the root of the 2 channels, the output by the root of width times 4 locations.
    limit = found.tangent / 8
    error = samples.std(axis=0, ddof=1) / np.sqrt(NETWORKS)
    assert np.all(abs(samples.mean(axis=0) - limit) < ERRORS * error + BIAS * limit.diagonal().mean())
    # The kernel of the last layer alone is far outside of this.
    assert np.all(abs(samples.mean(axis=0) - found.conjugate / 8).diagonal() > ERRORS * error.diagonal())
