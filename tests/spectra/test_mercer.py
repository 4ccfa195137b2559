"""Mercer eigenvalues: acceptance numbers, containment, precision against twice the precision, input checks."""

from __future__ import annotations

import random
from fractions import Fraction

import mpmath
import pytest
import sympy
from flint import arb

from ntkproofs.activations import Erf
from ntkproofs.arithmetic import BallArithmetic, lambdify, load_ball
from ntkproofs.kernels import ArcCosine, Conjugate, GammaExponential, Gaussian, Laplace, NeuralTangentKernel, parse
from ntkproofs.spectra import mercer


def test_two_layers_dimension_three() -> None:
    spectrum = mercer(NeuralTangentKernel(layers=2), dim=3, degrees=range(9))
    assert [mu.exact for mu in spectrum] == ["1/2", "1/3", "5/64", "0", "1/192", "0", "23/16384", "0", "19/32768"]
    assert (spectrum[2].value, spectrum[2].radius, spectrum[2].ball) == ("0.078125", "0", None)
    assert (spectrum[3].value, spectrum[3].radius, spectrum[3].ball) == ("0", "0", None)
    assert spectrum[0].value == "0.5"
    assert spectrum[4].value == "0.00" + "5208" + "3" * 46
    assert [mu.multiplicity for mu in spectrum] == [2 * k + 1 for k in range(9)]


def test_two_layers_dimension_two() -> None:
    spectrum = mercer(NeuralTangentKernel(layers=2), dim=2, degrees=range(5))
    assert [mu.exact for mu in spectrum] == ["6/pi**2", "1/2", "14/(9*pi**2)", "0", "38/(225*pi**2)"]
    assert spectrum[0].value == "0.60792710185402662866327677925836583342615264803348"


def test_laplace_thirty_digits() -> None:
    spectrum = mercer(Laplace(c=1), 3, range(5), digits=30)
    with mpmath.workdps(45):
        for mu in spectrum:
            # t = 1 - 2 s^2: mu_k = 2 int_0^1 exp(-2 s) s P_k(1 - 2 s^2) ds, a formula of its own for d = 3
            k = mu.degree
            number = 2 * mpmath.quad(
                lambda s, k=k: mpmath.exp(-2 * s) * s * mpmath.legendre(k, 1 - 2 * s * s), [0, 0.5, 1]
            )
            assert mu.value == mpmath.nstr(number, 30)
    assert spectrum[0].value == "0.296997075145080962159000757541"


def test_far_out() -> None:
    spectrum = mercer(NeuralTangentKernel(layers=2), 784, [10**6])
    mu = spectrum[10**6]
    assert "gamma" in mu.exact
    assert len(mu.exact) <= 1000
    assert mu.ball.rel_accuracy_bits() > 166


def relative_radius(mu) -> Fraction:
    return Fraction(mu.radius) / abs(Fraction(mu.value))


KERNELS = [
    "ntk(layers=2)",
    "ntk(layers=2, bias=1/2)",
    "ntk(layers=3)",
    "ntk(layers=4, bias=1)",
    "ntk(layers=1, bias=2)",
    "ntk(layers=2, activation=relu)",
    "nngp(layers=2)",
    "nngp(layers=3)",
    "arc_cosine(degree=0)",
    "arc_cosine(degree=3)",
    "laplace(c=1/3)",
    "laplace(c=7)",
    "gamma_exponential(c=1, gamma=1/2)",
    "gamma_exponential(c=2, gamma=3/2)",
    "gaussian(c=1/2)",
    "gaussian(c=5)",
    "exp(t)",
    "t**4 - t/3 + 1",
    "(1 - t)**(3/2)",
    "ntk(layers=2, activation=erf)",
    "laplace(c=1) + gaussian(c=1)",
    "ntk(layers=3, activation=relu, bias=1, bias_variance=1)",
]


@pytest.mark.parametrize("text", KERNELS)
def test_random_dimensions_degrees_and_digits(text: str) -> None:
    generator = random.Random(text)
    kernel = parse(text)
    for _ in range(4):
        dim, degree, digits = generator.choice([2, 3, 4, 5, 10, 17]), generator.randint(0, 12), generator.randint(5, 60)
        coarse, fine = (mercer(kernel, dim, [degree], n)[degree] for n in (digits, 2 * digits))
        assert coarse.certified
        assert fine.certified
        assert coarse.enclosure().overlaps(fine.enclosure())
        distance = abs(Fraction(coarse.value) - Fraction(fine.value))
        assert distance <= Fraction(coarse.radius) + Fraction(fine.radius)
        if coarse.exact == "0":
            assert fine.exact == "0"
        elif coarse.value != "0":
            # `digits` correct digits: wrong by less than a unit of the last one
            assert relative_radius(coarse) <= Fraction(10) ** (1 - digits)
            assert relative_radius(fine) <= Fraction(10) ** (1 - 2 * digits)


@pytest.mark.parametrize(
    "text",
    [
        "ntk(layers=2, bias=1)",
        "ntk(layers=3)",
        "laplace(c=2)",
        "gaussian(c=1)",
        "arc_cosine(degree=1)",
        "gamma_exponential(c=1, gamma=1/2)",
        "exp(t)",
    ],
)
def test_multiprecision_lies_in_the_balls(text: str) -> None:
    kernel = parse(text)
    proved, guessed = mercer(kernel, 4, range(7), 25), mercer(kernel, 4, range(7), 25, arithmetic="multiprecision")
    for mu, other in zip(proved, guessed, strict=True):
        assert other.exact == "0" or other.radius is None
        assert abs(Fraction(mu.value) - Fraction(other.value)) <= 2 * Fraction(10) ** -24 * abs(Fraction(mu.value))


@pytest.mark.parametrize(
    "text", ["ntk(layers=2)", "arc_cosine(degree=2)", "laplace(c=1)", "gaussian(c=1)", "t**3", "(1-t)**(1/2)"]
)
@pytest.mark.parametrize("dim", [2, 3, 6])
def test_exact_strings_are_read_back(text: str, dim: int) -> None:
    for mu in mercer(parse(text), dim, range(6), 30):
        value = BallArithmetic(200).evaluate(lambdify(sympy.sympify(mu.exact)))
        assert mu.enclosure().overlaps(value)


@pytest.mark.parametrize(
    ("kernel", "trace"),
    [(NeuralTangentKernel(layers=3, bias=1), 6), (Laplace(c=1), 1), (ArcCosine(0), 1), (Conjugate(layers=3), 1)],
)
def test_partial_traces_stay_below_the_trace(kernel, trace: int) -> None:
    spectrum = mercer(kernel, 3, range(60), 30)
    partial = spectrum.trace_partial()
    assert partial < arb(trace)
    assert arb(trace) - partial < arb(trace) / 10


def test_parity_zeros_of_odd_kernels_are_exact() -> None:
    spectrum = mercer(NeuralTangentKernel(layers=2, activation=Erf()), 3, range(4), 20)
    assert [mu.exact == "0" for mu in spectrum] == [True, False, True, False]


def test_a_ball_around_zero_is_not_called_zero() -> None:
    # the kernel is zero, but expansion does not see it
    mu = mercer(parse("exp(t)*(sin(t)**2 + cos(t)**2 - 1)"), 3, [1], 10)[1]
    assert mu.value == "0"
    assert mu.exact is None
    assert mu.radius != "0"
    assert not mu.decided


def test_document() -> None:
    document = mercer(NeuralTangentKernel(layers=2), 2, [0, 2, 3], 20).document()
    assert document["schema"] == "ntkproofs.spectrum/1"
    assert document["kernel"] == "ntk(layers=2)"
    first, _, third = document["eigenvalues"]
    assert load_ball(first["ball"]).overlaps(arb("0.607927101854026628663", 1e-20))
    assert third == {"degree": 3, "multiplicity": "2", "exact": "0", "value": "0", "radius": "0", "ball": None}


def test_huge_degrees_and_multiplicities_are_written() -> None:
    document = mercer(Gaussian(c=1), 2000, [10**6], 10).document()
    assert len(document["eigenvalues"][0]["multiplicity"]) > 4300
    assert Fraction(document["eigenvalues"][0]["radius"].split("e")[0]) > 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"dim": 1}, "dim = 1 does not satisfy"),
        ({"dim": 2.0}, "dim = 2.0 does not satisfy"),
        ({"degrees": [-1]}, "degree -1 does not satisfy"),
        ({"degrees": [10**10]}, "does not satisfy 0 <= degree"),
        ({"degrees": range(10**8)}, "at most"),
        ({"digits": 0}, "digits = 0 does not satisfy"),
        ({"arithmetic": "float"}, "neither 'ball' nor 'multiprecision'"),
        ({"kernel": NeuralTangentKernel(layers=3), "degrees": [10**6]}, "without a closed form"),
    ],
)
def test_wrong_input_gets_one_line(arguments, message: str) -> None:
    given = {"kernel": NeuralTangentKernel(layers=2), "dim": 3, "degrees": [0], **arguments}
    with pytest.raises(ValueError, match=message) as caught:
        mercer(**given)
    assert "\n" not in str(caught.value)


def test_unknown_degree_of_a_spectrum() -> None:
    spectrum = mercer(GammaExponential(c=1, gamma="1/2"), 3, [1], 10)
    with pytest.raises(KeyError, match="was not computed"):
        spectrum[0]
    assert spectrum.multiplicity(2) == 5


@pytest.mark.parametrize("text", ["ntk(layers=3)", "exp(-theta)", "sqrt(theta)"])
def test_progress_counts_the_work_before_the_degrees(text: str) -> None:
    told: list[tuple[int, int]] = []
    mercer(parse(text), 3, range(8), 10, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (8, 8)
    assert len(told) > 8  # nodes of the quadrature, or degrees of the adaptive one, before the answers
    assert all(0 < done <= total for done, total in told)
