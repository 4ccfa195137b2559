"""The example of Figure 1: its pictures from the committed records, the same twice, and its usage."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from ntkproofs.papers import records

EXAMPLE = Path(__file__).parents[2] / "examples" / "bietti_mairal_figure_1.py"


@pytest.fixture(scope="module")
def example():
    spec = importlib.util.spec_from_file_location("bietti_mairal_figure_1", EXAMPLE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pictures_are_those_of_the_documentation(example, tmp_path):
    pytest.importorskip("matplotlib")
    example.pictures(tmp_path)
    names = ("bietti_mairal_figure_1.svg", "bietti_mairal_growth.svg")
    for name in names:
        text = (tmp_path / name).read_text()
        assert "MNIST" in text
        assert (EXAMPLE.parents[1] / "docs" / "pictures" / name).exists()
    first = [(tmp_path / name).read_bytes() for name in names]
    example.pictures(tmp_path)
    assert first == [(tmp_path / name).read_bytes() for name in names]


def test_a_record_is_written_where_it_is_asked_for(example, tmp_path, monkeypatch, capsys):
    done = records.read("bietti2019", "figure_1_digits")
    monkeypatch.setattr(example.experiment, "digits_distances", lambda: done)
    for name in ("mnist_growth", "mnist_distances"):
        monkeypatch.setattr(example.experiment, name, lambda: done)
    example.record(tmp_path)
    again = records.parse((tmp_path / "figure_1_digits.csv").read_text(), "figure_1_digits")
    assert (again.rows, again.provenance) == (done.rows, done.provenance)
    assert "figure_1_digits.csv" in capsys.readouterr().out


def test_other_arguments_get_the_usage():
    ran = subprocess.run([sys.executable, str(EXAMPLE), "measure"], capture_output=True, text=True, check=False)
    assert (ran.returncode, "record FOLDER" in ran.stderr) == (1, True)
