"""Figure 2: the recorded networks run again, their limit, and the picture."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from ntkproofs.papers import records
from ntkproofs.papers.jacot2018.four_points import RESULTS

EXAMPLE = Path(__file__).parents[2] / "examples" / "jacot_figure_2.py"


@pytest.fixture(scope="module")
def example():
    spec = importlib.util.spec_from_file_location("jacot_figure_2", EXAMPLE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_two_networks_of_the_record_again(example):
    again = np.array([row[3:] for row in example.record(widths=(50,), networks=2).rows], dtype=float)
    kept = np.array([row[3:] for row in records.read("jacot2018", "figure_2").rows[:2]], dtype=float)
    # Rounding differs between machines and is carried along by 250 steps.
    assert np.allclose(again, kept, atol=1e-3)


def test_the_limit_on_the_circle_is_the_certified_one(example):
    law, (_, mean, variance, *_) = example.limit(), RESULTS[0]
    top = int(np.argmin(np.abs(example.GAMMAS - np.pi / 2)))
    assert law.mean[top] == pytest.approx(float(mean), rel=1e-10)
    assert law.variance[top] == pytest.approx(float(variance), rel=1e-9)


def test_the_picture_is_drawn_twice_the_same(example, tmp_path):
    pytest.importorskip("matplotlib")
    for name in ("a.svg", "b.svg"):
        example.picture(records.read("jacot2018", "figure_2"), tmp_path / name)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    assert b"n = 1000: 10 networks" in (tmp_path / "a.svg").read_bytes()
