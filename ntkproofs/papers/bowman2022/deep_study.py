r"""The study of Theorem 3.5 for deep networks on the circle: three architectures, three widths, as rows of a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

import numpy as np

from ntkproofs.papers.records import Experiment, performed

from .circle import Array, Operator, coefficients
from .deep_training import ARCHITECTURES, limiting_kernel, mean_kernel, residuals
from .shallow_training import TOPS

NAME = "deep_circle"
WIDTHS = {"fully_connected": (32, 128, 512), "residual": (32, 128, 512), "convolutional": (8, 32, 128)}
SAMPLES = 1024
#: The middle width is trained on few samples as well.
FEW = 64
TIMES = (1.0, 2.0, 4.0)
SEEDS = tuple(range(20))
#: Networks of the largest width whose mean kernel stands for the limit where no formula is known; none of them is trained.
AVERAGED = 64
COMMAND = "python examples/bowman_spectral_bias.py deep"
COLUMNS = (
    "architecture",
    "width",
    "samples",
    "seed",
    "time",
    *(f"rate{top}" for top in TOPS),
    "kernel_error",
    "full",
    *(f"top{top}" for top in TOPS),
    "full_start",
    *(f"top{top}_start" for top in TOPS),
    "constant",
    "cos1",
    "cos2",
    "cos3",
)


@cache
def limit(architecture: str, width: int, count: int = AVERAGED) -> tuple[Array, Operator]:
    """Return the limiting kernel on the grid and its operator: for the fully connected network itself, else an estimate."""
    if architecture == "fully_connected":
        kernel = limiting_kernel()
    else:
        generator = np.random.default_rng([2022, ARCHITECTURES.index(architecture)])
        kernel = mean_kernel(architecture, width, count, generator)
    return kernel, Operator(kernel)


def rows(
    architecture: str, width: int, samples: int, seed: int, times: tuple[float, ...] = TIMES, averaged: int = AVERAGED
) -> Iterator[tuple[object, ...]]:
    """Train one network and give its rows, one a time; every cell of the study has draws of its own."""
    generator = np.random.default_rng([seed, ARCHITECTURES.index(architecture), width, samples])
    mean, ideal = limit(architecture, WIDTHS[architecture][-1], averaged)
    kernel, ends = residuals(architecture, width, samples, generator, times)
    start = Operator(kernel)
    for time, residual in zip(times, ends, strict=True):
        left = [operator.distance(residual, time, top) for operator in (ideal, start) for top in (None, *TOPS)]
        rates = (float(ideal.rates[top - 1]) for top in TOPS)
        error = float(np.mean((kernel - mean) ** 2))
        yield (architecture, width, samples, seed, time, *rates, error, *left, *coefficients(residual))


def perform(
    architectures: Sequence[str] = ARCHITECTURES,
    seeds: Sequence[int] = SEEDS,
    told: Callable[[str], None] = lambda line: None,
) -> Experiment:
    """Perform the study, or a part of it, here; `told` hears of each cell that is done."""
    found: list[tuple[object, ...]] = []
    for architecture in architectures:
        widths = WIDTHS[architecture]
        for width, samples in (*((width, SAMPLES) for width in widths), (widths[1], FEW)):
            for seed in seeds:
                found.extend(rows(architecture, width, samples, seed))
            told(f"{architecture}, width {width}, {samples} samples")
    return performed(NAME, COLUMNS, found, command=COMMAND, seeds=f"{min(seeds)} to {max(seeds)}")
