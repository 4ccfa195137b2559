r"""Networks of several widths trained on four points: one simulation, many statements about what moves and what does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import final

import numpy as np
from numpy.typing import NDArray
from sympy import Rational

from ntkproofs.activations import Activation, Erf, ReLU
from ntkproofs.checks import mean_near
from ntkproofs.checks.one_sided_mean import mean_below
from ntkproofs.claims import Step
from ntkproofs.networks import Architecture, Networks, descend, tangent_kernels
from ntkproofs.regression import Descent, residual_after

from .four_points import DATA_POINTS
from .limiting_kernels import tangent

# Sample sizes were raised once, where a first run was close to its limit; otherwise fixed in advance: widths, networks of each width in one replicate, replicates, level of each test, time and step.
WIDTHS, NETWORKS, REPLICATES = (32, 64, 128, 256), 2, 108
LEVEL = Fraction(1, 100_000)
LAYERS, BIAS, STEPS, RATE, LOOKS = 4, 0.1, 50, 1.0, 5
UNTIL = Descent(RATE, STEPS)
ACTIVATIONS: dict[str, Activation] = {"erf": Erf(), "relu": ReLU()}

POINTS: NDArray = np.array([[float(a), float(b)] for a, b in DATA_POINTS])
TARGETS: NDArray = np.stack([POINTS[:, 0] * POINTS[:, 1], POINTS[:, 0] ** 2 - POINTS[:, 1] ** 2], axis=1)
SETTING = (
    r"$L=4$, $n_1=n_2=n_3=n$, $\beta=1/10$, least squares on $(1,0),(3/5,4/5),(-4/5,3/5),(5/13,-12/13)$ with targets $x_1x_2$, 50 steps "
    rf"of gradient descent with rate 1; {REPLICATES} independent replicates, each with {NETWORKS} networks of every $n$ in ${WIDTHS}$; a quantity "
    "of a replicate at a width is the root mean square over its networks, and its exponent the slope of the logarithms by least squares"
)


@final
@dataclass(frozen=True)
class Slopes:
    """The exponents of one quantity in the width, one of each replicate, and the values behind them."""

    values: NDArray  # (replicates, widths)

    @property
    def exponents(self) -> list[float]:
        """The slope of log(value) against log(width) of every replicate."""
        logs = np.log(np.array(WIDTHS, dtype=float))
        centred = logs - logs.mean()
        return [float(slope) for slope in np.log(self.values) @ centred / (centred @ centred)]


def limiting_gram(activation: str, points: NDArray = POINTS) -> NDArray:
    r"""Return :math:`\Theta_\infty^{(4)}` on the points, in float64."""
    return np.asarray(tangent(LAYERS, Rational(1, 10), activation=ACTIVATIONS[activation]).gram(points))


def frobenius(arrays: NDArray) -> NDArray:
    """Return the Frobenius norm of each matrix of a stack."""
    return np.sqrt((arrays**2).sum(axis=(1, 2)))


@cache
def trained(activation: str, seed: int) -> dict[str, Slopes]:
    """Return the quantities of the simulation by name."""
    found: dict[str, list[NDArray]] = {}
    for code, width in enumerate(WIDTHS):
        generator = np.random.default_rng([seed, 1806, sorted(ACTIVATIONS).index(activation), code])
        shape = Architecture((2, width, width, width, 1), ACTIVATIONS[activation], BIAS)
        parts = [_one(shape.draw(generator, size), activation) for size in pieces(REPLICATES * NETWORKS, width)]
        for name in parts[0]:
            values = np.concatenate([part[name] for part in parts]).reshape(REPLICATES, NETWORKS)
            found.setdefault(name, []).append(np.sqrt((values**2).mean(axis=1)))
    return {name: Slopes(np.stack(columns, axis=1)) for name, columns in found.items()}


def pieces(count: int, width: int) -> list[int]:
    """Return sizes of stacks, with the given sum, whose weight matrices of one layer stay below a megabyte or so."""
    size = max(1, 2**17 // width**2)
    return [min(size, count - first) for first in range(0, count, size)]


def _one(networks: Networks, activation: str) -> dict[str, NDArray]:
    """Train a stack; return every quantity of each network, (count,)."""
    limit, start = limiting_gram(activation), networks.copy()
    first, kernel = start.forward(POINTS), tangent_kernels(start, POINTS)
    drift, distance = np.zeros(networks.count), frobenius(kernel - limit)
    moved = np.zeros((LAYERS, networks.count))

    def look(number: int, now: Networks) -> None:
        if number % (STEPS // LOOKS):
            return
        current = tangent_kernels(now, POINTS)
        drift[:] = np.maximum(drift, frobenius(current - kernel))
        distance[:] = np.maximum(distance, frobenius(current - limit))
        for layer, (after, before) in enumerate(zip(now.weights, start.weights, strict=True)):
            change = (after - before) / np.sqrt(before.shape[2])
            # The Frobenius norm is an upper bound of the operator norm; for l = 0 the operator norm itself is taken.
            norm = np.linalg.norm(change, ord=2, axis=(1, 2)) if layer == 0 else frobenius(change)
            moved[layer] = np.maximum(moved[layer], norm)

    targets = TARGETS[:, :1]
    descend(networks, POINTS, targets, rate=RATE, steps=STEPS, each=look)
    last = networks.forward(POINTS)
    here, before = last.preactivations[-1][..., 0], first.preactivations[-1][..., 0]
    residual = before - targets[:, 0]
    quantities = {
        "kernel": drift,
        "distance to limit": distance,
        "top weights": np.sqrt(((networks.weights[-1] - start.weights[-1]) ** 2).mean(axis=(1, 2))),
        "output": _rms((here - before)[..., None]),
        "own flow": _rms((here - targets[:, 0] - residual_after(kernel, residual, UNTIL))[..., None]),
    }
    for factor in (1, 2):
        flow = residual_after(factor * np.broadcast_to(limit, kernel.shape), residual, UNTIL)
        quantities[f"limiting flow {factor}"] = _rms((here - targets[:, 0] - flow)[..., None])
    for layer in range(LAYERS):
        quantities[f"weights {layer}"] = moved[layer]
        after, prior = last.preactivations[layer], first.preactivations[layer]
        quantities[f"preactivations {layer + 1}"] = _rms(after - prior)
        grams = [np.matmul(u, u.swapaxes(1, 2)) / u.shape[2] for u in (after, prior)]
        quantities[f"covariance {layer + 1}"] = frobenius(grams[0] - grams[1]) / frobenius(grams[1])
    return quantities


def _rms(arrays: NDArray) -> NDArray:
    return np.sqrt((arrays**2).mean(axis=(1, 2)))


def exponent_near(
    slopes: Slopes, expected: Rational, seed: int, text: str, tolerance: Fraction = Fraction(1, 5)
) -> Step:
    """Support that the exponent of a quantity in the width is near a value, as a goal."""
    return mean_near(slopes.exponents, expected, tolerance=tolerance, level=LEVEL, seed=seed, text=text, goal=True)


def exponent_below(slopes: Slopes, bound: Rational, seed: int, text: str) -> Step:
    """Support that the exponent of a quantity in the width is below a bound, as a goal."""
    return mean_below(slopes.exponents, Fraction(str(bound)), level=LEVEL, seed=seed, text=text, goal=True)


def for_each(activations: str) -> Iterable[str]:
    """Return the activations that a parameter names, separated by commas."""
    return activations.split(",")
