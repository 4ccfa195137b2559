from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ntkproofs.claims import Evidence, EvidenceKind, Report
from ntkproofs.reports import html


class Outline(HTMLParser):
    """Tags that stay open, the tags that were met and where they point to."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.met: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.append(tag)
        self.targets += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag not in ("meta", "img", "br", "wbr", "col", "input"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def outline(text: str) -> Outline:
    parser = Outline()
    parser.feed(text)
    parser.close()
    return parser


def shown(page: str) -> list[str]:
    """Return the ids of the rows that a reader sees."""
    return [row[1] for row in re.finditer(r'<tr id="([^"]+)"([^>]*)>', page) if "hidden" not in row[2]]


def test_one_file_that_needs_nothing_else(sample_report: Report):
    text = html.render(sample_report)
    found = outline(text)
    assert found.open == []
    assert found.met.count("script") == 1
    assert found.met.count("link") == 0
    assert all(target.startswith(("#", "data:")) for target in found.targets)
    assert text.count("<tr id=") == 9


def test_what_somebody_else_wrote_is_quoted_and_pictures_cannot_run(sample_report: Report):
    result = sample_report.results[1]
    evil = "<script>alert(1)</script>"
    picture = Evidence(EvidenceKind.SAMPLE, evil, picture=f"<svg xmlns='http://www.w3.org/2000/svg'>{evil}</svg>")
    claim = replace(result.claim, statement=evil + f" $\\text{{{evil}}}$", label=evil, scope=evil)
    text = html.render(replace(sample_report, results=(replace(result, claim=claim, evidence=(picture,)),)))
    assert "<script>alert" not in text
    assert "data:image/svg+xml;base64," in text


def test_what_is_not_as_expected_stands_open(sample_report: Report):
    result = replace(sample_report.results[1], control=sample_report.results[1].verdict)
    text = html.render(replace(sample_report, results=(result,)))
    assert "<details open>" in text
    assert "NO, control" in text


@pytest.mark.parametrize(
    ("fragment", "seen"),
    [
        ("", lambda result: True),
        ("#verdict=refuted", lambda result: result.verdict == "refuted"),
        ("#verdict=conditional", lambda result: result.conditional),
        ("#paper=sample&verdict=proved", lambda result: result.verdict == "proved"),
        ("#text=lemma.squares", lambda result: "sample.lemma.squares" in (result.claim.id, *result.claim.conditions)),
        ("#sample.prop2.bound", lambda result: True),
    ],
)
def test_filters_in_a_browser(
    sample_report: Report, tmp_path: Path, opened: Callable[..., str], fragment: str, seen: Callable[..., bool]
):
    file = tmp_path / "report.html"
    file.write_text(html.render(sample_report), encoding="utf-8")
    page = opened(file, fragment)
    expected = [result.claim.id for result in sample_report.results if seen(result)]
    assert shown(page) == expected
    assert f"{len(expected)} of 9 shown" in page
    assert page.count("<details open") == (fragment == "#sample.prop2.bound")


def test_a_formula_is_set_in_a_browser_and_nothing_else_runs(
    sample_report: Report, tmp_path: Path, opened: Callable[..., str]
):
    result = sample_report.results[1]
    # A picture with a script is an image, so nothing of it runs; a browser that ran it would change the title.
    script = "<svg xmlns='http://www.w3.org/2000/svg'><script>parent.document.title='taken'</script></svg>"
    claim = replace(result.claim, statement=r"$\sqrt{1-t^2}\le\frac{1}{2}$ holds.")
    results = (replace(result, claim=claim, evidence=(Evidence(EvidenceKind.SAMPLE, "drawn", picture=script),)),)
    file = tmp_path / "report.html"
    file.write_text(html.render(replace(sample_report, results=results)), encoding="utf-8")
    page = opened(file)
    assert "<msqrt><mrow><mn>1</mn><mo>−</mo><msup><mi>t</mi><mn>2</mn></msup></mrow></msqrt>" in page
    assert "<title>ntkproofs: 1 claim" in page


@pytest.mark.heavy
def test_the_report_of_all_claims_is_small_and_every_formula_in_it_is_set(tmp_path: Path, opened: Callable[..., str]):
    from ntkproofs import papers

    report = papers.check(jobs=None)
    file = tmp_path / "report.html"
    file.write_text(html.render(report), encoding="utf-8")
    assert file.stat().st_size < 5_000_000
    page = opened(file, "#verdict=refuted")
    assert shown(page) == [result.claim.id for result in report.results if result.verdict == "refuted"]
    assert page.count("<math") > 15_000
    assert not re.search(r"<code>[^<]*\\[a-z]|\$[^<$]*\\[a-z]", re.sub(r"(?s)<script>.*?</script>", "", page))
