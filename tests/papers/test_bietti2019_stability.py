"""Lemmas 10 and 11, Proposition 12, Section 4 and Figure 1: verdicts, controls, numbers, changed constants."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from sympy import Integer, Rational, exp, log, pi, sqrt

from ntkproofs.checks import has_decimals, sign
from ntkproofs.claims import Claim, Status, Verdict
from ntkproofs.claims.registry import in_module
from ntkproofs.claims.runner import try_claim
from ntkproofs.papers.background import signals
from ntkproofs.papers.bietti2019 import (
    figure_1,
    figure_1_growth,
    lemma_10,
    lemma_11,
    lemma_11_depth,
    proposition_12,
    proposition_12_pooling,
    proposition_12_recursion,
    proposition_12_translation,
    sampled_signals,
    section_4_deformations,
    section_4_last_layer,
    section_4_operators,
    section_4_patch_constant,
)
from ntkproofs.papers.bietti2019.lemma_10 import opposite, printed_gap
from ntkproofs.papers.bietti2019.proposition_12_pooling import commutator_constant_at_zero
from ntkproofs.papers.bietti2019.proposition_12_translation import translation_constant
from ntkproofs.papers.bietti2019.relu_kernels import kappa, kappa_1
from ntkproofs.papers.bietti2019.section_4_patch_constant import constant_on_the_line

MODULES = (
    signals,
    section_4_operators,
    section_4_deformations,
    section_4_last_layer,
    lemma_10,
    lemma_11,
    lemma_11_depth,
    proposition_12,
    proposition_12_pooling,
    proposition_12_recursion,
    proposition_12_translation,
    figure_1,
)
CLAIMS = [claim for module in MODULES for claim in in_module(module)]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_the_verdict_is_the_expected_one_and_the_control_is_another(claim: Claim):
    trial = try_claim(claim)
    if claim.expected is Verdict.REFUTED:
        assert trial.derivation.verdict is Verdict.REFUTED
        assert trial.derivation.failure.witness
        assert trial.control.verdict is Verdict.PROVED, trial.control.reason
    else:
        # What is supported rests on a sampled claim; its own steps, like those of a cited lemma, are exact.
        assert trial.derivation.verdict is Verdict.PROVED, trial.derivation.reason
        assert trial.control.verdict is Verdict.REFUTED, trial.control.reason


@pytest.mark.parametrize(
    "claim",
    [claim for module in (sampled_signals, section_4_patch_constant) for claim in in_module(module)],
    ids=lambda claim: claim.id,
)
def test_a_sample_supports_and_its_control_is_refuted(claim: Claim):
    trial = try_claim(claim, seed=1)
    assert trial.derivation.verdict is claim.expected is Verdict.SUPPORTED, trial.derivation.reason
    assert trial.control.verdict is Verdict.REFUTED, trial.control.reason


def test_the_distances_on_the_ring():
    far, close = (figure_1_growth.distances(Fraction(1, size)) for size in (100, 10**6))
    for found, decimal in (
        (far["NTK"], "0.02387781097702368212883837032575268170028"),
        (far["CKN"], "0.002968228845270865899015263392678238968964"),
        (close["NTK"], "0.0002368767401678966265120861193990445064269"),
        (close["CKN"], "0.0000002966745300618551649053740235227357733961"),
        (figure_1_growth.slope("NTK"), "0.5000031500930750368636339523184282716005"),
        (figure_1_growth.slope("CKN"), "1.000000198751023542219025884508560584692"),
    ):
        assert has_decimals(lambda bits, ball=found: ball, decimal).status is Status.HOLDS


def test_the_constant_on_the_line():
    assert constant_on_the_line(Integer(1)) == 26 + 57 / sqrt(2 * pi)
    assert sympy.expand(constant_on_the_line(Integer(2)) - 62 - 156 / sqrt(2 * pi)) == 0
    near(constant_on_the_line(Integer(1)), "48.73970998288166264257692541625976650312")


@pytest.mark.parametrize(
    ("claim", "changed"),
    [
        (lemma_10.DOMINATED, {"ratio": Rational(2)}),
        (lemma_10.GENERAL_CONSTANT, {"factor": Rational(9, 10)}),
        (lemma_10.ITERATES_CLAIM, {"factor": Rational(19, 10)}),
        (lemma_11.SHARP, {"factor": Rational(9, 10)}),
        (lemma_11.SHARP, {"factor": Rational(11, 10)}),
        (lemma_11.NORM, {"offset": -1}),
        (lemma_11_depth.DEPTH_ORDER, {"offset": 2}),
        (lemma_11_depth.SMOOTHNESS, {"exponent": Rational(1, 2)}),
        (proposition_12.EXPLICIT, {"exponent": Rational(1)}),
        (proposition_12_translation.PURE_TRANSLATION, {"constant": Rational(6, 10)}),
        (section_4_deformations.BIJECTIVE, {"bound": Rational(1)}),
        (figure_1.ORDER_COUNTEREXAMPLE, {"scale": 3}),
    ],
    ids=lambda value: value.id if isinstance(value, Claim) else str(value),
)
def test_a_changed_statement_is_not_proved(claim: Claim, changed: dict[str, object]):
    assert claim.check(**{**claim.parameters, **changed}).verdict not in (Verdict.PROVED, Verdict.CERTIFIED)


def test_the_witness_against_the_printed_inequality():
    # x = 1/10 = -x', y = y' = 1.
    assert opposite(Rational(10)) == Rational(202, 100)
    assert sign(sqrt(opposite(Rational(10))) - sqrt(202) / 10) == 0
    right = printed_gap(Rational(10)) + sqrt(opposite(Rational(10)))
    near(right, "0.6472135954999579392818347337462552470881")
    for ratio in (4, 10, 100):
        assert sign(printed_gap(Rational(ratio))) == -1


def test_the_constants_of_proposition_12():
    assert [commutator_constant_at_zero(dim) for dim in (1, 2, 3)] == [14, 58, 182]
    assert translation_constant(1) == 2 / sqrt(pi)
    assert translation_constant(2) == 2
    near(translation_constant(3), "3.191538243211461423519568479475054947807")
    near(exp(-Rational(1, 2)), "0.6065306597126334236037995349911804534419")


def test_the_sums_behind_the_printed_exponents():
    quarter = sum(sympy.Integer(k) ** Rational(1, 4) for k in range(1, 11))
    near(quarter, "14.79862766143583135886114292452552342897")
    assert sum(sympy.Integer(k) ** Rational(3, 4) for k in (1, 2)) == 1 + 2 ** Rational(3, 4)
    near(sqrt(110 / pi), "5.917270272703197547358872874494047226477")


def test_the_order_of_the_relative_distances():
    right_angle = pi / 2
    for scale, smaller in ((1, False), (4, True)):
        tangent = figure_1.relative_distance(kappa(Integer(0)), kappa(right_angle), scale)
        last = figure_1.relative_distance(kappa_1(Integer(0)), kappa_1(right_angle), scale)
        assert (sign(last - tangent) == 1) is smaller


def test_the_soft_plus_at_zero():
    near(log(2) ** 2, "0.4804530139182014246671025263266649717306")


def near(value: sympy.Expr, decimal: str) -> None:
    printed = Rational(decimal)
    unit = Rational(1, 10 ** len(decimal.partition(".")[2]))
    assert sign(value - printed + unit) == 1
    assert sign(printed + unit - value) == 1
