from __future__ import annotations

import re
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
    told = dict(line.split(": ", 1) for line in (suite[2].findtext("system-out") or "").splitlines())
    assert told["verdict"] == "certified"
    assert told["conditions"] == "sample.lemma.squares"
    assert told["certificate"].startswith("sha256:")


def test_a_wrong_verdict_is_a_failure_and_a_stray_character_is_no_harm(sample_report: Report):
    result = sample_report.results[1]
    claim = replace(result.claim, statement="1 < 2 & \x00\x1b ]]>")
    report = replace(sample_report, results=(replace(result, claim=claim, verdict=Verdict.SUPPORTED),))
    (failed,) = ElementTree.fromstring(junit.render(report)).iter("failure")
    assert failed.get("message") == "supported, expected proved; control refuted"
    assert failed.text is not None
    assert "statement: 1 < 2 & \ufffd\ufffd ]]>" in failed.text


#: what junit-10.xsd, the schema of the xUnit plugin of Jenkins, has for the elements we write: required and optional
#: attributes, children
SCHEMA = {
    "testsuites": (set(), {"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors"}, {"time", "skipped"}, {"testcase", "properties"}),
    "testcase": ({"name"}, {"time", "classname"}, {"skipped", "error", "failure", "system-out", "system-err"}),
    "skipped": (set(), {"type", "message"}, set()),
    "failure": (set(), {"type", "message"}, set()),
    "system-out": (set(), set(), set()),
}


def test_elements_and_attributes_are_those_of_the_usual_schema(sample_report: Report):
    result = replace(sample_report.results[1], verdict=Verdict.SUPPORTED)
    report = replace(sample_report, results=(*sample_report.results, result))
    met = set()
    for element in ElementTree.fromstring(junit.render(report)).iter():
        required, optional, children = SCHEMA[element.tag]
        assert required <= set(element.attrib) <= required | optional
        assert {child.tag for child in element} <= children
        if "time" in element.attrib:
            assert re.fullmatch(r"[0-9]+\.[0-9]{3}", element.attrib["time"])
        met.add(element.tag)
    assert met == set(SCHEMA)
