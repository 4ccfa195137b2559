"""Conjugate and tangent kernels of convolutional networks against other formulas and other arithmetics."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cache

import numpy as np
import pytest
import sympy

from ntkproofs.activations import Abs, Erf, Softplus
from ntkproofs.arithmetic import BallArithmetic, ExactArithmetic, MultiprecisionArithmetic
from ntkproofs.kernels import Conjugate, NeuralTangentKernel
from ntkproofs.kernels.convolutional import (
    ConvolutionalConjugate,
    ConvolutionalLayer,
    ConvolutionalNetwork,
    ConvolutionalTangent,
    LinearMap,
    Patch,
    Pooling,
    grams,
    layer_grams,
)
from ntkproofs.kernels.convolutional import network as module
from ntkproofs.papers.bietti2019.proposition_2_values import SIGNALS, VALUES

BINOMIAL = ["1/4", "1/2", "1/4"]
LINE = ConvolutionalLayer(Patch.box(3), Pooling.product(BINOMIAL))
STRIDED = ConvolutionalLayer(
    Patch(((0, 0), (0, 1), (2, -1))), Pooling.product(["1/3", "2/3", 0], BINOMIAL, stride=(2, 1))
)
SQUARE = ConvolutionalLayer(Patch.box(3, 2), Pooling.product(["-1/5", "1/2", "1/4"], [1]))


def slow(layers, signals):
    """Both kernels of two signals (dicts from locations to vectors), by the definitions from the last layer down."""

    def add(u, v):
        return tuple(a + b for a, b in zip(u, v, strict=True))

    @cache
    def inner(k, i, u, j, v):
        """<x_k[u], x_k'[v]> and <y_k[u], y_k'[v]> of the signals i and j."""
        patch, _, _ = layers[k]
        total = [0.0, 0.0]
        for s in patch:
            pair = (pixel(i, add(u, s), j, add(v, s)),) * 2 if k == 0 else pooled(k - 1, i, add(u, s), j, add(v, s))
            total = [a + b for a, b in zip(total, pair, strict=True)]
        return [a / len(patch) for a in total]

    def pixel(i, u, j, v):
        zero = (0.0,)
        return math.fsum(a * b for a, b in zip(signals[i].get(u, zero), signals[j].get(v, zero), strict=False))

    @cache
    def pooled(k, i, u, j, v):
        _, taps, stride = layers[k]
        total = [0.0, 0.0]
        for s, first in taps.items():
            for t, second in taps.items():
                left = tuple(n * c - a for n, c, a in zip(stride, u, s, strict=True))
                right = tuple(n * c - a for n, c, a in zip(stride, v, t, strict=True))
                total = [a + first * second * b for a, b in zip(total, features(k, i, left, j, right), strict=True)]
        return total

    @cache
    def features(k, i, u, j, v):
        q, p = inner(k, i, u, i, u)[0], inner(k, j, v, j, v)[0]
        if q == 0 or p == 0:
            return 0.0, 0.0
        x, y = inner(k, i, u, j, v)
        c = max(-1.0, min(1.0, x / math.sqrt(q * p)))
        zeroth = 0.5 + math.asin(c) / math.pi
        first = math.sqrt(q * p) * (math.sqrt(1 - c * c) / math.pi + c * zeroth)
        return first, zeroth * y + first

    def kernel(i, j):
        far = 3 * len(layers)
        reach = [(n, m) for n in range(-far, far + 3) for m in range(-far, far + 3)]
        terms = [pooled(len(layers) - 1, i, u, j, u) for u in reach]
        return [math.fsum(term[which] for term in terms) for which in (0, 1)]

    return np.array([[kernel(i, j) for j in range(len(signals))] for i in range(len(signals))])


def described(layer):
    return layer.patch.offsets, {at: float(w) for at, w in layer.pooling.taps}, layer.pooling.stride


@pytest.mark.parametrize("layers", [(STRIDED,), (SQUARE, STRIDED), (STRIDED, SQUARE, STRIDED)])
def test_against_the_definitions_from_the_last_layer_down(layers):
    X = np.random.default_rng(len(layers)).standard_normal((3, 3, 2, 2))
    X[1, 0] = 0  # zero vectors inside of the support
    X = X if len(layers) < 3 else X[:2, 1:, :1]
    signals = [{at: tuple(x[at]) for at in np.ndindex(x.shape[:2])} for x in X]
    found = grams(ConvolutionalNetwork(layers), X)
    wanted = slow([described(layer) for layer in layers], signals)
    # Negative taps let values cancel, and an angle near 0 keeps half of the digits only.
    assert np.stack([found.conjugate, found.tangent], axis=-1) == pytest.approx(wanted, rel=1e-8)
    assert np.array_equal(found.tangent, found.tangent.T)
    across = grams(ConvolutionalNetwork(layers), X[:1], X[1:])
    assert across.tangent == pytest.approx(found.tangent[:1, 1:], rel=1e-12)


def test_the_toy_values_of_proposition_2_to_thirty_digits():
    ctx = BallArithmetic(1600)
    for n in (1, 2, 3):
        network = ConvolutionalNetwork((LINE,) * n)
        found = grams(network, SIGNALS, ctx=ctx)
        for name, matrix in (("tangent", found.tangent), ("last", found.conjugate)):
            for printed, ball in zip(VALUES[n, name], (matrix[0, 0], matrix[0, 1], matrix[1, 1]), strict=True):
                assert ball.rad() < 1e-40
                with ctx.working():
                    assert abs(ball - ctx.convert(printed)) < ctx.convert("1e-39")
    one = ConvolutionalTangent(ConvolutionalNetwork((LINE, LINE))).values(SIGNALS, ctx=MultiprecisionArithmetic(60))
    assert str(one[0, 1])[:22] == VALUES[2, "tangent"][1][:22]


def test_one_location_is_a_fully_connected_network():
    alone = ConvolutionalLayer(Patch.box(1), Pooling.identity(1))
    X = np.random.default_rng(3).standard_normal((6, 4))
    for n in (1, 2, 4):
        for activation in (None, Abs(), Erf()):
            given = {} if activation is None else {"activation": activation}
            found = grams(ConvolutionalNetwork((alone,) * n, **given), X[:, None, :])
            assert found.tangent == pytest.approx(NeuralTangentKernel(n + 1, **given).gram(X), rel=1e-11)
            assert found.conjugate == pytest.approx(Conjugate(n + 1, **given).gram(X), rel=1e-11)


def test_scalar_signals_have_an_explicit_feature_map_of_finite_dimension():
    # kappa_0(1) = kappa_1(1) = 1 and kappa_0(-1) = kappa_1(-1) = 0: signs and positive parts are a feature map on R.
    layer = ConvolutionalLayer(Patch.box(1), Pooling(((0, 2), (1, Fraction(-1, 3)), (3, 1))))
    network, ctx = ConvolutionalNetwork((layer,)), ExactArithmetic()
    X = [[3, -1, 0, 2], [-2, 5, 7, "1/2"], [0, 0, -1, -4]]
    signals = [[sympy.Rational(str(a)) for a in x] for x in X]

    def pool(values):
        return [2 * a + sympy.Rational(-1, 3) * b + d for a, b, d in zip(*(values(k) for k in (0, 1, 3)), strict=True)]

    def map_of(x, feature):
        one = [feature(a) for a in x]
        return [
            pool(lambda k, i=i: [one[u - k][i] if 0 <= u - k < 4 else 0 for u in range(7)]) for i in range(len(one[0]))
        ]

    def last(a):
        return (max(a, 0), max(-a, 0))

    def tangent(a):
        return (a if a > 0 else 0, a if a < 0 else 0, *last(a))

    def gram(feature):
        maps = [[a for part in map_of(x, feature) for a in part] for x in signals]
        return [[sum(a * b for a, b in zip(p, q, strict=True)) for q in maps] for p in maps]

    found = grams(network, X, ctx=ctx)
    assert sympy.Matrix(found.conjugate) == sympy.Matrix(gram(last))
    assert sympy.Matrix(found.tangent) == sympy.Matrix(gram(tangent))


def factor(matrix):
    """Vectors with these inner products."""
    values, vectors = np.linalg.eigh((matrix + matrix.T) / 2)
    return vectors * np.sqrt(np.clip(values, 0, None))


@pytest.mark.parametrize("n", [1, 2, 3])
def test_lemma_1_and_proposition_2_on_explicit_feature_vectors(n):
    # On finitely many patches the two arc-cosine kernels have feature vectors, and M, P, A act on vectors.
    signals = np.array([[1.0, 2.0, -1.0], [2.0, -1.0, 1.0]])
    x = [np.append(np.zeros((n * 2 + 1, 1)), [[a] for a in s], axis=0) for s in signals]
    x = [np.append(s, np.zeros((n * 2 + 1, 1)), axis=0) for s in x]
    y = x

    def patch(values):
        wide = np.pad(values, ((1, 1), (0, 0)))
        return np.hstack([wide[:-2], wide[1:-1], wide[2:]]) / np.sqrt(3)

    def pool(values):
        wide = np.pad(values, ((1, 1), (0, 0)))
        return wide[:-2] / 4 + wide[1:-1] / 2 + wide[2:] / 4

    for _ in range(n):
        x, y = [patch(s) for s in x], [patch(s) for s in y]
        points = np.vstack(x)
        norms = np.linalg.norm(points, axis=1)
        seen = norms > 0
        directions = points[seen] / norms[seen, None]
        angle = 2 * np.arctan2(
            np.linalg.norm(directions[:, None] - directions[None], axis=2),
            np.linalg.norm(directions[:, None] + directions[None], axis=2),
        )
        zeroth, first = np.zeros((len(points), seen.sum())), np.zeros((len(points), seen.sum()))
        zeroth[seen] = factor(1 - angle / np.pi)
        first[seen] = norms[seen, None] * factor((np.sin(angle) + (np.pi - angle) * np.cos(angle)) / np.pi)
        size = len(x[0])
        maps = [slice(i * size, (i + 1) * size) for i in (0, 1)]
        tensor = [np.einsum("ua,ub->uab", zeroth[m], s).reshape(size, -1) for m, s in zip(maps, y, strict=True)]
        y = [pool(np.hstack([t, first[m]])) for t, m in zip(tensor, maps, strict=True)]
        x = [pool(first[m]) for m in maps]
        # Only the inner products matter: orthogonal coordinates of the span keep the vectors short.
        for stack in (x, y):
            short = factor(np.vstack(stack) @ np.vstack(stack).T)
            stack[:] = [short[m] for m in maps]
    found = grams(ConvolutionalNetwork((LINE,) * n), signals)
    for values, matrix in ((x, found.conjugate), (y, found.tangent)):
        assert [[np.sum(a * b) for b in values] for a in values] == pytest.approx(matrix, rel=1e-7)


def test_a_general_linear_map_and_the_arrays_of_the_layers():
    mean = LinearMap({((0,), (v,)): Fraction(1, 3) for v in range(3)})
    network = ConvolutionalNetwork((ConvolutionalLayer(Patch.box(1), mean),) * 2)
    # After one layer a single location is left: the second is a fully connected layer.
    found = grams(network, [[1.0, 2.0, 3.0], [1.0, -2.0, 0.0]])
    first = np.array([[4, 2 / 3], [2 / 3, (1 + 4) / 9]])  # of the means of (positive part, negative part)
    rho = first[0, 1] / np.sqrt(first[0, 0] * first[1, 1])
    angle = np.arccos(rho)
    wanted = np.sqrt(first[0, 0] * first[1, 1]) * (np.sin(angle) + (np.pi - angle) * rho) / np.pi / 9
    assert found.conjugate[0, 1] == pytest.approx(wanted, rel=1e-14)
    a, b = network.prepare([[1.0, 2.0, 3.0], [1.0, -2.0, 0.0]])
    one, two = layer_grams(a, b)
    assert (one.x.shape, two.x.shape) == ((3, 2), (1, 1))
    assert two.x[0, 0] == pytest.approx(2 / 3, rel=1e-14)


def test_kernels_are_positive_semidefinite_and_the_hidden_layers_add_a_positive_part():
    X = np.random.default_rng(5).standard_normal((12, 4, 4))
    layer = ConvolutionalLayer(Patch.box(2, 2), Pooling.product(BINOMIAL, BINOMIAL, stride=2))
    network = ConvolutionalNetwork((layer, layer))
    tangent, last = ConvolutionalTangent(network), ConvolutionalConjugate(network)
    for matrix in (last.gram(X), tangent.gram(X) - last.gram(X)):
        assert np.linalg.eigvalsh(matrix)[0] > 0
    assert tangent.diagonal(X) == pytest.approx(np.diag(tangent.gram(X)), rel=1e-15)
    assert tangent.diagonal(3 * X) == pytest.approx(9 * tangent.diagonal(X), rel=1e-13)


def test_translations_of_the_lattice_do_not_move_the_kernel():
    rng = np.random.default_rng(6)
    x, z = rng.standard_normal((2, 3, 3))
    shifted = [np.pad(a, ((0, 4), (1, 0))) for a in (x, z)], [np.pad(a, ((2, 2), (0, 1))) for a in (x, z)]
    network = ConvolutionalNetwork((ConvolutionalLayer(Patch.box(3, 3), Pooling.product(BINOMIAL, BINOMIAL)),) * 2)
    one, other = (grams(network, list(pair)).tangent for pair in shifted)
    assert one == pytest.approx(other, rel=1e-12)


def test_the_zero_signal_is_at_the_origin_and_bad_signals_are_refused_in_one_line():
    network = ConvolutionalNetwork((LINE, LINE))
    found = grams(network, [[0.0, 0.0], [1.0, 1.0]])
    assert found.tangent[0].tolist() == [0.0, 0.0]
    assert grams(network, [[0, 0], [1, 1]], ctx=BallArithmetic(100)).tangent[0, 1] == 0
    for signals, message in (
        ([[[[1.0]]]], "signals of one shape with 1 axes"),
        ([[1.0], [1.0, 2.0]], "signals of one shape"),
        ([[float("nan")]], "finite numbers were needed"),
    ):
        with pytest.raises(ValueError, match=message):
            grams(network, signals)
    for X, Y in (([[1.0, 2.0]], [[1.0, 2.0, 3.0]]), ([[1.0, 2.0]], [[[1.0, 2.0], [0.0, 1.0]]])):
        with pytest.raises(ValueError, match="two signals of one shape, one network and one arithmetic"):
            grams(network, X, Y)
    with pytest.raises(ValueError, match="an activation with value 0 at 0 was needed"):
        ConvolutionalNetwork((LINE,), Softplus())
    with pytest.raises(ValueError, match="layers of one dimension were needed"):
        ConvolutionalNetwork((LINE, STRIDED))
    with pytest.raises(ValueError, match="signals inside the ring"):
        ConvolutionalNetwork((LINE,), period=(2,)).prepare([[1.0, 2.0, 3.0]])
    # A filter that cancels in exact arithmetic leaves balls around 0.
    cancel = ConvolutionalLayer(Patch.box(1), Pooling(((0, 1), (1, -1))))
    with pytest.raises(ValueError, match="one is undecided"):
        grams(ConvolutionalNetwork((cancel, cancel)), [["1/3", "1/3", "1/3"]], ctx=BallArithmetic(60))


def test_blocks_of_signals_give_the_matrix_of_all(monkeypatch):
    X = np.random.default_rng(8).standard_normal((5, 4))
    network = ConvolutionalNetwork((LINE, LINE))
    whole, across = grams(network, X), grams(network, X[:3], X[1:])
    monkeypatch.setattr(module, "BLOCK", 2)
    for one, other in ((whole, grams(network, X)), (across, grams(network, X[:3], X[1:]))):
        assert np.array_equal(one.tangent, other.tangent)
        assert np.array_equal(one.conjugate, other.conjugate)
    # A signal that comes twice is not known to be the same: its angles of 0 are rounded.
    assert across.tangent == pytest.approx(whole.tangent[:3, 1:], rel=1e-8)
    assert across.conjugate == pytest.approx(whole.conjugate[:3, 1:], rel=1e-13)
    assert grams(network, X[:0]).tangent.shape == (0, 0)
