"""What stands behind a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EvidenceKind(StrEnum):
    """The kinds of evidence, strongest first."""

    EXACT = "exact"
    SYMBOLIC = "symbolic"
    TILING = "tiling"
    ENCLOSURE = "enclosure"
    COUNTEREXAMPLE = "counterexample"
    MULTIPRECISION = "multiprecision"
    SAMPLE = "sample"
    STATISTICAL = "statistical"
    CITATION = "citation"


@dataclass(frozen=True)
class Evidence:
    """One piece of evidence: its kind, what it shows, and a picture of it as SVG text where there is one."""

    kind: EvidenceKind
    detail: str
    picture: str | None = None
