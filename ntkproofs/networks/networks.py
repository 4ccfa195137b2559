r"""Many fully connected networks of one shape, as stacks of parameters."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ntkproofs.activations import Activation
from ntkproofs.arithmetic import Float64Arithmetic
from ntkproofs.networks.passes import Backward, Forward

_CTX = Float64Arithmetic()


@final
class Networks:
    r"""A stack of networks that can be trained: weights (count, n_{l+1}, n_l) and biases (count, n_{l+1}) by layer.

    >>> from ntkproofs.activations import ReLU
    >>> one = Networks([np.array([[[3.0, 4.0]]])], [np.array([[2.0]])], ReLU(), bias=0.5)
    >>> one([[1.0, 1.0]]).round(10)
    array([[[5.94974747]]])
    """

    def __init__(
        self, weights: Sequence[NDArray], biases: Sequence[NDArray], activation: Activation, bias: float
    ) -> None:
        self.weights = list(weights)
        self.biases = list(biases)
        self.activation = activation
        self.bias = bias
        self._slope = activation.derivative()

    @property
    def layers(self) -> int:
        """The number L of affine layers."""
        return len(self.weights)

    @property
    def dtype(self) -> np.dtype:
        """The precision of the parameters and of the passes."""
        return self.weights[0].dtype

    @property
    def count(self) -> int:
        """The number of networks in the stack."""
        return int(self.weights[0].shape[0])

    def copy(self) -> Networks:
        """Return networks with the same parameters, which training does not share."""
        return Networks(
            [weight.copy() for weight in self.weights], [b.copy() for b in self.biases], self.activation, self.bias
        )

    def __call__(self, X: ArrayLike) -> NDArray:
        r"""Return the outputs (count, N, n_L) at the rows of X, (N, n_0)."""
        return self.forward(X).preactivations[-1]

    def forward(self, X: ArrayLike) -> Forward:
        r"""Return :math:`\tilde\alpha^{(\ell)}` and :math:`\alpha^{(\ell)}` at the rows of X, (N, n_0)."""
        inputs = np.asarray(X, dtype=self.dtype)
        width = self.weights[0].shape[2]
        if inputs.ndim != 2 or inputs.shape[1] != width:
            msg = f"Networks: needed inputs of shape (N, {width}), got {inputs.shape}; give one point a row"
            raise ValueError(msg)
        activations, preactivations = [inputs[None]], list[NDArray]()
        for weight, bias in zip(self.weights, self.biases, strict=True):
            if preactivations:
                values = _CTX.evaluate(self.activation.value, preactivations[-1])
                activations.append(values.astype(self.dtype, copy=False))
            carried = np.matmul(activations[-1], weight.swapaxes(1, 2)) / math.sqrt(weight.shape[2])
            preactivations.append(carried + self.bias * bias[:, None, :])
        return Forward(tuple(activations), tuple(preactivations))

    def backward(self, forward: Forward, top: NDArray) -> Backward:
        r"""Carry directions at the outputs, (count or 1, N, n_L), down to every layer.

        .. math:: d^{(L)} = d, \qquad
                  d^{(\ell)} = \dot\sigma(\tilde\alpha^{(\ell)}) \odot n_\ell^{-1/2} W^{(\ell)T} d^{(\ell+1)}
        """
        directions = [top]
        for weight, before in zip(self.weights[:0:-1], forward.preactivations[-2::-1], strict=True):
            carried = np.matmul(directions[-1], weight) / math.sqrt(weight.shape[2])
            directions.append(self._slopes(before) * carried)
        return Backward(tuple(reversed(directions)))

    def _slopes(self, u: NDArray) -> NDArray:
        slopes = _CTX.evaluate(self._slope.value, u)
        # A jump of the derivative has no value of its own; at u = 0 the smaller one-sided slope of ReLU, 0, is taken.
        return np.where(np.isnan(slopes) & (u == 0), 0.0, slopes).astype(self.dtype, copy=False)
