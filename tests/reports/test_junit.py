from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from ntkproofs.claims import Report, Verdict
from ntkproofs.reports import junit


def test_a_case_for_every_claim(sample_report: Report):
    root = ElementTree.fromstring(junit.render(sample_report))
    (suite,) = root
    assert (suite.get("name"), suite.get("tests"), suite.get("failures"), suite.get("skipped")) == (
        "sample",
        "9",
        "0",
        "1",
    )
    properties = {prop.get("name"): prop.get("value") for prop in suite[2].iter("property")}
    assert properties["verdict"] == "certified"
    assert properties["conditions"] == "sample.lemma.squares"


def test_a_wrong_verdict_is_a_failure_and_a_stray_character_is_no_harm(sample_report: Report):
    result = sample_report.results[1]
    claim = replace(result.claim, statement="1 < 2 & \x00\x1b ]]>")
    report = replace(sample_report, results=(replace(result, claim=claim, verdict=Verdict.SUPPORTED),))
    (failed,) = ElementTree.fromstring(junit.render(report)).iter("failure")
    assert failed.get("message") == "supported, expected proved; control refuted"
    assert failed.text is not None
    assert "statement: 1 < 2 & \ufffd\ufffd ]]>" in failed.text
