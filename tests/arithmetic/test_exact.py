"""Exact arithmetic: SymPy values, floats refused, order by rationals or by balls."""

from __future__ import annotations

import pytest
import sympy

from ntkproofs.arithmetic import BallArithmetic, ExactArithmetic, InexactInput, Ternary

CTX = ExactArithmetic()
T = sympy.Symbol("t")


def test_rational_functions_stay_rational() -> None:
    value = CTX.evaluate(lambda ctx, x: (x * x - 1) / (x + 1), "1/3")
    assert value == sympy.Rational(-2, 3)
    assert isinstance(value, sympy.Rational)


def test_functions_evaluate_as_sympy_does() -> None:
    assert CTX.sin(CTX.pi / 6) == sympy.Rational(1, 2)
    assert CTX.gamma(CTX.rational(1, 2)) == sympy.sqrt(sympy.pi)
    assert CTX.rgamma(-3) == 0
    assert CTX.hypergeometric([1], [2], T) == sympy.hyper([1], [2], T)


def test_a_quotient_of_python_integers_in_a_formula_is_caught() -> None:
    with pytest.raises(InexactInput, match="binary float"):
        CTX.evaluate(lambda ctx, x: x * (1 / 3), 2)
    with pytest.raises(InexactInput):
        CTX.evaluate(lambda ctx: 1 / 2)


def test_a_zero_denominator_is_refused() -> None:
    with pytest.raises(ZeroDivisionError, match="non-zero"):
        CTX.rational(1, 0)


def test_order_of_rationals_is_exact() -> None:
    tiny = CTX.rational(1, 10**5000)
    assert CTX.surely_less(0, tiny) is Ternary.YES
    assert CTX.surely_less(tiny, tiny) is Ternary.NO


def test_order_of_irrationals_goes_through_balls() -> None:
    # sqrt(2) + sqrt(3) = 3.1462643699..., just above pi + 0.0046
    assert CTX.surely_less(CTX.pi, sympy.sqrt(2) + sympy.sqrt(3)) is Ternary.YES
    # exp(pi sqrt(163)) misses an integer by 7.5e-13: 64 bits cannot decide, more can
    ramanujan = sympy.exp(sympy.pi * sympy.sqrt(163))
    assert CTX.surely_less(ramanujan, 262537412640768744) is Ternary.YES


def test_a_ball_never_proves_an_equality() -> None:
    disguised = sympy.sqrt(5 + 2 * sympy.sqrt(6)) - sympy.sqrt(2) - sympy.sqrt(3)
    assert CTX.surely_less(disguised, 0) is Ternary.UNDECIDED
    assert CTX.surely_nonnegative(disguised) is Ternary.UNDECIDED
    assert CTX.surely_nonnegative(sympy.sqrt(2) - sympy.sqrt(2)) is Ternary.YES


@pytest.mark.parametrize(
    "value", [T, T**2 + 1, sympy.nan, sympy.oo, -sympy.oo, sympy.zoo, sympy.I, sympy.zeta(3), sympy.sqrt(-1)]
)
def test_what_has_no_decidable_order_stays_undecided(value: sympy.Expr) -> None:
    assert CTX.surely_less(value, 0) is Ternary.UNDECIDED
    assert CTX.surely_less(0, value) is Ternary.UNDECIDED


def test_symbols_that_declare_a_sign_are_not_trusted() -> None:
    assert CTX.surely_positive(sympy.Symbol("p", positive=True)) is Ternary.UNDECIDED


def test_exact_and_ball_values_agree() -> None:
    def formula(ctx, x):
        return ctx.sqrt(1 + x) * ctx.atan(x) + ctx.power(x, ctx.rational(1, 3)) / ctx.pi

    ball = BallArithmetic(200)
    exact = CTX.evaluate(formula, "7/5")
    from ntkproofs.arithmetic import lambdify

    assert ball.evaluate(formula, "7/5").overlaps(ball.evaluate(lambdify(exact)))
