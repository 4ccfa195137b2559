r"""Gradient flow of one shallow softplus network on the circle, with antisymmetric initialisation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import final

import numpy as np

from .section_2_2_softplus_spectrum import eigenvalue

Array = np.ndarray

#: Coefficients of the target on 1, cos, cos 2, cos 3.
TARGET = (1.0, 1.0, 0.5, 0.3)
TARGET_TEXT = r"$f^*=1+\cos\theta+\frac12\cos2\theta+\frac3{10}\cos3\theta$"
_GRID = 64
_DEGREES = 9


@cache
def rates() -> tuple[float, ...]:
    r"""Return :math:`\mu_0, \dots, \mu_8`, the odd ones exact, as floating-point numbers."""
    return tuple(float(eigenvalue(k).mid()) if k % 2 == 0 else (0.125 if k == 1 else 0.0) for k in range(_DEGREES))


def _target(angles: Array) -> Array:
    return np.asarray(sum(c * np.cos(k * angles) for k, c in enumerate(TARGET)))


def _points(angles: Array) -> Array:
    return np.stack([np.cos(angles), np.sin(angles)]) / np.sqrt(2)


@final
@dataclass(frozen=True)
class Moment:
    """A trained network at one time: squared distances in L2 of the uniform measure."""

    coefficients: tuple[float, ...]  # of the residual on 1, cos, cos 2, cos 3
    distance: float  # |r_t - exp(-T t) r_0|^2
    projected: float  # the same after the projection on 1, cos, sin
    linear: float  # |f - f_lin|^2


@final
@dataclass(frozen=True)
class Run:
    """A training run: the kernel error at the start and the state at the times asked for."""

    kernel_error: float  # |K_0 - K|^2 in L2 of the product measure
    moments: dict[float, Moment]


class _Network:
    """Two copies of a shallow network with rescaled difference, parameters as arrays (copies, ...)."""

    def __init__(self, width: int, generator: np.random.Generator) -> None:
        self.w = np.repeat(generator.standard_normal((1, width, 2)), 2, axis=0)
        self.v = np.repeat(generator.standard_normal((1, width)), 2, axis=0)
        self.scale = np.array([1.0, -1.0])[:, None, None] / np.sqrt(2 * width)

    def parts(self, w: Array, v: Array, points: Array) -> tuple[Array, Array]:
        """Return the scaled activations and slopes times v, each (copies, width, points)."""
        z = w @ points
        low = np.exp(-np.abs(z))
        omega = np.maximum(z, 0) + np.log1p(low)
        slope = np.where(z >= 0, 1.0, low) / (1 + low)
        return self.scale * omega, self.scale * slope * v[:, :, None]

    def output(self, w: Array, v: Array, points: Array) -> Array:
        omega, _ = self.parts(w, v, points)
        return np.einsum("cmn,cm->n", omega, v)

    def gradient(self, w: Array, v: Array, points: Array, labels: Array) -> tuple[Array, Array]:
        """Return minus the gradient of the loss in (w, v)."""
        omega, slope = self.parts(w, v, points)
        residual = (np.einsum("cmn,cm->n", omega, v) - labels) / labels.size
        return -np.einsum("cmn,n,dn->cmd", slope, residual, points), -(omega @ residual)


def train(
    width: int, samples: int, generator: np.random.Generator, times: tuple[float, ...], *, step: float = 0.25
) -> Run:
    """Train one network by the classical Runge-Kutta method and compare it with the ideal dynamics.

    The times are multiples of the step; its error is far below those compared (a step of 0.25 against eigenvalues
    below 1).
    """
    network = _Network(width, generator)
    angles = generator.uniform(0, 2 * np.pi, samples)
    points, labels = _points(angles), _target(angles)
    grid = 2 * np.pi * np.arange(_GRID) / _GRID
    where = _points(grid)
    omega, slope = network.parts(network.w, network.v, where)
    start = np.einsum("cmi,cmj->ij", omega, omega) + np.einsum("cmi,cmj->ij", slope, slope) * (where.T @ where)
    gaps = grid[:, None] - grid[None, :]
    limit = sum((1 if k == 0 else 2) * mu * np.cos(k * gaps) for k, mu in enumerate(rates()))
    moments = {}
    w, v = network.w.copy(), network.v.copy()
    for count in range(1, round(max(times) / step) + 1):
        slopes: list[tuple[Array, Array]] = []
        for share in (0.0, 0.5, 0.5, 1.0):
            dw, dv = slopes[-1] if slopes else (0.0, 0.0)
            slopes.append(network.gradient(w + share * step * dw, v + share * step * dv, points, labels))
        w = w + step / 6 * (slopes[0][0] + 2 * slopes[1][0] + 2 * slopes[2][0] + slopes[3][0])
        v = v + step / 6 * (slopes[0][1] + 2 * slopes[1][1] + 2 * slopes[2][1] + slopes[3][1])
        time = count * step
        if time in times:
            output = network.output(w, v, where)
            ideal = sum(-c * np.exp(-rates()[k] * time) * np.cos(k * grid) for k, c in enumerate(TARGET))
            residual = output - _target(grid)
            gap = residual - ideal
            modes = np.stack([np.ones(_GRID), np.sqrt(2) * np.cos(grid), np.sqrt(2) * np.sin(grid)])
            shares = np.fft.rfft(residual).real / _GRID
            linear = np.einsum("cmn,cm->n", omega, v - network.v) + np.einsum(
                "cmn,cmd,dn->n", slope, w - network.w, where
            )
            moments[time] = Moment(
                tuple(float(shares[k] * (1 if k == 0 else 2)) for k in range(len(TARGET))),
                float(np.mean(gap**2)),
                float(np.sum((modes @ gap / _GRID) ** 2)),
                float(np.mean((output - linear) ** 2)),
            )
    return Run(float(np.mean((start - limit) ** 2)), moments)


@cache
def runs(width: int, count: int, seed: int, times: tuple[float, ...]) -> tuple[Run, ...]:
    """Train `count` independent networks of a width on as many samples as the width."""
    generators = np.random.default_rng([seed, width]).spawn(count)
    return tuple(train(width, width, generator, times) for generator in generators)
