from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint
import pytest
from mpmath import iv

from ntkproofs.arithmetic import InexactInput, UnsupportedOperation
from ntkproofs.arithmetic.codec import load_ball
from ntkproofs.enclosures.bounds import Examined
from ntkproofs.enclosures.branch_and_bound import prove_sign
from ntkproofs.enclosures.tiling import Tiling, Undecided, Violation

HALF = Fraction(1, 2)


def hoelder(ctx: Any, x: Any) -> Any:
    """2 sin(angle/2) - 2 angle/pi, simple zeros at both ends of [0, pi]."""
    return 2 * ctx.sin(x / 2) - 2 * x / ctx.pi


def smoothness(ctx: Any, x: Any) -> Any:
    """sin x - x cos x, a zero of order 3 at 0."""
    return ctx.sin(x) - x * ctx.cos(x)


def test_the_hoelder_bound_with_its_two_contacts() -> None:
    found = prove_sign(hoelder, 0, 1, scale="pi", contacts=[(0, 1), (1, 1)])
    assert isinstance(found, Tiling)
    assert len(found.boxes) <= 4
    assert {box.rule for box in found.boxes} >= {"contact-lo", "contact-hi"}
    assert isinstance(prove_sign(hoelder, 0, 1, scale="pi", contacts=[(0, 1), (1, 1)], strict=True), Tiling)


def test_the_third_order_contact() -> None:
    found = prove_sign(smoothness, 0, 1, scale="pi", contacts=[(0, 3)], strict=True)
    assert isinstance(found, Tiling)
    assert len(found.boxes) <= 6


def test_the_boxes_are_accepted_by_another_interval_library() -> None:
    # mpmath.iv is other code; derivatives by hand
    found = prove_sign(smoothness, 0, 1, scale="pi", contacts=[(0, 3)])
    assert isinstance(found, Tiling)
    first, *others = found.boxes
    assert (first.rule, first.order) == ("contact-lo", 3)
    s = iv.mpf([0, iv.mpf(first.hi.numerator) / first.hi.denominator]) * iv.pi
    assert (2 * iv.cos(s) - s * iv.sin(s)).a > 0
    for box in others:
        for i in range(16):
            cut = [box.lo + (box.hi - box.lo) * Fraction(i + j, 16) for j in (0, 1)]
            x = iv.mpf([iv.mpf(c.numerator) / c.denominator for c in cut]) * iv.pi
            assert (iv.sin(x) - x * iv.cos(x)).a > 0


def test_tilings_are_exact_and_their_bounds_hold() -> None:
    found = prove_sign(lambda ctx, x: ctx.exp(x) - x * x, Fraction(1, 3), Fraction(17, 7), strict=True)
    assert isinstance(found, Tiling)
    assert found.boxes[0].lo == Fraction(1, 3)
    assert found.boxes[-1].hi == Fraction(17, 7)
    assert all(left.hi == right.lo for left, right in zip(found.boxes, found.boxes[1:], strict=False))
    assert all(load_ball(box.bound) > 0 for box in found.boxes)


def test_a_false_constant_is_refuted_at_an_exact_point() -> None:
    steep = lambda ctx, x: 2 * ctx.sin(x / 2) - ctx.rational(2001, 1000) * x / ctx.pi  # noqa: E731
    for contacts in ([], [(0, 1)], [(0, 1), (1, 1)]):
        found = prove_sign(steep, 0, 1, scale="pi", contacts=contacts)
        assert isinstance(found, Violation)
        assert found.point == 1
        assert found.value < 0
    lifted = lambda ctx, x: smoothness(ctx, x) - ctx.rational(1, 10**9)  # noqa: E731
    assert isinstance(prove_sign(lifted, 0, 1, scale="pi"), Violation)
    assert isinstance(prove_sign(lifted, 0, 1, scale="pi", contacts=[(0, 3)]), Violation)


@pytest.mark.parametrize("contacts", [[], [(0, 1)]])
def test_missing_contacts_leave_it_undecided(contacts: list[tuple[int, int]]) -> None:
    found = prove_sign(hoelder, 0, 1, scale="pi", contacts=contacts)
    assert isinstance(found, Undecided)
    assert "declare a contact point" in found.reason


def test_an_exact_zero_at_a_monotone_end_needs_no_declaration() -> None:
    # f(0) is the exact number 0 here, and f increases from it
    found = prove_sign(hoelder, 0, 1, scale="pi", contacts=[(1, 1)])
    assert isinstance(found, Tiling)
    assert found.boxes[0].rule == "increasing"


@pytest.mark.parametrize("order", [1, 2, 4, 5])
def test_a_wrong_order_is_never_a_certificate(order: int) -> None:
    assert isinstance(prove_sign(smoothness, 0, 1, scale="pi", contacts=[(0, order)]), Undecided)


def test_false_contacts_are_rejected() -> None:
    below = prove_sign(lambda ctx, x: x - ctx.rational(1, 10**30), 0, 1, contacts=[(0, 1)])
    assert isinstance(below, Violation)
    assert below.point == 0
    above = prove_sign(lambda ctx, x: x + ctx.rational(1, 10**30), 0, 1, contacts=[(0, 1)])
    assert isinstance(above, Undecided)
    assert "declared contact is not a zero" in above.reason
    # f(1/2) = 0 but f'(1/2) is not: order 2 is false
    slope = prove_sign(lambda ctx, x: x - ctx.rational(1, 2), HALF, 1, contacts=[(HALF, 2)])
    assert isinstance(slope, Undecided)
    assert "derivative 1" in slope.reason
    # far below the working precision the check still sees it
    assert isinstance(prove_sign(lambda ctx, x: x - ctx.rational(1, 10**60), 0, 1, contacts=[(0, 1)]), Violation)


def test_interior_contacts() -> None:
    square = lambda ctx, x: (x - ctx.rational(1, 2)) ** 2 * ctx.exp(x)  # noqa: E731
    assert isinstance(prove_sign(square, 0, 1), Undecided)
    assert isinstance(prove_sign(square, 0, 1, contacts=[(HALF, 2)]), Tiling)
    assert isinstance(prove_sign(square, 0, 1, contacts=[(HALF, 1)]), Undecided)
    cube = lambda ctx, x: (x - ctx.rational(1, 2)) ** 3  # noqa: E731
    assert isinstance(prove_sign(cube, 0, 1, contacts=[(HALF, 3)]), Violation)
    assert isinstance(prove_sign(cube, HALF, 1, contacts=[(HALF, 3)]), Tiling)
    # on the left of an odd contact the sign turns
    assert isinstance(prove_sign(lambda ctx, x: -cube(ctx, x), 0, HALF, contacts=[(HALF, 3)]), Tiling)
    assert isinstance(prove_sign(cube, 0, HALF, contacts=[(HALF, 3)]), Violation)
    third = lambda ctx, x: (3 * x - 1) ** 2  # noqa: E731
    assert isinstance(prove_sign(third, 0, 1, contacts=[(Fraction(1, 3), 2)]), Tiling)


def test_an_irrational_touch_is_undecided_and_a_gap_is_seen() -> None:
    touch = lambda ctx, x: (x - 1 / ctx.sqrt(2)) ** 2  # noqa: E731
    assert isinstance(prove_sign(touch, 0, 1), Undecided)
    for exponent in (12, 30):
        lifted = lambda ctx, x, e=exponent: touch(ctx, x) + ctx.rational(1, 10**e)  # noqa: E731
        assert isinstance(prove_sign(lifted, 0, 1, strict=True), Tiling)
        sunk = lambda ctx, x, e=exponent: touch(ctx, x) - ctx.rational(1, 10**e)  # noqa: E731
        assert not isinstance(prove_sign(sunk, 0, 1), Tiling)


def test_strictness() -> None:
    assert isinstance(prove_sign(lambda ctx, x: x, 0, 1), Tiling)
    found = prove_sign(lambda ctx, x: x, 0, 1, strict=True)
    assert isinstance(found, Violation)
    assert found.point == 0
    assert isinstance(prove_sign(lambda ctx, x: x, 0, 1, strict=True, contacts=[(0, 1)]), Tiling)
    assert isinstance(prove_sign(lambda ctx, x: x - x, 0, 1), Tiling)
    assert isinstance(prove_sign(lambda ctx, x: x - x, 0, 1, strict=True), Violation)


def test_derivatives() -> None:
    f = lambda ctx, x: ctx.exp(x) - x  # noqa: E731
    assert isinstance(prove_sign(f, 0, 1, derivative=1), Tiling)
    assert isinstance(prove_sign(f, -1, 1, derivative=1), Violation)
    assert isinstance(prove_sign(f, -1, 1, derivative=2, strict=True), Tiling)
    assert Examined(f, {}, derivative=3).at(Fraction(0), 64).overlaps(flint.arb(1) / 6)


def test_no_derivatives_no_domain_no_budget() -> None:
    kink = lambda ctx, x: abs(x - ctx.rational(1, 3)) + ctx.rational(1, 100)  # noqa: E731
    assert isinstance(prove_sign(kink, 0, 1, strict=True), Tiling)
    assert isinstance(prove_sign(lambda ctx, x: ctx.sqrt(x - 2), 0, 1), Undecided)
    assert isinstance(prove_sign(lambda ctx, x: ctx.sqrt(x), 0, 1), Tiling)
    found = prove_sign(lambda ctx, x: ctx.cos(9999 * x) ** 2 + ctx.sin(9999 * x) ** 2, 0, 1, max_boxes=20)
    assert isinstance(found, Undecided)
    assert "budget" in found.reason
    assert found.worst

    def formula(ctx: Any, x: Any) -> Any:
        raise ctx.missing("zeta")

    with pytest.raises(UnsupportedOperation, match="zeta"):
        prove_sign(formula, 0, 1)


def test_the_coordinate_matters_trap_ten() -> None:
    # the Hoelder bound in u = cos(angle): the square-root singularity at u = 1 defeats every enclosure with derivatives
    in_u = lambda ctx, u: ctx.sqrt(2 - 2 * u) - 2 * ctx.acos(u) / ctx.pi  # noqa: E731
    for contacts in ([], [(1, 1)]):
        assert isinstance(prove_sign(in_u, 0, 1, contacts=contacts, max_boxes=2000), Undecided)


def test_poles_are_never_stepped_over() -> None:
    for f, a, b in (
        (lambda ctx, x: 1 / x, -1, 1),
        (lambda ctx, x: 1 / (x * x), -1, 1),
        (lambda ctx, x: ctx.tan(x), 0, 2),
        (lambda ctx, x: ctx.gamma(x), -2, 1),
    ):
        assert not isinstance(prove_sign(f, a, b, max_boxes=3000), Tiling)


def test_precision_is_raised_where_roundoff_hides_the_sign() -> None:
    # 1e-40 + x^2 at 64 bits: the exact middle decides only at 256
    f = lambda ctx, x: (1 + ctx.rational(1, 10**40)) ** 2 - 1 + x * x  # noqa: E731
    assert isinstance(prove_sign(f, -1, 1, strict=True, bits=64), Tiling)


def test_only_exact_numbers_come_in() -> None:
    with pytest.raises(InexactInput):
        prove_sign(hoelder, 0.0, 1)
    with pytest.raises(InexactInput):
        prove_sign(hoelder, 0, 1, contacts=[(0.5, 1)])
    for contacts in ([(2, 1)], [(0, 0)], [(0, 1), (0, 2)]):
        with pytest.raises(ValueError, match="prove_sign: contact"):
            prove_sign(hoelder, 0, 1, contacts=contacts)
    with pytest.raises(ValueError, match="a < b"):
        prove_sign(hoelder, 1, 0)


def test_flint_context_does_not_leak() -> None:
    before = flint.ctx.prec, flint.ctx.cap
    prove_sign(hoelder, 0, 1, scale="pi", contacts=[(0, 1), (1, 1)], bits=300)
    assert (flint.ctx.prec, flint.ctx.cap) == before
