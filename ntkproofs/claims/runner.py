"""Run checks and turn their derivations into results."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from typing import Any

from .certificate import certificate, digest
from .claim import Claim
from .derivation import Derivation, Rule, Status, Step
from .evidence import Evidence, EvidenceKind
from .extras import MissingExtra
from .registry import with_dependencies
from .result import Report, Result
from .trial import BROKE, Memory, Trial
from .verdict import Verdict, weakest


def try_claim(claim: Claim, seed: int = 0) -> Trial:
    """Run the check of a claim and of its control."""
    start = time.perf_counter()
    derivation = derive(claim, claim.parameters, seed)
    control = derive(claim, {**claim.parameters, **claim.control.parameters}, seed)
    return Trial(derivation, control, time.perf_counter() - start)


def derive(claim: Claim, parameters: Mapping[str, Any], seed: int) -> Derivation:
    """Return the derivation that a check gives for some parameters; a check that breaks gives an undecided one."""
    extra = {"seed": seed} if claim.random else {}
    try:
        derivation: Any = claim.check(**parameters, **extra)
        if not isinstance(derivation, Derivation):
            msg = f"needed a Derivation, got {type(derivation).__name__}; return one from the check"
            raise TypeError(msg)
        return derivation
    except Exception as error:  # a check that breaks decides nothing; the run goes on and says so
        return _broken(claim, error)


def _untried(claim: Claim, derivation: Derivation, known: Mapping[str, Result]) -> str:
    """Say why a claim counts as not run: a library that its check needs is not installed, or that of one below it."""
    for step in derivation:
        if step.reason.startswith(f"{BROKE}{MissingExtra.__name__}: "):
            return step.reason.removeprefix(f"{BROKE}{MissingExtra.__name__}: ")
    skipped = (needed for needed in claim.depends_on if known[needed].verdict is Verdict.SKIPPED)
    return next((f"rests on {needed}, skipped" for needed in skipped), "")


def _broke(derivation: Derivation) -> bool:
    return any(step.reason.startswith(BROKE) for step in derivation)


def _broken(claim: Claim, error: Exception) -> Derivation:
    reason = f"{BROKE}{type(error).__name__}: {' '.join(str(error).split())[:300]}"
    return Derivation((Step(Rule.REDUCTION, claim.statement, Status.UNDECIDED, goal=True, reason=reason),))


def judge(claim: Claim, trial: Trial, known: Mapping[str, Result], libraries: dict[str, str]) -> Result:
    """Turn a trial into a result, never stronger than the checked claims it rests on."""
    derivation = trial.derivation
    if untried := _untried(claim, derivation, known):
        return Result(claim, Verdict.SKIPPED, Verdict.SKIPPED, reason=untried)
    verdict, reason = derivation.verdict, derivation.reason
    cited = claim.expected is Verdict.CITED
    if cited and verdict is not Verdict.REFUTED:
        # Nobody computes a cited lemma: its check only holds instances against it.
        verdict = Verdict.CITED if verdict is not Verdict.INCONCLUSIVE else verdict
    undeclared = set(derivation.names(Rule.CITATION)) - set(claim.conditions)
    unlisted = set(derivation.names(Rule.DEPENDENCY)) - set(claim.depends_on)
    if undeclared or unlisted:
        verdict, reason = Verdict.INCONCLUSIVE, f"uses {sorted(undeclared | unlisted)} without declaring it"
    needed = _needed(claim, derivation, verdict)
    if verdict.affirmative or verdict is Verdict.REFUTED:
        verdict, reason = _capped(needed, verdict, known)
    # What a refutation takes on trust is named as well: it accuses somebody.
    conditions = () if verdict is Verdict.INCONCLUSIVE else _conditions(needed, known)
    document = None
    if verdict.affirmative or verdict is Verdict.REFUTED:
        try:
            document = certificate(claim, derivation, verdict, conditions, libraries)
            name = digest(document)
        except (TypeError, ValueError) as error:  # a verdict that cannot be written down exactly is none
            document, verdict, reason, conditions = None, Verdict.INCONCLUSIVE, str(error), ()
    failure = derivation.failure if verdict is Verdict.REFUTED else None
    evidence = derivation.evidence
    if failure is not None:
        evidence = (Evidence(EvidenceKind.COUNTEREXAMPLE, failure.detail or failure.witness or ""), *evidence)
    return Result(
        claim=claim,
        verdict=verdict,
        # A control whose check breaks has been judged by nobody.
        control=Verdict.SKIPPED if _broke(trial.control) else trial.control.verdict,
        derivation=derivation,
        conditions=conditions,
        evidence=evidence,
        reason=reason,
        witness=failure.witness if failure is not None else None,
        certificate=document,
        digest=name if document else None,
        seconds=trial.seconds,
    )


def _needed(claim: Claim, derivation: Derivation, verdict: Verdict) -> tuple[str, ...]:
    """Return the ids a verdict rests on: all that are declared, for a refutation those named up to the failing goal."""
    if verdict is not Verdict.REFUTED:
        return (*claim.conditions, *claim.depends_on)
    before = Derivation(tuple(itertools.takewhile(lambda step: step is not derivation.failure, derivation)))
    return (*before.names(Rule.CITATION), *before.names(Rule.DEPENDENCY))


def _conditions(needed: Iterable[str], known: Mapping[str, Result]) -> tuple[str, ...]:
    trusted: list[str] = []
    for claim_id in needed:
        # A lemma that was computed after all is no condition; what it rests on itself still is.
        trusted += () if known[claim_id].verdict.affirmative else (claim_id,)
        trusted += known[claim_id].conditions
    return tuple(dict.fromkeys(trusted))


def _capped(ids: Iterable[str], verdict: Verdict, known: Mapping[str, Result]) -> tuple[Verdict, str]:
    needed = [known[claim_id] for claim_id in ids]
    for found in needed:
        trusted = found.claim.expected is Verdict.CITED and found.verdict is not Verdict.REFUTED
        if not (found.verdict.affirmative or trusted):
            return Verdict.INCONCLUSIVE, f"rests on {found.claim.id}, which is {found.verdict.value}"
    if verdict is Verdict.REFUTED:
        sampled = next((found.claim.id for found in needed if found.verdict is Verdict.SUPPORTED), None)
        # A refutation is certain or none at all.
        return (Verdict.INCONCLUSIVE, f"refutes by {sampled}, which is only supported") if sampled else (verdict, "")
    # A cited lemma is a condition, printed beside the verdict; it does not weaken the word.
    return weakest([verdict, *(found.verdict for found in needed if found.verdict.affirmative)]), ""


def run(
    selected: Iterable[Claim],
    claims: Mapping[str, Claim],
    *,
    version: str,
    libraries: dict[str, str],
    thorough: bool = False,
    seed: int = 0,
    executor: Executor | None = None,
    attempt: Callable[[str, int], Trial] | None = None,
    memory: Memory | None = None,
    begun: Callable[[Sequence[str]], None] = lambda ids: None,
    tried: Callable[[str], None] = lambda claim_id: None,
    done: Callable[[Result], None] = lambda result: None,
) -> Report:
    """Check the selected claims and what they rest on; report the selected ones.

    Checks do not see each other, so an `executor` may run them in any order and process; dependencies only bound the
    verdicts afterwards. `attempt(id, seed)` is what the executor calls, by default `try_claim` of the claim with this
    id; another process needs one that finds the claim itself, because claims hold functions and do not travel. What
    `memory` recalls is not tried again, and what is tried is handed to it at once; verdicts are always judged anew.
    `begun` is told which claims will be tried, in the order in which they start; `tried` of each as its check ends, in
    any order and from any thread; `done` of every selected result, in dependency order.
    """
    selected = list(selected)
    wanted = {claim.id for claim in selected}
    ordered = with_dependencies(selected, claims)
    if attempt is None:

        def attempt(claim_id: str, seed: int) -> Trial:
            return try_claim(claims[claim_id], seed)

    untried = {claim.id: "heavy; run with --thorough" for claim in ordered if claim.heavy and not thorough}
    for claim in ordered:
        needed = next((needed for needed in claim.depends_on if needed in untried), None)
        if needed is not None:
            untried.setdefault(claim.id, f"rests on {needed}, skipped")
    trials: dict[str, Trial] = {}
    if memory is not None:
        recalled = {claim.id: memory.recall(claim, seed) for claim in ordered if claim.id not in untried}
        trials = {claim_id: trial for claim_id, trial in recalled.items() if trial is not None}
    left = [claim for claim in ordered if claim.id not in untried and claim.id not in trials]
    begun([claim.id for claim in left])
    futures: dict[Future[Trial], Claim] = {}
    if executor is not None:
        futures = {executor.submit(attempt, claim.id, seed): claim for claim in left}
        ids = {future: claim.id for future, claim in futures.items()}
        for future in ids:
            future.add_done_callback(lambda ended: tried(ids[ended]))
    known: dict[str, Result] = {}
    for claim in ordered:
        if claim.id in untried:
            known[claim.id] = Result(claim, Verdict.SKIPPED, Verdict.SKIPPED, reason=untried[claim.id])
        else:
            if executor is None and claim.id not in trials:
                trials[claim.id] = attempt(claim.id, seed)
                tried(claim.id)
                _keep(memory, claim, seed, trials[claim.id])
            while claim.id not in trials:
                # Whatever has ended is kept, whether its turn has come or not: a run that is killed loses none of it.
                for future in wait(futures, return_when=FIRST_COMPLETED).done:
                    ended = futures.pop(future)
                    trials[ended.id] = _outcome(ended, future)
                    _keep(memory, ended, seed, trials[ended.id])
            known[claim.id] = judge(claim, trials[claim.id], known, libraries)
        if claim.id in wanted:
            done(known[claim.id])
    return Report(tuple(known[claim.id] for claim in selected), thorough, seed, version, libraries)


def _keep(memory: Memory | None, claim: Claim, seed: int, trial: Trial) -> None:
    if memory is not None and trial.lasting:
        memory.keep(claim, seed, trial)


def _outcome(claim: Claim, future: Future[Trial]) -> Trial:
    try:
        return future.result()
    except Exception as error:  # the process died, or what the check returned cannot leave it
        broken = _broken(claim, error)
        return Trial(broken, broken, 0.0)
