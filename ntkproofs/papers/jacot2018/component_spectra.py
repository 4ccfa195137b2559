r"""Figure 3 and its footnote: principal components of digits for the exact limiting kernel, by depth and bias."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from sympy import Integer, Rational

from ntkproofs.datasets import folder
from ntkproofs.papers import records
from ntkproofs.regression import PrincipalComponents, principal_components

from .digit_images import batch, digits, mnist_digest
from .limiting_kernels import tangent

# Fixed in advance: batches of 512 test images, depths, biases, and the eigenvalues that the paper prints.
BATCHES, DEPTHS, BIASES = 6, (2, 3, 4, 5, 6), (Rational(1, 10), Rational(1, 5), Integer(1))
PRINTED = (0.0457, 0.00108, 0.00078)
SMALL = 128  # 8 by 8 digits

COLUMNS = (
    "data",
    "batch",
    "layers",
    "bias",
    "matched",
    "scale",
    "lambda 1",
    "lambda 2",
    "lambda 3",
    "cosine 1",
    "cosine 2",
)
NAME, COMMAND = "figure_3_spectra", "python examples/jacot_figure_3.py spectra FILE"
SEEDS = "batch b is drawn with the seed [2018, b]"

Row = tuple[str, int, int, str, str, float, float, float, float, float, float]


def found(X: NDArray, layers: int, bias: Rational | Integer) -> PrincipalComponents:
    r"""Return the first three components of the rows of X for :math:`\Theta_\infty^{(L)}` of ReLU networks."""
    return principal_components(tangent(layers, bias, X.shape[1]), X, 3)


def matched_scale(X: NDArray, layers: int) -> float:
    r"""Return the factor c of the pixels for which :math:`\lambda_1` is the printed one, at :math:`\beta = 0.1`."""

    def gap(scale: float) -> float:
        return float(found(scale * X, layers, BIASES[0]).eigenvalues[0]) - PRINTED[0]

    return float(brentq(gap, 0.2, 2.0, xtol=1e-6))


def rows() -> Iterator[Row]:
    """Compute every row of the table: MNIST by batch, depth and bias, then at matched scales, then the small digits."""
    for number in range(BATCHES):
        X = batch(number)
        for layers in DEPTHS:
            for bias in BIASES:
                yield _row("mnist", number, X, layers, bias)
            yield _row("mnist", number, X, layers, BIASES[0], matched_scale(X, layers))
    for layers in DEPTHS:
        for bias in BIASES:
            yield _row("digits", 0, digits(SMALL), layers, bias)


def _row(data: str, number: int, X: NDArray, layers: int, bias: Rational | Integer, scale: float | None = None) -> Row:
    parts = found(X if scale is None else scale * X, layers, bias)
    # Functions have mean square 1, so the mean is the cosine with the constant function 1.
    cosines = np.abs(parts.functions.mean(axis=0))
    first, second, third = (float(value) for value in parts.eigenvalues)
    matched = "no" if scale is None else "yes"
    return (
        data,
        number,
        layers,
        str(bias),
        matched,
        scale or 1.0,
        first,
        second,
        third,
        float(cosines[0]),
        float(cosines[1]),
    )


@cache
def table() -> records.Experiment:
    """Return the table, computed here where the folder of data is named, else as recorded."""
    if folder() is None:
        return records.read("jacot2018", NAME)
    return performed()


def performed() -> records.Experiment:
    """Compute the table.

    :raises DataError: when no folder of data is named, or it has no MNIST.
    """
    return records.performed(NAME, COLUMNS, rows(), command=COMMAND, seeds=SEEDS, inputs=mnist_digest())
