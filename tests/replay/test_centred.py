"""Mean value forms against points, with mpmath as the other arithmetic."""

from __future__ import annotations

import random

import mpmath
import pytest

from ntkproofs.replay.centred import Centred, Undetermined, at_bits, ball, reached


def layer(z: complex) -> mpmath.mpc:
    square = mpmath.sin(z / 2) ** 2 - (mpmath.sin(z) - z * mpmath.cos(z)) / (2 * mpmath.pi)
    return 2 * mpmath.asin(z * mpmath.sqrt(square / z**2))


FUNCTIONS = {
    "reached": (Centred.reached, layer),
    "cos": (Centred.cos, mpmath.cos),
    "half_sine": (Centred.half_sine, lambda z: mpmath.sin(z / 2)),
    "exp": (Centred.exp, mpmath.exp),
    "square": (lambda z: z * z + 1, lambda z: z * z + 1),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_boxes_hold_the_values_along_a_path(name: str):
    ours, theirs = FUNCTIONS[name]
    drawn = random.Random(1)
    with at_bits(90) as flint:
        for _ in range(25):
            start = complex(drawn.uniform(0.2, 3), drawn.uniform(-0.3, 0.3))
            slope = complex(drawn.uniform(-1, 1), drawn.uniform(-1, 1))
            half = flint.arb("0.01")
            path = Centred.of(flint.acb(start.real, start.imag), flint.acb(slope.real, slope.imag), half)
            found = ours(path)
            for s in (-0.01, -0.004, 0.0, 0.007, 0.01):
                value = theirs(mpmath.mpc(start + slope * s))
                gap = found.box - flint.acb(float(value.real), float(value.imag))
                # The point is a double: it may miss the box by its own rounding.
                assert gap.abs_lower() < flint.arb("1e-12")
            assert found.box.rad() < 0.2


def test_a_branch_point_is_noticed():
    with at_bits(80) as flint:
        # S(-3) = sin^2(3/2) + (3 cos(3) - sin(3))/(-2 pi) = 1.49: the inverse sine of its root is on the cut.
        with pytest.raises(Undetermined, match="layer"):
            Centred.of(flint.acb(-3), flint.acb(0, 1), flint.arb("0.01")).reached()
        with pytest.raises(Undetermined, match="disc"):
            Centred.of(flint.acb(5), flint.acb(1), flint.arb("0.01")).reached()
        assert abs(reached(ball(2)) - flint.arb(float(layer(2.0).real))) < flint.arb("1e-14")
