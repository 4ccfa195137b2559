from __future__ import annotations

import pytest
import sympy

from ntkproofs.checks import Integers, Reals
from ntkproofs.replay import Rejected
from ntkproofs.replay.domains import Domain, exact_sign, exact_value
from ntkproofs.replay.trees import read_text


@pytest.mark.parametrize(
    ("domain", "inside", "outside"),
    [
        (Reals(0, sympy.pi), ["0", "pi", "1/3"], ["-1", "4", "pi + 1/1000"]),
        (Reals(0, 1, left_open=True, right_open=True), ["1/2"], ["0", "1"]),
        (Reals(), ["-1000", "pi"], []),
        (Integers(2, step=2), ["2", "10"], ["3", "0", "5/2", "pi"]),
        (Integers(1, 3), ["1", "3"], ["4", "0"]),
    ],
    ids=str,
)
def test_membership(domain: Reals | Integers, inside: list[str], outside: list[str]):
    found = Domain.read(domain.describe())
    assert all(found.holds(read_text(point)) for point in inside)
    assert not any(found.holds(read_text(point)) for point in outside)


@pytest.mark.parametrize(
    "data", [{"kind": "complex"}, {"kind": "reals", "lower": "1", "upper": "0"}, {"kind": "integers", "lower": 0,
             "upper": "oo", "step": 0}, None, {"kind": "reals", "lower": "x", "upper": "1"}], ids=str,
)  # fmt: skip
def test_what_is_no_domain_is_refused(data: object):
    with pytest.raises(Rejected):
        Domain.read(data)


def test_signs():
    assert exact_sign(read_text("sqrt(2)**2 - 2")) == 0
    assert exact_sign(read_text("pi - 22/7")) == -1
    assert exact_sign(read_text("x")) is None
    assert exact_value(read_text("sqrt(2)**2")) == 2
    assert exact_value(read_text("pi")) is None
    assert not Domain.read(Reals(0, 1).describe()).positive
    assert Domain.read(Reals(0, 1, left_open=True).describe()).positive
