"""The recorded studies of Theorem 3.5: a part performed again, what they support, and the slopes they are judged by."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import linregress, t

from ntkproofs.claims import Verdict
from ntkproofs.papers import check
from ntkproofs.papers.bowman2022 import deep_study, shallow_study
from ntkproofs.papers.bowman2022.study_exponents import exponents, interval
from ntkproofs.papers.records import read

RECORDED = (
    "bowman2022.derived.study_bounds",
    "bowman2022.derived.study_times",
    "bowman2022.derived.study_third_harmonic",
    "bowman2022.derived.study_deep",
    "bowman2022.derived.study_deep_rates",
)


def test_a_part_of_the_shallow_record_comes_out_again():
    again = shallow_study.perform((64,), (64, 4096), (0, 1))
    kept = read("bowman2022", shallow_study.NAME).where(width=64)
    for size in (64, 4096):
        for seed in (0, 1):
            ours, theirs = (rows.where(samples=size, seed=seed) for rows in (again, kept))
            for column in ("kernel_error", "full", "top3", "full_start", "top3_start", "drift"):
                assert ours.numbers(column) == pytest.approx(theirs.numbers(column), rel=1e-6), column


def test_the_shallow_record_is_whole():
    record = read("bowman2022", shallow_study.NAME)
    assert record.columns == shallow_study.COLUMNS
    sizes = len(shallow_study.WIDTHS) * len(shallow_study.SAMPLES)
    assert len(record.rows) == sizes * len(shallow_study.TIMES) * len(shallow_study.SEEDS)


def test_a_part_of_the_deep_record_comes_out_again():
    kept = read("bowman2022", deep_study.NAME).where(architecture="fully_connected", width=32, samples=1024, seed=3)
    again = list(deep_study.rows("fully_connected", 32, 1024, 3))
    for column in ("time", "rate3", "kernel_error", "full", "top3", "full_start", "cos1", "cos2"):
        ours = [float(row[deep_study.COLUMNS.index(column)]) for row in again]
        assert ours == pytest.approx(kept.numbers(column), rel=1e-5), column


def test_the_deep_record_is_whole():
    record = read("bowman2022", deep_study.NAME)
    assert record.columns == deep_study.COLUMNS
    cells = sum(len(widths) + 1 for widths in deep_study.WIDTHS.values())
    assert len(record.rows) == cells * len(deep_study.TIMES) * len(deep_study.SEEDS)


def test_records_support_and_controls_do_not():
    results = check(*RECORDED, thorough=True).results
    assert {result.claim.id for result in results} == set(RECORDED)
    for result in results:
        assert result.verdict is Verdict.SUPPORTED, result.reason
        assert result.control is Verdict.INCONCLUSIVE
        assert any("recorded run, not repeated here" in evidence.detail for evidence in result.evidence)


def test_slopes_and_intervals_are_those_of_scipy():
    draws = np.random.default_rng(0).lognormal(size=(3, 25))
    sizes = (4, 16, 256)
    expected = [linregress(np.log(sizes), np.log(column)).slope for column in draws.T]
    assert exponents(sizes, draws) == pytest.approx(expected, abs=1e-10)
    mean, low, high = interval(expected)
    ends = t.interval(0.95, 24, loc=np.mean(expected), scale=np.std(expected, ddof=1) / 5)
    assert (mean, low, high) == pytest.approx((np.mean(expected), *ends), rel=1e-12)
