r"""Deformations :math:`L_\tau x(u) = x(u - \tau(u))` of sampled signals and images: translations and smooth fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, final

import numpy
from numpy.typing import ArrayLike, NDArray


@final
@dataclass(frozen=True, eq=False)
class Displacement:
    r"""A field :math:`\tau` on the locations of an array, (d, n_1, ..., n_d), with its gradient (d, d, n_1, ..., n_d).

    Lengths are in steps of the lattice; ``gradient[i, j]`` is :math:`\partial_j\tau_i`.  Fields can be added, and
    multiplied by a number.
    """

    values: NDArray[numpy.float64]
    gradient: NDArray[numpy.float64]

    @property
    def size(self) -> float:
        r"""The largest :math:`|\tau(u)|` at a location of the array."""
        return float(numpy.sqrt((self.values**2).sum(axis=0)).max())

    @property
    def strain(self) -> float:
        r"""The largest operator norm :math:`\|\nabla\tau(u)\|` at a location of the array.

        Bietti and Mairal 2019, Proposition 12 asks for at most 1/2, which makes :math:`u - \tau(u)` a diffeomorphism.
        """
        matrices = numpy.moveaxis(self.gradient, (0, 1), (-2, -1))
        return float(numpy.linalg.norm(matrices, ord=2, axis=(-2, -1)).max())

    def __add__(self, other: Displacement) -> Displacement:
        return Displacement(self.values + other.values, self.gradient + other.gradient)

    def __mul__(self, factor: float) -> Displacement:
        return Displacement(factor * self.values, factor * self.gradient)

    __rmul__ = __mul__


def translation(shape: Sequence[int], shift: Sequence[float]) -> Displacement:
    r"""The constant field :math:`\tau = c` on an array of this shape.

    >>> translation((4, 4), (1, 0)).size, translation((4, 4), (1, 0)).strain
    (1.0, 0.0)
    """
    dim = len(shape)
    if len(shift) != dim:
        raise ValueError(f"translation: one number for each of {dim} axes was needed, {shift!r} came; give a vector")
    vector = numpy.asarray(shift, dtype=numpy.float64).reshape(dim, *(1,) * dim)
    return Displacement(numpy.broadcast_to(vector, (dim, *shape)).copy(), numpy.zeros((dim, dim, *shape)))


def random_translation(shape: Sequence[int], generator: numpy.random.Generator) -> Displacement:
    """A translation by one step in a uniformly drawn direction."""
    vector = generator.standard_normal(len(shape))
    return translation(shape, (vector / numpy.linalg.norm(vector)).tolist())


def smooth_field(shape: Sequence[int], generator: numpy.random.Generator, *, waves: int = 3) -> Displacement:
    r"""A random smooth field of size 1: a cosine polynomial with at most ``waves`` half waves along each axis.

    .. math:: \tau_i(u) = c\sum_{0 \ne k \in \{0, \dots, m\}^d} \frac{a_{ik}}{1 + |k|^2}
              \prod_j \cos\frac{\pi k_j(u_j + 1/2)}{n_j}, \qquad a_{ik} \sim N(0, 1)\ \text{iid},

    with c such that the largest :math:`|\tau(u)|` at a location is 1; the gradient is exact.  The constant term, a
    translation, is left out.

    :raises ValueError: for ``waves`` below 1.

    >>> field = smooth_field((8, 8), numpy.random.default_rng(0))
    >>> round(field.size, 12), field.strain < 1
    (1.0, True)
    """
    if waves < 1:
        raise ValueError(f"smooth_field: waves = {waves} does not satisfy waves >= 1")
    dim = len(shape)
    places = [(numpy.arange(n) + 0.5) * numpy.pi / n for n in shape]
    values, gradient = numpy.zeros((dim, *shape)), numpy.zeros((dim, dim, *shape))
    for wave in product(range(waves + 1), repeat=dim):
        if not any(wave):
            continue
        weights = generator.standard_normal(dim) / (1 + sum(k * k for k in wave))
        cosines = [numpy.cos(k * u) for k, u in zip(wave, places, strict=True)]
        slopes = [-numpy.pi * k / n * numpy.sin(k * u) for k, n, u in zip(wave, shape, places, strict=True)]
        values += _times(weights, _outer(cosines))
        for axis in range(dim):
            factors = [slope if j == axis else c for j, (c, slope) in enumerate(zip(cosines, slopes, strict=True))]
            gradient[:, axis] += _times(weights, _outer(factors))
    field = Displacement(values, gradient)
    return field * (1 / field.size)


def _outer(factors: list[NDArray[Any]]) -> NDArray[numpy.float64]:
    total: NDArray[numpy.float64] = numpy.ones(())
    for factor in factors:
        total = numpy.multiply.outer(total, factor)
    return total


def _times(weights: NDArray[numpy.float64], array: NDArray[numpy.float64]) -> NDArray[numpy.float64]:
    return numpy.multiply.outer(weights, array)


def deform(signal: ArrayLike, displacement: Displacement, *, order: int = 1) -> NDArray[numpy.float64]:
    r"""The deformed signal :math:`x(u - \tau(u))` at the locations of the array; 0 outside of it.

    Between the locations the signal is a spline of this ``order`` (1: linear, 3: cubic); what a cubic spline leaves of
    exact zeros by roundoff is set to 0.

    :raises ValueError: when signal and field have different shapes.

    >>> deform([0.0, 1.0, 4.0, 0.0], translation((4,), [1])).tolist()
    [0.0, 0.0, 1.0, 4.0]
    >>> deform([0.0, 1.0, 4.0, 0.0], translation((4,), [0.5])).tolist()
    [0.0, 0.5, 2.5, 2.0]
    """
    from scipy import ndimage

    x = numpy.asarray(signal, dtype=numpy.float64)
    if x.shape != displacement.values.shape[1:]:
        raise ValueError(
            f"deform: a field for the shape {x.shape} was needed, one for {displacement.values.shape[1:]} came; "
            "make the field for the signal"
        )
    places = numpy.indices(x.shape) - displacement.values
    moved = ndimage.map_coordinates(x, places, order=order, mode="constant", cval=0.0)
    return numpy.where(abs(moved) > 2.0**-40 * abs(x).max(), moved, 0.0)
