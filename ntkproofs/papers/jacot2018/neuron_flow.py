r"""The flow of a two-layer ReLU network on one data point, neuron by neuron in closed form."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def kernel_change(
    width: int, count: int, variance: float, bias: float, target: float, generator: np.random.Generator
) -> tuple[NDArray, NDArray]:
    r"""Return :math:`\Theta(\infty) - \Theta(0)` and :math:`S = \int_0^\infty (y - f_t)\,dt` of independent networks.

    With the time :math:`s = n^{-1/2}\int_0^t(y - f)` a neuron :math:`f = n^{-1/2}\sum_i a_i(u_i)_+ + \beta b` has
    :math:`a' = u_+`, :math:`u' = q a 1_{u > 0}`, where :math:`q = |x|^2/n_0 + \beta^2`; while u > 0, with
    :math:`r = \sqrt q`, :math:`u = u_0\cosh rs + ra_0\sinh rs`, and it stays at rest once u has reached 0. The output is
    increasing in s, so the end of training is found by bisection; the kernel is
    :math:`\Theta = \frac1n\sum_i(u_i^2 + q a_i^2)1_{u_i > 0} + \beta^2`.

    >>> change, total = kernel_change(400, 3, 0.51, 0.1, 1.0, np.random.default_rng(0))
    >>> change.shape, total.shape
    ((3,), (3,))
    """
    root = np.sqrt(variance)
    a = generator.standard_normal((count, width))
    u = root * generator.standard_normal((count, width))
    b = generator.standard_normal(count)
    a, u = np.where(u > 0, a, 0.0), np.maximum(u, 0.0)  # neurons that are off never move

    def state(s: NDArray) -> tuple[NDArray, NDArray]:
        c, d = np.cosh(root * s)[:, None], np.sinh(root * s)[:, None]
        after = u * c + root * a * d
        alive = after > 0
        return np.where(alive, after, 0.0), np.where(alive, a * c + u * d / root, 0.0)

    def output(s: NDArray) -> NDArray:
        after, outer = state(s)
        # The bias of the output moves as well: beta b' = beta^2 sqrt(n) in the time s.
        return (outer * after).sum(axis=1) / np.sqrt(width) + bias * b + bias**2 * np.sqrt(width) * s

    low, high = np.full(count, -60.0 / np.sqrt(width)), np.full(count, 60.0 / np.sqrt(width))
    for _ in range(36):
        middle = (low + high) / 2
        below = output(middle) < target
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    end = (low + high) / 2

    def kernel(s: NDArray) -> NDArray:
        after, outer = state(s)
        return (after**2 + variance * outer**2).sum(axis=1) / width

    return kernel(end) - kernel(np.zeros(count)), end * np.sqrt(width)
