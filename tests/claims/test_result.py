from __future__ import annotations

from dataclasses import replace

import pytest

from ntkproofs.claims import Claim, Report, Result, Verdict


@pytest.mark.parametrize(
    ("claim_id", "verdict", "control", "unexpected"),
    [
        ("sample.prop2.sum", "proved", "refuted", False),
        ("sample.prop2.sum", "proved", "inconclusive", True),
        ("sample.prop2.sum", "proved", "proved", True),
        ("sample.prop2.sum", "certified", "refuted", True),
        ("sample.prop2.sum", "inconclusive", "refuted", True),
        ("sample.prop2.sum", "skipped", "skipped", False),
        ("sample.section4.error", "refuted", "proved", False),
        ("sample.section4.error", "refuted", "refuted", True),
        ("sample.section4.error", "refuted", "inconclusive", True),
        ("sample.section3.draw", "supported", "inconclusive", False),
        ("sample.section3.draw", "supported", "supported", True),
    ],
)
def test_a_result_is_expected_when_the_verdict_is_and_the_control_bites(
    sample_claims: dict[str, Claim], claim_id: str, verdict: str, control: str, unexpected: bool
):
    assert Result(sample_claims[claim_id], Verdict(verdict), Verdict(control)).unexpected is unexpected


def test_the_summary_counts_every_word_and_the_conditional_among_them(sample_report: Report):
    assert sample_report.summary == {
        "proved": 1,
        "certified": 1,
        "conditional": 1,
        "supported": 1,
        "refuted": 4,
        "inconclusive": 0,
        "cited": 1,
        "skipped": 1,
        "unexpected": 0,
    }


def test_exit_statuses(sample_report: Report):
    assert sample_report.exit_status == 0
    wrong = replace(sample_report.results[1], verdict=Verdict.SUPPORTED)
    assert replace(sample_report, results=(wrong,)).exit_status == 1
    assert replace(sample_report, results=(sample_report.results[-1],)).exit_status == 3
    assert replace(sample_report, results=()).exit_status == 3
