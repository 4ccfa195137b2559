r"""The study of Theorem 3.5 on the circle: shallow networks of many widths on many sample sizes, as rows of a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from ntkproofs.papers.records import Experiment, performed

from .shallow_training import TOPS, train

NAME = "shallow_circle"
WIDTHS = (64, 256, 1024, 4096, 8192)
SAMPLES = (64, 256, 1024, 4096)
TIMES = (1.0, 2.0, 4.0, 8.0)
SEEDS = tuple(range(20))
COMMAND = "python examples/bowman_spectral_bias.py shallow"
#: Squared distances are over the squared factor of their bound; with K the limit, and at the start with K = K_0.
COLUMNS = (
    "width",
    "samples",
    "seed",
    "time",
    "kernel_error",
    "full",
    *(f"top{top}" for top in TOPS),
    "full_start",
    *(f"top{top}_start" for top in TOPS),
    "cos3",
    "linear",
    "drift",
)


def rows(width: int, samples: int, seed: int, times: Sequence[float] = TIMES) -> Iterator[tuple[object, ...]]:
    """Train one network and give its rows, one a time; every cell of the study has draws of its own."""
    run = train(width, samples, np.random.default_rng([seed, width, samples]), tuple(times))
    for time, moment in run.moments.items():
        left = (run.kernel_error, moment.full, *moment.tops, moment.full_start, *moment.tops_start)
        yield (width, samples, seed, time, *left, moment.coefficients[3], moment.linear, moment.drift)


def perform(
    widths: Sequence[int] = WIDTHS,
    samples: Sequence[int] = SAMPLES,
    seeds: Sequence[int] = SEEDS,
    told: Callable[[str], None] = lambda line: None,
) -> Experiment:
    """Perform the study, or a part of it, here; `told` hears of each cell that is done."""
    found: list[tuple[object, ...]] = []
    for width in widths:
        for size in samples:
            for seed in seeds:
                found.extend(rows(width, size, seed))
            told(f"width {width}, {size} samples")
    return performed(NAME, COLUMNS, found, command=COMMAND, seeds=f"{min(seeds)} to {max(seeds)}")
