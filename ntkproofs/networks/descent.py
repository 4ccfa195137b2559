r"""Training: steps of gradient descent in the space of parameters."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ntkproofs.networks.networks import Networks
from ntkproofs.networks.passes import Forward

#: Entries of the update of a weight matrix that are computed at a time.
BLOCK_ENTRIES = 2**22


def step(networks: Networks, forward: Forward, directions: NDArray, rate: float) -> None:
    r"""Move every parameter by :math:`\eta\,\langle\partial_{\theta_p}F, d\rangle_{p^{in}}`, in place.

    `directions` holds d at the N points of the forward pass, (count, N, n_L).
    """
    points = directions.shape[1]
    backward = networks.backward(forward, directions.astype(networks.dtype, copy=False))
    for layer, (weight, bias) in enumerate(zip(networks.weights, networks.biases, strict=True)):
        here = backward.directions[layer]
        scaled = (rate / (points * math.sqrt(weight.shape[2]))) * here.swapaxes(1, 2)
        # A few rows at a time: the gradient of a matrix of 10^8 weights is never a second such matrix.
        rows = max(1, BLOCK_ENTRIES // max(1, weight.shape[0] * weight.shape[2]))
        for first in range(0, weight.shape[1], rows):
            part = slice(first, first + rows)
            weight[:, part] += np.matmul(scaled[:, part], forward.activations[layer])
        bias += (rate * networks.bias / points) * here.sum(axis=1)


def descend(
    networks: Networks,
    X: ArrayLike,
    targets: ArrayLike,
    *,
    rate: float,
    steps: int,
    each: Callable[[int, Networks], None] = lambda number, networks: None,
) -> None:
    r"""Train all networks of a stack, in place, on :math:`\frac1{2N}\sum_i|f(x_i) - y_i|^2` by full gradient descent.

    `targets` is (N, n_L) or (count, N, n_L); `each` is told the number of steps taken, from 1, after every step. With
    rate h, time t of the gradient flow is reached after t/h steps, up to an error of order h.

    :raises ValueError: if the outputs stop being finite (the rate is too large).

    >>> from ntkproofs.activations import Erf
    >>> from ntkproofs.networks import Architecture
    >>> drawn = Architecture((2, 50, 1), Erf(), bias=0.1).draw(np.random.default_rng(0), count=3)
    >>> descend(drawn, [[1.0, 0.0], [0.0, 1.0]], [[0.5], [-0.5]], rate=1.0, steps=100)
    >>> bool(np.all(np.abs(drawn([[1.0, 0.0]]) - 0.5) < 0.01))
    True
    """
    goal = np.asarray(targets, dtype=np.float64)
    for number in range(1, steps + 1):
        forward = networks.forward(X)
        outputs = forward.preactivations[-1]
        if goal.shape not in (outputs.shape, outputs.shape[1:]):
            msg = f"descend: needed targets of shape {outputs.shape[1:]}, got {goal.shape}; give one row a point"
            raise ValueError(msg)
        if not np.all(np.isfinite(outputs)):
            msg = f"descend: the outputs are not finite after {number - 1} steps of rate {rate}; take a smaller rate"
            raise ValueError(msg)
        step(networks, forward, goal - outputs, rate)
        each(number, networks)
