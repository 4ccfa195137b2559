r"""Least squares in function space, trained along the kernel: closed form at any time, on and off the data."""

from __future__ import annotations

from typing import final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ntkproofs.regression.filters import Filter
from ntkproofs.regression.principal_components import HasGram, principal_components


@final
class KernelRegression:
    r"""Kernel gradient training on :math:`\frac1{2N}\sum_i|f(x_i) - y_i|^2` with a fixed kernel K.

    .. math:: f_t(x) = f_0(x) + A_t(x)^T\,(y - f_0(X)), \qquad A_t(x) = \tfrac1N\,\varphi_t(\tfrac1NG)\,K(X, x),

    where for the flow :math:`\varphi_t(\lambda) = (1 - e^{-t\lambda})/\lambda`, so that
    :math:`A_t = G^{-1}(I - e^{-tG/N})K(X, x)` (Jacot, Gabriel and Hongler 2018, section 5). Several outputs are trained
    with :math:`K \otimes \mathrm{Id}`.

    `X` is (N, dim), `y` is (N,) or (N, outputs); the kernel is anything with a method ``gram(X, Y)``.

    :raises ValueError: if X and y have different lengths, or the Gram matrix is not positive semi-definite.

    >>> from ntkproofs.kernels import NeuralTangentKernel
    >>> from ntkproofs.regression import Flow
    >>> trained = KernelRegression(NeuralTangentKernel(layers=2), [[1.0, 0.0], [0.0, 1.0]], [1.0, -1.0])
    >>> trained.predict([[0.0, 1.0]], Flow(float("inf"))).round(10)
    array([-1.])
    """

    def __init__(self, kernel: HasGram, X: ArrayLike, y: ArrayLike) -> None:
        self.kernel = kernel
        self.X = np.asarray(X, dtype=np.float64)
        self.y = np.asarray(y, dtype=np.float64)
        if self.y.shape[:1] != self.X.shape[:1]:
            msg = f"KernelRegression: needed one target a row of X, got {self.y.shape} for {self.X.shape}; match them"
            raise ValueError(msg)
        self.components = principal_components(kernel, self.X)

    @property
    def eigenvalues(self) -> NDArray:
        r"""The eigenvalues of :math:`\frac1NG`, largest first: the rates of convergence along the components."""
        return self.components.eigenvalues

    def weights(self, Z: ArrayLike, until: Filter) -> NDArray:
        r"""Return :math:`A_t` at the rows of Z, (N, M)."""
        functions = self.components.functions
        here = functions.T @ np.asarray(self.kernel.gram(self.X, Z)) / len(self.X)
        # N^(-1/2) times the functions are orthonormal vectors; the second factor 1/N is that of the definition.
        return functions @ (until.gain(self.eigenvalues)[:, None] * here) / len(self.X)

    def predict(
        self, Z: ArrayLike, until: Filter, *, start: ArrayLike = 0.0, start_on_data: ArrayLike = 0.0
    ) -> NDArray:
        r"""Return :math:`f_t` at the rows of Z, from values of :math:`f_0` there and on the data (0 by default)."""
        return np.asarray(start) + self.weights(Z, until).T @ (self.y - np.asarray(start_on_data))

    def residual(self, until: Filter, *, start_on_data: ArrayLike = 0.0) -> NDArray:
        r"""Return :math:`f_t(X) - y`."""
        left = np.asarray(start_on_data) - self.y
        functions, kept = self.components.functions, until.remaining(self.eigenvalues)
        along = self.components.coefficients(left)
        return functions @ (kept.reshape(-1, *[1] * (along.ndim - 1)) * along)


def residual_after(gram: ArrayLike, residual: ArrayLike, until: Filter) -> NDArray:
    r"""Return :math:`(I - \frac1NG\varphi_t(\frac1NG))\,r`, for stacks of matrices (..., N, N) and of r, (..., N).

    >>> from ntkproofs.regression import Descent
    >>> residual_after([[2.0, 0.0], [0.0, 4.0]], [1.0, 1.0], Descent(rate=0.5, steps=1))
    array([0.5, 0. ])
    """
    matrices = np.asarray(gram, dtype=np.float64)
    values, vectors = np.linalg.eigh(matrices / matrices.shape[-1])
    along = np.einsum("...ij,...i->...j", vectors, np.asarray(residual, dtype=np.float64))
    return np.einsum("...ij,...j->...i", vectors, until.remaining(values) * along)
