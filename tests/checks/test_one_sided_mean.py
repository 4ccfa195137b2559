"""A bound of a mean is supported only where the sample is clear of it."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from ntkproofs.checks.one_sided_mean import mean_below
from ntkproofs.claims import Status

SAMPLES = np.random.default_rng(1).standard_normal(400).tolist()
LEVEL = Fraction(1, 100_000)


@pytest.mark.parametrize(
    ("bound", "status"),
    [("1/2", Status.HOLDS), ("0", Status.UNDECIDED), ("1/10", Status.UNDECIDED), ("-1/2", Status.UNDECIDED)],
)
def test_bound(bound, status):
    assert mean_below(SAMPLES, Fraction(bound), level=LEVEL, seed=1, text="a mean").status is status


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_samples_that_are_not_finite_support_nothing(value):
    step = mean_below([*SAMPLES, value], Fraction(1), level=LEVEL, seed=1, text="a mean")
    assert step.status is Status.UNDECIDED


def test_few_samples_are_refused():
    with pytest.raises(ValueError, match="at least 20"):
        mean_below(SAMPLES[:19], Fraction(1), level=LEVEL, seed=1, text="a mean")
