"""The map of angles of a ReLU layer on real balls and complex boxes."""

from __future__ import annotations

import random
from fractions import Fraction

import mpmath
import pytest
from flint import acb, arb, fmpq

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.expansions.relu_angles import AngleBox, biased_angle, next_angle, next_box

CTX = BallArithmetic(160)


def psi(theta: complex) -> mpmath.mpc:
    with mpmath.workdps(40):
        x = mpmath.mpmathify(theta)
        square = mpmath.sin(x / 2) ** 2 - (mpmath.sin(x) - x * mpmath.cos(x)) / (2 * mpmath.pi)
        return 2 * mpmath.asin(x * mpmath.sqrt(square / x**2))


@pytest.mark.parametrize("seed", range(20))
def test_real_angles_shrink_no_ball_and_contain_the_image(seed: int) -> None:
    x = Fraction(random.Random(seed).randint(1, 3140), 1000)
    with CTX.working():
        ball = arb(fmpq(x.numerator, x.denominator)) + arb(0, "1e-20")
        image = next_angle(ball)
        assert image.rad() < arb("1.01e-20")
        with mpmath.workdps(40):
            kappa = (mpmath.sin(x) + (mpmath.pi - x) * mpmath.cos(x)) / mpmath.pi
            assert (
                image.contains(arb(mpmath.nstr(mpmath.acos(kappa), 35)))
                or abs(float(image.mid() - arb(mpmath.nstr(mpmath.acos(kappa), 35)))) < 1e-20
            )


@pytest.mark.parametrize("seed", range(30))
def test_complex_boxes_contain_images_and_slopes(seed: int) -> None:
    generator = random.Random(seed)
    centre = complex(generator.uniform(-0.2, 3.2), generator.uniform(-1.2, 1.2))
    direction = complex(generator.uniform(-1, 1), generator.uniform(-1, 1))
    with CTX.working():
        width = arb("0.01") * arb(0, 1)
        box = next_box(AngleBox.moving(acb(centre.real, centre.imag), acb(direction.real, direction.imag), width))
        assert box is not None
        for _ in range(5):
            s = generator.uniform(-0.01, 0.01)
            image = complex(psi(centre + s * direction))
            step = 1e-6
            slope = complex((psi(centre + (s + step) * direction) - psi(centre + (s - step) * direction)) / (2 * step))
            assert box.box.overlaps(acb(arb(image.real, 1e-13), arb(image.imag, 1e-13)))
            assert box.slope.overlaps(acb(arb(slope.real, 1e-6), arb(slope.imag, 1e-6)))


def test_a_branch_point_is_not_crossed() -> None:
    with CTX.working():
        # kappa_1 = -1 near 2.324 + 1.766 i: a box over it has no analytic image
        wide = AngleBox.moving(acb(2.324, 1.766), acb(1), arb(0, "0.1"))
        assert next_box(wide) is None


def test_a_bias_shrinks_angles() -> None:
    with CTX.working():
        assert biased_angle(arb(1), arb(1)).overlaps(arb(1))
        assert biased_angle(arb(1), arb("0.5")) < arb(1)
