"""The type gate: what is exact comes in unchanged, what was rounded is refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import flint
import gmpy2
import mpmath
import numpy
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from ntkproofs.arithmetic import (
    BallArithmetic,
    ExactArithmetic,
    InexactInput,
    MalformedNumber,
    MultiprecisionArithmetic,
    fraction,
)

EXACT = [
    (3, Fraction(3)),
    (Fraction(-2, 7), Fraction(-2, 7)),
    ("0.1", Fraction(1, 10)),
    ("-1.25e-3", Fraction(-1, 800)),
    (".5", Fraction(1, 2)),
    ("2.", Fraction(2)),
    ("+7/21", Fraction(1, 3)),
    (Decimal("0.1"), Fraction(1, 10)),
    (sympy.Integer(5), Fraction(5)),
    (sympy.Rational(5, 3), Fraction(5, 3)),
    (flint.fmpz(9), Fraction(9)),
    (flint.fmpq(9, 4), Fraction(9, 4)),
    (gmpy2.mpz(6), Fraction(6)),
    (gmpy2.mpq(6, 5), Fraction(6, 5)),
]

FLOATS = [
    0.5,
    numpy.float64(0.5),
    numpy.float32(0.5),
    numpy.int64(1),
    numpy.array(1),
    mpmath.mpf(1),
    mpmath.mp.clone().mpf(1),
    sympy.Float("0.5"),
    gmpy2.mpfr("0.5"),
    1j,
    float("nan"),
]


@pytest.mark.parametrize(("value", "expected"), EXACT, ids=repr)
def test_exact_numbers_come_in(value: object, expected: Fraction) -> None:
    assert fraction(value) == expected
    assert type(fraction(value)) is Fraction


@pytest.mark.parametrize("ctx", [BallArithmetic(), ExactArithmetic()], ids=lambda c: type(c).__name__)
@pytest.mark.parametrize("value", FLOATS, ids=lambda v: f"{type(v).__module__}.{type(v).__name__}")
def test_floats_never_enter_the_rigorous_layer(ctx, value: object) -> None:
    with pytest.raises(InexactInput, match=r"was needed, .* (came|holds)"):
        ctx.convert(value)
    for operation in (ctx.sqrt, ctx.exp, ctx.gamma, ctx.surely_positive):
        with pytest.raises(InexactInput):
            operation(value)


@pytest.mark.parametrize("value", [0.5, numpy.float64(0.5), sympy.Float("0.5"), flint.arb(1)], ids=repr)
def test_multiprecision_refuses_what_would_lose_digits_or_a_radius(value: object) -> None:
    with pytest.raises(InexactInput):
        MultiprecisionArithmetic().convert(value)


@pytest.mark.parametrize(
    "text", ["", "pi", "1/0", "0x10", "1e999999", "1_000", "nan", "inf", "1/2/3", "1.5/2", "٣", ".", "e5"]
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(MalformedNumber):
        fraction(text)


@pytest.mark.parametrize(
    "value", [None, True, [], b"1", sympy.pi, sympy.oo, sympy.nan, flint.acb(1), flint.arf(1)], ids=repr
)
def test_other_objects_are_refused(value: object) -> None:
    with pytest.raises(TypeError):
        fraction(value)


def test_a_decimal_infinity_is_refused() -> None:
    with pytest.raises(MalformedNumber):
        fraction(Decimal("inf"))


def test_long_numbers_are_read() -> None:
    # int() and Fraction() refuse more than 4300 digits.
    digits = "7" * 6000
    assert fraction(f"{digits}/1") == fraction(digits) == 7 * (10**6000 - 1) // 9


@given(st.fractions(), st.integers(-50, 50))
def test_texts_mean_what_python_reads(number: Fraction, exponent: int) -> None:
    assert fraction(str(number)) == number
    text = f"{number.numerator}.25e{exponent}"
    assert fraction(text) == Fraction(text)
