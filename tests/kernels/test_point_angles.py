"""Angles and norms of points against exact rational arithmetic."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import numpy
import pytest

from ntkproofs.kernels.point_angles import angles, polar


def true(x: numpy.ndarray, y: numpy.ndarray) -> tuple[mpmath.mpf, mpmath.mpf]:
    """Angle and first norm, from exact inner products."""
    a, b = ([Fraction(float(v)) for v in w] for w in (x, y))
    xx, yy, xy = (sum(p * q for p, q in zip(u, v, strict=True)) for u, v in ((a, a), (b, b), (a, b)))
    # |x|^2 |y|^2 - <x, y>^2 is exact, so that nothing cancels near parallel vectors.
    with mpmath.workdps(80):
        number = lambda q: mpmath.mpf(q.numerator) / q.denominator  # noqa: E731
        return mpmath.atan2(mpmath.sqrt(number(xx * yy - xy * xy)), number(xy)), mpmath.sqrt(number(xx))


@pytest.mark.parametrize("dim", [1, 2, 3, 64, 300])
def test_angles_and_norms(dim: int):
    random = numpy.random.default_rng(dim)
    base = random.normal(size=(3, dim)) * 10.0 ** random.integers(-3, 3, size=(3, 1))
    near = [
        sign * 3 * x + 10.0**-e * random.normal(size=dim)
        for x in base
        for e in (0, 3, 5, 8, 12, 15)
        for sign in (1, -1)
    ]
    X = numpy.vstack([base, near])
    points = polar(numpy, X)
    found = angles(numpy, points, points[:6], 100)
    for i in range(len(X)):
        for j in range(6):
            angle, norm = true(X[i], X[j])
            # NumPy's arc cosine is good to two units in the last place of pi.
            assert abs(found[i, j] - angle) < 5e-16
            if angle < 0.3:
                assert abs(found[i, j] - angle) <= 1e-15 * angle + 1e-23
        assert abs(points.norms[i] - norm) <= 2**-52 * norm


@pytest.mark.parametrize("scale", [1e-300, 1e-160, 1e160, 1e300])
def test_extreme_sizes_are_scaled_exactly(scale: float):
    X = numpy.random.default_rng(1).normal(size=(6, 5))
    a, b = polar(numpy, X), polar(numpy, 2.0 ** round(numpy.log2(scale)) * X)
    assert numpy.array_equal(a.coarse, b.coarse)
    assert numpy.array_equal(angles(numpy, a, a, 100), angles(numpy, b, b, 100))


def test_the_zero_point_and_no_columns():
    points = polar(numpy, numpy.array([[0.0, 0.0], [3.0, 4.0]]))
    assert points.norms.tolist() == [0.0, 5.0]
    assert angles(numpy, points, points, 100)[0].tolist() == pytest.approx([numpy.pi / 2] * 2)
    assert polar(numpy, numpy.zeros((3, 0))).norms.tolist() == [0.0] * 3


def test_directions_have_length_one_beyond_double_precision():
    points = polar(numpy, numpy.random.default_rng(2).normal(size=(20, 7)))
    for coarse, fine in zip(points.coarse, points.fine, strict=True):
        length = sum((Fraction(float(c)) + Fraction(float(f))) ** 2 for c, f in zip(coarse, fine, strict=True))
        assert abs(float(length - 1)) < 1e-22
