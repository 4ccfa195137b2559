"""Figure 3: a network of the record run again, the ways of a small run, and the picture."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from ntkproofs.papers import records
from ntkproofs.papers.jacot2018 import component_training
from ntkproofs.papers.jacot2018.digit_images import digits

EXAMPLE = Path(__file__).parents[2] / "examples" / "jacot_figure_3.py"
pytest.importorskip("sklearn")


@pytest.fixture(scope="module")
def example():
    spec = importlib.util.spec_from_file_location("jacot_figure_3", EXAMPLE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def small(example, tmp_path_factory):
    path = tmp_path_factory.mktemp("record") / "small.csv"
    example.training(path, plan=(("digits", 30, 2, 4.0, 20, 10),))
    return path


def test_a_run_goes_on_and_starts_at_one_half(example, small):
    before = small.read_text()
    example.training(small, plan=(("digits", 30, 2, 4.0, 20, 10),))
    assert small.read_text() == before
    way = records.parse(before, "small").where(trial=1)
    assert way.numbers("time") == (0.0, 40.0, 80.0)
    assert way.numbers("along")[0] == pytest.approx(0.5)
    assert way.numbers("across")[0] == pytest.approx(0, abs=1e-12)


def test_the_start_of_a_recorded_network_again():
    way = records.read("jacot2018", "figure_3_training").where(data="digits", width=400, trial=0)
    X = digits(128)
    networks = component_training.draw(X, 400, 1, np.random.default_rng([0, 2025, 400]))
    second = component_training.components(X).functions[:, 1]
    paths = component_training.train(networks, X, second, rate=4.0, steps=20, every=10)
    assert np.allclose(paths.along[0], way.numbers("along")[:3], atol=1e-6)
    assert np.allclose(paths.across[0], way.numbers("across")[:3], atol=1e-6)


def test_the_limit_stays_on_the_line():
    # With the limiting kernel itself the rest stays zero, and the component decays like its eigenvalue.
    X = digits(40)
    parts = component_training.components(X)
    f, rate = -0.5 * parts.functions[:, 1], 0.5
    gram = np.asarray(parts.kernel.gram(X))
    for _ in range(100):
        f = f - rate / len(X) * gram @ f
    expected = -component_training.theory(np.array([50.0]), float(parts.eigenvalues[1])) * parts.functions[:, 1]
    assert np.allclose(f, expected, rtol=1e-2, atol=1e-3)


def test_the_picture_is_drawn_twice_the_same(example, small, tmp_path):
    pytest.importorskip("matplotlib")
    rows = records.parse(small.read_text(), "small")
    for name in ("a.svg", "b.svg"):
        example.picture(rows, digits(128), tmp_path / name, data="digits")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
