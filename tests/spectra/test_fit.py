"""Fits of the decay: exponent and constant come back to many digits, and plain slopes are reproduced."""

from __future__ import annotations

import math

import pytest

from ntkproofs.kernels import parse
from ntkproofs.spectra import decay, fit


def test_acceptance() -> None:
    found = fit(parse("ntk(layers=2)"), 3, 10, 200)
    for line in (found.even.in_natural, found.even.in_degree):
        assert abs(float(line.exponent) - 3) < 1e-6
        assert abs(float(line.constant) - 1 / math.pi) < 1e-6
    assert found.odd.in_natural is None
    assert "exactly zero" in found.odd.note


@pytest.mark.parametrize(
    ("text", "dim"),
    [("laplace(c=1)", 3), ("ntk(layers=3)", 4), ("gamma_exponential(c=1, gamma=1/2)", 3), ("arc_cosine(degree=0)", 2)],
)
def test_fits_agree_with_the_exact_law(text: str, dim: int) -> None:
    kernel = parse(text)
    law, found = decay(kernel, dim), fit(kernel, dim, 10, 120, digits=40)
    for part, fitted in ((law.even, found.even), (law.odd, found.odd)):
        if part.kind == "zero":
            assert fitted.in_natural is None
            continue
        assert abs(float(fitted.in_natural.exponent) - float(part.exponent)) < 1e-6
        assert abs(float(fitted.in_natural.constant) / float(part.ball.mid()) - 1) < 1e-5


def test_a_short_window_gives_a_smaller_slope() -> None:
    # least squares over low degrees in k, the way a figure does it: the slope is not yet -3 on the sphere in R^3
    found = fit(parse("laplace(c=1)"), 3, 1, 20, digits=30)
    assert -2.9 < float(found.even.in_degree.slope) < -2.5


def test_wrong_range() -> None:
    with pytest.raises(ValueError, match="does not satisfy 1 <= low < high"):
        fit(parse("laplace(c=1)"), 3, 5, 5)


def test_document_holds_strings_only() -> None:
    document = fit(parse("laplace(c=1)"), 3, 2, 30, digits=25).document()
    assert isinstance(document["even"]["k"]["exponent"], str)


@pytest.mark.parametrize(("low", "high"), [(2, 30), (20, 80), (100, 400)])
def test_few_digits_and_far_windows_are_no_singular_systems(low: int, high: int) -> None:
    found = fit(parse("ntk(layers=2)"), 3, low, high, digits=20).even.in_natural
    assert abs(float(found.exponent) - 3) < 1e-12
    assert float(found.change) < 1e-12


def test_a_published_slope_is_the_slope_of_a_window() -> None:
    # -2.75 on S^2, Geifman et al. (2020), Figure 1: the slopes of the parities lie on both sides of it for K = 30
    found = fit(parse("ntk(layers=6, bias=1)"), 3, 1, 30, digits=30)
    slopes = [float(part.in_degree.slope) for part in (found.even, found.odd)]
    assert min(slopes) < -2.75 < max(slopes)
    assert all(abs(float(part.in_natural.exponent) - 3) < 1e-6 for part in (found.even, found.odd))
