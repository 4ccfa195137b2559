"""Claims and results as JSON documents; every document names its schema and version."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ntkproofs.claims import Claim, Report, Result


def written(document: dict[str, Any]) -> str:
    """Write a document as indented JSON that ends with a newline.

    >>> print(written({"schema": "example/1"}), end="")
    {
      "schema": "example/1"
    }
    """
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def of_report(report: Report) -> dict[str, Any]:
    """Return the document of a run, schema `ntkproofs.report/1`."""
    return {
        "schema": "ntkproofs.report/1",
        "version": report.version,
        "libraries": dict(report.libraries),
        "thorough": report.thorough,
        "seed": report.seed,
        "results": [of_result(result) for result in report.results],
        "summary": report.summary,
    }


def of_result(result: Result) -> dict[str, Any]:
    """Return what a report says of one claim; `reason` says why a verdict is inconclusive or skipped."""
    claim = result.claim
    return {
        "id": claim.id,
        "paper": claim.paper,
        "label": claim.label,
        "statement": claim.statement,
        "verdict": result.verdict.value,
        "expected": claim.expected.value,
        "printed": claim.printed,
        "nature": claim.nature.value if claim.nature is not None else None,
        "corrected_by": claim.corrected_by,
        "scope": claim.scope,
        "depends_on": list(claim.depends_on),
        "conditions": list(result.conditions),
        "derivation": [str(step) for step in result.derivation],
        "evidence": [{"kind": evidence.kind.value, "detail": evidence.detail} for evidence in result.evidence],
        "certificate": result.digest,
        "witness": result.witness,
        "reason": result.reason or None,
        "control": {"statement": claim.control.statement, "verdict": result.control.value},
        "seconds": round(result.seconds, 3),
    }


def of_claims(claims: Iterable[Claim]) -> dict[str, Any]:
    """Return the document of claims that were not run, schema `ntkproofs.claims/1`."""
    return {"schema": "ntkproofs.claims/1", "claims": [of_claim(claim) for claim in claims]}


def of_claim(claim: Claim) -> dict[str, Any]:
    """Return what is known of a claim without a run."""
    return {
        "id": claim.id,
        "paper": claim.paper,
        "label": claim.label,
        "statement": claim.statement,
        "hypotheses": list(claim.hypotheses),
        "expected": claim.expected.value,
        "printed": claim.printed,
        "nature": claim.nature.value if claim.nature is not None else None,
        "corrected_by": claim.corrected_by,
        "scope": claim.scope,
        "depends_on": list(claim.depends_on),
        "conditions": list(claim.conditions),
        "control": {"statement": claim.control.statement},
        "heavy": claim.heavy,
        "random": claim.random,
    }


def of_derivation(result: Result) -> dict[str, Any]:
    """Return the document of one claim with every step of its derivation, schema `ntkproofs.show/1`."""
    steps = [
        {
            "rule": step.rule.value,
            "statement": step.statement,
            "status": step.status.value,
            "goal": step.goal,
            "detail": step.detail or None,
            "witness": step.witness,
            "reason": step.reason or None,
        }
        for step in result.derivation
    ]
    return {
        "schema": "ntkproofs.show/1",
        "claim": {**of_result(result), "hypotheses": list(result.claim.hypotheses), "steps": steps},
    }
