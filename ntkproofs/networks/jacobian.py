r"""Gradients of a model with respect to its parameters, by reverse differentiation, and what is made of them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ntkproofs.networks.differentiation import double_precision
from ntkproofs.networks.model import Model, Parameters, count

#: Bytes that two blocks of gradients may take.
MEMORY = 2**28


def empirical_tangent_kernel(
    model: Model,
    parameters: Parameters,
    X: ArrayLike,
    Y: ArrayLike | None = None,
    *,
    outputs: tuple[int, int] = (0, 0),
    memory: int = MEMORY,
) -> NDArray:
    r"""Return the empirical tangent kernel between the rows of X and of Y, (N, M), with (k, k') the `outputs`.

    .. math:: K_{kk'}(x, y) = \langle\nabla_\theta f_k(x; \theta), \nabla_\theta f_{k'}(y; \theta)\rangle

    The gradients are taken of the program of the network by automatic differentiation; no formula of the layers
    enters. They are formed in blocks of rows, so that never more than `memory` bytes of them (and one row of each side
    at least) are alive: with p parameters, blocks of `memory`/(16 p) rows.

    :raises MissingExtra: when JAX is not installed.

    >>> from ntkproofs.activations import Tanh
    >>> from ntkproofs.networks import fully_connected
    >>> network = fully_connected((2, 3, 1), Tanh())
    >>> empirical_tangent_kernel(network, network.init(np.random.default_rng(0)), np.eye(2)).shape
    (2, 2)
    """
    left = np.asarray(X, dtype=np.float64)
    right = left if Y is None else np.asarray(Y, dtype=np.float64)
    same = Y is None and outputs[0] == outputs[1]
    block = max(1, memory // (16 * count(parameters)))
    rows, columns = _blocks(left, block), _blocks(right, block)
    kernel = np.empty((len(rows) * len(rows[0]), len(columns) * len(columns[0])))
    with double_precision():
        gradients, product = _compiled(model)
        for i, here in enumerate(rows):
            first = gradients(parameters, here, outputs[0])
            place = slice(i * len(here), (i + 1) * len(here))
            for j, there in enumerate(columns):
                if same and j < i:
                    continue
                second = first if same and j == i else gradients(parameters, there, outputs[1])
                kernel[place, j * len(there) : (j + 1) * len(there)] = product(first, second)
    if same:
        kernel = np.triu(kernel) + np.triu(kernel, 1).T
    return kernel[: len(left), : len(right)]


def jacobian(model: Model, parameters: Parameters, X: ArrayLike, *, output: int = 0) -> NDArray:
    r"""Return the gradients :math:`\nabla_\theta f_k(x_i; \theta)` as the rows of an (N, p) array, k the `output`."""
    with double_precision() as jax:
        trees = _compiled(model)[0](parameters, np.asarray(X, dtype=np.float64), output)
        return np.concatenate([np.asarray(a).reshape(len(a), -1) for a in jax.tree.leaves(trees)], axis=1)


def fisher_information(model: Model, parameters: Parameters, X: ArrayLike, *, output: int = 0) -> NDArray:
    r"""Return the empirical Fisher information matrix of the squared loss, (p, p).

    .. math:: F_n = \frac1n\sum_{i=1}^n \nabla_\theta f(x_i; \theta)\,\nabla_\theta f(x_i; \theta)^T

    (Bowman and Montufar 2022, section 4); its non-zero eigenvalues are those of the Gram matrix over n.
    """
    rows = jacobian(model, parameters, X, output=output)
    return rows.T @ rows / len(rows)


def _blocks(points: NDArray, size: int) -> list[NDArray]:
    """Cut into blocks of one size, so that one program is compiled; the last point is repeated as often as needed."""
    size = min(size, len(points))
    number = -(-len(points) // size)
    filled = np.concatenate([points, np.repeat(points[-1:], number * size - len(points), axis=0)])
    return list(filled.reshape(number, size, *points.shape[1:]))


@lru_cache(maxsize=16)
def _compiled(model: Model) -> tuple[Any, Any]:
    """Compile the gradients of a model over a block of points, and the products of two blocks of them."""
    with double_precision() as jax:

        def gradient(parameters: Parameters, point: Any, output: Any) -> Any:
            value, pull = jax.vjp(lambda own: model.apply(own, point[None])[0], parameters)
            return pull(jax.numpy.zeros_like(value).at[output].set(1.0))[0]

        def product(first: Parameters, second: Parameters) -> Any:
            pairs = zip(jax.tree.leaves(first), jax.tree.leaves(second), strict=True)
            return sum(a.reshape(len(a), -1) @ b.reshape(len(b), -1).T for a, b in pairs)

        return jax.jit(jax.vmap(gradient, in_axes=(None, 0, None))), jax.jit(product)
