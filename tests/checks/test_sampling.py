"""Sampled means: support what is near, decide nothing else."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import sympy
from flint import arb

from ntkproofs.checks.sampling import mean_near
from ntkproofs.claims import Status, Verdict

DRAWS = np.random.default_rng(7).standard_normal(400).tolist()


def _near(expected, tolerance=Fraction(1, 2), draws=DRAWS):
    return mean_near(draws, expected, tolerance=tolerance, level=Fraction(1, 10_000), seed=7, text="mean")


def test_a_near_mean_is_supported_and_no_more():
    step = _near(sympy.Integer(0))
    assert step.status is Status.HOLDS
    assert step.rule.grants is Verdict.SUPPORTED


def test_a_far_mean_is_undecided_and_never_refuted():
    assert _near(sympy.pi).status is Status.UNDECIDED


def test_a_tolerance_below_the_margin_supports_nothing():
    assert _near(sympy.Integer(0), tolerance=Fraction(1, 100)).status is Status.UNDECIDED


def test_a_sample_that_is_not_finite_supports_nothing():
    assert _near(sympy.Integer(0), draws=[*DRAWS, float("nan")]).status is Status.UNDECIDED


def test_few_samples_are_refused():
    with pytest.raises(ValueError, match="at least 20"):
        _near(sympy.Integer(0), draws=DRAWS[:10])


def test_the_level_is_kept():
    # At a true distance equal to the tolerance, false support has the probability of the level.
    generator = np.random.default_rng(11)
    count = sum(
        mean_near(
            (generator.standard_normal(50) + 0.5).tolist(),
            sympy.Integer(0),
            tolerance=Fraction(1, 2),
            level=Fraction(1, 20),
            seed=11,
            text="at the edge",
        ).status
        is Status.HOLDS
        for _ in range(2000)
    )
    assert 60 <= count <= 140  # 100 expected, standard deviation 10


def test_floats_without_a_bound_never_refute():
    from ntkproofs.checks import estimates_near

    third, tolerance = arb(1) / 3, Fraction(1, 10**12)
    assert estimates_near([("a", 1 / 3, third)], tolerance=tolerance, text="x").status is Status.HOLDS
    for pairs in ([], [("a", 0.34, third)], [("a", float("nan"), third)], [("a", 1 / 3, arb(1, 1) / 3)]):
        assert estimates_near(pairs, tolerance=tolerance, text="x").status is Status.UNDECIDED
