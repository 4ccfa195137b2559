"""Lemma 17, Proposition 5 and the spectra of Section 3.2: verdicts, controls, numbers and mutated statements."""

from __future__ import annotations

import importlib
from fractions import Fraction

import mpmath
import pytest
import sympy
from sympy import Integer, Rational, pi

from ntkproofs.claims import Claim, Rule, Verdict
from ntkproofs.claims.runner import try_claim
from ntkproofs.expansions import funk_hecke
from ntkproofs.papers.background.harmonics import multiplicity
from ntkproofs.papers.bietti2019.lemma_17 import arc_cosine_coefficient, rectified_power
from ntkproofs.papers.bietti2019.proposition_5 import CLOSED_FORM, NONNEGATIVE, ZERO_ODD
from ntkproofs.papers.bietti2019.proposition_5_decay import CONSTANT, DECAY, EXPANSION, TWO_SIDED
from ntkproofs.papers.bietti2019.section_3_2_kappa_1 import KAPPA1_DECAY, KAPPA1_SPECTRUM
from ntkproofs.papers.bietti2019.spectral_sequences import (
    KAPPA_0_FAMILY,
    KAPPA_1_FAMILY,
    KAPPA_FAMILY,
    U_KAPPA_0_FAMILY,
    decay_constant,
    mu_kappa,
    mu_kappa_0,
    mu_kappa_1,
    mu_root,
    mu_u_kappa_0,
)

MODULES = [
    "bietti2019.lemma_17",
    "bietti2019.proposition_5",
    "bietti2019.proposition_5_decay",
    "bietti2019.proposition_5_dimensions",
    "bietti2019.proposition_5_taylor",
    "bietti2019.proposition_5_mercer",
    "bietti2019.proposition_5_harmonics",
    "bietti2019.section_3_2_spectra",
    "bietti2019.section_3_2_kappa_1",
    "background.gegenbauer",
    "background.harmonics",
    "background.gaussian_polar",
    "background.gamma_function",
]
CLAIMS = {
    claim.id: claim
    for module in MODULES
    for claim in vars(importlib.import_module(f"ntkproofs.papers.{module}")).values()
    if isinstance(claim, Claim)
}
INEXACT = {Rule.TILING, Rule.ENCLOSURE, Rule.DEFINITE_MATRIX, Rule.AGREEMENT, Rule.SAMPLE, Rule.STATISTIC}


@pytest.mark.parametrize("name", sorted(CLAIMS))
def test_verdict_and_control(name):
    claim = CLAIMS[name]
    trial = try_claim(claim)
    assert trial.control.verdict is Verdict.REFUTED
    if claim.expected is Verdict.CITED:
        assert trial.derivation.verdict.affirmative
        return
    assert trial.derivation.verdict is claim.expected, trial.derivation.reason
    assert set(trial.derivation.names(Rule.CITATION)) == set(claim.conditions)
    assert set(trial.derivation.names(Rule.DEPENDENCY)) == set(claim.depends_on)
    assert not INEXACT & {step.rule for step in trial.derivation}


TABLES = [
    (
        mu_kappa,
        2,
        [0, 1, 2, 4, 6],
        [6 / pi**2, Rational(1, 2), 14 / (9 * pi**2), 38 / (225 * pi**2), 78 / (1225 * pi**2)],
    ),
    (mu_kappa, 2, [8, 10, 12], [134 / (3969 * pi**2), 206 / (9801 * pi**2), 294 / (20449 * pi**2)]),
    (mu_kappa, 2, [20], [806 / (159201 * pi**2)]),
    (mu_kappa, 3, [0, 1, 2, 3, 4, 6], ["1/2", "1/3", "5/64", "0", "1/192", "23/16384"]),
    (mu_kappa, 3, [8, 10, 12], ["19/32768", "931/3145728", "45/262144"]),
    (mu_kappa, 4, [0, 1, 2, 4], [40 / (9 * pi**2), Rational(1, 4), 104 / (225 * pi**2), 232 / (11025 * pi**2)]),
    (mu_kappa, 4, [6, 8, 10], [424 / (99225 * pi**2), 680 / (480249 * pi**2), 1000 / (1656369 * pi**2)]),
    (mu_kappa, 4, [12, 20], [1384 / (4601025 * pi**2), 3560 / (84217329 * pi**2)]),
    (mu_kappa, 5, [0, 1, 2, 4, 6], ["27/64", "1/5", "1/32", "17/16384", "27/163840"]),
    (mu_kappa, 5, [8, 10, 12], ["47/1048576", "17/1048576", "7533/1073741824"]),
    (mu_kappa, 10, [1], ["1/10"]),
    (mu_kappa_1, 3, [0, 1, 2, 4, 6, 8], ["3/8", "1/6", "3/128", "1/1536", "3/32768", "3/131072"]),
    (mu_kappa_1, 3, [10, 12], ["49/6291456", "27/8388608"]),
    (mu_kappa_1, 2, [0, 1, 2, 8], [4 / pi**2, Rational(1, 4), 4 / (9 * pi**2), 4 / (3969 * pi**2)]),
    (mu_u_kappa_0, 3, [0, 1, 2, 4, 6, 8], ["1/8", "1/6", "7/128", "7/1536", "43/32768", "73/131072"]),
    (mu_u_kappa_0, 3, [10, 12], ["1813/6291456", "1413/8388608"]),
    (mu_kappa_0, 3, [0, 1, 2, 3, 5, 7], ["1/2", "1/8", "0", "1/128", "1/512", "25/32768"]),
    (mu_kappa_0, 3, [9, 11], ["49/131072", "441/2097152"]),
    (mu_kappa_0, 2, [1, 3, 5, 7], [2 / pi**2, 2 / (9 * pi**2), 2 / (25 * pi**2), 2 / (49 * pi**2)]),
]


@pytest.mark.parametrize(("sequence", "dim", "degrees", "expected"), TABLES)
def test_tables_of_eigenvalues(sequence, dim, degrees, expected):
    assert [sequence(Integer(k), Integer(dim)) for k in degrees] == [sympy.sympify(value) for value in expected]


def test_constants():
    table = [2 / pi**2, 1 / pi, 8 / pi**2, 9 / pi, 128 / pi**2, 225 / pi, 4608 / pi**2]
    assert [decay_constant(Integer(d)) for d in range(2, 9)] == table
    assert [KAPPA_FAMILY.second(Integer(d)) for d in (2, 3, 4, 5, 8)] == [5, Rational(65, 8), 12, Rational(135, 8), 40]
    assert [multiplicity(3, 4), multiplicity(4, 5), multiplicity(10, 4), multiplicity(2, 7)] == [9, 36, 660, 2]
    assert Rational(5, 2) ** 3 * mu_kappa(Integer(2), Integer(3)) == Rational(625, 512)


def test_ratios_and_partial_sums():
    three = Integer(3)
    zero, two, four = (mu_kappa(Integer(k), three) for k in (0, 2, 4))
    assert [two / zero, four / two] == [Rational(5, 32), Rational(1, 15)]
    partial = sum(multiplicity(3, k) * mu_kappa(Integer(k), three) for k in range(101))
    assert str(sympy.N(partial, 40)).startswith("1.996863219008173768043575046574659391264")
    ratio = mu_kappa_1(Integer(2), three) / mu_u_kappa_0(Integer(2), three)
    assert ratio == Rational(3, 7)


def test_taylor_coefficients():
    u = sympy.Symbol("u")
    kappa = (2 * u * (pi - sympy.acos(u)) + sympy.sqrt(1 - u**2)) / pi
    found = sympy.series(kappa, u, 0, 11).removeO()
    table = {0: 1 / pi, 1: 1, 2: 3 / (2 * pi), 4: 5 / (24 * pi), 6: 7 / (80 * pi), 8: 45 / (896 * pi)}
    table[10] = 77 / (2304 * pi)
    assert sympy.simplify(found - sum(c * u**n for n, c in table.items())) == 0


def test_rectified_powers():
    def value(alpha, k, d):
        return rectified_power(sympy.sympify(alpha), Integer(k), Integer(d))

    assert [value(0, 0, d) for d in range(2, 8)] == [Rational(1, 2)] * 6
    assert [value(1, k, 3) for k in (1, 2, 3, 4)] == [Rational(1, 6), Rational(1, 16), 0, Rational(-1, 96)]
    assert value(0, 3, 3) == Rational(-1, 16)
    assert str(sympy.N(value("1/2", 4, 4), 30)).startswith("-0.00782317706155705833910077929")
    # the trace of kappa_2 is kappa_2(1) = 3; the eigenvalues vanish for even k > 2
    assert arc_cosine_coefficient(Integer(2), Integer(4), Integer(3)) == 0


def _exact(product):
    return product.reduced().sympy()


@pytest.mark.parametrize("dim", [2, 3, 4, 7, 8])
def test_the_symbolic_formulas_are_those_of_the_library(dim):
    for k in range(10):
        at = (Integer(k), Integer(dim))
        assert sympy.simplify(mu_kappa(*at) - _exact(funk_hecke.two_layer_tangent(dim, k))) == 0
        assert sympy.simplify(mu_kappa_0(*at) - _exact(funk_hecke.arc_cosine(0, dim, k))) == 0
        assert sympy.simplify(mu_kappa_1(*at) - _exact(funk_hecke.arc_cosine(1, dim, k))) == 0
        assert sympy.simplify(mu_root(*at) - _exact(funk_hecke.even_power(Fraction(1, 2), dim, k))) == 0
        for n in (0, 1):
            assert sympy.simplify(arc_cosine_coefficient(Integer(n), *at) - [mu_kappa_0, mu_kappa_1][n](*at)) == 0


@pytest.mark.parametrize(("dim", "degree"), [(2, 2), (3, 4), (4, 1), (5, 3), (6, 2)])
def test_the_closed_form_against_quadrature(dim, degree):
    context = mpmath.MPContext()
    context.dps = 20
    order = context.mpf(dim - 2) / 2

    def integrand(angle):
        t = context.cos(angle)
        kernel = (2 * (context.pi - angle) * t + context.sin(angle)) / context.pi
        if dim == 2:
            return kernel * context.cos(degree * angle)
        scale = context.binomial(degree + dim - 3, degree)
        return kernel * context.gegenbauer(degree, order, t) / scale * context.sin(angle) ** (dim - 2)

    c = context.gamma(context.mpf(dim) / 2) / context.sqrt(context.pi) / context.gamma(context.mpf(dim - 1) / 2)
    found = c * context.quad(integrand, [0, context.pi / 2, context.pi])
    assert abs(found - context.mpf(str(sympy.N(mu_kappa(Integer(degree), Integer(dim)), 20)))) < 1e-14


@pytest.mark.parametrize(
    ("family", "start", "dim"),
    [(KAPPA_FAMILY, 2, 3), (U_KAPPA_0_FAMILY, 2, 5), (KAPPA_1_FAMILY, 2, 4), (KAPPA_0_FAMILY, 1, 3)],
)
def test_the_expansions_numerically(family, start, dim):
    # nu^e mu_k / C - 1 - A/nu^2 is of order nu^-4, with the scale d C(d) for kappa_1
    d = Integer(dim)
    scale = decay_constant(d) * (d if family is KAPPA_1_FAMILY else 1)
    gaps = []
    for k in (start + 100, start + 200):
        nu = k + (d - 2) / Integer(2)
        ratio = sympy.N(nu ** family.exponent(d) * family.sequence(Integer(k), d) / scale, 40)
        gaps.append((ratio - 1 - family.second(d) / nu**2) * nu**4)
    assert abs(gaps[0] / gaps[1] - 1) < Rational(1, 20)


MUTATIONS = [
    (DECAY, {"excess": 1}, Verdict.REFUTED),  # the exponent d + 1 in Proposition 5
    (DECAY, {"excess": -1}, Verdict.REFUTED),  # the exponent d - 1
    (CONSTANT, {"power_of_two": 0}, Verdict.REFUTED),
    (TWO_SIDED, {"excess": 1}, Verdict.REFUTED),
    (EXPANSION, {"summand": 55}, Verdict.REFUTED),
    (CLOSED_FORM, {"root_sign": -1}, Verdict.REFUTED),  # the sign of the root in kappa_1
    (CLOSED_FORM, {"shift": 2}, Verdict.REFUTED),
    (KAPPA1_SPECTRUM, {"root_sign": -1}, Verdict.REFUTED),
    (KAPPA1_SPECTRUM, {"dimension_power": 2}, Verdict.REFUTED),
    (KAPPA1_DECAY, {"excess": 1}, Verdict.REFUTED),
    (NONNEGATIVE, {"kappa_1_sign": -1}, Verdict.REFUTED),
]


@pytest.mark.parametrize(("claim", "change", "verdict"), MUTATIONS)
def test_a_mutated_statement_is_refuted(claim, change, verdict):
    assert claim.check(**{**claim.parameters, **change}).verdict is verdict


def test_zeros_are_exact():
    derivation = ZERO_ODD.check(**ZERO_ODD.parameters)
    assert all(step.rule.grants in (Verdict.PROVED, None) for step in derivation)
    assert not derivation.names(Rule.CITATION)
    assert [mu_kappa(Integer(k), Integer(d)) for k in (3, 5, 7, 101) for d in (2, 3, 10)] == [0] * 12
