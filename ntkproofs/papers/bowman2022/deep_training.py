r"""Gradient flow of deep networks of section 2.3 on the circle, with antisymmetric initialisation, by JAX."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np

from ntkproofs.activations import Softplus, SquareRoot
from ntkproofs.kernels import NeuralTangentKernel
from ntkproofs.networks import (
    Model,
    antisymmetric,
    convolution,
    dense,
    elementwise,
    empirical_tangent_kernel,
    flatten,
    gradient_flow,
    residual,
    serial,
)

from .circle import ANGLES, Array, interpolation, target

#: Positions of the signal that a convolutional network sees: the cosine, shifted by the angle.
PLACES = 8
ARCHITECTURES = ("fully_connected", "residual", "convolutional")
#: Steps of the integration: a third of the reciprocal of the largest eigenvalue, or less.
STEPS = {"fully_connected": 0.25, "residual": 0.125, "convolutional": 0.125}


@cache
def network(architecture: str, width: int) -> Model:
    r"""Return a softplus network with two hidden layers of a width, in the scaling of the paper, without biases.

    Fully connected :math:`2 \to m \to m \to 1`; the same with the second layer residual; two circular convolutions with
    filters of 3 places and m channels on signals of 8 places, then an output that sums all channels and places.
    """
    bend = elementwise(Softplus())
    if architecture == "convolutional":
        first, second = (convolution(n, width, (3,), divide_by_size=False) for n in (1, width))
        return serial(first, bend, second, bend, flatten(), dense(PLACES * width, 1))
    second = serial(dense(width, width), bend)
    inner = residual(second) if architecture == "residual" else second
    return serial(dense(2, width), bend, inner, dense(width, 1))


@cache
def _doubled(architecture: str, width: int) -> Model:
    return antisymmetric(network(architecture, width))


def inputs(architecture: str, angles: Array) -> Array:
    r"""Return the inputs at some angles: points of the circle, or signals :math:`\cos(\theta + 2\pi j/8)`, (n, 1, 8)."""
    if architecture == "convolutional":
        return np.cos(angles[:, None, None] + 2 * np.pi * np.arange(PLACES) / PLACES)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def kernel(architecture: str, width: int, generator: np.random.Generator) -> Array:
    """Return the tangent kernel of one drawn network on the grid."""
    model = network(architecture, width)
    return empirical_tangent_kernel(model, model.init(generator), inputs(architecture, ANGLES))


def limiting_kernel() -> Array:
    """Return the limiting kernel of the fully connected network on the grid."""
    limit = NeuralTangentKernel(layers=3, activation=Softplus(), input_scale=SquareRoot(Fraction(1, 2)))
    points = inputs("fully_connected", ANGLES)
    return np.asarray(limit.gram(points, points))


def mean_kernel(architecture: str, width: int, count: int, generator: np.random.Generator) -> Array:
    """Return the mean kernel of `count` networks of a width, an estimate of the limiting kernel."""
    return np.asarray(sum(kernel(architecture, width, own) for own in generator.spawn(count)) / count)


def _loss(outputs: Any, data: tuple[Any, Any]) -> Any:
    sample, labels = data
    return ((sample @ outputs[:, 0] - labels) ** 2).sum() / (2 * labels.size)


def residuals(
    architecture: str,
    width: int,
    samples: int,
    generator: np.random.Generator,
    times: tuple[float, ...],
) -> tuple[Array, Iterator[Array]]:
    """Return the kernel of a drawn network on the grid and, one a time, its residuals there along the flow.

    The loss is that of samples drawn uniformly; the Fourier coefficients of such networks beyond degree 31 are below
    1e-9, so the values at the samples are interpolated from the grid.
    """
    plain, model, points = network(architecture, width), _doubled(architecture, width), inputs(architecture, ANGLES)
    drawn = model.init(generator)
    angles = generator.uniform(0, 2 * np.pi, samples)
    data = (interpolation(angles), target(angles))

    def ends() -> Iterator[Array]:
        for own in gradient_flow(model, drawn, points, _loss, data, times=times, step=STEPS[architecture]):
            yield model(own, points)[:, 0] - target(ANGLES)

    return empirical_tangent_kernel(plain, drawn[0], points), ends()
