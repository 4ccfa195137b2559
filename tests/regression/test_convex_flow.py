"""Flows of convex costs: closed forms, the least-squares solution, and slopes against differences."""

from __future__ import annotations

import numpy as np
import pytest

from ntkproofs.kernels import Laplace, NeuralTangentKernel
from ntkproofs.regression import Cost, CrossEntropy, Flow, KernelRegression, Logistic, Squares, convex_flow

GENERATOR = np.random.default_rng(3)
X, Z = GENERATOR.standard_normal((5, 2)), GENERATOR.standard_normal((3, 2))
KERNEL = NeuralTangentKernel(layers=3, bias=1)


class Exponential(Cost):
    """The cost e^(-f), convex and bounded below, without a minimum."""

    def value(self, values):
        return float(np.exp(-values).mean())

    def slope(self, values):
        return -np.exp(-values)


def test_a_cost_without_a_minimum_runs_away():
    flow = convex_flow(Laplace(1), [[1.0, 0.0]], Exponential(), [0.0, 1.0, 100.0], start=[0.3])
    # f' = k e^(-f) with k = 1: f = log(e^(f_0) + t).
    assert np.allclose(flow.values[:, 0], np.log(np.exp(0.3) + np.array([0.0, 1.0, 100.0])), rtol=1e-7)


def test_least_squares_is_the_closed_form():
    start, here, y = GENERATOR.standard_normal(5), GENERATOR.standard_normal(3), np.cos(X[:, 1])
    flow, trained = convex_flow(KERNEL, X, Squares(y), [0.5, 4.0], start=start), KernelRegression(KERNEL, X, y)
    for place, time in enumerate((0.5, 4.0)):
        expected = trained.predict(Z, Flow(time), start=here, start_on_data=start)
        assert np.allclose(flow.predict(Z, start=here)[place], expected, rtol=1e-6, atol=1e-7)
        assert np.allclose(flow.values[place] - y, trained.residual(Flow(time), start_on_data=start), atol=1e-6)


def test_several_outputs():
    y = np.stack([X[:, 0], X[:, 1] ** 2], axis=1)
    flow = convex_flow(KERNEL, X, Squares(y), [2.0], start=np.zeros((5, 2)))
    assert flow.predict(Z).shape == (1, 3, 2)
    assert np.allclose(flow.predict(Z)[0], KernelRegression(KERNEL, X, y).predict(Z, Flow(2.0)), atol=1e-6)


@pytest.mark.parametrize(
    ("cost", "start"),
    [(Logistic([1, -1, 1, 1, -1]), np.zeros(5)), (CrossEntropy([0, 1, 2, 1, 0]), np.zeros((5, 3)))],
)
def test_costs_fall_at_the_speed_of_the_kernel_norm(cost, start):
    times = np.linspace(0, 3, 13)
    flow = convex_flow(KERNEL, X, cost, times.tolist(), start=start)
    costs = [cost.value(values) for values in flow.values]
    assert np.all(np.diff(costs) < 0)
    d = cost.slope(start).reshape(5, -1)
    # dC/dt = -(1/N^2) d^T G d at the start; a difference over a short time is near it.
    near = convex_flow(KERNEL, X, cost, [1e-3], start=start)
    speed = (cost.value(near.values[0]) - costs[0]) / 1e-3
    assert speed == pytest.approx(-np.trace(d.T @ KERNEL.gram(X) @ d) / 25, rel=5e-3)


@pytest.mark.parametrize(
    ("cost", "values"),
    [
        (Squares([1.0, 2.0]), [0.3, -0.2]),
        (Logistic([1, -1]), [0.3, -0.2]),
        (CrossEntropy([0, 2]), [[0.3, -0.2, 1.0], [0.0, 2.0, 0.5]]),
    ],
)
def test_slopes_are_the_derivatives(cost, values):
    values, h = np.array(values), 1e-6
    for place in np.ndindex(values.shape):
        up, down = values.copy(), values.copy()
        up[place] += h
        down[place] -= h
        # The slope belongs to the mean over the data: d = N times the partial derivative.
        assert cost.slope(values)[place] == pytest.approx(2 * (cost.value(up) - cost.value(down)) / (2 * h), abs=1e-8)


def test_what_is_refused():
    with pytest.raises(ValueError, match="increasing times"):
        convex_flow(KERNEL, X, Squares(X[:, 0]), [2.0, 1.0], start=np.zeros(5))
    with pytest.raises(ValueError, match="labels -1 and 1"):
        Logistic([0, 1])
