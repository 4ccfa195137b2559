r"""Gram matrices of raw vectors in double precision, over any array library."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy

from ntkproofs.arithmetic.float64 import Float64Arithmetic

if TYPE_CHECKING:
    from ntkproofs.kernels.base import Kernel

#: Entries of the matrix that are computed at a time (16 MiB for each temporary array).
BLOCK_ENTRIES = 2**21
#: Beyond this |cosine| the arc cosine loses digits, and the angle is taken from |u - v| and |u + v|.
STEEP = 0.9


def gram(kernel: Kernel, X: Any, Y: Any = None) -> Any:
    r"""The matrix :math:`K(x_i, y_j)`, (n, m); see :meth:`ntkproofs.kernels.Kernel.gram`."""
    xp = _namespace(X)
    norms, units = _polar(xp, _rows(xp, X, "X"))
    if Y is None:
        return _symmetric(kernel, xp, norms, units)
    other_norms, other_units = _polar(xp, _rows(xp, Y, "Y"))
    if units.shape[1] != other_units.shape[1]:
        raise ValueError(
            f"gram: X and Y with equally many columns were needed, {units.shape[1]} and {other_units.shape[1]} came; "
            "give points of one space"
        )
    parts = [
        _block(kernel, xp, norms[rows], units[rows, :], other_norms, other_units)
        for rows in _slices(units.shape[0], BLOCK_ENTRIES // max(1, other_units.shape[0]))
    ]
    return xp.concat(parts, axis=0) if parts else xp.zeros((0, other_units.shape[0]), dtype=xp.float64)


def _symmetric(kernel: Kernel, xp: Any, norms: Any, units: Any) -> Any:
    """The matrix of one set of points: square blocks on and above the diagonal, the others by reflection."""
    parts = _slices(units.shape[0], math.isqrt(BLOCK_ENTRIES))
    blocks: dict[tuple[int, int], Any] = {}
    for i, a in enumerate(parts):
        for j, b in enumerate(parts[i:], start=i):
            block = _block(kernel, xp, norms[a], units[a, :], norms[b], units[b, :])
            if i == j:
                # Equal points: the angle is 0, not what rounding makes of it; the upper triangle decides the lower.
                same = xp.eye(block.shape[0], dtype=xp.float64) > 0
                exact = _diagonal(kernel, xp, norms[a])
                upper = xp.triu(block, k=1)
                block = xp.where(same, exact[:, None], upper + xp.permute_dims(upper, (1, 0)))
            blocks[i, j] = block
    order = range(len(parts))
    rows = [
        xp.concat([blocks[i, j] if i <= j else xp.permute_dims(blocks[j, i], (1, 0)) for j in order], axis=1)
        for i in order
    ]
    return xp.concat(rows, axis=0) if rows else xp.zeros((0, 0), dtype=xp.float64)


def diagonal(kernel: Kernel, X: Any) -> Any:
    r"""The diagonal :math:`K(x_i, x_i)`, (n,), at the angle 0; the matrix is not built."""
    xp = _namespace(X)
    norms, _ = _polar(xp, _rows(xp, X, "X"))
    return _diagonal(kernel, xp, norms)


def _diagonal(kernel: Kernel, xp: Any, norms: Any) -> Any:
    return _value(kernel, xp, norms, norms, xp.zeros_like(norms))


def _block(kernel: Kernel, xp: Any, norms: Any, units: Any, other_norms: Any, other_units: Any) -> Any:
    angle = _angles(xp, units, other_units)
    # The zero vector is a point of its own: orthogonal to the others (the formula gives pi/2), at angle 0 to itself.
    both_zero = (norms[:, None] == 0) & (other_norms[None, :] == 0)
    angle = xp.where(both_zero, xp.zeros_like(angle), angle)
    return _value(kernel, xp, norms[:, None], other_norms[None, :], angle)


def _value(kernel: Kernel, xp: Any, r: Any, s: Any, angle: Any) -> Any:
    ctx = Float64Arithmetic(xp)
    with ctx.working():
        # A constant kernel forgets the shape of its arguments.
        return kernel.value(ctx, r, s, angle) + xp.zeros_like(angle)


def _angles(xp: Any, units: Any, other: Any) -> Any:
    r"""The angles :math:`2\,\mathrm{atan2}(|u - v|, |u + v|)` between rows, (n, m).

    Away from :math:`\pm 1` the arc cosine of the inner product has the same digits and costs one matrix product.
    """
    cosine = xp.matmul(units, xp.permute_dims(other, (1, 0)))
    steep = xp.abs(cosine) > STEEP
    angle = xp.acos(xp.where(steep, xp.zeros_like(cosine), cosine))
    rows, columns = xp.nonzero(steep)
    found = []
    for some in _slices(rows.shape[0], BLOCK_ENTRIES // max(1, units.shape[1])):
        u, v = xp.take(units, rows[some], axis=0), xp.take(other, columns[some], axis=0)
        found.append(2 * xp.atan2(_length(xp, u - v), _length(xp, u + v)))
    if found:
        angle[steep] = xp.concat(found, axis=0)
    return angle


def _polar(xp: Any, X: Any) -> tuple[Any, Any]:
    """Norms and directions of the rows; the zero row has norm 0 and the direction 0."""
    largest = xp.max(xp.abs(X), axis=1) if X.shape[1] else xp.zeros(X.shape[0], dtype=xp.float64)
    ones = xp.ones_like(largest)
    # Division by the largest entry keeps the squares from overflow and underflow.
    inner = X / xp.where(largest == 0, ones, largest)[:, None]
    length = _length(xp, inner)
    return largest * length, inner / xp.where(length == 0, ones, length)[:, None]


def _length(xp: Any, rows: Any) -> Any:
    return xp.sqrt(xp.sum(rows * rows, axis=1))


def _slices(count: int, step: int) -> list[slice]:
    """The range 0, ..., count - 1 in pieces of at most max(1, step)."""
    step = max(1, step)
    return [slice(k, min(k + step, count)) for k in range(0, count, step)]


def _rows(xp: Any, X: Any, name: str) -> Any:
    """The points as float64, with their gradients where the library keeps them."""
    X = numpy.asarray(X, dtype=numpy.float64) if xp is numpy else xp.astype(X, xp.float64, copy=False)
    if X.ndim != 2:
        raise ValueError(f"gram: {name} with shape (points, dim) was needed, shape {tuple(X.shape)} came; reshape it")
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
