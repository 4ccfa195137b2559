r"""Gram arrays of a pair of signals as NumPy arrays: of doubles, or of the values of any other arithmetic."""

from __future__ import annotations

import abc
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, final

import numpy
from numpy.typing import NDArray

from ntkproofs.activations.base import Activation
from ntkproofs.activations.pair import AnglePair, CovariancePair
from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.arithmetic.float64 import Float64Arithmetic
from ntkproofs.arithmetic.order import Ternary
from ntkproofs.kernels.convolutional.lattice import SparseMatrix
from ntkproofs.kernels.layer import through_layer, through_layer_same

#: Entries that go through the formula at a time: its temporary arrays stay in the cache of a core.
CHUNK = 2**15


class Entries(abc.ABC):
    """How the entries of a Gram array are stored and computed; the recursion is the same for all."""

    #: The arithmetic of the entries.
    ctx: Any

    def working(self) -> AbstractContextManager[Any]:
        """The block inside which operators between entries work at the arithmetic's precision."""
        return self.ctx.working()

    @abc.abstractmethod
    def signal(self, x: Any) -> NDArray:
        """The values of a signal."""

    @abc.abstractmethod
    def numbers(self, weights: Sequence[Fraction]) -> NDArray:
        """Exact weights as entries."""

    @abc.abstractmethod
    def positive(self, variances: NDArray) -> NDArray[numpy.bool_]:
        """Which of some squared norms are positive; the others are exactly 0."""

    @abc.abstractmethod
    def roots(self, variances: NDArray) -> NDArray:
        """Square roots of positive entries."""

    @abc.abstractmethod
    def left(self, matrix: Any, array: NDArray) -> NDArray:
        """The product of a :meth:`matrix` and an array."""

    @abc.abstractmethod
    def matrix(self, shape: tuple[int, int], rows: NDArray, columns: NDArray, weights: NDArray) -> Any:
        """A sparse matrix."""

    @abc.abstractmethod
    def square(self, matrix: SparseMatrix) -> tuple[NDArray, NDArray, NDArray]:
        r"""Rows, columns and entries of :math:`A^TA`."""

    @abc.abstractmethod
    def layer(self, activation: Activation, moments: Moments, cross: NDArray, tangent: NDArray) -> tuple[Any, Any]:
        """:func:`through_layer` at every entry of ``cross``."""

    @abc.abstractmethod
    def same(self, activation: Activation, variance: NDArray, tangent: NDArray) -> tuple[Any, Any]:
        """:func:`through_layer_same` at every entry."""


@final
@dataclass(frozen=True, eq=False)
class Moments:
    """Squared norms and norms at the locations of the two signals, (u, 1) and (1, v) or both (n,)."""

    first: Any
    second: Any
    r: Any
    s: Any

    def part(self, rows: slice) -> Moments:
        """Those of some rows."""
        one = self.second.shape[0] == 1
        return Moments(
            self.first[rows], self.second if one else self.second[rows], self.r[rows], self.s if one else self.s[rows]
        )


@final
@dataclass(frozen=True)
class DoubleEntries(Entries):
    """Double precision by NumPy, sparse matrices by SciPy."""

    ctx: Float64Arithmetic = field(default_factory=Float64Arithmetic)

    def signal(self, x: Any) -> NDArray:
        array = numpy.asarray(x, dtype=numpy.float64)
        if not numpy.isfinite(array).all():
            raise ValueError("gram: finite numbers were needed, NaN or infinity came; clean the signals")
        return array

    def numbers(self, weights: Sequence[Fraction]) -> NDArray:
        return numpy.array([float(weight) for weight in weights])

    def positive(self, variances: NDArray) -> NDArray[numpy.bool_]:
        return variances > 0

    def roots(self, variances: NDArray) -> NDArray:
        return numpy.sqrt(variances)

    def matrix(self, shape: tuple[int, int], rows: NDArray, columns: NDArray, weights: NDArray) -> Any:
        from scipy import sparse

        return sparse.csr_array((weights, (rows, columns)), shape=shape)

    def left(self, matrix: Any, array: NDArray) -> NDArray:
        return matrix @ array

    def square(self, matrix: SparseMatrix) -> tuple[NDArray, NDArray, NDArray]:
        stored = self.matrix(matrix.shape, matrix.rows, matrix.columns, self.numbers(matrix.weights))
        product = (stored.T @ stored).tocoo()
        return product.row, product.col, product.data

    def layer(self, activation: Activation, moments: Moments, cross: NDArray, tangent: NDArray) -> tuple[Any, Any]:
        found = numpy.empty_like(cross), numpy.empty_like(cross)
        step = max(1, CHUNK // max(1, cross[:1].size))
        for start in range(0, cross.shape[0], step):
            rows = slice(start, start + step)
            pair = self._pair(activation, moments.part(rows), cross[rows])
            found[0][rows], found[1][rows] = through_layer(self.ctx, activation, pair, tangent[rows])
        return found

    @staticmethod
    def _pair(activation: Activation, moments: Moments, cross: NDArray) -> AnglePair | CovariancePair:
        if activation.homogeneity is None:
            return CovariancePair(moments.first, moments.second, cross)
        # A cosine lies in [-1, 1]; what roundoff adds is cut off.
        cosine = numpy.clip(cross / (moments.r * moments.s), -1.0, 1.0)
        return AnglePair(moments.r, moments.s, moments.r - moments.s, numpy.arccos(cosine))

    def same(self, activation: Activation, variance: NDArray, tangent: NDArray) -> tuple[Any, Any]:
        return through_layer_same(self.ctx, activation, variance, tangent)


@final
@dataclass(frozen=True)
class ValueEntries(Entries):
    """The values of any arithmetic, one by one, in arrays of objects."""

    ctx: Arithmetic

    def signal(self, x: Any) -> NDArray:
        given = numpy.asarray(x, dtype=object)
        return self._filled(given.shape, [self.ctx.convert(value) for value in given.reshape(-1)])

    def numbers(self, weights: Sequence[Fraction]) -> NDArray:
        return self._filled((len(weights),), [self.ctx.rational(w.numerator, w.denominator) for w in weights])

    @staticmethod
    def _filled(shape: tuple[int, ...], values: Sequence[Any]) -> NDArray:
        array = numpy.empty(len(values), dtype=object)
        for k, value in enumerate(values):
            array[k] = value
        return array.reshape(shape)

    def positive(self, variances: NDArray) -> NDArray[numpy.bool_]:
        answers = [self.ctx.surely_less(0, q) for q in variances]
        if Ternary.UNDECIDED in answers:
            raise ValueError(
                "a patch whose norm is surely zero or surely positive was needed, one is undecided; "
                "take more bits, or operators that do not cancel"
            )
        return numpy.array([answer is Ternary.YES for answer in answers], dtype=bool)

    def roots(self, variances: NDArray) -> NDArray:
        return self._filled(variances.shape, [self.ctx.sqrt(q) for q in variances])

    def matrix(self, shape: tuple[int, int], rows: NDArray, columns: NDArray, weights: NDArray) -> Any:
        return shape, list(zip(rows.tolist(), columns.tolist(), weights, strict=True))

    def left(self, matrix: Any, array: NDArray) -> NDArray:
        shape, entries = matrix
        result = numpy.full((shape[0], *array.shape[1:]), self.ctx.rational(0), dtype=object)
        for row, column, weight in entries:
            result[row] += weight * array[column]
        return result

    def square(self, matrix: SparseMatrix) -> tuple[NDArray, NDArray, NDArray]:
        exact = matrix.gram()
        return exact.rows, exact.columns, self.numbers(exact.weights)

    def layer(self, activation: Activation, moments: Moments, cross: NDArray, tangent: NDArray) -> tuple[Any, Any]:
        whole = [numpy.broadcast_to(a, cross.shape) for a in (moments.first, moments.second, moments.r, moments.s)]
        pairs = [
            through_layer(
                self.ctx, activation, self._pair(activation, Moments(*(a[at] for a in whole)), cross[at]), tangent[at]
            )
            for at in numpy.ndindex(cross.shape)
        ]
        return tuple(self._filled(cross.shape, [pair[k] for pair in pairs]) for k in (0, 1))  # type: ignore[return-value]

    def _pair(self, activation: Activation, moments: Moments, cross: Any) -> AnglePair | CovariancePair:
        if activation.homogeneity is None:
            return CovariancePair(moments.first, moments.second, cross)
        angle = self.ctx.acos_unit(cross / (moments.r * moments.s))
        return AnglePair(moments.r, moments.s, moments.r - moments.s, angle)

    def same(self, activation: Activation, variance: NDArray, tangent: NDArray) -> tuple[Any, Any]:
        pairs = [through_layer_same(self.ctx, activation, q, t) for q, t in zip(variance, tangent, strict=True)]
        return tuple(self._filled(variance.shape, [pair[k] for pair in pairs]) for k in (0, 1))  # type: ignore[return-value]
