"""A run as JUnit XML, which CI systems show: one suite a paper, one case a claim."""

from __future__ import annotations

import re
from itertools import groupby
from xml.etree import ElementTree

from ntkproofs.claims import Report, Result, Verdict

from .text import failure

# XML 1.0 has no way to write these, not even as references.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report) -> str:
    """Render a report; a case fails when its verdict is not the expected one or its control does not bite."""
    counts = _counts(report.results)
    # The schema that CI systems read by (junit-10.xsd) counts skipped cases in suites only.
    del counts["skipped"]
    root = ElementTree.Element("testsuites", {"name": "ntkproofs", **counts})
    for paper, results in groupby(sorted(report.results, key=lambda result: result.claim.paper), _paper):
        members = tuple(results)
        suite = ElementTree.SubElement(root, "testsuite", {"name": paper, **_counts(members)})
        for result in members:
            _case(suite, result)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=False) + "\n"


def _paper(result: Result) -> str:
    return result.claim.paper


def _counts(results: tuple[Result, ...]) -> dict[str, str]:
    return {
        "tests": str(len(results)),
        "failures": str(sum(result.unexpected for result in results)),
        "errors": "0",
        "skipped": str(sum(result.verdict is Verdict.SKIPPED for result in results)),
        "time": f"{sum(result.seconds for result in results):.3f}",
    }


def _case(suite: ElementTree.Element, result: Result) -> None:
    claim = result.claim
    case = ElementTree.SubElement(suite, "testcase", classname=claim.paper, name=claim.id, time=f"{result.seconds:.3f}")
    if result.verdict is Verdict.SKIPPED:
        ElementTree.SubElement(case, "skipped", message=_printable(result.reason))
    elif result.unexpected:
        message = f"{result.verdict.value}, expected {claim.expected.value}; control {result.control.value}"
        failed = ElementTree.SubElement(case, "failure", message=message, type=result.verdict.value)
        failed.text = _printable("\n".join(f"{name}: {value}" for name, value in failure(result) if value))
    told = {"statement": claim.statement, "verdict": result.verdict.value, "expected": claim.expected.value}
    told |= {"conditions": " ".join(result.conditions), "certificate": result.digest or ""}
    # Not as properties: the schema has them for suites, not for cases.
    output = ElementTree.SubElement(case, "system-out")
    output.text = _printable("\n".join(f"{name}: {value}" for name, value in told.items() if value))


def _printable(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
