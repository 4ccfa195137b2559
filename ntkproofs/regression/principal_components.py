r"""Kernel principal components: eigenfunctions of :math:`\Pi f = \frac1N\sum_jK(\cdot, x_j)f(x_j)`, not centred."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, final

import numpy as np
from numpy.typing import ArrayLike, NDArray


class HasGram(Protocol):
    """What is needed of a kernel: the matrix of its values at the rows of X and Y."""

    def gram(self, X: Any, Y: Any = None) -> Any: ...


@final
@dataclass(frozen=True)
class PrincipalComponents:
    r"""The eigenvalues :math:`\lambda_1 \ge \lambda_2 \ge \dots` of :math:`\frac1NG` and functions f of unit norm.

    `functions` has one column each, with :math:`\frac1N\sum_jf^{(i)}(x_j)^2 = 1` and, to fix the sign, a positive entry
    of largest absolute value. Eigenvalues that round-off cannot tell from 0 are 0.
    """

    kernel: HasGram
    X: NDArray
    eigenvalues: NDArray
    functions: NDArray

    def __call__(self, Z: ArrayLike) -> NDArray:
        r"""Return :math:`f^{(i)}(z) = \frac1{N\lambda_i}\sum_jK(z, x_j)f^{(i)}(x_j)`, (M, components).

        On the data these are the functions themselves; those of eigenvalue 0 are not defined elsewhere and give 0.
        """
        carried = np.asarray(self.kernel.gram(Z, self.X)) @ self.functions / len(self.X)
        positive = self.eigenvalues > 0
        return np.where(positive, carried / np.where(positive, self.eigenvalues, 1.0), 0.0)

    def coefficients(self, values: ArrayLike) -> NDArray:
        r"""Return :math:`\langle f, f^{(i)}\rangle_{p^{in}}` of a function with these values on the data, (N, ...)."""
        return self.functions.T @ np.asarray(values, dtype=np.float64) / len(self.X)


def principal_components(kernel: HasGram, X: ArrayLike, count: int | None = None) -> PrincipalComponents:
    r"""Return the first components (all by default) with respect to a kernel and the rows of X.

    The eigenvalues are those of :math:`\Pi` (Jacot, Gabriel and Hongler 2018, section 6.3; the data are the batch).

    :raises ValueError: if the Gram matrix has a negative eigenvalue beyond round-off.

    >>> from ntkproofs.kernels import Laplace
    >>> principal_components(Laplace(1), [[1.0, 0.0], [0.0, 1.0]]).eigenvalues.round(4)
    array([0.6216, 0.3784])
    """
    points = np.asarray(X, dtype=np.float64)
    gram = np.asarray(kernel.gram(points))
    values, vectors = np.linalg.eigh(gram / len(points))
    values, vectors = values[::-1], vectors[:, ::-1]
    # Weyl: the computed eigenvalues are off by at most a small multiple of N eps |G/N|.
    roundoff = 4 * len(points) * np.finfo(np.float64).eps * abs(values[0])
    if values[-1] < -roundoff:
        msg = (
            "principal_components: needed a positive semi-definite Gram matrix, got the eigenvalue "
            f"{values[-1]:.3g} of G/N; take a positive definite kernel"
        )
        raise ValueError(msg)
    values = np.where(values > roundoff, values, 0.0)
    largest = np.take_along_axis(vectors, np.abs(vectors).argmax(axis=0)[None], axis=0)
    functions = np.sqrt(len(points)) * vectors * np.sign(largest)
    return PrincipalComponents(kernel, points, values[:count], functions[:, :count])
