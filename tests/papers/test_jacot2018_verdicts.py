"""Every statement of Jacot et al. that is written: its verdict, its control, and what it takes on trust."""

from __future__ import annotations

import json
from functools import cache

import pytest

from ntkproofs.claims import Claim, Report, Verdict, in_package, run
from ntkproofs.claims.certificate import digest

AFFIRMATIVE = (Verdict.PROVED, Verdict.CERTIFIED, Verdict.SUPPORTED)


@cache
def known() -> dict[str, Claim]:
    """The claims of the paper and of what they rest on."""
    names = ("background", "bietti2019", "jacot2018")
    return {key: claim for name in names for key, claim in in_package(f"ntkproofs.papers.{name}").items()}


CLAIMS = tuple(in_package("ntkproofs.papers.jacot2018").values())
CHECKED = tuple(claim for claim in CLAIMS if not (claim.random or claim.heavy))


@pytest.fixture(scope="module")
def report() -> Report:
    return run(CHECKED, known(), version="test", libraries={})


@pytest.fixture(scope="module")
def results(report):
    return {result.claim.id: result for result in report.results}


@pytest.mark.parametrize("claim", CHECKED, ids=lambda claim: claim.id)
def test_the_verdict_is_the_expected_one(results, claim):
    assert results[claim.id].verdict is claim.expected, results[claim.id].reason


@pytest.mark.parametrize("claim", CHECKED, ids=lambda claim: claim.id)
def test_the_control_bites(results, claim):
    found = results[claim.id].control
    if claim.expected is Verdict.REFUTED:
        assert found in AFFIRMATIVE
    else:
        assert found is Verdict.REFUTED


@pytest.mark.parametrize("claim", CHECKED, ids=lambda claim: claim.id)
def test_what_is_refuted_names_a_corrected_statement_that_holds(results, claim):
    if claim.expected is Verdict.REFUTED:
        assert results[claim.corrected_by].verdict in AFFIRMATIVE
        assert results[claim.id].witness


def test_every_condition_is_a_cited_lemma(results):
    for result in results.values():
        for needed in result.conditions:
            assert known()[needed].expected is Verdict.CITED


def test_nothing_printed_and_proved_rests_on_a_certified_step(results):
    for claim in CHECKED:
        if results[claim.id].verdict is Verdict.PROVED:
            assert all(results[d].verdict is Verdict.PROVED for d in claim.depends_on if d in results)


def test_certificates_are_exact_json(results):
    for result in results.values():
        if result.certificate is not None:
            assert json.loads(json.dumps(result.certificate)) == result.certificate
            assert digest(result.certificate) == result.digest


def test_readings_and_transcription_accuse_nobody():
    silent = {claim.id for claim in CLAIMS if claim.nature is not None and not claim.nature.accuses}
    assert silent == {
        "jacot2018.a1.index_convention",
        "jacot2018.s5.d_decreasing",
        "jacot2018.thm1.dependence",
        "jacot2018.thm3.quantifier",
    }


def test_errors_of_the_mathematics_are_these_four():
    errors = {claim.id for claim in CLAIMS if claim.nature is not None and claim.nature.value == "error"}
    assert errors == {
        "jacot2018.a3.weight_limit",
        "jacot2018.s3.convex_convergence",
        "jacot2018.s3.critical_point",
        "jacot2018.thm3.statement",
    }
