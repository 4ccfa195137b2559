"""Exact text: every ball comes back bit by bit, in the very format of FLINT."""

from __future__ import annotations

import ctypes
import glob
import os
from fractions import Fraction

import flint
import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from ntkproofs.arithmetic import (
    BallArithmetic,
    MalformedNumber,
    MultiprecisionArithmetic,
    Precision,
    ball_record,
    decode,
    dump_ball,
    dump_mpf,
    encode,
    load_ball,
    load_mpf,
    midpoint_radius,
    read_record,
)

MANTISSA = st.integers(-(2**300), 2**300).map(lambda n: 2 * n + 1)
EXPONENT = st.integers(-(10**30), 10**30)
RADIUS = st.integers(0, 2**29 - 1).map(lambda n: 2 * n + 1)  # odd, up to all of FLINT's thirty bits


def same(a: arb, b: arb) -> bool:
    return a.mid().man_exp() == b.mid().man_exp() and a.rad().man_exp() == b.rad().man_exp()


@settings(max_examples=300)
@given(MANTISSA, EXPONENT, RADIUS, EXPONENT, st.integers(2, 500))
def test_every_dump_comes_back_bit_by_bit(mantissa, exponent, radius, radius_exponent, bits) -> None:
    text = f"{mantissa:x} {exponent:x} {radius:x} {radius_exponent:x}"
    with Precision(bits):  # whatever the working precision
        assert dump_ball(load_ball(text)) == text


@settings(max_examples=100, deadline=None)
@given(st.fractions(0, 100), st.integers(30, 1000))
def test_computed_balls_come_back_bit_by_bit(x: Fraction, bits: int) -> None:
    ball = BallArithmetic(bits).evaluate(lambda ctx, x: ctx.sqrt(x) * ctx.sin(x), x)
    assert same(load_ball(dump_ball(ball)), ball)


@pytest.mark.parametrize(
    "text",
    [
        "0 0 0 0",
        "1 0 0 0",
        "-1 -5 1 -20",
        "0 0 1 0",
        "0 -1 0 0",
        "0 -2 0 0",
        "0 -3 0 -1",
        "0 -3 0 0",
        "3 1 0 -1",
        "0 0 0 -1",
        "0 -1 1 0",
    ],
)
def test_special_values_come_back(text: str) -> None:
    assert dump_ball(load_ball(text)) == text


def test_special_balls_keep_their_meaning() -> None:
    assert load_ball(dump_ball(arb.nan())).is_nan()
    assert dump_ball(arb.pos_inf()) == "0 -1 0 0"
    assert dump_ball(arb.neg_inf()) == "0 -2 0 0"
    assert dump_ball(arb(3, arb.pos_inf())) == "3 0 0 -1"
    assert dump_ball(arb(1) / 0) == "0 -3 0 -1"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1 0 0",
        "1 0 0 0 0",
        "1  0 0 0",
        "0x1 0 0 0",
        "2 0 0 0",
        "1 0 2 0",
        "1 0 -1 0",
        "0 1 0 0",
        "A 0 0 0",
        "01 0 0 0",
        "1 0 7fffffff 0",
        "0 -4 0 0",
        "1 0 0 -2",
        "1 0 0 -3",
        "-0 0 0 0",
        "1.5 0 0 0",
        "1 0 0 0\n",
    ],
)
def test_what_flint_would_not_write_is_refused(text: str) -> None:
    with pytest.raises(MalformedNumber):
        load_ball(text)


def test_only_balls_are_dumped() -> None:
    with pytest.raises(TypeError, match=r"flint\.arb was needed"):
        dump_ball(1)  # type: ignore[arg-type]


def _libflint() -> ctypes.CDLL | None:
    folder = os.path.join(os.path.dirname(flint.__file__), "..", "python_flint.libs")
    for path in glob.glob(os.path.join(folder, "libflint*")):
        return ctypes.CDLL(path)
    return None


@pytest.mark.skipif(_libflint() is None, reason="the FLINT library is not beside the wheel")
@settings(max_examples=100)
@given(MANTISSA, st.integers(-(10**6), 10**6), RADIUS, st.integers(-(10**6), 10**6))
def test_flint_itself_reads_and_writes_our_text(mantissa, exponent, radius, radius_exponent) -> None:
    text = dump_ball(load_ball(f"{mantissa:x} {exponent:x} {radius:x} {radius_exponent:x}"))
    library = _libflint()
    library.arb_dump_str.restype = ctypes.c_char_p
    library.arb_dump_str.argtypes = [ctypes.c_void_p]
    library.arb_load_str.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    # an arb_t is two structures of 4 and 2 words
    ball = ctypes.create_string_buffer(64)
    library.arb_init(ctypes.byref(ball))
    assert library.arb_load_str(ctypes.byref(ball), text.encode()) == 0
    assert library.arb_dump_str(ctypes.byref(ball)).decode() == text
    library.arb_clear(ctypes.byref(ball))


@settings(max_examples=100)
@given(MANTISSA, EXPONENT, st.integers(1, 100))
def test_every_mpf_comes_back_whatever_the_precision(mantissa: int, exponent: int, digits: int) -> None:
    text = f"{mantissa:x} {exponent:x}"
    assert dump_mpf(load_mpf(text, MultiprecisionArithmetic(digits))) == text


def test_special_mpf_come_back() -> None:
    ctx = MultiprecisionArithmetic(20)
    for text in ("0 0", "0 -1", "0 -2", "0 -3"):
        assert dump_mpf(load_mpf(text, ctx)) == text
    assert dump_mpf(ctx.context.inf) == "0 -1"
    assert dump_mpf(ctx.sqrt(-1)) == "0 -3"
    with pytest.raises(MalformedNumber):
        load_mpf("1.5 0", ctx)


def test_objects_of_strings() -> None:
    ball, number = BallArithmetic(100).sqrt(2), MultiprecisionArithmetic(30).sqrt(2)
    assert same(decode(encode(ball)), ball)
    assert decode(encode(number), MultiprecisionArithmetic(30)) == number
    assert decode(encode(Fraction(22, 7))) == Fraction(22, 7)
    assert decode(encode(10**6000)) == 10**6000
    for value in (ball, number, 3):
        assert all(type(word) is str for word in encode(value).values())


@pytest.mark.parametrize(
    "record", [{}, {"ball": "1 0 0"}, {"ball": 1}, {"float": "0.5"}, {"rational": "1/2", "ball": "0 0 0 0"}]
)
def test_other_objects_are_refused(record) -> None:
    with pytest.raises(MalformedNumber):
        decode(record)


def test_a_record_is_for_readers_and_for_machines() -> None:
    ball = BallArithmetic(200).sqrt(2)
    record = ball_record(ball, 50)
    assert record["value"] == "1.4142135623730950488016887242096980785696718753769"
    assert same(read_record(record), ball)


@pytest.mark.parametrize("change", [{"value": "1.5"}, {"radius": "0"}, {"ball": "1 0 0 0"}, {"radius": "1e-70"}])
def test_a_tampered_record_is_refused(change) -> None:
    record = ball_record(BallArithmetic(200).sqrt(2), 50)
    with pytest.raises(MalformedNumber):
        read_record({**record, **change})
    with pytest.raises(MalformedNumber):
        read_record({**record, "extra": "1"})


def test_midpoint_and_radius_are_exact() -> None:
    assert midpoint_radius(load_ball("3 -1 5 -3")) == (Fraction(3, 2), Fraction(5, 8))
