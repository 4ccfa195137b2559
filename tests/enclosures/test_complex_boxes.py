from __future__ import annotations

import math
import random
from fractions import Fraction
from typing import Any

import pytest
from flint import acb, arb

from ntkproofs.arithmetic import UnsupportedOperation
from ntkproofs.enclosures.complex_boxes import BernsteinEllipse, maximum_modulus, prove_analytic
from ntkproofs.enclosures.quadrature import NotConverged

ELLIPSE = BernsteinEllipse(-1, 1, 2)


def angle(ctx: Any, t: Any, layers: int) -> Any:
    for _ in range(layers):
        g = ctx.sinc(t / 2) ** 2 / 2 - t * ctx.sinc_slope(t) / ctx.pi
        t = 2 * ctx.asin(t * ctx.sqrt(g / 2))
    return t


def test_semi_axes_and_foci() -> None:
    long, short = ELLIPSE.semi_axes
    assert long**2 - short**2 == 1
    assert long + short == 2
    assert BernsteinEllipse(0, 4, 3).centre == 2
    for bad in ((1, 0, 2), (0, 1, 1), (0, 1, "1/2")):
        with pytest.raises(ValueError, match="rho > 1"):
            BernsteinEllipse(*bad)


def test_the_boxes_cover_the_ellipse() -> None:
    ellipse = BernsteinEllipse(Fraction(1, 3), 2, Fraction(17, 10))
    boxes = ellipse.boxes(7, 5)
    long, short = ellipse.semi_axes
    rng = random.Random(5)
    for _ in range(2000):
        x = Fraction(rng.randint(-1000, 1000), 1000) * long
        y = Fraction(rng.randint(-1000, 1000), 1000) * short
        inside = (x / long) ** 2 + (y / short) ** 2 <= 1
        x += ellipse.centre
        covered = any(b[0] <= x <= b[1] and b[2] <= y <= b[3] for b in boxes)
        assert covered or not inside


def test_the_arcs_cover_the_boundary() -> None:
    for i in range(64):
        arc = ELLIPSE.arc(Fraction(i, 64), Fraction(i + 1, 64), 64)
        for j in range(5):
            turn = 2 * math.pi * (i + j / 4) / 64
            point = (2 * math.e ** (1j * turn) + math.e ** (-1j * turn) / 2) / 2
            assert arc.overlaps(acb(arb(point.real, 1e-14), arb(point.imag, 1e-14)))


def test_the_maximum_of_entire_functions() -> None:
    bound = maximum_modulus(lambda ctx, z: ctx.exp(z), ELLIPSE)
    assert arb("1.25").exp() <= bound
    assert bound <= arb("1.25").exp() * arb("1.01")
    square = maximum_modulus(lambda ctx, z: z * z, ELLIPSE, slack="1e-4")
    assert arb(25) / 16 <= square
    assert square <= arb(25) / 16 * arb("1.0001")


def test_the_boundary_alone_would_miss_a_pole_inside() -> None:
    pole = lambda ctx, z: 1 / (2 * z - 1)  # noqa: E731
    assert maximum_modulus(pole, ELLIPSE, analytic_inside=True).is_finite()
    for f in (
        pole,
        lambda ctx, z: ctx.log(z),
        lambda ctx, z: ctx.sqrt(z + 1),
        lambda ctx, z: ctx.atan(2 * z),
        lambda ctx, z: ctx.acos(z),
        lambda ctx, z: ctx.tan(2 * z),
    ):
        with pytest.raises(NotConverged, match="unbounded near"):
            maximum_modulus(f, ELLIPSE)
    assert prove_analytic(lambda ctx, z: ctx.log(z + 2), ELLIPSE)
    with pytest.raises(UnsupportedOperation):
        prove_analytic(lambda ctx, z: abs(z), ELLIPSE)


def test_the_cover_is_returned_and_covers() -> None:
    boxes = prove_analytic(lambda ctx, z: ctx.sqrt(z + Fraction(13, 10).numerator * ctx.rational(1, 10)), ELLIPSE)
    rng = random.Random(7)
    long, short = ELLIPSE.semi_axes
    for _ in range(500):
        x, y = Fraction(rng.randint(-100, 100), 100) * long, Fraction(rng.randint(-100, 100), 100) * short
        if (x / long) ** 2 + (y / short) ** 2 <= 1:
            assert any(b[0] <= x <= b[1] and b[2] <= y <= b[3] for b in boxes)


@pytest.mark.parametrize("layers", [1, 2, 3])
def test_deep_angles_are_analytic_on_the_ellipse_of_the_reference(layers: int) -> None:
    ellipse = BernsteinEllipse(0, 1, Fraction(17, 10))
    f = lambda ctx, t: angle(ctx, t, layers)  # noqa: E731
    assert len(prove_analytic(f, ellipse, scale="pi")) < 2000
    bound = maximum_modulus(f, ellipse, scale="pi", analytic_inside=True)
    assert bound < 2


def test_beyond_the_singularity_of_the_second_layer_the_cover_fails() -> None:
    # theta_2 has singularities at 2.323991 -+ 1.765551 i, which the ellipse with rho = 3 contains
    with pytest.raises(NotConverged):
        prove_analytic(lambda ctx, t: angle(ctx, t, 2), BernsteinEllipse(0, 1, 3), scale="pi", max_boxes=3000)
