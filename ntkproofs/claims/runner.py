"""Run checks and turn their derivations into results."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from typing import Any

from .certificate import certificate, digest
from .claim import Claim
from .derivation import Derivation, Rule, Status, Step
from .evidence import Evidence, EvidenceKind
from .registry import with_dependencies
from .result import Report, Result
from .verdict import Verdict, weakest


@dataclass(frozen=True)
class Trial:
    """What one check and its control returned, before anything is known of the claims it rests on."""

    derivation: Derivation
    control: Derivation
    seconds: float


def try_claim(claim: Claim, seed: int = 0) -> Trial:
    """Run the check of a claim and of its control."""
    start = time.perf_counter()
    derivation = _run(claim, claim.parameters, seed)
    control = _run(claim, {**claim.parameters, **claim.control.parameters}, seed)
    return Trial(derivation, control, time.perf_counter() - start)


def _run(claim: Claim, parameters: Mapping[str, Any], seed: int) -> Derivation:
    extra = {"seed": seed} if claim.random else {}
    try:
        return claim.check(**parameters, **extra)
    except Exception as error:  # a check that breaks decides nothing; the run goes on and says so
        reason = f"the check broke: {type(error).__name__}: {' '.join(str(error).split())[:300]}"
        return Derivation((Step(Rule.REDUCTION, claim.statement, Status.UNDECIDED, goal=True, reason=reason),))


def judge(claim: Claim, trial: Trial, known: Mapping[str, Result], libraries: dict[str, str]) -> Result:
    """Turn a trial into a result, never stronger than the checked claims it rests on."""
    derivation = trial.derivation
    verdict, reason = derivation.verdict, derivation.reason
    cited = claim.expected is Verdict.CITED
    if cited and verdict is not Verdict.REFUTED:
        # Nobody computes a cited lemma: its check only holds instances against it.
        verdict = Verdict.CITED if verdict is not Verdict.INCONCLUSIVE else verdict
    undeclared = set(derivation.names(Rule.CITATION)) - set(claim.conditions)
    unlisted = set(derivation.names(Rule.DEPENDENCY)) - set(claim.depends_on)
    if undeclared or unlisted:
        verdict, reason = Verdict.INCONCLUSIVE, f"uses {sorted(undeclared | unlisted)} without declaring it"
    if verdict.affirmative:
        verdict, reason = _capped(claim, verdict, known)
    conditions = tuple(dict.fromkeys((*claim.conditions, *(c for d in claim.depends_on for c in known[d].conditions))))
    conditions = conditions if verdict.affirmative else ()
    failure = derivation.failure if verdict is Verdict.REFUTED else None
    evidence = derivation.evidence
    if failure is not None:
        evidence = (Evidence(EvidenceKind.COUNTEREXAMPLE, failure.detail or failure.witness or ""), *evidence)
    document = None
    if verdict.affirmative or verdict is Verdict.REFUTED:
        document = certificate(claim, derivation, verdict, conditions, libraries)
    return Result(
        claim=claim,
        verdict=verdict,
        control=trial.control.verdict,
        derivation=derivation,
        conditions=conditions,
        evidence=evidence,
        reason=reason,
        witness=failure.witness if failure is not None else None,
        certificate=document,
        digest=digest(document) if document else None,
        seconds=trial.seconds,
    )


def _capped(claim: Claim, verdict: Verdict, known: Mapping[str, Result]) -> tuple[Verdict, str]:
    for needed in claim.depends_on:
        found = known[needed].verdict
        if not (found.affirmative or found is Verdict.CITED):
            return Verdict.INCONCLUSIVE, f"rests on {needed}, which is {found.value}"
    # A cited dependency is a condition, printed beside the verdict; it does not weaken the word.
    checked = [known[needed].verdict for needed in claim.depends_on if known[needed].verdict.affirmative]
    return weakest([verdict, *checked]), ""


def run(
    selected: Iterable[Claim],
    claims: Mapping[str, Claim],
    *,
    version: str,
    libraries: dict[str, str],
    thorough: bool = False,
    seed: int = 0,
    executor: Executor | None = None,
    attempt: Callable[..., Trial] = try_claim,
    done: Callable[[Result], None] = lambda result: None,
) -> Report:
    """Check the selected claims and what they rest on; report the selected ones.

    Checks do not see each other, so an `executor` may run them in any order and process; dependencies only bound the
    verdicts afterwards. `attempt` is what the executor calls: pass one that finds the claim by id when claims cannot
    travel. `done` is told of every result, in dependency order.
    """
    selected = list(selected)
    wanted = {claim.id for claim in selected}
    ordered = with_dependencies(selected, dict(claims))
    todo = [claim for claim in ordered if thorough or not claim.heavy]
    futures: dict[str, Future[Trial]] = {}
    if executor is not None:
        futures = {claim.id: executor.submit(attempt, claim, seed) for claim in todo}
    known: dict[str, Result] = {}
    for claim in ordered:
        untried = [needed for needed in claim.depends_on if known[needed].verdict is Verdict.SKIPPED]
        if claim.heavy and not thorough:
            known[claim.id] = Result(claim, Verdict.SKIPPED, Verdict.SKIPPED, reason="heavy; run with --thorough")
        elif untried:
            known[claim.id] = Result(claim, Verdict.SKIPPED, Verdict.SKIPPED, reason=f"rests on {untried[0]}, skipped")
        else:
            trial = futures[claim.id].result() if executor is not None else attempt(claim, seed)
            known[claim.id] = judge(claim, trial, known, libraries)
        if claim.id in wanted:
            done(known[claim.id])
    order = [known[claim.id] for claim in selected]
    return Report(tuple(replace(result) for result in order), thorough, seed, version, libraries)
