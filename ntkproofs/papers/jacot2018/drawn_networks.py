r"""Networks at initialisation, many of a width: their outputs and kernels, and the limits they are held against."""

from __future__ import annotations

from functools import cache

import numpy as np
from flint import arb
from numpy.typing import NDArray
from sympy import Rational

from ntkproofs.networks import Architecture, tangent_kernels

from .limiting_kernels import at, tangent
from .trained_networks import ACTIVATIONS, BIAS, POINTS, pieces

ANGLES = (Rational(0), Rational(1, 4), Rational(1, 2), Rational(1))


@cache
def kernels(activation: str, width: int, count: int, seed: int, place: str) -> NDArray:
    r"""Return :math:`\Theta_n^{(4)}` of independent networks, (count, N, N): at the four points or at the `circle`."""
    points = POINTS if place == "points" else CIRCLE
    generator = np.random.default_rng([seed, 2018, sorted(ACTIVATIONS).index(activation), width, len(points)])
    shape = Architecture((2, width, width, width, 1), ACTIVATIONS[activation], BIAS)
    parts = [tangent_kernels(shape.draw(generator, size), points) for size in pieces(count, width)]
    return np.concatenate(parts)


@cache
def outputs(activation: str, width: int, count: int, seed: int) -> NDArray:
    """Return both outputs of independent networks with two of them at the four points, (count, N, 2)."""
    generator = np.random.default_rng([seed, 2019, sorted(ACTIVATIONS).index(activation), width])
    shape = Architecture((2, width, width, width, 2), ACTIVATIONS[activation], BIAS)
    return np.concatenate([shape.draw(generator, size)(POINTS) for size in pieces(count, width)])


# The angles of Figure 1 that are sampled, the first of them that of x_0.
CIRCLE: NDArray = np.array(
    [[np.cos(float(part) * np.pi), np.sin(float(part) * np.pi)] for part in (*ANGLES[:3], ANGLES[3])]
)


def limit_at(part: Rational) -> arb:
    r"""Return a ball around :math:`\Theta_\infty^{(4)}` of ReLU at the angle :math:`p\pi`."""
    return at(tangent(4, Rational(1, 10)), part)(128)


def recursion(activation: str, slope: str, bias: float = BIAS, points: NDArray = POINTS) -> tuple[NDArray, NDArray]:
    r"""Return :math:`\Sigma^{(4)}` and :math:`\Theta_\infty^{(4)}` by the recursion in float64, from closed forms of its means.

    `slope` is ``derivative`` for :math:`\Theta^{(\ell+1)} = \dot\Sigma^{(\ell)}\Theta^{(\ell)} + \Sigma^{(\ell+1)}`, and
    ``value`` for the same with :math:`\Sigma^{(\ell)}` in place of :math:`\dot\Sigma^{(\ell)}`.

    >>> sigma, theta = recursion("relu", "derivative")
    >>> bool(abs(sigma[0, 0] - 13 / 160) < 1e-15 and abs(theta[0, 0] - 113 / 400) < 1e-15)
    True
    """
    sigma = points @ points.T / points.shape[1] + bias**2
    theta = sigma
    for _ in range(3):
        values, slopes = _erf(sigma) if activation == "erf" else _relu(sigma)
        theta = (slopes if slope == "derivative" else sigma) * theta + values + bias**2
        sigma = values + bias**2
    return sigma, theta


def _relu(sigma: NDArray) -> tuple[NDArray, NDArray]:
    norms = np.sqrt(np.outer(np.diag(sigma), np.diag(sigma)))
    cosine = np.clip(sigma / norms, -1, 1)
    np.fill_diagonal(cosine, 1)
    rest = np.pi - np.arccos(cosine)
    return norms * (np.sqrt(1 - cosine**2) + rest * cosine) / (2 * np.pi), rest / (2 * np.pi)


def _erf(sigma: NDArray) -> tuple[NDArray, NDArray]:
    product = np.outer(1 + 2 * np.diag(sigma), 1 + 2 * np.diag(sigma))
    return 2 / np.pi * np.arcsin(2 * sigma / np.sqrt(product)), 4 / np.pi / np.sqrt(product - 4 * sigma**2)
