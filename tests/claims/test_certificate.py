from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ntkproofs.claims import Claim, Derivation, Rule, Step, Verdict, canonical, certificate, digest, statement_digest


def test_equal_documents_have_equal_text():
    assert canonical({"b": [1, "x"], "a": None}) == '{"a":null,"b":[1,"x"]}'
    assert digest({"b": 1, "a": 2}) == digest({"a": 2, "b": 1})


def test_a_certificate_is_exact_data(sample_claims: dict[str, Claim]):
    claim = sample_claims["sample.prop2.sum"]
    document = certificate(claim, claim.check(**claim.parameters), Verdict.PROVED, (), {"python": "3"})
    assert json.loads(canonical(document)) == document
    assert document["schema"] == "ntkproofs.certificate/1"
    assert document["steps"][1] == {
        "rule": "exact value",
        "statement": "1 + 1 = 2",
        "goal": True,
        "status": "holds",
        "witness": None,
        "data": {"value": 2},
    }


@pytest.mark.parametrize("value", [0.5, [1, 0.5], {"deep": {"er": 0.5}}])
def test_a_float_is_refused(value: object, sample_claims: dict[str, Claim]):
    claim = sample_claims["sample.prop2.sum"]
    derivation = Derivation((Step(Rule.VALUE, "x", goal=True, data={"x": value}),))
    with pytest.raises(TypeError, match=r"got the float 0\.5; write it as a string"):
        certificate(claim, derivation, Verdict.PROVED, (), {})


def test_the_digest_of_a_statement_follows_what_it_says(sample_claims: dict[str, Claim]):
    claim = sample_claims["sample.prop2.sum"]
    same = replace(claim, label="Elsewhere")
    assert statement_digest(same) == statement_digest(claim)
    for changed in (replace(claim, statement="1 + 1 = 2, surely."), replace(claim, parameters={"value": 5})):
        assert statement_digest(changed) != statement_digest(claim)
