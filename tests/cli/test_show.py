from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def test_one_claim_in_full(ntkproofs: Any, sample: Path):
    ran = ntkproofs("show", "sample.prop2.bound", "--path", sample)
    assert (ran.status, ran.err) == (0, "")
    for expected in ("statement", "derivation", "[enclosure] holds", "given sample.lemma.squares", "control"):
        assert expected in ran.out


def test_as_json(ntkproofs: Any, sample: Path):
    document = json.loads(ntkproofs("show", "sample.prop2.sum", "--path", sample, "--format", "json").out)
    assert document["schema"] == "ntkproofs.show/1"
    assert document["claim"]["hypotheses"] == ["Numbers are integers."]
    assert [step["rule"] for step in document["claim"]["steps"]] == ["definition", "exact value"]


def test_a_heavy_claim_is_run_when_asked_for(ntkproofs: Any, sample: Path):
    assert ntkproofs("show", "sample.section5.heavy", "--path", sample).status == 3
    assert ntkproofs("show", "sample.section5.heavy", "--path", sample, "--thorough").status == 0


def test_an_unknown_id_and_a_close_one(refused: Any, sample: Path):
    assert "did you mean 'sample.prop2.sum'?" in refused("show", "sample.prop2.sun", "--path", sample)
    assert "`ntkproofs claims` lists them" in refused("show", "xyz", "--path", sample)
    assert "no claim has the id 'sample'" in refused("show", "sample", "--path", sample)
