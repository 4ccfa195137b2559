"""One claim in full: statement, hypotheses, the steps of its derivation, the verdict and the control."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ntkproofs.claims import Result, Status, Step

from .page import STYLES, entry, page

if TYPE_CHECKING:
    from rich.console import RenderableType

_MARKS = {
    Status.HOLDS: ("holds", "green"),
    Status.FAILS: ("FAILS", "magenta"),
    Status.UNDECIDED: ("undecided", "yellow"),
}


def render(result: Result, *, width: int | None = None, color: bool = False) -> str:
    """Render a claim and its derivation; every step with its rule and how its re-check ended."""
    return page(_parts(result), width, color)


def _parts(result: Result) -> Iterator[RenderableType]:
    from rich.text import Text

    claim = result.claim
    fields = [("statement", claim.statement), *(("hypothesis", text) for text in claim.hypotheses)]
    fields += [("scope", claim.scope), ("printed", "" if claim.printed else "no, a statement of our own")]
    fields += [("rests on", ", ".join(claim.depends_on))]
    yield from entry(Text(f"{claim.id}, {claim.label}", style="bold"), fields)
    if result.derivation.steps:
        yield ""
        yield Text("derivation", style="bold")
        for number, step in enumerate(result.derivation, start=1):
            yield from _step(number, step)
    yield ""
    verdict = Text.assemble(("verdict ", "bold"), (result.verdict.value, STYLES[result.verdict]))
    if result.conditional:
        verdict.append(f", given {', '.join(result.conditions)}")
    reached = f"{result.control.value}: " if result.verdict.reached else ""
    fields = [
        ("expected", "" if result.verdict is claim.expected else claim.expected.value),
        ("reason", result.reason),
        ("nature", claim.nature.value if claim.nature else ""),
        ("witness", result.witness or ""),
        ("corrected by", claim.corrected_by or ""),
        ("control", reached + claim.control.statement),
        ("certificate", result.digest or ""),
    ]
    yield from entry(verdict, fields)


def _step(number: int, step: Step) -> Iterator[RenderableType]:
    from rich.text import Text

    word, style = _MARKS[step.status]
    # Definitions and citations are not decided, so nothing is said to hold.
    mark = (f" {word}", style) if step.rule.grants or step.status is not Status.HOLDS else ""
    title = Text.assemble(
        f"{number:3} ", (f"[{step.rule.value}]", "cyan"), mark, (", the claim" if step.goal else "", "bold")
    )
    detail = step.detail.removeprefix(step.statement).lstrip(": ")
    fields = [("detail", detail), ("witness", step.witness or ""), ("reason", step.reason)]
    yield from entry(title, fields, step.statement)
