"""Distances of feature maps under small deformations, and their measured exponents."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from ntkproofs.kernels.convolutional import ConvolutionalLayer, ConvolutionalNetwork, LinearMap, Patch, Pooling, grams
from ntkproofs.smoothness import deform, measured_slope, relative_distances, smooth_field, translation

BINOMIAL = ["1/4", "1/2", "1/4"]
LINE = ConvolutionalNetwork((ConvolutionalLayer(Patch.box(3), Pooling.product(BINOMIAL)),) * 2)


def bump(u):
    return np.exp(-(((u - 8) / 2.5) ** 2)) + 0.6 * np.exp(-(((u - 12) / 1.5) ** 2))


def test_distances_are_those_of_the_gram_matrix():
    X = np.random.default_rng(0).standard_normal((4, 6))
    found = relative_distances(LINE, X[0], X[1:])
    for distances, K in ((found.conjugate, grams(LINE, X).conjugate), (found.tangent, grams(LINE, X).tangent)):
        wanted = [np.sqrt((K[0, 0] + K[i, i] - 2 * K[0, i]) / K[0, 0]) for i in (1, 2, 3)]
        assert distances == pytest.approx(wanted, rel=1e-12)
    with pytest.raises(ValueError, match="a signal with non-zero features"):
        relative_distances(LINE, np.zeros(6), X)


def test_the_tangent_distance_grows_like_a_root_and_the_conjugate_one_linearly():
    u, sizes = np.arange(20.0), [1e-3, 3e-3, 1e-2]
    curves = []
    for seed in range(3):
        tau = smooth_field((20,), np.random.default_rng(seed)).values[0]
        curves.append(relative_distances(LINE, bump(u), [bump(u - eps * tau) for eps in sizes]))
    tangent = measured_slope(sizes, [curve.tangent for curve in curves])
    last = measured_slope(sizes, [curve.conjugate for curve in curves])
    assert abs(tangent.mean - 0.5) < 0.02
    assert abs(last.mean - 1) < 0.02
    assert tangent.low < tangent.mean < tangent.high < 0.6 < 0.9 < last.low


def test_a_last_pooling_over_everything_does_not_see_whole_translations():
    x = np.pad(np.random.default_rng(5).standard_normal((3, 3)), 3)
    moved = [deform(x, translation(x.shape, shift)) for shift in ((1, -2), (0.5, 0))]
    near = ConvolutionalLayer(Patch.box(2, 2), Pooling.product(BINOMIAL, BINOMIAL))
    everywhere = LinearMap({((0, 0), at): 1 for at in product(range(-9, 18), repeat=2)})
    whole = relative_distances(ConvolutionalNetwork((near, ConvolutionalLayer(near.patch, everywhere))), x, moved)
    part = relative_distances(ConvolutionalNetwork((near, near)), x, moved)
    assert max(whole.tangent[0], whole.conjugate[0]) < 1e-4
    assert min(part.tangent[0], part.conjugate[0], whole.tangent[1], whole.conjugate[1]) > 0.01


def test_slopes_need_curves_and_positive_numbers():
    with pytest.raises(ValueError, match="at least two curves"):
        measured_slope([1.0, 2.0], [[1.0, 2.0]])
    with pytest.raises(ValueError, match="positive sizes and distances"):
        measured_slope([1.0, 2.0], [[1.0, 2.0], [0.0, 1.0]])
    wide = measured_slope([1.0, 2.0], [[1.0, 2.0], [1.0, 4.0]], level=0.999)
    narrow = measured_slope([1.0, 2.0], [[1.0, 2.0], [1.0, 4.0]], level=0.5)
    assert wide.mean == narrow.mean == pytest.approx(1.5)
    assert wide.high > narrow.high


def test_translations_by_whole_steps_of_a_fine_lattice_grow_linearly_for_both_kernels():
    # In Proposition 12 a translation has G = 0: only the linear term is left, for the tangent kernel too.
    step = 8
    u, sizes = np.arange(-6 * step, 6 * step) / step, np.array([1, 2, 4]) / step
    layer = ConvolutionalLayer(Patch(((-4,), (0,), (4,))), Pooling.gaussian(step, 1))
    waves = [lambda v: np.exp(-(v**2) / 2) * np.cos(2 * v), lambda v: np.exp(-(v**2) / 2) * (1 + v)]
    curves = [relative_distances(ConvolutionalNetwork((layer,)), f(u), [f(u - c) for c in sizes]) for f in waves]
    for distances in ([curve.tangent for curve in curves], [curve.conjugate for curve in curves]):
        assert abs(measured_slope(sizes, distances).mean - 1) < 0.05
