"""Funk-Hecke coefficients against rigorous quadrature in the angle, a route without Gamma functions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.enclosures.quadrature import integrate
from ntkproofs.expansions import funk_hecke
from ntkproofs.spectra.cosine_form import cosine_terms

CTX = BallArithmetic(160)


def coefficient(f, dim: int, degree: int) -> arb:
    weights = cosine_terms(dim, degree)

    def integrand(ctx, angle):
        total = ctx.rational(0)
        for frequency, weight in weights:
            total = total + ctx.rational(weight.numerator, weight.denominator) * ctx.cos(frequency * angle)
        return f(ctx, angle) * total * ctx.sin(angle) ** (dim - 2)

    value = integrate(integrand, 0, 1, bits=160, goal_bits=90, scale="pi")
    half = Fraction(dim, 2)
    with CTX.working():
        return value * CTX.gamma(half) * CTX.rgamma(half - Fraction(1, 2)) / CTX.sqrt(CTX.pi)


@pytest.mark.parametrize("dim", [2, 3, 4, 7])
@pytest.mark.parametrize("degree", [0, 1, 2, 3, 6, 9])
def test_powers_monomials_and_even_powers(dim: int, degree: int) -> None:
    # 1 - cos x = 2 sin^2(x/2) makes (1 - t)^(3/2) and (1 - t^2)^(3/2) entire in the angle
    cases = [
        (
            funk_hecke.power_at_one(Fraction(3, 2), dim, degree),
            lambda ctx, x: (ctx.sin(x / 2) ** 3) * ctx.sqrt(ctx.rational(8)),
        ),
        (
            funk_hecke.power_at_minus_one(Fraction(1, 2), dim, degree),
            lambda ctx, x: ctx.cos(x / 2) * ctx.sqrt(ctx.rational(2)),
        ),
        (funk_hecke.power_at_one(3, dim, degree), lambda ctx, x: (1 - ctx.cos(x)) ** 3),
        (funk_hecke.monomial(5, dim, degree), lambda ctx, x: ctx.cos(x) ** 5),
        (funk_hecke.even_power(Fraction(1, 2), dim, degree), lambda ctx, x: ctx.sin(x)),
        (funk_hecke.even_power(2, dim, degree), lambda ctx, x: ctx.sin(x) ** 4),
    ]
    for product, function in cases:
        assert product.evaluate(CTX).overlaps(coefficient(function, dim, degree))


@pytest.mark.parametrize("dim", [2, 3, 4, 7])
@pytest.mark.parametrize("degree", [0, 1, 2, 3, 4, 5, 8, 11])
def test_arc_cosine_kernels_and_the_tangent_kernel(dim: int, degree: int) -> None:
    def kappa_0(ctx, x):
        return 1 - x / ctx.pi

    def kappa_1(ctx, x):
        return (ctx.sin(x) + (ctx.pi - x) * ctx.cos(x)) / ctx.pi

    def kappa_2(ctx, x):
        return (3 * ctx.sin(x) * ctx.cos(x) + (ctx.pi - x) * (1 + 2 * ctx.cos(x) ** 2)) / (3 * ctx.pi)

    def tangent(ctx, x):
        return kappa_1(ctx, x) + ctx.cos(x) * kappa_0(ctx, x)

    for n, function in enumerate((kappa_0, kappa_1, kappa_2)):
        assert funk_hecke.arc_cosine(n, dim, degree).evaluate(CTX).overlaps(coefficient(function, dim, degree))
    assert funk_hecke.two_layer_tangent(dim, degree).evaluate(CTX).overlaps(coefficient(tangent, dim, degree))


def test_a_wrong_constant_is_refuted() -> None:
    wrong = funk_hecke.two_layer_tangent(3, 2).scaled(Fraction(1001, 1000)).evaluate(CTX)
    right = coefficient(lambda ctx, x: (ctx.sin(x) + 2 * (ctx.pi - x) * ctx.cos(x)) / ctx.pi, 3, 2)
    assert not wrong.overlaps(right)


def test_parity_zeros_are_exact() -> None:
    for dim in (2, 3, 10, 784):
        assert all(funk_hecke.two_layer_tangent(dim, k).vanishes for k in range(3, 60, 2))
        assert not any(funk_hecke.two_layer_tangent(dim, k).vanishes for k in (0, 1, *range(2, 60, 2)))
        assert all(funk_hecke.arc_cosine(2, dim, k).vanishes == (k > 2 and k % 2 == 0) for k in range(60))


def test_powers_that_are_not_integrable_are_refused() -> None:
    with pytest.raises(ValueError, match="integrability"):
        funk_hecke.power_at_one(Fraction(-1), 3, 0)
