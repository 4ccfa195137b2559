r"""What Nystroem regression costs as the number of points grows: generated points, streamed in blocks."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy

from ntkproofs.kernels import Homogeneous, Kernel, Laplace, NeuralTangentKernel
from ntkproofs.papers import records
from ntkproofs.regression.nystroem import Blocks, nystroem, sample_centres

Array = numpy.ndarray[Any, Any]

COUNTS = (1_000, 3_160, 10_000, 31_600, 100_000)
DIM, CENTRES, BLOCK, TESTED, SEED, NOISE = 10, 100, 2000, 2000, 2020, 0.1
#: In units of the mean of K(x, x), and the tolerance of the conjugate gradients.
RIDGE, TOLERANCE = 1e-5, 1e-3
KERNELS: dict[str, Kernel] = {"NTK": NeuralTangentKernel(layers=3), "H-Laplace": Homogeneous(Laplace(c=Fraction(1, 2)))}
COLUMNS = ("points", "kernel", "seconds", "iterations", "megabytes", "error")


def target(X: Array) -> Array:
    """A fixed random network of 50 rectified neurons, with values of mean about 0 and variance about 1."""
    generator = numpy.random.default_rng([SEED, 1])
    inner, outer = generator.normal(size=(DIM, 50)), generator.normal(size=50)
    hidden = numpy.maximum(X @ inner / DIM**0.5, 0.0)
    # E relu = 1/sqrt(2 pi) and Var relu = 1/2 - 1/(2 pi) for a standard normal variable.
    centred = (hidden - (2 * numpy.pi) ** -0.5) @ outer
    return numpy.asarray(centred / (50 * (0.5 - 0.5 / numpy.pi)) ** 0.5)


def points(count: int) -> Blocks:
    """Standard normal points of `DIM` coordinates with noisy targets, drawn again block by block in every pass."""

    def blocks() -> Iterator[tuple[Array, Array]]:
        for start in range(0, count, BLOCK):
            generator = numpy.random.default_rng([SEED, 2, start])
            X = generator.normal(size=(BLOCK, DIM))[: count - start]
            yield X, target(X) + NOISE * generator.normal(size=len(X))

    return blocks


def row(count: int, name: str) -> tuple[int, str, float, int, float, float]:
    """Points, kernel, CPU seconds, iterations, the largest memory in megabytes, and the error on new points."""
    kernel, blocks = KERNELS[name], points(count)
    tracemalloc.start()
    start = time.process_time()
    centres = sample_centres(blocks, CENTRES, SEED)
    ridge = RIDGE * float(kernel.diagonal(centres).mean())
    # Nothing is held: every pass makes its kernel blocks anew.
    found = nystroem(kernel, centres, blocks, ridge, tolerance=TOLERANCE, held=0)
    seconds = time.process_time() - start
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    X = numpy.random.default_rng([SEED, 3]).normal(size=(TESTED, DIM))
    error = float(numpy.mean((found.predict(X) - target(X)) ** 2))
    return count, name, round(seconds, 2), found.iterations, round(peak, 2), round(error, 6)


def perform(counts: tuple[int, ...] = COUNTS) -> records.Experiment:
    """The cost for each number of points and kernel."""
    return records.performed(
        "nystroem_cost",
        COLUMNS,
        (row(count, name) for count in counts for name in KERNELS),
        command="python examples/geifman_large_scale.py generated FOLDER",
        seeds=str(SEED),
    )
