r"""Abalone on the sphere: spectra of three kernels on it, and gradient descent on random labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import numpy

from ntkproofs.datasets import data_path, digest, read_abalone
from ntkproofs.kernels import Gaussian, Kernel, Laplace, NeuralTangentKernel
from ntkproofs.papers import records
from ntkproofs.regression import Descent
from ntkproofs.regression.angle_fit import angle_fit

Array = numpy.ndarray[Any, Any]

FILE = ("uci", "abalone.data")
SEEDS = (0, 1, 2)
COMMAND = "python examples/geifman_abalone.py FOLDER"
#: Rows of each subset, and the indices at which the record keeps an eigenvalue.
SPECTRUM_ROWS, LABEL_ROWS = 2000, 500
KEPT = (1, 2, 3, 5, *range(10, 501, 10))
#: The mean square of the residual at which descent stops.
THRESHOLD = 0.1


def rows(count: int, seed: int) -> Array:
    """Random rows of the table: the sex as three columns, standardised over the table, scaled to unit norm."""
    features = read_abalone(data_path(*FILE)).features
    features = (features - features.mean(axis=0)) / features.std(axis=0)
    features = features / numpy.linalg.norm(features, axis=1)[:, None]
    return features[numpy.random.default_rng(seed).permutation(len(features))[:count]]


def kernels() -> dict[str, Kernel]:
    """The NTK of six layers without and with bias; Laplace and Gaussian with the rates that fit them in the angle."""
    found: dict[str, Kernel] = {}
    for bias in (0, 1):
        ntk = NeuralTangentKernel(layers=6, bias=Fraction(bias))
        found[f"NTK b={bias}"] = ntk
        families: tuple[tuple[str, Callable[[Fraction], Kernel]], ...] = (("Laplace", Laplace), ("Gaussian", Gaussian))
        for name, family in families:
            rate = angle_fit(ntk, family).rate
            found[f"{name} b={bias}"] = family(Fraction(f"{rate:.6f}"))
    return found


def spectrum() -> records.Experiment:
    r"""The eigenvalues of :math:`K/(nK(x,x))` on one subset of `SPECTRUM_ROWS` rows, kernel by kernel."""
    X = rows(SPECTRUM_ROWS, 0)
    values = {name: spectrum_of(kernel, X) for name, kernel in kernels().items()}
    table = ((name, index, float(some[index - 1])) for name, some in values.items() for index in KEPT)
    return records.performed(
        "abalone_spectrum", ("kernel", "index", "eigenvalue"), table, command=COMMAND, seeds="0", inputs=_input()
    )


def spectrum_of(kernel: Kernel, X: Array) -> Array:
    r"""The eigenvalues of :math:`K/(nK(x,x))` for unit rows, largest first."""
    gram = kernel.gram(X)
    found: Array = numpy.linalg.eigvalsh(gram / (len(X) * gram[0, 0]))[::-1]
    return found


def noisy_labels() -> records.Experiment:
    """The steps of gradient descent to `THRESHOLD` on random labels, for each seed and kernel."""
    return records.performed(
        "noisy_labels", ("seed", "kernel", "steps"), _noisy(), command=COMMAND, seeds="0, 1, 2", inputs=_input()
    )


def _noisy() -> Iterator[tuple[int, str, int]]:
    for seed in SEEDS:
        X = rows(LABEL_ROWS, seed)
        labels = numpy.random.default_rng([seed, 1]).choice([-1.0, 1.0], LABEL_ROWS)
        for name, kernel in kernels().items():
            yield seed, name, steps_to(kernel, X, labels)


def steps_to(kernel: Kernel, X: Array, labels: Array, threshold: float = THRESHOLD) -> int:
    r"""The least number of steps, with rate :math:`1/\lambda_{\max}` from 0, that brings :math:`\frac1n|f - y|^2` below.

    The residual along the eigenvector of :math:`\lambda` is exactly :math:`(1 - \lambda/\lambda_{\max})^s` times what it
    was, so that no step is made.
    """
    values, vectors = numpy.linalg.eigh(kernel.gram(X))
    along = (vectors.T @ labels) ** 2 / len(labels)
    relative = numpy.clip(values / values[-1], 0.0, 1.0)

    def error(steps: int) -> float:
        return float(numpy.sum(along * Descent(rate=1.0, steps=steps).remaining(relative) ** 2))

    high = 1
    while error(high) >= threshold:
        high *= 2
        if high > 2**60:
            raise ValueError(f"steps_to: the error stays above {threshold}; the matrix is singular on these labels")
    low = high // 2
    # The error decreases with the steps: no eigenvalue of the step leaves [0, 1].
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if error(middle) >= threshold else (low, middle)
    return high


def _input() -> str:
    return digest(data_path(*FILE))
