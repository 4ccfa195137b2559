"""Decimals: the printed radius is a true bound, and the digits are right."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from flint import arb, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from ntkproofs.arithmetic import BallArithmetic, InsufficientPrecision, Precision, decimal, ends
from ntkproofs.arithmetic.codec import load_ball

DYADIC = st.builds(
    lambda m, e: Fraction(2 * m + 1) * Fraction(2) ** e, st.integers(-(2**80), 2**80), st.integers(-400, 400)
)
DIGITS = st.integers(1, 60)


def ball_of(middle: Fraction, radius: Fraction) -> arb:
    """The ball with a dyadic midpoint, and a radius at least as large as asked."""
    exponent = middle.denominator.bit_length() - 1
    with Precision(4000):
        return arb((int(middle * 2**exponent), -exponent)) + arb(0, 1) * arb(fmpq(radius.numerator, radius.denominator))


@settings(max_examples=300)
@given(DYADIC, st.integers(-500, 10), DIGITS)
def test_the_radius_is_a_true_bound(middle: Fraction, size: int, digits: int) -> None:
    ball = ball_of(middle, abs(middle) * Fraction(2) ** size)
    value, radius = (Fraction(text) for text in decimal(ball, digits, strict=False))
    low, high = ends(ball)
    assert value - radius <= low
    assert high <= value + radius


@settings(max_examples=300)
@given(DYADIC, st.integers(10, 500), DIGITS)
def test_the_digits_are_right_or_refused(middle: Fraction, size: int, digits: int) -> None:
    ball = ball_of(middle, abs(middle) / Fraction(2) ** size)
    low, high = ends(ball)
    try:
        value, radius = decimal(ball, digits)
    except InsufficientPrecision:
        # Refused only for a ball that really is wider than a unit of the last digit.
        assert (high - low) * Fraction(10) ** digits > abs(middle)
        return
    printed = Decimal(value)
    unit = Fraction(10) ** (printed.adjusted() - digits + 1)
    assert len(printed.as_tuple().digits) <= digits
    assert max(high - Fraction(value), Fraction(value) - low) <= unit
    assert Fraction(radius) <= unit * Fraction(101, 100)


@settings(max_examples=300)
@given(st.fractions(), DIGITS)
def test_exact_numbers(number: Fraction, digits: int) -> None:
    value, radius = decimal(number, digits)
    assert abs(Fraction(value) - number) <= Fraction(radius)
    if radius == "0":
        assert Fraction(value) == number
    else:
        # The rounding of the printed value, and hardly more than it.
        assert abs(Fraction(value) - number) >= Fraction(radius) * Fraction(99, 101)


@settings(max_examples=200)
@given(st.integers(-(10**12), 10**12), st.integers(-30, 30))
def test_a_decimal_that_ends_is_printed_as_it_is(mantissa: int, exponent: int) -> None:
    number = mantissa * Fraction(10) ** exponent
    assert (Fraction(decimal(number, 13)[0]), decimal(number, 13)[1]) == (number, "0")


@pytest.mark.parametrize(
    ("number", "digits", "expected"),
    [
        (0, 5, ("0", "0")),
        (1, 5, ("1", "0")),
        (-1, 5, ("-1", "0")),
        (Fraction(1, 2), 50, ("0.5", "0")),
        (Fraction(5, 64), 10, ("0.078125", "0")),
        (Fraction(5, 64), 3, ("0.0781", "2.5e-5")),
        (Fraction(1, 3), 5, ("0.33333", "3.34e-6")),
        (Fraction(2, 3), 5, ("0.66667", "3.34e-6")),
        (Fraction(-2, 3), 5, ("-0.66667", "3.34e-6")),
        (Fraction(99999, 100000), 3, ("1.00", "1e-5")),
        (1200, 2, ("1.2e3", "0")),
        (1200, 4, ("1200", "0")),
        (1234, 2, ("1.2e3", "34")),
        (Fraction(1, 10**9), 5, ("1e-9", "0")),
        (Fraction(12345, 10**12), 5, ("1.2345e-8", "0")),
        ("0.1", 1, ("0.1", "0")),
    ],
)
def test_how_numbers_look(number, digits: int, expected: tuple[str, str]) -> None:
    assert decimal(number, digits) == expected


def test_an_exact_ball_has_radius_zero() -> None:
    assert decimal(arb((5, -6)), 10) == ("0.078125", "0")
    assert decimal(arb((1, -40)), 5)[1] != "0"  # 2^-40 has 28 digits: the rounding is not hidden


def test_pi_to_fifty_digits() -> None:
    value, radius = decimal(BallArithmetic(200).pi, 50)
    assert value == "3.1415926535897932384626433832795028841971693993751"
    assert Fraction(radius) < Fraction(1, 10**49)


def test_a_ball_around_zero_is_reported_as_such() -> None:
    ball = BallArithmetic(100).sin(BallArithmetic(100).pi)
    with pytest.raises(InsufficientPrecision, match="contains zero"):
        decimal(ball, 10)
    value, radius = decimal(ball, 10, strict=False)
    assert value == "0"
    assert Fraction(radius) >= max(abs(end) for end in ends(ball))


def test_a_wide_ball_is_refused_or_cut() -> None:
    ball = arb(3, (1, -10))
    with pytest.raises(InsufficientPrecision, match="the ball has 3"):
        decimal(ball, 10)
    assert decimal(ball, 10, strict=False)[0] == "3.00"
    with pytest.raises(InsufficientPrecision):
        decimal(arb(3, (5, -1)), 1)
    assert decimal(arb(3, (5, -1)), 1, strict=False) == ("3", "2.5")


@pytest.mark.parametrize("text", ["0 -3 0 -1", "0 -1 0 0", "1 0 0 -1"])
def test_what_is_not_finite_has_no_decimal(text: str) -> None:
    for strict in (True, False):
        with pytest.raises(InsufficientPrecision, match="finite"):
            decimal(load_ball(text), 10, strict=strict)


def test_absurd_exponents_are_refused_quickly() -> None:
    with pytest.raises(OverflowError, match="exponent"):
        decimal(BallArithmetic(64).exp(10**12), 5)


def test_long_decimals() -> None:
    # str(int) refuses more than 4300 digits.
    assert decimal(Fraction(1, 7), 6000)[0] == "0." + ("142857" * 1000)
    assert decimal(10**6000 + 1, 10)[0] == "1.000000000e6000"


def test_digits_must_be_positive() -> None:
    with pytest.raises(ValueError, match="digits >= 1"):
        decimal(1, 0)
