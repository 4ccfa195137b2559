r"""The experiment of Figure 1: networks trained on Gaussian inputs, and their tangent kernel on the unit circle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import final

import numpy as np
from numpy.typing import NDArray
from sympy import Rational

from ntkproofs.activations import ReLU
from ntkproofs.networks import Architecture, Networks, descend, tangent_kernels

from .limiting_kernels import tangent

# The paper gives depth, widths, beta, rate, steps and target; the number of inputs is ours, and one sample serves all.
LAYERS, BIAS, RATE, TIME, INPUTS = 4, 0.1, 1.0, 200, 200
GAMMAS: NDArray = np.linspace(-np.pi, np.pi, 37)
CENTRE = len(GAMMAS) // 2  # gamma = 0, where x = x_0
# From this width on parameters are single precision: 10^8 weights of a layer are then 400 MB.
SINGLE = 1000


@final
@dataclass(frozen=True)
class CircleKernel:
    r"""The kernel of one network at one time: :math:`\Theta^{(4)}(x_0, x)` over the circle, and its size on the inputs.

    `curve` holds the values at the angles of `GAMMAS`; `largest` is :math:`\lambda_{\max}(\Theta/N)` on the N inputs.
    """

    curve: NDArray
    largest: float


@cache
def inputs() -> NDArray:
    r"""Return the N inputs :math:`x_i \sim \mathcal N(0, I_2)` that every network is trained on, (N, 2)."""
    return np.random.default_rng([2018, 1]).standard_normal((INPUTS, 2))


def target(X: NDArray) -> NDArray:
    r"""Return :math:`f^*(x) = x_1x_2`, (N, 1).

    >>> target(np.array([[2.0, 3.0]]))
    array([[6.]])
    """
    return X[:, :1] * X[:, 1:]


def draw(width: int, seed: int) -> Networks:
    """Return one network of the experiment at initialisation."""
    shape = Architecture((2, *[width] * (LAYERS - 1), 1), ReLU(), BIAS)
    return shape.draw(np.random.default_rng([seed, 2024, width]), dtype=np.float32 if width >= SINGLE else np.float64)


def circle() -> NDArray:
    r"""Return the points :math:`(\cos\gamma, \sin\gamma)` at the angles of `GAMMAS`, (37, 2)."""
    return np.stack([np.cos(GAMMAS), np.sin(GAMMAS)], axis=1)


def limiting_curve() -> NDArray:
    r"""Return :math:`\Theta_\infty^{(4)}(x_0, x)` at the angles of `GAMMAS`."""
    return np.asarray(tangent(LAYERS, Rational(1, 10)).gram(np.array([[1.0, 0.0]]), circle()))[0]


def look(networks: Networks) -> CircleKernel:
    """Return the kernel of one network as it is now."""
    curve = tangent_kernels(networks, [[1.0, 0.0]], circle())[0, 0]
    gram = tangent_kernels(networks, inputs())[0]
    return CircleKernel(curve, float(np.linalg.eigvalsh(gram)[-1]) / INPUTS)


def train(
    networks: Networks, *, rate: float = RATE, each: Callable[[int, Networks], None] = lambda number, networks: None
) -> None:
    r"""Train one network in place until :math:`t = 200`; the paper takes 200 steps of rate 1."""
    descend(networks, inputs(), target(inputs()), rate=rate, steps=round(TIME / rate), each=each)
