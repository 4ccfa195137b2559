"""False statements and statements outside of a procedure's hypotheses, each of which once was said to hold."""

from __future__ import annotations

import pytest
import sympy
from flint import arb
from sympy import Matrix, Pow, Rational, acos, asin, binomial, log, sqrt, symbols

from ntkproofs.checks import (
    Integers,
    Reals,
    agreement,
    combine,
    has_decimals,
    identity,
    limit,
    nonnegative_by_derivatives,
    normal_form,
    positive,
    positive_definite,
    power_series,
    recurrence,
    summable,
    unbounded_quotient,
)
from ntkproofs.claims import Rule, Status

x, k, n = symbols("x k n")
r = sympy.Symbol("r", real=True)
m = sympy.Symbol("m", integer=True)
c = sympy.Symbol("c", positive=True)
GAP = Rational(91, 100)


@pytest.mark.parametrize(
    "step",
    [
        # Two imaginary roots have a negative product between the sample points; acos(2)^2 < 0.
        nonnegative_by_derivatives(
            sqrt((x - GAP) * (x - GAP - Rational(1, 100))) * sqrt((x - GAP) * (x - GAP - Rational(2, 100))),
            x,
            Reals(0, 1),
        ),
        nonnegative_by_derivatives(acos(x) ** 2, x, Reals(2, 3)),
        nonnegative_by_derivatives(asin(x), x, Reals(0, 5)),
        # N <= M D bounds no quotient where D < 0.
        unbounded_quotient(sympy.Integer(-2), x - Rational(1, 2), x, sympy.Integer(1), expected=False),
        combine(Rule.INDUCTION, [], text="nothing", goal=True),
        agreement([], text="nothing"),
        agreement([("wide", arb(3, 5), arb(1))], text="3 is 1"),
        recurrence(lambda i: 0 * i, lambda f, i: f(i + 1) - 2 * f(i), {}, k, Integers(0), text="2^k is 0"),
        # The numerator is the constant 1: the series converges.
        summable(((log(6) - log(2) - log(3)) * k + 1) / k**2, k, 1, expected=False),
        # binomial(-1, 1) = -1 and binomial(-1, -2) = 0.
        identity(binomial(n, k), binomial(n, n - k), {n: Integers(-3), k: Integers(0)}),
    ],
    ids=lambda step: step.statement[:40],
)
def test_no_longer_holds(step):
    assert step.status is Status.UNDECIDED


@pytest.mark.parametrize(
    "attack",
    [
        lambda: positive(sqrt(c**2) + c, {c: -1}),  # 0 at c = -1, read as 2 c
        lambda: positive_definite(Matrix([[1, 10], [0, 1]])),  # (1, -1) gives -8
        lambda: has_decimals(sympy.Integer(0), "1.5e-10"),
        lambda: has_decimals(Rational(1, 2), "1/3"),
        lambda: power_series(sympy.Abs(r), r, {0: 0, 1: 0}),  # SymPy differentiates |r| to sign(r), 0 at 0
        lambda: normal_form(Pow(0, k + 1)),  # 1 at k = -1
        # The symbol says positive, the domain does not: sqrt(x^2) = x, and c k + 1 has degree 1 in k.
        lambda: identity(sqrt(c**2), c, {c: Reals(-1, 1)}),
        lambda: limit((k + 1) / (c * k**2 + k), k, sympy.Integer(0), {c: Reals(0, 1)}),
        lambda: identity(sympy.sin(sympy.pi * m), 0, {m: Reals(0, 1)}),  # SymPy writes 0 for sin(pi m)
    ],
)
def test_refused(attack):
    with pytest.raises(ValueError, match=r"needed|declared|may vanish"):
        attack()


def test_real_roots_still_pass():
    assert nonnegative_by_derivatives(sqrt(1 - x**2) * acos(x), x, Reals(-1, 1)).status is Status.HOLDS
    assert limit(k / (c * k + 1), k, 1 / c, {c: Reals(0, 1, left_open=True)}).status is Status.HOLDS
    assert has_decimals(Rational(-1, 4), "-0.25").status is Status.HOLDS


def test_a_corner_cannot_move_the_start_that_is_printed():
    from ntkproofs.checks import approaches

    k = sympy.Symbol("k")
    with pytest.raises(ValueError, match="leave one out"):
        approaches(1 + 50 / k**2, k, 1, constant=1, order=1, start=1, corner={k: 100})


def test_a_ratio_without_a_value_attains_nothing():
    from ntkproofs.checks import attained_supremum

    s = sympy.Symbol("s")
    with pytest.raises(ValueError, match="a point where the ratio has a value was needed"):
        attained_supremum(s, 2 * s, s, 0, 1, value=1, at=0, order=1, zeros=[(0, 1)])
