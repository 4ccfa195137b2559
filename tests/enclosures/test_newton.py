from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from flint import arb

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.enclosures.newton import isolate_root
from ntkproofs.enclosures.quadrature import NotConverged
from ntkproofs.enclosures.tiling import Tiling


def signs_are_opposite(f: Any, lo: Fraction, hi: Fraction) -> bool:
    ctx = BallArithmetic(600)
    left, right = ctx.evaluate(f, lo), ctx.evaluate(f, hi)
    return bool(ctx.surely_less(left, 0)) != bool(ctx.surely_less(right, 0))


@pytest.mark.parametrize(
    ("f", "a", "b", "expected"),
    [
        (lambda ctx, x: x * x - 2, 1, 2, "1.414213562373095048801688724209698078569671875376948"),
        (lambda ctx, x: 2 - x * x, 1, 2, "1.414213562373095048801688724209698078569671875376948"),
        (lambda ctx, x: ctx.cos(x) - x, 0, 1, "0.739085133215160641655312087673873404013411758900757"),
        (lambda ctx, x: ctx.exp(x) - 10**10, 0, 100, "23.02585092994045684017991454684364207601101488628772976"),
        (lambda ctx, x: x * 10**40 - 1, -1, 1, "1e-40"),
    ],
)
@pytest.mark.parametrize("digits", [10, 50])
def test_roots_to_the_digits(f: Any, a: int, b: int, expected: str, digits: int) -> None:
    root = isolate_root(f, a, b, digits=digits)
    assert signs_are_opposite(f, root.lo, root.hi)
    assert isinstance(root.monotone, Tiling)
    size = min(abs(root.lo), abs(root.hi)) if root.lo * root.hi > 0 else 1
    assert root.hi - root.lo <= size / Fraction(10) ** digits
    with BallArithmetic(300).working():
        assert root.ball().overlaps(arb(expected) + arb(0, "1e-50"))


def test_a_root_at_the_middle_of_the_bracket() -> None:
    root = isolate_root(lambda ctx, x: ctx.sin(x), -1, 1, digits=40)
    assert root.lo < 0 < root.hi


def test_scale_and_contacts_of_the_derivative() -> None:
    # cos(pi s) has slope 0 at both ends, simple zeros of the derivative
    root = isolate_root(lambda ctx, x: ctx.cos(x), 0, 1, digits=30, scale="pi", contacts=[(0, 1), (1, 1)])
    assert not root.rising
    assert root.lo < Fraction(1, 2) < root.hi


def test_no_root_and_no_direction() -> None:
    with pytest.raises(ValueError, match="no root"):
        isolate_root(lambda ctx, x: ctx.exp(x), -1, 1, digits=10)
    with pytest.raises(NotConverged, match="derivative"):
        isolate_root(lambda ctx, x: x**3 - x, -2, 2, digits=10)
    with pytest.raises(NotConverged, match="move the ends"):
        isolate_root(lambda ctx, x: x - 1, 0, 1, digits=10)
