"""The examples in the help texts run and end well; a shell can complete what they name."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ntkproofs.cli import commands

#: in the order of the help texts: `replay` reads what `check` has written
LINES = [
    line.strip()
    for command in commands.commands.values()
    for line in (command.epilog or "").splitlines()
    if line.strip().startswith("ntkproofs ")
]


def test_every_command_shows_examples() -> None:
    without = {name for name, command in commands.commands.items() if "Examples:" not in (command.epilog or "")}
    assert without <= {"mutate"}


#: run by tests of their own: `replay` here after `check`, `errata` in tests/cli/test_errata.py, sweeps in theirs
ELSEWHERE = {"replay", "errata", "sweep", "store"}


@pytest.mark.parametrize("line", [line for line in LINES if line.split()[1] not in ELSEWHERE])
def test_an_example_runs(line: str, ntkproofs: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = ntkproofs(*shlex.split(line)[1:])
    assert (ran.status, ran.err) == (0, "")
    if "--output" in line:
        assert (tmp_path / shlex.split(line)[-1]).stat().st_size > 1000
    if "--certificates" in line:
        again = ntkproofs("replay", "proofs")
        assert again.status == 0


def test_the_help_keeps_an_example_on_its_line(ntkproofs: Any) -> None:
    out = ntkproofs("spectrum", "--help").out
    assert '\n    ntkproofs spectrum "ntk(layers=2)" --dim 3 --degrees 0:8\n' in out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ntkproofs show bietti2019.prop5.dec", "bietti2019.prop5.decay"),
        ("ntkproofs check bietti2019.prop", "bietti2019.prop5."),
        ("ntkproofs spectrum lapl", "laplace(c=1)"),
        ("ntkproofs spec", "spectrum"),
    ],
)
def test_completion(words: str, expected: str) -> None:
    environment = {
        **os.environ,
        "_NTKPROOFS_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }
    code = "from ntkproofs.cli import main; main()"
    ran = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert expected in [line.partition(",")[2] for line in ran.stdout.splitlines()]
