"""The kernel by two passes, and a training step, against Jacobians by finite differences."""

from __future__ import annotations

import numpy as np
import pytest

from ntkproofs.activations import Erf, ReLU, Softplus
from ntkproofs.networks import Architecture, Networks, descend, step, tangent_kernels

X = np.array([[1.0, 0.0], [0.6, 0.8], [-0.8, 0.6]])
Y = np.array([[0.3, -0.4], [1.5, 0.2]])
SHAPES = [(2, 1), (2, 7, 1), (2, 6, 5, 4, 1), (2, 5, 3)]


def _jacobian(networks: Networks, points: np.ndarray, h: float = 1e-6) -> np.ndarray:
    """Return the derivatives (count, P, N, n_L) by central differences."""
    columns = []
    for array in (*networks.weights, *networks.biases):
        for place in np.ndindex(array.shape[1:]):
            index = (slice(None), *place)
            saved = array[index].copy()
            array[index] = saved + h
            up = networks(points)
            array[index] = saved - h
            down = networks(points)
            array[index] = saved
            columns.append((up - down) / (2 * h))
    return np.stack(columns, axis=1)


def _draw(widths, activation, seed=3):
    return Architecture(widths, activation, bias=0.3).draw(np.random.default_rng(seed), count=3)


@pytest.mark.parametrize("activation", [ReLU(), Erf(), Softplus(), ReLU(scale_squared=2)], ids=str)
@pytest.mark.parametrize("widths", SHAPES)
def test_kernel_is_that_of_the_jacobian(widths, activation):
    networks = _draw(widths, activation)
    first, second = _jacobian(networks, X), _jacobian(networks, Y)
    for outputs in {(0, 0), (0, widths[-1] - 1)}:
        expected = np.einsum("cpi,cpj->cij", first[..., outputs[0]], second[..., outputs[1]])
        assert np.allclose(tangent_kernels(networks, X, Y, outputs=outputs), expected, rtol=1e-7, atol=1e-8)
    own = np.einsum("cpi,cpj->cij", first[..., 0], first[..., 0])
    assert np.allclose(tangent_kernels(networks, X), own, rtol=1e-7, atol=1e-8)


@pytest.mark.parametrize("activation", [ReLU(), Erf()], ids=str)
@pytest.mark.parametrize("widths", SHAPES)
def test_a_step_follows_the_jacobian(widths, activation):
    networks = _draw(widths, activation)
    jacobian = _jacobian(networks, X)
    directions = np.random.default_rng(4).standard_normal((3, len(X), widths[-1]))
    before = _parameters(networks)
    step(networks, networks.forward(X), directions, rate=0.7)
    moved = 0.7 / len(X) * np.einsum("cpnk,cnk->cp", jacobian, directions)
    assert np.allclose(_parameters(networks) - before, moved, rtol=1e-7, atol=1e-8)


def _parameters(networks):
    arrays = (*networks.weights, *networks.biases)
    return np.concatenate([a.reshape(networks.count, -1) for a in arrays], axis=1)


def test_forward_by_hand():
    networks = _draw((2, 4, 3, 2), Erf())
    from scipy.special import erf

    one = 1
    a = X[1]
    for layer, (weight, bias) in enumerate(zip(networks.weights, networks.biases, strict=True)):
        a = weight[one] @ (erf(a) if layer else a) / np.sqrt(len(a)) + 0.3 * bias[one]
    assert np.allclose(networks(X)[one, 1], a, rtol=1e-13)


def test_seeds_repeat_and_copies_are_independent():
    first, second = _draw((2, 5, 1), ReLU()), _draw((2, 5, 1), ReLU())
    assert all(np.array_equal(a, b) for a, b in zip(first.weights, second.weights, strict=True))
    kept = first.copy()
    descend(first, X, np.ones((3, 1)), rate=0.1, steps=2)
    assert np.array_equal(kept(X), second(X))
    assert not np.array_equal(first(X), second(X))


def test_one_layer_follows_the_linear_flow():
    networks = _draw((2, 1), ReLU())
    targets = np.array([[1.0], [0.5], [-1.0]])
    start, kernel = networks(X)[..., 0], tangent_kernels(networks, X)[0]
    descend(networks, X, targets, rate=0.5, steps=7)
    passed = np.linalg.matrix_power(np.eye(3) - 0.5 / 3 * kernel, 7)
    assert np.allclose(networks(X)[..., 0] - targets[:, 0], (start - targets[:, 0]) @ passed.T, rtol=1e-12)


def test_dead_units_have_slope_zero():
    networks = _draw((2, 4, 1), ReLU())
    networks.weights[0][:] = 0
    networks.biases[0][:] = 0
    assert np.allclose(tangent_kernels(networks, X), networks.bias**2)


@pytest.mark.parametrize(
    ("act", "text"),
    [
        (lambda: Architecture((2,), ReLU(), 0.1), "at least two"),
        (lambda: _draw((2, 1), ReLU())([1.0, 2.0]), "one point a row"),
        (lambda: descend(_draw((2, 1), ReLU()), X, [[1.0]], rate=1.0, steps=1), "targets of shape"),
        (lambda: descend(_draw((2, 9, 9, 1), ReLU()), X, np.ones((3, 1)), rate=1e9, steps=200), "smaller rate"),
    ],
)
def test_what_is_refused(act, text):
    with np.errstate(all="ignore"), pytest.raises(ValueError, match=text):
        act()


def test_single_precision_stays_single_and_agrees():
    shape = Architecture((2, 40, 30, 1), ReLU(), bias=0.3)
    half = shape.draw(np.random.default_rng(0), count=2, dtype=np.float32)
    full = Networks(
        [w.astype(np.float64) for w in half.weights], [b.astype(np.float64) for b in half.biases], ReLU(), 0.3
    )
    targets = np.ones((3, 1))
    for networks in (half, full):
        descend(networks, X, targets, rate=0.5, steps=20)
    assert {a.dtype for a in (*half.weights, *half.biases, half(X))} == {np.dtype(np.float32)}
    assert np.allclose(half(X), full(X), atol=1e-5)
    assert np.allclose(tangent_kernels(half, X), tangent_kernels(full, X), rtol=1e-4)


def test_a_step_in_pieces_is_the_step(monkeypatch):
    whole, pieces = _draw((2, 9, 8, 1), Erf()), _draw((2, 9, 8, 1), Erf())
    directions = np.ones((3, len(X), 1))
    step(whole, whole.forward(X), directions, rate=0.7)
    monkeypatch.setattr("ntkproofs.networks.descent.BLOCK_ENTRIES", 60)
    step(pieces, pieces.forward(X), directions, rate=0.7)
    assert np.allclose(_parameters(whole), _parameters(pieces), rtol=1e-13)
