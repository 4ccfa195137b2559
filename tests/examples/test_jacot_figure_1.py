"""A small run of the experiment of Figure 1: what it writes, that it goes on where it stopped, its picture."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from ntkproofs.papers import records

EXAMPLE = Path(__file__).parents[2] / "examples" / "jacot_figure_1.py"


@pytest.fixture(scope="module")
def example():
    spec = importlib.util.spec_from_file_location("jacot_figure_1", EXAMPLE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_run_goes_on_where_it_stopped(example, tmp_path):
    whole, parts = tmp_path / "whole.csv", tmp_path / "parts.csv"
    example.record(whole, plan=((12, 3, 2, 4.0),))
    example.record(parts, plan=((12, 1, 1, 4.0),))
    example.record(parts, plan=((12, 3, 2, 4.0),))
    rows = [records.parse(path.read_text(), path.stem).rows for path in (whole, parts)]
    assert rows[0] == rows[1]
    expected = (("0", "0"), ("0", "200"), ("1", "0"), ("1", "200"), ("2", "0"))
    assert [row[:3] for row in rows[0]] == [("12", *pair) for pair in expected]


def test_the_picture_is_drawn_twice_the_same(example, tmp_path):
    pytest.importorskip("matplotlib")
    example.record(tmp_path / "rows.csv", plan=((12, 2, 2, 4.0),))
    rows = records.parse((tmp_path / "rows.csv").read_text(), "rows")
    for name in ("a.svg", "b.svg"):
        example.picture(rows, tmp_path / name, widths=(12,))
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    assert b"n = 12, t = 200: 2 drawn" in (tmp_path / "a.svg").read_bytes()
