"""Numbers of Jacot et al. that were computed independently, against the formulas that the claims use."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from sympy import Rational, Symbol, gamma, pi, sqrt

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.checks import enclose
from ntkproofs.claims import Verdict
from ntkproofs.papers.background.gaussian_integrals import ANGLE, rectified_pair
from ntkproofs.papers.jacot2018 import (
    appendix_a4_series,
    conventions,
    proposition_1,
    proposition_2,
    relu_moments,
    remark_1,
    remark_6,
    section_3,
    section_5_gaussian,
    section_6,
    theorem_1,
    theorem_1_diagonal,
    theorem_1_values,
)
from ntkproofs.papers.jacot2018.finite_network import Network
from ntkproofs.papers.jacot2018.hermite_pairs import CORRELATION, hermite_polynomial, pair_mean
from ntkproofs.papers.jacot2018.lemma_2 import relu_coefficient_squared
from ntkproofs.papers.jacot2018.limiting_kernels import at, covariance, exactly, in_cosine, polynomial, tangent
from ntkproofs.papers.jacot2018.relu_moments import after

TENTH = Rational(1, 10)


def agrees(expr: sympy.Expr, printed: str) -> bool:
    """Whether a closed form lies within one unit of the last printed digit."""
    digits = len(printed.partition(".")[2])
    gap = enclose(expr - Rational(printed), 256)
    return bool(abs(gap) < BallArithmetic(256).convert(Fraction(1, 10**digits)))


@pytest.mark.parametrize(
    ("n", "printed"),
    [
        (5, "5476703/20000000"),
        (10, "7943739/80000000"),
        (20, "6661291/160000000"),
        (50, "0.0149074639"),
        (100, "0.00717759705"),
        (500, "0.0013924052764"),
        (2000, "0.000346106752365625"),
        (10000, "0.000069115255268925"),
    ],
)
def test_exact_variance_of_the_ntk_at_depth_four(n, printed):
    state = after(4, Rational(51, 100), Rational(1, 100), sympy.Integer(n))
    assert state.A - state.tau**2 == Rational(printed)


@pytest.mark.parametrize(("layers", "printed"), [(2, "3"), (3, "58/9"), (4, "10"), (5, "68/5")])
def test_leading_relative_variance_without_bias(layers, printed):
    n = relu_moments.WIDE
    state = after(layers, sympy.Integer(1), sympy.Integer(0))
    assert sympy.limit(n * (state.A - state.tau**2) / state.tau**2, n, sympy.oo) == Rational(printed)


@pytest.mark.parametrize(
    ("n", "printed"),
    [
        (5, "13.683550295857988166"),
        (20, "1.9214755917159763314"),
        (1000, "0.030884449792899408284"),
    ],
)
def test_excess_kurtosis(n, printed):
    state = after(4, Rational(51, 100), Rational(1, 100), sympy.Integer(n))
    assert agrees(3 * (state.Q - state.m**2) / state.m**2, printed)


def test_off_diagonal_square_and_covariance_of_squares():
    five = after(4, Rational(51, 100), Rational(1, 100), sympy.Integer(5))
    assert Rational("0.0524403") == five.C
    twenty = after(4, Rational(51, 100), Rational(1, 100), sympy.Integer(20))
    assert twenty.Q - twenty.m**2 == Rational("0.0042282470703125")


@pytest.mark.parametrize(
    ("c", "printed"),
    [
        (Rational(26, 100), "0.276950623602123559168975076006"),
        (Rational(1, 100), "0.0626384276624139730875591426415"),
    ],
)
def test_two_layer_variance(c, printed):
    q = Rational(51, 100)
    # The angle between preactivations, not between inputs.
    theta = sympy.acos(c / q)
    zero, one, two = (rectified_pair(k).value.subs(ANGLE, theta) for k in (0, 1, 2))
    second = 3 * c**2 * zero + 2 * c * q * one + q**2 * two
    assert agrees(second - (c * zero + q * one) ** 2, printed)


def test_relu_and_erf_expectations():
    a, b, c = sqrt(Rational(7, 10)), sqrt(Rational(13, 10)), Rational(-4, 10)
    found = a * b * rectified_pair(1).value.subs(ANGLE, sympy.acos(c / (a * b)))
    assert agrees(found, "0.0653780915189423349576934850954")
    erf = 2 / pi * sympy.asin(2 * c / sqrt((1 + 2 * a**2) * (1 + 2 * b**2)))
    assert agrees(erf, "-0.1754796560918218105")


def test_polynomial_kernels():
    square, cube = polynomial((0, 0, 1)), polynomial((0, 0, 0, 1))
    assert in_cosine(tangent(2, TENTH, activation=square)) == sympy.sympify("2707/10000 + 3*t/50 + 3*t**2/2")
    assert in_cosine(tangent(2, TENTH, activation=cube)) == sympy.sympify(
        "28421/500000 + 4689*t/2000 + 9*t**2/50 + 3*t**3"
    )
    deep = "107337911/100000000 + 13519*t/125000 + 13547*t**2/5000 + 7*t**3/25 + 7*t**4/2"
    assert in_cosine(tangent(3, TENTH, activation=square)) == sympy.sympify(deep)


def test_hermite_coefficients_and_series():
    assert agrees(-sqrt(relu_coefficient_squared(sympy.Integer(2))), "-0.08143375198382")
    assert agrees(-sqrt(relu_coefficient_squared(sympy.Integer(4))), "-0.029801701688056")
    printed = (
        "0.0936846249026351399241",
        "0.1265604425801394705646",
        "0.03901606540915016851577",
        "0.0002501029833919882597165",
    )
    assert all(agrees(c, p) for c, p in zip(appendix_a4_series.relu_taylor(TENTH, 3), printed, strict=True))
    u = Symbol("u")
    for i in range(7):
        h = hermite_polynomial(i, u)
        assert sympy.expand(pair_mean(h, h, u) - sympy.factorial(i) * CORRELATION**i) == 0


def test_equation_1_and_second_covariance():
    assert agrees(exactly(covariance(2, TENTH), pi / 2), "0.0936846249026351399241022322264")
    assert agrees(exactly(covariance(2, TENTH), pi / 3), "0.166965615064421844062742201417")


def test_hexagon_values_without_bias():
    kernel = tangent(2, 0)
    values = [exactly(kernel, angle) for angle in (sympy.Integer(0), pi / 3, 2 * pi / 3, pi)]
    assert sympy.expand(2 * values[1] - Rational(1, 3) - sqrt(3) / (4 * pi)) == 0
    assert sympy.expand(2 * values[2] + Rational(1, 6) - sqrt(3) / (4 * pi)) == 0
    assert (values[0], sympy.expand(values[3])) == (Rational(1, 2), 0)


def test_norms_of_gaussian_data():
    for n, printed in ((2, "0.88622692545275801365"), (784, "0.99968117337145953828")):
        assert agrees(sqrt(2) * gamma(Rational(n + 1, 2)) / gamma(Rational(n, 2)) / sqrt(n), printed)


def test_classical_ntk_grows_with_the_width():
    q, n = Rational(51, 100), 500
    assert (1 + n * q + 3) / 2 == Rational("129.5")
    assert q + TENTH**2 == Rational("0.52")


def test_the_network_differentiates_exactly():
    network = Network((1, 4, 1), Fraction(1, 10))
    x = (Fraction(1, 3),)
    for p in network.parameters():
        value, slope = network.forward(x, p)[-1][0]
        assert value == network.forward(x)[-1][0][0]
        assert isinstance(slope, Fraction)
    assert network.kernel(2, x, x)[0][0] > 0


# -- a changed constant, exponent or sign must not pass -------------------------------------------------------------

MUTANTS = (
    (remark_1.STABILITY_THRESHOLD, {"numerator": 3}),
    (section_3.DECREASE, {"power": 3}),
    (section_5_gaussian.FINF, {"power": -2}),
    (section_6.RELU_DUAL, {"factor": Rational(1, 4)}),
    (conventions.BIETTI, {"shift": -1}),
    (conventions.BIETTI_SQRT2, {"square": Rational(3)}),
    (theorem_1.RELU_VARIANCE, {"fourth": 2}),
    (theorem_1.ONE_PASS, {"power": 3}),
    (theorem_1_diagonal.DIAG_VARIANCE, {"trace": 1}),
    (theorem_1_diagonal.OFF_DIAGONAL, {"factor": 2}),
    (proposition_1.KURTOSIS_EXACT, {"diagonal": 5}),
    (proposition_2.ONE_LAYER_RANK, {"extra": 2}),
    (remark_6.EVERY_DIMENSION, {"circle_rank": 4}),
    (theorem_1_values.NUMBERS, {"beta": Rational(1, 5)}),
)


@pytest.mark.parametrize(("claim", "changed"), MUTANTS, ids=lambda value: getattr(value, "id", ""))
def test_a_mutant_is_not_proved(claim, changed):
    derivation = claim.check(**{**claim.parameters, **changed})
    assert derivation.verdict in (Verdict.REFUTED, Verdict.INCONCLUSIVE)


def test_balls_of_the_kernel_are_sharp():
    assert at(tangent(4, TENTH), Rational(1, 2))(400).rad() < 1e-34
    assert tangent(4, TENTH).trace == Fraction(113, 400)
