"""The law of a trained random start: against the certified four points, and against draws that are trained."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import norm
from sympy import Rational

from ntkproofs.kernels import Conjugate, NeuralTangentKernel
from ntkproofs.papers.jacot2018.four_points import DATA_POINTS, RESULTS
from ntkproofs.papers.jacot2018.limiting_kernels import covariance, tangent
from ntkproofs.regression import Flow, GaussianLaw, KernelRegression, trained_law


@pytest.mark.parametrize(("time", "first"), [(math.inf, 1), (10.0, 3)])
def test_four_points(time, first):
    points = np.array([[float(a), float(b)] for a, b in DATA_POINTS])
    tests = np.array([[float(Rational(a)), float(Rational(b))] for (a, b), *_ in RESULTS])
    regression = KernelRegression(tangent(4, Rational(1, 10)), points, points[:, 0] * points[:, 1])
    law = trained_law(regression, covariance(4, Rational(1, 10)), tests, Flow(time))
    assert np.allclose(law.mean, [float(row[first]) for row in RESULTS], rtol=1e-12)
    assert np.allclose(law.variance, [float(row[first + 1]) for row in RESULTS], rtol=1e-11)


def test_draws_that_are_trained_one_by_one():
    generator = np.random.default_rng(0)
    X, Z = generator.standard_normal((5, 2)), generator.standard_normal((3, 2))
    regression = KernelRegression(NeuralTangentKernel(layers=3), X, X[:, 0])
    law = trained_law(regression, Conjugate(layers=3), Z, Flow(1.0))
    both = np.concatenate([X, Z])
    drawn = generator.multivariate_normal(np.zeros(8), Conjugate(layers=3).gram(both), size=4000)
    after = np.array([regression.predict(Z, Flow(1.0), start=f[5:], start_on_data=f[:5]) for f in drawn])
    spread = np.sqrt(law.variance / 4000)
    assert np.all(np.abs(after.mean(axis=0) - law.mean) < 5 * spread)
    assert np.allclose(np.cov(after.T), law.covariance, atol=0.1 * law.variance.max())


def test_percentiles_are_those_of_the_normal_law():
    law = GaussianLaw(np.array([1.0, -2.0]), np.diag([0.25, 4.0]))
    expected = [norm.ppf(q, law.mean, np.sqrt(law.variance)) for q in (0.1, 0.5, 0.9)]
    assert np.allclose(law.percentiles([10, 50, 90]), expected)


def test_what_is_refused():
    regression = KernelRegression(NeuralTangentKernel(layers=2), [[1.0, 0.0]], [[1.0, 2.0]])
    with pytest.raises(ValueError, match="scalar targets"):
        trained_law(regression, Conjugate(layers=2), [[1.0, 0.0]], Flow(1.0))
