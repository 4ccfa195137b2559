"""What the papers print and a check refutes: errors first, then slips; readings and doubts about our text never."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ntkproofs.claims import Claim, Nature, Report, Result, Verdict

from .page import entry, page

if TYPE_CHECKING:
    from rich.console import RenderableType


@dataclass(frozen=True)
class Erratum:
    """A printed statement that a run refuted, and the corrected claim with the verdict of the same run."""

    refuted: Result
    corrected: Claim
    verdict: Verdict | None


def accuses(claim: Claim) -> bool:
    """Whether a claim says that what is printed is wrong: an error or a slip, never a reading or a doubt."""
    return claim.printed and claim.nature is not None and claim.nature.accuses


def errata(report: Report, claims: Mapping[str, Claim]) -> tuple[Erratum, ...]:
    """Return the errata of a run: what is printed, refuted as expected, and an error or a slip, in this order."""
    results = {result.claim.id: result for result in report.results}
    found = []
    for result in report.results:
        claim = result.claim
        if accuses(claim) and result.verdict is Verdict.REFUTED and not result.unexpected and claim.corrected_by:
            correction = results.get(claim.corrected_by)
            found.append(Erratum(result, claims[claim.corrected_by], correction.verdict if correction else None))
    order = list(Nature)
    return tuple(sorted(found, key=lambda erratum: order.index(erratum.refuted.claim.nature or Nature.READING)))


def document(found: tuple[Erratum, ...]) -> dict[str, Any]:
    """Return the errata as a document, schema `ntkproofs.errata/1`."""
    return {
        "schema": "ntkproofs.errata/1",
        "errata": [
            {
                "id": erratum.refuted.claim.id,
                "paper": erratum.refuted.claim.paper,
                "where": erratum.refuted.claim.label,
                "nature": str(erratum.refuted.claim.nature),
                "statement": erratum.refuted.claim.statement,
                "scope": erratum.refuted.claim.scope,
                "witness": erratum.refuted.witness,
                "correction": erratum.corrected.statement,
                "corrected_by": erratum.corrected.id,
                "correction_verdict": erratum.verdict.value if erratum.verdict else None,
                "certificate": erratum.refuted.digest,
            }
            for erratum in found
        ],
    }


def render(found: tuple[Erratum, ...], *, width: int | None = None, color: bool = False) -> str:
    """Render the errata: what is printed, the witness against it, and the correction."""
    return page(_parts(found), width, color)


def _parts(found: tuple[Erratum, ...]) -> Iterator[RenderableType]:
    from rich.text import Text

    for erratum in found:
        claim = erratum.refuted.claim
        title = Text.assemble((f"{claim.nature} ", "bold magenta"), f"{claim.paper}, {claim.label}: {claim.id}")
        verdict = f" ({erratum.verdict.value})" if erratum.verdict else ""
        fields = [
            ("printed", claim.statement),
            ("scope", claim.scope),
            ("witness", erratum.refuted.witness or ""),
            ("correction", erratum.corrected.statement),
            ("see", erratum.corrected.id + verdict),
        ]
        yield from entry(title, fields)
        yield ""
    counts = {nature: sum(e.refuted.claim.nature is nature for e in found) for nature in Nature if nature.accuses}
    yield ", ".join(f"{count} {nature.value}{'s' * (count != 1)}" for nature, count in counts.items())
