"""Equations (2) to (7), (9), Sections 3.1 and 3.3: the two-layer kernel and its parts."""

from __future__ import annotations

import pytest
import sympy
from sympy import Rational, pi, sqrt

from ntkproofs.arithmetic import BallArithmetic, ExactArithmetic, Ternary
from ntkproofs.claims import Verdict
from ntkproofs.kernels import ArcCosine, NeuralTangentKernel
from ntkproofs.papers import check, claims
from ntkproofs.papers.background.gaussian_integrals import ANGLE, gaussian_moment, rectified_pair
from ntkproofs.papers.bietti2019 import equation_2, equation_4, equation_5, section_3_1_kappa_1

IDS = (
    "bietti2019.eq2.two_layer_limit",
    "bietti2019.eq2.two_layer_variance",
    "bietti2019.eq3.expectation",
    "bietti2019.eq3.homogeneous_form",
    "bietti2019.eq4.values",
    "bietti2019.eq4.minimum",
    "bietti2019.eq4.expansion_at_one",
    "bietti2019.eq4.expansion_at_minus_one",
    "bietti2019.eq5.kappa0",
    "bietti2019.eq5.kappa1",
    "bietti2019.eq5.identities",
    "bietti2019.eq5.chord_expansions",
    "bietti2019.eq6.arc_cosine_one",
    "bietti2019.eq7.arc_cosine_zero",
    "bietti2019.eq9.rkhs_lipschitz",
    "bietti2019.section31.kappa1_lipschitz",
    "bietti2019.section31.kappa1_scalar",
    "bietti2019.section33.general_activation",
    "bietti2019.section33.relu_half",
    "background.gaussian_plane",
    "background.independent_product",
)
EXACT = ExactArithmetic()


@pytest.fixture(scope="module")
def results():
    report = check(*IDS)
    return {result.claim.id: result for result in report.results}


@pytest.mark.parametrize("claim_id", IDS)
def test_the_verdict_is_the_expected_one_and_the_control_bites(results, claim_id):
    result = results[claim_id]
    assert result.verdict is result.claim.expected, result.reason
    assert result.control is Verdict.REFUTED


def test_what_rests_on_the_gaussian_plane_says_so(results):
    assert results["bietti2019.section33.relu_half"].conditions == ("background.gaussian_plane",)
    assert results["bietti2019.eq4.minimum"].conditions == ()


@pytest.mark.parametrize(
    ("kernel", "angle", "expected"),
    [
        (NeuralTangentKernel(layers=2), pi / 3, Rational(2, 3) + sqrt(3) / (2 * pi)),
        (ArcCosine(0), pi / 3, Rational(2, 3)),
        (ArcCosine(0), pi / 2, Rational(1, 2)),
        (ArcCosine(1), pi / 3, Rational(1, 3) + sqrt(3) / (2 * pi)),
        (ArcCosine(1), pi / 2, 1 / pi),
    ],
)
def test_exact_values(kernel, angle, expected):
    assert sympy.expand(kernel.kappa(EXACT, angle) - expected) == 0


def test_decimals_of_the_two_layer_kernel():
    ctx = BallArithmetic(200)
    ball = ctx.evaluate(lambda ctx: NeuralTangentKernel(layers=2).kappa(ctx, ctx.pi / 3))
    low, high = (ctx.convert(f"0.94233111437756269142232991582315138736{end}") for end in ("53", "55"))
    assert ctx.surely_less(low, ball) is Ternary.YES
    assert ctx.surely_less(ball, high) is Ternary.YES


@pytest.mark.parametrize(("degree", "value"), [(0, Rational(1, 2)), (1, Rational(1, 2)), (2, Rational(3, 2))])
def test_half_of_the_even_moments(degree, value):
    assert rectified_pair(degree).value.subs(ANGLE, 0) == value
    assert gaussian_moment(degree).value == 2 * value


@pytest.mark.parametrize(
    "derivation",
    [
        equation_5.KAPPA0_EXPECTATION.check(full_turn=3),
        equation_2.TWO_LAYER_VARIANCE.check(diagonal=Rational(1199, 100)),
        equation_4.VALUES.check(linear_part=-1),
        equation_4.MINIMUM.check(minimum="-0.136789796738055467156948512585938"),
        equation_4.EXPANSION_AT_MINUS_ONE.check(leading_sign=-2),
        section_3_1_kappa_1.LIPSCHITZ.check(constant=Rational(999, 1000)),
    ],
    ids=["full_turn", "variance", "even_part", "minimum", "leading", "lipschitz"],
)
def test_a_changed_constant_is_refuted(derivation):
    assert derivation.verdict is Verdict.REFUTED


def test_a_larger_lipschitz_constant_is_true_too():
    assert section_3_1_kappa_1.LIPSCHITZ.check(constant=Rational(3, 2)).verdict is Verdict.PROVED


def test_every_id_of_this_file_is_found():
    assert set(IDS) <= set(claims())
