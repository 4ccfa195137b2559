"""Nystroem regression against the same problem solved directly, and what it holds in memory."""

from __future__ import annotations

import tracemalloc

import numpy
import pytest

from ntkproofs.kernels import ExpressionKernel, Kernel, parse
from ntkproofs.regression.nystroem import nystroem, nystroem_path, sample_centres

pytest.importorskip("sklearn")

GENERATOR = numpy.random.default_rng(17)
X = GENERATOR.normal(size=(400, 3))
y = numpy.sin(2 * X[:, 0]) + 0.1 * GENERATOR.normal(size=400)
TEXTS = ("laplace(c=1)", "ntk(layers=3, bias=1)", "homogeneous(laplace(c=1))", "gaussian(c=1/4)")


def blocks(rows: int = 90):
    return lambda: ((X[k : k + rows], y[k : k + rows]) for k in range(0, 400, rows))


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("held", [0, 2**20])
def test_against_the_normal_equations(text: str, held: int):
    kernel, centres, ridge = parse(text), X[::8], 1e-3
    found = nystroem(kernel, centres, blocks(), ridge, tolerance=1e-12, held=held)
    K, middle = kernel.gram(X, centres), kernel.gram(centres)
    expected = numpy.linalg.solve(K.T @ K / 400 + ridge * middle, K.T @ y / 400)
    Z = GENERATOR.normal(size=(50, 3))
    assert numpy.allclose(found.predict(Z), kernel.gram(Z, centres) @ expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("text", TEXTS)
def test_all_rows_as_centres_is_kernel_ridge_regression(text: str):
    from sklearn.kernel_ridge import KernelRidge

    from ntkproofs.regression import ScikitKernel

    found = nystroem(parse(text), X[:200], lambda: [(X[:200], y[:200])], 1e-3, tolerance=1e-12)
    expected = KernelRidge(alpha=200 * 1e-3, kernel=ScikitKernel(text)).fit(X[:200], y[:200])
    assert numpy.allclose(found.predict(X[200:]), expected.predict(X[200:]), rtol=1e-5, atol=1e-6)


def test_few_iterations_and_without_the_preconditioner_many():
    kernel, centres, ridge = parse("laplace(c=1)"), X[::4], 1e-5
    found = nystroem(kernel, centres, blocks(), ridge)
    assert found.iterations < 40
    K = kernel.gram(X, centres)
    from scipy.sparse.linalg import cg

    plain: list[int] = []
    cg(K.T @ K / 400 + ridge * kernel.gram(centres), K.T @ y / 400, rtol=1e-6, maxiter=2000, callback=plain.append)
    assert len(plain) > 4 * found.iterations


def test_a_path_is_its_members():
    passes = 0

    def counted():
        nonlocal passes
        passes += 1
        return blocks()()

    path = nystroem_path(parse("laplace(c=1)"), X[::8], counted, [1e-2, 1e-4])
    assert passes == 1
    for found, ridge in zip(path, (1e-2, 1e-4), strict=True):
        assert numpy.array_equal(found.weights, nystroem(parse("laplace(c=1)"), X[::8], blocks(), ridge).weights)


def test_memory_is_bounded_by_a_block():
    count, rows = 30_000, 500
    centres = X[:60]

    def long_stream():
        for k in range(0, count, rows):
            generator = numpy.random.default_rng(k)
            Z = generator.normal(size=(rows, 3))
            yield Z, Z[:, 0]

    tracemalloc.start()
    assert sample_centres(long_stream, 60, 0).shape == (60, 3)
    # Sixty rows, and not the sixty blocks of 12 kB that they were drawn from.
    assert tracemalloc.get_traced_memory()[1] < 2e5
    tracemalloc.reset_peak()
    found = nystroem(parse("laplace(c=1)"), centres, long_stream, 1e-2, tolerance=1e-3, held=0)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert numpy.corrcoef(found.predict(X), X[:, 0])[0, 1] > 0.9
    # All of K_nm would be 14 MB, a block is 0.24 MB.
    assert peak < 5e6


def test_centres_have_equal_chances():
    hits = numpy.zeros(40)
    Z = numpy.arange(40.0)[:, None]
    for seed in range(2000):
        some = sample_centres(lambda: [(Z[:7], Z[:7, 0]), (Z[7:], Z[7:, 0])], 10, seed)[:, 0].astype(int)
        assert len(set(some.tolist())) == 10
        hits[some] += 1
    # Each row is drawn 500 times on average, with a standard deviation below 20.
    assert abs(hits - 500).max() < 80


def test_what_cannot_be_solved():
    kernel = parse("laplace(c=1)")
    with pytest.raises(ValueError, match=r"ridge = 0.* does not satisfy ridge > 0"):
        nystroem(kernel, X[:5], blocks(), 0.0)
    with pytest.raises(ValueError, match="at least one row"):
        nystroem(kernel, X[:5], lambda: iter(()), 1.0)
    with pytest.raises(ValueError, match="positive definite was needed"):
        nystroem(_negative(), X[:5], blocks(), 1.0)
    with pytest.raises(ValueError, match="2 iterations did not reach"):
        nystroem(kernel, X[::4], blocks(), 1e-9, iterations=2)
    with pytest.raises(ValueError, match="got 401 of 400"):
        sample_centres(blocks(), 401, 0)


def _negative() -> Kernel:
    import sympy

    return ExpressionKernel(-(sympy.Symbol("t") ** 2))
