"""Steps and certificates as the checks write them, sent through JSON."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from ntkproofs.claims import Claim, Control, Step, Verdict, canonical, certificate
from ntkproofs.replay.rules import decide
from ntkproofs.replay.step import Step as Replayed

Node = dict[str, Any]


def node_of(step: Step) -> Node:
    """Return a step as it stands in a certificate."""
    fields = {"rule": step.rule.value, "statement": step.statement, "goal": step.goal, "status": step.status.value}
    return json.loads(canonical({**fields, "witness": step.witness, "data": dict(step.data)}))


@pytest.fixture
def again() -> Callable[..., None]:
    """Decide a step of the checks again, with other data where named; earlier steps count as accepted."""

    def run(step: Step, *before: Step, **changes: Any) -> None:
        node = node_of(step)
        node["data"] |= changes
        earlier = tuple(Replayed.read(node_of(other)) for other in before)
        decide(Replayed.read(node, earlier))

    return run


@pytest.fixture
def written() -> Callable[..., Node]:
    """Return the certificate of a claim that these steps prove, as JSON data."""

    def write(*steps: Step, verdict: Verdict = Verdict.PROVED, **fields: Any) -> Node:
        from ntkproofs.checks import prove

        claim = Claim(
            id="sample.tampering", label="Lemma", statement="as stated", expected=Verdict.PROVED, scope="everywhere",
            check=lambda n: prove(*steps), parameters={"n": 1}, control=Control("n = 2", {"n": 2}), **fields,
        )  # fmt: skip
        document = certificate(claim, prove(*steps), verdict, fields.get("conditions", ()), {"python": "3"})
        return copy.deepcopy(json.loads(canonical(document)))

    return write


@pytest.fixture
def sealed() -> Callable[[Node], Node]:
    """Write the digests of a certificate anew, as somebody does who knows how."""

    def seal(document: Node) -> Node:
        said = {key: document[key] for key in ("statement", "scope", "hypotheses", "parameters")}
        digested = (("statement_digest", {"id": document["claim"], **said}), ("steps_digest", document["steps"]))
        for name, content in digested:
            text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
            document[name] = "sha256:" + hashlib.sha256(text.encode()).hexdigest()
        return document

    return seal
