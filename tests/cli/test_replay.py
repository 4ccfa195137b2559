from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CLAIM = """
from sympy import Symbol, sin, cos
from ntkproofs import Claim, Control, Verdict
from ntkproofs.checks import Reals, identity, prove

x = Symbol("x")

def check(factor):
    return prove(identity(sin(2 * x), factor * sin(x) * cos(x), {x: Reals()}, goal=True))

DOUBLE = Claim(id="mine.double", label="Lemma", statement="sin 2x = 2 sin x cos x", expected=Verdict.PROVED,
               scope="all x", check=check, parameters={"factor": 2}, control=Control("3 in place of 2", {"factor": 3}))
"""


@pytest.fixture
def folder(ntkproofs: Any, tmp_path: Path) -> Path:
    (tmp_path / "mine.py").write_text(CLAIM)
    assert ntkproofs("check", "--path", tmp_path / "mine.py", "--certificates", tmp_path / "certificates").status == 0
    return tmp_path / "certificates"


def test_what_check_writes_replays_in_a_fresh_process(folder: Path):
    program = [sys.executable, "-c", "from ntkproofs.cli import main; main()", "replay", str(folder)]
    ran = subprocess.run(program, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "mine: 1 of 1 proved\n1 certificates: 1 replayed, 0 opaque, 0 rejected\n"


def test_a_changed_certificate_has_one_line_and_status_1(ntkproofs: Any, folder: Path):
    path = folder / "mine.double.json"
    path.write_text(path.read_text().replace('["rational","2","1"]', '["rational","3","1"]'))
    ran = ntkproofs("replay", folder)
    assert ran.status == 1
    assert ran.out.splitlines()[0].startswith("REJECTED mine.double (unread): the digest of the steps is not theirs")
    assert ran.out.splitlines()[-1] == "1 certificates: 0 replayed, 0 opaque, 1 rejected"


def test_usage(ntkproofs: Any, tmp_path: Path):
    assert ntkproofs("replay", tmp_path / "missing").status == 2
    empty = ntkproofs("replay", tmp_path)
    assert (empty.status, empty.err.count("\n")) == (3, 1)
