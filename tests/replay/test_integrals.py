from __future__ import annotations

from typing import Any

import pytest

from ntkproofs.checks import has_decimals, integral_within
from ntkproofs.replay import Rejected


def gaussian(ctx: Any, x: Any, table: Any) -> Any:
    return table * ctx.exp(-x * x / 2)


# (2 pi)^(-1/2) times the integral from -8 to 8, off by less than 10^-14.
MASS = integral_within(
    gaussian, lambda ctx: 1 / ctx.sqrt(2 * ctx.pi), -8, 8, lambda ctx: ctx.rational(1, 10**14), bits=80, goal_bits=28
)
STEP = has_decimals(MASS, "1.0000000", bits=80, text="mass", goal=True)


def test_an_integral_with_its_error_is_computed_again(again):
    assert STEP.status.value == "holds"
    again(STEP)
    again(has_decimals(MASS, "1.1", bits=80, text="mass", goal=True))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"upper": 1}, "does not meet"),
        ({"error": [["rational", "-1", "1"]]}, "not negative"),
        ({"error": [["rational", "1", "10"]]}, "not inside"),
        ({"lower": 9}, "two integers"),
        ({"bits": 10**6}, "precision"),
        ({"integrand": [["variable"], ["eval", 0]]}, "operation of the list"),
        ({"integrand": [["variable"], ["exp", 1]]}, "operation of the list"),
        ({"integrand": []}, "list of operations"),
        ({"integrand": [["variable"], ["pow", 0, 0]]}, "integer powers"),
        ({"integrand": [["rational", "1", "0"]]}, "two strings"),
        # 1/x has a pole inside, and the root of x a branch point at the end of a piece and its cut on the next.
        ({"integrand": [["variable"], ["rational", "1", "1"], ["divide", 1, 0]]}, "converge"),
        ({"integrand": [["variable"], ["sqrt", 0]], "bits": 12}, "converge|does not meet"),
    ],
)
def test_what_was_changed_is_rejected(again, changes: dict[str, Any], why: str):
    with pytest.raises(Rejected, match=why):
        again(STEP, quantity={**STEP.data["quantity"], **changes})
