from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import ntkproofs
from ntkproofs.cli import commands


def test_the_commands_of_the_contract():
    assert {"check", "claims", "show", "errata", "kernels", "spectrum", "decay"} <= set(commands.commands)


def test_every_command_has_help_without_loading_anything_heavy():
    for name in ["", *commands.commands]:
        code = (
            "import sys\n"
            "from ntkproofs.cli import main\n"
            "try: main()\n"
            "except SystemExit as end: assert end.code == 0\n"
            "assert not {'sympy', 'numpy', 'flint', 'mpmath', 'scipy', 'rich'} & set(sys.modules), sys.modules"
        )
        ran = subprocess.run([sys.executable, "-c", code, *name.split(), "--help"], capture_output=True, text=True)
        assert (ran.returncode, ran.stderr) == (0, "")
        assert ran.stdout.startswith("Usage: ntkproofs")


def test_the_version(ntkproofs: Any):
    ran = ntkproofs("--version")
    assert re.fullmatch(r"ntkproofs \d+\.\d+\.\d+\n", ran.out)


def test_an_unknown_command(refused: Any):
    assert "No such command 'chekc'" in refused("chekc")


def test_no_command_shows_the_help(ntkproofs: Any):
    ran = ntkproofs()
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("Usage: ntkproofs")


def test_an_error_of_ours_is_one_line_and_a_bug_is_a_traceback(refused: Any, monkeypatch: pytest.MonkeyPatch):
    from ntkproofs.arithmetic import UnsupportedOperation

    def refusing(path: Any) -> Any:
        raise UnsupportedOperation("BallArithmetic has no zeta;\ndo without")

    def broken(path: Any) -> Any:
        raise KeyError("a bug")

    monkeypatch.setattr("ntkproofs.papers.claims", refusing)
    assert refused("claims") == "ntkproofs: BallArithmetic has no zeta; do without\n"
    monkeypatch.setattr("ntkproofs.papers.claims", broken)
    with pytest.raises(KeyError, match="a bug"):
        ntkproofs.cli.main(["claims"])


def test_the_entry_points_are_those_of_the_package():
    file = Path(ntkproofs.__file__).parent.parent / "pyproject.toml"
    project = tomllib.loads(file.read_text(encoding="utf-8"))["project"]
    assert project["scripts"]["ntkproofs"] == "ntkproofs.cli:main"
    assert project["entry-points"]["pytest11"]["ntkproofs"] == "ntkproofs.pytest_plugin"
