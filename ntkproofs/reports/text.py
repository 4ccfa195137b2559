"""A run as a table, what is wrong, what is taken on trust, and one line that counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ntkproofs.claims import Report, Result, Verdict

from .page import STYLES, entry, page, table

if TYPE_CHECKING:
    from rich.console import RenderableType


def render(report: Report, *, width: int | None = None, color: bool = False, quiet: bool = False) -> str:
    """Render a report; `quiet` keeps what is not as expected and the counts."""
    parts: list[RenderableType] = []
    if not quiet and report.results:
        parts += [_table(report), "", *_refuted(report), *_trusted(report)]
    parts += [*_unexpected(report), summary(report)]
    return page(parts, width, color)


def summary(report: Report) -> str:
    """Count the verdicts in one line.

    >>> summary(Report((), False, 0, "0", {}))
    '0 claims: nothing ran'
    """
    counts, total = report.summary, len(report.results)
    words = [f"{counts[verdict.value]} {verdict.value}" for verdict in Verdict if counts[verdict.value]]
    line = f"{total} claim{'s' * (total != 1)}: {', '.join(words) or 'nothing ran'}"
    if counts["conditional"]:
        line += f"; {counts['conditional']} conditional on {len(_conditions(report))} cited"
    if not total:
        return line
    if report.exit_status == 3:
        return line + "; nothing ran"
    return line + (f"; {counts['unexpected']} NOT AS EXPECTED" if counts["unexpected"] else "; all as expected")


def _conditions(report: Report) -> Counter[str]:
    return Counter(condition for result in report.results for condition in result.conditions)


def expectation(result: Result) -> str:
    """Say in a word or two whether a result is the expected one."""
    if not result.verdict.reached:
        return "-"
    if result.verdict is not result.claim.expected:
        return f"NO, {result.claim.expected.value}"
    return "yes" if result.control_bites else "NO, control"


def _table(report: Report) -> RenderableType:
    from rich.text import Text

    rows = table("id", "verdict", "expected", "seconds", right=("seconds",))
    for result in report.results:
        given = f", given {len(result.conditions)}" if result.conditional else ""
        rows.add_row(
            Text(result.claim.id),
            Text(result.verdict.value + given, style=STYLES[result.verdict]),
            Text(expectation(result), style="bold red" if result.unexpected else "dim"),
            Text(f"{result.seconds:.2f}" if result.verdict.reached else "-"),
        )
    return rows


def _refuted(report: Report) -> Iterator[RenderableType]:
    from rich.text import Text

    for result in report.results:
        if result.verdict is not Verdict.REFUTED or result.unexpected:
            continue
        claim = result.claim
        nature = claim.nature.value if claim.nature else ""
        title = Text.assemble(("refuted ", STYLES[Verdict.REFUTED]), f"{claim.id}, {claim.label} ({nature})")
        yield from entry(title, [("witness", result.witness or ""), ("corrected by", claim.corrected_by or "")])
        yield ""


def _trusted(report: Report) -> Iterator[RenderableType]:
    for condition, count in _conditions(report).most_common():
        yield f"on trust {condition}, under {count} claim{'s' * (count != 1)}"
    if _conditions(report):
        yield ""


def _unexpected(report: Report) -> Iterator[RenderableType]:
    from rich.text import Text

    for result in report.results:
        if result.unexpected:
            yield from entry(Text(f"NOT AS EXPECTED {result.claim.id}", style="bold red"), failure(result))
            yield ""


def failure(result: Result) -> list[tuple[str, str]]:
    """Return what a reader needs of a result that is not the expected one, by name."""
    claim = result.claim
    blind = result.verdict is claim.expected and not result.control_bites
    control = f"{result.control.value}: {claim.control.statement}"
    return [
        ("statement", claim.statement),
        ("where", claim.label),
        ("verdict", result.verdict.value),
        ("expected", claim.expected.value),
        ("reason", result.reason),
        ("witness", result.witness or ""),
        ("control", control + (" (the check does not tell it from the claim)" if blind else "")),
    ]
