"""The conjugate kernel: printed covariances and the special cases that have names."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import pytest
import sympy

from ntkproofs.activations import ParameterError, RectifiedMonomial, ReLU, Step, identity
from ntkproofs.arithmetic import ExactArithmetic, MultiprecisionArithmetic
from ntkproofs.kernels import ArcCosine, Conjugate, Kernel

DIGITS, EXACT = MultiprecisionArithmetic(50), ExactArithmetic()


def at(kernel: Kernel, p: int, q: int) -> Any:
    return DIGITS.evaluate(lambda ctx: kernel.kappa(ctx, ctx.pi * p / q))


@pytest.mark.parametrize(
    ("hidden", "printed"),
    [
        (1, "0.608997781044229358088996582489818054"),
        (2, "0.683905650898705972359983791295347701"),
        (3, "0.738128192301000523001959370369389165"),
        (4, "0.778895137394331950871543628367571128"),
        (5, "0.810454201004628251282411758660340214"),
    ],
)
def test_bietti_mairal_at_one_half(hidden: int, printed: str) -> None:
    assert abs(at(Conjugate(hidden + 1), 1, 3) - DIGITS.convert(printed)) < 1e-35


@pytest.mark.parametrize(
    ("p", "q", "printed"),
    [
        (0, 1, "0.08125"),
        (1, 6, "0.075168211615233035917161603777124"),
        (1, 2, "0.055760277602852995293656107556358"),
        (3, 4, "0.049239319122121868219144978777064"),
        (1, 1, "0.048096589795461570911443245045089"),
    ],
)
def test_jacots_covariance(p: int, q: int, printed: str) -> None:
    kernel = Conjugate(4, activation=ReLU(), bias_variance="1/100", input_scale="sqrt(1/2)")
    assert abs(at(kernel, p, q) - DIGITS.convert(printed)) < 1e-31
    assert kernel.trace == Fraction(13, 160)


def test_values_at_opposite_points() -> None:
    # a_1 = 0, a_(l+1) = kappa_1(a_l), reference geifman-bowman section 1.4
    printed = ["0", "0.3183098861837906715377675267450287", "0.4937310902003715484981120003434261"]
    for layers, value in enumerate(printed, start=2):
        assert abs(at(Conjugate(layers), 1, 1) - DIGITS.convert(value)) < 1e-33


def test_one_hidden_layer_is_an_arc_cosine_kernel() -> None:
    for degree in (1, 2, 3):
        kernel = Conjugate(2, activation=RectifiedMonomial(degree))
        factor = RectifiedMonomial(degree).moment
        for r, s, angle in (("1", "1", "0.4"), ("2", "0.3", "2")):
            wanted = DIGITS.convert(factor) * DIGITS.evaluate(ArcCosine(degree).value, r, s, angle)
            assert abs(DIGITS.evaluate(kernel.value, r, s, angle) - wanted) < 1e-45


def test_linear_networks_are_linear() -> None:
    kernel = Conjugate(5, activation=identity(), bias_variance="1/7")
    assert sympy.expand(kernel.expression() - (sympy.Symbol("t") + sympy.Rational(5, 7))) == 0


def test_bias_at_the_zero_vector_is_finite() -> None:
    kernel = Conjugate(3, bias_variance=1)
    # S_0 = 1 there for every angle, so the kernel depends on the other vector only
    values = [DIGITS.evaluate(kernel.value, 0, "0.7", angle) for angle in ("0.1", "1", "3")]
    assert max(abs(v - values[0]) for v in values) < 1e-45


def test_deep_step_networks_have_a_branch_point() -> None:
    assert Conjugate(2, activation=Step()).angle_exponents == (None, None)
    assert Conjugate(4, activation=Step()).angle_exponents == (Fraction(1, 4), None)
    with mpmath.workdps(30):
        assert abs(at(Conjugate(3, activation=Step(scale_squared=2)), 1, 1) - mpmath.mpf(1) / 2) < 1e-25


def test_refusals() -> None:
    with pytest.raises(ParameterError, match="is not an activation"):
        Conjugate(2, activation="softplus")  # type: ignore[arg-type]
    assert Conjugate(2, activation=Step()).trace == Fraction(1, 2)
