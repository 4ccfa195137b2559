"""Mutants of claims: the same check with one declared parameter changed by a named operator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

from .certificate import canonical
from .claim import Claim
from .derivation import Derivation, Step
from .runner import derive
from .verdict import Verdict

_EXPONENT = re.compile(r"exponent|power|order|degree|rate")
_RANGE = re.compile(r"lower|upper|start|first|last|smallest|largest|corner|from|least|limit")
_DECIMAL = re.compile(r"-?\d+(\.\d+)?")
#: what counts things, with the smallest count; a dimension below 2 is no sphere
_SIZES = {
    **dict.fromkeys(("degree", "next_degree", "zero_degree"), 0),
    **dict.fromkeys(("layers", "depth", "points", "inputs", "digits", "tables", "index", "pooled_blocks", "lowest"), 1),
    **dict.fromkeys(("dim", "dimension"), 2),
}
#: magnitudes, which have no sign to turn
_MAGNITUDES = ("bias", "beta", "bound", "prefactor_squared", "radius", "weight")
_ORIENTATION = re.compile(r"sign|direction|side|alternating")
#: members of a tuple that are changed, so that a table of fifty numbers is not fifty times five mutants
_MEMBERS = 3


@final
@dataclass(frozen=True)
class Mutant:
    """Some parameters with other values, or a part of a goal that is changed, and the operator that changed it."""

    operator: str
    changes: Mapping[str, Any]

    def __str__(self) -> str:
        shown = ", ".join(f"{name} = {value}" for name, value in self.changes.items())
        return f"{shown} ({self.operator})"


@final
@dataclass(frozen=True)
class Fate:
    """What the check said of a mutant; `shown` is the changed goal that it proved."""

    claim: str
    mutant: Mutant
    verdict: Verdict
    reason: str = ""
    shown: str = ""
    derivation: Derivation | None = None

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

    Constants are moved by one, doubled and moved by a thousandth, signs and directions turned, exponents and ends of
    ranges moved, a member of a tuple changed. What cannot be changed in a meaningful way (a function, a word, a count
    below the first, the sign of a magnitude) is left alone.
    """
    seen = {repr(sorted(claim.control.parameters.items(), key=str))}
    yield Mutant("control", dict(claim.control.parameters))
    for name, value in claim.parameters.items():
        for operator, changed in _changes(name, value):
            key = repr([(name, changed)])
            if key not in seen and repr(changed) != repr(value):
                seen.add(key)
                yield Mutant(operator, {name: changed})


def _changes(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    moved = "exponent" if _EXPONENT.search(name) else "range" if _RANGE.search(name) else "constant"
    if isinstance(value, bool):
        yield "direction", not value
    elif isinstance(value, int):
        if _ORIENTATION.search(name) and value in (1, -1):
            yield "direction", -value
            return
        least = _SIZES.get(name, 0 if name in _MAGNITUDES else None)
        for operator, changed in ((moved, value + 1), (moved, value - 1), (moved, 2 * value), ("sign", -value)):
            if least is None or changed >= least:
                yield operator, changed
    elif isinstance(value, Fraction) or hasattr(value, "free_symbols"):
        # Exact numbers and expressions of SymPy: plain arithmetic keeps them exact.
        yield from ((moved, value + 1), (moved, value * 2))
        if moved != "exponent":
            yield moved, value * Fraction(1001, 1000)
        if name not in _MAGNITUDES:
            yield from ((moved, value - 1), ("sign", -value))
    elif isinstance(value, str) and _DECIMAL.fullmatch(value):
        # One unit of the last digit, which is twice what a printed decimal allows, and one of the third.
        yield "constant", _other_digit(value, len(value) - 1)
        digits = [i for i, letter in enumerate(value) if letter.isdigit()]
        yield "constant", _other_digit(value, digits[min(2, len(digits) - 1)])
        yield "sign", value.removeprefix("-") if value.startswith("-") else "-" + value
    elif isinstance(value, tuple):
        for i, member in list(enumerate(value))[:_MEMBERS]:
            for operator, changed in _changes(name, member):
                yield operator, (*value[:i], changed, *value[i + 1 :])


def _other_digit(decimal: str, place: int) -> str:
    return decimal[:place] + str((int(decimal[place]) + 1) % 10) + decimal[place + 1 :]


def fate(claim: Claim, mutant: Mutant, original: Derivation, seed: int = 0) -> Fate:
    """Run the check on a mutant; `original` is the derivation of the claim itself."""
    return judged(claim, mutant, original, derive(claim, {**claim.parameters, **mutant.changes}, seed))


def judged(claim: Claim, mutant: Mutant, original: Derivation, derivation: Derivation) -> Fate:
    """Return the fate of a mutant from its derivation.

    A mutant whose goals are those of the claim is not shown to be true: the parameter does not reach the statement that
    the check decides. It counts as undecided.
    """
    if derivation.verdict not in (Verdict.PROVED, Verdict.CERTIFIED):
        return Fate(claim.id, mutant, derivation.verdict, derivation.reason)
    known = {_content(step) for step in original if step.goal}
    changed = [step for step in derivation if step.goal and _content(step) not in known]
    if not changed:
        return Fate(claim.id, mutant, Verdict.INCONCLUSIVE, "the change reaches no goal of the derivation")
    # The goal with the most to it says best what was proved.
    shown = max(changed, key=lambda step: len(_content(step))).statement
    return Fate(claim.id, mutant, derivation.verdict, shown=shown, derivation=derivation)


def _content(step: Step) -> str:
    """Return what a goal says, without its wording."""
    return canonical([step.rule.value, _unworded(dict(step.data))])


def _unworded(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _unworded(value) for key, value in data.items() if key not in ("statement", "step")}
    return [_unworded(item) for item in data] if isinstance(data, list | tuple) else data


def score(fates: list[Fate]) -> Fraction | None:
    """Return refuted / (all - shown to be true), `None` when nothing is left; what is undecided counts against."""
    counted = [one for one in fates if not one.true]
    return Fraction(sum(one.killed for one in counted), len(counted)) if counted else None
