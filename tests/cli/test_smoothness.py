"""`ntkproofs smoothness`: text, JSON, refusals."""

from __future__ import annotations

import json
import subprocess
import sys


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from ntkproofs.cli import main; main()", "smoothness", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_text() -> None:
    done = run("ntk(layers=2, activation=softplus)", "--digits", "20")
    assert done.returncode == 0
    assert "Lipschitz" in done.stdout
    assert "0.79472908155319212357" in done.stdout
    assert "Proposition 9" in done.stdout


def test_json() -> None:
    found = json.loads(run("ntk(layers=2)", "--digits", "20", "--format", "json").stdout)
    assert found["schema"] == "ntkproofs.smoothness/1"
    assert found["exponent"] == "1/2"
    assert found["lipschitz"] is False
    assert found["constant"]["value"].startswith("1.550917447507743356")
    assert set(found["constant"]) == {"value", "radius", "ball"}


def test_refused_in_one_line() -> None:
    done = run("ntk(layers=2, activation=step)")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
