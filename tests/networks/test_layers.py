"""The architectures of section 2.3 of Bowman and Montufar: what their gradients owe to the definitions."""

from __future__ import annotations

import numpy as np
import pytest

from ntkproofs.activations import Softplus, Tanh
from ntkproofs.networks import (
    Model,
    antisymmetric,
    convolution,
    count,
    dense,
    elementwise,
    empirical_tangent_kernel,
    fisher_information,
    flatten,
    fully_connected,
    gradient_flow,
    jacobian,
    lenet_5,
    residual,
    serial,
)

BEND = elementwise(Softplus())
DEEP = fully_connected((2, 5, 5, 1), Softplus())
RESIDUAL = serial(dense(2, 4), BEND, residual(serial(dense(4, 4), BEND)), dense(4, 1))
CONVOLUTIONAL = serial(convolution(1, 3, (3,)), BEND, convolution(3, 3, (3,)), BEND, flatten(), dense(18, 1))
CASES = [(DEEP, (2,)), (RESIDUAL, (2,)), (CONVOLUTIONAL, (1, 6))]
NAMES = ["deep", "residual", "convolutional"]


@pytest.mark.parametrize(("model", "shape"), CASES, ids=NAMES)
def test_gradients_are_those_of_finite_differences(model, shape):
    import jax

    generator = np.random.default_rng(2)
    drawn, points = model.init(generator), generator.standard_normal((3, *shape))
    leaves, tree = jax.tree.flatten(drawn)
    columns, h = [], 1e-6
    for leaf in leaves:
        for place in np.ndindex(leaf.shape):
            kept = leaf[place]
            leaf[place] = kept + h
            up = model(jax.tree.unflatten(tree, leaves), points)[:, 0]
            leaf[place] = kept - h
            columns.append((up - model(jax.tree.unflatten(tree, leaves), points)[:, 0]) / (2 * h))
            leaf[place] = kept
    assert np.allclose(jacobian(model, drawn, points), np.stack(columns, axis=1), atol=1e-8)


@pytest.mark.parametrize(("model", "shape"), CASES, ids=NAMES)
def test_antisymmetric_start_is_zero_with_the_same_kernel(model, shape):
    points = np.random.default_rng(3).standard_normal((4, *shape))
    drawn, doubled = model.init(np.random.default_rng(4)), antisymmetric(model).init(np.random.default_rng(4))
    # compiled products of the two copies may be fused differently: zero up to roundoff
    assert np.allclose(antisymmetric(model)(doubled, points), 0, atol=1e-15)
    expected = empirical_tangent_kernel(model, drawn, points)
    assert np.allclose(empirical_tangent_kernel(antisymmetric(model), doubled, points), expected, rtol=1e-12)


@pytest.mark.parametrize(("model", "shape"), CASES, ids=NAMES)
def test_the_fisher_information_has_the_spectrum_of_the_gram_matrix(model, shape):
    points = np.random.default_rng(3).standard_normal((4, *shape))
    drawn = model.init(np.random.default_rng(4))
    gram = np.linalg.eigvalsh(empirical_tangent_kernel(model, drawn, points)) / 4
    fisher = np.linalg.eigvalsh(fisher_information(model, drawn, points))
    assert np.allclose(fisher[-4:], gram, rtol=1e-9)
    assert np.allclose(fisher[:-4], 0, atol=1e-12 * gram[-1])


def test_tanh_networks_without_bias_are_odd():
    bend = elementwise(Tanh())
    model = serial(dense(2, 4), bend, residual(serial(dense(4, 4), bend)), dense(4, 1))
    drawn, points = model.init(np.random.default_rng(1)), np.random.default_rng(1).standard_normal((3, 2))
    assert np.allclose(model(drawn, -points), -model(drawn, points), rtol=1e-14)


def test_lenet_is_the_composition_of_its_maps():
    model = lenet_5(Tanh(), bias=0.0)
    drawn = model.init(np.random.default_rng(0))
    assert count(drawn) == 61706 - 236
    image = np.random.default_rng(1).random((2, 1, 28, 28))
    from scipy.ndimage import correlate
    from scipy.signal import correlate as inside

    first, second, *affine = [own[0] for own in drawn if own]
    maps = [np.stack([correlate(x[0], w.reshape(5, 5), mode="constant") for w in first[:, 0]]) / 5 for x in image]
    halves = [np.tanh(a).reshape(6, 14, 2, 14, 2).mean(axis=(2, 4)) for a in maps]
    small = [
        np.stack([sum(inside(a[c], w[c].reshape(5, 5), mode="valid") for c in range(6)) / np.sqrt(150) for w in second])
        for a in halves
    ]
    rows = np.stack([np.tanh(a).reshape(16, 5, 2, 5, 2).mean(axis=(2, 4)).ravel() for a in small])
    for weight in affine[:-1]:
        rows = np.tanh(rows @ weight.T / np.sqrt(weight.shape[1]))
    assert np.allclose(model(drawn, image), rows @ affine[-1].T / np.sqrt(84), rtol=1e-12)


@pytest.mark.parametrize(
    "make", [lambda o: dense(4, 3, ordinary=o, bias=0.5), lambda o: _flat(o)], ids=["dense", "conv"]
)
def test_the_ordinary_parametrisation_rescales_gradients_only(make):
    scaled, plain = make(False), make(True)
    weight, bias = plain.init(np.random.default_rng(6))
    assert max(np.abs(weight).max(), np.abs(bias).max()) <= 0.5
    same = (2 * weight, 2 * bias)  # n = 4: n^{-1/2} W' = W and b' / 2 = b
    points = np.random.default_rng(7).standard_normal((3, 4))
    assert np.allclose(plain((weight, bias), points), scaled(same, points), rtol=1e-13)
    ours = empirical_tangent_kernel(plain, (weight, bias), points, outputs=(1, 1))
    assert np.allclose(ours, 4 * empirical_tangent_kernel(scaled, same, points, outputs=(1, 1)), rtol=1e-13)


def _flat(ordinary):
    """Return a convolution with one position: four channels or places, three outputs."""
    layer = convolution(1, 3, (4,), ordinary=ordinary, bias=0.5, padding="valid")
    return Model(layer.init, lambda own, rows: layer.apply(own, rows[:, None])[:, :, 0])


def _loss(outputs, targets):
    return ((outputs[:, 0] - targets) ** 2).sum() / (2 * len(targets))


def test_the_flow_of_a_linear_model_is_the_exponential():
    model = dense(2, 1)
    X, y = np.array([[1.0, 0.0], [0.6, 0.8], [-0.8, 0.6]]), np.array([1.0, 0.5, -1.0])
    drawn = model.init(np.random.default_rng(0))
    rates, modes = np.linalg.eigh(empirical_tangent_kernel(model, drawn, X) / 3)
    start = model(drawn, X)[:, 0] - y
    for time, own in zip(
        (0.5, 2.0), gradient_flow(model, drawn, X, _loss, y, times=(0.5, 2.0), step=0.05), strict=True
    ):
        ideal = modes @ (np.exp(-rates * time) * (modes.T @ start))
        assert np.allclose(model(own, X)[:, 0] - y, ideal, atol=1e-8)


def test_times_off_the_step_are_refused():
    with pytest.raises(ValueError, match="increasing multiples"):
        next(gradient_flow(DEEP, [], np.eye(2), _loss, np.zeros(2), times=(0.3,), step=0.25))
