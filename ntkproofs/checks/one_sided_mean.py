"""One-sided tests of a mean: support for an upper or a lower bound, never proof and never refutation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from scipy.special import stdtrit

from ntkproofs.claims import Rule, Status, Step


def mean_below(
    samples: Sequence[float], bound: Fraction, *, level: Fraction, seed: int, text: str, goal: bool = False
) -> Step:
    r"""Support :math:`E X < b` by Student's one-sided test on independent samples.

    The hypothesis tested is :math:`E X \ge b`; it is rejected when :math:`\bar X + t_{n-1,1-\alpha}\,S/\sqrt n < b`.
    Bound, level, sample size and seed are fixed by the caller in advance; the false-alarm rate is the level (in the
    limit of large samples). What is not rejected stays undecided. For a lower bound test the negated samples.

    Raises `ValueError` for fewer than 20 samples.

    >>> step = mean_below([0.0, 1.0] * 50, Fraction(3, 4), level=Fraction(1, 1000), seed=0, text="a fair coin")
    >>> step.status, step.rule.grants
    (<Status.HOLDS: 'holds'>, <Verdict.SUPPORTED: 'supported'>)
    """
    count = len(samples)
    if count < 20:
        msg = f"mean_below: needed at least 20 independent samples, got {count}; draw more"
        raise ValueError(msg)
    mean = math.fsum(samples) / count
    deviation = math.sqrt(math.fsum((sample - mean) ** 2 for sample in samples) / (count - 1))
    margin = -float(stdtrit(count - 1, float(level))) * deviation / math.sqrt(count)
    data = {
        "test": "one-sided mean, Student",
        "samples": count,
        "seed": seed,
        "level": str(level),
        "bound": str(bound),
        "mean": f"{mean:.6g}",
        "standard deviation": f"{deviation:.6g}",
        "margin": f"{margin:.6g}",
    }
    found = f"{text}: mean {mean:.4g} of {count} samples, margin {margin:.4g}, bound {bound}"
    # A sample that is not finite makes the left side not finite, and the comparison false.
    if mean + margin < bound:
        return Step(Rule.STATISTIC, text, goal=goal, data=data, detail=found)
    reason = f"{found}: not below the bound at level {level}"
    return Step(Rule.STATISTIC, text, Status.UNDECIDED, goal=goal, data=data, reason=reason)
