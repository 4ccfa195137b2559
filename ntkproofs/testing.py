"""Public contracts: what every claim must satisfy, ours and other people's."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ntkproofs.claims import Claim, Result, Verdict, canonical, run

__all__ = ["check_claim", "check_claim_result"]


def check_claim(claim: Claim, claims: Mapping[str, Claim] | None = None, *, seed: int = 0) -> Result:
    """Run a claim and assert its contract; return the result.

    `claims` holds what it rests on, the claim alone when omitted. Raises `AssertionError` with the id of the claim and
    what is wrong.
    """
    known = dict(claims or {}) | {claim.id: claim}
    report = run([claim], known, version="test", libraries={}, thorough=True, seed=seed)
    result = report.results[0]
    check_claim_result(result, known)
    return result


def check_claim_result(result: Result, claims: Mapping[str, Claim]) -> None:
    """Assert the contract of a claim on a result: verdict, control, derivation, conditions, certificate."""
    claim = result.claim
    assert result.verdict is claim.expected, (
        f"{claim.id}: {result.verdict.value} ({result.reason}), not {claim.expected.value}"
    )
    assert result.control_bites, f"{claim.id}: its control came out {result.control.value}"
    assert claim.statement.count("$") % 2 == 0, f"{claim.id}: a formula of the statement is not closed"
    assert claim.scope, f"{claim.id}: the scope is empty"
    assert any(step.goal for step in result.derivation), f"{claim.id}: no step of the derivation states the claim"
    for step in result.derivation:
        assert step.statement.strip(), f"{claim.id}: a step says nothing"
    for name in claim.conditions:
        assert claims[name].expected is Verdict.CITED, f"{claim.id}: the condition {name} is not a cited claim"
    for name in claim.depends_on:
        assert claims[name].expected in (Verdict.PROVED, Verdict.CERTIFIED, Verdict.SUPPORTED), (
            f"{claim.id}: rests on {name}, which is expected to be {claims[name].expected.value}"
        )
    if claim.expected is Verdict.REFUTED:
        assert result.witness, f"{claim.id}: refuted without a witness"
        assert claim.corrected_by in claims, f"{claim.id}: corrected by {claim.corrected_by}, which is not a claim"
        assert claims[str(claim.corrected_by)].expected is not Verdict.REFUTED, f"{claim.id}: the correction is refuted"
    if result.certificate is not None:
        text = canonical(result.certificate)
        assert canonical(json.loads(text)) == text, f"{claim.id}: the certificate does not survive JSON"
