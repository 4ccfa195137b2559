"""What a run says of a claim."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .claim import Claim
from .derivation import Derivation
from .evidence import Evidence
from .verdict import Verdict


@dataclass(frozen=True)
class Result:
    """A claim, the verdict a run reached, and what stands behind it."""

    claim: Claim
    verdict: Verdict
    control: Verdict
    derivation: Derivation = field(default_factory=lambda: Derivation(()))
    conditions: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    witness: str | None = None
    certificate: dict[str, Any] | None = None
    digest: str | None = None
    seconds: float = 0.0

    @property
    def control_bites(self) -> bool:
        """Whether the same check judges the control as it must."""
        if self.verdict is Verdict.REFUTED:
            return self.control.affirmative
        if self.claim.random or self.claim.expected is Verdict.SUPPORTED:
            return self.control in (Verdict.REFUTED, Verdict.INCONCLUSIVE)
        return self.control is Verdict.REFUTED

    @property
    def unexpected(self) -> bool:
        """Whether a verdict was reached that is not the expected one, or the control shows that the check is blind."""
        if not self.verdict.reached:
            return False
        return self.verdict is not self.claim.expected or not self.control_bites

    @property
    def conditional(self) -> bool:
        """Whether an affirmative verdict rests on cited claims."""
        return self.verdict.affirmative and bool(self.conditions)


@dataclass(frozen=True)
class Report:
    """All results of a run, with what is needed to repeat it."""

    results: tuple[Result, ...]
    thorough: bool
    seed: int
    version: str
    libraries: dict[str, str]

    @property
    def summary(self) -> dict[str, int]:
        """How many results carry each word; the conditional ones are counted among the affirmative too."""
        words = [*(verdict.value for verdict in Verdict)]
        counts = {word: sum(result.verdict.value == word for result in self.results) for word in words}
        counts["conditional"] = sum(result.conditional for result in self.results)
        counts["unexpected"] = sum(result.unexpected for result in self.results)
        order = ("proved", "certified", "conditional", "supported", "refuted", "inconclusive", "cited", "skipped")
        return {word: counts[word] for word in (*order, "unexpected")}

    @property
    def exit_status(self) -> int:
        """0 as expected, 1 some verdict is not, 3 nothing ran: a run of skips is no success."""
        if not any(result.verdict.reached for result in self.results):
            return 3
        return 1 if self.summary["unexpected"] else 0
