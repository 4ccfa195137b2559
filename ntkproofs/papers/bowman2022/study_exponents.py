"""Powers of a size by which a quantity goes, one for each draw, and tests of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

import numpy as np

from ntkproofs.checks.one_sided_mean import mean_below
from ntkproofs.claims import Step

LEVEL = Fraction(1, 100)
#: The kernel of the ideal dynamics: the limit, or that of the network at the start.
KERNELS = {False: r"$K=K^\infty$", True: r"$K=K_0$"}


def exponents(sizes: Sequence[float], values: Iterable[Sequence[float]]) -> list[float]:
    """Return, for each draw, the slope of the least squares line of log(value) against log(size).

    `values` has one sequence of draws for each size; where the draws are independent, so are the slopes.

    >>> exponents((1, 10, 100), ([1.0, 2.0], [0.1, 2.0], [0.01, 2.0]))
    [-1.0, 0.0]
    """
    axis = np.log(np.asarray(sizes, dtype=float))
    axis = axis - axis.mean()
    logs = np.stack([np.log(draws) for draws in values])
    return [round(float(slope), 12) + 0.0 for slope in axis @ logs / (axis @ axis)]


def interval(samples: Sequence[float], coverage: float = 0.95) -> tuple[float, float, float]:
    """Return the mean of independent samples and the ends of Student's interval."""
    from scipy.special import stdtrit

    count, mean = len(samples), math.fsum(samples) / len(samples)
    spread = math.sqrt(math.fsum((x - mean) ** 2 for x in samples) / (count - 1))
    half = float(stdtrit(count - 1, (1 + coverage) / 2)) * spread / math.sqrt(count)
    return mean, mean - half, mean + half


def falls_below(found: Sequence[float], power: Fraction, what: str, size: str, *, seed: int) -> Step:
    """Support, as a goal, that a mean exponent is below a power: what falls does so faster than the size to that power."""
    mean, low, high = interval(found)
    faster = rf"falls faster than ${size}^{{{power}}}$" if power else f"falls with ${size}$"
    text = f"{what} {faster}; mean exponent {mean:.2f}, 95 % interval [{low:.2f}, {high:.2f}]"
    return mean_below(found, power, level=LEVEL, seed=seed, text=text, goal=True)
