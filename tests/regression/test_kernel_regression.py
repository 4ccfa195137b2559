"""Closed forms of training against matrix exponentials, steps of descent, scikit-learn and a trained linear network."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.linalg import expm

from ntkproofs.activations import ReLU
from ntkproofs.kernels import Gaussian, NeuralTangentKernel
from ntkproofs.networks import (
    Architecture,
    descend,
    empirical_tangent_kernel,
    fully_connected,
    gradient_flow,
    tangent_kernels,
)
from ntkproofs.regression import Descent, Flow, KernelRegression, Ridge, principal_components, residual_after

RNG = np.random.default_rng(0)
X, Z = RNG.standard_normal((7, 3)), RNG.standard_normal((4, 3))
Y = np.sin(3 * X[:, 0])
KERNEL = NeuralTangentKernel(layers=3, bias=1)


@pytest.mark.parametrize("time", [0.0, 0.3, 5.0])
def test_flow_is_the_matrix_exponential(time):
    gram, cross = KERNEL.gram(X), KERNEL.gram(X, Z)
    expected = cross.T @ np.linalg.solve(gram, (np.eye(7) - expm(-time * gram / 7)) @ Y)
    trained = KernelRegression(KERNEL, X, Y)
    assert np.allclose(trained.predict(Z, Flow(time)), expected, atol=1e-12)
    assert np.allclose(trained.residual(Flow(time)), -expm(-time * gram / 7) @ Y, atol=1e-12)


def test_at_infinity_it_interpolates_from_any_start():
    trained = KernelRegression(KERNEL, X, Y)
    start, here = RNG.standard_normal(7), RNG.standard_normal(4)
    after = trained.predict(X, Flow(math.inf), start=start, start_on_data=start)
    assert np.allclose(after, Y, atol=1e-9)
    expected = here + KERNEL.gram(Z, X) @ np.linalg.solve(KERNEL.gram(X), Y - start)
    assert np.allclose(trained.predict(Z, Flow(math.inf), start=here, start_on_data=start), expected, atol=1e-9)


def test_descent_step_by_step():
    trained, f, g = KernelRegression(KERNEL, X, Y), np.zeros(7), np.zeros(4)
    for _ in range(9):
        f, g = f + 0.1 / 7 * KERNEL.gram(X) @ (Y - f), g + 0.1 / 7 * KERNEL.gram(Z, X) @ (Y - f)
    assert np.allclose(trained.predict(X, Descent(0.1, 9)), f, atol=1e-13)
    assert np.allclose(trained.predict(Z, Descent(0.1, 9)), g, atol=1e-13)


def test_ridge_is_that_of_scikit_learn():
    ridge = pytest.importorskip("sklearn.kernel_ridge").KernelRidge(alpha=7 * 0.05, kernel="precomputed")
    found = KernelRegression(KERNEL, X, Y).predict(Z, Ridge(0.05))
    assert np.allclose(found, ridge.fit(KERNEL.gram(X), Y).predict(KERNEL.gram(Z, X)), atol=1e-12)


def test_several_outputs_are_trained_one_by_one():
    both = np.stack([Y, Y**2], axis=1)
    trained = KernelRegression(KERNEL, X, both)
    for place in range(2):
        alone = KernelRegression(KERNEL, X, both[:, place])
        assert np.allclose(trained.predict(Z, Flow(2.0))[:, place], alone.predict(Z, Flow(2.0)))
        assert np.allclose(trained.residual(Flow(2.0))[:, place], alone.residual(Flow(2.0)))


def test_a_linear_network_is_kernel_descent():
    networks = Architecture((3, 1), ReLU(), bias=0.5).draw(np.random.default_rng(1))
    start, there = networks(X)[0, :, 0], networks(Z)[0, :, 0]

    class Empirical:
        def gram(self, X, Y=None):
            return tangent_kernels(networks, X, Y)[0]

    trained = KernelRegression(Empirical(), X, Y)
    expected = trained.predict(Z, Descent(0.4, 25), start=there, start_on_data=start)
    descend(networks, X, Y[:, None], rate=0.4, steps=25)
    assert np.allclose(networks(Z)[0, :, 0], expected, atol=1e-10)


def test_residuals_of_a_stack():
    grams = np.stack([KERNEL.gram(X), 2 * KERNEL.gram(X)])
    left = residual_after(grams, np.stack([Y, Y]), Flow(1.5))
    assert np.allclose(left[0], -KernelRegression(KERNEL, X, Y).residual(Flow(1.5)))
    assert np.allclose(left[1], -KernelRegression(KERNEL, X, Y).residual(Flow(3.0)))


def test_components_are_orthonormal_eigenfunctions():
    found = principal_components(Gaussian(1), X)
    assert np.allclose(found.functions.T @ found.functions / 7, np.eye(7), atol=1e-13)
    assert np.allclose(Gaussian(1).gram(X) @ found.functions / 7, found.functions * found.eigenvalues, atol=1e-13)
    assert np.all(np.diff(found.eigenvalues) <= 0)
    assert np.allclose(found(X), found.functions, atol=1e-9)
    assert np.allclose(found.functions @ found.coefficients(Y), Y)
    assert principal_components(Gaussian(1), X, 2).functions.shape == (7, 2)


def test_a_singular_kernel_leaves_its_null_space():
    class Rank1:
        def gram(self, X, Y=None):
            return np.asarray(X)[:, :1] @ np.asarray(X if Y is None else Y)[:, :1].T

    trained = KernelRegression(Rank1(), X, Y)
    assert np.count_nonzero(trained.eigenvalues) == 1
    slope = X[:, 0] @ Y / (X[:, 0] @ X[:, 0])
    assert np.allclose(trained.predict(Z, Flow(math.inf)), slope * Z[:, 0])
    assert np.allclose(trained.residual(Flow(math.inf)), slope * X[:, 0] - Y)


def test_what_is_refused():
    with pytest.raises(ValueError, match="one target a row"):
        KernelRegression(KERNEL, X, Y[:3])

    class Negative:
        def gram(self, X, Y=None):
            return -np.eye(len(X))

    with pytest.raises(ValueError, match="semi-definite"):
        principal_components(Negative(), X)


def test_the_flow_of_parameters_of_one_layer():
    pytest.importorskip("jax")
    model = fully_connected((3, 1), ReLU(), bias=0.5)
    start = model.init(np.random.default_rng(1))

    class Empirical:
        def gram(self, X, Y=None):
            return empirical_tangent_kernel(model, start, X, Y)

    before = [model(start, points)[:, 0] for points in (X, Z)]
    end = next(gradient_flow(model, start, X, lambda f, y: ((f[:, 0] - y) ** 2).sum() / 14, Y, times=(2.0,), step=0.02))
    expected = KernelRegression(Empirical(), X, Y).predict(Z, Flow(2.0), start=before[1], start_on_data=before[0])
    assert np.allclose(model(end, Z)[:, 0], expected, atol=1e-8)
