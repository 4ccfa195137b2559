"""Products of Gamma functions: exact zeros, reduction, text that SymPy reads back."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
import sympy

from ntkproofs.arithmetic import BallArithmetic, lambdify
from ntkproofs.expansions.gamma_product import GammaProduct, exact_text


def random_product(generator: random.Random) -> GammaProduct:
    def argument() -> Fraction:
        while True:
            x = Fraction(generator.randint(-15, 40), 2)
            if x.denominator == 2 or x > 0:
                return x

    above = tuple(argument() for _ in range(generator.randint(0, 3)))
    below = tuple(argument() for _ in range(generator.randint(0, 3)))
    rational = Fraction(generator.randint(-9, 9) or 1, generator.randint(1, 9))
    return GammaProduct(
        rational, above, below, Fraction(generator.randint(-5, 5), 2), Fraction(generator.randint(-4, 4), 2)
    )


@pytest.mark.parametrize("seed", range(40))
def test_value_reduction_and_text_agree(seed: int) -> None:
    product, ctx = random_product(random.Random(seed)), BallArithmetic(200)
    ball = product.evaluate(ctx)
    radical = product.reduced()
    assert radical is not None
    for expression in (radical.sympy(), sympy.sympify(str(product))):
        other = ctx.evaluate(lambdify(sympy.sympify(expression)))
        assert ball.overlaps(other)
        assert other.rel_accuracy_bits() > 150


def test_zero_comes_from_a_pole_only() -> None:
    assert GammaProduct(Fraction(1), denominator=(Fraction(-3),)).vanishes
    assert not GammaProduct(Fraction(1), denominator=(Fraction(-7, 2),)).vanishes
    assert exact_text([GammaProduct(Fraction(1), denominator=(Fraction(0),))]) == "0"


def test_a_pole_in_the_numerator_is_refused() -> None:
    with pytest.raises(ValueError, match="pole of Gamma"):
        GammaProduct(Fraction(1), (Fraction(-1),))


def test_long_numbers_stay_in_gamma_functions() -> None:
    text = exact_text([GammaProduct(Fraction(1), (Fraction(10**6) + Fraction(1, 2),), (Fraction(10**6),))])
    assert "gamma(" in text
    assert len(text) <= 1000


def test_radicals_that_cancel_give_zero() -> None:
    half = GammaProduct(Fraction(1), (Fraction(1, 2),))
    assert exact_text([half, GammaProduct(Fraction(-1), pi=Fraction(1, 2))]) == "0"
