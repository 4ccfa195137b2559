"""Steps that lead from definitions to a statement, each under a named rule from a closed list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from .evidence import Evidence, EvidenceKind
from .verdict import Verdict, weakest


class Status(StrEnum):
    """How the re-check of one step ended."""

    HOLDS = "holds"
    FAILS = "fails"
    UNDECIDED = "undecided"


class Rule(StrEnum):
    """The closed list of rules; what each may contribute is fixed here and nowhere else.

    >>> Rule.TILING.grants
    <Verdict.CERTIFIED: 'certified'>
    """

    # They fix notation or turn the words of the paper into formulas; they assert nothing that is computed.
    DEFINITION = "definition"
    REDUCTION = "reduction"
    # What is taken from elsewhere.
    CITATION = "citation"
    DEPENDENCY = "dependency"
    # Decision procedures over exact data.
    POLYNOMIAL_IDENTITY = "polynomial identity"
    GAMMA_IDENTITY = "gamma identity"
    ANTIDERIVATIVE = "antiderivative"
    VALUE = "exact value"
    POWER_SERIES = "power series"
    RECURRENCE = "recurrence with initial values"
    INDUCTION = "induction"
    POSITIVE_COEFFICIENTS = "positive coefficients"
    SIGN = "sign of a derivative"
    LOG_CONVEXITY = "log-convexity of Gamma"
    LIMIT = "limit of a rational function"
    RANK = "rank over the rationals"
    # Outward-rounded enclosures.
    TILING = "tiling"
    ENCLOSURE = "enclosure"
    DEFINITE_MATRIX = "definite matrix"
    # Finite samples.
    AGREEMENT = "agreement"
    SAMPLE = "sample"
    STATISTIC = "statistic"

    @property
    def grants(self) -> Verdict | None:
        """The strongest verdict a derivation that uses this rule can have, `None` if the rule does not limit it."""
        return _GRANTS.get(self)

    @property
    def evidence(self) -> EvidenceKind | None:
        """The kind of evidence a step under this rule is."""
        return _EVIDENCE.get(self)


_ENCLOSING = (Rule.TILING, Rule.ENCLOSURE, Rule.DEFINITE_MATRIX)
_FINITE = (Rule.AGREEMENT, Rule.SAMPLE, Rule.STATISTIC)
_NEUTRAL = (Rule.DEFINITION, Rule.REDUCTION, Rule.CITATION, Rule.DEPENDENCY)
_GRANTS = (
    {rule: Verdict.PROVED for rule in Rule if rule not in _NEUTRAL}
    | dict.fromkeys(_ENCLOSING, Verdict.CERTIFIED)
    | dict.fromkeys(_FINITE, Verdict.SUPPORTED)
)
_EVIDENCE = {
    Rule.CITATION: EvidenceKind.CITATION,
    Rule.VALUE: EvidenceKind.EXACT,
    Rule.RANK: EvidenceKind.EXACT,
    Rule.TILING: EvidenceKind.TILING,
    Rule.ENCLOSURE: EvidenceKind.ENCLOSURE,
    Rule.DEFINITE_MATRIX: EvidenceKind.ENCLOSURE,
    Rule.AGREEMENT: EvidenceKind.MULTIPRECISION,
    Rule.SAMPLE: EvidenceKind.SAMPLE,
    Rule.STATISTIC: EvidenceKind.STATISTICAL,
} | dict.fromkeys(
    (
        Rule.POLYNOMIAL_IDENTITY,
        Rule.GAMMA_IDENTITY,
        Rule.ANTIDERIVATIVE,
        Rule.POWER_SERIES,
        Rule.RECURRENCE,
        Rule.INDUCTION,
        Rule.POSITIVE_COEFFICIENTS,
        Rule.SIGN,
        Rule.LOG_CONVEXITY,
        Rule.LIMIT,
    ),
    EvidenceKind.SYMBOLIC,
)


@dataclass(frozen=True)
class Step:
    """One step: what it says, the rule that decides it, and how the decision ended.

    `goal` marks the steps that together are the statement itself: only the failure of a goal refutes a claim, because a
    lemma that fails only means that this proof does not work. `data` holds the step in exact JSON values (strings,
    integers, lists), enough to decide it again. A step that fails carries a `witness`; an undecided one a `reason`.
    """

    rule: Rule
    statement: str
    status: Status = Status.HOLDS
    goal: bool = False
    detail: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    witness: str | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if self.status is Status.FAILS and not self.witness:
            msg = f"Step: a step that fails needs a witness, got none for {self.statement!r}; give one or say undecided"
            raise ValueError(msg)
        if self.rule in (Rule.CITATION, Rule.DEPENDENCY) and "claim" not in self.data:
            msg = f"Step: a {self.rule.value} needs data={{'claim': id}}, got none for {self.statement!r}; name it"
            raise ValueError(msg)

    def __str__(self) -> str:
        mark = {Status.HOLDS: "", Status.FAILS: " -- FAILS", Status.UNDECIDED: " -- undecided"}[self.status]
        return f"[{self.rule.value}] {self.statement}{mark}"


@dataclass(frozen=True)
class Derivation:
    """The steps of a proof in order; the verdict they carry is read off from them.

    >>> Derivation((Step(Rule.VALUE, "1 + 1 = 2", goal=True),)).verdict
    <Verdict.PROVED: 'proved'>
    >>> Derivation((Step(Rule.REDUCTION, "it is plain"),)).verdict  # nothing states the claim
    <Verdict.INCONCLUSIVE: 'inconclusive'>
    """

    steps: tuple[Step, ...]

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    @property
    def failure(self) -> Step | None:
        """The first goal that certainly fails."""
        return next((step for step in self.steps if step.goal and step.status is Status.FAILS), None)

    @property
    def obstacle(self) -> Step | None:
        """The first step that does not hold."""
        return next((step for step in self.steps if step.status is not Status.HOLDS), None)

    @property
    def verdict(self) -> Verdict:
        """Refuted by a failing goal, inconclusive at an obstacle, else as strong as the weakest rule used."""
        if self.failure is not None:
            return Verdict.REFUTED
        if self.obstacle is not None or not any(step.goal and step.rule.grants for step in self.steps):
            return Verdict.INCONCLUSIVE
        return weakest(step.rule.grants for step in self.steps if step.rule.grants)

    @property
    def reason(self) -> str:
        """Why the verdict is inconclusive, empty otherwise."""
        if self.verdict is not Verdict.INCONCLUSIVE:
            return ""
        if self.obstacle is None:
            return "no step of the derivation states the claim"
        return self.obstacle.reason or f"the step {self.obstacle.statement!r} {self.obstacle.status.value}"

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The decided steps as evidence."""
        return tuple(
            Evidence(step.rule.evidence, step.detail or step.statement)
            for step in self.steps
            if step.rule.evidence is not None and step.status is Status.HOLDS
        )

    def names(self, rule: Rule) -> tuple[str, ...]:
        """The claims that the steps under a rule (citation, dependency) rest on."""
        return tuple(step.data["claim"] for step in self.steps if step.rule is rule)
