r"""Gram matrices of raw vectors in double precision, over any array library."""

from __future__ import annotations

import contextlib
import math
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy

from ntkproofs.arithmetic.float64 import Float64Arithmetic
from ntkproofs.kernels.angle_table import angle_table
from ntkproofs.kernels.point_angles import Points, angles, polar

if TYPE_CHECKING:
    from ntkproofs.kernels.base import Kernel

#: Entries of the matrix that are computed at a time: an eighth of a MiB for each temporary array, which a cache holds.
BLOCK_ENTRIES = 2**14
#: Entries from which on a table of the kernel saves more time than it takes to make.
WORTH_A_TABLE = 2**19

Sphere = Callable[[Any], Any]


def gram(kernel: Kernel, X: Any, Y: Any = None) -> Any:
    r"""The matrix :math:`K(x_i, y_j)`, (n, m); see :meth:`ntkproofs.kernels.Kernel.gram`."""
    xp = _namespace(X)
    left = polar(xp, _rows(xp, X, "X"))
    if Y is None:
        return _symmetric(_sphere(kernel, xp, len(left) ** 2 // 2), kernel, xp, left)
    right = polar(xp, _rows(xp, Y, "Y"))
    if left.coarse.shape[1] != right.coarse.shape[1]:
        raise ValueError(
            f"gram: X and Y with equally many columns were needed, {left.coarse.shape[1]} and "
            f"{right.coarse.shape[1]} came; give points of one space"
        )
    sphere = _sphere(kernel, xp, len(left) * len(right))
    rows, columns = _cut(len(left), len(right))
    blocks = (((a, b), _block(sphere, kernel, xp, left[a], right[b])) for a in rows for b in columns)
    return _assembled(xp, left.coarse, rows, columns, blocks)


def diagonal(kernel: Kernel, X: Any) -> Any:
    r"""The diagonal :math:`K(x_i, x_i)`, (n,), at the angle 0; the matrix is not built."""
    xp = _namespace(X)
    return _diagonal(kernel, xp, polar(xp, _rows(xp, X, "X")).norms)


def _diagonal(kernel: Kernel, xp: Any, norms: Any) -> Any:
    return _value(None, kernel, xp, norms, norms, xp.zeros_like(norms))


def _symmetric(sphere: Sphere | None, kernel: Kernel, xp: Any, points: Points) -> Any:
    """The matrix of one set of points: square blocks on and above the diagonal, the others by reflection."""
    parts = _slices(len(points), math.isqrt(BLOCK_ENTRIES))

    def blocks() -> Iterator[tuple[tuple[slice, slice], Any]]:
        for i, a in enumerate(parts):
            for b in parts[i:]:
                block = _block(sphere, kernel, xp, points[a], points[b])
                if a == b:
                    # Equal points: the angle is 0, not what rounding makes of it; the upper triangle decides the lower.
                    exact = _diagonal(kernel, xp, points.norms[a])
                    upper = xp.triu(block, k=1)
                    same = xp.eye(block.shape[0], dtype=xp.float64, device=_device(block)) > 0
                    block = xp.where(same, exact[:, None], upper + xp.permute_dims(upper, (1, 0)))
                else:
                    yield (b, a), xp.permute_dims(block, (1, 0))
                yield (a, b), block

    return _assembled(xp, points.coarse, parts, parts, blocks())


def _assembled(
    xp: Any, like: Any, rows: list[slice], columns: list[slice], blocks: Iterable[tuple[tuple[slice, slice], Any]]
) -> Any:
    """One matrix out of its blocks, written into their places; an array that cannot be changed is put together."""
    shape = (rows[-1].stop if rows else 0, columns[-1].stop if columns else 0)
    whole = xp.empty(shape, dtype=xp.float64, device=_device(like))
    kept: dict[tuple[int, int], Any] = {}
    with _one_thread(xp) if len(rows) > 1 else contextlib.nullcontext():
        for (a, b), block in blocks:
            if not kept:
                try:
                    whole[a, b] = block
                    continue
                except TypeError:  # JAX
                    pass
            kept[a.start, b.start] = block
    if not kept:
        return whole
    lines = [xp.concat([kept.pop((a.start, b.start)) for b in columns], axis=1) for a in rows]
    return xp.concat(lines, axis=0)


def _one_thread(xp: Any) -> contextlib.AbstractContextManager[Any]:
    """One thread for NumPy's matrix products: on a busy machine its threads wait for each other at every small one."""
    controller = _threads() if xp is numpy else None
    return contextlib.nullcontext() if controller is None else controller.limit(limits=1, user_api="blas")


@cache
def _threads() -> Any:
    try:
        from threadpoolctl import ThreadpoolController
    except ImportError:
        return None
    return ThreadpoolController()


def _block(sphere: Sphere | None, kernel: Kernel, xp: Any, left: Points, right: Points) -> Any:
    angle = angles(xp, left, right, BLOCK_ENTRIES)
    r, s = left.norms[:, None], right.norms[None, :]
    # The zero vector is a point of its own: orthogonal to the others (the formula gives pi/2), at angle 0 to itself.
    both_zero = (r == 0) & (s == 0)
    if bool(xp.any(both_zero)):
        angle = xp.where(both_zero, xp.zeros_like(angle), angle)
    return _value(sphere, kernel, xp, r, s, angle)


def _sphere(kernel: Kernel, xp: Any, entries: int) -> Sphere | None:
    """The values of a homogeneous kernel on the sphere by a table, where there are enough of them to be worth it."""
    if xp is not numpy or kernel.homogeneity is None or entries < WORTH_A_TABLE:
        return None
    return angle_table(kernel)


def _value(sphere: Sphere | None, kernel: Kernel, xp: Any, r: Any, s: Any, angle: Any) -> Any:
    ctx, degree = Float64Arithmetic(xp, {}), kernel.homogeneity
    with ctx.working():
        if degree is None:
            value = kernel.value(ctx, r, s, angle)
        else:
            # The norms of a homogeneous kernel are a factor, so that the formula of the sphere is enough.
            value = kernel.kappa(ctx, angle) if sphere is None else sphere(angle)
            value = value if degree == 0 else (r * s) ** degree * value
        # A constant kernel forgets the shape of its arguments.
        return value if getattr(value, "shape", None) == angle.shape else value + xp.zeros_like(angle)


def _cut(rows: int, columns: int) -> tuple[list[slice], list[slice]]:
    """Blocks of at most BLOCK_ENTRIES entries, square where the matrix allows it."""
    width = min(columns, max(math.isqrt(BLOCK_ENTRIES), BLOCK_ENTRIES // max(1, rows)))
    return _slices(rows, BLOCK_ENTRIES // max(1, width)), _slices(columns, width)


def _slices(count: int, step: int) -> list[slice]:
    """The range 0, ..., count - 1 in pieces of at most max(1, step)."""
    step = max(1, step)
    return [slice(k, min(k + step, count)) for k in range(0, count, step)]


def _device(array: Any) -> Any:
    return getattr(array, "device", None)


def _rows(xp: Any, X: Any, name: str) -> Any:
    """The points as float64, with their gradients where the library keeps them."""
    if xp is numpy:
        X = numpy.asarray(X, dtype=numpy.float64)
    else:
        with warnings.catch_warnings():
            # JAX warns when it has no doubles; below it is an error.
            warnings.simplefilter("ignore")
            X = xp.astype(X, xp.float64, copy=False)
    if X.ndim != 2:
        raise ValueError(f"gram: {name} with shape (points, dim) was needed, shape {tuple(X.shape)} came; reshape it")
    if X.dtype != xp.float64:
        raise ValueError(
            f"gram: double precision was needed, {name} became {X.dtype}; set jax_enable_x64 in JAX, or take NumPy"
        )
    if not bool(xp.all(xp.isfinite(X))):
        raise ValueError(f"gram: finite numbers in {name} were needed, NaN or infinity came; clean the data")
    return X


def _namespace(X: Any) -> Any:
    """The array library of ``X`` by the array-API standard: NumPy, or what array-api-compat wraps (torch, others)."""
    if isinstance(X, numpy.ndarray | numpy.generic | list | tuple | int | float):
        return numpy
    if hasattr(X, "__array_namespace__"):
        return X.__array_namespace__()
    try:
        import array_api_compat
    except ImportError:
        raise ImportError(
            f"gram: an array-API namespace of {type(X).__name__} was needed, there is none without array-api-compat; "
            "install ntkproofs[interop] or pass a NumPy array"
        ) from None
    return array_api_compat.array_namespace(X)
