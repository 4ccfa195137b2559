from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ntkproofs.claims import Report, Verdict
from ntkproofs.reports import text


def wrong(report: Report) -> Report:
    """A report in which the sum came out weaker and the check of the bound is blind."""
    results = list(report.results)
    results[1] = replace(results[1], verdict=Verdict.INCONCLUSIVE, reason="no time")
    results[2] = replace(results[2], control=Verdict.CERTIFIED)
    return replace(report, results=tuple(results))


def test_a_report_in_a_pipe(sample_report: Report, golden: Callable[[str, str], None]):
    golden("report.txt", text.render(sample_report))


def test_what_is_not_as_expected(sample_report: Report, golden: Callable[[str, str], None]):
    golden("unexpected.txt", text.render(wrong(sample_report), quiet=True))


def test_a_quiet_report_that_is_as_expected_is_one_line(sample_report: Report):
    assert text.render(sample_report, quiet=True) == text.summary(sample_report) + "\n"


def test_a_terminal_is_never_exceeded(sample_report: Report):
    for width in (40, 60, 100):
        assert max(map(len, text.render(sample_report, width=width).splitlines())) <= width


def test_colour_only_when_asked_for(sample_report: Report):
    assert "\x1b[" in text.render(sample_report, width=80, color=True)
    assert "\x1b[" not in text.render(sample_report, width=80)


def test_brackets_are_no_markup(sample_report: Report):
    results = (replace(sample_report.results[5], reason="[red]x[/red] [/]", verdict=Verdict.INCONCLUSIVE),)
    assert "[red]x[/red] [/]" in text.render(replace(sample_report, results=results))


def test_counting_in_words(sample_report: Report):
    assert text.summary(sample_report).endswith("1 skipped; 1 conditional on 1 cited; all as expected")
    assert text.summary(wrong(sample_report)).endswith("2 NOT AS EXPECTED")
    assert text.summary(replace(sample_report, results=())) == "0 claims: nothing ran"
    skipped = replace(sample_report, results=sample_report.results[-1:])
    assert text.summary(skipped) == "1 claim: 1 skipped; nothing ran"
