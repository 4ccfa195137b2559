"""Sums over nodes by blocks against the three-term recurrence node by node."""

from __future__ import annotations

import pytest
from flint import arb

from ntkproofs.activations.hermite_blocks import BLOCK, add_hermite_sums
from ntkproofs.arithmetic import Precision


def one_by_one(nodes: list[arb], even: list[arb], odd: list[arb], count: int) -> list[arb]:
    sums = [arb(0)] * count
    for n, x in enumerate(nodes):
        before, now = arb(0), arb(1)
        for i in range(count):
            sums[i] += (odd if i % 2 else even)[n] * now
            before, now = now, (x * now - arb(i).sqrt() * before) / arb(i + 1).sqrt()
    return sums


@pytest.mark.parametrize("count", [1, BLOCK, BLOCK + 1, 70])
def test_the_same_sums_with_narrower_balls(count: int) -> None:
    with Precision(300):
        nodes = [arb(n) / 3 for n in range(-5, 9)]
        even = [(-x * x / 2).exp() for x in nodes]
        odd = [x / 7 for x in even]
        sums = [arb(1)] * count
        add_hermite_sums(nodes, even, odd, sums)
        for found, known in zip(sums, one_by_one(nodes, even, odd, count), strict=True):
            assert (found - 1).overlaps(known)
            assert found.rad() < arb(2) ** -220


def test_no_node_adds_nothing() -> None:
    sums = [arb(3)]
    add_hermite_sums([], [], [], sums)
    assert sums[0] == 3
