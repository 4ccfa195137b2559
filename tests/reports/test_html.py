from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from ntkproofs.claims import Evidence, EvidenceKind, Report
from ntkproofs.reports import html


class Outline(HTMLParser):
    """Tags that stay open, the tags that were met and where they point to."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.met: set[str] = set()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.add(tag)
        self.targets += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag not in ("meta", "img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def outline(text: str) -> Outline:
    parser = Outline()
    parser.feed(text)
    parser.close()
    return parser


def test_one_file_that_needs_nothing_else(sample_report: Report):
    text = html.render(sample_report)
    found = outline(text)
    assert found.open == []
    assert "script" not in found.met
    assert all(target.startswith(("#", "data:")) for target in found.targets)
    assert text.count("<details") == 9


def test_what_somebody_else_wrote_is_quoted_and_pictures_cannot_run(sample_report: Report):
    result = sample_report.results[1]
    evil = "<script>alert(1)</script>"
    picture = Evidence(EvidenceKind.SAMPLE, evil, picture=f"<svg xmlns='http://www.w3.org/2000/svg'>{evil}</svg>")
    claim = replace(result.claim, statement=evil, label=evil, scope=evil)
    text = html.render(replace(sample_report, results=(replace(result, claim=claim, evidence=(picture,)),)))
    assert "<script" not in text
    assert "data:image/svg+xml;base64," in text


def test_what_is_not_as_expected_stands_open(sample_report: Report):
    result = replace(sample_report.results[1], control=sample_report.results[1].verdict)
    assert 'id="sample.prop2.sum" open' in html.render(replace(sample_report, results=(result,)))
