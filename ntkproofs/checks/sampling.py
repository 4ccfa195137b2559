"""Means of random samples: support by a test that was fixed in advance, never proof and never refutation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import sympy
from flint import arb
from scipy.special import stdtrit
from sympy import Expr

from ntkproofs.claims import Rule, Status, Step

from .constants import enclose


def mean_near(
    samples: Sequence[float],
    expected: Expr | arb,
    *,
    tolerance: Fraction,
    level: Fraction,
    seed: int,
    text: str,
    goal: bool = False,
) -> Step:
    r"""Support :math:`|E X - e| < \delta` by a test of equivalence on independent samples; e is exact or a ball.

    The hypothesis tested is :math:`|E X - e| \ge \delta`; it is rejected when
    :math:`|\bar X - e| + t_{n-1,1-\alpha}\,S/\sqrt n < \delta` with Student's quantile. Tolerance, level, sample size
    and seed are fixed by the caller in advance; the false-alarm rate is the level (in the limit of large samples, for
    the samples need not be Gaussian). What is not rejected stays undecided: a sample refutes nothing.

    Raises `ValueError` for fewer than 20 samples.

    >>> limits = {"tolerance": Fraction(1, 4), "level": Fraction(1, 1000)}
    >>> step = mean_near([0.0, 1.0] * 50, sympy.Rational(1, 2), seed=0, text="a fair coin", **limits)
    >>> step.status, step.rule.grants
    (<Status.HOLDS: 'holds'>, <Verdict.SUPPORTED: 'supported'>)
    """
    count = len(samples)
    if count < 20:
        msg = f"mean_near: needed at least 20 independent samples, got {count}; draw more"
        raise ValueError(msg)
    mean = math.fsum(samples) / count
    deviation = math.sqrt(math.fsum((sample - mean) ** 2 for sample in samples) / (count - 1))
    margin = -float(stdtrit(count - 1, float(level))) * deviation / math.sqrt(count)
    ball = expected if isinstance(expected, arb) else enclose(sympy.sympify(expected))
    target = float(ball.mid())
    data = {
        "test": "equivalence of a mean, Student",
        "samples": count,
        "seed": seed,
        "level": str(level),
        "tolerance": str(tolerance),
        "expected": ball.str(20) if ball is expected else str(expected),
        "mean": f"{mean:.6g}",
        "standard deviation": f"{deviation:.6g}",
        "margin": f"{margin:.6g}",
    }
    found = f"{text}: mean {mean:.4f} of {count} samples, expected {target:.4f}, margin {margin:.4f}"
    # A sample that is not finite makes the left side not finite, and the comparison false.
    if abs(mean - target) + margin < tolerance:
        return Step(Rule.STATISTIC, text, goal=goal, data=data, detail=found)
    reason = f"{found}: not within {tolerance} at level {level}"
    return Step(Rule.STATISTIC, text, Status.UNDECIDED, goal=goal, data=data, reason=reason)
