"""The spectra of Figure 1: a reduced run on drawn images, the two engines on it, and the record performed again."""

from __future__ import annotations

import numpy as np
import pytest

from ntkproofs.activations import Softplus
from ntkproofs.claims import Verdict
from ntkproofs.datasets import folder
from ntkproofs.networks import Architecture, empirical_tangent_kernel, fully_connected
from ntkproofs.papers import check
from ntkproofs.papers.bowman2022 import figure_1_spectra
from ntkproofs.papers.bowman2022.figure_1 import AGAIN, _again
from ntkproofs.papers.records import read

IDS = ("bowman2022.fig1.softplus_spectrum", "bowman2022.fig1.lenet_spectrum")


def _images(count):
    """Return images with strokes: a few bright blots on black."""
    generator = np.random.default_rng(0)
    images = np.zeros((count, 28, 28))
    for image in images:
        for _ in range(4):
            row, column = generator.integers(2, 22, 2)
            image[row : row + 4, column : column + 4] = 255
    return images


@pytest.mark.parametrize("network", ["softplus", "lenet_tanh", "lenet_relu"])
def test_a_reduced_run_has_outliers_and_a_tail(monkeypatch, network):
    monkeypatch.setattr(figure_1_spectra, "WIDTH", 400)
    found = figure_1_spectra.row(network, _images(60), seed=0)
    row = dict(zip(figure_1_spectra.COLUMNS, found, strict=True))
    assert row["digits"] == 60
    assert 0 < row["place50"] < row["place10"] < row["place2"] < 0.2
    assert row["share1"] > 0.6
    assert np.isnan(row["place100"])


def test_the_gram_matrix_is_that_of_the_gradients(monkeypatch):
    monkeypatch.setattr(figure_1_spectra, "WIDTH", 30)
    images = _images(12)
    generator = np.random.default_rng([3, 2])
    chosen = images[generator.choice(12, 12, replace=False)].reshape(12, -1) / 255
    weights = Architecture((784, 30, 1), Softplus(), bias=0.0).draw(generator).weights
    gram = empirical_tangent_kernel(
        fully_connected((784, 30, 1), Softplus()), [(weights[0][0],), (), (weights[1][0],)], chosen
    )
    assert np.allclose(figure_1_spectra.spectrum("softplus", images, 3), np.linalg.eigvalsh(gram)[::-1], rtol=1e-9)


def test_the_record_has_ten_draws_of_each():
    record = read("bowman2022", figure_1_spectra.NAME)
    assert record.columns == figure_1_spectra.COLUMNS
    for network, size in figure_1_spectra.SIZES.items():
        rows = record.where(network=network, digits=size)
        assert rows.column("seed") == tuple(map(str, range(10)))


def test_the_record_supports_and_the_controls_do_not(monkeypatch):
    monkeypatch.delenv("NTKPROOFS_DATA", raising=False)
    _again.cache_clear()
    for result in check(*IDS, thorough=True).results:
        assert result.verdict is Verdict.SUPPORTED, result.reason
        assert result.control is Verdict.INCONCLUSIVE
        assert any("recorded run, not repeated here" in evidence.detail for evidence in result.evidence)


@pytest.mark.heavy
@pytest.mark.skipif(folder() is None, reason="needs the folder of the data in NTKPROOFS_DATA")
@pytest.mark.parametrize("network", figure_1_spectra.SIZES)
def test_a_part_of_the_record_comes_out_again(network):
    again = figure_1_spectra.perform((network,), AGAIN[:1])
    kept = read("bowman2022", figure_1_spectra.NAME).where(network=network, seed=AGAIN[0])
    for column in ("trace", "share1", "share10", "place2", "place10", "place100"):
        assert again.numbers(column) == pytest.approx(kept.numbers(column), rel=1e-6)
