from __future__ import annotations

from collections.abc import Callable

from ntkproofs.claims import Report
from ntkproofs.reports import derivation


def test_a_conditional_claim(sample_report: Report, golden: Callable[[str, str], None]):
    golden("show.txt", derivation.render(sample_report.results[2]))


def test_a_refuted_claim_shows_where_it_fails(sample_report: Report, golden: Callable[[str, str], None]):
    golden("show_refuted.txt", derivation.render(sample_report.results[5]))


def test_a_skipped_claim_says_why(sample_report: Report):
    shown = derivation.render(sample_report.results[-1])
    assert "verdict skipped" in shown
    assert "heavy; run with --thorough" in shown
    assert "derivation" not in shown
