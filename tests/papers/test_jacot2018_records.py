"""The recorded experiments of Jacot et al.: parts of them run again and held against the records."""

from __future__ import annotations

import numpy as np
import pytest
from sympy import Rational

from ntkproofs.papers import records
from ntkproofs.papers.jacot2018 import circle_training, component_spectra, figure_1_training, figure_3_spectra
from ntkproofs.papers.jacot2018.digit_images import digits


def test_small_digits_by_hand():
    pytest.importorskip("sklearn")
    X = digits(component_spectra.SMALL)
    assert X.shape == (128, 64)
    # Depth 2 written out: Theta = Sigma^(1) kappa_0/2 + Sigma^(2), with the angle between preactivations.
    sigma = X @ X.T / 64 + 0.01
    norms = np.sqrt(np.outer(np.diag(sigma), np.diag(sigma)))
    cosine = np.clip(sigma / norms, -1, 1)
    np.fill_diagonal(cosine, 1)
    rest = (np.pi - np.arccos(cosine)) / np.pi
    gram = rest * sigma / 2 + norms / 2 * (rest * cosine + np.sqrt(1 - cosine**2) / np.pi) + 0.01
    expected = np.linalg.eigvalsh(gram / 128)[::-1][:3]
    row = records.read("jacot2018", "figure_3_spectra").where(data="digits", layers=2, bias="1/10")
    assert np.allclose([row.numbers(f"lambda {k}")[0] for k in (1, 2, 3)], expected, rtol=1e-6)


def test_the_record_of_the_spectra_is_what_is_computed():
    pytest.importorskip("sklearn")
    row = records.read("jacot2018", "figure_3_spectra").where(data="digits", layers=5, bias="1")
    found = component_spectra.found(digits(component_spectra.SMALL), 5, Rational(1))
    assert np.allclose([row.numbers(f"lambda {k}")[0] for k in (1, 2, 3)], found.eigenvalues, rtol=1e-6)


@pytest.mark.heavy
def test_the_record_on_mnist_is_what_is_computed():
    if component_spectra.folder() is None:
        pytest.skip("no folder of data is named")
    recorded = records.read("jacot2018", "figure_3_spectra")
    assert component_spectra.performed().rows == recorded.rows


@pytest.mark.parametrize(
    "claim",
    [
        figure_3_spectra.EIGENVALUES,
        figure_3_spectra.DEPTH_FOUR,
        figure_3_spectra.CONSTANT_COMPONENT,
        figure_3_spectra.GAP,
        figure_3_spectra.GAP_DIFFERENCE,
    ],
    ids=lambda claim: claim.id,
)
def test_claims_on_spectra_judge_the_record_where_no_data_are_named(claim, monkeypatch):
    monkeypatch.delenv("NTKPROOFS_DATA", raising=False)
    component_spectra.table.cache_clear()
    derivation = claim.check(**claim.parameters)
    assert str(derivation.verdict) == "supported"
    assert any("recorded run, not repeated here" in evidence.detail for evidence in derivation.evidence)
    assert str(claim.check(**{**claim.parameters, **claim.control.parameters}).verdict) == "inconclusive"
    component_spectra.table.cache_clear()


def test_a_network_of_figure_1_again():
    rows = records.read("jacot2018", "figure_1").where(width=125, seed=3)
    networks = circle_training.draw(125, 3)
    for time in (0, circle_training.TIME):
        if time:
            circle_training.train(networks)
        found, row = circle_training.look(networks), rows.where(time=time)
        assert float(found.largest) == pytest.approx(row.numbers("largest")[0], rel=1e-3)
        curve = [row.numbers(f"gamma {k}")[0] for k in range(-18, 19)]
        assert np.allclose(found.curve, curve, rtol=1e-2, atol=1e-3)


def test_the_recorded_kernels_scatter_about_the_limit():
    limit = circle_training.limiting_curve()
    for width in (125, 500):
        rows = records.read("jacot2018", "figure_1").where(width=width, time=0)
        curves = np.array([rows.numbers(f"gamma {k}") for k in range(-18, 19)])
        error = curves.std(axis=1, ddof=1) / np.sqrt(curves.shape[1])
        assert np.all(np.abs(curves.mean(axis=1) - limit) < 5 * error + 0.01)
        # The exact standard deviation at x_0, fig1.sd_exact, within the spread of that of twenty networks.
        exact = {125: 0.0755, 500: 0.0373}[width]
        assert 0.5 < curves[circle_training.CENTRE].std(ddof=1) / exact < 1.6


def test_the_wide_network_is_almost_fixed_and_a_narrow_one_is_not():
    claim = figure_1_training.WIDE_FIXED
    assert str(claim.check(**claim.parameters).verdict) == "supported"
    assert str(claim.check(**claim.control.parameters).verdict) == "inconclusive"


@pytest.mark.heavy
def test_networks_of_figure_1_at_width_2000_again():
    rows = records.read("jacot2018", "figure_1").where(width=2000, seed=0)
    networks = circle_training.draw(2000, 0)
    circle_training.train(networks)
    curve = [rows.where(time=circle_training.TIME).numbers(f"gamma {k}")[0] for k in range(-18, 19)]
    assert np.allclose(circle_training.look(networks).curve, curve, rtol=1e-2)
