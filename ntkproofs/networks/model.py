r"""A differentiable model: how its parameters are drawn, and its outputs as a function of parameters and inputs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ntkproofs.networks.differentiation import double_precision

#: A tree (tuples, lists, dictionaries) of arrays.
Parameters = Any


@final
@dataclass(frozen=True)
class Model:
    r"""A model :math:`f(x; \theta)`, or one layer of it.

    `init(generator)` draws :math:`\theta` with NumPy, so that a seed means the same networks with every version of JAX;
    `apply(parameters, inputs)` is a pure function of JAX arrays, inputs (N, ...) to outputs (N, ...). A model is called
    with NumPy arrays and returns one; JAX is needed then, not before.

    >>> double = Model(lambda generator: np.array(2.0), lambda parameters, inputs: parameters * inputs)
    >>> double(double.init(np.random.default_rng(0)), [[1.0, 3.0]])
    array([[2., 6.]])
    """

    init: Callable[[np.random.Generator], Parameters]
    apply: Callable[[Parameters, Any], Any]

    def __call__(self, parameters: Parameters, X: ArrayLike) -> NDArray:
        """Return the outputs at the rows of X.

        :raises MissingExtra: when JAX is not installed.
        """
        with double_precision() as jax:
            return np.asarray(jax.jit(self.apply)(parameters, np.asarray(X, dtype=np.float64)))


def count(parameters: Parameters) -> int:
    """The number of real parameters in a tree.

    >>> count([np.zeros((2, 3)), (np.zeros(4),)])
    10
    """
    with double_precision() as jax:
        return sum(int(np.size(leaf)) for leaf in jax.tree.leaves(parameters))
