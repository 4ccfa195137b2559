"""Networks with kinks away from zero: against Hermite series, quadrature of the kernel, and exact zeros."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
import sympy
from scipy.integrate import quad
from scipy.special import eval_gegenbauer
from scipy.stats import norm

from ntkproofs.activations import Activation
from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.kernels import Conjugate, NetworkKernel, NeuralTangentKernel
from ntkproofs.spectra import decay, mercer
from ntkproofs.spectra.kinked_networks import Kinks, kinked_balls, kinks
from ntkproofs.spectra.series import series_balls

u = sympy.Symbol("u")
HARD = Activation.from_expression(sympy.Max(-1, sympy.Min(1, u)))
SHIFTED = Activation.from_expression(sympy.Max(u - sympy.Rational(1, 2), 0) + u / 3 + 1)


@pytest.mark.parametrize("dim", [2, 3, 4])
@pytest.mark.parametrize(
    "kernel",
    [
        Conjugate(2, activation=HARD),
        Conjugate(2, activation=SHIFTED, weight_variance=1),
        NeuralTangentKernel(2, activation=SHIFTED, bias=2),
    ],
    ids=str,
)
def test_the_hermite_series_overlaps(kernel: NetworkKernel, dim: int) -> None:
    found, series = kinked_balls(kernel, dim, range(5), 15), series_balls(kernel, dim, range(5), 15)
    for k in range(5):
        assert found[k].overlaps(series[k]), k
        assert float(found[k].rad()) < 1e-15 * max(1, abs(float(found[k].mid())))


def test_against_quadrature_of_the_kernel_in_floats() -> None:
    # kappa(t) = E max(X - 1/2, 0) max(Y - 1/2, 0) by an inner integral; d = 5: C_k^(3/2), weight 3/4 (1 - t^2)
    rectified = Activation.from_expression(sympy.Max(u - sympy.Rational(1, 2), 0))

    def kappa(t: float) -> float:
        s = math.sqrt(1 - t * t)

        def inner(x: float) -> float:
            a = (0.5 - t * x) / s
            return (x - 0.5) * (s * norm.pdf(a) + (t * x - 0.5) * norm.sf(a)) * norm.pdf(x)

        return float(quad(inner, 0.5, 12, limit=200)[0])

    k = 4
    scale = eval_gegenbauer(k, 1.5, 1.0)
    expected = quad(lambda t: kappa(t) * eval_gegenbauer(k, 1.5, t) / scale * 0.75 * (1 - t * t), -1, 1, limit=200)[0]
    found = kinked_balls(Conjugate(2, activation=rectified), 5, [k], 15)[k]
    assert float(found) == pytest.approx(expected, abs=1e-9)


def test_odd_activations_have_exact_zeros() -> None:
    assert HARD.parity == "odd"
    spectrum = mercer(NeuralTangentKernel(2, activation=HARD), 3, range(4), 20)
    assert [spectrum[k].exact for k in (0, 2)] == ["0", "0"]
    assert spectrum[3].value.startswith("0.0138133322327005999")
    assert all(mu.certified for mu in spectrum)


def test_what_counts_as_piecewise_linear() -> None:
    assert kinks(HARD) == Kinks(Fraction(-1), Fraction(0), (Fraction(-1), Fraction(1)), (Fraction(1), Fraction(-1)))
    for other in (sympy.Max(u - 1, 0) ** 2, sympy.Piecewise((u, u > 1), (0, True)), sympy.exp(-sympy.Abs(u - 1))):
        assert kinks(Activation.from_expression(other)) is None
    biased = Conjugate(2, activation=HARD, bias_variance=1)
    assert kinked_balls(biased, 3, [1], 10) == {}


def test_means() -> None:
    ctx = BallArithmetic(80)
    with ctx.working():
        found = kinks(SHIFTED)
        assert found is not None
        mean = 1 + norm.pdf(0.5) - 0.5 * norm.sf(0.5)
        assert float(found.mean(ctx)) == pytest.approx(mean, abs=1e-14)
        assert float(found.mean_slope(ctx)) == pytest.approx(1 / 3 + norm.sf(0.5), abs=1e-14)


@pytest.mark.parametrize(
    ("kernel", "exponent", "degree"),
    [
        (Conjugate(2, activation=SHIFTED), 5, 40),
        (NeuralTangentKernel(2, activation=SHIFTED, bias=2), 3, 40),
        (NeuralTangentKernel(2, activation=HARD), 3, 41),
    ],
    ids=str,
)
def test_the_law_of_the_leading_singularities(kernel: NetworkKernel, exponent: int, degree: int) -> None:
    law = decay(kernel, 3, 20)
    part = law.odd if degree % 2 else law.even
    assert part.exponent == exponent
    assert part.ball is not None
    far = float(mercer(kernel, 3, [degree], 8)[degree].value)
    # the natural variable is k + (d - 2)/2
    assert far * (degree + 0.5) ** exponent / float(part.ball) == pytest.approx(1, abs=0.1)
    if kernel.activation == HARD:
        assert law.even.kind == "zero"
