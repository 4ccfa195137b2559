r"""Gradient flow of one shallow softplus network on the circle, with antisymmetric initialisation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import final

import numpy as np

from .circle import (
    ANGLES,
    Array,
    Operator,
    coefficients,
    interpolation,
    limiting_kernel,
    limiting_operator,
    target,
)

#: The projections looked at: onto the constants, and with the harmonics of degree 1, and with those of degree 2.
TOPS = (1, 3, 5)


@final
@dataclass(frozen=True)
class Moment:
    r"""A trained network at one time; distances are squared, in L2 of the uniform measure, over their squared factor."""

    coefficients: tuple[float, ...]  # of the residual on 1, cos, cos 2, cos 3
    full: float  # |r_t - exp(-T t) r_0|^2 / t^2 with T = T_K, K the limit
    tops: tuple[float, ...]  # the same projected on the first 1, 3, 5 eigenfunctions
    full_start: float  # with K = K_0 instead
    tops_start: tuple[float, ...]
    linear: float  # |f - f_lin|^2, not divided
    drift: float  # |theta_t - theta_0|


@final
@dataclass(frozen=True)
class Run:
    """A training run: the kernel error at the start and the state at the times asked for."""

    kernel_error: float  # |K_0 - K|^2 in L2 of the product measure
    moments: dict[float, Moment]


class _Network:
    """Two copies of a shallow network with rescaled difference, on the grid; parameters as arrays (copies, ...)."""

    def __init__(self, width: int, generator: np.random.Generator) -> None:
        self.w = np.repeat(generator.standard_normal((1, width, 2)), 2, axis=0)
        self.v = np.repeat(generator.standard_normal((1, width)), 2, axis=0)
        self.scale = np.array([1.0, -1.0])[:, None, None] / np.sqrt(2 * width)
        self.points = np.stack([np.cos(ANGLES), np.sin(ANGLES)]) / np.sqrt(2)

    def parts(self, w: Array) -> tuple[Array, Array]:
        """Return the scaled activations and slopes, each (copies, width, points)."""
        z = w @ self.points
        low = np.exp(-np.abs(z))
        omega = np.maximum(z, 0) + np.log1p(low)
        slope = np.where(z >= 0, 1.0, low) / (1 + low)
        return self.scale * omega, self.scale * slope

    def output(self, w: Array, v: Array) -> Array:
        return np.matmul(v[:, None, :], self.parts(w)[0]).sum(axis=(0, 1))

    def kernel(self) -> Array:
        omega, slope = self.parts(self.w)
        bent = slope * self.v[:, :, None]
        values = sum(own.T @ own for own in omega)
        slopes = sum(own.T @ own for own in bent)
        return np.asarray(values + slopes * (self.points.T @ self.points))

    def gradient(self, w: Array, v: Array, sample: Array, labels: Array) -> tuple[Array, Array]:
        r"""Return minus the gradient of the loss in (w, v).

        With :math:`f(x_i) = \sum_jD_{ij}f(g_j)` on the grid, the same for every :math:`\partial_\theta f`, the gradient
        is :math:`\sum_jq_j\,\partial_\theta f(g_j)`, :math:`q = \frac1nD^T(Df - y)`.
        """
        omega, slope = self.parts(w)
        output = np.matmul(v[:, None, :], omega).sum(axis=(0, 1))
        residual = (sample @ output - labels) @ sample / labels.size
        return -v[:, :, None] * (slope @ (residual * self.points).T), -(omega @ residual)


def train(
    width: int, samples: int, generator: np.random.Generator, times: tuple[float, ...], *, step: float = 0.25
) -> Run:
    """Train one network by the classical Runge-Kutta method and compare it with the ideal dynamics.

    The times are multiples of the step; its error is far below those compared (a step of 1/4 or 1/2 against eigenvalues
    below 1).
    """
    network = _Network(width, generator)
    angles = generator.uniform(0, 2 * np.pi, samples)
    sample, labels = interpolation(angles), target(angles)
    kernel = network.kernel()
    start, limit = Operator(kernel), limiting_operator()
    omega, slope = network.parts(network.w)
    moments = {}
    w, v = network.w.copy(), network.v.copy()
    for count in range(1, round(max(times) / step) + 1):
        slopes: list[tuple[Array, Array]] = []
        for share in (0.0, 0.5, 0.5, 1.0):
            dw, dv = slopes[-1] if slopes else (0.0, 0.0)
            slopes.append(network.gradient(w + share * step * dw, v + share * step * dv, sample, labels))
        w = w + step / 6 * (slopes[0][0] + 2 * slopes[1][0] + 2 * slopes[2][0] + slopes[3][0])
        v = v + step / 6 * (slopes[0][1] + 2 * slopes[1][1] + 2 * slopes[2][1] + slopes[3][1])
        time = count * step
        if time in times:
            output = network.output(w, v)
            residual = output - target(ANGLES)
            moved = ((w - network.w) @ network.points) * network.v[:, :, None]
            linear = np.einsum("cmn,cm->n", omega, v - network.v) + np.sum(slope * moved, axis=(0, 1))
            moments[time] = Moment(
                coefficients(residual),
                limit.distance(residual, time),
                tuple(limit.distance(residual, time, top) for top in TOPS),
                start.distance(residual, time),
                tuple(start.distance(residual, time, top) for top in TOPS),
                float(np.mean((output - linear) ** 2)),
                float(np.sqrt(np.sum((w - network.w) ** 2) + np.sum((v - network.v) ** 2))),
            )
    return Run(float(np.mean((kernel - limiting_kernel()) ** 2)), moments)


def kernel_errors(width: int, count: int, generator: np.random.Generator) -> Array:
    r"""Return :math:`\|K_0 - K^\infty\|^2` of `count` independent networks of a width."""
    limit = limiting_kernel()
    return np.array([np.mean((_Network(width, own).kernel() - limit) ** 2) for own in generator.spawn(count)])


@cache
def runs(width: int, count: int, seed: int, times: tuple[float, ...], samples: int | None = None) -> tuple[Run, ...]:
    """Train `count` independent networks of a width, on as many samples as the width unless their number is given."""
    size = width if samples is None else samples
    generators = np.random.default_rng([seed, width, size]).spawn(count)
    return tuple(train(width, size, generator, times) for generator in generators)
