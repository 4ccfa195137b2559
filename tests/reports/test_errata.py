from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ntkproofs.claims import Claim, Report, Verdict
from ntkproofs.reports import documents, errata


def test_errors_first_then_slips_and_nobody_else(sample_report: Report, sample_claims: dict[str, Claim]):
    found = errata.errata(sample_report, sample_claims)
    assert [erratum.refuted.claim.id for erratum in found] == ["sample.section4.error", "sample.section3.slip"]


def test_as_json(sample_report: Report, sample_claims: dict[str, Claim], golden: Callable[[str, str], None]):
    golden("errata.json", documents.written(errata.document(errata.errata(sample_report, sample_claims))))


def test_as_text(sample_report: Report, sample_claims: dict[str, Claim], golden: Callable[[str, str], None]):
    golden("errata.txt", errata.render(errata.errata(sample_report, sample_claims)))


def test_what_the_paper_does_not_print_accuses_nobody(sample_report: Report, sample_claims: dict[str, Claim]):
    results = tuple(replace(result, claim=replace(result.claim, printed=False)) for result in sample_report.results)
    assert errata.errata(replace(sample_report, results=results), sample_claims) == ()


def test_nobody_is_accused_by_a_check_that_does_not_accept_the_correction(
    sample_report: Report, sample_claims: dict[str, Claim]
):
    results = tuple(replace(result, control=Verdict.REFUTED) for result in sample_report.results)
    assert errata.errata(replace(sample_report, results=results), sample_claims) == ()


def test_nobody_is_accused_without_a_refutation(sample_report: Report, sample_claims: dict[str, Claim]):
    results = tuple(replace(result, verdict=Verdict.INCONCLUSIVE) for result in sample_report.results)
    assert errata.errata(replace(sample_report, results=results), sample_claims) == ()
