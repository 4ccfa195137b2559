"""Tilings of every rule, and every way to spoil one."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy

from ntkproofs.arithmetic import tree
from ntkproofs.checks import nonnegative
from ntkproofs.claims import Status
from ntkproofs.replay import Rejected

x = sympy.Symbol("x")
JORDAN = nonnegative(2 * sympy.sin(x / 2) - 2 * x / sympy.pi, x, 0, 1, times_pi=True, contacts=[(0, 1), (1, 1)])
STRICT = nonnegative(sympy.exp(x) - sympy.Rational(9, 4) * x, x, 0, 2, strict=True)


@pytest.mark.parametrize(
    "step",
    [
        JORDAN,
        STRICT,
        nonnegative(sympy.sin(x) - x * sympy.cos(x), x, 0, 1, times_pi=True, contacts=[(0, 3)], strict=True),
        nonnegative(2 + sympy.acos(x) - sympy.sqrt(2 + x), x, sympy.Rational(-9, 10), sympy.Rational(9, 10)),
        nonnegative((x - sympy.Rational(1, 2)) ** 2, x, 0, 1, contacts=[(sympy.Rational(1, 2), 2)]),
        nonnegative(2 * sympy.sin(x / 2) - sympy.Rational(2001, 1000) * x / sympy.pi, x, 0, 1, times_pi=True),
    ],
)
def test_true_steps(again, step):
    assert step.status is not Status.UNDECIDED
    again(step)


def boxes(step, index: int, position: int, new: object) -> list[list[object]]:
    found = [list(box) for box in step.data["boxes"]]
    found[index][position] = new
    return found


@pytest.mark.parametrize(
    ("step", "changes", "why"),
    [
        (JORDAN, {"boxes": JORDAN.data["boxes"][1:]}, "a gap at 0"),
        (JORDAN, {"boxes": JORDAN.data["boxes"][:-1]}, "a gap"),
        (JORDAN, {"boxes": boxes(JORDAN, 1, 0, "1/4")}, "an overlap"),
        (JORDAN, {"boxes": boxes(JORDAN, 0, 1, "3/5")}, "an overlap|not confirmed"),
        (JORDAN, {"boxes": [["0", "1", *JORDAN.data["boxes"][0][2:]]]}, "not confirmed"),
        (JORDAN, {"boxes": boxes(JORDAN, 0, 2, "value")}, "not confirmed"),
        (JORDAN, {"boxes": boxes(JORDAN, 0, 2, "believed")}, "unknown rule"),
        (JORDAN, {"boxes": boxes(JORDAN, 0, 4, "-1 0 0 0")}, "is not one"),
        (JORDAN, {"boxes": boxes(JORDAN, 0, 4, "1 64 0 0")}, "is not one"),
        (JORDAN, {"boxes": boxes(JORDAN, 0, 4, "0 -3 0 0")}, "a finite ball"),
        (JORDAN, {"boxes": []}, "boxes"),
        (JORDAN, {"contacts": [["0", 2], ["1", 1]]}, "no zero of order 2"),
        (JORDAN, {"contacts": [["0", 1]]}, "no contact"),
        (JORDAN, {"contacts": [["0", 1], ["1/3", 1], ["1", 1]]}, "no zero of order 1"),
        (JORDAN, {"upper": "9/8"}, "a gap"),
        (JORDAN, {"times_pi": False}, "no zero|not confirmed"),
        (JORDAN, {"expression": tree(2 * sympy.sin(x / 2) - sympy.Rational(2001, 1000) * x / sympy.pi)}, "no zero"),
        (STRICT, {"expression": tree(sympy.exp(x) - 3 * x)}, "not confirmed|is not one|not of the sign"),
        (STRICT, {"expression": tree(-sympy.exp(x) + 3 * x)}, "not confirmed|is not one|not of the sign"),
    ],
)
def test_false_steps(again, step, changes, why):
    with pytest.raises(Rejected, match=why):
        again(step, **changes)


def test_a_false_contact_is_rejected_exactly(again):
    # f(0) = -10^-30 lies far inside of every ball around 0.
    tiny = sympy.Rational(1, 10**30)
    with pytest.raises(Rejected, match="no zero of order 1 at 0"):
        again(JORDAN, expression=tree(2 * sympy.sin(x / 2) - 2 * x / sympy.pi - tiny * sympy.cos(x / 2)))


def test_a_witness_must_be_negative_and_inside(again):
    step = nonnegative(x - Fraction(1, 2), x, 0, 1)
    again(step)
    with pytest.raises(Rejected, match="not negative"):
        again(step, expression=tree(x))
    with pytest.raises(Rejected, match="not negative"):
        again(step, lower="3/4")
