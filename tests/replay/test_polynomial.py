from __future__ import annotations

from fractions import Fraction

from ntkproofs.replay.polynomial import Polynomial

X, Y = (Polynomial([(((g, 1),), Fraction(1))]) for g in (0, 1))
ONE = Polynomial([((), Fraction(1))])


def test_the_ring():
    assert (X + Y) * (X + Y.scaled(Fraction(-1))) == X * X + (Y * Y).scaled(Fraction(-1))
    assert not X + X.scaled(Fraction(-1))
    assert (X + Y) * (X + Y) != X * X + Y * Y


def test_exact_division_finds_factors_and_nothing_else():
    assert (X * X + (Y * Y).scaled(Fraction(-1))).divided(X + Y) == X + Y.scaled(Fraction(-1))
    assert (X * X + Y * Y).divided(X + Y) is None
    # A monomial in a denominator divides nothing away.
    inverse = Polynomial([(((0, -2),), Fraction(1))])
    assert (inverse * (X + Y) * Y).divided(X + Y) == inverse * Y


def test_content_and_common_monomial():
    p = (X * X * Y + X * Y).scaled(Fraction(4, 6))
    assert p.content == Fraction(2, 3)
    assert p.common == ((0, 1), (1, 1))
    assert p.constant is None
    assert Polynomial().constant == 0
