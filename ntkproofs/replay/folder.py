"""All certificates of a folder: each on its own, then what they say of each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
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
    hypotheses: bool = False

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
    ended = {outcome.name: outcome for outcome in outcomes}
    joined = []
    for outcome in outcomes:
        joined.append(_joined(outcome, known, ended) if outcome.accepted else outcome)
        if joined[-1] is not outcome:
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
    # What a goal assumes stands in its data, and in words that nobody here can read.
    hypotheses = any(step.goal and step.rule == "positive coefficients" and step.data.get("given") for step in steps)
    return Outcome(path.stem, verdict, over_flint=over_flint, hypotheses=hypotheses)


def _joined(outcome: Outcome, known: dict[str, Certificate], ended: dict[str, Outcome]) -> Outcome:
    """Return the outcome of an accepted certificate in the company of the others."""
    certificate = known[outcome.name]
    why = _on_itself(certificate, known) or _against_others(certificate, known)
    if why:
        return replace(outcome, why=why)
    for name in _leaned_on(certificate):
        if name in ended and not ended[name].accepted:
            word = "opaque" if ended[name].opaque else "rejected"
            return replace(outcome, why=f"rests on {name}, whose certificate is {word}", opaque=ended[name].opaque)
    return outcome


def _leaned_on(certificate: Certificate) -> list[str]:
    """Return the claims that a verdict rests on: all that are listed, for a refutation those named up to its goal."""
    if certificate.verdict in STRENGTH:
        names = (*certificate.depends_on, *certificate.cited)
        return [name for name in names if name not in certificate.conditions]
    return list(certificate.before_failure)


def _on_itself(certificate: Certificate, known: dict[str, Certificate]) -> str:
    """Return a chain that leads from a claim back to itself, in words, or nothing."""
    paths: list[tuple[str, ...]] = [(name,) for name in _leaned_on(certificate)]
    seen: set[str] = set()
    while paths:
        path = paths.pop()
        if path[-1] == certificate.claim:
            return f"rests on itself: {' -> '.join((certificate.claim, *path))}"
        if path[-1] in known and path[-1] not in seen:
            seen.add(path[-1])
            paths += [(*path, name) for name in _leaned_on(known[path[-1]])]
    return ""


def _against_others(certificate: Certificate, known: dict[str, Certificate]) -> str:
    """Return why a verdict is too strong for those it rests on, or nothing."""
    for name in certificate.conditions:
        if name in known and known[name].verdict == "refuted":
            return f"is conditional on {name}, which is refuted"
    if certificate.verdict not in STRENGTH:
        # A refutation accuses somebody: what it uses must be proved or certified itself.
        for name in certificate.before_failure:
            if name in known and known[name].verdict not in ("proved", "certified"):
                return f"refutes by {name}, which is {known[name].verdict}"
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
