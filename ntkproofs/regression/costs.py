r"""Convex costs :math:`C(f) = \frac1N\sum_ic_i(f(x_i))` of the values on the data."""

from __future__ import annotations

import abc
from typing import final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit, log_softmax, softmax


class Cost(abc.ABC):
    r"""A cost of the values on the data, and the functions :math:`d(x_i) = c_i'(f(x_i))` of its derivative."""

    @abc.abstractmethod
    def value(self, values: NDArray) -> float:
        r"""Return :math:`\frac1N\sum_ic_i(f(x_i))`."""

    @abc.abstractmethod
    def slope(self, values: NDArray) -> NDArray:
        r"""Return :math:`d(x_i)`, of the shape of the values."""


@final
class Squares(Cost):
    r"""Least squares, :math:`c_i(f) = \frac12|f - y_i|^2`, targets (N,) or (N, outputs).

    >>> Squares([1.0, 0.0]).value(np.array([0.0, 0.0]))
    0.25
    """

    def __init__(self, y: ArrayLike) -> None:
        self.y = np.asarray(y, dtype=np.float64)

    def value(self, values: NDArray) -> float:
        return float(((values - self.y) ** 2).sum() / (2 * len(self.y)))

    def slope(self, values: NDArray) -> NDArray:
        return values - self.y


@final
class Logistic(Cost):
    r"""Logistic cost, :math:`c_i(f) = \log(1 + e^{-y_if})`, labels -1 and 1.

    It has no minimum on separable data: the flow goes to infinity.

    :raises ValueError: for another label.

    >>> Logistic([1, -1]).slope(np.zeros(2))
    array([-0.5,  0.5])
    """

    def __init__(self, labels: ArrayLike) -> None:
        self.labels = np.asarray(labels, dtype=np.float64)
        if not np.all(np.abs(self.labels) == 1):
            msg = f"Logistic: needed labels -1 and 1, got {sorted(set(self.labels.ravel().tolist()))[:5]}; recode them"
            raise ValueError(msg)

    def value(self, values: NDArray) -> float:
        return float(np.logaddexp(0, -self.labels * values).mean())

    def slope(self, values: NDArray) -> NDArray:
        return -self.labels * expit(-self.labels * values)


@final
class CrossEntropy(Cost):
    r"""Cross-entropy of the soft-max, :math:`c_i(f) = \log\sum_ke^{f_k} - f_{y_i}`, labels 0, 1, ...

    Values are (N, classes).

    >>> CrossEntropy([0, 1]).slope(np.zeros((2, 2)))
    array([[-0.5,  0.5],
           [ 0.5, -0.5]])
    """

    def __init__(self, labels: ArrayLike) -> None:
        self.labels = np.asarray(labels, dtype=np.int64)

    def value(self, values: NDArray) -> float:
        return -float(np.take_along_axis(log_softmax(values, axis=1), self.labels[:, None], axis=1).mean())

    def slope(self, values: NDArray) -> NDArray:
        slope = softmax(values, axis=1)
        slope[np.arange(len(slope)), self.labels] -= 1
        return slope
