"""The scripts of Geifman et al. on files in the published formats, made small."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import numpy
import pytest

pytest.importorskip("sklearn")
EXAMPLES = Path(__file__).parents[2] / "examples"


def names(script: str) -> dict[str, Any]:
    return runpy.run_path(str(EXAMPLES / script))


def test_a_published_table_is_streamed_and_scored(tmp_path: Path, capsys):
    generator = numpy.random.default_rng(0)
    X = generator.normal(size=(900, 18)) * 5 + 2
    y = X[:, 0] + 0.1 * X[:, 1] > 2
    numpy.savetxt(tmp_path / "SUSY.csv", numpy.hstack([y[:, None], X]), delimiter=",")
    names("geifman_large_scale.py")["table"]("susy", tmp_path / "SUSY.csv", 60, None)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" ")[0] for line in lines] == ["NTK", "H-Laplace"]
    for line in lines:
        assert "810 rows, 60 centres" in line
        assert float(line.rpartition("AUC ")[2]) > 90


def test_a_batch_of_cifar_is_classified(tmp_path: Path, capsys):
    generator = numpy.random.default_rng(1)
    labels = numpy.arange(40) % 2
    # Two kinds of images: brighter to the right, brighter to the left.
    ramp = numpy.linspace(40, 200, 32) * numpy.ones((3, 32, 1))
    pixels = numpy.where(labels[:, None, None, None], ramp, ramp[..., ::-1]) + generator.normal(0, 2, (40, 3, 32, 32))
    records = numpy.hstack([labels[:, None], pixels.reshape(40, -1)]).astype(numpy.uint8)
    (tmp_path / "data_batch_1.bin").write_bytes(records.tobytes())
    names("geifman_table_3.py")["cifar"](tmp_path / "data_batch_1.bin", 40)
    scores = [float(line.rpartition(" ")[2]) for line in capsys.readouterr().out.splitlines()]
    assert len(scores) == 3
    assert min(scores) > 0.8
