r"""Kernel ridge regression on m centres for data that stream by in blocks: conjugate gradients, preconditioned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, final

import numpy
from scipy.linalg import LinAlgError, cholesky, solve_triangular
from scipy.sparse.linalg import LinearOperator, cg

from ntkproofs.kernels import Kernel

Array = numpy.ndarray[Any, Any]
#: A function that starts to stream the data from their beginning: blocks of features (m, p) and targets (m,).
Blocks = Callable[[], Iterable[tuple[Array, Array]]]


@final
@dataclass(frozen=True, eq=False)
class NystroemRegression:
    r"""The function :math:`f(x) = \sum_j\alpha_jK(x, z_j)` of m centres, with what it cost to find it."""

    kernel: Kernel
    centres: Array
    weights: Array
    iterations: int

    def predict(self, X: Array) -> Array:
        """The values at the rows of X, (n,); the block K(X, Z) is made in pieces."""
        return numpy.asarray(self.kernel.gram(X, self.centres) @ self.weights)


def sample_centres(blocks: Blocks, count: int, seed: int) -> Array:
    """Rows chosen with equal chances in one pass over a stream (reservoir sampling), (count, p).

    :raises ValueError: when the stream has fewer rows.
    """
    generator = numpy.random.default_rng(seed)
    kept: list[Array] = []
    seen = 0
    for X, _ in blocks():
        for row in X:
            seen += 1
            # A copy: a row that is a view would keep its whole block.
            if len(kept) < count:
                kept.append(row.copy())
            else:
                place = int(generator.integers(seen))
                if place < count:
                    kept[place] = row.copy()
    if len(kept) < count or not count:
        raise ValueError(f"sample_centres: needed 1 <= centres <= rows, got {count} of {seen}; ask for fewer")
    return numpy.array(kept)


def nystroem(
    kernel: Kernel,
    centres: Array,
    blocks: Blocks,
    ridge: float,
    *,
    tolerance: float = 1e-6,
    iterations: int = 100,
    held: int = 2**27,
) -> NystroemRegression:
    r"""Minimise :math:`\frac1n\sum_i(f(x_i) - y_i)^2 + \lambda\|f\|_K^2` over the span of the centres' sections.

    The normal equations are :math:`(K_{nm}^TK_{nm}/n + \lambda K_{mm})\,\alpha = K_{nm}^Ty/n`. With the Cholesky
    factors :math:`T^TT = K_{mm}` and :math:`A^TA = TT^T/m + \lambda I`, conjugate gradients for
    :math:`\beta = AT\alpha` have a matrix near the identity (FALKON: Rudi, Carratino and Rosasco 2017, section 3), so
    that the number of passes over the data hardly depends on n. Memory: the m x m factors and one block, or all of
    :math:`K_{nm}` where it has at most ``held`` entries; ``tolerance`` is that of the residual of the preconditioned
    equations.

    :raises ValueError: for a ridge that is not positive, a kernel that is not positive definite on the centres, and
        when the iterations do not suffice.

    >>> from ntkproofs.kernels import Laplace
    >>> X, y = numpy.array([[0.0], [1.0], [2.0]]), numpy.array([0.0, 1.0, 0.0])
    >>> nystroem(Laplace(c=1), X, lambda: [(X, y)], 1e-9).predict(X).round(5) + 0.0
    array([0., 1., 0.])
    """
    return nystroem_path(kernel, centres, blocks, [ridge], tolerance=tolerance, iterations=iterations, held=held)[0]


def nystroem_path(
    kernel: Kernel,
    centres: Array,
    blocks: Blocks,
    ridges: Sequence[float],
    *,
    tolerance: float = 1e-6,
    iterations: int = 100,
    held: int = 2**27,
) -> list[NystroemRegression]:
    """Return `nystroem` for several ridges on the same centres and data; blocks that are held are made once."""
    for ridge in ridges:
        if not 0 < ridge < float("inf"):
            raise ValueError(f"nystroem: ridge = {ridge} does not satisfy ridge > 0; give a positive number")
    pieces = _Pieces(kernel, centres, blocks, held)
    gram, projected = kernel.gram(centres), pieces.projected_targets()
    found = []
    for ridge in ridges:
        weights, count = _solve(pieces, gram, projected, ridge, tolerance, iterations)
        found.append(NystroemRegression(kernel, centres, weights, count))
    return found


def _solve(
    pieces: _Pieces, gram: Array, projected: Array, ridge: float, tolerance: float, iterations: int
) -> tuple[Array, int]:
    T, A = _factors(gram, ridge)

    def precondition(beta: Array) -> Array:
        return solve_triangular(T, solve_triangular(A, beta))

    def transposed(v: Array) -> Array:
        return solve_triangular(A, solve_triangular(T, v, trans="T"), trans="T")

    def matrix(beta: Array) -> Array:
        half = solve_triangular(A, beta)
        # T^-T K_mm T^-1 = I, so the second term needs no kernel matrix.
        return transposed(pieces.normal(solve_triangular(T, half))) + ridge * solve_triangular(A, half, trans="T")

    size, count = len(gram), 0

    def counted(_: Array) -> None:
        nonlocal count
        count += 1

    operator = LinearOperator((size, size), matvec=matrix, dtype=numpy.float64)
    right = transposed(projected)
    beta, left = cg(operator, right, rtol=tolerance, atol=0.0, maxiter=iterations, callback=counted)
    if left:
        raise ValueError(f"nystroem: {iterations} iterations did not reach {tolerance}; allow more or raise the ridge")
    return precondition(beta), count


def _factors(gram: Array, ridge: float) -> tuple[Array, Array]:
    size = len(gram)
    # Roundoff of the size of the diagonal may hide the smallest eigenvalues of a smooth kernel.
    jitter = numpy.finfo(numpy.float64).eps * size * float(numpy.trace(gram)) / size
    try:
        T = cholesky(gram + jitter * numpy.eye(size))
        return T, cholesky(T @ T.T / size + ridge * numpy.eye(size))
    except LinAlgError:
        raise ValueError(
            "nystroem: a kernel matrix of the centres that is positive definite was needed, it is not; leave out equal "
            "centres or take another kernel"
        ) from None


@final
class _Pieces:
    """The blocks of K_nm, made anew in every pass or kept where they are few."""

    def __init__(self, kernel: Kernel, centres: Array, blocks: Blocks, held: int) -> None:
        self.kernel, self.centres, self.blocks, self.held = kernel, centres, blocks, held
        self.kept: list[tuple[Array, Array]] | None = None
        self.rows = 0

    def __iter__(self) -> Iterator[tuple[Array, Array]]:
        if self.kept is not None:
            yield from self.kept
            return
        kept: list[tuple[Array, Array]] | None = []
        rows = 0
        for X, y in self.blocks():
            piece = (self.kernel.gram(X, self.centres), numpy.asarray(y, dtype=numpy.float64))
            rows += len(piece[1])
            kept = [*kept, piece] if kept is not None and rows * len(self.centres) <= self.held else None
            yield piece
        self.kept, self.rows = kept, rows

    def projected_targets(self) -> Array:
        r""":math:`K_{nm}^Ty/n`, in one pass."""
        total = sum((piece.T @ y for piece, y in self), numpy.zeros(len(self.centres)))
        if not self.rows:
            raise ValueError("nystroem: at least one row of data was needed, none came; give blocks that begin anew")
        return total / self.rows

    def normal(self, alpha: Array) -> Array:
        r""":math:`K_{nm}^TK_{nm}\alpha/n`, in one pass."""
        total = sum((piece.T @ (piece @ alpha) for piece, _ in self), numpy.zeros(len(self.centres)))
        return total / self.rows
