r"""Kernel gradient flow of any convex cost, by an ODE solver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.integrate import solve_ivp

from ntkproofs.regression.costs import Cost
from ntkproofs.regression.principal_components import HasGram


@final
@dataclass(frozen=True)
class ConvexFlow:
    r"""A solution at given times: :math:`f_t = f_0 + K(\cdot, X)a_t`, with `coefficients` a and `values` on the data.

    Both have the shape (times, N) or (times, N, outputs).
    """

    kernel: HasGram
    X: NDArray
    times: NDArray
    coefficients: NDArray
    values: NDArray

    def predict(self, Z: ArrayLike, *, start: ArrayLike = 0.0) -> NDArray:
        r"""Return :math:`f_t` at the rows of Z for every time, from the values of :math:`f_0` there."""
        return np.asarray(start) + np.tensordot(
            self.coefficients, np.asarray(self.kernel.gram(self.X, Z)), axes=(1, 0)
        ).swapaxes(1, -1)


def convex_flow(
    kernel: HasGram,
    X: ArrayLike,
    cost: Cost,
    times: Sequence[float],
    *,
    start: ArrayLike,
    relative: float = 1e-8,
    absolute: float = 1e-10,
) -> ConvexFlow:
    r"""Solve :math:`\partial_tf_t = -\nabla_KC` for a differentiable cost of the values on the data.

    .. math:: \nabla_KC(x) = \frac1N\sum_jK(x, x_j)\,d(x_j), \qquad d(x_j) = c_j'(f(x_j))

    (Jacot, Gabriel and Hongler 2018, section 3). With :math:`f_t = f_0 + K(\cdot, X)a_t` it is the equation
    :math:`a' = -\frac1Nd(f_0(X) + Ga)` in as many unknowns as there are data, and the solution is known everywhere.
    `start` holds :math:`f_0(X)`, (N,) or (N, outputs). SciPy's LSODA keeps the local errors below `relative` and
    `absolute`; nothing here is rigorous.

    :raises ValueError: if the times do not increase from 0 on, or the solver gives up.

    >>> from ntkproofs.kernels import Laplace
    >>> from ntkproofs.regression import Squares
    >>> flow = convex_flow(Laplace(1), [[1.0]], Squares([1.0]), [0.0, 1.0], start=[0.0])
    >>> flow.values[:, 0].round(6)
    array([0.      , 0.632121])
    """
    points, initial, when = np.asarray(X, float), np.asarray(start, float), np.asarray(times, float)
    if when.ndim != 1 or not len(when) or when[0] < 0 or np.any(np.diff(when) <= 0):
        msg = f"convex_flow: needed increasing times from 0 on, got {list(times)[:5]}; sort them"
        raise ValueError(msg)
    gram = np.asarray(kernel.gram(points))

    def velocity(_: float, a: NDArray) -> NDArray:
        return -cost.slope(initial + gram @ a.reshape(initial.shape)).ravel() / len(points)

    found = solve_ivp(
        velocity,
        (0.0, float(when[-1]) or 1.0),
        np.zeros(initial.size),
        method="LSODA",
        t_eval=when,
        rtol=relative,
        atol=absolute,
    )
    if not found.success:
        why = " ".join(found.message.split())
        msg = f"convex_flow: the solver gave up: {why}; shorten the time or loosen the tolerance"
        raise ValueError(msg)
    coefficients = found.y.T.reshape(len(when), *initial.shape)
    values = initial + np.einsum("ij,tj...->ti...", gram, coefficients)
    return ConvexFlow(kernel, points, when, coefficients, values)
