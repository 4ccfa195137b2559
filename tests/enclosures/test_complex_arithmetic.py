from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest
from flint import acb, arb

from ntkproofs.arithmetic import InexactInput, UnsupportedOperation
from ntkproofs.enclosures.complex_arithmetic import ComplexBallArithmetic

BITS = 100
ANALYTIC = ComplexBallArithmetic(BITS, analytic=True)
PLAIN = ComplexBallArithmetic(BITS, analytic=False)


def box(re: tuple[str, str], im: tuple[str, str]) -> acb:
    """A rectangle from pairs (middle, radius)."""
    return acb(arb(*re), arb(*im))


LEFT = [
    box(("-1", "0.1"), ("0", "0.1")),
    box(("-1", "0"), ("0", "0")),
    box(("0", "0.1"), ("0", "0.1")),
    box(("-2", "0.5"), ("0.125", "0.125")),
    box(("-2", "0.5"), ("-0.125", "0.125")),
    box(("0", "0"), ("0", "0")),
    box(("-1e10", "0"), ("0", "1e-20")),
]
RIGHT_OF_ONE = [
    box(("1", "0.1"), ("0", "0.1")),
    box(("3", "0"), ("0", "0")),
    box(("2", "0.5"), ("0.25", "0.25")),
    box(("1", "0"), ("0", "0")),
]
OUTSIDE_UNIT = [*RIGHT_OF_ONE, *(-z for z in RIGHT_OF_ONE)]
TURNED = [z * acb(0, 1) for z in OUTSIDE_UNIT]

#: function, boxes that touch its cut
CUTS: dict[str, tuple[Any, list[acb]]] = {
    "sqrt": (lambda ctx, z: ctx.sqrt(z), LEFT),
    "log": (lambda ctx, z: ctx.log(z), LEFT),
    "log1p": (lambda ctx, z: ctx.log1p(z), [z - 1 for z in LEFT]),
    "power": (lambda ctx, z: ctx.power(z, Fraction(1, 3)), LEFT),
    "power of a ball": (lambda ctx, z: ctx.power(z, arb("0.3")), LEFT),
    "inverse power": (lambda ctx, z: ctx.power(z, "-1/2"), LEFT),
    "asin": (lambda ctx, z: ctx.asin(z), OUTSIDE_UNIT),
    "acos": (lambda ctx, z: ctx.acos(z), OUTSIDE_UNIT),
    "atan": (lambda ctx, z: ctx.atan(z), TURNED),
    "bessel_i": (lambda ctx, z: ctx.bessel_i(Fraction(1, 2), z), LEFT),
    "2F1": (lambda ctx, z: ctx.hypergeometric([1, Fraction(1, 2)], [2], z), RIGHT_OF_ONE),
    "3F2": (lambda ctx, z: ctx.hypergeometric([1, Fraction(1, 2), 1], [2, 3], z), RIGHT_OF_ONE),
    "1F0": (lambda ctx, z: ctx.hypergeometric([Fraction(1, 2)], [], z), RIGHT_OF_ONE),
    "sqrt_nonnegative": (lambda ctx, z: ctx.sqrt_nonnegative(z), LEFT),
    "power_nonnegative": (lambda ctx, z: ctx.power_nonnegative(z, "1/3"), LEFT),
    "asin_unit": (lambda ctx, z: ctx.asin_unit(z), OUTSIDE_UNIT),
    "acos_unit": (lambda ctx, z: ctx.acos_unit(z), OUTSIDE_UNIT),
}
POLES: dict[str, tuple[Any, list[acb]]] = {
    "tan": (lambda ctx, z: ctx.tan(z), [acb(arb.pi() / 2), box(("1.5", "0.2"), ("0", "0.1"))]),
    "tanh": (lambda ctx, z: ctx.tanh(z), [box(("0", "0.1"), ("1.5", "0.2"))]),
    "gamma": (lambda ctx, z: ctx.gamma(z), [acb(0), acb(-3), box(("-1", "0.1"), ("0", "0.1"))]),
    "quotient": (lambda ctx, z: 1 / z, [box(("0", "0.1"), ("0", "0.1"))]),
    "inverse square": (lambda ctx, z: z**-2, [box(("0", "0.1"), ("0.05", "0.1"))]),
}
CASES = CUTS | POLES


@pytest.mark.parametrize("name", CASES)
def test_a_box_on_a_cut_or_a_pole_has_no_finite_value(name: str) -> None:
    function, touching = CASES[name]
    for z in touching:
        assert not function(ANALYTIC, z).is_finite(), z


@pytest.mark.parametrize("name", CUTS)
def test_boxes_beside_the_cut_have_one(name: str) -> None:
    function, _ = CUTS[name]
    for z in (box(("0.5", "0.1"), ("0.3", "0.1")), box(("0.4", "1e-20"), ("0", "0.1"))):
        assert function(ANALYTIC, z).is_finite(), z


@pytest.mark.parametrize("name", [*CUTS, *POLES])
def test_values_of_points_lie_in_the_value_of_their_box(name: str) -> None:
    function, _ = CASES[name]
    rng = random.Random(name)
    met = 0
    for _ in range(60):
        centre = (rng.uniform(-2, 2), rng.uniform(-2, 2))
        radius = (2.0 ** rng.randint(-40, 0), 2.0 ** rng.randint(-40, 0))
        z = acb(arb(centre[0], radius[0]), arb(centre[1], radius[1]))
        for ctx in (ANALYTIC, PLAIN):
            wide = function(ctx, z)
            if not wide.is_finite():
                continue
            met += 1
            for _ in range(4):
                point = acb(
                    arb(centre[0]) + arb(radius[0]) * rng.randint(-64, 64) / 64,
                    arb(centre[1]) + arb(radius[1]) * rng.randint(-64, 64) / 64,
                )
                assert wide.overlaps(function(PLAIN, point)), (z, point)
    assert met > 20


def test_centred_forms_are_much_narrower_on_wide_boxes() -> None:
    z = box(("0.43", "0.01"), ("0", "0.06"))
    assert ANALYTIC.asin(z).real.rad() < arb("0.03")
    # FLINT alone answers nan here, although the box is clear of the cut
    z = box(("0", "0.4"), ("1", "0.2"))
    assert not z.asin().is_finite()
    assert ANALYTIC.asin(z).is_finite()


def test_principal_values_on_the_real_path_are_finite_at_the_branch_point() -> None:
    zero, one = acb(arb("0", "1e-10")), acb(arb("1", "1e-10"))
    for value in (
        PLAIN.sqrt(zero),
        PLAIN.acos(one),
        PLAIN.asin(one),
        PLAIN.power(zero, "1/3"),
        PLAIN.power_nonnegative(zero, "1/3"),
        PLAIN.sqrt_nonnegative(zero),
        PLAIN.acos_unit(one),
    ):
        assert value.is_finite()
        assert value.contains(0) or value.real.overlaps(arb.pi() / 2)
    assert PLAIN.acos_unit(one).imag.is_zero()


def test_integer_orders_and_exponents_have_no_cut() -> None:
    z = LEFT[0]
    assert ANALYTIC.power(z, 3).is_finite()
    assert ANALYTIC.bessel_i(2, z).is_finite()
    assert ANALYTIC.hypergeometric([], [Fraction(3, 2)], z).is_finite()
    assert ANALYTIC.rgamma(box(("-1", "0.1"), ("0", "0.1"))).is_finite()
    assert ANALYTIC.sinc(box(("0", "0.1"), ("0", "0.1"))).contains(1)


def test_constants_and_refusals() -> None:
    assert ANALYTIC.rational(1, 3).contains(ANALYTIC.rational(1, 3).mid())
    assert ANALYTIC.pi.real.overlaps(arb.pi())
    with pytest.raises(InexactInput):
        ANALYTIC.sqrt(0.5)
    with pytest.raises(InexactInput):
        ANALYTIC.convert(1j)
    with pytest.raises(UnsupportedOperation, match="3F1"):
        ANALYTIC.hypergeometric([1, 2, 3], [4], 2)
