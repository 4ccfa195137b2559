r"""The experiment of Figure 3: networks trained along the second principal component of their limiting kernel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from numpy.typing import NDArray
from sympy import Rational

from ntkproofs.activations import ReLU
from ntkproofs.networks import Architecture, Networks, descend
from ntkproofs.regression import PrincipalComponents, principal_components

from .limiting_kernels import tangent

LAYERS, BIAS, SHARE = 4, 0.1, 0.5


@final
@dataclass(frozen=True)
class Paths:
    r"""The way of each network: :math:`f_{\theta(t)} - f^* = g_tf^{(2)} + h_t` with :math:`h_t \perp f^{(2)}`.

    `along` holds :math:`g_t`, with the sign that makes it positive at the start, and `across` the norm of :math:`h_t`,
    both (count, looks), at the `times`.
    """

    times: NDArray
    along: NDArray
    across: NDArray


def components(X: NDArray, layers: int = LAYERS) -> PrincipalComponents:
    r"""Return the first three principal components of the rows of X for :math:`\Theta_\infty^{(L)}`, not centred."""
    return principal_components(tangent(layers, Rational(1, 10), X.shape[1]), X, 3)


def draw(X: NDArray, width: int, count: int, generator: np.random.Generator) -> Networks:
    """Return networks of the experiment at initialisation; single precision from width 1000 on."""
    shape = Architecture((X.shape[1], *[width] * (LAYERS - 1), 1), ReLU(), BIAS)
    return shape.draw(generator, count, np.float32 if width >= 1000 else np.float64)


def train(networks: Networks, X: NDArray, second: NDArray, *, rate: float, steps: int, every: int) -> Paths:
    r"""Train towards :math:`f^* = f_{\theta(0)} + \frac12f^{(2)}` by least squares, in place; look now and then.

    `second` holds the values of :math:`f^{(2)}` at the rows of X, of mean square 1.
    """
    goal = networks(X)[..., 0] + SHARE * second
    along, across = [], []

    def look(number: int, now: Networks) -> None:
        if number % every == 0:
            gap = now(X)[..., 0] - goal
            share = gap @ second / len(X)
            along.append(-share)
            across.append(np.sqrt(((gap - share[:, None] * second) ** 2).mean(axis=1)))

    look(0, networks)
    descend(networks, X, goal[..., None], rate=rate, steps=steps, each=look)
    times = rate * every * np.arange(len(along))
    return Paths(times, np.stack(along, axis=1), np.stack(across, axis=1))


def theory(times: NDArray, eigenvalue: float) -> NDArray:
    r"""Return :math:`\frac12e^{-\lambda_2t}`.

    >>> theory(np.array([0.0]), 0.1)
    array([0.5])
    """
    return SHARE * np.exp(-eigenvalue * times)
