r"""The tangent kernels of given networks, by one forward and one backward pass."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ntkproofs.networks.networks import Networks
from ntkproofs.networks.passes import Backward, Forward


def tangent_kernels(
    networks: Networks, X: ArrayLike, Y: ArrayLike | None = None, *, outputs: tuple[int, int] = (0, 0)
) -> NDArray:
    r"""Return :math:`\Theta_{kk'}(x_i, y_j)` of each network, (count, N, M), with (k, k') the `outputs`.

    .. math:: \Theta_{kk'}(x, y) = \sum_p \partial_{\theta_p}f_k(x)\,\partial_{\theta_p}f_{k'}(y)

    The gradient with respect to one weight matrix is an outer product, so the Jacobian is never formed:

    .. math:: \Theta_{kk'}(x, y) = \sum_{\ell<L}
              \Bigl(\tfrac1{n_\ell}\alpha^{(\ell)}(x)\cdot\alpha^{(\ell)}(y) + \beta^2\Bigr)
              \,\delta_k^{(\ell+1)}(x)\cdot\delta_{k'}^{(\ell+1)}(y),

    where :math:`\delta_k^{(\ell)}` is the gradient of :math:`f_k` at :math:`\tilde\alpha^{(\ell)}`.

    >>> from ntkproofs.activations import ReLU
    >>> from ntkproofs.networks import Architecture
    >>> drawn = Architecture((2, 3, 1), ReLU(), bias=0.1).draw(np.random.default_rng(0), count=5)
    >>> tangent_kernels(drawn, [[1.0, 0.0], [0.0, 1.0]]).shape
    (5, 2, 2)
    """
    first = networks.forward(X)
    second = first if Y is None else networks.forward(Y)
    left = _gradients(networks, first, outputs[0])
    right = left if second is first and outputs[0] == outputs[1] else _gradients(networks, second, outputs[1])
    total: NDArray = np.zeros(())
    for layer, below in enumerate(networks.weights):
        here, there = first.activations[layer], second.activations[layer]
        values = np.matmul(here, there.swapaxes(1, 2)) / below.shape[2] + networks.bias**2
        up, down = left.directions[layer], right.directions[layer]
        total = total + values * np.matmul(up, down.swapaxes(1, 2))
    return total


def _gradients(networks: Networks, forward: Forward, output: int) -> Backward:
    top = np.zeros_like(forward.preactivations[-1])
    top[:, :, output] = 1
    return networks.backward(forward, top)
