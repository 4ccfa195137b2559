from __future__ import annotations

import pytest

from ntkproofs.replay import Rejected
from ntkproofs.replay.field import Field
from ntkproofs.replay.trees import read_text


@pytest.fixture
def field() -> Field:
    return Field()


def test_quotients(field: Field):
    x, y = (field.element(("symbol", name)) for name in "xy")
    assert not 1 / (x - y) + 1 / (y - x)
    assert not (x * x - y * y) / (x - y) - x - y
    assert x / (x + 1) + 1 / (x + 1) - 1 == 0 or not (x / (x + 1) + 1 / (x + 1) - 1)
    assert (x / (x + 1) - x / (x + 2)).top


def test_relations_hold_below_too(field: Field):
    root = field.element(read_text("sqrt(2)"))
    assert not 1 / (1 + root) - (root - 1)
    assert (1 / (1 + root) - (root + 1)).top


def test_zero_has_no_inverse(field: Field):
    x = field.element(("symbol", "x"))
    with pytest.raises(Rejected, match="identically 0"):
        1 / (x - x)
