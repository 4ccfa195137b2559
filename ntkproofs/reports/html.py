"""A run as one HTML file that needs nothing else: typeset statements, filters, a style for paper, no network."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from importlib.resources import files

from ntkproofs.claims import EvidenceKind, Report, Result, Rule, Status, Step, Verdict

from .mathml import typeset
from .text import expectation, summary


def render(report: Report) -> str:
    """Render a report: a row a claim, with its statement and verdict, that opens on everything behind the verdict.

    The address of the file may end in `#paper=...&verdict=...&text=...`, which sets the filters, or in `#` and an id.
    """
    style, script = (files("ntkproofs.reports").joinpath(name).read_text("utf-8") for name in ("html.css", "html.js"))
    # Nothing is ever fetched, and no script runs but ours, whatever a statement or a picture holds.
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'"
    libraries = ", ".join(f"{name} {version}" for name, version in sorted(report.libraries.items()))
    notation = _notation(report)
    rows = "\n".join(_row(result, notation) for result in report.results)
    shared = "".join(f'<li id="n{number}">{typeset(text)}</li>' for text, number in notation.items())
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>ntkproofs: {escape(summary(report))}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"<h1>ntkproofs</h1>\n<p>{escape(summary(report))}</p>\n{_form(report)}\n"
        '<table>\n<colgroup><col class="where"><col><col class="word"></colgroup>\n'
        "<thead><tr><th>claim</th><th>statement</th><th>verdict</th></tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>\n"
        f"{f'<h2>Notation and hypotheses</h2><ol>{shared}</ol>' if shared else ''}\n"
        f"<footer><p>ntkproofs {escape(report.version)}; {escape(libraries)}; seed {report.seed}"
        f"{'; thorough' if report.thorough else ''}</p></footer>\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _notation(report: Report) -> dict[str, int]:
    """Number the texts that several claims share: each stands once, below the table, which halves the file."""
    texts: Counter[str] = Counter()
    for result in report.results:
        texts.update(result.claim.hypotheses)
        texts.update(step.statement for step in result.derivation if step.rule is Rule.DEFINITION)
    return {text: number for number, text in enumerate((text for text, n in texts.items() if n > 1), start=1)}


def _shared(text: str, notation: Mapping[str, int]) -> str:
    number = notation.get(text)
    return typeset(text) if number is None else f'<a class="shared" href="#n{number}">notation {number}</a>'


def _form(report: Report) -> str:
    papers = sorted({result.claim.paper for result in report.results})
    words = [verdict.value for verdict in Verdict if report.summary[verdict.value]]
    # Two words that a verdict may carry besides its own.
    words += [word for word in ("conditional", "unexpected") if report.summary[word]]
    return (
        f"<form>{_choice('paper', papers)}{_choice('verdict', words)}"
        '<input name="text" type="search" placeholder="id, words" aria-label="text">'
        '<button type="button" id="open">open or close all</button><output></output></form>'
    )


def _choice(name: str, values: Iterable[str]) -> str:
    options = "".join(f"<option>{escape(value)}</option>" for value in values)
    return f'<label>{name} <select name="{name}"><option value="">all</option>{options}</select></label>'


def _row(result: Result, notation: Mapping[str, int]) -> str:
    claim, word = result.claim, result.verdict.value
    words = [word, *("conditional",) * result.conditional, *("unexpected",) * result.unexpected]
    given = f'<br><span class="faint">given {len(result.conditions)}</span>' if result.conditional else ""
    nature = f'<br><span class="faint">{claim.nature.value}</span>' if claim.nature else ""
    mark = f'<br><span class="unexpected">{escape(expectation(result))}</span>' if result.unexpected else ""
    details = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in _details(result, notation) if value)
    said = "".join(f"<p>{value}</p>" for value in _said(result) if value)
    return (
        f'<tr id="{escape(claim.id)}" data-paper="{escape(claim.paper)}" data-verdict="{" ".join(words)}">'
        f'<th scope="row"><span class="id">{_folding(claim.id)}</span><br>'
        f'<span class="faint">{typeset(claim.label)}</span></th>'
        f'<td><div class="says">{said}</div>'
        f"<details{' open' if result.unexpected else ''}><summary>why</summary><dl>{details}</dl></details></td>"
        f'<td><span class="verdict {word}">{word}</span>{given}{nature}{mark}</td></tr>'
    )


def _said(result: Result) -> Iterator[str]:
    claim = result.claim
    yield typeset(claim.statement)
    yield f'<span class="faint">scope: {typeset(claim.scope)}</span>'
    yield f"witness: {typeset(result.witness)}" if result.witness else ""
    yield f"corrected by {_link(claim.corrected_by)}" if claim.corrected_by else ""
    yield f"reason: {typeset(result.reason)}" if result.reason else ""


def _details(result: Result, notation: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    claim = result.claim
    yield "hypotheses", "<br>".join(_shared(text, notation) for text in claim.hypotheses)
    yield "expected", claim.expected.value
    yield "printed", "yes" if claim.printed else "no, a statement of our own"
    yield "rests on", ", ".join(_link(name) for name in claim.depends_on)
    yield "given", ", ".join(_link(name) for name in result.conditions)
    yield "derivation", _ordered(_step(step, notation) for step in result.derivation)
    yield "evidence", _ordered(_evidence(result))
    yield "pictures", "".join(_picture(evidence.picture) for evidence in result.evidence if evidence.picture)
    yield "control", f"{result.control.value}: {typeset(claim.control.statement)}"
    yield "certificate", f"<code>{escape(result.digest)}</code>" if result.digest else ""
    yield "seconds", f"{result.seconds:.2f}" if result.verdict.reached else ""


def _step(step: Step, notation: Mapping[str, int]) -> str:
    if step.rule in (Rule.CITATION, Rule.DEPENDENCY) and step.status is Status.HOLDS:
        return f"<i>{step.rule.value}</i>: {_link(step.data['claim'])}"
    status = "" if step.status is Status.HOLDS else f" <b>{step.status.value}</b>"
    detail = step.detail.removeprefix(step.statement).lstrip(": ")
    said = f"<br><small>{typeset(detail)}</small>" if detail else ""
    return f"<i>{step.rule.value}</i>{status}: {_shared(step.statement, notation)}{said}"


def _evidence(result: Result) -> Iterator[str]:
    steps = {step.detail or step.statement for step in result.derivation}
    for evidence in result.evidence:
        # A decided step is evidence itself and stands above.
        if evidence.detail not in steps and evidence.kind is not EvidenceKind.COUNTEREXAMPLE:
            yield f"<i>{evidence.kind.value}</i>: {typeset(evidence.detail)}"


def _folding(claim_id: str) -> str:
    return escape(claim_id).replace(".", ".<wbr>").replace("_", "_<wbr>")


def _link(claim_id: str) -> str:
    return f'<a class="id" href="#{escape(claim_id)}">{_folding(claim_id)}</a>'


def _ordered(items: Iterable[str]) -> str:
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f"<ol>{listed}</ol>" if listed else ""


def _picture(svg: str) -> str:
    # As an image, so that a picture from somebody else's file of claims cannot run a script here.
    return f'<img alt="" src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}">'
