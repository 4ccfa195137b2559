"""What scikit-learn asks of a kernel, and fits in its machines."""

from __future__ import annotations

import pickle
import subprocess
import sys
import tracemalloc

import numpy
import pytest

from ntkproofs.kernels import KernelSyntaxError, Laplace, parse
from ntkproofs.regression import ScikitKernel

pytest.importorskip("sklearn")

from sklearn.base import clone
from sklearn.gaussian_process import GaussianProcessClassifier, GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, ConstantKernel, WhiteKernel
from sklearn.kernel_ridge import KernelRidge
from sklearn.metrics.pairwise import pairwise_kernels
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

TEXTS = [
    "laplace(c=2)",
    "gaussian(c=1/2)",
    "gamma_exponential(c=1, gamma=3/2)",
    "homogeneous(laplace(c=1))",
    "ntk(layers=3)",
    "ntk(layers=3, bias=1/2)",
    "nngp(layers=2)",
    "ntk(layers=2) + laplace(c=1)",
]
GENERATOR = numpy.random.default_rng(11)
X, Z = GENERATOR.normal(size=(40, 3)), GENERATOR.normal(size=(15, 3))
y = numpy.sin(X[:, 0]) + X[:, 1] ** 2
every = pytest.mark.parametrize("text", TEXTS)


@every
def test_clone_and_parameters(text: str):
    kernel = ScikitKernel(text)
    copy = clone(kernel)
    assert copy is not kernel
    assert copy == kernel
    assert copy.get_params() == kernel.get_params()
    assert pickle.loads(pickle.dumps(kernel)) == kernel
    names = [h.name for h in kernel.hyperparameters]
    assert numpy.allclose(numpy.exp(kernel.theta), [kernel.get_params()[name] for name in names])
    assert kernel.parameter_bounds is None
    moved = kernel.clone_with_theta(kernel.theta + 0.25)
    assert numpy.allclose(moved.theta, kernel.theta + 0.25, rtol=1e-14)
    assert numpy.allclose(kernel.theta, clone(kernel).theta)
    if names:
        assert moved != kernel
    assert text.split("(")[0] in repr(kernel)


def test_bounds():
    kernel = ScikitKernel("gamma_exponential(c=1, gamma=1)", parameter_bounds={"c": (0.1, 10.0), "gamma": "fixed"})
    assert kernel.n_dims == 1
    assert [h.fixed for h in kernel.hyperparameters] == [False, True]
    with pytest.raises(ValueError, match="bounds of c were needed, gamma came"):
        _ = ScikitKernel("laplace(c=1)", parameter_bounds={"gamma": (1.0, 2.0)}).hyperparameters
    with pytest.raises(ValueError, match="'gamma' is not a hyper-parameter of laplace"):
        ScikitKernel("laplace(c=1)").set_params(gamma=1)
    with pytest.raises(KernelSyntaxError):
        ScikitKernel("laplace(").diag(X)
    assert str(ScikitKernel(Laplace(c=1)).set_params(c=0.5).kernel) == "laplace(c=1/2)"
    assert repr(ScikitKernel(Laplace(c=1)).set_params(c=0.1)) == "ScikitKernel('laplace(c=0.1)')"


@every
def test_blocks_and_diagonal(text: str):
    kernel = ScikitKernel(text)
    assert kernel(X, Z).shape == (40, 15)
    assert numpy.array_equal(kernel(X), parse(text).gram(X))
    assert numpy.allclose(kernel.diag(X), numpy.diag(kernel(X)), rtol=1e-14)
    assert numpy.allclose(kernel(X, Z), kernel(numpy.vstack([X, Z]))[:40, 40:], rtol=1e-12, atol=1e-12)
    assert kernel.is_stationary() == (
        text.split("(")[0] in ("laplace", "gaussian", "gamma_exponential") and "+" not in text
    )


@every
def test_gradient_against_differences(text: str):
    kernel = ScikitKernel(text)
    K, slopes = kernel(X, eval_gradient=True)
    assert numpy.array_equal(K, kernel(X))
    assert slopes.shape == (40, 40, kernel.n_dims)
    for k in range(kernel.n_dims):
        step = 1e-5 * numpy.eye(kernel.n_dims)[k]
        quotient = (
            kernel.clone_with_theta(kernel.theta + step)(X) - kernel.clone_with_theta(kernel.theta - step)(X)
        ) / 2e-5
        assert numpy.allclose(slopes[:, :, k], quotient, rtol=1e-6, atol=1e-7 * abs(quotient).max())
        assert abs(quotient).max() > 0
    with pytest.raises(ValueError, match="leave Y out"):
        kernel(X, Z, eval_gradient=True)


def test_a_fixed_hyperparameter_has_no_gradient():
    kernel = ScikitKernel("gamma_exponential(c=1, gamma=1)", parameter_bounds={"gamma": "fixed"})
    assert kernel(X, eval_gradient=True)[1].shape == (40, 40, 1)


def test_a_block_never_builds_the_matrix_of_all_points():
    few, many = GENERATOR.normal(size=(3, 2)), GENERATOR.normal(size=(5000, 2))
    kernel = ScikitKernel("ntk(layers=3)")
    tracemalloc.start()
    assert kernel(few, many).shape == (3, 5000)
    assert kernel.diag(many).shape == (5000,)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # 5003^2 doubles would be 200 MB.
    assert peak < 20e6


@every
def test_pairwise_kernels(text: str):
    kernel = ScikitKernel(text)
    assert numpy.array_equal(pairwise_kernels(X, Z, metric=kernel), kernel(X, Z))


@every
def test_kernel_ridge_solves_its_equations(text: str):
    kernel = ScikitKernel(text)
    model = KernelRidge(alpha=0.1, kernel=kernel).fit(X, y)
    expected = kernel(Z, X) @ numpy.linalg.solve(kernel(X) + 0.1 * numpy.eye(40), y)
    assert numpy.allclose(model.predict(Z), expected, rtol=1e-8, atol=1e-10)


@every
def test_support_vectors(text: str):
    kernel, labels = ScikitKernel(text), (y > 0.5).astype(int)
    model = SVC(kernel=kernel).fit(X, labels)
    given = SVC(kernel="precomputed").fit(kernel(X), labels)
    assert numpy.array_equal(model.predict(Z), given.predict(kernel(Z, X)))


def test_gaussian_process_agrees_with_the_kernel_of_scikit_learn():
    # RBF has exp(-|x - x'|^2/(2 l^2)), so c = 1/(2 l^2).
    ours = GaussianProcessRegressor(ConstantKernel(2.0) * ScikitKernel("gaussian(c=1)") + WhiteKernel(0.1)).fit(X, y)
    theirs = GaussianProcessRegressor(ConstantKernel(2.0) * RBF(0.5**0.5) + WhiteKernel(0.1)).fit(X, y)
    assert ours.log_marginal_likelihood_value_ == pytest.approx(theirs.log_marginal_likelihood_value_, rel=1e-5)
    found, expected = (model.kernel_.get_params()["k1__k2"] for model in (ours, theirs))
    assert found.get_params()["c"] == pytest.approx(1 / (2 * expected.length_scale**2), rel=1e-2)
    for a, b in zip(ours.predict(Z, return_std=True), theirs.predict(Z, return_std=True), strict=True):
        assert numpy.allclose(a, b, rtol=1e-2, atol=1e-3)


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")  # an optimum at a bound is one as well
@pytest.mark.parametrize("text", ["ntk(layers=3, bias=1/2)", "gamma_exponential(c=1, gamma=3/2)"])
def test_a_gaussian_process_finds_a_better_likelihood(text: str):
    kernel = ScikitKernel(text) + WhiteKernel(0.1, noise_level_bounds=(1e-3, 1.0))
    model = GaussianProcessRegressor(kernel).fit(X, y)
    assert model.log_marginal_likelihood_value_ > model.log_marginal_likelihood(kernel.theta) + 0.1
    value, slope = model.log_marginal_likelihood(kernel.theta, eval_gradient=True)
    for k in range(len(slope)):
        step = 1e-5 * numpy.eye(len(slope))[k]
        there, here = (model.log_marginal_likelihood(kernel.theta + side * step) for side in (1, -1))
        assert slope[k] == pytest.approx((there - here) / 2e-5, rel=1e-4, abs=1e-5)
    assert numpy.isfinite(value)


def test_a_gaussian_process_classifier():
    labels = (y > 0.5).astype(int)
    model = GaussianProcessClassifier(ScikitKernel("ntk(layers=2, bias=1)"), optimizer=None).fit(X, labels)
    assert model.score(X, labels) > 0.8


def test_a_search_over_a_pipeline():
    search = GridSearchCV(
        make_pipeline(StandardScaler(), SVC(kernel=ScikitKernel("laplace(c=1)"))),
        {"svc__kernel__c": [0.01, 0.1, 1.0], "svc__C": [1.0, 10.0]},
        cv=3,
    ).fit(X, (y > 0.5).astype(int))
    assert search.best_params_["svc__kernel__c"] in (0.01, 0.1, 1.0)
    kernels = [ScikitKernel(f"ntk(layers={layers})") for layers in (2, 3)]
    search = GridSearchCV(KernelRidge(alpha=0.1, kernel=kernels[0]), {"kernel": kernels}, cv=3).fit(X, y)
    assert search.best_params_["kernel"] in kernels
    assert cross_val_score(search.best_estimator_, X, y, cv=3).mean() > 0.5


def test_without_scikit_learn_one_line():
    program = (
        "import sys; sys.modules['sklearn'] = None; sys.modules['sklearn.gaussian_process.kernels'] = None\n"
        "import ntkproofs.regression\n"
        "try:\n    ntkproofs.regression.ScikitKernel\nexcept ImportError as error:\n    print(error)\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.count("\n") == 1
    assert "pip install 'ntkproofs[interop]'" in ran.stdout
