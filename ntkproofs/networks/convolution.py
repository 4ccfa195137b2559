r"""Convolutional layers: weights shared over the positions of a signal or an image."""

from __future__ import annotations

import itertools
import math
from typing import Any, Literal

from ntkproofs.networks.differentiation import differentiation_library
from ntkproofs.networks.model import Model, Parameters
from ntkproofs.networks.parametrisation import Parametrisation

#: What stands beyond the border: nothing (the output is smaller), zeros, or the other side.
Padding = Literal["valid", "zero", "circular"]


def convolution(
    inputs: int,
    outputs: int,
    size: tuple[int, ...],
    *,
    bias: float = 0.0,
    padding: Padding = "circular",
    divide_by_size: bool = True,
    ordinary: bool = False,
) -> Model:
    r"""The convolution of `inputs` channels to `outputs` channels with a filter of a size, (N, channels, positions...).

    .. math:: \tilde\alpha_c(p) = (nq)^{-1/2}\sum_{c'=1}^{n}\sum_{s \in S} W_{cc's}\,\alpha_{c'}(p + s) + \beta b_c,
              \qquad q = |S|,

    the filter S centred (a side of even length reaches one further to the right); drawn, and scaled otherwise if
    `ordinary`, as :class:`~ntkproofs.networks.parametrisation.Parametrisation` says. Bowman and Montufar (2022, section
    2.3) divide by the root of the channels only: `divide_by_size=False`.

    :raises ValueError: for a number of channels or a side below 1.

    >>> import numpy as np
    >>> layer = convolution(1, 2, (3,))
    >>> layer(layer.init(np.random.default_rng(0)), np.ones((5, 1, 8))).shape
    (5, 2, 8)
    """
    if min(inputs, outputs, *size) < 1:
        msg = f"convolution: needed positive channels and sides, got {inputs}, {outputs} and {size}; give at least 1"
        raise ValueError(msg)
    places = math.prod(size)
    terms = inputs * places if divide_by_size else inputs
    scheme = Parametrisation(bias, ordinary)

    def apply(parameters: Parameters, values: Any) -> Any:
        numpy = differentiation_library().numpy
        shifted = numpy.stack(list(_shifts(numpy, values, size, padding)), axis=2)
        carried = numpy.einsum("ocs,ncs...->no...", scheme.weight(parameters, terms), shifted)
        shift = scheme.shift(parameters)
        return carried + (shift.reshape(-1, *(1 for _ in size)) if bias or ordinary else shift)

    return Model(lambda generator: scheme.draw(generator, (outputs, inputs, places), terms), apply)


def _shifts(numpy: Any, values: Any, size: tuple[int, ...], padding: Padding) -> Any:
    """The signal seen from each place of the filter, in the order of the places."""
    axes = tuple(range(2, 2 + len(size)))
    before = [(side - 1) // 2 for side in size]
    if padding == "circular":
        for place in itertools.product(*(range(side) for side in size)):
            yield numpy.roll(values, tuple(b - s for b, s in zip(before, place, strict=True)), axes)
        return
    if padding == "zero":
        borders = [(b, side - 1 - b) for b, side in zip(before, size, strict=True)]
        values = numpy.pad(values, [(0, 0), (0, 0), *borders])
    lengths = [values.shape[axis] - side + 1 for axis, side in zip(axes, size, strict=True)]
    for place in itertools.product(*(range(side) for side in size)):
        yield values[(..., *(slice(s, s + length) for s, length in zip(place, lengths, strict=True)))]


def average_pool(size: tuple[int, ...]) -> Model:
    r"""The mean over disjoint blocks of a size, which must divide the numbers of positions; no parameters.

    >>> pool = average_pool((2,))
    >>> pool((), [[[1.0, 3.0, 5.0, 5.0]]])
    array([[[2., 5.]]])
    """

    def apply(parameters: Parameters, values: Any) -> Any:
        blocks = [n for length, side in zip(values.shape[2:], size, strict=True) for n in (length // side, side)]
        return values.reshape(*values.shape[:2], *blocks).mean(axis=tuple(range(3, 3 + 2 * len(size), 2)))

    return Model(lambda generator: (), apply)


def flatten() -> Model:
    """The layer that puts channels and positions into one row; no parameters."""
    return Model(lambda generator: (), lambda parameters, values: values.reshape(len(values), -1))
