"""A Sphinx extension of this site: the statements of a paper, their derivations and the errata, made from the claims.

Every claim is checked once, before anything is read. `sphinx -D statements_papers=bietti2019poster` checks and writes
only papers whose key starts so, for a quick look; pages that cite others check those as they meet them.
"""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ntkproofs import papers
from ntkproofs.claims import Report, Result, Verdict
from ntkproofs.reports.errata import errata
from ntkproofs.sphinx_extension import ClaimDomain

#: how a paper is called, and the one whose statements it carries
TITLES = {
    "bietti2019": ("Bietti and Mairal (2019)", "bietti2019"),
    "bietti2019poster": ("Bietti and Mairal (2019), the poster", "bietti2019"),
    "geifman2020": ("Geifman et al. (2020)", "geifman2020"),
    "jacot2018": ("Jacot, Gabriel and Hongler (2018)", "jacot2018"),
    "bowman2022": ("Bowman and Montufar (2022)", "bowman2022"),
    "duals": ("The closed duals of the activations", None),
    "background": ("Lemmas taken on trust", None),
}
#: a page of derivations holds about so many, or a browser works at its formulas for long
PAGE = 20


def _title(paper: str) -> str:
    return TITLES[paper][0] if paper in TITLES else paper


def _show(result: Result, *options: str) -> list[str]:
    return [f"```{{verdict}} {result.claim.id}", *options, "```", ""]


def _recorded(folder: Path) -> dict[str, str]:
    """Return the verdicts of the thorough run that is kept with the pages; a plain build skips the heavy claims."""
    with (folder / "data" / "check-thorough.csv").open(newline="") as file:
        return {row["id"]: row["verdict"] for row in csv.DictReader(line for line in file if not line.startswith("#"))}


def _statements(paper: str, results: list[Result], recorded: Mapping[str, str]) -> str:
    counts = Counter(result.verdict for result in results)
    words = ", ".join(f"{counts[verdict]} {verdict.value}" for verdict in Verdict if counts[verdict])
    key = TITLES.get(paper, ("", None))[1]
    source = f" of {{cite:t}}`{key}`" if key else ""
    lines = [f"# {_title(paper)}", "", f"{len(results)} statements{source}: {words}. The name of a claim leads to", ""]
    lines[-2] += " its derivation."
    places: dict[str, list[Result]] = {}
    for result in results:
        places.setdefault(result.claim.label, []).append(result)
    for place, found in places.items():
        lines += [f"## {place}", ""]
        for result in found:
            lines += _show(result, ":no-index:")
            if result.verdict is Verdict.SKIPPED and result.claim.id in recorded:
                run = "not repeated in this build: {doc}`the recorded thorough run <../tutorials/referee>` says"
                lines += [f"A heavy check, {run} **{recorded[result.claim.id]}**.", ""]
    return "\n".join(lines)


def _pages(results: list[Result]) -> Iterator[list[Result]]:
    """Cut the results of a paper into pages, between places where that is possible."""
    page: list[Result] = []
    for result in results:
        full = len(page) >= PAGE and result.claim.label != page[-1].claim.label
        if full or len(page) >= 2 * PAGE:
            yield page
            page = []
        page.append(result)
    yield page


def _derivations(paper: str, number: int, results: list[Result]) -> str:
    first, last = results[0].claim.label, results[-1].claim.label
    lines = [f"# {_title(paper)}: derivations {number}, {first}" + (f" to {last}" if last != first else ""), ""]
    for result in results:
        lines += _show(result, ":derivation: open")
    return "\n".join(lines)


def _errata(report: Report) -> str:
    """Return the page of `ntkproofs errata`: what is printed, refuted, and an error or a slip."""
    found = errata(report, papers.claims())
    lines = [
        "# Errata",
        "",
        "What the papers print and a check refutes in this very build: errors of mathematics first, then slips, where",
        "what is plainly meant holds. Each has an exact witness, and the correction is a claim of its own. A reading",
        "that a paper does not force, or a doubt about our text of it, accuses nobody and is not listed",
        "({doc}`../guide/verdicts`).",
        "",
    ]
    for erratum in found:
        claim = erratum.refuted.claim
        lines += [f"## {str(claim.nature).capitalize()}: {_title(claim.paper)}, {claim.label}", ""]
        lines += [*_show(erratum.refuted, ":no-index:"), "Corrected:", "", f"> {erratum.corrected.statement}", ""]
        lines += [f"{{claim}}`{erratum.corrected.id}`", ""]
    return "\n".join(lines)


def write(app: Any) -> None:
    """Check every claim and write the pages; an unexpected verdict stops the build."""
    report = papers.check(*filter(None, [app.config.statements_papers]), jobs=os.cpu_count() or 1)
    wrong = [result.claim.id for result in report.results if result.unexpected]
    if wrong:
        msg = f"statements: the verdicts of {wrong} are not the expected ones; mend them before building the site"
        raise RuntimeError(msg)
    ClaimDomain.of(app.env).judge.learn(report)
    members: dict[str, list[Result]] = {}
    for result in report.results:
        members.setdefault(result.claim.paper, []).append(result)
    pages, recorded = {"errata": _errata(report)}, _recorded(Path(app.srcdir))
    for paper, results in members.items():
        pages[paper] = _statements(paper, results, recorded)
        for number, part in enumerate(_pages(results), start=1):
            pages[f"derivations/{paper}-{number}"] = _derivations(paper, number, part)
    folder = Path(app.srcdir) / "generated"
    for name, text in pages.items():
        target = folder / f"{name}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists() or target.read_text() != text:
            target.write_text(text)
    for stale in set(folder.rglob("*.md")) - {folder / f"{name}.md" for name in pages}:
        stale.unlink()


def setup(app: Any) -> dict[str, bool]:
    """Connect to Sphinx."""
    app.add_config_value("statements_papers", "", "env")
    app.connect("builder-inited", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
