from __future__ import annotations

from typing import Any

import pytest
import sympy
from flint import arb

from ntkproofs.arithmetic import tree
from ntkproofs.checks import Described, within
from ntkproofs.replay import Opaque, Rejected

EIGENVALUE: dict[str, Any] = {
    "kind": "eigenvalue",
    "kernel": {"kernel": "tangent", "layers": 2, "bias_squared": "0"},
    "dim": 3,
    "degree": 2,
    "accuracy": 60,
    "over_reference": False,
}
STEP = within(Described(lambda bits: arb(5) / 64, EIGENVALUE), "0.078", "0.079", text="mu_2")


def test_an_eigenvalue_is_computed_again(again):
    again(STEP)
    # A ball outside of the interval refutes, and that is decided again as well.
    again(within(Described(lambda bits: arb(5) / 64, EIGENVALUE), "0.079", "0.08", text="mu_2"))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"degree": 0}, "does not meet"),
        ({"dim": 4}, "does not meet"),
        ({"over_reference": True}, "does not meet"),
        ({"kernel": {"kernel": "laplace", "rate": "1"}}, "does not meet"),
        ({"degree": -1}, "degree"),
        ({"dim": True}, "dim"),
        ({"accuracy": 10**9}, "accuracy"),
        ({"over_reference": 1}, "quotient"),
        ({"kind": "trust"}, "list"),
        ({"extra": 1}, "list"),
    ],
)
def test_a_description_that_was_changed_is_rejected(again, changes: dict[str, Any], why: str):
    with pytest.raises(Rejected, match=why):
        again(STEP, quantity={**EIGENVALUE, **changes})


def test_two_descriptions_are_one_too_many(again):
    with pytest.raises(Rejected, match="several"):
        again(STEP, program=[["rational", "5", "64"]])


@pytest.mark.parametrize("kind", ["slit weight", "supremum"])
def test_a_height_outside_of_the_range_is_rejected(again, kind: str):
    data: dict[str, Any] = {"kind": kind, "kernel": {"kernel": "laplace", "rate": "1"}, "height": "7"}
    with pytest.raises(Rejected, match="height"):
        again(STEP, quantity=data | ({"sign": 1} if kind == "slit weight" else {}))


def test_what_is_at_most_an_expression_of_other_numbers(again):
    m, w = sympy.symbols("m w")
    eigenvalue = Described(lambda bits: arb(5) / 64, EIGENVALUE)
    data = {"kind": "up to", "expression": tree(m / 100), "given": {"m": EIGENVALUE}}
    most = Described(lambda bits: arb(0).union(arb(5) / 6400), data)
    step = within(m - w, "0.077", "0.079", given={m: eigenvalue, w: most}, text="mu_2 less something")
    assert step.status.value == "holds"
    again(step)
    for changed, why in (
        ({**data, "expression": tree(m)}, "not inside"),
        ({**data, "expression": tree(-m)}, "not negative"),
        ({**data, "given": []}, "by symbol"),
        ({**data, "given": {}}, "no value is given"),
    ):
        with pytest.raises(Rejected, match=why):
            again(step, given={"m": EIGENVALUE, "w": changed})


def test_nothing_described_is_opaque(again):
    with pytest.raises(Opaque):
        again(within(lambda bits: arb(5) / 64, "0.078", "0.079", text="mu_2"))
