r"""Spectral filters: what training has done to the eigenvalue :math:`\lambda` of :math:`\frac1NG` so far."""

from __future__ import annotations

import abc
import math
from dataclasses import dataclass
from typing import final

import numpy as np
from numpy.typing import ArrayLike, NDArray


class Filter(abc.ABC):
    r"""The factor :math:`\varphi(\lambda)` of :math:`f = f_0 + \frac1NK(\cdot,X)\,\varphi(\frac1NG)\,(y - f_0(X))`.

    Of the residual along an eigenvector :math:`1 - \lambda\varphi(\lambda)` remains.
    """

    @abc.abstractmethod
    def gain(self, eigenvalues: ArrayLike) -> NDArray:
        r"""Return :math:`\varphi(\lambda)`, elementwise, for :math:`\lambda \ge 0`."""

    @abc.abstractmethod
    def remaining(self, eigenvalues: ArrayLike) -> NDArray:
        r"""Return :math:`1 - \lambda\varphi(\lambda)`, elementwise, for :math:`\lambda \ge 0`."""


@final
@dataclass(frozen=True)
class Flow(Filter):
    r"""Gradient flow until time :math:`t \in [0, \infty]`: :math:`\varphi(\lambda) = (1 - e^{-t\lambda})/\lambda`.

    The cost is :math:`\frac1{2N}\sum_i|f(x_i) - y_i|^2`. At :math:`t = \infty`, where :math:`\varphi(0)` is taken to be
    0, the solution of least norm is reached (Jacot, Gabriel and Hongler 2018, section 5).

    :raises ValueError: for a negative time.

    >>> Flow(2.0).remaining([0.0, 0.5]).round(4), Flow(math.inf).gain([0.0, 0.5])
    (array([1.    , 0.3679]), array([0., 2.]))
    """

    time: float

    def __post_init__(self) -> None:
        if not self.time >= 0:
            msg = f"Flow: needed a time in [0, inf], got {self.time}; training runs forwards"
            raise ValueError(msg)

    def gain(self, eigenvalues: ArrayLike) -> NDArray:
        values = np.asarray(eigenvalues, dtype=np.float64)
        safe = np.where(values > 0, values, 1.0)
        limit = 0.0 if math.isinf(self.time) else self.time
        return np.where(values > 0, -np.expm1(-self.time * safe) / safe, limit)

    def remaining(self, eigenvalues: ArrayLike) -> NDArray:
        values = np.asarray(eigenvalues, dtype=np.float64)
        return np.where(values > 0, np.exp(-self.time * np.where(values > 0, values, 1.0)), 1.0)


@final
@dataclass(frozen=True)
class Descent(Filter):
    r"""Gradient descent with rate :math:`\eta`, s steps: :math:`1 - \lambda\varphi(\lambda) = (1 - \eta\lambda)^s`.

    :raises ValueError: for a rate that is not positive or a negative number of steps.

    >>> Descent(rate=0.5, steps=2).remaining([1.0])
    array([0.25])
    """

    rate: float
    steps: int

    def __post_init__(self) -> None:
        if not (self.rate > 0 and self.steps >= 0):
            msg = f"Descent: needed rate > 0 and steps >= 0, got {self.rate} and {self.steps}; change them"
            raise ValueError(msg)

    def gain(self, eigenvalues: ArrayLike) -> NDArray:
        values = np.asarray(eigenvalues, dtype=np.float64)
        safe, h = np.where(values > 0, values, 1.0), self.rate * values
        # 1 - (1 - h)^s = -expm1(s log1p(-h)) keeps its digits for small h; further on the power does.
        small = h < 0.5
        near = -np.expm1(self.steps * np.log1p(np.where(small, -h, 0.0)))
        far = 1 - (1 - h) ** self.steps
        return np.where(values > 0, np.where(small, near, far) / safe, self.rate * self.steps)

    def remaining(self, eigenvalues: ArrayLike) -> NDArray:
        return (1 - self.rate * np.asarray(eigenvalues, dtype=np.float64)) ** self.steps

    def stable(self, eigenvalues: ArrayLike) -> bool:
        r"""Whether no component grows: :math:`\eta\lambda \le 2` for all eigenvalues."""
        return bool(np.all(self.rate * np.asarray(eigenvalues) <= 2))


@final
@dataclass(frozen=True)
class Ridge(Filter):
    r"""Kernel ridge regression, :math:`\varphi(\lambda) = 1/(\lambda + \rho)`, from :math:`f_0 = 0` the minimiser of

    .. math:: \frac1N\sum_i(f(x_i) - y_i)^2 + \rho\|f\|_K^2.

    :raises ValueError: unless :math:`\rho > 0`.

    >>> Ridge(0.5).gain([0.5])
    array([1.])
    """

    strength: float

    def __post_init__(self) -> None:
        if not self.strength > 0:
            msg = f"Ridge: needed strength > 0, got {self.strength}; without a penalty take Flow(math.inf)"
            raise ValueError(msg)

    def gain(self, eigenvalues: ArrayLike) -> NDArray:
        return 1 / (np.asarray(eigenvalues, dtype=np.float64) + self.strength)

    def remaining(self, eigenvalues: ArrayLike) -> NDArray:
        return self.strength / (np.asarray(eigenvalues, dtype=np.float64) + self.strength)
