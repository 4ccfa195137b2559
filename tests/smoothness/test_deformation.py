"""Displacement fields and deformed signals."""

from __future__ import annotations

import numpy as np
import pytest

from ntkproofs.smoothness import deform, random_translation, smooth_field, translation


def test_a_translation_by_whole_steps_moves_the_array():
    x = np.arange(20.0).reshape(4, 5)
    moved = deform(x, translation((4, 5), (1, -2)))
    assert moved[1:, :3].tolist() == x[:3, 2:].tolist()
    assert not moved[0].any()
    assert not moved[:, 3:].any()


def test_a_dilation_moves_values_away_from_the_origin():
    # tau(u) = u/2: x(u - tau(u)) = x(u/2)
    x = np.array([0.0, 4.0, 8.0, 2.0, 0.0, 0.0])
    line = np.arange(6.0)
    field = translation((6,), [1.0])
    field = type(field)(line[None] / 2, np.full((1, 1, 6), 0.5))
    assert deform(x, field).tolist() == [0.0, 2.0, 4.0, 6.0, 8.0, 5.0]
    assert (field.size, field.strain) == (2.5, 0.5)


@pytest.mark.parametrize("shape", [(30,), (12, 15)])
def test_the_gradient_of_a_smooth_field_is_its_derivative(shape):
    field = smooth_field(shape, np.random.default_rng(1))
    for axis in range(len(shape)):
        inner = tuple(slice(1, -1) if j == axis else slice(None) for j in range(len(shape)))
        central = np.gradient(field.values, axis=axis + 1)[(slice(None), *inner)]
        exact = field.gradient[(slice(None), axis, *inner)]
        assert np.max(abs(central - exact)) < 0.1 * np.max(abs(field.gradient))
    assert field.size == pytest.approx(1, rel=1e-12)
    assert (field * 0.25 + field * 0.5).size == pytest.approx(0.75, rel=1e-12)


def test_fields_are_reproducible_and_translations_have_length_one():
    one, other = (smooth_field((6, 6), np.random.default_rng(3)) for _ in range(2))
    assert np.array_equal(one.values, other.values)
    shift = random_translation((5, 5), np.random.default_rng(2))
    assert (shift.size, shift.strain) == (pytest.approx(1), 0.0)


def test_cubic_splines_keep_zeros_and_whole_steps():
    x = np.zeros((9, 9))
    x[3:6, 3:6] = [[1, 2, 1], [0, 3, 1], [2, 2, 5]]
    same = deform(x, translation((9, 9), (0, 0)), order=3)
    assert same == pytest.approx(x, abs=1e-12)
    assert np.array_equal(same == 0, x == 0)


def test_bad_fields_are_refused_in_one_line():
    with pytest.raises(ValueError, match="a field for the shape"):
        deform(np.zeros((3, 3)), translation((4, 4), (0, 0)))
    with pytest.raises(ValueError, match="waves = 0 does not satisfy"):
        smooth_field((4,), np.random.default_rng(0), waves=0)
    with pytest.raises(ValueError, match="one number for each of 2 axes"):
        translation((4, 4), (1,))
