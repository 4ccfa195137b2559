from __future__ import annotations

import pickle
from dataclasses import replace
from fractions import Fraction

import pytest

from ntkproofs.enclosures.branch_and_bound import prove_sign
from ntkproofs.enclosures.tiling import Tiling


def tiling() -> Tiling:
    found = prove_sign(lambda ctx, x: 2 * ctx.sin(x / 2) - 2 * x / ctx.pi, 0, 1, scale="pi", contacts=[(0, 1), (1, 1)])
    assert isinstance(found, Tiling)
    return found


def test_a_tiling_travels() -> None:
    assert pickle.loads(pickle.dumps(tiling())) == tiling()


def test_gaps_overlaps_and_missing_boxes_are_refused() -> None:
    good = tiling()
    tampered = [
        good.boxes[1:],
        good.boxes[:-1],
        (),
        (*good.boxes[:1], *good.boxes[2:]),
        (replace(good.boxes[0], hi=good.boxes[0].hi + Fraction(1, 100)), *good.boxes[1:]),
        (replace(good.boxes[0], hi=good.boxes[0].hi - Fraction(1, 10**30)), *good.boxes[1:]),
        tuple(reversed(good.boxes)),
    ]
    for boxes in tampered:
        with pytest.raises(ValueError, match="tile"):
            replace(good, boxes=boxes)
    with pytest.raises(ValueError, match="tile"):
        replace(good, b=Fraction(2))
