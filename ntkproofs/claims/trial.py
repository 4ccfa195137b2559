"""What one check and its control returned, and how that is kept: as exact JSON, never as a pickle."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from .certificate import canonical
from .claim import Claim
from .derivation import Derivation, Rule, Status, Step
from .verdict import Verdict

#: How the reason of a check that raised begins.
BROKE = "the check broke: "


@dataclass(frozen=True)
class Trial:
    """What one check and its control returned, before anything is known of the claims it rests on."""

    derivation: Derivation
    control: Derivation
    seconds: float

    @property
    def lasting(self) -> bool:
        """Whether the same check would find the same again: it decided something, and neither run of it broke."""
        broke = any(step.reason.startswith(BROKE) for part in (self.derivation, self.control) for step in part)
        return self.derivation.verdict is not Verdict.INCONCLUSIVE and not broke


class Memory(Protocol):
    """Where trials are kept from run to run."""

    def recall(self, claim: Claim, seed: int) -> Trial | None:
        """Return what is kept of a claim, if everything that it depends on is as it was."""

    def keep(self, claim: Claim, seed: int, trial: Trial) -> None:
        """Keep a trial that lasts."""


def written(trial: Trial) -> str:
    """Return a trial as canonical JSON.

    :raises ValueError: for steps whose data JSON does not give back as they were.
    """
    text = canonical(
        {
            "derivation": [_document(step) for step in trial.derivation],
            "control": [_document(step) for step in trial.control],
            "seconds": f"{trial.seconds:.3f}",
        }
    )
    if canonical(json.loads(text)) != text:
        raise ValueError("trial: data that JSON keeps were needed, keys other than strings came; use strings as keys")
    return text


def read(text: str) -> Trial:
    """Return the trial of `written`.

    >>> step = Step(Rule.VALUE, "1 + 1 = 2", goal=True, data={"sum": "2"})
    >>> read(written(Trial(Derivation((step,)), Derivation(()), 0.5))).derivation.steps[0] == step
    True
    """
    found = json.loads(text)
    derivation, control = (Derivation(tuple(map(_step, found[part]))) for part in ("derivation", "control"))
    return Trial(derivation, control, float(found["seconds"]))


def _document(step: Step) -> dict[str, Any]:
    return {
        "rule": step.rule.value,
        "statement": step.statement,
        "status": step.status.value,
        "goal": step.goal,
        "detail": step.detail,
        "data": dict(step.data),
        "witness": step.witness,
        "reason": step.reason,
    }


def _step(document: Mapping[str, Any]) -> Step:
    return Step(**{**document, "rule": Rule(document["rule"]), "status": Status(document["status"])})
