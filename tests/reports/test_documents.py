from __future__ import annotations

import json
from collections.abc import Callable

from ntkproofs.claims import Claim, Report
from ntkproofs.reports import documents


def test_a_report(sample_report: Report, golden: Callable[[str, str], None]):
    golden("report.json", documents.written(documents.of_report(sample_report)))


def test_claims(sample_claims: dict[str, Claim], golden: Callable[[str, str], None]):
    golden("claims.json", documents.written(documents.of_claims(sample_claims.values())))


def test_a_derivation(sample_report: Report, golden: Callable[[str, str], None]):
    golden("show.json", documents.written(documents.of_derivation(sample_report.results[2])))


def test_a_report_has_the_fields_of_the_contract(sample_report: Report):
    document = documents.of_report(sample_report)
    assert list(document) == ["schema", "version", "libraries", "thorough", "seed", "results", "summary"]
    fields = (
        "id paper label statement verdict expected printed nature corrected_by scope depends_on conditions derivation "
        "evidence certificate witness reason control seconds"
    )
    for result in document["results"]:
        assert list(result) == fields.split()
        assert set(result["control"]) == {"statement", "verdict"}


def test_what_is_written_is_read_back(sample_report: Report):
    document = documents.of_report(sample_report)
    assert json.loads(documents.written(document)) == document
