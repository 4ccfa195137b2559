"""A Sphinx extension of this site: one page a paper, made from its claims in the build itself."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ntkproofs.claims import Report, Result, Verdict
from ntkproofs.reports import markdown


def _report() -> Report:
    from ntkproofs import papers

    return papers.check(jobs=os.cpu_count() or 1)


def _entry(result: Result) -> list[str]:
    return [f"(claim-{result.claim.id})=", f"### `{result.claim.id}`", "", markdown.entry(result), ""]


def _page(title: str, results: list[Result]) -> str:
    counts = {v: sum(r.verdict is v for r in results) for v in Verdict}
    summary = ", ".join(f"{n} {v.value}" for v, n in counts.items() if n)
    lines = [f"# {title}", "", f"{len(results)} statements: {summary}.", ""]
    places: dict[str, list[Result]] = {}
    for result in results:
        places.setdefault(result.claim.label, []).append(result)
    for place, found in places.items():
        lines += [f"## {place}", ""]
        for result in found:
            lines += _entry(result)
    return "\n".join(lines)


TITLES = {
    "bietti2019": "Bietti and Mairal (2019)",
    "bietti2019poster": "Bietti and Mairal (2019), the poster",
    "geifman2020": "Geifman et al. (2020)",
    "jacot2018": "Jacot, Gabriel and Hongler (2018)",
    "bowman2022": "Bowman and Montufar (2022)",
    "duals": "The closed duals of the activations",
    "background": "Lemmas taken on trust",
}


def write(app: Any) -> None:
    """Check every claim and write the pages; an unexpected verdict stops the build."""
    report = _report()
    wrong = [result.claim.id for result in report.results if result.unexpected]
    if wrong:
        msg = f"statements: the verdicts of {wrong} are not the expected ones; mend them before building the site"
        raise RuntimeError(msg)
    folder = Path(app.srcdir) / "generated"
    folder.mkdir(exist_ok=True)
    papers: dict[str, list[Result]] = {}
    for result in report.results:
        papers.setdefault(result.claim.paper, []).append(result)
    for paper, results in papers.items():
        text = _page(TITLES.get(paper, paper), results)
        target = folder / f"{paper}.md"
        if not target.exists() or target.read_text() != text:
            target.write_text(text)


def setup(app: Any) -> dict[str, bool]:
    """Connect to Sphinx."""
    app.connect("builder-inited", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
