"""Functions on the circle by a grid, and the training of networks on it by two engines."""

from __future__ import annotations

import numpy as np
import pytest

from ntkproofs.activations import Softplus
from ntkproofs.networks import antisymmetric, fully_connected, gradient_flow
from ntkproofs.papers.bowman2022 import deep_study, shallow_study
from ntkproofs.papers.bowman2022.circle import (
    ANGLES,
    GRID,
    TARGET,
    Operator,
    coefficients,
    interpolation,
    limiting_kernel,
    limiting_operator,
    rates,
    target,
)
from ntkproofs.papers.bowman2022.deep_training import ARCHITECTURES, inputs, kernel, network, residuals
from ntkproofs.papers.bowman2022.deep_training import limiting_kernel as fully_connected_limit
from ntkproofs.papers.bowman2022.shallow_training import kernel_errors, train
from ntkproofs.papers.records import RecordError


def test_interpolation_is_exact_for_trigonometric_polynomials():
    angles = np.random.default_rng(0).uniform(0, 2 * np.pi, 50)

    def polynomial(x):
        return sum(np.cos(k * x + k) / (k + 1) for k in range(GRID // 2))

    assert np.allclose(interpolation(angles) @ polynomial(ANGLES), polynomial(angles), atol=1e-12)
    assert np.allclose(interpolation(ANGLES), np.eye(GRID), atol=1e-14)
    assert coefficients(target(ANGLES)) == pytest.approx(TARGET, abs=1e-14)


def test_the_limiting_operator_has_the_eigenvalues_of_its_kernel():
    found = limiting_operator().rates
    expected = sorted((r for k, r in enumerate(rates()) for _ in range(2 if k else 1)), reverse=True)
    assert found[:9] == pytest.approx(expected[:9], abs=1e-14)
    assert np.allclose(limiting_kernel(), limiting_kernel().T)


def test_the_ideal_residual_has_no_distance():
    operator, time = Operator(limiting_kernel()), 2.0
    ideal = -sum(c * np.exp(-rates()[k] * time) * np.cos(k * ANGLES) for k, c in enumerate(TARGET))
    assert operator.distance(ideal, time) < 1e-28
    assert operator.distance(ideal + 1.0, time) == pytest.approx(1 / time**2)
    factor = (1 - np.exp(-rates()[0] * time)) / rates()[0]
    assert operator.distance(ideal + 1.0, time, 1) == pytest.approx(1 / factor**2)


def test_the_shallow_network_is_trained_as_by_automatic_differentiation_at_the_samples():
    """The grid, the closed gradient and its Runge-Kutta steps against the flow of a model at the samples themselves."""
    generator = np.random.default_rng(3)
    w, v = generator.standard_normal((1, 12, 2))[0], generator.standard_normal((1, 12))[0]
    angles = generator.uniform(0, 2 * np.pi, 9)
    model = antisymmetric(fully_connected((2, 12, 1), Softplus()))
    one = [(w,), (), (v[None],)]
    points = np.stack([np.cos(angles), np.sin(angles)], axis=1)

    def loss(outputs, labels):
        return ((outputs[:, 0] - labels) ** 2).sum() / (2 * labels.size)

    (end,) = gradient_flow(model, (one, one), points, loss, target(angles), times=(1.0,), step=0.25)
    ours = train(12, 9, np.random.default_rng(3), (1.0,)).moments[1.0]
    grid = np.stack([np.cos(ANGLES), np.sin(ANGLES)], axis=1)
    residual = model(end, grid)[:, 0] - target(ANGLES)
    assert ours.coefficients == pytest.approx(coefficients(residual), abs=1e-12)
    assert ours.full == pytest.approx(limiting_operator().distance(residual, 1.0), rel=1e-9)
    moved = sum(
        float(np.sum((np.asarray(a) - b) ** 2)) for half in end for a, b in ((half[0][0], w), (half[2][0], v[None]))
    )
    assert ours.drift == pytest.approx(moved**0.5, rel=1e-9)


def test_kernel_errors_are_those_of_the_runs():
    (error,) = kernel_errors(32, 1, np.random.default_rng(1))
    run = train(32, 4, np.random.default_rng(1).spawn(1)[0], (0.25,))
    assert error == pytest.approx(run.kernel_error, rel=1e-12)


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_deep_networks_on_the_circle_are_resolved_by_the_grid(architecture):
    model = network(architecture, 24)
    values = model(model.init(np.random.default_rng(0)), inputs(architecture, ANGLES))[:, 0]
    assert np.abs(np.fft.rfft(values)[28:]).max() / GRID < 1e-9


def test_a_deep_network_follows_the_kernel_of_its_start():
    start, ends = residuals("fully_connected", 128, 512, np.random.default_rng(0), (0.5,))
    assert Operator(start).distance(next(ends), 0.5) < 0.02
    assert np.allclose(start, kernel("fully_connected", 128, np.random.default_rng(0)), rtol=1e-12)


def test_the_mean_kernel_of_deep_networks_tends_to_the_kernel_of_the_library():
    generator, count = np.random.default_rng(1), 40
    found = [kernel("fully_connected", 32, own) for own in generator.spawn(count)]
    single = np.mean([np.mean((one - fully_connected_limit()) ** 2) for one in found])
    assert np.mean((np.mean(found, axis=0) - fully_connected_limit()) ** 2) < 3 * single / count


def test_a_part_of_the_shallow_study_has_its_columns():
    part = shallow_study.perform((16,), (16, 32), (0, 1))
    assert part.columns == shallow_study.COLUMNS
    assert len(part.rows) == 2 * 2 * len(shallow_study.TIMES)
    with pytest.raises(RecordError, match="needed rows"):
        part.where(width=17)


def test_a_row_of_the_deep_study_has_its_columns():
    (row,) = deep_study.rows("residual", 8, 16, 0, times=(1.0,), averaged=1)
    assert len(row) == len(deep_study.COLUMNS)
