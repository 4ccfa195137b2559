"""Section 2.1 and Lemma 1: deep fully connected kernels."""

from __future__ import annotations

import pytest
from sympy import Rational

from ntkproofs.arithmetic import BallArithmetic, Ternary
from ntkproofs.claims import Verdict
from ntkproofs.kernels import Conjugate, NeuralTangentKernel
from ntkproofs.papers import check
from ntkproofs.papers.bietti2019 import lemma_1, section_2_1_parameterisation, section_2_1_recursion

IDS = (
    "bietti2019.section21.factor_two",
    "bietti2019.section21.same_predictions",
    "bietti2019.section21.parameterisation_kernels",
    "bietti2019.section21.min_norm_fit",
    "bietti2019.section21.linearised_limit",
    "bietti2019.section21.deep_kernel_values",
    "bietti2019.section21.kernel_order",
    "bietti2019.lemma1.feature_map",
    "bietti2019.lemma1.positive_definite",
    "background.spectral_theorem",
)

# K_n and Sigma_n at u = 1/2 and u = 0, n = 1, ..., 5 (40 digits).
TANGENT = {
    "half": (
        "0.9423311143775626914223299158231513873654",
        "1.351479561123483163083734205801347285736",
        "1.737844679215309023674429441710182755234",
        "2.107112538396620646574556183983212457228",
        "2.462893132458021280847894535400343958511",
    ),
    "zero": (
        "0.3183098861837906715377675267450287240689",
        "0.6857086362829424917432668103238355389665",
        "1.060388106802583038262987603103524734853",
        "1.430390497210367419973803839545335407074",
        "1.792195966844592806065654851364785949015",
    ),
}
CONJUGATE = {
    "half": (
        "0.6089977810442293580889965824898180540320",
        "0.6839056508987059723599837912953477009627",
        "0.7381281923010005230019593703693891651030",
        "0.7788951373943319508715436283675711277473",
        "0.8104542010046282512824117586603402136179",
    ),
    "zero": (
        "0.3183098861837906715377675267450287240689",
        "0.4937310902003715484981120003434261427294",
        "0.6048257201129445466997015802043595239756",
        "0.6809535333557363479121334479643379094231",
        "0.7359463506276366516464503596541114135808",
    ),
}


@pytest.fixture(scope="module")
def results():
    return {result.claim.id: result for result in check(*IDS).results}


@pytest.mark.parametrize("claim_id", IDS)
def test_the_verdict_is_the_expected_one_and_the_control_bites(results, claim_id):
    result = results[claim_id]
    assert result.verdict is result.claim.expected, result.reason
    assert result.control is Verdict.REFUTED


@pytest.mark.parametrize("depth", range(1, 6))
@pytest.mark.parametrize("place", ["half", "zero"])
@pytest.mark.parametrize("values", [TANGENT, CONJUGATE], ids=["tangent", "conjugate"])
def test_decimals_of_the_deep_kernels(depth, place, values):
    ctx = BallArithmetic(256)
    family = NeuralTangentKernel if values is TANGENT else Conjugate
    kernel = family(layers=depth + 1)
    divisor = {"half": 3, "zero": 2}[place]
    ball = ctx.evaluate(lambda ctx: kernel.kappa(ctx, ctx.pi / divisor))
    text = values[place][depth - 1]
    centre, half = Rational(text), Rational(1, 2 * 10 ** len(text.partition(".")[2]))
    low, high = (ctx.rational(int(end.p), int(end.q)) for end in (centre - half, centre + half))
    assert ctx.surely_less(low, ball) is Ternary.YES
    assert ctx.surely_less(ball, high) is Ternary.YES


@pytest.mark.parametrize(
    "derivation",
    [
        section_2_1_recursion.FACTOR_TWO.check(factor=Rational(21, 10)),
        section_2_1_recursion.DEEP_KERNEL_VALUES.check(slope=3, offset=-1),
        section_2_1_recursion.KERNEL_ORDER.check(offset=Rational(9, 10)),
        section_2_1_parameterisation.PARAMETERISATION_KERNELS.check(first_layer=2),
        lemma_1.POSITIVE_DEFINITE.check(combinations=((Rational(1), Rational(-1)),)),
    ],
    ids=["factor", "diagonal", "order", "limit", "definite"],
)
def test_a_changed_constant_is_refuted(derivation):
    assert derivation.verdict is Verdict.REFUTED


def test_the_limit_of_deep_networks_is_supported_and_not_more():
    (result,) = check("bietti2019.section21.deep_limit").results
    assert result.verdict is Verdict.SUPPORTED, result.reason
    assert result.control is Verdict.INCONCLUSIVE
    assert result.control_bites
