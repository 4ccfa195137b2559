"""Every closed form by a second route: the same kernel through rigorous quadrature, which knows no closed form."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.expansions.gauss_legendre import deep_coefficients
from ntkproofs.kernels import parse
from ntkproofs.spectra import mercer
from ntkproofs.spectra.closed_forms import closed_form
from ntkproofs.spectra.deep_models import deep_model
from ntkproofs.spectra.quadrature import adaptive_ball
from ntkproofs.spectra.radial import GammaExponentialForm, LaplaceForm

CTX = BallArithmetic(200)


@pytest.mark.parametrize(
    "text",
    [
        "ntk(layers=1, bias=1/3)",
        "ntk(layers=2)",
        "ntk(layers=2, bias=2)",
        "ntk(layers=2, weight_variance=3, input_scale=1/2)",
        "ntk(layers=2, activation=rectified_monomial(degree=2))",
        "ntk(layers=2, activation=rectified_monomial(degree=3), bias=1)",
        "nngp(layers=1, bias_variance=2)",
        "nngp(layers=2, activation=step)",
        "nngp(layers=2, activation=relu)",
        "arc_cosine(degree=0)",
        "arc_cosine(degree=4)",
        "laplace(c=1)",
        "laplace(c=9/2)",
        "gaussian(c=3)",
        "gamma_exponential(c=1/2, gamma=1)",
        "gamma_exponential(c=1/2, gamma=2)",
        "2*laplace(c=1) + 1/3*ntk(layers=2)",
        "t**5 - 3*t**2 + 1/7",
        "(1 - t)**4 + (1 + t)**3",
    ],
)
@pytest.mark.parametrize("dim", [2, 3, 6])
def test_quadrature_agrees(text: str, dim: int) -> None:
    kernel = parse(text)
    form = closed_form(kernel, dim)
    assert form is not None
    for degree in (0, 1, 2, 3, 7):
        ball = adaptive_ball(kernel, dim, degree, 20)
        assert ball is not None
        assert ball.overlaps(form.value(CTX, degree))
        if form.vanishes(degree):
            assert ball.contains(0)


@pytest.mark.parametrize("dim", [2, 3, 5])
@pytest.mark.parametrize("bias", [0, 1])
def test_the_deep_engine_knows_two_layers(dim: int, bias: int) -> None:
    kernel = parse(f"ntk(layers=2, bias={bias})")
    form = closed_form(kernel, dim)
    balls = deep_coefficients(deep_model(kernel), dim, range(12), 120)
    assert all(ball.overlaps(form.value(CTX, k)) for k, ball in balls.items())


@pytest.mark.parametrize("rate", [Fraction(1, 3), Fraction(1), Fraction(37, 10), Fraction(40)])
@pytest.mark.parametrize("dim", [2, 3, 4, 7])
def test_laplace_by_hypergeometric_terms_and_by_the_series(rate: Fraction, dim: int) -> None:
    for degree in (0, 1, 2, 9, 20):
        ctx = BallArithmetic(500)
        one, two = (
            LaplaceForm(rate, dim).value(ctx, degree),
            GammaExponentialForm(rate, Fraction(1), dim).value(ctx, degree),
        )
        assert one.overlaps(two)
        assert one.rel_accuracy_bits() > 200
        with ctx.working():
            # FLINT's own hypergeometric function, where it has digits
            parts = LaplaceForm(rate, dim)._parts(degree)
            flint = sum(
                (
                    f.evaluate(ctx) * ctx.convert(rate) ** n * ctx.hypergeometric(a, b, rate**2)
                    for f, n, (a, b) in parts
                ),
                ctx.rational(0),
            )
        assert one.overlaps(flint)


def test_the_gaussian_is_the_series_with_exponent_two() -> None:
    for degree in (0, 1, 5):
        series = GammaExponentialForm(Fraction(3, 2), Fraction(2), 5).value(CTX, degree)
        assert series.overlaps(closed_form(parse("gaussian(c=3/2)"), 5).value(CTX, degree))


def test_an_expression_that_is_no_closed_form_is_none() -> None:
    assert closed_form(parse("exp(t**2)"), 3) is None
    assert closed_form(parse("sqrt(1 - t)*t"), 3) is None
    assert closed_form(parse("ntk(layers=3)"), 3) is None


SPHERE = ["laplace(c=1)", "ntk(layers=2)", "ntk(layers=4)", "gaussian(c=2)", "ntk(layers=3, activation=tanh)", "t**2"]


@pytest.mark.parametrize("text", SPHERE)
def test_a_homogeneous_extension_has_the_spectrum_of_the_sphere(text: str) -> None:
    one, other = (mercer(parse(name), dim=3, degrees=range(6), digits=20) for name in (text, f"homogeneous({text})"))
    for k in range(6):
        assert (one[k].value, one[k].radius, one[k].exact) == (other[k].value, other[k].radius, other[k].exact)
