r"""Kernels of images by recursion on patches, location by location: the C-Exp kernels and the convolutional NTK.

Without pooling the kernel of two images needs only pairs of patches at the same location p. From
:math:`K_0(p) = \langle x_p, x'_p\rangle` every level takes the mean over the patch (zero outside of the image),

.. math:: S(p) = |P|^{-1}\sum_{q \in P}K(p + q), \qquad r = \sqrt{S_{xx}(p)}, \quad s = \sqrt{S_{x'x'}(p)}, \quad
          \cos\theta = S(p)/(rs),

and applies a kernel to it; the kernel of the images is the sum over p after the last level.
"""

from __future__ import annotations

import abc
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy

from ntkproofs.arithmetic.float64 import Float64Arithmetic
from ntkproofs.kernels.arc_cosine import ArcCosine
from ntkproofs.kernels.base import Kernel
from ntkproofs.kernels.chord import ChordKernel
from ntkproofs.kernels.homogeneous import Homogeneous

Array = numpy.ndarray[Any, Any]

#: Entries (pairs of images, locations) in work at a time: the arrays of one block stay in the cache of a core.
BLOCK_ENTRIES = 2**17
_CTX = Float64Arithmetic()


class PatchKernel(abc.ABC):
    r"""A kernel of images, in double precision, by ``levels`` levels of patches of ``size`` times ``size`` pixels."""

    levels: int
    size: int
    #: How many arrays pass from level to level.
    arrays: ClassVar[int]

    def _accept_levels(self) -> None:
        if self.levels < 1 or self.size < 1 or self.size % 2 == 0:
            raise ValueError(
                f"{type(self).__name__}: levels >= 1 and an odd size >= 1 were needed, {self.levels} and {self.size} "
                "came; change them"
            )

    @abc.abstractmethod
    def level(self, r: Array, s: Array, half_sine: Array, sums: list[Array]) -> list[Array]:
        """The arrays after one level, from norms, sin(angle/2) and the patch means of all but the first before it.

        The first is the inner product of the features that the next level sees, the last one is the kernel.
        """

    def gram(self, X: Any, Y: Any = None) -> Array:
        r"""The matrix :math:`K(x_i, y_j)` of images (n, rows, columns) or (n, rows, columns, channels), (n, m).

        :raises ValueError: for arrays of another dimension, or images of two sizes.
        """
        return list(self.grams(X, Y))[-1]

    def diagonal(self, X: Any) -> Array:
        """The values K(x_i, x_i) of images, (n,), without the matrix."""
        return self._diagonal(_images(X))[-1]

    def grams(self, X: Any, Y: Any = None) -> list[Array]:
        """The matrices after 1, 2, ..., ``levels`` levels, by one recursion; see :meth:`gram`."""
        first = _images(X)
        second = first if Y is None else _images(Y)
        if first.shape[1:] != second.shape[1:]:
            raise ValueError(
                f"PatchKernel: images of one size were needed, {first.shape[1:]} and {second.shape[1:]} came"
            )
        own = list(self._norms(first))
        other = own if Y is None else list(self._norms(second))
        found = [numpy.empty((len(first), len(second))) for _ in range(self.levels)]
        step = max(1, BLOCK_ENTRIES // max(1, len(second) * int(numpy.prod(first.shape[1:3]))))
        for k in range(0, len(first), step):
            rows = slice(k, k + step)
            # Of a symmetric matrix only the part up to the diagonal is computed.
            last = len(second) if Y is not None else min(k + step, len(second))
            some = ([norms[rows] for norms in own], [norms[:last] for norms in other])
            for level, block in enumerate(self._blocks(first[rows], second[:last], *some)):
                found[level][rows, :last] = block
        if Y is None:
            for level, matrix in enumerate(found):
                lower = numpy.tril(matrix, -1)
                diagonal = self._diagonal(first)[level]
                found[level] = lower + lower.T + numpy.diag(diagonal)
        return found

    def _blocks(self, X: Array, Y: Array, own: list[Array], other: list[Array]) -> Iterator[Array]:
        # The squared distance of the features at each location: 0 for equal pixels, and no difference of large numbers
        # on the way up. From inner products a rounding would become its root on every level.
        squares = (numpy.square(X[:, None, :, :, c] - Y[None, :, :, :, c]) for c in range(X.shape[3]))
        distance = sum(squares, numpy.zeros(()))
        arrays = [numpy.einsum("iabc,jabc->ijab", X, Y)] * self.arrays
        for r, s in zip((norms[:, None] for norms in own), (norms[None] for norms in other), strict=True):
            sums = [numpy.empty(0), *(_patch_mean(array, self.size) for array in arrays[1:])]
            norms, gap = r * s, numpy.square(r - s)
            # |u - v|^2 = (r - s)^2 + 4 r s sin^2(angle/2); a patch without ink is orthogonal to every other.
            zero = norms == 0
            square = (_patch_mean(distance, self.size) - gap) / numpy.where(zero, 1.0, 4 * norms)
            square = numpy.where(zero, 0.5, numpy.clip(square, 0.0, 1.0))
            with _CTX.working():
                arrays = self.level(r, s, numpy.sqrt(square), sums)
            distance = gap + 2 * (norms - arrays[0])
            yield arrays[-1].sum(axis=(2, 3))

    def _norms(self, X: Array) -> Iterator[Array]:
        r"""The norms :math:`\sqrt{S_{xx}(p)}` of each level, (n, rows, columns), at the angle 0."""
        for sums, _ in self._selves(X):
            yield numpy.sqrt(sums[0])

    def _diagonal(self, X: Array) -> list[Array]:
        return [arrays[-1].sum(axis=(1, 2)) for _, arrays in self._selves(X)]

    def _selves(self, X: Array) -> Iterator[tuple[list[Array], list[Array]]]:
        arrays = [numpy.einsum("iabc,iabc->iab", X, X)] * self.arrays
        for _ in range(self.levels):
            sums = [_patch_mean(array, self.size) for array in arrays]
            norms = numpy.sqrt(sums[0])
            with _CTX.working():
                arrays = self.level(norms, norms, numpy.zeros_like(norms), sums)
            yield sums, arrays


@final
@dataclass(frozen=True)
class HierarchicalKernel(PatchKernel):
    r"""The kernel C-Exp: each level is the homogeneous extension :math:`rs\,\kappa(\cos\theta)` of a kernel.

    With Laplace, Gaussian or gamma-exponential kernels it is that of Geifman et al. 2020, section 4.3.

    :raises ValueError: for no level, patches of an even size, or what is not a kernel.

    >>> from ntkproofs.kernels import Laplace
    >>> HierarchicalKernel(Laplace(c=1), levels=1, size=1).gram([[[3.0]], [[4.0]]])
    array([[ 9., 12.],
           [12., 16.]])
    """

    kernel: Kernel
    levels: int
    size: int = 3

    arrays: ClassVar[int] = 1

    def __post_init__(self) -> None:
        self._accept_levels()
        Homogeneous(self.kernel)

    def level(self, r: Array, s: Array, half_sine: Array, sums: list[Array]) -> list[Array]:
        if isinstance(self.kernel, ChordKernel):
            # The chord is 2 sin(angle/2), and no angle is needed.
            return [r * s * self.kernel.profile(_CTX, 2 * half_sine)]
        return [Homogeneous(self.kernel).value(_CTX, r, s, 2 * numpy.arcsin(half_sine))]


@final
@dataclass(frozen=True)
class PatchTangentKernel(PatchKernel):
    r"""The convolutional tangent kernel of the ReLU without pooling: with :math:`X_0 = Y_0 = K_0`, on every level

    .. math:: X \leftarrow rs\,\kappa_1(\cos\theta), \qquad
              Y \leftarrow rs\,\kappa_1(\cos\theta) + \kappa_0(\cos\theta)\,T,

    where r, s and the angle are those of the patch mean of X and T is the patch mean of Y.  Bietti and Mairal 2019,
    Proposition 2, for the locations of the image only; Arora et al. 2019, CNTK without pooling.

    :raises ValueError: for no level, or patches of an even size.

    >>> PatchTangentKernel(levels=1, size=1).gram([[[3.0]], [[4.0]]])
    array([[18., 24.],
           [24., 32.]])
    """

    levels: int
    size: int = 3

    arrays: ClassVar[int] = 2

    def __post_init__(self) -> None:
        self._accept_levels()

    def level(self, r: Array, s: Array, half_sine: Array, sums: list[Array]) -> list[Array]:
        angle = 2 * numpy.arcsin(half_sine)
        last = Homogeneous(ArcCosine(1)).value(_CTX, r, s, angle)
        return [last, last + ArcCosine(0).kappa(_CTX, angle) * sums[1]]


def _patch_mean(array: Array, size: int) -> Array:
    """The mean over the patch around each location of the last two axes, with zeros outside."""
    for axis in (-2, -1):
        along = numpy.moveaxis(array, axis, -1)
        total = along.copy()
        for shift in range(1, min(size // 2, along.shape[-1] - 1) + 1):
            total[..., shift:] += along[..., :-shift]
            total[..., :-shift] += along[..., shift:]
        array = numpy.moveaxis(total, -1, axis)
    return array / size**2


def _images(X: Any) -> Array:
    X = numpy.asarray(X, dtype=numpy.float64)
    if X.ndim not in (3, 4) or not numpy.isfinite(X).all():
        raise ValueError(
            f"PatchKernel: finite images (n, rows, columns) or with channels were needed, shape {X.shape} came; "
            "reshape or clean them"
        )
    return X.reshape(*X.shape[:3], -1)
