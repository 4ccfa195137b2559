"""Bowman and Montufar 2022: residual dynamics, Theorem 3.5, Corollaries 3.7 and 3.10, the proof sketch."""

from __future__ import annotations

import pytest
import sympy
from sympy import Integer, Rational, exp

from ntkproofs.claims import Nature, Verdict
from ntkproofs.papers import check
from ntkproofs.papers.bowman2022 import (
    assumption_3_1,
    corollary_3_7,
    corollary_3_10,
    equation_5,
    equation_6,
    section_2_2_dynamics,
    section_2_3,
    section_3_1_decay,
    section_3_1_learning,
    section_3_1_rkhs_rate,
    section_3_2,
    section_4_covering,
    section_4_dynamics,
    section_4_effective_rank,
    section_4_hessian,
    theorem_3_5,
    theorem_3_5_norms,
)

PREFIXES = tuple(
    f"bowman2022.{place}"
    for place in (
        "eq",
        "sec22.residual_ode",
        "sec22.ideal_dynamics",
        "sec23",
        "sec3",
        "sec4",
        "assumption",
        "thm35",
        "cor",
        "derived.projection",
        "derived.sampled",
        "derived.stopping",
        "derived.rkhs",
        "derived.covering",
        "derived.gauss_newton",
        "derived.shallow",
        "derived.assumption36",
        "derived.activation_list",
    )
)


@pytest.fixture(scope="module")
def results():
    return {result.claim.id: result for result in check(*PREFIXES, wanted=lambda claim: not claim.heavy).results}


def test_every_verdict_is_the_expected_one_and_every_control_bites(results):
    assert len(results) >= 48
    for result in results.values():
        assert result.verdict is result.claim.expected, (result.claim.id, result.reason)
        refuted = result.claim.expected is Verdict.REFUTED
        assert result.control.affirmative if refuted else result.control is Verdict.REFUTED, result.claim.id


def test_what_is_refuted_is_no_error_of_the_authors(results):
    natures = {r.claim.id: r.claim.nature for r in results.values() if r.verdict is Verdict.REFUTED}
    assert natures == {
        "bowman2022.eq5.hessian_bound": Nature.READING,
        "bowman2022.sec3.most_activations": Nature.READING,
        "bowman2022.sec4.hessian_at_minimizer": Nature.READING,
    }


def test_the_witness_of_the_hessian_is_the_one_computed_by_hand(results):
    assert "0.375" in results["bowman2022.sec4.hessian_at_minimizer"].witness


def test_the_constant_of_the_covering_bound():
    assert sympy.N(section_4_covering.COVERING_EXPLICIT.parameters["constant"], 30) == sympy.Float(
        "4.357049117407151151049465623206774", 30
    )


@pytest.mark.parametrize(
    "derivation",
    [
        section_2_2_dynamics.RESIDUAL_ODE.check(power=2),
        section_2_2_dynamics.IDEAL_DYNAMICS.check(rate=Rational(2)),
        section_2_2_dynamics.HILBERT_SCHMIDT.check(square=Rational(99, 100)),
        section_2_3.SAME_KERNEL.check(multiple=0),
        assumption_3_1.SOFTPLUS.check(second=Rational(249, 1000)),
        assumption_3_1.TANH.check(second=Rational(769, 1000)),
        theorem_3_5_norms.CONSTANT_FOUR.check(factor=Rational(19, 10)),
        theorem_3_5_norms.SAMPLED_NORM.check(weight=Rational(51, 100)),
        corollary_3_7.FROM_THEOREM.check(lowest=Rational(9, 10)),
        corollary_3_7.FAILURE_PROBABILITY.check(share=Rational(99, 100)),
        corollary_3_10.COR310_EXPONENTS.check(power=9),
        corollary_3_10.COR310_TEST_ERROR.check(weight=Rational(9, 10)),
        corollary_3_10.TWO_SIDED.check(slope=3),
        section_3_1_decay.STOPPING_TIME.check(factor=Rational(9, 10)),
        section_3_1_rkhs_rate.RKHS_RATE.check(constant=exp(-1) * Rational(99, 200)),
        section_3_1_rkhs_rate.RKHS_RATE_SHARP.check(point=Rational(1, 2)),
        section_3_1_learning.ARBITRARILY_SLOW.check(limiting=Integer(0)),
        section_3_1_learning.RKHS_LEARNING.check(power=9),
        section_3_1_learning.POWER_LAW_LEARNING.check(slope=6),
        section_3_2.SCALING_COMPARISON.check(power=0),
        section_4_dynamics.PARAMETER_DRIFT.check(power=Rational(3, 4)),
        section_4_effective_rank.EFFECTIVE_RANK_BOUNDED.check(constant=Rational(17, 9)),
        section_4_covering.COVERING_NUMBER.check(scale=Rational(101, 100)),
        equation_6.EMPIRICAL_FIM.check(divisor=3),
    ],
)
def test_a_changed_statement_is_not_proved(derivation):
    assert derivation.verdict in (Verdict.REFUTED, Verdict.INCONCLUSIVE)


@pytest.mark.parametrize(
    "derivation",
    [
        section_2_2_dynamics.HILBERT_SCHMIDT.check(square=Rational(2)),
        section_3_1_decay.STOPPING_TIME.check(factor=Rational(1)),
        section_4_covering.COVERING_NUMBER.check(scale=Rational(1)),
        section_4_hessian.HESSIAN_AT_MINIMIZER.check(labels=(Rational(1), Rational(1))),
        equation_5.HESSIAN_BOUND.check(constant=2),
        theorem_3_5.PROJECTION_FACTOR.check(index=2),
    ],
)
def test_what_is_true_as_well_is_proved(derivation):
    assert derivation.verdict is Verdict.PROVED


@pytest.mark.parametrize(
    ("labels", "entry"), [((1, 2), Rational(3, 8)), ((0, 2), Rational(1, 2)), ((1, 3), Rational(1, 1))]
)
def test_the_second_part_of_the_hessian_at_the_minimiser(labels, entry):
    # (1/n) sum r_i d^2 f / dw^2 with r = (y1 - y0)/2, -(y1 - y0)/2 and d^2 f(1) = -(y0 + y1)/2.
    low, high = (Rational(y) for y in labels)
    assert (high - low) / 2 * (low + high) / 2 / 2 == entry
    derivation = section_4_hessian.HESSIAN_AT_MINIMIZER.check(labels=(low, high))
    assert derivation.verdict is Verdict.REFUTED
