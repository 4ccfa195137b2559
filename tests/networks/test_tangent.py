"""The kernel by two passes against automatic differentiation, over depths, biases and outputs, to ten digits."""

from __future__ import annotations

import numpy as np
import pytest

from ntkproofs.activations import Erf, ReLU
from ntkproofs.networks import Architecture, empirical_tangent_kernel, fully_connected, tangent_kernels

POINTS = np.random.default_rng(1).standard_normal((6, 3))


# Every activation at one shape is compared in test_jacobian.py.
@pytest.mark.parametrize(("layers", "bias"), [(1, 0.1), (2, 1.0), (3, 0.0), (4, 0.1), (6, 0.0), (6, 0.1)])
@pytest.mark.parametrize("activation", [ReLU(), Erf()], ids=str)
def test_ten_digits(activation, layers, bias):
    pytest.importorskip("jax")
    widths = (3, *[11, 8, 13, 9, 10][: layers - 1], 2)
    stack = Architecture(widths, activation, bias).draw(np.random.default_rng(layers))
    pairs = [(w[0], b[0]) if bias else (w[0],) for w, b in zip(stack.weights, stack.biases, strict=True)]
    parameters = [pairs[0], *(part for pair in pairs[1:] for part in ((), pair))]
    model = fully_connected(widths, activation, bias=bias)
    for outputs in ((0, 0), (1, 0)):
        found = tangent_kernels(stack, POINTS, outputs=outputs)[0]
        expected = empirical_tangent_kernel(model, parameters, POINTS, outputs=outputs)
        # Relative to the size of the kernel at the two points: entries themselves may cancel.
        size = np.sqrt(np.diag(tangent_kernels(stack, POINTS)[0]))
        assert np.abs(found - expected).max() <= 1e-10 * np.outer(size, size).min()
