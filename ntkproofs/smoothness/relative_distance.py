r"""Distances of feature maps of convolutional networks, and how fast they grow with the size of a deformation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, final

import numpy
from numpy.typing import ArrayLike, NDArray

from ntkproofs.kernels.convolutional import ConvolutionalNetwork, inner_products


@final
@dataclass(frozen=True, eq=False)
class RelativeDistances:
    r"""The distances :math:`\|\Phi(x') - \Phi(x)\|/\|\Phi(x)\|` of the conjugate and of the tangent features, (N,)."""

    conjugate: NDArray[numpy.float64]
    tangent: NDArray[numpy.float64]


def relative_distances(
    network: ConvolutionalNetwork, signal: Any, others: Sequence[Any] | NDArray
) -> RelativeDistances:
    r"""The distances from one signal to others, relative to its own norm, for both kernels of a network.

    .. math:: \|\Phi(x') - \Phi(x)\|^2 = K(x', x') + K(x, x) - 2K(x, x') .

    In double precision a distance below :math:`10^{-7}` (conjugate) or :math:`10^{-4}` (tangent, where an angle near 0
    costs half of the digits) is roundoff.

    :raises ValueError: when the signal is mapped to 0.

    >>> from ntkproofs.kernels.convolutional import ConvolutionalLayer, Patch, Pooling
    >>> network = ConvolutionalNetwork((ConvolutionalLayer(Patch.box(1), Pooling.identity(1)),))
    >>> found = relative_distances(network, [3.0], [[3.0], [-3.0], [6.0]])
    >>> found.conjugate.round(6).tolist(), found.tangent.round(6).tolist()
    ([0.0, 1.414214, 1.0], [0.0, 1.414214, 1.0])
    """
    centre, *prepared = network.prepare([signal, *others])
    if not centre.tangent > 0 or not centre.conjugate > 0:
        raise ValueError("relative_distances: a signal with non-zero features was needed, one mapped to 0 came")
    mixed = numpy.array([inner_products(centre, one) for one in prepared]).reshape(-1, 2)
    own = numpy.array([[one.conjugate, one.tangent] for one in prepared]).reshape(-1, 2)
    base = numpy.array([centre.conjugate, centre.tangent])
    # The three values are rounded; a negative square is roundoff of 0.
    found = numpy.sqrt(numpy.maximum(own + base - 2 * mixed, 0) / base)
    return RelativeDistances(found[:, 0], found[:, 1])


@final
@dataclass(frozen=True)
class MeasuredSlope:
    """The mean slope of several curves in logarithms, and its confidence interval by Student's t."""

    mean: float
    low: float
    high: float
    curves: int
    level: float


def measured_slope(sizes: ArrayLike, distances: ArrayLike, *, level: float = 0.99) -> MeasuredSlope:
    r"""The exponent s in distance :math:`\sim \varepsilon^s`, measured on several curves (curves, sizes).

    Each curve gives the slope of the least-squares line through :math:`(\log\varepsilon, \log\text{distance})`; the
    interval is that of the mean of the slopes of independent curves.

    :raises ValueError: for fewer than two curves or sizes, and for numbers that are not positive.

    >>> found = measured_slope([0.01, 0.1, 1.0], [[0.1, 0.316228, 1.0], [0.2, 0.632456, 2.0]])
    >>> round(found.mean, 5), found.high - found.low < 1e-4
    (0.5, True)
    """
    from scipy import stats

    eps, found = numpy.asarray(sizes, dtype=numpy.float64), numpy.asarray(distances, dtype=numpy.float64)
    if found.ndim != 2 or min(found.shape) < 2 or eps.shape != found.shape[1:]:
        raise ValueError(
            f"measured_slope: at least two curves (curves, sizes) on two sizes were needed, shapes {eps.shape} and "
            f"{found.shape} came; give one row a curve"
        )
    if not (eps > 0).all() or not (found > 0).all():
        raise ValueError("measured_slope: positive sizes and distances were needed, others came; leave out zeros")
    x = numpy.log(eps) - numpy.log(eps).mean()
    slopes = numpy.log(found) @ x / (x @ x)
    half = stats.t.ppf((1 + level) / 2, len(slopes) - 1) * slopes.std(ddof=1) / numpy.sqrt(len(slopes))
    mean = float(slopes.mean())
    return MeasuredSlope(mean, mean - float(half), mean + float(half), len(slopes), level)
