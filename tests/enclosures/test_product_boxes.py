from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from ntkproofs.arithmetic import BallArithmetic, InexactInput
from ntkproofs.arithmetic.codec import load_ball
from ntkproofs.enclosures.product_boxes import ProductTiling, prove_sign_box
from ntkproofs.enclosures.tiling import Undecided, Violation

SQUARE = [(0, 1), (0, 1)]


def certified(f: Any, boxes: Any, **options: Any) -> ProductTiling:
    found = prove_sign_box(f, boxes, **options)
    assert isinstance(found, ProductTiling), found
    return found


def test_true_statements_are_certified() -> None:
    certified(lambda ctx, x, y: ctx.exp(x * y) - x * y, [(-1, 1), (0, 1)], strict=True)
    lifted = lambda ctx, x, y: x * x + y * y - 2 * x * y + ctx.rational(1, 100)  # noqa: E731
    found = certified(lifted, [(-1, 1), (0, 1)], strict=True)
    assert all(load_ball(box.bound) > 0 for box in found.boxes)
    certified(lambda ctx, x, y: 1 + ctx.cos(x) * ctx.sin(y) / 2, SQUARE, scales=("pi", "pi"), strict=True)
    certified(lambda ctx, x: ctx.exp(x) - x, [(-1, 1)], strict=True)
    certified(lambda ctx, x, y, z: 3 + x * y * z - x + y * y, [(-1, 1)] * 3, strict=True)


def test_boxes_hold_at_random_points() -> None:
    f = lambda ctx, x, y: 1 - ctx.cos(x * y) / 2 - x * ctx.exp(-y * y) / 3  # noqa: E731
    found = certified(f, [(0, 1), (-2, 2)], strict=True)
    rng = random.Random(2)
    for box in found.boxes:
        point = [lo + (hi - lo) * Fraction(rng.randint(0, 64), 64) for lo, hi in box.box]
        if box.rule != "contact":
            assert BallArithmetic(100).evaluate(f, *point) >= load_ball(box.bound)


def test_false_statements_are_refuted_at_a_point() -> None:
    found = prove_sign_box(lambda ctx, x, y: x * x + y * y - ctx.rational(21, 10) * x * y, [(-1, 1), (0, 1)])
    assert isinstance(found, Violation)
    assert isinstance(found.point, tuple)
    x, y = found.point
    assert x * x + y * y - Fraction(21, 10) * x * y < 0
    inner = prove_sign_box(
        lambda ctx, x, y: (x - ctx.rational(1, 3)) ** 2 + (y - ctx.rational(1, 3)) ** 2 - ctx.rational(1, 10**4), SQUARE
    )
    assert isinstance(inner, Violation)


def test_touching_without_contacts_is_undecided() -> None:
    touch = lambda ctx, x, y: (x - y) ** 2  # noqa: E731
    assert isinstance(prove_sign_box(touch, [(-1, 1), (0, 1)], max_boxes=2000), Undecided)
    assert isinstance(prove_sign_box(lambda ctx, x, y: ctx.sqrt(x - 2) + y, SQUARE, max_boxes=500), Undecided)


def test_contacts_along_a_face() -> None:
    f = lambda ctx, x, y: ctx.sin(x) * (1 + y)  # noqa: E731
    assert not isinstance(prove_sign_box(f, SQUARE, scales=["pi", "1"], max_boxes=500), ProductTiling)
    found = certified(f, SQUARE, scales=["pi", "1"], contacts=[(0, 0, 1), (0, 1, 1)], strict=True)
    assert {box.rule for box in found.boxes} >= {"contact"}
    cubic = lambda ctx, x, y: (ctx.sin(x) - x * ctx.cos(x)) * ctx.exp(y)  # noqa: E731
    certified(cubic, SQUARE, contacts=[(0, 0, 3)], strict=True)
    wrong = prove_sign_box(cubic, SQUARE, contacts=[(0, 0, 1)], strict=True, max_boxes=500)
    assert not isinstance(wrong, ProductTiling)
    odd = lambda ctx, x, y: (1 - x) * (2 - y)  # noqa: E731
    certified(odd, SQUARE, contacts=[(0, 1, 1)], strict=True)


def test_false_contacts_are_rejected() -> None:
    raised = prove_sign_box(lambda ctx, x, y: ctx.sin(x) * (1 + y) + y / 1000, SQUARE, contacts=[(0, 0, 1)])
    assert isinstance(raised, Undecided)
    assert "not a zero" in raised.reason
    lowered = prove_sign_box(lambda ctx, x, y: ctx.sin(x) * (1 + y) - y / 1000, SQUARE, contacts=[(0, 0, 1)])
    assert isinstance(lowered, Violation)
    # zero at the corners of the face, not between them
    bump = lambda ctx, x, y: x - y * (1 - y) / 1000  # noqa: E731
    assert not isinstance(prove_sign_box(bump, SQUARE, contacts=[(0, 0, 1)]), ProductTiling)


def test_tampered_tilings_are_refused() -> None:
    found = certified(lambda ctx, x, y: ctx.exp(x * y) - x * y, [(-1, 1), (0, 1)], strict=True)
    assert len(found.boxes) > 2
    moved = replace(found.boxes[0], box=((Fraction(-1), Fraction(-1, 3)), found.boxes[0].box[1]))
    for boxes in (found.boxes[1:], found.boxes[:-1], (), (moved, *found.boxes[1:]), (*found.boxes, found.boxes[0])):
        with pytest.raises(ValueError, match="tile"):
            replace(found, boxes=boxes)


def test_wrong_input_is_refused() -> None:
    f = lambda ctx, x, y: x + y + 1  # noqa: E731
    with pytest.raises(InexactInput):
        prove_sign_box(f, [(0.0, 1), (0, 1)])
    with pytest.raises(ValueError, match="lo < hi"):
        prove_sign_box(f, [(1, 0), (0, 1)])
    with pytest.raises(ValueError, match="not an end"):
        prove_sign_box(f, SQUARE, contacts=[(0, "1/2", 1)])
