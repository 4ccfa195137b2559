"""The words of a verdict, their order, and what a refutation means."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Verdict(StrEnum):
    """What a check may say of a statement on its whole claimed domain.

    >>> Verdict.PROVED.reached, Verdict.SKIPPED.reached
    (True, False)
    """

    PROVED = "proved"
    CERTIFIED = "certified"
    SUPPORTED = "supported"
    REFUTED = "refuted"
    INCONCLUSIVE = "inconclusive"
    CITED = "cited"
    SKIPPED = "skipped"

    @property
    def reached(self) -> bool:
        """Whether a check ran and ended in this word; a skipped claim was never looked at."""
        return self is not Verdict.SKIPPED

    @property
    def affirmative(self) -> bool:
        """Whether the word speaks for the statement by computation; a citation does not."""
        return self in _STRENGTH and self is not Verdict.CITED

    @property
    def szs(self) -> str:
        """The word of the SZS ontology for this verdict."""
        return _SZS[self]


# The order in which a dependency can weaken what rests on it; `refuted`, `inconclusive` and `skipped` support nothing.
_STRENGTH = {Verdict.PROVED: 3, Verdict.CERTIFIED: 2, Verdict.SUPPORTED: 1, Verdict.CITED: 0}

_SZS = {
    Verdict.PROVED: "Theorem",
    Verdict.CERTIFIED: "Theorem",
    Verdict.SUPPORTED: "Assumed",
    Verdict.REFUTED: "CounterSatisfiable",
    Verdict.INCONCLUSIVE: "NoSuccess",
    Verdict.CITED: "Assumed",
    Verdict.SKIPPED: "NotTried",
}


def weakest(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the weakest of some affirmative verdicts.

    >>> weakest([Verdict.PROVED, Verdict.CERTIFIED])
    <Verdict.CERTIFIED: 'certified'>
    """
    return min(verdicts, key=lambda verdict: _STRENGTH[verdict], default=Verdict.PROVED)


class Nature(StrEnum):
    """Why a refuted statement is refuted, in the order in which errata are listed."""

    ERROR = "error"
    SLIP = "slip"
    READING = "reading"
    TRANSCRIPTION = "transcription"

    @property
    def accuses(self) -> bool:
        """Whether the authors are named for it: a reading or a doubt about our text accuses nobody."""
        return self in (Nature.ERROR, Nature.SLIP)
