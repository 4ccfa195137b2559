from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.enclosures.branch_and_bound import prove_sign
from ntkproofs.enclosures.coordinates import half_line, in_coordinate
from ntkproofs.enclosures.tiling import Tiling, Undecided, Violation

CTX = BallArithmetic(100)


def test_multiples_of_pi() -> None:
    assert CTX.evaluate(in_coordinate(lambda ctx, x: ctx.cos(x), "pi"), 1).contains(-1)
    assert CTX.evaluate(in_coordinate(lambda ctx, x: x, "1"), 3).contains(3)
    with pytest.raises(ValueError, match="scale: needed one of"):
        in_coordinate(lambda ctx, x: x, "e")


def test_half_line_values() -> None:
    assert CTX.evaluate(half_line(lambda ctx, x: ctx.exp(-x), "1/2"), Fraction(2, 3)).overlaps(arb("-2.5").exp())


def test_a_statement_on_all_of_a_half_line() -> None:
    # x^2 - x + 1/3 > 0 for every x >= 0, infinity included: p^2 - p q + q^2/3 on [0, 1]
    good = half_line(lambda ctx, p, q: p * p - p * q + q * q / 3, 0, homogeneous=True)
    assert isinstance(prove_sign(good, 0, 1, strict=True), Tiling)
    bad = half_line(lambda ctx, p, q: p * p - p * q + q * q / 5, 0, homogeneous=True)
    assert isinstance(prove_sign(bad, 0, 1), Violation)
    # a plain formula says nothing at infinity
    assert isinstance(prove_sign(half_line(lambda ctx, x: 1 + x, 0), 0, Fraction(99, 100)), Tiling)
    assert isinstance(prove_sign(half_line(lambda ctx, x: 1 + x, 0), 0, 1), Undecided)
