from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
from mpmath import iv

from ntkproofs.replay import Opaque, Rejected
from ntkproofs.replay.intervals import sign, working
from ntkproofs.replay.trees import read_text

VALUES = [
    ("acos(-3/10)", "1.8754889808102941"),
    ("asin(99/100)", "1.4292568534704694"),
    ("atan(-2)", "-1.1071487177940906"),
    ("gamma(5/2)", "1.3293403881791370"),
    ("gamma(-1/2)", "-3.5449077018110321"),
    ("gamma(-9/4)", "-1.7428148657282526"),
    ("binomial(7, 3)", "35"),
    ("tanh(1/3)", "0.32151273753163434"),
    ("2**(1/3)", "1.2599210498948732"),
    ("(-2)**3", "-8"),
    ("tan(1)", "1.5574077246549023"),
    ("Abs(-pi)", "3.1415926535897932"),
    ("RisingFactorial(1/2, 4)", "6.5625"),
]


@pytest.mark.parametrize(("text", "expected"), VALUES)
def test_intervals_hold_the_value_and_are_tight(text: str, expected: str):
    with working(120) as intervals, mpmath.workdps(20):
        found = intervals.value(read_text(text))
        assert abs(mpmath.mpf(found.mid) - mpmath.mpf(expected)) < mpmath.mpf(10) ** -15
        assert found.delta < iv.mpf(2) ** -90


def test_a_wide_interval_holds_the_values_at_its_points():
    with working(80) as intervals:
        wide = intervals.hull(Fraction(-1, 2), Fraction(9, 10))
        for head in ("acos", "asin", "atan", "exp", "cos", "sinh", "tanh"):
            outer = intervals.apply(head, wide)
            for point in (Fraction(-1, 2), Fraction(0), Fraction(9, 10)):
                inner = intervals.apply(head, intervals.number(point))
                assert outer.a <= inner.b
                assert inner.a <= outer.b


@pytest.mark.parametrize("text", ["log(-1)", "sqrt(-1)", "acos(2)", "1/(sqrt(2)**2 - 2)", "gamma(-2)", "tan(pi/2)"])
def test_what_has_no_value_is_refused(text: str):
    with working(64) as intervals, pytest.raises(Rejected):
        intervals.value(read_text(text))


def test_what_has_no_interval_is_opaque():
    with working(64) as intervals, pytest.raises(Opaque):
        intervals.value(read_text("besseli(0, 1)"))


def test_signs_are_certain_or_none():
    assert sign(read_text("pi - 3")) == 1
    assert sign(read_text("exp(1) - 3")) == -1
    assert sign(read_text("sqrt(2)**2 - 2")) is None


def test_the_precision_is_put_back():
    before = iv.prec
    with pytest.raises(Rejected), working(before + 100):
        raise Rejected("out")
    assert iv.prec == before
