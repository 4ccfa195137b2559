"""Geifman et al.: verdicts and controls of every statement that is decided without balls over tilings."""

from __future__ import annotations

import importlib

import pytest
import sympy
from sympy import Integer, Rational, pi

from ntkproofs.claims import Claim, Rule, Verdict
from ntkproofs.claims.runner import try_claim

MODULES = [
    "arc_cosine_spectra",
    "constants_and_bias",
    "dimension_hops",
    "dynamics",
    "equal_spaces",
    "equation_5",
    "error_lower_bound",
    "exact_rate",
    "figure_1",
    "figure_2",
    "gamma_exponential",
    "gamma_exponential_slit",
    "gauss_smooth",
    "gaussian_spectra",
    "interpolation_error",
    "kernel_regression",
    "laplace_fourier",
    "laplace_series",
    "laplace_spectra",
    "lemma_1",
    "monomials",
    "not_identical",
    "powers",
    "reference_sequence",
    "section_3",
    "section_3_1",
    "section_3_2_harmonics",
    "section_3_4",
    "section_4_1",
    "table_1",
    "shifted_degree",
    "tables_2_and_3",
    "taylor_coefficients",
    "theorem_1",
    "theorem_2",
    "theorem_3",
    "theorem_4",
    "theorem_5",
    "two_layer_spectra",
    "zonal_restriction",
]
CLAIMS = {
    claim.id: claim
    for name in MODULES
    for claim in vars(importlib.import_module(f"ntkproofs.papers.geifman2020.{name}")).values()
    if isinstance(claim, Claim)
}
BALLS = {Rule.TILING, Rule.ENCLOSURE, Rule.DEFINITE_MATRIX, Rule.AGREEMENT, Rule.SAMPLE, Rule.STATISTIC}


@pytest.mark.parametrize("name", sorted(CLAIMS))
def test_verdict_and_control(name):
    claim = CLAIMS[name]
    trial = try_claim(claim)
    derivation = trial.derivation
    assert set(derivation.names(Rule.CITATION)) == set(claim.conditions)
    assert set(derivation.names(Rule.DEPENDENCY)) == set(claim.depends_on)
    if claim.expected is Verdict.REFUTED:
        assert derivation.verdict is Verdict.REFUTED
        assert derivation.failure.witness
        assert trial.control.verdict.affirmative
        return
    assert trial.control.verdict is Verdict.REFUTED, trial.control.reason
    assert trial.control.failure.witness
    if claim.expected is Verdict.CITED:
        assert derivation.verdict.affirmative, derivation.reason
        return
    assert derivation.verdict is claim.expected, derivation.reason
    if claim.expected is Verdict.PROVED:
        assert not BALLS & {step.rule for step in derivation}


def variant(name, **changes):
    claim = CLAIMS[f"geifman2020.{name}"]
    return claim.check(**{**claim.parameters, **changes}).verdict


MUTATED = [
    ("derived.arc_cosine_degree_0", {"factor": 2 / pi + 1}),
    ("derived.arc_cosine_degree_1", {"first": Rational(2, 3)}),
    ("derived.two_layer_closed_form", {"constant": 2}),
    ("derived.beltrami_power_recursion", {"shift": 4}),
    ("derived.laplace_leading_constant", {"scale": Integer(2)}),
    ("derived.laplace_normalisations", {"factor": 1 / sympy.sqrt(2)}),
    ("sec32.exact_rate_all_depths", {"excess": 1}),
    ("sec32.two_layer_no_bias_rate", {"excess": 2}),
    ("derived.ratio_two_layer_to_laplace", {"bias": Rational(1, 2)}),
    ("derived.ratio_two_layer_to_laplace", {"odd": 1 / pi}),
    ("sec34.mercer_measures", {"trace": Rational(1, 2)}),
    ("sec33.zonal_restriction", {"factor": 4}),
    ("thm2.decay", {"excess": 2}),
    ("fig2.layout", {"bias": Rational(1, 2)}),
    ("fig2.layout", {"bias": Rational(4, 3)}),
    ("derived.circle_constants", {"constant": "M/2"}),
    ("derived.taylor_nonnegative", {"third": Rational(1, 6)}),
]


@pytest.mark.parametrize(("name", "changes"), MUTATED)
def test_mutated_statements_are_refuted(name, changes):
    assert variant(name, **changes) is Verdict.REFUTED


@pytest.mark.parametrize("bias", ["6/10", "1", "21/20"])
def test_the_layout_of_figure_2_holds_between_the_two_crossings(bias):
    assert variant("fig2.layout", bias=Rational(bias)) is Verdict.CERTIFIED


def test_only_the_entry_in_question_of_table_1_is_no_fraction_of_90_tables():
    assert variant("table1.h_gaussian_p95", printed="67.77") is Verdict.REFUTED
    for printed in ("67.78", "92.22", "73.33", "66.67", "65.56"):
        assert variant("table1.h_gaussian_p95", printed=printed) is Verdict.PROVED


def test_what_is_false_of_table_1_is_false_of_these_metrics_only():
    for metric in ("F-Rank", "P90", "PMA"):
        assert variant("table1.h_laplace_closest", metrics=(metric,)) is Verdict.PROVED
    for metric in ("Average Accuracy", "P95"):
        assert variant("table1.h_laplace_closest", metrics=(metric,)) is Verdict.REFUTED
    assert variant("table1.h_gamma_best", metrics=("P95",)) is Verdict.REFUTED
    assert variant("table1.homogeneous_better", metrics=("P90",)) is Verdict.REFUTED
