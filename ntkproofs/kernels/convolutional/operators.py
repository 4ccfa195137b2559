r"""The linear operators of a convolutional layer: patch extraction P, pooling A, and any other linear map A."""

from __future__ import annotations

import abc
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any, final

import numpy
from numpy.typing import NDArray

from ntkproofs.arithmetic.rationals import fraction
from ntkproofs.kernels.convolutional.lattice import Position, SparseMatrix, Window, distinct, position


@final
@dataclass(frozen=True)
class Patch:
    r"""Patch extraction :math:`Px[u] = |S|^{-1/2}(x[u + v])_{v \in S}` for a finite :math:`S \subset \mathbb{Z}^d`.

    It is an isometry of :math:`\ell^2` (Bietti and Mairal 2019, section 2.2).

    :raises ValueError: unless S is a non-empty set of points of one dimension.

    >>> Patch.box(3).offsets
    ((-1,), (0,), (1,))
    """

    offsets: tuple[Position, ...]

    def __post_init__(self) -> None:
        points = tuple(position(offset, who="Patch") for offset in self.offsets)
        if len({len(point) for point in points}) != 1 or len(set(points)) != len(points):
            msg = f"Patch: distinct offsets of one dimension were needed, {self.offsets!r} came; give a non-empty set"
            raise ValueError(msg)
        object.__setattr__(self, "offsets", points)

    @classmethod
    def box(cls, *sizes: int) -> Patch:
        r"""The box with these side lengths around 0; an even side s reaches from :math:`1 - s/2` to :math:`s/2`."""
        return cls(tuple(product(*(range(-((size - 1) // 2), size // 2 + 1) for size in sizes))))

    @property
    def dim(self) -> int:
        """The dimension d of the lattice."""
        return len(self.offsets[0])

    def read(self, window: Window) -> tuple[Window, NDArray[numpy.int64]]:
        """The locations with a patch that meets the window, and what it reads there.

        An array of places in the window, (points of S, locations), -1 outside of it.
        """
        offsets = numpy.array(self.offsets, dtype=numpy.int64)
        moved = window.shifted(-offsets)
        rows, inverse = distinct(moved.reshape(-1, self.dim))
        index = numpy.full((len(self.offsets), len(rows)), -1, dtype=numpy.int64)
        numpy.put_along_axis(
            index,
            inverse.reshape(len(self.offsets), -1),
            numpy.broadcast_to(numpy.arange(len(window)), (len(self.offsets), len(window))),
            axis=1,
        )
        return Window(rows, window.period), index


class PositionMap(abc.ABC):
    r"""A linear operator on signals that acts on locations, :math:`Ax[u] = \sum_v a_{uv}x[v]`."""

    @property
    @abc.abstractmethod
    def dim(self) -> int:
        """The dimension d of the lattice."""

    @abc.abstractmethod
    def on(self, window: Window) -> tuple[Window, SparseMatrix]:
        """The locations that a signal on the window reaches, and the matrix."""


@final
@dataclass(frozen=True)
class Pooling(PositionMap):
    r"""Pooling :math:`Ax[u] = \sum_v h[\mathrm{stride}\cdot u - v]\,x[v]` with any finite filter h and any stride.

    ``taps`` holds the pairs (v, h[v]) with rational weights.  Bietti and Mairal 2019, section 2.2; with stride 1 the
    norm of A is at most :math:`\|h\|_1`.

    :raises ValueError: for offsets of different dimensions, or a stride below 1.

    >>> Pooling.product(["1/4", "1/2", "1/4"]).taps
    (((-1,), Fraction(1, 4)), ((0,), Fraction(1, 2)), ((1,), Fraction(1, 4)))
    """

    taps: Any
    stride: Any = 1

    def __post_init__(self) -> None:
        pairs: Iterable[Any] = self.taps.items() if isinstance(self.taps, Mapping) else self.taps
        taps = tuple(sorted((position(at, who="Pooling"), fraction(weight, who="Pooling")) for at, weight in pairs))
        if len({len(at) for at, _ in taps}) != 1 or len({at for at, _ in taps}) != len(taps):
            msg = (
                f"Pooling: a filter on distinct points of one dimension was needed, {self.taps!r} came; name each once"
            )
            raise ValueError(msg)
        dim = len(taps[0][0])
        stride = position(self.stride, who="Pooling: stride")
        stride = stride * dim if len(stride) == 1 else stride
        if len(stride) != dim or min(stride) < 1:
            raise ValueError(
                f"Pooling: stride = {self.stride!r} does not satisfy {dim} integers >= 1; give one an axis"
            )
        object.__setattr__(self, "taps", taps)
        object.__setattr__(self, "stride", stride)

    @classmethod
    def product(cls, *filters: Sequence[Any], stride: int | Position = 1) -> Pooling:
        """The product of one centred filter of odd length for each axis."""
        if any(len(one) % 2 == 0 for one in filters):
            raise ValueError("Pooling: filters of odd length were needed, one is even; give the taps by their offsets")
        axes = [[(k - len(one) // 2, fraction(w, who="Pooling")) for k, w in enumerate(one)] for one in filters]
        taps = tuple(
            (tuple(k for k, _ in term), math.prod((w for _, w in term), start=Fraction(1))) for term in product(*axes)
        )
        return cls(taps, stride)

    @classmethod
    def gaussian(cls, scale: float, dim: int, *, radius: int | None = None, stride: int | Position = 1) -> Pooling:
        r"""The filter :math:`h[v] \propto e^{-|v|^2/2\sigma^2}` for :math:`|v_i| \le` ``radius`` (:math:`3\sigma`).

        The weights are rational: the exponentials to 40 bits, divided by their exact sum, so that :math:`\|h\|_1 = 1`.
        """
        if not scale > 0:
            raise ValueError(f"Pooling.gaussian: scale = {scale!r} does not satisfy scale > 0")
        reach = math.ceil(3 * scale) if radius is None else radius
        parts = [Fraction(round(2**40 * math.exp(-(k**2) / (2 * scale**2)))) for k in range(-reach, reach + 1)]
        total = sum(parts, Fraction(0))
        return cls.product(*([[part / total for part in parts]] * dim), stride=stride)

    @classmethod
    def identity(cls, dim: int, *, stride: int | Position = 1) -> Pooling:
        """No pooling: h = 1 at 0; with a stride, plain subsampling."""
        return cls.product(*([[1]] * dim), stride=stride)

    @property
    def dim(self) -> int:
        return len(self.taps[0][0])

    def on(self, window: Window) -> tuple[Window, SparseMatrix]:
        stride = numpy.array(self.stride)
        period = None
        if window.period is not None:
            if any(n % s for n, s in zip(window.period, self.stride, strict=True)):
                raise ValueError(
                    f"Pooling: a ring of lengths that the stride divides was needed, {window.period} and {self.stride} "
                    "came; change one of them"
                )
            period = tuple(n // s for n, s in zip(window.period, self.stride, strict=True))
        # stride u - v = t for a tap t: the place v + t of the fine lattice is seen if the stride divides it.
        moved = window.shifted(numpy.array([at for at, _ in self.taps], dtype=numpy.int64))
        seen = (moved % stride == 0).all(axis=2)
        taps, columns = numpy.nonzero(seen)
        rows, inverse = distinct(moved[seen] // stride)
        entries = [
            (row, column, self.taps[tap][1])
            for row, column, tap in zip(inverse.tolist(), columns.tolist(), taps.tolist(), strict=True)
        ]
        return Window(rows.reshape(-1, self.dim), period), SparseMatrix.collect((len(rows), len(window)), entries)


@final
@dataclass(frozen=True)
class LinearMap(PositionMap):
    r"""Any finite linear operator on locations: the entries :math:`a_{uv}` of :math:`Ax[u] = \sum_v a_{uv}x[v]`.

    ``entries`` holds the pairs ((u, v), weight) with rational weights; places that are not named hold 0.

    >>> swap = LinearMap({((0,), (1,)): 1, ((1,), (0,)): 1})
    >>> swap.on(Window.box((2,)))[1].dense().tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """

    entries: Any

    def __post_init__(self) -> None:
        given: Iterable[Any] = self.entries.items() if isinstance(self.entries, Mapping) else self.entries
        entries = tuple(
            ((position(u, who="LinearMap"), position(v, who="LinearMap")), fraction(weight, who="LinearMap"))
            for (u, v), weight in given
        )
        if len({len(point) for place, _ in entries for point in place}) != 1:
            raise ValueError("LinearMap: places of one dimension were needed, others came; name pairs of locations")
        object.__setattr__(self, "entries", entries)

    @property
    def dim(self) -> int:
        return len(self.entries[0][0][0])

    def on(self, window: Window) -> tuple[Window, SparseMatrix]:
        number = {tuple(at): k for k, at in enumerate(window.positions.tolist())}
        kept = [(u, number[v], weight) for (u, v), weight in self.entries if v in number]
        rows = sorted({u for u, _, _ in kept})
        index = {u: k for k, u in enumerate(rows)}
        matrix = SparseMatrix.collect((len(rows), len(window)), [(index[u], column, w) for u, column, w in kept])
        return Window(numpy.array(rows, dtype=numpy.int64).reshape(-1, self.dim), window.period), matrix
