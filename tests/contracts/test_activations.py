"""What every activation owes: its dual against quadrature, its facts, one answer in every arithmetic, its text."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import mpmath
import numpy
import pytest
import sympy
from scipy.integrate import quad

import ntkproofs.activations as activations
from ntkproofs.activations import (
    GELU,
    Abs,
    Activation,
    Cosine,
    Erf,
    ErfDerivative,
    Exponential,
    Expression,
    Gaussian,
    GaussianDerivative,
    GELUDerivative,
    Hermite,
    LeakyReLU,
    LeakyStep,
    Logistic,
    LogisticDerivative,
    PiecewisePolynomial,
    Polynomial,
    RectifiedMonomial,
    ReLU,
    Sign,
    Sine,
    Softplus,
    Step,
    Tanh,
    TanhDerivative,
    identity,
)
from ntkproofs.arithmetic import (
    BallArithmetic,
    ExactArithmetic,
    Float64Arithmetic,
    MultiprecisionArithmetic,
    UnsupportedOperation,
)
from ntkproofs.kernels.grammar import parse_activation

CLOSED: list[Activation] = [
    Step(),
    Step(scale_squared=2),
    ReLU(),
    ReLU(scale_squared="2"),
    RectifiedMonomial(1),
    RectifiedMonomial(2),
    RectifiedMonomial(3, scale_squared=Fraction(2, 15)),
    RectifiedMonomial(5),
    Exponential(),
    Exponential(rate="1/2", shift=-2, scale=3),
    Erf(),
    ErfDerivative(),
    identity(),
    Polynomial(("1/2", -1, 2, "1/3")),
    Polynomial((0, 0, 1)),
    LeakyReLU(),
    LeakyReLU("-1/3"),
    LeakyStep("1/4"),
    Abs(),
    Sign(),
    GELU(),
    GELUDerivative(),
    Sine(),
    Sine(2, "-1/3"),
    Cosine(),
    Cosine("1/2", 3),
    Gaussian(),
    Gaussian("1/3"),
    GaussianDerivative(),
    Hermite(0),
    Hermite(3),
    Hermite(4, scale_squared=2),
    PiecewisePolynomial((0, 1), (0, 0, 1)),
    PiecewisePolynomial(("1/2", -1, 0, 1), (2, 0, "-1/3")),
    PiecewisePolynomial((0, 0, -1), (0, 0, 1)),
]
OPEN: list[Activation] = [Softplus(), Logistic(), LogisticDerivative(), Tanh(), TanhDerivative()]
NORMS = [(1, 1), (Fraction(3, 2), Fraction(1, 2))]
DOUBLE, DIGITS, BALLS, EXACT = Float64Arithmetic(), MultiprecisionArithmetic(50), BallArithmetic(200), ExactArithmetic()


def name_of(value: Any) -> str:
    return str(value)


def oracle(activation: Activation, r: float, s: float, angle: float) -> float:
    """E sigma(r X) sigma(s Y) by quadrature, with break points where a neuron switches."""

    def sigma(u: float) -> float:
        return float(activation.value(DOUBLE, u)) if u != 0 else 0.0

    def density(z: float) -> float:
        return math.exp(-z * z / 2) / math.sqrt(2 * math.pi)

    c, d = math.cos(angle), math.sin(angle)
    if d < 1e-12:
        whole = [quad(lambda x: sigma(r * x) * sigma(s * c * x) * density(x), *ends)[0] for ends in ((-12, 0), (0, 12))]
        return sum(whole)

    def inner(x: float) -> float:
        kink = min(max(-x * c / d, -12.0), 12.0)
        parts = [quad(lambda z: sigma(s * (c * x + d * z)) * density(z), a, b)[0] for a, b in ((-12, kink), (kink, 12))]
        return sum(parts)

    nodes, weights = numpy.polynomial.legendre.leggauss(40)
    total = 0.0
    for low, high in ((-9, -4), (-4, 0), (0, 4), (4, 9)):
        x = (high - low) / 2 * nodes + (high + low) / 2
        terms = [w * sigma(r * y) * inner(y) * density(y) for w, y in zip(weights, x, strict=True)]
        total += (high - low) / 2 * sum(terms)
    return total


def test_every_exported_activation_is_here() -> None:
    classes = [value for value in vars(activations).values() if isinstance(value, type)]
    exported = {kind for kind in classes if issubclass(kind, Activation)}
    concrete = {kind for kind in exported if not getattr(kind, "__abstractmethods__", None)}
    assert concrete - {Expression} == {type(a) for a in CLOSED + OPEN}


@pytest.mark.parametrize("norms", NORMS, ids=name_of)
@pytest.mark.parametrize("activation", CLOSED, ids=name_of)
def test_dual_against_quadrature(activation: Activation, norms: tuple[Any, Any]) -> None:
    r, s = map(float, norms)
    for angle in (0.0, 1.1, math.pi / 2, 2.5, math.pi):
        expected = oracle(activation, r, s, angle)
        assert float(activation.dual(DOUBLE, r, s, angle)) == pytest.approx(expected, rel=2e-7, abs=2e-7)


@pytest.mark.parametrize("norms", NORMS, ids=name_of)
@pytest.mark.parametrize("activation", CLOSED, ids=name_of)
def test_dual_in_four_arithmetics(activation: Activation, norms: tuple[Any, Any]) -> None:
    for p, q in ((0, 1), (1, 6), (1, 2), (1, 1)):  # multiples of pi

        def dual(ctx: Any, r: Any, s: Any, p: int = p, q: int = q) -> Any:
            return activation.dual(ctx, r, s, ctx.pi * p / q)

        digits = DIGITS.evaluate(dual, *norms)
        ball, exact = BALLS.evaluate(dual, *norms), EXACT.evaluate(dual, *norms)
        with mpmath.workdps(45):
            reference = mpmath.mpf(str(sympy.N(exact, 45)))
            assert abs(mpmath.mpf(str(digits)) - reference) <= mpmath.mpf(10) ** -40 * (1 + abs(reference))
        assert ball.is_finite()
        assert float(ball.rad()) < 1e-50
        assert abs(float(DOUBLE.evaluate(dual, *norms)) - float(reference)) <= 1e-13 * (1 + abs(float(reference)))
        assert abs(float(ball.mid()) - float(reference)) <= 1e-14 * (1 + abs(float(reference)))


@pytest.mark.parametrize("activation", CLOSED, ids=name_of)
def test_variance_is_the_dual_at_the_angle_zero(activation: Activation) -> None:
    q = Fraction(9, 4)
    variance = EXACT.evaluate(activation.variance, q)
    dual = EXACT.evaluate(lambda ctx, r: activation.dual(ctx, r, r, ctx.rational(0)), Fraction(3, 2))
    assert sympy.simplify(variance - dual) == 0


@pytest.mark.parametrize("activation", CLOSED, ids=name_of)
def test_derivative_of_the_dual_is_the_dual_of_the_derivative(activation: Activation) -> None:
    try:
        derivative = activation.derivative()
    except UnsupportedOperation:
        return
    r, s = Fraction(3, 2), Fraction(1, 2)
    t = sympy.Symbol("t")
    dual = EXACT.evaluate(lambda ctx, a, b: activation.dual(ctx, a, b, sympy.acos(t)), r, s)
    if not derivative.closed_dual:
        balls = BallArithmetic(80)
        for point in (Fraction(-2, 3), Fraction(1, 7), Fraction(4, 5)):
            series = balls.evaluate(
                lambda ctx, a, b, c: derivative.dual_of_covariance(ctx, a, b, c), r * r, s * s, r * s * point
            )  # type: ignore[attr-defined]
            rational = sympy.Rational(point.numerator, point.denominator)
            slope = sympy.N((sympy.diff(dual, t) / (r * s)).subs(t, rational), 30)
            assert abs(sympy.Float(series.mid().str(25, radius=False), 25) - slope) < 1e-20
        return
    slope = EXACT.evaluate(lambda ctx, a, b: derivative.dual(ctx, a, b, sympy.acos(t)), r, s)
    # Price: d/d Cov E sigma(u) sigma(v) = E sigma'(u) sigma'(v), and Cov = r s t
    for point in (sympy.Rational(-2, 3), sympy.Rational(1, 7), sympy.Rational(4, 5)):
        difference = sympy.N((sympy.diff(dual, t) / (r * s) - slope).subs(t, point), 40)
        assert abs(difference) < sympy.Float(10) ** -35


@pytest.mark.parametrize("activation", CLOSED + OPEN, ids=name_of)
def test_derivative_of_the_function(activation: Activation) -> None:
    try:
        derivative = activation.derivative()
    except UnsupportedOperation:
        return
    step = Fraction(1, 10**15)
    for point in (Fraction(-13, 10), Fraction(7, 10), Fraction(2)):
        above, below = (DIGITS.evaluate(activation.value, point + h) for h in (step, -step))
        slope = (above - below) / DIGITS.convert(2 * step)
        assert abs(slope - DIGITS.evaluate(derivative.value, point)) < 1e-25


@pytest.mark.parametrize("activation", CLOSED + OPEN, ids=name_of)
def test_declared_facts(activation: Activation) -> None:
    points = [-2.5, -0.3, 0.4, 1.9]
    if activation.homogeneity is not None:
        for u in points:
            scaled = 3.0**activation.homogeneity * float(activation.value(DOUBLE, u))
            assert float(activation.value(DOUBLE, 3 * u)) == pytest.approx(scaled)
    if activation.parity is not None:
        sign = 1 if activation.parity == "even" else -1
        for u in points:
            assert float(activation.value(DOUBLE, -u)) == pytest.approx(sign * float(activation.value(DOUBLE, u)))
    if not activation.is_lipschitz:
        with pytest.raises(UnsupportedOperation):
            activation.lipschitz_constant(DOUBLE)
        return
    constant = float(activation.lipschitz_constant(DOUBLE))
    u = numpy.linspace(-40, 40, 160_001)
    slopes = numpy.abs(numpy.diff(numpy.asarray(activation.value(DOUBLE, u + 1e-9))) / numpy.diff(u))
    assert constant * (1 - 1e-6) <= slopes.max() <= constant * (1 + 1e-9)


@pytest.mark.parametrize("activation", CLOSED, ids=name_of)
def test_image_has_the_moments_of_the_dual(activation: Activation) -> None:
    for r, s, angle in (("3/2", "1/2", "1.1"), (1, 1, "0.001"), (2, 1, 0)):
        expected = DIGITS.evaluate(activation.dual, r, s, angle)
        pair = DIGITS.evaluate(activation.pair, r, s, angle)
        image = activation.image(DIGITS, pair)
        variances = [activation.variance(DIGITS, DIGITS.convert(x) ** 2) for x in (r, s)]
        assert abs(activation.covariance(DIGITS, pair) - expected) < 1e-45 * (1 + abs(expected))
        assert abs(image.covariance(DIGITS) - expected) < 1e-45 * (1 + abs(expected))
        for found, wanted in zip(image.variances(DIGITS), variances, strict=True):
            assert abs(found - wanted) < 1e-45 * (1 + abs(wanted))


@pytest.mark.parametrize("activation", CLOSED + OPEN, ids=name_of)
def test_the_text_is_read_back(activation: Activation) -> None:
    assert parse_activation(str(activation)) == activation
    assert repr(activation) == str(activation)


@pytest.mark.parametrize("activation", OPEN, ids=name_of)
def test_no_closed_dual_is_one_clear_line(activation: Activation) -> None:
    assert not activation.closed_dual
    with pytest.raises(UnsupportedOperation, match="closed form") as caught:
        activation.dual(EXACT, EXACT.rational(1), EXACT.rational(1), EXACT.rational(1))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("norms", NORMS, ids=name_of)
@pytest.mark.parametrize("activation", OPEN, ids=name_of)
def test_series_duals_in_three_arithmetics(activation: Activation, norms: tuple[Any, Any]) -> None:
    balls, digits = BallArithmetic(70), MultiprecisionArithmetic(18)
    for p, q in ((0, 1), (1, 6), (1, 2), (1, 1)):

        def dual(ctx: Any, r: Any, s: Any, p: int = p, q: int = q) -> Any:
            return activation.dual(ctx, r, s, ctx.pi * p / q)

        ball, close = balls.evaluate(dual, *norms), digits.evaluate(dual, *norms)
        double = float(DOUBLE.evaluate(dual, *norms))
        expected = oracle(activation, *map(float, norms), math.pi * p / q)
        assert float(ball.rad()) < 1e-17
        assert abs(float(ball.mid()) - float(close)) < 1e-15
        assert abs(double - float(close)) < 1e-13
        assert abs(double - expected) < 2e-7


def test_zero_vector_and_arrays() -> None:
    for ctx in (DOUBLE, BallArithmetic(50)):
        zero, one = ctx.rational(0), ctx.rational(1)
        apart = ctx.evaluate(lambda ctx, r: Softplus().dual(ctx, r, r, ctx.rational(0)), 0)
        assert abs(float(apart) - math.log(2) ** 2) < 1e-14
        assert float(Tanh().dual(ctx, zero, one, ctx.pi / 2)) == pytest.approx(0, abs=1e-15)
    r = numpy.array([[0.5], [1.0]])
    angle = numpy.array([[0.1, 1.0, 3.0], [2.0, 0.0, 0.5]])
    values = Tanh().dual(DOUBLE, r, r[:1], angle)
    assert values.shape == angle.shape
    assert values[1, 2] == pytest.approx(float(Tanh().dual(DOUBLE, 1.0, 0.5, 0.5)), rel=1e-13)
    with pytest.raises(UnsupportedOperation, match="norm at most"):
        Tanh().dual(DOUBLE, 100.0, 1.0, 0.5)
