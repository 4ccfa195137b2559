"""Small runs of the pictures of Geifman et al.: they are drawn, and show what they should."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from sympy import Rational

EXAMPLE = Path(__file__).parents[2] / "examples" / "geifman_figures.py"


@pytest.fixture(scope="module")
def example():
    spec = importlib.util.spec_from_file_location("geifman_figures", EXAMPLE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_eigenfunctions_come_in_the_order_of_the_caption(example):
    rows = example.eigenfunctions(Rational(1), 12)
    assert [row[2] for row in rows] == [0, 1, 1, 2, 2, 0, 3, 3, 1, 1, 4, 4]
    assert rows[5][0] == pytest.approx(0.0285342776440150165991, rel=1e-12)
    # the radial parts of one degree are orthogonal for the weights of the two homogeneous parts, here a change of sign
    _, _, _, a, b = rows[5]
    assert b * (a + b) < 0


def test_the_pictures_are_drawn(example, tmp_path):
    pytest.importorskip("matplotlib")
    example.figure_1(tmp_path / "one.svg", last=12)
    example.figure_2(tmp_path / "two.png", points=60, first=12, last=20)
    example.figure_4(tmp_path / "four.svg", depths=(2, 3, 6))
    assert b"slope -1." in (tmp_path / "one.svg").read_bytes()
    assert (tmp_path / "two.png").read_bytes().startswith(b"\x89PNG")
    assert b"no affine part" in (tmp_path / "four.svg").read_bytes()
