"""Powers of a size by which a recorded quantity goes, one for each seed, and tests of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
from sympy import Rational

from ntkproofs.checks import mean_near
from ntkproofs.claims import Step
from ntkproofs.papers.records import Experiment

LEVEL = Fraction(1, 100)
#: The kernel of the ideal dynamics: the limit, or that of the network at the start.
KERNELS = {False: r"$K=K^\infty$", True: r"$K=K_0$"}
#: What a cell of a study is found by: column names to values.
Cell = Mapping[str, object]


def exponents(record: Experiment, column: str, sizes: Sequence[int], cells: Sequence[Cell]) -> list[float]:
    """Return, for each seed, the slope of the least squares line of log(column) against log(size), a cell a size.

    Seeds of different cells are independent draws, so the slopes are independent samples.
    """
    logs = [np.log(record.where(**cell).numbers(column)) for cell in cells]
    axis = np.log(np.asarray(sizes, dtype=float))
    axis = axis - axis.mean()
    return [float(slope) for slope in axis @ np.stack(logs) / (axis @ axis)]


def interval(samples: Sequence[float], coverage: float = 0.95) -> tuple[float, float, float]:
    """Return the mean of independent samples and the ends of Student's interval."""
    from scipy.special import stdtrit

    count, mean = len(samples), math.fsum(samples) / len(samples)
    spread = math.sqrt(math.fsum((x - mean) ** 2 for x in samples) / (count - 1))
    half = float(stdtrit(count - 1, (1 + coverage) / 2)) * spread / math.sqrt(count)
    return mean, mean - half, mean + half


def goes_like(
    record: Experiment,
    column: str,
    along: tuple[Sequence[int], Sequence[Cell]],
    power: Rational,
    text: str,
    tolerance: Fraction = Fraction(1, 4),
) -> Step:
    """Support, as a goal, that a recorded quantity goes like a power of a size, in the mean over the seeds."""
    found = exponents(record, column, *along)
    mean, low, high = interval(found)
    told = f"{text}; exponent {mean:.3f}, 95 % interval [{low:.3f}, {high:.3f}]"
    return mean_near(found, power, tolerance=tolerance, level=LEVEL, seed=0, text=told, goal=True)
