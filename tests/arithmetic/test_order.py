"""Three-valued order: Kleene's tables, and no truth value for what is undecided."""

from __future__ import annotations

from itertools import product

import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from ntkproofs.arithmetic import (
    BallArithmetic,
    ExactArithmetic,
    Float64Arithmetic,
    MultiprecisionArithmetic,
    Ternary,
    UndecidedComparison,
    ends,
)
from ntkproofs.arithmetic.order import decided

YES, NO, UNDECIDED = Ternary.YES, Ternary.NO, Ternary.UNDECIDED
RANK = {NO: 0, UNDECIDED: 1, YES: 2}


def test_the_truth_value_of_undecided_raises() -> None:
    assert bool(YES) is True
    assert bool(NO) is False
    with pytest.raises(UndecidedComparison, match="raise the precision"):
        bool(UNDECIDED)
    with pytest.raises(UndecidedComparison):
        _ = not UNDECIDED


def test_undecided_is_a_value_error() -> None:
    assert issubclass(UndecidedComparison, ValueError)


@pytest.mark.parametrize(("a", "b"), list(product(Ternary, Ternary)))
def test_connectives_are_minimum_maximum_and_reflection(a: Ternary, b: Ternary) -> None:
    assert RANK[a & b] == min(RANK[a], RANK[b])
    assert RANK[a | b] == max(RANK[a], RANK[b])
    assert RANK[~a] == 2 - RANK[a]


def test_only_true_itself_decides() -> None:
    assert decided(1, 1) is UNDECIDED
    assert decided(None, True) is NO
    assert decided(True, False) is YES


@pytest.mark.parametrize(
    "ctx", [ExactArithmetic(), BallArithmetic(64), MultiprecisionArithmetic(30), Float64Arithmetic()]
)
def test_every_arithmetic_orders_plain_numbers(ctx) -> None:
    assert ctx.surely_less(1, 2) is YES
    assert ctx.surely_less(2, 1) is NO
    assert ctx.surely_less(1, 1) is not YES
    assert ctx.surely_positive(3) is YES
    assert ctx.surely_positive(-3) is NO
    assert ctx.surely_nonnegative(-3) is NO
    assert ctx.surely_nonnegative(3) is YES


@pytest.mark.parametrize("ctx", [ExactArithmetic(), BallArithmetic(64)])
def test_zero_is_nonnegative_and_not_positive_where_arithmetic_is_exact(ctx) -> None:
    assert ctx.surely_nonnegative(0) is YES
    assert ctx.surely_positive(0) is NO


@pytest.mark.parametrize("ctx", [MultiprecisionArithmetic(30), Float64Arithmetic()])
def test_roundoff_is_never_a_verdict(ctx) -> None:
    third = ctx.rational(1, 3)
    assert (
        ctx.surely_less(third * 3, 1 - ctx.rational(1, 10**40)) is UNDECIDED or ctx.surely_less(1, third * 3) is not YES
    )
    residue = ctx.sin(ctx.pi)  # zero up to roundoff
    assert ctx.surely_positive(residue) is not YES
    assert ctx.surely_positive(-residue) is not YES


BALLS = st.builds(
    lambda m, e, r, f: arb((2 * m + 1, e), (r, f)),
    st.integers(-40, 40),
    st.integers(-4, 4),
    st.integers(0, 40),
    st.integers(-6, 3),
)


@settings(max_examples=500)
@given(BALLS, BALLS, st.integers(2, 60))
def test_balls_are_ordered_exactly_as_their_ends(a: arb, b: arb, bits: int) -> None:
    (a_low, a_high), (b_low, b_high) = ends(a), ends(b)
    answer = BallArithmetic(bits).surely_less(a, b)
    assert (answer is YES) == (a_high < b_low)
    assert (answer is NO) == (a_low >= b_high)
