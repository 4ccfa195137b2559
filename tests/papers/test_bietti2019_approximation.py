"""Equation (11), the RKHS in Section 3.2, Corollaries 6 and 7: verdicts, controls, numbers, mutations."""

from __future__ import annotations

import pytest
import sympy
from sympy import Integer, Rational, pi, sqrt

from ntkproofs.checks import sign
from ntkproofs.claims import Claim, Verdict
from ntkproofs.claims.registry import in_module
from ntkproofs.claims.runner import try_claim
from ntkproofs.kernels import ExpressionKernel, NeuralTangentKernel
from ntkproofs.papers.background import partial_fractions, sphere_laplacian
from ntkproofs.papers.bietti2019 import (
    corollary_6,
    corollary_6_examples,
    corollary_7,
    corollary_7_printed,
    equation_11,
    section_3_2_bias,
    section_3_2_improvement,
    section_3_2_multiplicity,
    section_3_2_parity,
)
from ntkproofs.papers.bietti2019.corollary_6 import KAPPA, KAPPA_1
from ntkproofs.papers.bietti2019.corollary_6_examples import energy_function
from ntkproofs.papers.bietti2019.corollary_7 import error_bound, poisson_constant
from ntkproofs.papers.bietti2019.section_3_1_networks import norm_term
from ntkproofs.papers.bietti2019.spectral_sequences import mu_kappa, mu_kappa_0, mu_kappa_1
from ntkproofs.spectra import mercer

MODULES = (
    sphere_laplacian,
    partial_fractions,
    equation_11,
    section_3_2_parity,
    section_3_2_bias,
    section_3_2_multiplicity,
    section_3_2_improvement,
    corollary_6,
    corollary_6_examples,
    corollary_7,
    corollary_7_printed,
)
CLAIMS = [claim for module in MODULES for claim in in_module(module)]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_the_verdict_is_the_expected_one_and_the_control_is_another(claim: Claim):
    trial = try_claim(claim)
    if claim.expected is Verdict.REFUTED:
        assert trial.derivation.verdict is Verdict.REFUTED
        assert trial.derivation.failure.witness
        assert trial.control.verdict is Verdict.PROVED, trial.control.reason
    elif claim.expected is Verdict.CITED:
        assert trial.derivation.verdict in (Verdict.PROVED, Verdict.CERTIFIED), trial.derivation.reason
        assert trial.control.verdict is Verdict.REFUTED, trial.control.reason
    else:
        assert trial.derivation.verdict is claim.expected, trial.derivation.reason
        assert trial.control.verdict is Verdict.REFUTED, trial.control.reason


@pytest.mark.parametrize(
    ("claim", "changed"),
    [
        (equation_11.RKHS, {"exponent": 0}),
        (section_3_2_parity.EVEN_PLUS_LINEAR, {"first": 2}),
        (section_3_2_multiplicity.SORTED, {"power": 2}),
        (section_3_2_multiplicity.MULTIPLICITY, {"excess": 0}),
        (section_3_2_improvement.IMPROVEMENT_WITNESS, {"offset": 0}),
        (section_3_2_improvement.IMPROVEMENT_WITNESS, {"offset_1": 2}),
        (corollary_6.EXPLICIT_CONSTANT, {"scale": Rational(99, 100)}),
        (corollary_6_examples.ENERGY, {"shift": 4}),
        (corollary_6_examples.ABS_COSINE, {"factor": Rational(101, 100)}),
        (corollary_7.RATE, {"scale": Rational(9, 10)}),
        (section_3_2_bias.BIAS_ZERO_INIT, {"bias": Integer(-1)}),
    ],
    ids=lambda value: value.id if isinstance(value, Claim) else str(value),
)
def test_a_changed_statement_is_not_proved(claim: Claim, changed: dict[str, object]):
    assert claim.check(**{**claim.parameters, **changed}).verdict not in (Verdict.PROVED, Verdict.CERTIFIED)


def test_the_constants_of_corollary_6():
    assert KAPPA.squared_constant(2) == 2 * pi**2 / 3
    assert KAPPA.squared_constant(3) == 2 + 81 * pi / 16
    assert sympy.expand(KAPPA.squared_constant(4)) == sympy.expand(9 * pi**2 / 40 + 2 * pi**2)
    assert [KAPPA.order(d) for d in (2, 3, 4, 5)] == [1, 2, 2, 3]
    assert [KAPPA_1.order(d) for d in (2, 3, 4, 5)] == [2, 3, 3, 4]
    near(sqrt(KAPPA.squared_constant(2)), "2.565099660323728191088072719342012822935")
    near(sqrt(KAPPA.squared_constant(5)), "6.832669383871057373587083405711606693151")


@pytest.mark.parametrize(
    ("dim", "decimal"),
    [
        (3, "1.804793611485921118172949753303165965226"),
        (4, "1.758100978555561714513627628947191376814"),
        (5, "2.036435463609656975674809050521451414602"),
    ],
)
def test_the_constant_of_corollary_7(dim: int, decimal: str):
    near(sqrt(poisson_constant(dim)), decimal)


def test_the_error_bound_holds_on_polynomials_by_a_wide_margin():
    # f = x_1^2 has the error 2/3 (1 - r^2) on the sphere in three dimensions.
    for epsilon in (Rational(1, 2), Rational(1, 10), Rational(1, 1000)):
        error = Rational(2, 3) * (1 - (1 - epsilon) ** 2)
        assert sign(error_bound(3, epsilon) - error) == 1
        assert sign(error - epsilon) in (0, 1)


def test_the_energies_are_the_inverse_eigenvalues():
    for dim in (2, 4):
        symbol, quotient = energy_function(dim)
        for k in (0, 2, 4, 10):
            exact = 1 / mu_kappa(Integer(k), Integer(dim))
            assert sympy.simplify(quotient.subs(symbol, k * (k + dim - 2)) - exact) == 0
    symbol, quotient = energy_function(2)
    assert quotient.subs(symbol, 4) == 9 * pi**2 / 14
    symbol, quotient = energy_function(4)
    assert quotient.subs(symbol, 8) == 225 * pi**2 / 104
    assert quotient.subs(symbol, 3) == 0
    assert 1 / mu_kappa(Integer(1), Integer(4)) == 4


def test_the_norm_of_the_absolute_coordinate():
    assert norm_term(Integer(2), 3) == 1
    near(pi / sqrt(3) / sympy.tanh(sqrt(3) * pi / 2), "1.829587692431379616083258401628491645519")


def test_the_eigenvalues_with_bias():
    assert mu_kappa(Integer(3), Integer(3)) + mu_kappa_0(Integer(3), Integer(3)) == Rational(1, 128)
    assert mu_kappa(Integer(2), Integer(3)) + mu_kappa_0(Integer(2), Integer(3)) == Rational(5, 64)
    assert mu_kappa(Integer(0), Integer(3)) + mu_kappa_0(Integer(0), Integer(3)) == 1


def test_the_eigenvalues_of_the_augmented_input():
    t = sympy.Symbol("t")
    kernel = ExpressionKernel(2 * NeuralTangentKernel(layers=2).expression().subs(t, (1 + t) / 2))
    spectrum = mercer(kernel, dim=3, degrees=range(4), digits=12)
    expected = ("2", "0.5251956061405374793", "0.04941318157838756206", "0.007582001055094726978")
    for k, decimal in enumerate(expected):
        assert abs(Rational(spectrum[k].value) - Rational(decimal)) < Rational(1, 10**12)


def test_the_norms_of_a_harmonic_in_the_two_spaces():
    assert mu_kappa(Integer(10), Integer(3)) / mu_kappa_1(Integer(10), Integer(3)) == 38


def test_the_eigenvalues_in_order():
    # 1 + 3 + 5 + 9 = 18 eigenvalues are at least mu_4 = 1/192 in three dimensions.
    spectrum = mercer(NeuralTangentKernel(layers=2), dim=3, degrees=range(7), digits=20)
    values = sorted(
        (Rational(spectrum[k].exact) for k in range(7) for _ in range(spectrum.multiplicity(k))), reverse=True
    )
    assert values[17] == Rational(1, 192)
    assert values[18] < Rational(1, 192)
    assert values[17] == mu_kappa(Integer(4), Integer(3))


def near(value: sympy.Expr, decimal: str) -> None:
    printed = Rational(decimal)
    unit = Rational(1, 10 ** len(decimal.partition(".")[2]))
    assert sign(value - printed + unit) == 1
    assert sign(printed + unit - value) == 1
