"""Tangent kernels in scikit-learn: a pipeline, a search over kernels, and a Gaussian process that learns its own width.

``python examples/scikit_pipeline.py`` prints what each machine reaches on tables that come with scikit-learn.
"""

from __future__ import annotations

from typing import Any

from sklearn.datasets import load_diabetes, load_wine
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, WhiteKernel
from sklearn.kernel_ridge import KernelRidge
from sklearn.model_selection import GridSearchCV, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from ntkproofs.regression import ScikitKernel


def classifier() -> Any:
    """A support vector machine that chooses among tangent kernels and homogeneous Laplace kernels."""
    kernels = [ScikitKernel(f"ntk(layers={layers}, bias=1)") for layers in (2, 3, 5)]
    kernels += [ScikitKernel(f"homogeneous(laplace(c={c}))") for c in ("1/4", "1", "4")]
    machine = make_pipeline(StandardScaler(), SVC(kernel=kernels[0]))
    return GridSearchCV(machine, {"svc__kernel": kernels, "svc__C": [0.1, 1.0, 10.0]}, cv=4)


def ridge() -> Any:
    """Kernel ridge regression; the width of the kernel is a parameter of the search like any other."""
    machine = make_pipeline(StandardScaler(), KernelRidge(kernel=ScikitKernel("laplace(c=1)")))
    grid = {"kernelridge__kernel__c": [0.03, 0.1, 0.3], "kernelridge__alpha": [0.1, 1.0]}
    return GridSearchCV(machine, grid, cv=4)


def gaussian_process() -> Any:
    """A Gaussian process: amplitude, width, exponent and noise by the gradient of the marginal likelihood."""
    kernel = ConstantKernel(1.0) * ScikitKernel("gamma_exponential(c=1/4, gamma=1)") + WhiteKernel(0.1)
    return make_pipeline(StandardScaler(), GaussianProcessRegressor(kernel, normalize_y=True))


def scores() -> dict[str, float]:
    """Accuracy of the classifier on wine, R^2 of the others on diabetes (200 rows for the process), on test rows."""
    wine, diabetes = load_wine(return_X_y=True), load_diabetes(return_X_y=True)
    found = {}
    for name, machine, data in (
        ("SVC", classifier(), wine),
        ("KernelRidge", ridge(), diabetes),
        ("GaussianProcessRegressor", gaussian_process(), tuple(part[:200] for part in diabetes)),
    ):
        X, Z, y, expected = train_test_split(*data, test_size=0.3, random_state=0)
        found[name] = float(machine.fit(X, y).score(Z, expected))
    return found


if __name__ == "__main__":
    for name, score in scores().items():
        print(f"{name}: {score:.3f}")
