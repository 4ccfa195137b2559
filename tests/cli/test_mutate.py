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
    ran = ntkproofs("mutate", "--path", tmp_path / "mine.py", "--table", tmp_path / "tables")
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0].split() == ["mutants", "refuted", "true", "undecided", "score"]
    # The control, three changes of the parameter, three of the goal.
    assert lines[-1].split() == ["all", "7", "7", "0", "0", "100.0", "%"]
    assert (tmp_path / "tables" / "mutation.csv").read_text().splitlines() == [
        "claim,mutants,refuted,true,undecided",
        "mine.total,7,7,0,0",
    ]
    assert len((tmp_path / "tables" / "mutation-survivors.csv").read_text().splitlines()) == 1
    assert (tmp_path / "tables" / "mutation-summary.csv").read_text().splitlines()[-1] == "all,7,7,0,0,100.0 %"


BLIND = """
from ntkproofs import Claim, Control, Verdict
from ntkproofs.checks import positive, prove, value
import sympy

def check(slack, right):
    return prove(
        positive(sympy.Integer(slack), {}, goal=True), value(sympy.Integer(1), sympy.Integer(right), goal=True)
    )

SLACK = Claim(id="mine.slack", label="Lemma", statement="1 > 0", expected=Verdict.PROVED, scope="", check=check,
              parameters={"slack": 1, "right": 1}, control=Control("1 = 2", {"right": 2}))
"""


def test_true_mutants_are_listed_with_what_was_proved_and_replayed(ntkproofs: Any, tmp_path: Path):
    (tmp_path / "mine.py").write_text(BLIND)
    ran = ntkproofs("mutate", "--path", tmp_path / "mine.py", "--table", tmp_path / "tables")
    true = [line for line in ran.out.splitlines() if line.startswith("true")]
    assert "slack = 2 (constant)" in true[0]
    assert "$2 > 0$: replayed" in true[0]
    written = (tmp_path / "tables" / "mutation-true.csv").read_text()
    assert "mine.slack,constant,slack = 2,$2 > 0$,replayed" in written


def test_a_prefix_that_matches_nothing(refused: Any):
    sample = Path(__file__).parent.parent / "sample_paper"
    assert "no id starts with" in refused("mutate", "nobody.knows", "--path", sample)
