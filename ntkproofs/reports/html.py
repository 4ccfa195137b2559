"""A run as one HTML file that needs nothing else: no scripts, no fonts, no network."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape

from ntkproofs.claims import Report, Result

from .text import expectation, summary

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
code, .id { font-family: ui-monospace, monospace; font-size: 0.9em; overflow-wrap: anywhere; }
details { border-bottom: 1px solid #8884; padding: 0.3rem 0; }
summary { display: grid; grid-template-columns: minmax(0, 1fr) 14rem 10rem 5rem; gap: 1rem; cursor: pointer; }
summary > :last-child { text-align: right; }
dl { display: grid; grid-template-columns: 8rem minmax(0, 1fr); gap: 0.2rem 1rem; margin: 0.6rem 0 0.6rem 1rem; }
dt { opacity: 0.7; } dd { margin: 0; overflow-wrap: anywhere; } ol { margin: 0; padding-left: 1.4rem; }
.proved, .certified { color: #1a7f37; } .supported { color: #0a7ea4; } .refuted { color: #a626a4; }
.inconclusive { color: #b58900; } .cited { color: #4078f2; } .skipped { opacity: 0.6; }
.unexpected { color: #d1242f; font-weight: bold; } img { max-width: 100%; }
"""


def render(report: Report) -> str:
    """Render a report: one line a claim that opens on its statement, derivation, evidence and control."""
    libraries = ", ".join(f"{name} {version}" for name, version in sorted(report.libraries.items()))
    body = "\n".join(_claim(result) for result in report.results)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>ntkproofs: {escape(summary(report))}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>ntkproofs</h1>\n<p>{escape(summary(report))}</p>\n{body}\n"
        f"<footer><p>ntkproofs {escape(report.version)}; {escape(libraries)}; seed {report.seed}"
        f"{'; thorough' if report.thorough else ''}</p></footer>\n</body>\n</html>\n"
    )


def _claim(result: Result) -> str:
    claim, word = result.claim, result.verdict.value
    given = f", given {len(result.conditions)}" if result.conditional else ""
    mark = ' class="unexpected"' if result.unexpected else ""
    expected = expectation(result).replace("yes", "as expected")
    rows = "\n".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in _fields(result) if value)
    return (
        f'<details id="{escape(claim.id)}"{" open" if result.unexpected else ""}><summary>'
        f'<span class="id">{escape(claim.id)}</span><span class="{word}">{word}{given}</span>'
        f"<span{mark}>{escape(expected)}</span><span>{result.seconds:.2f} s</span></summary>\n"
        f"<dl>\n{rows}\n</dl></details>"
    )


def _fields(result: Result) -> Iterator[tuple[str, str]]:
    claim = result.claim
    yield "statement", escape(claim.statement)
    yield "where", escape(claim.label)
    yield "hypotheses", "<br>".join(escape(text) for text in claim.hypotheses)
    yield "scope", escape(claim.scope)
    yield "expected", claim.expected.value
    yield "nature", claim.nature.value if claim.nature else ""
    yield "witness", escape(result.witness or "")
    yield "corrected by", _link(claim.corrected_by) if claim.corrected_by else ""
    yield "reason", escape(result.reason)
    yield "rests on", ", ".join(_link(name) for name in claim.depends_on)
    yield "given", ", ".join(_link(name) for name in result.conditions)
    yield "derivation", _ordered([str(step) for step in result.derivation])
    yield "evidence", _ordered([f"[{evidence.kind.value}] {evidence.detail}" for evidence in result.evidence])
    yield "pictures", "".join(_picture(evidence.picture) for evidence in result.evidence if evidence.picture)
    yield "control", f"{result.control.value}: {escape(claim.control.statement)}"
    yield "certificate", f"<code>{escape(result.digest)}</code>" if result.digest else ""


def _link(claim_id: str) -> str:
    return f'<a class="id" href="#{escape(claim_id)}">{escape(claim_id)}</a>'


def _ordered(items: list[str]) -> str:
    return f"<ol>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ol>" if items else ""


def _picture(svg: str) -> str:
    # As an image, so that a picture from somebody else's file of claims cannot run a script here.
    return f'<img alt="" src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}">'
