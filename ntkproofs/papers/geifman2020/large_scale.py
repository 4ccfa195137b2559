r"""Table 2 at reduced size: Nystroem regression with four kernels, the protocol declared before it was run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import numpy

from ntkproofs.datasets import data_path, digest, read_abalone, read_mnist
from ntkproofs.kernels import GammaExponential, Gaussian, Homogeneous, Kernel, Laplace, NeuralTangentKernel
from ntkproofs.papers import records
from ntkproofs.regression.nystroem import nystroem_path, sample_centres

Array = numpy.ndarray[Any, Any]

COMMAND = "python examples/geifman_table_2.py"
COLUMNS = ("seed", "centres", "kernel", "score", "chosen")
#: In units of the mean of K(x, x); the labels of digits hardly have noise, the rings of Abalone have much.
RIDGES = {"digits": tuple(10.0**k for k in range(-9, -3)), "abalone": tuple(10.0**k for k in range(-6, 0))}
RATES = tuple(Fraction(2) ** k for k in range(-2, 3))
GAMMAS = (Fraction(1, 2), Fraction(3, 2))
#: Seeds, centres, training and validation rows; the rest is for the test.
DIGITS = ((0, 1), 600, 6000, 2000)
ABALONE = ((0, 1, 2), 400, 2500, 800)
#: So few centres are the control of the classification.
FEW = 5

KERNELS: dict[str, tuple[Kernel, ...]] = {
    "NTK": tuple(NeuralTangentKernel(layers=L) for L in (2, 3, 4)),
    "H-Laplace": tuple(Homogeneous(Laplace(c=c)) for c in RATES),
    "H-gamma-exp.": tuple(Homogeneous(GammaExponential(c=c, gamma=g)) for g in GAMMAS for c in RATES),
    "H-Gaussian": tuple(Homogeneous(Gaussian(c=c)) for c in RATES),
}
Score = Callable[[Array, Array], float]


def classification() -> records.Experiment:
    """The test AUC, in percent, of odd against even digits, for each seed, number of centres and kernel."""

    def found() -> Iterator[tuple[object, ...]]:
        images, labels = read_mnist(data_path("mnist"))
        X, y = images.reshape(len(images), -1) / 255.0, 2.0 * (labels % 2) - 1.0
        seeds, centres, *sizes = DIGITS
        for seed in seeds:
            for count in (centres, FEW):
                yield from chosen(X, y, seed, count, sizes, _auc, RIDGES["digits"])

    return records.performed(
        "nystroem_classification",
        COLUMNS,
        found(),
        command=f"{COMMAND} classification FOLDER",
        seeds=str(DIGITS[0]),
        inputs=digest(*data_path("mnist").glob("t10k-*")),
    )


def regression() -> records.Experiment:
    """The test mean squared error of the number of rings of Abalone, for each seed and kernel, and of the mean alone."""

    def found() -> Iterator[tuple[object, ...]]:
        table = read_abalone(data_path("uci", "abalone.data"))
        X = (table.features - table.features.mean(axis=0)) / table.features.std(axis=0)
        X = numpy.hstack([X, numpy.ones((len(X), 1))])
        seeds, centres, *sizes = ABALONE
        for seed in seeds:
            yield from chosen(X, table.target, seed, centres, sizes, _mean_square, RIDGES["abalone"])
            train, _, test = parts(len(X), seed, sizes)
            mean = float(table.target[train].mean())
            yield seed, 0, "constant", round(_mean_square(table.target[test], mean), 6), f"mean {mean:.4f}"

    return records.performed(
        "nystroem_regression",
        COLUMNS,
        found(),
        command=f"{COMMAND} regression FOLDER",
        seeds=str(ABALONE[0]),
        inputs=digest(data_path("uci", "abalone.data")),
    )


def parts(count: int, seed: int, sizes: list[int]) -> tuple[Array, Array, Array]:
    """Rows for training, validation and test."""
    order = numpy.random.default_rng(seed).permutation(count)
    train, validation, test = numpy.split(order, numpy.cumsum(sizes))
    return train, validation, test


def chosen(
    X: Array, y: Array, seed: int, count: int, sizes: list[int], score: Score, ridges: tuple[float, ...]
) -> Iterator[tuple[object, ...]]:
    """The test score of each method; its kernel and ridge have the best score on the validation rows."""
    train, validation, test = parts(len(X), seed, sizes)
    mean = float(y[train].mean())

    def blocks() -> Iterator[tuple[Array, Array]]:
        for some in numpy.array_split(train, max(1, len(train) // 2000)):
            yield X[some], y[some] - mean

    centres = sample_centres(blocks, count, seed)
    for method, candidates in KERNELS.items():
        found = []
        for kernel in candidates:
            scale = float(kernel.diagonal(centres).mean())
            scaled = [scale * ridge for ridge in ridges]
            path = nystroem_path(kernel, centres, blocks, scaled, tolerance=1e-5, iterations=1000)
            block = kernel.gram(X[validation], centres)
            found += [
                (score(y[validation], block @ one.weights + mean), f"{kernel} ridge={ridge:.0e}", one)
                for one, ridge in zip(path, ridges, strict=True)
            ]
        best = (min if score is _mean_square else max)(found, key=lambda entry: entry[0])
        yield seed, count, method, round(score(y[test], best[2].predict(X[test]) + mean), 6), best[1]


def _auc(targets: Array, values: Array) -> float:
    from sklearn.metrics import roc_auc_score

    return 100 * float(roc_auc_score(targets > 0, values))


def _mean_square(targets: Array, values: Array | float) -> float:
    return float(numpy.mean((targets - values) ** 2))
