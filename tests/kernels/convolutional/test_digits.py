"""The two-layer convolutional kernels of 8x8 digits: another implementation, balls, and where digits are lost."""

from __future__ import annotations

import numpy as np
import pytest

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.kernels.convolutional import ConvolutionalLayer, ConvolutionalNetwork, Patch, Pooling, grams

BINOMIAL = ["1/4", "1/2", "1/4"]
NETWORK = ConvolutionalNetwork((ConvolutionalLayer(Patch.box(3, 3), Pooling.product(BINOMIAL, BINOMIAL)),) * 2)


@pytest.fixture(scope="module")
def digits():
    datasets = pytest.importorskip("sklearn.datasets")
    return datasets.load_digits().images[:100]


def dense(X):
    """Both Gram matrices by dense matrices over a whole window, and the half angle in place of the cosine."""
    size, pad = 16, 4
    line = np.eye(size) / 2 + (np.eye(size, k=1) + np.eye(size, k=-1)) / 4
    pooling = np.kron(line, line)
    signals = np.pad(X, ((0, 0), (pad, pad), (pad, pad))).reshape(len(X), -1)

    def patched(gram):
        # The support stays clear of the border, so that rolling moves zeros around it only.
        whole = gram.reshape((size,) * 4)
        moved = [np.roll(whole, (a, b, a, b), axis=(0, 1, 2, 3)) for a in (-1, 0, 1) for b in (-1, 0, 1)]
        return sum(moved).reshape(gram.shape) / 9

    def kernel_pair(i, j):
        arrays = {
            (a, b): [np.outer(signals[a], signals[b])] * 2 for a, b in ((i, i), (i, j), (j, j))
        }  # products of pixels, then patches, features and pooling in turn
        for _ in range(2):
            arrays = {pair: [patched(gram) for gram in both] for pair, both in arrays.items()}
            norms = {a: np.sqrt(np.diag(arrays[a, a][0])) for a in (i, j)}
            for (a, b), (x, y) in arrays.items():
                r, s = norms[a][:, None], norms[b][None, :]
                seen = (r > 0) & (s > 0)
                # sin^2 of half the angle, (1 - cos)/2
                half = np.where(seen, (r * s - x) / np.where(seen, 2 * r * s, 1), 0.5)
                angle = 2 * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
                zeroth = np.where(seen, 1 - angle / np.pi, 0)
                first = r * s * (np.sin(angle) / np.pi + (1 - 2 * half) * zeroth)
                arrays[a, b] = [pooling @ gram @ pooling.T for gram in (first, zeroth * y + first)]
        return [np.trace(gram) for gram in arrays[i, j]]

    return kernel_pair


def test_another_implementation_agrees_to_eight_digits(digits):
    X = digits[:4]
    found, other = grams(NETWORK, X), dense(X)
    for i, j in ((0, 0), (2, 3)):
        wanted = other(i, j)
        assert [found.conjugate[i, j], found.tangent[i, j]] == pytest.approx(wanted, rel=1e-8)


@pytest.mark.heavy
def test_another_implementation_agrees_on_a_hundred_digits(digits):
    found, other = grams(NETWORK, digits), dense(digits)
    generator = np.random.default_rng(0)
    for i, j in generator.integers(0, 100, size=(200, 2)).tolist():
        assert [found.conjugate[i, j], found.tangent[i, j]] == pytest.approx(other(i, j), rel=1e-8)


def in_balls(digits, count):
    ctx = BallArithmetic(256)
    X = digits[:count]
    found, balls = grams(NETWORK, X), grams(NETWORK, X.astype(int).tolist(), ctx=ctx)
    for double, ball in ((found.conjugate, balls.conjugate), (found.tangent, balls.tangent)):
        for i, j in np.ndindex(double.shape):
            with ctx.working():
                # The exact double of the matrix; NumPy scalars are not let in, their integer ratio is.
                p, q = float(double[i, j]).as_integer_ratio()
                apart = abs(ctx.rational(p, q) - ball[i, j]) / ball[i, j]
            assert ball[i, j].rad() < 1e-9
            assert apart < ctx.rational(1, 10**9)


def test_entries_lie_in_balls(digits):
    in_balls(digits, 2)


@pytest.mark.heavy
def test_twenty_one_entries_lie_in_balls(digits):
    in_balls(digits, 6)


def test_two_summation_orders_differ_by_the_digits_that_an_angle_near_zero_costs(digits):
    # Reflected images have the same kernel (the filters are symmetric), and their sums run in another order.
    X = digits[:30]
    one, other = grams(NETWORK, X), grams(NETWORK, X[:, ::-1, ::-1].copy())
    tangent = np.max(abs(one.tangent - other.tangent) / one.tangent)
    last = np.max(abs(one.conjugate - other.conjugate) / one.conjugate)
    assert 1e-15 < tangent < 1e-8
    # kappa_1 is flat at equal vectors, kappa_0 has a root there.
    assert last < 1e-13
