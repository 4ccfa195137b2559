"""Small runs of the study of spectral bias, and its pictures from the records."""

from __future__ import annotations

import importlib.util
from functools import partial
from pathlib import Path

import pytest

from ntkproofs.papers.bowman2022 import deep_study, figure_1_spectra, shallow_study
from ntkproofs.papers.records import parse, read

EXAMPLES = Path(__file__).parents[2] / "examples"
DOCS = EXAMPLES.parent / "docs"


def _load(name):
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_part_writes_a_record(monkeypatch, tmp_path, capsys):
    study = _load("bowman_spectral_bias")
    monkeypatch.setitem(study.PARTS, "shallow", partial(shallow_study.perform, (8,), (16,), (0, 1)))
    study.main(["shallow", "--folder", str(tmp_path)])
    path = tmp_path / "shallow_circle.csv"
    assert capsys.readouterr().out.strip() == str(path)
    assert len(parse(path.read_text(), "shallow_circle").rows) == 2 * len(shallow_study.TIMES)


def test_the_pictures_are_those_of_the_records(tmp_path):
    pytest.importorskip("matplotlib")
    pictures = _load("bowman_pictures")
    drawn = {
        "bounds": pictures.bounds(read("bowman2022", shallow_study.NAME)),
        "deep": pictures.deep(read("bowman2022", deep_study.NAME)),
        "spectra": pictures.spectra(read("bowman2022", figure_1_spectra.NAME)),
    }
    for name, figure in drawn.items():
        pictures.save(figure, tmp_path / f"{name}.svg")
        assert (tmp_path / f"{name}.svg").stat().st_size > 10_000
        assert (DOCS / "pictures" / f"bowman_{name}.svg").exists()


def test_the_committed_table_is_that_of_the_record():
    pytest.importorskip("matplotlib")
    rows = _load("bowman_pictures").powers(read("bowman2022", shallow_study.NAME))
    kept = (DOCS / "data" / "bowman_powers.csv").read_text().splitlines()[1:]
    assert [",".join(f'"{entry}"' if "," in entry else entry for entry in row) for row in rows] == kept


def test_the_dynamics_are_drawn():
    pytest.importorskip("matplotlib")
    figure = _load("bowman_pictures").dynamics((0.25, 0.5))
    assert [axes.get_title() for axes in figure.axes] == ["m = n = 64", "m = n = 1024"]
