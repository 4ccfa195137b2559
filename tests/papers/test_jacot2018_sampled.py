"""What the simulations are held against: the recursion, the neuron flow and the limiting law, by other routes."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from sympy import Rational

from ntkproofs import papers
from ntkproofs.activations import ReLU
from ntkproofs.claims import Rule, Verdict
from ntkproofs.networks import Networks, descend, tangent_kernels
from ntkproofs.papers.jacot2018.drawn_networks import recursion
from ntkproofs.papers.jacot2018.figure_2 import limiting_law
from ntkproofs.papers.jacot2018.four_points import RESULTS
from ntkproofs.papers.jacot2018.limiting_kernels import covariance, tangent
from ntkproofs.papers.jacot2018.neuron_flow import kernel_change
from ntkproofs.papers.jacot2018.trained_networks import ACTIVATIONS, POINTS, WIDTHS, Slopes, pieces


@pytest.mark.parametrize("activation", ["erf", "relu"])
def test_the_recursion_is_that_of_the_kernels(activation):
    sigma, theta = recursion(activation, "derivative")
    beta, kind = Rational(1, 10), ACTIVATIONS[activation]
    assert np.allclose(sigma, covariance(4, beta, activation=kind).gram(POINTS), rtol=1e-12)
    assert np.allclose(theta, tangent(4, beta, activation=kind).gram(POINTS), rtol=1e-12)
    assert not np.allclose(theta, recursion(activation, "value")[1], rtol=0.1)


def test_the_limiting_law_is_the_certified_one():
    mean, variance = limiting_law("relu", "end")
    assert np.allclose(mean, [float(row[1]) for row in RESULTS], rtol=1e-6)
    assert np.allclose(variance, [float(row[2]) for row in RESULTS], rtol=1e-6)


def test_the_neuron_flow_is_gradient_flow():
    n, q, bias, count = 40, 0.51, 0.1, 3
    generator = np.random.default_rng(2)
    change, _ = kernel_change(n, count, q, bias, 1.0, np.random.default_rng(2))
    # The same draws as one network with input (1, 0), where |x|^2/n_0 + beta^2 = 51/100: u is its preactivation.
    a, u = generator.standard_normal((count, n)), np.sqrt(q) * generator.standard_normal((count, n))
    b = generator.standard_normal((count, 1))
    first = np.zeros((count, n, 2))
    first[..., 0] = u * np.sqrt(2)
    networks = Networks([first, a[:, None, :]], [np.zeros((count, n)), b], ReLU(), bias)
    x = [[1.0, 0.0]]
    before = tangent_kernels(networks, x)[:, 0, 0]
    descend(networks, x, [[1.0]], rate=0.01, steps=4000)
    assert np.allclose(tangent_kernels(networks, x)[:, 0, 0] - before, change, atol=2e-3)


def test_exponents_of_powers():
    widths = np.array(WIDTHS, dtype=float)
    slopes = Slopes(np.stack([widths**-0.5, 3 / widths])).exponents
    assert np.allclose(slopes, [-0.5, -1.0])


@pytest.mark.parametrize(("count", "width"), [(1, 5), (7, 500), (1000, 50)])
def test_pieces(count, width):
    sizes = pieces(count, width)
    assert sum(sizes) == count
    assert min(sizes) > 0


def test_simulations_promise_no_more_than_support():
    sampled = [claim for claim in papers.claims().values() if claim.paper == "jacot2018" and claim.random]
    assert len(sampled) > 15
    assert all(claim.expected is Verdict.SUPPORTED and claim.heavy for claim in sampled)


@pytest.mark.heavy
def test_false_alarms_of_all_tests_together():
    pytest.importorskip("sklearn")
    sampled = [claim for claim in papers.claims().values() if claim.paper == "jacot2018" and claim.random]
    steps = [step for claim in sampled for step in claim.check(**claim.parameters, seed=0)]
    levels = [Fraction(step.data["level"]) for step in steps if step.rule is Rule.STATISTIC]
    assert len(levels) > 150
    assert sum(levels) <= Fraction(1, 1000)
