"""A Sphinx extension of this site: one page a paper, made from its claims in the build itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ntkproofs.claims import Report, Result, Verdict


def _report() -> Report:
    from ntkproofs import papers

    return papers.check()


def _entry(result: Result) -> list[str]:
    claim = result.claim
    lines = [f"(claim-{claim.id})=", f"### {claim.label}: `{claim.id}`", "", claim.statement, ""]
    if claim.hypotheses:
        lines += ["Given: " + "; ".join(claim.hypotheses), ""]
    word = result.verdict.value
    nature = f" ({claim.nature.value})" if claim.nature else ""
    given = f", given {', '.join(f'`{name}`' for name in result.conditions)}" if result.conditions else ""
    lines += [f"**{word}**{nature}{given}. Scope: {claim.scope}.", ""]
    if result.witness:
        lines += [f"Witness: {result.witness}.", ""]
    if claim.corrected_by:
        lines += [f"What holds instead: `{claim.corrected_by}`.", ""]
    if result.derivation.steps:
        lines += ["Derivation:", ""]
        lines += [f"{n}. *{step.rule.value}*: {step.statement}" for n, step in enumerate(result.derivation, 1)]
        lines += [""]
    lines += [f"Control ({result.control.value}): {claim.control.statement}", ""]
    return lines


def _page(title: str, results: list[Result]) -> str:
    counts = {v: sum(r.verdict is v for r in results) for v in Verdict}
    summary = ", ".join(f"{n} {v.value}" for v, n in counts.items() if n)
    lines = [f"# {title}", "", f"{len(results)} statements: {summary}.", ""]
    for result in results:
        lines += _entry(result)
    return "\n".join(lines)


TITLES = {
    "bietti2019": "Bietti and Mairal (2019)",
    "bietti2019poster": "Bietti and Mairal (2019), the poster",
    "geifman2020": "Geifman et al. (2020)",
    "jacot2018": "Jacot, Gabriel and Hongler (2018)",
    "bowman2022": "Bowman and Montufar (2022)",
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
