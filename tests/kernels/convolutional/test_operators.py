"""Patch extraction, pooling and general linear maps: what they read and where they write."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from ntkproofs.kernels.convolutional import LinearMap, Patch, Pooling, Window


def patches(patch, x):
    """P x of a signal on the box of its array, by the definition."""
    window = Window.box(x.shape)
    out, reads = patch.read(window)
    values = np.append(x.reshape(-1), 0.0)[reads]
    return out.positions, values.T / np.sqrt(len(patch.offsets))


@pytest.mark.parametrize("patch", [Patch.box(3), Patch(((0,), (5,))), Patch(((-2,), (1,), (3,)))])
def test_patches_read_what_the_definition_says_and_keep_the_norm(patch):
    x = np.random.default_rng(0).standard_normal(6)
    places, values = patches(patch, x)
    signal = dict(enumerate(x))
    for (u,), row in zip(places.tolist(), values, strict=True):
        wanted = [signal.get(u + v, 0.0) / np.sqrt(len(patch.offsets)) for (v,) in patch.offsets]
        assert row.tolist() == wanted
    assert np.sum(values**2) == pytest.approx(np.sum(x**2), rel=1e-14)


def test_patches_of_images_keep_the_norm():
    x = np.random.default_rng(1).standard_normal((4, 5))
    for patch in (Patch.box(3, 3), Patch.box(2, 5), Patch(((0, 0), (1, -1), (7, 2)))):
        assert np.sum(patches(patch, x)[1] ** 2) == pytest.approx(np.sum(x**2), rel=1e-14)


def test_pooling_is_a_convolution_and_a_stride_keeps_every_second_value():
    x = np.random.default_rng(2).standard_normal(7)
    taps = [0.25, 0.5, 0.25]
    window, matrix = Pooling.product(["1/4", "1/2", "1/4"]).on(Window.box((7,)))
    assert window.positions[:, 0].tolist() == list(range(-1, 8))
    assert matrix.dense() @ x == pytest.approx(np.convolve(x, taps), rel=1e-14)
    strided, coarse = Pooling.product(["1/4", "1/2", "1/4"], stride=2).on(Window.box((7,)))
    assert strided.positions[:, 0].tolist() == [0, 1, 2, 3]
    assert coarse.dense() @ x == pytest.approx(np.convolve(x, taps)[1::2], rel=1e-14)


def test_an_asymmetric_filter_is_not_reflected():
    _, matrix = Pooling(((0, 1), (1, 2))).on(Window.box((2,)))  # h[0] = 1, h[1] = 2
    assert (matrix.dense() @ [3.0, 5.0]).tolist() == [3.0, 11.0, 10.0]


def test_a_ring_wraps_and_refuses_a_stride_that_does_not_divide_it():
    ring = Window.box((4,), (4,))
    window, matrix = Pooling.product([1, 0, 2], stride=2).on(ring)
    assert window.period == (2,)
    # 2u - v = -1 or 1: v = 2u + 1 with weight 1, v = 2u - 1 with weight 2
    assert matrix.dense().tolist() == [[0, 1, 0, 2], [0, 2, 0, 1]]
    places, reads = Patch.box(3).read(ring)
    assert (len(places), reads.T.tolist()) == (4, [[3, 0, 1], [0, 1, 2], [1, 2, 3], [2, 3, 0]])
    with pytest.raises(ValueError, match="a ring of lengths that the stride divides was needed"):
        Pooling.product([1], stride=3).on(ring)


def test_the_gaussian_filter_has_mass_one_exactly():
    taps = Pooling.gaussian(1.2, 2, radius=2).taps
    assert sum(weight for _, weight in taps) == 1
    assert len(taps) == 25
    ratio = float(dict(taps)[1, 2] / dict(taps)[0, 0])
    assert ratio == pytest.approx(np.exp(-5 / (2 * 1.2**2)), rel=1e-11)


def test_a_linear_map_drops_what_it_does_not_name():
    window, matrix = LinearMap({((9, 0), (0, 0)): Fraction(1, 2), ((9, 0), (0, 1)): 1, ((3, 3), (8, 8)): 1}).on(
        Window.box((1, 2))
    )
    assert window.positions.tolist() == [[9, 0]]
    assert matrix.dense().tolist() == [[0.5, 1.0]]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Patch(()), "Patch: distinct offsets of one dimension were needed"),
        (lambda: Patch(((0,), (0,))), "give a non-empty set"),
        (lambda: Patch(((0.5,),)), "a point of the lattice was needed"),
        (lambda: Pooling.product([1, 1]), "filters of odd length were needed"),
        (lambda: Pooling.product([1], stride=0), "does not satisfy 1 integers >= 1"),
        (lambda: Pooling.gaussian(0, 1), "does not satisfy scale > 0"),
        (lambda: Pooling(((0, 1), (0, 2))), "name each once"),
        (lambda: LinearMap(()), "places of one dimension were needed"),
    ],
)
def test_bad_operators_are_refused_in_one_line(make, message):
    with pytest.raises(ValueError, match=message) as error:
        make()
    assert "\n" not in str(error.value)
