from __future__ import annotations

import random
from fractions import Fraction

import pytest
from flint import acb, arb

from ntkproofs.enclosures.box import ball, common_part


def exact_ends(x: arb) -> tuple[Fraction, Fraction]:
    """The ends of a ball in rational arithmetic, without any rounding of FLINT's."""
    middle, radius = ([int(n) for n in part.man_exp()] for part in (x.mid(), x.rad()))
    m, r = (Fraction(mantissa) * Fraction(2) ** exponent for mantissa, exponent in (middle, radius))
    return m - r, m + r


def test_every_box_is_contained_exactly() -> None:
    rng = random.Random(1)
    for _ in range(2000):
        bits = rng.choice([30, 53, 128, 400])
        lo = Fraction(rng.randint(-(10**6), 10**6), rng.randint(1, 10**6)) * Fraction(10) ** rng.randint(-40, 40)
        hi = lo + Fraction(rng.randint(0, 10**6), rng.randint(1, 10**6)) * Fraction(10) ** rng.randint(-40, 40)
        left, right = exact_ends(ball(lo, hi, bits))
        assert left <= lo <= hi <= right
        # and little is lost: the 30 bits of a radius, the bits of the middle
        assert (right - left) - (hi - lo) <= (hi - lo) / 2**27 + max(abs(lo), abs(hi)) / Fraction(2) ** (bits - 3)


def test_dyadic_boxes_are_exact_so_that_functions_reach_the_end_of_their_domain() -> None:
    lo, hi = Fraction(0), Fraction(1)
    for _ in range(60):
        assert exact_ends(ball(lo, hi, 53)) == (lo, hi)
        assert ball(lo, hi, 53).sqrt().is_finite()
        hi /= 2


def test_radii_have_thirty_bits_trap_eight() -> None:
    # the constructor of FLINT widens; ends are kept outside of the ball
    assert arb("0.5", "0.25").lower() != arb("0.25")
    box = (Fraction(1, 4), Fraction(3, 4))
    assert exact_ends(ball(*box, 53)) == box


def test_a_box_in_the_wrong_order_is_refused() -> None:
    with pytest.raises(ValueError, match="exchange the ends"):
        ball(Fraction(1), Fraction(0), 53)


def test_common_part_keeps_the_finite_one_and_refuses_disjoint_ones() -> None:
    assert common_part(arb.nan(), arb(1)).contains(1)
    assert common_part(arb(1), arb.nan()).contains(1)
    both = common_part(acb(arb(0, 2), arb(0, 1)), acb(arb(1, 2), arb.nan()))
    assert both.real.contains(0)
    assert not both.real.contains(-2)
    assert both.imag.is_finite()
    with pytest.raises(ValueError, match="intersection"):
        common_part(arb(0), arb(1))
