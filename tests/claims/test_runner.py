from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from ntkproofs.claims import Claim, Control, Derivation, MissingExtra, Report, Result, Rule, Status, Step, Verdict, run


def judged(*claims: Claim, **options: Any) -> dict[str, Result]:
    known = {claim.id: claim for claim in claims}
    report = run(known.values(), known, version="0", libraries={}, **options)
    return {result.claim.id: result for result in report.results}


def decide(n: int, rule: Rule = Rule.VALUE, data: Any = None) -> Derivation:
    status = Status.HOLDS if n == 2 else Status.FAILS
    step = Step(rule, f"n = {n}", status, goal=True, witness="n is 2" if n != 2 else None, data={"n": data or n})
    return Derivation((step,))


def claim(name: str, check: Callable[..., Any] = decide, **changes: Any) -> Claim:
    fields: dict[str, Any] = {
        "label": "",
        "statement": "n = 2",
        "expected": Verdict.PROVED,
        "scope": "",
        "parameters": {"n": 2},
        "control": Control("n = 3", {"n": 3}),
    }
    return Claim(id=f"test.{name}", check=check, **{**fields, **changes})


def cited(name: str, check: Callable[..., Any] = decide, **changes: Any) -> Claim:
    return claim(name, check, expected=Verdict.CITED, **changes)


def test_a_claim_and_its_control_are_run():
    (result,) = judged(claim("plain")).values()
    assert (result.verdict, result.control, result.unexpected) == (Verdict.PROVED, Verdict.REFUTED, False)
    assert result.digest is not None
    assert result.digest.startswith("sha256:")


def test_a_check_that_breaks_decides_nothing_and_the_run_goes_on():
    def broken(n: int) -> Derivation:
        raise ZeroDivisionError("n\nis zero")

    results = judged(claim("broken", broken), claim("plain"))
    assert results["test.broken"].verdict is Verdict.INCONCLUSIVE
    assert results["test.broken"].reason == "the check broke: ZeroDivisionError: n is zero"
    assert results["test.broken"].unexpected
    assert results["test.plain"].verdict is Verdict.PROVED


def test_a_check_that_returns_something_else_decides_nothing():
    (result,) = judged(claim("wrong", lambda n: True)).values()
    assert result.verdict is Verdict.INCONCLUSIVE
    assert "needed a Derivation, got bool" in result.reason


@pytest.mark.parametrize("data", [0.1, object()])
def test_a_verdict_that_cannot_be_written_exactly_is_none(data: Any):
    (result,) = judged(claim("inexact", lambda n: decide(n, data=data))).values()
    assert (result.verdict, result.certificate) == (Verdict.INCONCLUSIVE, None)


def test_a_claim_is_no_stronger_than_what_it_rests_on():
    weak = claim("weak", lambda n: decide(n, Rule.SAMPLE), expected=Verdict.SUPPORTED)
    results = judged(weak, claim("strong", depends_on=("test.weak",)))
    assert results["test.strong"].verdict is Verdict.SUPPORTED
    assert results["test.strong"].unexpected


def test_a_claim_that_rests_on_a_refuted_one_is_open():
    results = judged(claim("wrong", lambda n: decide(5)), claim("on_it", depends_on=("test.wrong",)))
    assert results["test.on_it"].verdict is Verdict.INCONCLUSIVE
    assert results["test.on_it"].reason == "rests on test.wrong, which is refuted"


def test_a_condition_stands_beside_the_verdict_and_is_inherited():
    lemma = cited("lemma", conditions=("test.deeper",))
    results = judged(
        cited("deeper"), lemma, claim("one", conditions=("test.lemma",)), claim("two", depends_on=("test.one",))
    )
    assert results["test.one"].verdict is Verdict.PROVED
    assert results["test.one"].conditional
    assert results["test.two"].conditions == ("test.lemma", "test.deeper")


def test_a_cited_claim_among_the_dependencies_is_a_condition():
    results = judged(cited("lemma"), claim("one", depends_on=("test.lemma",)))
    assert results["test.one"].conditions == ("test.lemma",)


def test_nothing_rests_on_a_cited_lemma_that_an_instance_refutes():
    results = judged(cited("lemma", lambda n: decide(7)), claim("one", conditions=("test.lemma",)))
    assert results["test.lemma"].verdict is Verdict.REFUTED
    assert results["test.one"].verdict is Verdict.INCONCLUSIVE


@pytest.mark.parametrize("found", [lambda n: decide(5), lambda n: decide(2, Rule.SAMPLE)], ids=["refuted", "supported"])
def test_a_refutation_is_no_surer_than_what_it_rests_on(found: Callable[..., Any]):
    first = Step(Rule.DEPENDENCY, "by it", data={"claim": "test.weak"})
    accuses = claim("accuses", lambda n: Derivation((first, *decide(7))), depends_on=("test.weak",))
    results = judged(claim("weak", found), accuses)
    assert results["test.accuses"].verdict is Verdict.INCONCLUSIVE
    assert "test.weak" in results["test.accuses"].reason


def test_a_refutation_names_what_it_takes_on_trust():
    lemma = Step(Rule.CITATION, "by it", data={"claim": "test.lemma"})
    before = claim("before", lambda n: Derivation((lemma, *decide(7))), conditions=("test.lemma",))
    after = claim("after", lambda n: Derivation((*decide(7), lemma)), conditions=("test.lemma",))
    results = judged(cited("lemma"), before, after)
    assert {results[name].verdict for name in ("test.before", "test.after")} == {Verdict.REFUTED}
    assert results["test.before"].conditions == ("test.lemma",)
    assert results["test.after"].conditions == ()


def test_a_checked_claim_is_no_condition_on_trust():
    weak = claim("weak", lambda n: decide(n, Rule.SAMPLE), expected=Verdict.SUPPORTED)
    results = judged(weak, claim("one", conditions=("test.weak",)))
    assert (results["test.one"].verdict, results["test.one"].conditions) == (Verdict.SUPPORTED, ())


@pytest.mark.parametrize(("rule", "field"), [(Rule.CITATION, "conditions"), (Rule.DEPENDENCY, "depends_on")])
def test_what_a_derivation_uses_must_be_declared(rule: Rule, field: str):
    def check(n: int) -> Derivation:
        return Derivation((Step(rule, "by the lemma", data={"claim": "test.lemma"}), *decide(n)))

    lemma = cited("lemma") if rule is Rule.CITATION else claim("lemma")
    assert judged(lemma, claim("silent", check))["test.silent"].verdict is Verdict.INCONCLUSIVE
    open_ = judged(lemma, claim("open", check, **{field: ("test.lemma",)}))
    assert open_["test.open"].verdict is Verdict.PROVED


def test_heavy_claims_and_what_rests_on_them_are_skipped_unless_asked_for():
    claims = (claim("heavy", heavy=True), claim("on_it", depends_on=("test.heavy",)))
    skipped = judged(*claims)
    assert {result.verdict for result in skipped.values()} == {Verdict.SKIPPED}
    assert skipped["test.on_it"].reason == "rests on test.heavy, skipped"
    assert {result.verdict for result in judged(*claims, thorough=True).values()} == {Verdict.PROVED}


def test_a_random_check_receives_the_seed():
    seen = []

    def check(n: int, seed: int) -> Derivation:
        seen.append(seed)
        return decide(n, Rule.STATISTIC)

    judged(claim("random", check, random=True, expected=Verdict.SUPPORTED), seed=7)
    assert seen == [7, 7]


def test_dependencies_are_run_but_only_the_selected_are_reported(sample_claims: dict[str, Claim]):
    told: list[str] = []
    report = run(
        [sample_claims["sample.prop2.bound"]],
        sample_claims,
        version="0",
        libraries={},
        done=lambda result: told.append(result.claim.id),
    )
    assert [result.claim.id for result in report.results] == told == ["sample.prop2.bound"]


def test_an_executor_changes_nothing(sample_claims: dict[str, Claim], sample_report: Report):
    begun: list[str] = []
    tried: list[str] = []
    with ThreadPoolExecutor(2) as executor:
        report = run(
            sample_claims.values(),
            sample_claims,
            version="0",
            libraries={"python": "3"},
            executor=executor,
            begun=begun.extend,
            tried=tried.append,
        )
    assert begun
    assert sorted(tried) == sorted(begun)

    def timeless(report: Report) -> list[Result]:
        return [replace(result, seconds=0.0) for result in report.results]

    assert timeless(report) == timeless(sample_report)


class Lossy(Executor):
    """An executor whose processes die."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(OSError("the process was killed"))
        return future


def test_a_lost_process_leaves_its_claim_open(sample_claims: dict[str, Claim]):
    report = run(sample_claims.values(), sample_claims, version="0", libraries={}, executor=Lossy())
    assert report.summary["inconclusive"] == 8
    assert report.exit_status == 1
    assert "the process was killed" in report.results[0].reason


def test_a_library_that_is_not_installed_skips_the_claim_and_those_above_it():
    def check(n: int = 1) -> Derivation:
        raise MissingExtra("networks: jax was needed and is not installed; install the extra")

    results = judged(claim("below", check), claim("above", depends_on=("test.below",)))
    assert [result.verdict for result in results.values()] == [Verdict.SKIPPED, Verdict.SKIPPED]
    assert results["test.below"].reason == "networks: jax was needed and is not installed; install the extra"
    assert results["test.above"].reason == "rests on test.below, skipped"
    assert not any(result.unexpected for result in results.values())
