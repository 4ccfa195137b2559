"""Bounds on a curve against values inside of it."""

from __future__ import annotations

import random
from fractions import Fraction

import mpmath
import pytest

from ntkproofs.replay.angular_kernels import bound
from ntkproofs.replay.centred import Undetermined, at_bits, ball


def circle(radius: Fraction):
    """The upper half of a circle around pi/2."""

    def path(s):
        import flint

        pi, r = flint.arb.pi(), ball(radius)
        return (
            flint.acb(pi / 2 + r * (pi * s).cos(), r * (pi * s).sin()),
            pi * r * flint.acb(-(pi * s).sin(), (pi * s).cos()),
        )

    return path


def two_layers(z: mpmath.mpc) -> mpmath.mpc:
    """(sin z + 2 (pi - z) cos z)/pi, the kernel of two layers without bias."""
    return (mpmath.sin(z) + 2 * (mpmath.pi - z) * mpmath.cos(z)) / mpmath.pi


def test_the_bound_holds_inside_and_is_not_far_from_a_value():
    radius = Fraction(17, 10)
    with at_bits(80) as flint:
        found = bound(("tangent", 2, Fraction(0)), [circle(radius)], lambda z: flint.arb(1))
        largest = 0.0
        drawn = random.Random(0)
        for _ in range(300):
            r, angle = drawn.uniform(0, float(radius)), drawn.uniform(0, mpmath.pi)
            largest = max(largest, abs(two_layers(mpmath.pi / 2 + r * mpmath.exp(1j * angle))))
        assert found > flint.arb(float(largest) - 1e-9)
        assert found < flint.arb(64 * float(largest))


def test_a_curve_around_a_branch_point_has_no_bound():
    with at_bits(80) as flint, pytest.raises(Undetermined):
        bound(("tangent", 4, Fraction(0)), [circle(Fraction(19, 10))], lambda z: flint.arb(1))
