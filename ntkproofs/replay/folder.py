"""All certificates of a folder: each on its own, then what they say of each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import final

from .certificate import Certificate, read
from .errors import Opaque, Rejected
from .rules import STRENGTH

__all__ = ["Outcome", "Replay", "replay"]


@final
@dataclass(frozen=True)
class Outcome:
    """How the replay of one file ended; `why` is empty where it was accepted."""

    name: str
    verdict: str
    why: str = ""
    opaque: bool = False
    over_flint: bool = False

    @property
    def accepted(self) -> bool:
        """Whether every step and the verdict were confirmed."""
        return not self.why

    @property
    def paper(self) -> str:
        """The first part of the id."""
        return self.name.partition(".")[0]


@final
@dataclass(frozen=True)
class Replay:
    """The outcomes of a folder, and the claims that its certificates rest on but that it does not hold."""

    outcomes: tuple[Outcome, ...]
    unseen: tuple[str, ...]

    @property
    def exit_status(self) -> int:
        """0 all accepted, 1 some not, 3 there was none; samples behind `supported` are not in certificates."""
        if not self.outcomes:
            return 3
        return 0 if all(o.accepted or (o.opaque and o.verdict == "supported") for o in self.outcomes) else 1


def replay(folder: Path, done: Callable[[Outcome], None] = lambda outcome: None) -> Replay:
    """Replay every certificate `*.json` of a folder."""
    known: dict[str, Certificate] = {}
    outcomes: list[Outcome] = []
    for path in sorted(folder.glob("*.json")):
        outcome = _one(path, known)
        outcomes.append(outcome)
        done(outcome)
    joined = []
    for outcome in outcomes:
        why = _against_others(known[outcome.name], known) if outcome.accepted else ""
        joined.append(Outcome(outcome.name, outcome.verdict, why) if why else outcome)
        if why:
            done(joined[-1])
    needed = {name for c in known.values() for name in c.depends_on if name not in c.conditions}
    return Replay(tuple(joined), tuple(sorted(needed - known.keys())))


def _one(path: Path, known: dict[str, Certificate]) -> Outcome:
    verdict = "unread"
    try:
        try:
            text = path.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError) as error:
            raise Rejected(f"no certificate: {type(error).__name__}") from error
        certificate = read(text)
        verdict = certificate.verdict
        if certificate.claim != path.stem:
            raise Rejected(f"the certificate is of {certificate.claim}")
        steps = certificate.replay()
        known[certificate.claim] = certificate
    except Rejected as error:
        return Outcome(path.stem, verdict, " ".join(str(error).split()), isinstance(error, Opaque))
    # Quadratures and complex covers are what replay does over the ball library of the search.
    over_flint = any(step.rule == "enclosure" and step.data.keys() & {"given", "quantity"} for step in steps)
    return Outcome(path.stem, verdict, over_flint=over_flint)


def _against_others(certificate: Certificate, known: dict[str, Certificate]) -> str:
    """Return why a verdict is too strong for those it rests on, or nothing."""
    if certificate.verdict not in STRENGTH:
        return ""
    for name in certificate.cited:
        if name not in certificate.conditions and name not in known:
            return f"cites {name}, which is neither a condition nor certified here"
    for name in (*certificate.depends_on, *certificate.cited):
        other = known.get(name)
        if other is None or name in certificate.conditions:
            continue
        if other.verdict not in STRENGTH:
            return f"rests on {name}, which is {other.verdict}"
        if STRENGTH[certificate.verdict] > STRENGTH[other.verdict]:
            return f"says {certificate.verdict} but rests on {name}, which is {other.verdict}"
        missing = set(other.conditions) - set(certificate.conditions)
        if missing:
            return f"rests on {name}, whose condition {min(missing)} it does not list"
    return ""
