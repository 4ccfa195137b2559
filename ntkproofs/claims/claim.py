"""A statement with everything a check of it needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .derivation import Derivation
from .verdict import Nature, Verdict

_ID = re.compile(r"[a-z][a-z0-9]*(\.[a-z0-9_]+)+")


@dataclass(frozen=True)
class Control:
    """A nearby statement that the same check must judge otherwise: the check runs with these parameters instead.

    For a claim that holds it is false and must be refuted; where the print itself is wrong it is the corrected
    statement, which must not be refuted. Parameters that are not named keep the claim's own values.
    """

    statement: str
    parameters: Mapping[str, Any]

    def __post_init__(self) -> None:
        if not self.statement or not self.parameters:
            msg = "Control: needs a statement and at least one parameter that differs from the claim's, got none"
            raise ValueError(msg)


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A statement as printed, what we believe of it, and the check that judges it.

    `check(**parameters)` returns the derivation; the verdict is read off from it, never passed. `expected` is what the
    authors of the claim believe to be true; a run whose verdict differs is reported. `conditions` are the ids of cited
    claims the proof takes on trust, `depends_on` those of checked claims it rests on. A `random` check also receives
    `seed`; a `heavy` one runs only when asked for. Raises `ValueError` with one sentence when a field is missing.
    """

    id: str
    label: str
    statement: str
    expected: Verdict
    scope: str
    check: Callable[..., Derivation]
    control: Control = None  # type: ignore[assignment]  # refused below, with a sentence instead of a TypeError
    parameters: Mapping[str, Any] = field(default_factory=dict)
    hypotheses: tuple[str, ...] = ()
    printed: bool = False
    nature: Nature | None = None
    corrected_by: str | None = None
    depends_on: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    heavy: bool = False
    random: bool = False

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            self._refuse("id", "is not of the form paper.place.name in lower case; rename it")
        if not isinstance(self.control, Control):
            why = "is missing; every claim carries a nearby statement that its own check must refute"  # type: ignore[unreachable]
            self._refuse("control", why)
        object.__setattr__(self, "expected", Verdict(self.expected))
        refuted = self.expected is Verdict.REFUTED
        if self.nature is not None:
            object.__setattr__(self, "nature", Nature(self.nature))
        if refuted != (self.nature is not None):
            self._refuse("nature", "must be given exactly when the expected verdict is refuted")
        if refuted and not self.corrected_by:
            self._refuse("corrected_by", "is missing; a refuted claim names the corrected one")
        unknown = set(self.control.parameters) - set(self.parameters)
        if unknown:
            self._refuse("control", f"changes {sorted(unknown)}, which are not parameters of the claim; declare them")
        if all(self.parameters[name] == value for name, value in self.control.parameters.items()):
            self._refuse("control", "is the claim itself; change at least one parameter")

    def _refuse(self, name: str, why: str) -> None:
        msg = f"Claim {self.id!r}: {name} {why}"
        raise ValueError(msg)

    @property
    def paper(self) -> str:
        """The key of the paper, the first part of the id."""
        return self.id.partition(".")[0]
