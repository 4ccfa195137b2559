r"""Convolutional networks of infinite width, and their conjugate and tangent kernels."""

from __future__ import annotations

import abc
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, final

import numpy
from numpy.typing import NDArray

from ntkproofs.activations.base import Activation
from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.arithmetic.exact import ExactArithmetic
from ntkproofs.kernels.convolutional.entries import DoubleEntries, Entries, ValueEntries
from ntkproofs.kernels.convolutional.lattice import Position, position
from ntkproofs.kernels.convolutional.operators import Patch, PositionMap
from ntkproofs.kernels.convolutional.propagation import Plan, Prepared, inner_products, prepare
from ntkproofs.kernels.network import DEFAULT_ACTIVATION

_DOUBLE = DoubleEntries()
#: Signals of each side that are prepared at a time.
BLOCK = 256


@final
@dataclass(frozen=True)
class ConvolutionalLayer:
    r"""One layer: patch extraction, the non-linearity, then pooling or any linear map of locations.

    >>> from ntkproofs.kernels.convolutional import Patch, Pooling
    >>> ConvolutionalLayer(Patch.box(3, 3), Pooling.product(["1/2", "1/2", 0], [0, 1, 0], stride=2)).dim
    2
    """

    patch: Patch
    pooling: PositionMap

    def __post_init__(self) -> None:
        if self.patch.dim != self.pooling.dim:
            raise ValueError(
                f"ConvolutionalLayer: operators of one dimension were needed, {self.patch.dim} and {self.pooling.dim} "
                "came; give both the dimension of the signals"
            )

    @property
    def dim(self) -> int:
        """The dimension d of the lattice."""
        return self.patch.dim


@final
@dataclass(frozen=True)
class ConvolutionalNetwork:
    r"""A network of hidden layers of patches, a non-linearity and pooling, in the limit of infinite width.

    .. math:: \tilde a^1 = W^1P^1x, \qquad \tilde a^k = m_{k-1}^{-1/2}\,W^kP^ka^{k-1}, \qquad
              a^k = A^k\sigma(\tilde a^k), \qquad f = m_n^{-1/2}\langle w^{n+1}, a^n\rangle .

    Signals live on :math:`\mathbb{Z}^d` with finite support (``period`` None) or on a ring of the lengths ``period``.
    The activation is :math:`\sqrt2\,\mathrm{relu}` unless given (the factor :math:`\sqrt{2/m}` of the paper), and must
    vanish at 0.  Bietti and Mairal 2019, section 2.2.

    :raises ValueError: for no layer, layers of different dimensions, or an activation with :math:`\sigma(0) \ne 0`.

    >>> from ntkproofs.kernels.convolutional import Patch, Pooling
    >>> layer = ConvolutionalLayer(Patch.box(3), Pooling.product(["1/4", "1/2", "1/4"]))
    >>> ConvolutionalNetwork((layer, layer)).dim
    1
    """

    layers: tuple[ConvolutionalLayer, ...]
    activation: Activation = DEFAULT_ACTIVATION
    period: Position | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "layers", tuple(self.layers))
        if not self.layers or len({layer.dim for layer in self.layers}) != 1:
            raise ValueError(
                "ConvolutionalNetwork: layers of one dimension were needed, none or others came; give them"
            )
        if (
            self.activation.homogeneity != 1
            and self.activation.value(ExactArithmetic(), ExactArithmetic().rational(0)) != 0
        ):
            raise ValueError(
                f"ConvolutionalNetwork: an activation with value 0 at 0 was needed, {self.activation} came: its "
                "features are not square summable on the lattice; take relu or another that vanishes at 0"
            )
        if self.period is not None:
            period = position(self.period, who="ConvolutionalNetwork: period")
            if len(period) != self.dim or min(period) < 1:
                raise ValueError(f"ConvolutionalNetwork: period = {period} does not satisfy {self.dim} integers >= 1")
            object.__setattr__(self, "period", period)

    @property
    def dim(self) -> int:
        """The dimension d of the lattice."""
        return self.layers[0].dim

    def prepare(self, signals: Sequence[Any] | NDArray, ctx: Arithmetic | None = None) -> list[Prepared]:
        r"""The signals, each (n_1, ..., n_d) or (n_1, ..., n_d, channels), ready for inner products.

        In double precision, or with exact entries in the arithmetic ``ctx``.  Location 0 is the first of the array.

        :raises ValueError: for arrays of another dimension, and for a signal longer than the ring.
        """
        entries = _DOUBLE if ctx is None else ValueEntries(ctx)
        arrays = [entries.signal(x) for x in signals]
        for x in arrays:
            if x.ndim not in (self.dim, self.dim + 1) or x.shape != arrays[0].shape:
                raise ValueError(
                    f"ConvolutionalNetwork: signals of one shape with {self.dim} axes (and one of channels) were "
                    f"needed, the shape {x.shape} came; reshape them"
                )
        return [prepare(_plan(self, x.shape[: self.dim], entries), x.reshape(_size(x, self.dim), -1)) for x in arrays]


def _size(x: NDArray, dim: int) -> int:
    return int(numpy.prod(x.shape[:dim], dtype=int))


@lru_cache(maxsize=32)
def _plan(network: ConvolutionalNetwork, shape: Position, entries: Entries) -> Plan:
    if network.period is not None and any(n > p for n, p in zip(shape, network.period, strict=True)):
        raise ValueError(f"ConvolutionalNetwork: signals inside the ring {network.period} were needed, {shape} came")
    return Plan.make(network, shape, entries)


@final
@dataclass(frozen=True, eq=False)
class Grams:
    """The two Gram matrices of the same signals."""

    conjugate: Any
    tangent: Any


def grams(network: ConvolutionalNetwork, X: Any, Y: Any = None, *, ctx: Arithmetic | None = None) -> Grams:
    r"""Both kernels of the signals ``X`` (N, ...) and ``Y`` (M, ...), or of ``X`` with itself, (N, M).

    In double precision NumPy arrays; with an arithmetic ``ctx`` arrays of its values.  One pair of signals is in work
    at a time and two blocks of `BLOCK` signals are prepared: the memory is that of a few arrays (locations of the one,
    locations of the other), and locations at which a signal is 0 cost nothing.  Without ``Y`` the matrices are
    symmetric to the last bit.

    >>> from ntkproofs.kernels.convolutional import Patch, Pooling
    >>> layer = ConvolutionalLayer(Patch.box(1), Pooling.identity(1))
    >>> found = grams(ConvolutionalNetwork((layer,)), [[3.0, 4.0], [4.0, -3.0]])
    >>> found.conjugate, found.tangent
    (array([[25., 12.],
           [12., 25.]]), array([[50., 24.],
           [24., 50.]]))
    """
    rows = _slices(len(X))
    columns = rows if Y is None else _slices(len(Y))
    shape = (len(X), len(X) if Y is None else len(Y))
    kind = numpy.float64 if ctx is None else object
    found = Grams(numpy.empty(shape, dtype=kind), numpy.empty(shape, dtype=kind))
    for one in rows:
        left = network.prepare(X[one], ctx)
        for other in columns:
            if Y is None and other.start > one.start:
                break
            same = Y is None and other == one
            right = left if same else network.prepare((X if Y is None else Y)[other], ctx)
            for i, a in enumerate(left, start=one.start):
                for j, b in enumerate(right[: i - one.start + 1] if same else right, start=other.start):
                    found.conjugate[i, j], found.tangent[i, j] = inner_products(a, b)
                    if Y is None:
                        found.conjugate[j, i], found.tangent[j, i] = found.conjugate[i, j], found.tangent[i, j]
    return found


def _slices(count: int) -> list[slice]:
    return [slice(k, min(k + BLOCK, count)) for k in range(0, count, BLOCK)]


class ConvolutionalKernel(abc.ABC):
    """A kernel of signals that belongs to a convolutional network of infinite width."""

    network: ConvolutionalNetwork

    @abc.abstractmethod
    def choose(self, found: Grams) -> Any:
        """Which of the two Gram matrices is that of this kernel."""

    def gram(self, X: Any, Y: Any = None) -> NDArray[numpy.float64]:
        r"""The matrix :math:`K(x_i, y_j)` of signals (N, n_1, ..., n_d) or (N, n_1, ..., n_d, channels), in doubles.

        :raises ValueError: for signals of other dimensions, or with entries that are not finite.
        """
        return self.choose(grams(self.network, X, Y))

    def values(self, X: Any, Y: Any = None, *, ctx: Arithmetic) -> NDArray:
        """The same in any arithmetic, for signals with exact entries: an array of its values.

        :raises InexactInput: for binary floats where ``ctx`` refuses them.
        """
        return self.choose(grams(self.network, X, Y, ctx=ctx))

    def diagonal(self, X: Any) -> NDArray[numpy.float64]:
        """The values K(x_i, x_i), in doubles."""
        prepared = self.network.prepare(X)
        of = numpy.array([[a.conjugate, a.tangent] for a in prepared]).reshape(-1, 2)
        return self.choose(Grams(of[:, 0], of[:, 1]))


@final
@dataclass(frozen=True)
class ConvolutionalConjugate(ConvolutionalKernel):
    r"""The convolutional conjugate kernel (CKN) :math:`\langle A^n\varphi_1(x_n), A^n\varphi_1(x'_n)\rangle`.

    .. math:: x_1 = P^1x, \qquad x_k = P^kA^{k-1}\varphi_1(x_{k-1}),

    the kernel of training the last layer only, with :math:`\varphi_1` the feature map of
    :math:`\|z\|\|z'\|\kappa_1(\cos)`, or of the dual of another activation.
    Bietti and Mairal 2019, section 2.2.

    >>> from ntkproofs.kernels.convolutional import Patch, Pooling
    >>> layer = ConvolutionalLayer(Patch.box(3), Pooling.product(["1/4", "1/2", "1/4"]))
    >>> kernel = ConvolutionalConjugate(ConvolutionalNetwork((layer, layer)))
    >>> kernel.gram([[1, 2, -1], [2, -1, 1]]).round(6)
    array([[2.681414, 2.342248],
           [2.342248, 2.387567]])
    """

    network: ConvolutionalNetwork

    def choose(self, found: Grams) -> Any:
        return found.conjugate


@final
@dataclass(frozen=True)
class ConvolutionalTangent(ConvolutionalKernel):
    r"""The convolutional tangent kernel :math:`\langle A^nM(x_n, y_n), A^nM(x'_n, y'_n)\rangle`.

    .. math:: y_1 = x_1, \quad y_k = P^kA^{k-1}M(x_{k-1}, y_{k-1}), \qquad
              M(x, y)[u] = (\varphi_0(x[u]) \otimes y[u],\ \varphi_1(x[u])),

    with the :math:`x_k` of :class:`ConvolutionalConjugate`.  Bietti and Mairal 2019, Proposition 2 and equation (8).

    >>> from ntkproofs.arithmetic import BallArithmetic
    >>> from ntkproofs.kernels.convolutional import Patch, Pooling
    >>> layer = ConvolutionalLayer(Patch.box(3), Pooling.product(["1/4", "1/2", "1/4"]))
    >>> kernel = ConvolutionalTangent(ConvolutionalNetwork((layer, layer)))
    >>> kernel.gram([[1, 2, -1], [2, -1, 1]]).round(6)
    array([[6.593807, 5.208725],
           [5.208725, 6.002643]])
    >>> kernel.values([[1, 2, -1]], ctx=BallArithmetic(150))[0, 0].str(20)
    '[6.5938070161932472018 +/- ...]'
    """

    network: ConvolutionalNetwork

    def choose(self, found: Grams) -> Any:
        return found.tangent
