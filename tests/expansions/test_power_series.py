"""Power series of kernels against closed forms, and eigenvalues against the other routes."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from flint import arb

from ntkproofs.activations import GELU, Erf, Exponential, Gaussian, Polynomial, Sine, Softplus, Tanh
from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.expansions.power_series import power_series
from ntkproofs.kernels import Conjugate, Laplace, NetworkKernel, NeuralTangentKernel

KERNELS: list[NetworkKernel] = [
    NeuralTangentKernel(2, activation=Erf()),
    NeuralTangentKernel(3, activation=Erf(), bias="1/2"),
    NeuralTangentKernel(3, activation=GELU(), weight_variance="3/2", bias_variance="1/10"),
    NeuralTangentKernel(2, activation=Exponential("1/2"), input_scale="1/2"),
    NeuralTangentKernel(4, activation=Sine()),
    Conjugate(3, activation=Gaussian(), bias_variance="1/3"),
    Conjugate(3, activation=Polynomial((1, 1, "1/2"))),
]


@pytest.mark.parametrize("kernel", KERNELS, ids=str)
def test_values_and_taylor_coefficients_of_closed_kernels(kernel: NetworkKernel) -> None:
    series, ctx = power_series(kernel, 80), BallArithmetic(120)
    assert series is not None
    assert series.missing < arb(2) ** -60
    with ctx.working():
        for t in (Fraction(-4, 5), Fraction(1, 3), Fraction(1)):
            point = ctx.convert(t)
            value = sum((c * point**n for n, c in enumerate(series.coefficients)), arb(0))
            spread = arb(0).union(series.missing)
            assert (value + spread.union(-spread)).overlaps(ctx.evaluate(lambda c, x: kernel.kappa(c, c.acos(x)), t))
    assert all(c.upper() >= 0 for c in series.coefficients)


def test_first_coefficients_are_exact_where_they_are_known() -> None:
    t = sympy.Symbol("t")
    expression = NeuralTangentKernel(2, activation=Erf()).expression()
    series = power_series(NeuralTangentKernel(2, activation=Erf()), 80)
    assert series is not None
    for n in range(6):
        exact = sympy.N(sympy.diff(expression, t, n).subs(t, 0) / sympy.factorial(n), 20)
        assert abs(float(series.coefficients[n].mid()) - float(exact)) < 1e-15


@pytest.mark.parametrize("dim", [2, 3, 7])
def test_eigenvalues_against_adaptive_quadrature(dim: int) -> None:
    from ntkproofs.spectra.quadrature import adaptive_ball

    kernel = NeuralTangentKernel(2, activation=Erf(), bias=1)
    series = power_series(kernel, 100)
    assert series is not None
    for k in range(5):
        expected = adaptive_ball(kernel, dim, k, 20)
        assert expected is not None
        assert series.eigenvalue(dim, k, 120).overlaps(expected)


def test_combinations_and_what_has_none() -> None:
    plain = NeuralTangentKernel(2, activation=Tanh())
    both = power_series(2 * plain + plain * Conjugate(2, activation=Softplus()), 60)
    assert both is not None
    ctx = BallArithmetic(90)
    at_one = ctx.evaluate(
        lambda c, x: 2 * plain.kappa(c, x) + plain.kappa(c, x) * Conjugate(2, Softplus()).kappa(c, x), 0
    )
    assert both.total.overlaps(at_one)
    assert power_series(Laplace(c=1), 60) is None
    assert power_series(-1 * plain, 60) is None
