"""Multiprecision: a context of its own, real functions, one rounding."""

from __future__ import annotations

import pickle
from fractions import Fraction

import mpmath
import pytest

from ntkproofs.arithmetic import MultiprecisionArithmetic, Ternary
from ntkproofs.arithmetic.codec import dump_mpf

CTX = MultiprecisionArithmetic(digits=60)


def exact(number) -> Fraction:
    mantissa, exponent = (int(word, 16) for word in dump_mpf(number).split())
    return Fraction(mantissa) * Fraction(2) ** exponent


def test_the_precision_is_its_own() -> None:
    before = mpmath.mp.prec
    third = CTX.rational(1, 3)
    with mpmath.workdps(5):
        low = CTX.sqrt(2) + third  # the global precision has no say
    assert mpmath.mp.prec == before
    assert low == CTX.sqrt(2) + third
    assert abs(exact(CTX.sqrt(2)) ** 2 - 2) < Fraction(1, 10**59)


def test_two_precisions_live_side_by_side() -> None:
    low, high = MultiprecisionArithmetic(15), MultiprecisionArithmetic(200)
    a, b = low.pi, high.pi
    assert abs(exact(a) - exact(b)) > Fraction(1, 10**20)
    assert abs(exact(high.sin(high.rational(1)) ** 2 + high.cos(high.rational(1)) ** 2) - 1) < Fraction(1, 10**198)
    assert exact(low.pi) == exact(a)


def test_a_context_keeps_the_functions_of_mpmath() -> None:
    for value in (
        CTX.gamma("0.3"),
        CTX.erf(1),
        CTX.bessel_i(0, 1),
        CTX.hypergeometric([1, "1/2"], ["7/2", 2, 3], "0.3"),
    ):
        assert type(value) is CTX.context.mpf


def test_a_quotient_is_rounded_once() -> None:
    third = exact(CTX.rational(10**80 + 1, 3 * 10**80))
    unit = Fraction(2) ** -(CTX.context.prec + 1)
    assert abs(third - Fraction(10**80 + 1, 3 * 10**80)) <= unit / 2


def test_huge_integers_are_converted() -> None:
    assert abs(exact(CTX.rational(10**5000, 10**5000 - 1)) - 1) < Fraction(1, 10**50)


@pytest.mark.parametrize(
    "call",
    [
        lambda c: c.sqrt(-1),
        lambda c: c.acos(2),
        lambda c: c.asin(-2),
        lambda c: c.log(-1),
        lambda c: c.gamma(-2),
        lambda c: c.power(0, -1),
        lambda c: c.power(-8, "1/3"),
    ],
)
def test_functions_are_real(call) -> None:
    assert CTX.context.isnan(call(CTX))


def test_nan_is_undecided() -> None:
    nan = CTX.sqrt(-1)
    assert CTX.surely_less(nan, 1) is Ternary.UNDECIDED
    assert CTX.surely_less(1, nan) is Ternary.UNDECIDED
    assert CTX.surely_nonnegative(nan) is Ternary.UNDECIDED


def test_clipping_forgives_roundoff_and_nothing_else() -> None:
    over = 1 + CTX.rational(1, 10**58)
    assert CTX.context.isnan(CTX.acos(over))
    assert CTX.acos_unit(over) == 0
    assert CTX.sqrt_nonnegative(-CTX.rational(1, 10**58)) == 0
    assert CTX.power_nonnegative(-CTX.rational(1, 10**58), Fraction(1, 3)) == 0
    assert CTX.context.isnan(CTX.acos_unit("1.001"))
    assert CTX.context.isnan(CTX.sqrt_nonnegative("-0.001"))


def test_arithmetics_travel_between_processes() -> None:
    assert pickle.loads(pickle.dumps(CTX)) == CTX


@pytest.mark.parametrize("digits", [0, -3, 2.5])
def test_bad_digits_are_refused(digits) -> None:
    with pytest.raises(ValueError, match="digits >= 1"):
        MultiprecisionArithmetic(digits)
