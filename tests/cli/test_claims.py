from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def test_a_list_of_claims_runs_nothing(ntkproofs: Any, sample: Path):
    ran = ntkproofs("claims", "--path", sample)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[-1] == "9 claims"


def test_as_json(ntkproofs: Any, sample: Path):
    document = json.loads(ntkproofs("claims", "sample.prop2", "--path", sample, "--format", "json").out)
    assert document["schema"] == "ntkproofs.claims/1"
    assert [claim["id"] for claim in document["claims"]] == ["sample.prop2.sum", "sample.prop2.bound"]
    assert "verdict" not in document["claims"][0]


def test_an_unknown_prefix(refused: Any, sample: Path):
    assert "no id starts with 'nosuch'" in refused("claims", "nosuch", "--path", sample)
