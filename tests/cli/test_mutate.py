from __future__ import annotations

from pathlib import Path
from typing import Any

CLAIM = """
from ntkproofs import Claim, Control, Verdict
from ntkproofs.checks import prove, value
import sympy

def check(total):
    return prove(value(sympy.Integer(1) + 1, sympy.Integer(total), goal=True))

SUM = Claim(id="mine.total", label="Lemma", statement="1 + 1 = 2", expected=Verdict.PROVED, scope="", check=check,
            parameters={"total": 2}, control=Control("1 + 1 = 3", {"total": 3}))
"""


def test_the_table(ntkproofs: Any, tmp_path: Path):
    (tmp_path / "mine.py").write_text(CLAIM)
    ran = ntkproofs("mutate", "--path", tmp_path)
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0].split() == ["mutants", "refuted", "true", "undecided", "score"]
    assert lines[-1].split() == ["all", "4", "4", "0", "0", "100.0", "%"]
    assert [line.split()[:2] for line in lines[1:-1]] == [["mine", "4"], ["operator", "constant"], ["operator", "sign"]]


def test_a_prefix_that_matches_nothing(refused: Any):
    sample = Path(__file__).parent.parent / "sample_paper"
    assert "no id starts with" in refused("mutate", "nobody.knows", "--path", sample)
