"""A referee's report on a paper, in Markdown: `python examples/referee_report.py bietti2019.prop5`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

from ntkproofs import papers
from ntkproofs.claims import Report, Result, Verdict


def lines(report: Report) -> Iterator[str]:
    """Yield the report: what was checked, what is wrong, what is taken on trust, what nobody looked at."""
    printed = [result for result in report.results if result.claim.printed]
    yield f"# Report on {len(printed)} printed statements and {len(report.results) - len(printed)} of our own"
    yield ""
    for verdict, count in Counter(result.verdict for result in printed).most_common():
        yield f"* {count} {verdict.value}"
    yield from _section("Not as printed", (_wrong(r) for r in printed if r.verdict is Verdict.REFUTED))
    trusted = Counter(name for result in report.results for name in result.conditions)
    yield from _section("On trust", (f"`{name}`, under {n} statements" for name, n in trusted.most_common()))
    weak = [r for r in printed if r.verdict in (Verdict.SUPPORTED, Verdict.INCONCLUSIVE, Verdict.SKIPPED)]
    yield from _section("Not proved", (f"`{r.claim.id}`: {r.verdict.value}. {r.reason}".rstrip() for r in weak))


def _wrong(result: Result) -> str:
    claim = result.claim
    nature = claim.nature.value if claim.nature else "refuted"
    return f"{claim.label} ({nature}): {claim.statement} Witness: {result.witness}. What holds: `{claim.corrected_by}`."


def _section(title: str, entries: Iterator[str]) -> Iterator[str]:
    found = list(entries)
    if found:
        yield from ("", f"## {title}", "", *(f"* {entry}" for entry in found))


def main(prefixes: list[str]) -> int:
    """Check a paper, a proposition or everything and print the report."""
    report = papers.check(*prefixes, jobs=None)
    print("\n".join(lines(report)))
    return report.exit_status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
