r"""The Gaussian process that training makes of a random start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from ntkproofs.regression.filters import Filter
from ntkproofs.regression.kernel_regression import KernelRegression
from ntkproofs.regression.principal_components import HasGram


@final
@dataclass(frozen=True)
class GaussianLaw:
    """Mean (M,) and covariance (M, M) of a Gaussian function at M points."""

    mean: NDArray
    covariance: NDArray

    @property
    def variance(self) -> NDArray:
        """The variance at each point; what round-off makes negative is 0."""
        return np.maximum(np.diagonal(self.covariance), 0.0)

    def percentiles(self, levels: Sequence[float]) -> NDArray:
        r"""Return the percentiles, one row a level in (0, 100): mean plus :math:`\Phi^{-1}(q/100)` deviations.

        >>> law = GaussianLaw(np.array([1.0]), np.array([[4.0]]))
        >>> law.percentiles([50, 90]).round(4)
        array([[1.    ],
               [3.5631]])
        """
        quantiles = ndtri(np.asarray(levels, dtype=np.float64) / 100)
        return self.mean + quantiles[:, None] * np.sqrt(self.variance)


def trained_law(regression: KernelRegression, covariance: HasGram, Z: ArrayLike, until: Filter) -> GaussianLaw:
    r"""Return the law of :math:`f_t` at the rows of Z for a centred Gaussian :math:`f_0` of covariance :math:`\Sigma`.

    .. math:: f_t(z) \sim \mathcal N\bigl(A_t^Ty,\; \Sigma(z,z) - 2A_t^T\Sigma(X,z) + A_t^T\Sigma(X,X)A_t\bigr),

    with the weights :math:`A_t` of `regression` (Jacot, Gabriel and Hongler 2018, section 5; of
    :func:`~ntkproofs.regression.KernelRegression.weights` at z).

    :raises ValueError: for more than one output.

    >>> import math
    >>> from ntkproofs.kernels import Conjugate, NeuralTangentKernel
    >>> from ntkproofs.regression import Flow
    >>> data = KernelRegression(NeuralTangentKernel(layers=3), [[1.0, 0.0], [0.0, 1.0]], [1.0, -1.0])
    >>> law = trained_law(data, Conjugate(layers=3), [[1.0, 0.0]], Flow(math.inf))
    >>> law.mean.round(10), law.variance.round(10)
    (array([1.]), array([0.]))
    """
    if regression.y.ndim != 1:
        msg = f"trained_law: needed scalar targets, got shape {regression.y.shape}; take one output at a time"
        raise ValueError(msg)
    weights = regression.weights(Z, until)
    cross = weights.T @ np.asarray(covariance.gram(regression.X, Z))
    spread = weights.T @ np.asarray(covariance.gram(regression.X)) @ weights
    here = np.asarray(covariance.gram(np.asarray(Z, dtype=np.float64)))
    return GaussianLaw(weights.T @ regression.y, here - cross - cross.T + spread)
