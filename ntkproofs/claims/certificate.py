"""A verdict as data: exact JSON that separate code can check again."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from .claim import Claim
from .derivation import Derivation
from .verdict import Verdict

SCHEMA = "ntkproofs.certificate/1"


def canonical(document: Any) -> str:
    """Write JSON with sorted keys and no spaces, so that equal documents have equal text.

    >>> canonical({"b": 1, "a": "x"})
    '{"a":"x","b":1}'
    """
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def digest(document: Any) -> str:
    """Return `sha256:` and the digest of the canonical text."""
    return "sha256:" + hashlib.sha256(canonical(document).encode()).hexdigest()


def statement_digest(claim: Claim) -> str:
    """Return the digest of what a claim says: its id, statement, scope, hypotheses and parameters."""
    return digest(
        {
            "id": claim.id,
            "statement": claim.statement,
            "scope": claim.scope,
            "hypotheses": list(claim.hypotheses),
            "parameters": _parameters(claim),
        }
    )


def _parameters(claim: Claim) -> dict[str, str]:
    return {name: str(value) for name, value in claim.parameters.items()}


def certificate(
    claim: Claim, derivation: Derivation, verdict: Verdict, conditions: tuple[str, ...], libraries: dict[str, str]
) -> dict[str, Any]:
    """Return the certificate of a verdict: the claim's digest, the steps in exact data and the versions used.

    Numbers are integers or strings, never JSON numbers with a fraction; `canonical` refuses a nan. The digests of the
    statement and of the steps let `replay` see what was exchanged or dropped.
    """
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "claim": claim.id,
        "statement": claim.statement,
        "statement_digest": statement_digest(claim),
        "verdict": verdict.value,
        "scope": claim.scope,
        "hypotheses": list(claim.hypotheses),
        "parameters": _parameters(claim),
        "conditions": list(conditions),
        "depends_on": list(claim.depends_on),
        "libraries": dict(libraries),
        "steps": [
            {
                "rule": step.rule.value,
                "statement": step.statement,
                "goal": step.goal,
                "status": step.status.value,
                "witness": step.witness,
                "data": dict(step.data),
            }
            for step in derivation
        ],
    }
    _refuse_floats(document, claim.id)
    document["steps_digest"] = digest(document["steps"])
    return document


def _refuse_floats(value: Any, where: str) -> None:
    if isinstance(value, float):
        msg = f"certificate of {where}: needed exact data (int, string), got the float {value!r}; write it as a string"
        raise TypeError(msg)
    if isinstance(value, dict):
        for key, item in value.items():
            _refuse_floats(item, f"{where}.{key}")
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item, where)
