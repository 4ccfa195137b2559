from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize(("ending", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_a_picture_of_two_kernels(ntkproofs: Any, tmp_path: Path, ending: str, start: bytes):
    pytest.importorskip("matplotlib")
    path = tmp_path / f"spectra.{ending}"
    ran = ntkproofs("plot", "ntk(layers=2)", "laplace(c=1)", "--dim", "3", "--degrees", "1:20", "--output", path)
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert path.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["ntk(layers=2)", "--dim", "3"], "Missing option '--output'"),
        (["--dim", "3", "--output", "a.png"], "Missing argument 'KERNEL...'"),
        (["ntk(layers=2)", "--dim", "3", "--output", "a.gif"], "a file name ending in .png, .svg or .pdf was needed"),
        (["ntk(layers=2)", "--dim", "3", "--output", "no/such/a.png"], "needed a file that can be written"),
        (["ntk(layers=2)", "--dim", "3", "--degrees", "0", "--output", "a.png"], "a degree above 0 was needed"),
        (["ntk(layers=2)", "nosuch(c=1)", "--dim", "3", "--output", "a.png"], "'nosuch' is not known"),
    ],
)
def test_bad_input_is_refused_in_one_line(refused: Any, arguments: list[str], sentence: str):
    pytest.importorskip("matplotlib")
    assert sentence in refused("plot", *arguments)


def test_a_missing_extra_is_one_line(refused: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert "matplotlib was needed" in refused("plot", "ntk(layers=2)", "--dim", "3", "--output", "a.png")
