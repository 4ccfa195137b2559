"""Mutants of claims: the same check with one declared parameter changed by a named operator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

from .claim import Claim
from .runner import derive
from .verdict import Verdict

_EXPONENT = re.compile(r"exponent|power|order|degree|rate")
_RANGE = re.compile(r"lower|upper|start|first|last|smallest|largest|corner|from|least|limit")
_DECIMAL = re.compile(r"-?\d+(\.\d+)?")
#: members of a tuple that are changed, so that a table of fifty numbers is not fifty times five mutants
_MEMBERS = 3


@final
@dataclass(frozen=True)
class Mutant:
    """One parameter with another value, and the operator that changed it."""

    operator: str
    parameter: str
    value: Any

    def __str__(self) -> str:
        return f"{self.parameter} = {self.value} ({self.operator})"


@final
@dataclass(frozen=True)
class Fate:
    """What the check said of a mutant."""

    claim: str
    mutant: Mutant
    verdict: Verdict
    reason: str = ""

    @property
    def killed(self) -> bool:
        """Whether the mutant was refuted."""
        return self.verdict is Verdict.REFUTED

    @property
    def true(self) -> bool:
        """Whether the mutant was shown to be true, so that it counts for nothing; each is listed."""
        return self.verdict in (Verdict.PROVED, Verdict.CERTIFIED)


def mutants(claim: Claim) -> Iterator[Mutant]:
    """Yield the mutants of a claim: its control, then each parameter changed by every operator that applies.

    Constants are moved by one and by a thousandth, signs and directions turned, exponents and ends of ranges moved, a
    member of a tuple changed or, as a hypothesis, dropped. What cannot be changed in a meaningful way (a function, a
    word) is left alone.
    """
    seen = set()
    for name, value in claim.parameters.items():
        for operator, changed in _changes(name, value):
            key = (name, repr(changed))
            if key not in seen and repr(changed) != repr(value):
                seen.add(key)
                yield Mutant(operator, name, changed)


def _changes(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    moved = "exponent" if _EXPONENT.search(name) else "range" if _RANGE.search(name) else "constant"
    if isinstance(value, bool):
        yield "direction", not value
    elif isinstance(value, int):
        yield from ((moved, value + 1), (moved, value - 1), (moved, value + 2), ("sign", -value), (moved, 2 * value))
    elif isinstance(value, Fraction) or hasattr(value, "free_symbols"):
        # Exact numbers and expressions of SymPy: plain arithmetic keeps them exact.
        small = Fraction(1001, 1000)
        yield from ((moved, value + 1), (moved, value - 1), (moved, value * small), (moved, value * 2))
        yield "sign", -value
    elif isinstance(value, str) and _DECIMAL.fullmatch(value):
        # One unit of the last digit, which is twice what a printed decimal allows.
        last = (int(value[-1]) + 1) % 10
        yield "constant", value[:-1] + str(last)
        yield "sign", value.removeprefix("-") if value.startswith("-") else "-" + value
    elif isinstance(value, tuple):
        for i, member in list(enumerate(value))[:_MEMBERS]:
            for operator, changed in _changes(name, member):
                yield operator, (*value[:i], changed, *value[i + 1 :])
        if len(value) > 1:
            yield "hypothesis", value[:-1]


def fate(claim: Claim, mutant: Mutant, seed: int = 0) -> Fate:
    """Run the check on a mutant."""
    derivation = derive(claim, {**claim.parameters, mutant.parameter: mutant.value}, seed)
    return Fate(claim.id, mutant, derivation.verdict, derivation.reason)


def score(fates: list[Fate]) -> Fraction | None:
    """Return refuted / (all - shown to be true), `None` when nothing is left; what is undecided counts against."""
    counted = [one for one in fates if not one.true]
    return Fraction(sum(one.killed for one in counted), len(counted)) if counted else None
