from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def test_errors_then_slips(ntkproofs: Any, sample: Path):
    ran = ntkproofs("errata", "--path", sample)
    assert (ran.status, ran.err) == (0, "")
    heads = [line.split()[0] for line in ran.out.splitlines() if line and not line.startswith(" ")]
    assert heads == ["error", "slip", "1"]
    assert "reading" not in ran.out
    assert "transcription" not in ran.out


def test_as_json(ntkproofs: Any, sample: Path):
    document = json.loads(ntkproofs("errata", "--path", sample, "--format", "json").out)
    assert document["schema"] == "ntkproofs.errata/1"
    assert [(found["where"], found["nature"]) for found in document["errata"]] == [
        ("Section 4, equation (7)", "error"),
        ("Section 3", "slip"),
    ]
    first = document["errata"][0]
    assert (first["statement"], first["witness"], first["correction"], first["correction_verdict"]) == (
        "1 + 1 = 3 [sic].",
        "1 + 1 = 2, printed 3",
        "1 + 1 = 2.",
        "proved",
    )


def test_one_place_only(ntkproofs: Any, sample: Path):
    document = json.loads(ntkproofs("errata", "sample.section3", "--path", sample, "--format", "json").out)
    assert [found["id"] for found in document["errata"]] == ["sample.section3.slip"]


def test_no_errata_where_nothing_is_accused(ntkproofs: Any, sample: Path):
    ran = ntkproofs("errata", "sample.prop2", "--path", sample)
    assert (ran.status, ran.out) == (3, "0 errors, 0 slips\n")
