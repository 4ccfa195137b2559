r"""The recursion of Proposition 2: how the Gram arrays of a pair of signals pass through the layers.

For locations u of the one signal and v of the other, :math:`X_k(u, v) = \langle x_k[u], x'_k[v]\rangle` and
:math:`Y_k(u, v) = \langle y_k[u], y'_k[v]\rangle`.  The operators act on them as

.. math:: X \mapsto |S|^{-1}\sum_{s \in S} X(u + s, v + s), \qquad X \mapsto \sum_{u', v'} a_{uu'}a_{vv'}X(u', v').

Locations at which a signal is 0 are left out: :math:`\varphi_0(0) = \varphi_1(0) = 0` by convention.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, final

import numpy
from numpy.typing import NDArray

from ntkproofs.kernels.convolutional.entries import Entries, Moments
from ntkproofs.kernels.convolutional.lattice import SparseMatrix, Window

if TYPE_CHECKING:
    from ntkproofs.kernels.convolutional.network import ConvolutionalNetwork


@final
@dataclass(frozen=True, eq=False)
class LayerPlan:
    """One layer on all locations that signals of a shape can reach: what patches read, how pooling maps."""

    reads: NDArray[numpy.int64]
    locations: Window
    pooling: SparseMatrix
    weights: NDArray
    pooled: Window


@final
@dataclass(frozen=True, eq=False)
class Plan:
    """A network on signals of one shape, in one arithmetic."""

    network: ConvolutionalNetwork
    shape: tuple[int, ...]
    entries: Entries
    layers: tuple[LayerPlan, ...]
    last: tuple[NDArray[numpy.int64], NDArray[numpy.int64], NDArray]

    @classmethod
    def make(cls, network: ConvolutionalNetwork, shape: tuple[int, ...], entries: Entries) -> Plan:
        """The plan for signals with these numbers of locations along the axes."""
        window, layers = Window.box(shape, network.period), []
        with entries.working():
            for layer in network.layers:
                locations, reads = layer.patch.read(window)
                window, pooling = layer.pooling.on(locations)
                layers.append(LayerPlan(reads, locations, pooling, entries.numbers(pooling.weights), window))
            # The sum over u of A X A^T(u, u) is that of A^T A over all pairs of locations before pooling.
            return cls(network, shape, entries, tuple(layers), entries.square(layers[-1].pooling))


@final
@dataclass(frozen=True, eq=False)
class SignalLayer:
    """One signal at one layer: where :math:`x_k` is not 0, what its patches read, its norms, its pooling matrix."""

    support: NDArray[numpy.int64]
    number: NDArray[numpy.int64]
    reads: NDArray[numpy.int64]
    variance: NDArray
    norm: NDArray
    pooling: Any


@final
@dataclass(frozen=True, eq=False)
class Prepared:
    """One signal, ready for inner products: its patches, its layers, and its two kernels with itself."""

    plan: Plan
    patches: NDArray
    layers: tuple[SignalLayer, ...]
    conjugate: Any
    tangent: Any


@final
@dataclass(frozen=True, eq=False)
class LayerGrams:
    r"""The arrays X_k and Y_k of two signals, whose rows and columns are the given locations."""

    first: NDArray[numpy.int64]
    second: NDArray[numpy.int64]
    x: NDArray
    y: NDArray


def _first_patches(plan: Plan, x: Any) -> NDArray:
    """The patches of a signal (locations, channels) before the factor 1/sqrt(|S|), (n, |S| channels)."""
    padded = numpy.concatenate([x, numpy.full((1, x.shape[1]), plan.entries.ctx.rational(0), dtype=x.dtype)])
    return padded[plan.layers[0].reads].transpose(1, 0, 2).reshape(plan.layers[0].reads.shape[1], -1)


def _gather(plan: Plan, array: NDArray, left: NDArray, right: NDArray) -> NDArray:
    r"""The mean over :math:`s \in S` of ``array`` at the places ``left[s]``, ``right[s]``; -1 stands for a 0."""
    padded = numpy.full((array.shape[0] + 1, array.shape[1] + 1), plan.entries.ctx.rational(0), dtype=array.dtype)
    padded[:-1, :-1] = array
    total = padded[left[0], right[0]]
    for one, other in zip(left[1:], right[1:], strict=True):
        total = total + padded[one, other]
    return total * plan.entries.ctx.rational(1, len(left))


def _patch_grams(plan: Plan, grams: tuple[NDArray, NDArray], left: NDArray, right: NDArray) -> tuple[NDArray, NDArray]:
    x = _gather(plan, grams[0], left, right)
    return x, x if grams[1] is grams[0] else _gather(plan, grams[1], left, right)


def _pool(entries: Entries, array: NDArray, left: Any, right: Any) -> NDArray:
    # (right (left X)^T)^T, for products with a sparse matrix from the left only
    return entries.left(right, entries.left(left, array).T.copy()).T.copy()


def _local(size: int, support: NDArray[numpy.int64]) -> NDArray[numpy.int64]:
    """The number that each location has in the support, -1 outside."""
    number = numpy.full(size + 1, -1, dtype=numpy.int64)
    number[support] = numpy.arange(len(support))
    return number


def _signal_layer(
    plan: Plan, k: int, reads: NDArray, support: NDArray, variance: NDArray
) -> tuple[SignalLayer, NDArray]:
    """One layer of a signal from its squared norms, and the locations that its pooled values reach."""
    layer, entries = plan.layers[k], plan.entries
    number = _local(len(layer.locations), support)
    columns = number[layer.pooling.columns]
    kept = columns >= 0
    reached = numpy.unique(layer.pooling.rows[kept])
    rows = _local(len(layer.pooled), reached)[layer.pooling.rows[kept]]
    matrix = entries.matrix((len(reached), len(support)), rows, columns[kept], layer.weights[kept])
    return SignalLayer(support, number, reads, variance, entries.roots(variance), matrix), reached


def prepare(plan: Plan, signal: Any) -> Prepared:
    """The way of one signal (locations, channels) through the network, with itself as the partner."""
    entries = plan.entries
    with entries.working():
        patches = _first_patches(plan, signal)
        squares = (patches * patches).sum(axis=1) * entries.ctx.rational(1, plan.layers[0].reads.shape[0])
        support = numpy.nonzero(entries.positive(squares))[0]
        patches, reads = patches[support], plan.layers[0].reads[:, support]
        x = patches.dot(patches.T) * entries.ctx.rational(1, plan.layers[0].reads.shape[0])
        y, layers = x, list[SignalLayer]()
        for k in range(len(plan.layers)):
            variance = x.diagonal().copy()
            layer, reached = _signal_layer(plan, k, reads, support, variance)
            layers.append(layer)
            last, tangent = _features(plan, layer, layer, x, y)
            if k == len(plan.layers) - 1:
                break
            grams = (
                _pool(entries, last, layer.pooling, layer.pooling),
                _pool(entries, tangent, layer.pooling, layer.pooling),
            )
            reads = _local(len(plan.layers[k].pooled), reached)[plan.layers[k + 1].reads]
            support = numpy.nonzero((reads >= 0).any(axis=0))[0]
            squares = _gather(plan, grams[0], reads[:, support], reads[:, support])
            support = support[entries.positive(squares)]
            reads = reads[:, support]
            x, y = _patch_grams(plan, grams, reads[:, :, None], reads[:, None, :])
        rows, columns, weights = _last_pairs(plan, layers[-1], layers[-1])
        return Prepared(plan, patches, tuple(layers), *(_sum(plan, weights, a[rows, columns]) for a in (last, tangent)))


def _last_pairs(plan: Plan, one: SignalLayer, other: SignalLayer) -> tuple[NDArray, NDArray, NDArray]:
    """The pairs of locations that the last pooling brings together, with their weights."""
    rows, columns = one.number[plan.last[0]], other.number[plan.last[1]]
    kept = (rows >= 0) & (columns >= 0)
    return rows[kept], columns[kept], plan.last[2][kept]


def _sum(plan: Plan, weights: NDArray, values: NDArray) -> Any:
    return (weights * values).sum() if len(values) else plan.entries.ctx.rational(0)


def layer_grams(a: Prepared, b: Prepared) -> Iterator[LayerGrams]:
    r"""The arrays X_k and Y_k of two signals for k = 1, 2, ..., the number of layers."""
    _require_partners(a, b)
    with a.plan.entries.working():
        x, y = _first_grams(a, b)
        yield LayerGrams(a.layers[0].support, b.layers[0].support, x, y)
        for k in range(len(a.layers) - 1):
            one, other = a.layers[k + 1], b.layers[k + 1]
            grams = _pooled(a, b, k, x, y)
            x, y = _patch_grams(a.plan, grams, one.reads[:, :, None], other.reads[:, None, :])
            yield LayerGrams(one.support, other.support, x, y)


def inner_products(a: Prepared, b: Prepared) -> tuple[Any, Any]:
    r"""The conjugate kernel :math:`\langle A^n\varphi_1(x_n), \cdot\rangle` and the tangent kernel of two signals."""
    if a is b:
        return a.conjugate, a.tangent
    _require_partners(a, b)
    plan, entries, last = a.plan, a.plan.entries, len(a.layers) - 1
    with entries.working():
        one, other = a.layers[last], b.layers[last]
        rows, columns, weights = _last_pairs(plan, one, other)
        x, y = _first_grams(a, b)
        if last == 0:
            x, y = x[rows, columns], y[rows, columns]
        for k in range(last):
            grams = _pooled(a, b, k, x, y)
            left, right = a.layers[k + 1].reads, b.layers[k + 1].reads
            if k < last - 1:
                x, y = _patch_grams(plan, grams, left[:, :, None], right[:, None, :])
            else:
                # The last pooling sees a few pairs of locations only; no other entry is computed.
                x, y = _patch_grams(plan, grams, left[:, rows], right[:, columns])
        moments = Moments(one.variance[rows], other.variance[columns], one.norm[rows], other.norm[columns])
        features = entries.layer(plan.network.activation, moments, x, y)
        return _sum(plan, weights, features[0]), _sum(plan, weights, features[1])


def tangent_of_layer(a: Prepared, b: Prepared, x: NDArray, y: NDArray) -> Any:
    r"""The inner product of :math:`A^nM(x_n, y_n)` for any arrays of the last layer's :math:`x_n`, :math:`y_n`."""
    with a.plan.entries.working():
        one, other = a.layers[-1], b.layers[-1]
        rows, columns, weights = _last_pairs(a.plan, one, other)
        return _sum(a.plan, weights, _features(a.plan, one, other, x, y)[1][rows, columns])


def _require_partners(a: Prepared, b: Prepared) -> None:
    one, other = ((p.plan.shape, p.patches.shape[1] // len(p.plan.layers[0].reads)) for p in (a, b))
    if one != other or (a.plan.network, a.plan.entries) != (b.plan.network, b.plan.entries):
        raise ValueError(
            f"convolutional kernel: two signals of one shape, one network and one arithmetic were needed, locations "
            f"and channels {one} and {other} came; pad them to one shape"
        )


def _first_grams(a: Prepared, b: Prepared) -> tuple[NDArray, NDArray]:
    x = a.patches.dot(b.patches.T) * a.plan.entries.ctx.rational(1, a.plan.layers[0].reads.shape[0])
    return x, x


def _pooled(a: Prepared, b: Prepared, k: int, x: NDArray, y: NDArray) -> tuple[NDArray, NDArray]:
    """The arrays of the two features after the non-linearity and the pooling of layer k."""
    one, other, entries = a.layers[k], b.layers[k], a.plan.entries
    last, tangent = _features(a.plan, one, other, x, y)
    return _pool(entries, last, one.pooling, other.pooling), _pool(entries, tangent, one.pooling, other.pooling)


def _features(plan: Plan, one: SignalLayer, other: SignalLayer, x: NDArray, y: NDArray) -> tuple[NDArray, NDArray]:
    """The arrays of the two features after the non-linearity."""
    entries, activation = plan.entries, plan.network.activation
    moments = Moments(one.variance[:, None], other.variance[None, :], one.norm[:, None], other.norm[None, :])
    last, tangent = entries.layer(activation, moments, x, y)
    if one is other:
        # A vector with itself: the angle is 0, not what rounding makes of it.
        index = numpy.arange(len(one.support))
        last[index, index], tangent[index, index] = entries.same(activation, one.variance, y.diagonal())
    return last, tangent
