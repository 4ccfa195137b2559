"""The eleven ways in which python-flint can be misused into a wrong proof, one test each, in the order of the study."""

from __future__ import annotations

import concurrent.futures
import multiprocessing
import pickle
from fractions import Fraction

import flint
import gmpy2
import mpmath
import numpy
import pytest
import sympy
from flint import acb, arb, arb_series, fmpq

from ntkproofs.arithmetic import (
    BallArithmetic,
    ExactArithmetic,
    Float64Arithmetic,
    InexactInput,
    MultiprecisionArithmetic,
    Ternary,
    UndecidedComparison,
    UnsupportedOperation,
    dump_ball,
    ends,
    load_ball,
)

CTX = BallArithmetic(128)


def formula(ctx, x):
    return ctx.sin(ctx.sqrt(x)) * ctx.gamma(x) / ctx.pi


def dumped(bits: int) -> str:
    return dump_ball(BallArithmetic(bits).evaluate(formula, "0.3"))


def test_trap_1_a_series_read_past_its_end_is_zero() -> None:
    assert arb_series([1, 1], prec=2)[5] == 0  # FLINT's answer; the coefficient is unknown
    with pytest.raises(TypeError):
        CTX.convert(arb_series([1, 1], prec=2))  # so a series never passes for a ball
    jets = pytest.importorskip("ntkproofs.enclosures.jets")
    # sin(t)/t loses an order; the fourth coefficient is 1/120 or refused, never 0
    with pytest.raises(UnsupportedOperation, match="coefficient 5 was needed"):
        jets.read(arb_series([1, 1], prec=2), 5)
    coefficient = jets.taylor(lambda ctx, t: ctx.sin(t) / t, Fraction(1, 2), 6, 128)[6]
    assert not coefficient.contains(0)


def test_trap_1_the_global_cap_does_not_truncate() -> None:
    jets = pytest.importorskip("ntkproofs.enclosures.jets")
    before = flint.ctx.cap
    try:
        flint.ctx.cap = 3
        low, high = ends(jets.taylor(lambda ctx, t: ctx.exp(t), Fraction(0), 8, 128)[8])
        assert low <= Fraction(1, 40320) <= high < Fraction(1, 40319)
        assert flint.ctx.cap == 3
    finally:
        flint.ctx.cap = before


def test_trap_2_precision_is_global_so_processes_and_not_threads() -> None:
    serial = [dumped(bits) for bits in (53, 200, 1000)]
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert list(pool.map(dumped, (53, 200, 1000))) == serial


def test_trap_2_nothing_leaks_out_of_an_evaluation() -> None:
    before = flint.ctx.prec, flint.ctx.cap, flint.ctx.threads, mpmath.mp.prec
    for ctx in (BallArithmetic(700), MultiprecisionArithmetic(80), ExactArithmetic()):
        ctx.evaluate(formula, "0.3")
        ctx.surely_less(ctx.sqrt(2), ctx.pi)
    assert (flint.ctx.prec, flint.ctx.cap, flint.ctx.threads, mpmath.mp.prec) == before


def test_trap_3_a_complex_number_never_passes_for_a_real_one() -> None:
    with pytest.raises(TypeError):
        CTX.convert(acb(1, 0))
    with pytest.raises(TypeError):
        CTX.sqrt(acb(-1))


def test_trap_3_quadrature_of_a_square_root_is_right() -> None:
    quadrature = pytest.importorskip("ntkproofs.enclosures.quadrature")
    low, high = ends(quadrature.integrate(lambda ctx, z: ctx.sqrt(z), 1, 4, bits=100))
    assert low <= Fraction(14, 3) <= high < low + Fraction(1, 10**15)


def test_trap_4_no_truth_value_stands_for_an_order() -> None:
    assert bool(arb(0)) is True  # FLINT's answers
    assert not (arb(1, 1) <= arb(1, 1))
    assert arb.nan().contains(3)
    wide, nan = arb(0, 1), arb.nan()
    assert CTX.surely_positive(arb(0)) is Ternary.NO
    assert CTX.surely_nonnegative(wide) is Ternary.UNDECIDED
    for left, right in ((nan, 0), (0, nan), (nan, nan), (wide, wide), (arb.pos_inf(), 0), (0, arb(0, arb.pos_inf()))):
        assert CTX.surely_less(left, right) is Ternary.UNDECIDED
    with pytest.raises(UndecidedComparison):
        assert not CTX.surely_less(wide, 0)
    # touching balls: [-1, 0] against 0
    assert CTX.surely_less(arb(-1, (1, 0)), 0) is Ternary.UNDECIDED
    assert CTX.surely_nonnegative(arb(1, (1, 0))) is Ternary.YES
    assert CTX.surely_less(arb(1, (1, 0)), 0) is Ternary.NO


def test_trap_5_no_radius_is_lost_and_no_float_promoted() -> None:
    assert arb(0.1).is_exact()  # FLINT's answers
    assert (arb(1) * 0.1).rad() < arb((1, -50))
    for value in (0.1, mpmath.mpf("0.1"), numpy.float64(0.1), numpy.float32(0.1), sympy.Float("0.1")):
        with pytest.raises(InexactInput):
            CTX.convert(value)
        with pytest.raises(InexactInput):
            CTX.evaluate(formula, value)
    ball = arb(1, (1, -10))
    for ctx in (ExactArithmetic(), MultiprecisionArithmetic(), Float64Arithmetic()):
        with pytest.raises(TypeError):
            ctx.convert(ball)


def test_trap_6_rationals_of_every_library_come_in() -> None:
    for third in (sympy.Rational(1, 3), Fraction(1, 3), gmpy2.mpq(1, 3), fmpq(1, 3), "1/3"):
        assert dump_ball(CTX.convert(third)) == dump_ball(CTX.rational(1, 3))
    for seven in (sympy.Integer(7), gmpy2.mpz(7), flint.fmpz(7), 7, "7"):
        assert CTX.convert(seven) == 7


def test_trap_7_balls_travel_as_text() -> None:
    ball = CTX.sqrt(2)
    with pytest.raises(ValueError, match="Cannot hash"):  # so no cache may be keyed by a ball
        hash(ball)
    with pytest.raises(TypeError):
        pickle.dumps(ball)
    assert dump_ball(load_ball(dump_ball(ball))) == dump_ball(ball)


def test_trap_7_the_constructor_widens_a_radius_of_thirty_bits_and_the_codec_does_not() -> None:
    text = "1 0 24e718d9 -64"
    assert dump_ball(arb((1, 0), (0x24E718D9, -0x64))) != text  # FLINT's answer
    assert dump_ball(load_ball(text)) == text


def test_trap_8_radii_have_thirty_bits_and_ends_stay_exact() -> None:
    assert ends(arb(0.5, 0.25))[0] < Fraction(1, 4)  # FLINT's answer: 0.24999999953
    box = CTX.interval(Fraction(1, 3), Fraction(2, 3))
    assert ends(box)[0] <= Fraction(1, 3)
    assert ends(box)[1] >= Fraction(2, 3)


def test_trap_9_errors_inside_a_formula_are_heard() -> None:
    def broken(ctx, x):
        raise AssertionError("said aloud")

    for ctx in (CTX, ExactArithmetic(), MultiprecisionArithmetic(), Float64Arithmetic()):
        with pytest.raises(AssertionError, match="said aloud"):
            ctx.evaluate(broken, 1)


def test_trap_10_the_ends_of_the_domain_are_not_papered_over() -> None:
    beyond, near_zero = arb(1, (1, -30)), arb(0, (1, -30))
    assert CTX.acos(beyond).is_nan()
    assert CTX.sqrt(near_zero).is_nan()
    assert CTX.surely_less(CTX.acos(beyond), 1) is Ternary.UNDECIDED
    assert CTX.acos_unit(beyond).contains(0)
    assert CTX.sqrt_nonnegative(near_zero).contains(0)


def test_trap_11_a_tiny_integral_keeps_its_digits() -> None:
    quadrature = pytest.importorskip("ntkproofs.enclosures.quadrature")
    # int_0^1 z^k exp(-200) dz = exp(-200)/(k+1), about 1e-89
    value = quadrature.integrate(lambda ctx, z: z**10 * ctx.exp(ctx.rational(-200)), 0, 1, bits=200, magnitude=-440)
    expected = BallArithmetic(400).evaluate(lambda ctx: ctx.exp(-200) / 11)
    assert value.contains(expected)
    assert value.rel_accuracy_bits() > 150
