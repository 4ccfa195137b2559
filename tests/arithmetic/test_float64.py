"""Double precision: elementwise over array namespaces; special functions for NumPy alone."""

from __future__ import annotations

from fractions import Fraction

import array_api_strict
import numpy
import pytest

from ntkproofs.arithmetic import Float64Arithmetic, Ternary, UnsupportedOperation

CTX = Float64Arithmetic()


def kappa(ctx, angle):
    return (ctx.sin(angle) + (ctx.pi - angle) * ctx.cos(angle)) / ctx.pi


@pytest.mark.parametrize("namespace", [numpy, array_api_strict])
def test_formulas_are_elementwise_and_keep_their_library(namespace) -> None:
    ctx = Float64Arithmetic(namespace)
    angles = namespace.asarray([0.0, 1.0, 3.0])
    values = ctx.evaluate(kappa, angles)
    assert type(values) is type(angles)
    assert [float(v) for v in values] == pytest.approx([kappa(CTX, a) for a in (0.0, 1.0, 3.0)], rel=1e-15)


@pytest.mark.parametrize("namespace", [numpy, array_api_strict])
@pytest.mark.parametrize(
    "name", ["sqrt", "exp", "log", "log1p", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh"]
)
def test_functions_of_scalars_and_arrays(namespace, name: str) -> None:
    ctx = Float64Arithmetic(namespace)
    scalar, array = getattr(ctx, name)("0.25"), getattr(ctx, name)(namespace.asarray([0.25]))
    assert float(scalar) == float(array[0]) == pytest.approx(float(getattr(CTX, name)(Fraction(1, 4))))


def test_special_functions_are_numpys_alone() -> None:
    assert float(CTX.gamma(5)) == pytest.approx(24)
    assert float(CTX.bessel_i(1, 2)) == pytest.approx(1.5906368546373291)
    assert float(CTX.hypergeometric([1, 2], [3], "0.5")) == pytest.approx(1.5451774444795625)
    strict = Float64Arithmetic(array_api_strict)
    for call in (
        lambda: strict.gamma(5),
        lambda: strict.erf(1),
        lambda: strict.bessel_i(0, 1),
        lambda: strict.rgamma(1),
    ):
        with pytest.raises(UnsupportedOperation, match=r"^Float64Arithmetic has no"):
            call()
    with pytest.raises(UnsupportedOperation, match="BallArithmetic"):
        CTX.hypergeometric([1, 2, 3], [4, 5], "0.5")


def test_single_precision_is_widened() -> None:
    assert CTX.convert(numpy.float32([1, 2])).dtype == numpy.float64


def test_outside_of_the_domain_there_is_nan_and_no_warning() -> None:
    assert numpy.isnan(CTX.sqrt(-1))
    assert numpy.isnan(CTX.acos(numpy.array([2.0])))[0]
    assert CTX.surely_less(CTX.sqrt(-1), 0) is Ternary.UNDECIDED


def test_clipping_forgives_roundoff_and_nothing_else() -> None:
    values = CTX.acos_unit(numpy.array([1 + 1e-15, 1.0, -1 - 1e-15, 1.1]))
    assert values[:3] == pytest.approx([0, 0, numpy.pi])
    assert numpy.isnan(values[3])
    assert CTX.sqrt_nonnegative(-1e-17) == 0
    assert numpy.isnan(CTX.sqrt_nonnegative(-0.5))
    assert CTX.power_nonnegative(-1e-17, "0.25") == 0


def test_arrays_have_no_order() -> None:
    with pytest.raises(UnsupportedOperation, match="element by element"):
        CTX.surely_less(numpy.zeros(3), 1)
    assert CTX.surely_less(numpy.array(0.0), 1) is Ternary.YES


@pytest.mark.parametrize("x", [0.0, 1e-9, 0.3, 0.999, 1.0, 1.001, 3.0, -2.0])
def test_sinc_and_its_slope_join_smoothly(x: float) -> None:
    from ntkproofs.arithmetic import BallArithmetic

    ball = BallArithmetic(200)
    exact = Fraction(x)
    assert float(CTX.sinc(x)) == pytest.approx(float(ball.sinc(exact).mid()), rel=2e-15)
    assert float(CTX.sinc_slope(x)) == pytest.approx(float(ball.sinc_slope(exact).mid()), rel=2e-14)
