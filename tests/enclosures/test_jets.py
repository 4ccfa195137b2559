from __future__ import annotations

import math
from fractions import Fraction

import flint
import mpmath
import pytest
from flint import arb, arb_series

from ntkproofs.arithmetic import BallArithmetic, UnsupportedOperation
from ntkproofs.enclosures.box import ball
from ntkproofs.enclosures.jets import TaylorArithmetic, read, taylor

mp = mpmath.MPContext()
mp.dps = 60

FUNCTIONS = {
    "sqrt": mp.sqrt,
    "sqrt_nonnegative": mp.sqrt,
    "exp": mp.exp,
    "log": mp.log,
    "log1p": lambda x: mp.log(1 + x),
    "sin": mp.sin,
    "cos": mp.cos,
    "tan": mp.tan,
    "asin": mp.asin,
    "acos": mp.acos,
    "asin_unit": mp.asin,
    "acos_unit": mp.acos,
    "atan": mp.atan,
    "sinh": mp.sinh,
    "cosh": mp.cosh,
    "tanh": mp.tanh,
    "gamma": mp.gamma,
    "rgamma": mp.rgamma,
    "erf": mp.erf,
    "sinc": mp.sinc,
    "sinc_slope": lambda x: (mp.sin(x) - x * mp.cos(x)) / x**3,
}
FORMULAS = {name: (lambda ctx, x, name=name: getattr(ctx, name)(x)) for name in FUNCTIONS}
FORMULAS |= {
    "cube": lambda ctx, x: x**3,
    "inverse square": lambda ctx, x: x**-2,
    "power 1/3": lambda ctx, x: ctx.power(x, Fraction(1, 3)),
    "power_nonnegative": lambda ctx, x: ctx.power_nonnegative(x, "1/3"),
    "bessel_i": lambda ctx, x: ctx.bessel_i(Fraction(5, 2), x),
    "2F1": lambda ctx, x: ctx.hypergeometric([1, 2], [3], x),
    "1F2": lambda ctx, x: ctx.hypergeometric([1], [3, Fraction(1, 2)], x),
    "3F2": lambda ctx, x: ctx.hypergeometric([1, 2, 3], [3, Fraction(1, 2)], x),
}
MP = FUNCTIONS | {
    "cube": lambda x: x**3,
    "inverse square": lambda x: x**-2,
    "power 1/3": mp.cbrt,
    "power_nonnegative": mp.cbrt,
    "bessel_i": lambda x: mp.besseli(mp.mpf(5) / 2, x),
    "2F1": lambda x: mp.hyp2f1(1, 2, 3, x),
    "1F2": lambda x: mp.hyp1f2(1, 3, mp.mpf(1) / 2, x),
    "3F2": lambda x: mp.hyp3f2(1, 2, 3, 3, mp.mpf(1) / 2, x),
}


@pytest.mark.parametrize("name", FORMULAS)
def test_jets_agree_with_mpmath_differentiation(name: str) -> None:
    found = taylor(FORMULAS[name], Fraction(3, 8), 4, 128)
    expected = mp.taylor(MP[name], mp.mpf(3) / 8, 4)
    for n, (c, e) in enumerate(zip(found, expected, strict=True)):
        assert abs(mp.mpf(c.str(40, radius=False)) - e) < mp.mpf(10) ** -14 * max(1, abs(e)), (name, n)
        assert c.rad() < arb("1e-30")


@pytest.mark.parametrize("name", FORMULAS)
def test_jets_of_a_wide_ball_contain_the_jets_of_its_points(name: str) -> None:
    lo, hi = Fraction(1, 4), Fraction(1, 2)
    wide = taylor(FORMULAS[name], ball(lo, hi, 128), 4, 128)
    for i in range(17):
        point = taylor(FORMULAS[name], lo + (hi - lo) * Fraction(i, 16), 4, 128)
        assert all(w.overlaps(p) for w, p in zip(wide, point, strict=True))
        # isotonicity up to roundoff: the middle of a point ball lies in the wide ball
        assert all(w.contains(p.mid()) for w, p in zip(wide, point, strict=True))


def test_reading_past_the_end_raises_trap_one() -> None:
    # FLINT answers an exact 0 for an unknown coefficient
    assert arb_series([1, 1], prec=2)[5] == 0
    with pytest.raises(UnsupportedOperation, match="coefficient 5 was needed"):
        read(arb_series([1, 1], prec=2), 5)
    # sin(x)/x at 0 loses one order, and (sin t/t)[4] is 1/120, not 0
    with pytest.raises(UnsupportedOperation, match="divide the zero out"):
        taylor(lambda ctx, x: ctx.sin(x) / x, 0, 4, 64)
    assert taylor(lambda ctx, x: ctx.sinc(x), 0, 4, 64)[4].overlaps(arb(1) / 120)


def test_a_small_cap_left_by_others_does_not_truncate_and_nothing_leaks() -> None:
    before = flint.ctx.prec, flint.ctx.cap
    flint.ctx.cap = 2
    try:
        assert taylor(lambda ctx, x: ctx.exp(x) * ctx.cos(x), 0, 6, 64)[6].contains(0)
        assert taylor(lambda ctx, x: ctx.exp(x), 0, 6, 64)[6].overlaps(arb(1) / math.factorial(6))
        assert flint.ctx.cap == 2
    finally:
        flint.ctx.cap = before[1]
    with pytest.raises(ZeroDivisionError):
        taylor(lambda ctx, x: 1 // 0, 0, 3, 300)
    assert (flint.ctx.prec, flint.ctx.cap) == before


def test_values_survive_where_derivatives_do_not() -> None:
    for f in (
        lambda ctx, x: ctx.sqrt(x),
        lambda ctx, x: ctx.power(x, Fraction(1, 2)),
        lambda ctx, x: ctx.acos(1 - x),
        lambda ctx, x: ctx.asin_unit(x - 1),
    ):
        value, slope = taylor(f, 0, 1, 64)
        assert value.is_finite()
        assert not slope.is_finite()


def test_constants_and_operators() -> None:
    assert [c.unique_fmpz() for c in taylor(lambda ctx, x: 3, 5, 2, 64)] == [3, 0, 0]
    assert taylor(lambda ctx, x: ctx.pi, 5, 1, 64)[0].overlaps(arb.pi())
    f = lambda ctx, x: 1 - 2 * x / ctx.rational(1, 2) + ctx.rational(3) * x * x  # noqa: E731
    assert [c.unique_fmpz() for c in taylor(f, 1, 2, 64)] == [0, 2, 3]
    assert [c.unique_fmpz() for c in taylor(lambda ctx, x: x**0, 1, 1, 64)] == [1, 0]


def test_what_has_no_jet_is_refused_in_words() -> None:
    with pytest.raises(UnsupportedOperation, match="abs"):
        taylor(lambda ctx, x: abs(x), 1, 1, 64)
    with pytest.raises(UnsupportedOperation, match="variable exponent"):
        taylor(lambda ctx, x: ctx.power(2, x), 1, 1, 64)
    with pytest.raises(ValueError, match="order >= 0"):
        TaylorArithmetic(64, -1)


@pytest.mark.parametrize("name", ["tan", "gamma", "log", "sqrt", "acos", "inverse square"])
def test_boxes_across_a_pole_or_an_end_have_no_finite_slope(name: str) -> None:
    box = {"tan": (1, 2), "acos": (0, 2)}.get(name, (-1, 1))
    found = taylor(FORMULAS[name], ball(Fraction(box[0]), Fraction(box[1]), 64), 2, 64)
    assert not found[1].is_finite()


def test_deep_composition_agrees_with_ball_values() -> None:
    f = lambda ctx, x: ctx.exp(-ctx.sqrt(1 + x * x)) * ctx.tanh(ctx.sinh(x) / ctx.cosh(x))  # noqa: E731
    assert taylor(f, Fraction(1, 3), 0, 128)[0].overlaps(BallArithmetic(128).evaluate(f, Fraction(1, 3)))
