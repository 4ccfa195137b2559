"""Section 2.2, equation (8), Proposition 2 for one hidden layer, and the inclusion of Section 4."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from sympy import Matrix, Rational, pi

from ntkproofs.claims import Nature, Verdict
from ntkproofs.papers import check
from ntkproofs.papers.bietti2019 import random_convolutional_network as network
from ntkproofs.papers.bietti2019 import section_2_2_operators, section_2_2_weights
from ntkproofs.papers.bietti2019.proposition_2_one_layer import pooled
from ntkproofs.papers.bietti2019.section_2_2_operators import _alternating

IDS = (
    "bietti2019.section22.patch_isometry",
    "bietti2019.section22.strided_pooling",
    "bietti2019.section22.pooling_norm",
    "bietti2019.eq8.tangent_gram",
    "bietti2019.section22.weights_l2_limit",
    "bietti2019.prop2.one_hidden_layer",
    "bietti2019.section22.last_layer_identity",
    "bietti2019.section4.rkhs_inclusion",
    "background.tonelli",
    "background.gaussian_limit",
    "background.aronszajn_sum",
)


@pytest.fixture(scope="module")
def results():
    return {result.claim.id: result for result in check(*IDS).results}


@pytest.mark.parametrize("claim_id", IDS)
def test_the_verdict_is_the_expected_one_and_the_control_bites(results, claim_id):
    result = results[claim_id]
    assert result.verdict is result.claim.expected, result.reason
    assert result.control is Verdict.REFUTED


def test_independent_weights_on_a_lattice_are_refuted_as_square_summable_and_the_slip_is_named():
    (result,) = check("bietti2019.section22.weights_square_summable").results
    assert result.verdict is Verdict.REFUTED
    assert "diverges" in result.witness
    assert result.control is Verdict.PROVED
    assert result.claim.nature is Nature.SLIP
    assert section_2_2_weights.WEIGHTS_SQUARE_SUMMABLE.check(decay=1).verdict is Verdict.REFUTED


@pytest.mark.parametrize("length", [1, 2, 5, 8])
def test_alternating_blocks(length):
    block = [(-1) ** i for i in range(length)]
    assert _alternating((2, -1), length) == int(np.sum(np.convolve([2, -1], block) ** 2))


def test_pooling_is_a_sum_over_pairs():
    half = Fraction(1, 2)
    gram = Matrix([[1, 1 / pi], [1 / pi, 1]])
    assert pooled(Matrix([[half, half]]), gram) == Rational(1, 2) + 1 / (2 * pi)


@pytest.mark.parametrize("power", [Rational(-1), Rational(-1, 3)])
def test_another_normalisation_of_patches_is_refuted(power):
    assert section_2_2_operators.PATCH_ISOMETRY.check(power=power).verdict is Verdict.REFUTED


SAMPLED = (
    "bietti2019.prop2.feature_map",
    "bietti2019.prop2.covariance",
    "bietti2019.section22.last_layer_features",
)


@pytest.mark.parametrize("claim_id", SAMPLED)
def test_what_is_sampled_is_supported_and_its_control_is_not(claim_id):
    (result,) = check(claim_id).results
    assert result.verdict is Verdict.SUPPORTED, result.reason
    assert result.control is Verdict.INCONCLUSIVE
    assert result.control_bites


def test_the_toy_values_are_certified():
    (result,) = check("bietti2019.prop2.toy_values").results
    assert result.verdict is Verdict.CERTIFIED, result.reason
    assert result.control is Verdict.REFUTED


def test_patches_and_pooling_have_the_transposes_used_backwards():
    generator = np.random.default_rng(5)
    signal = generator.standard_normal((5, 2, 1))
    taps = np.array([0.25, 0.5, 0.25])
    patched, pooled_signal = network._patches(signal), network._pool(signal, taps)
    other, another = generator.standard_normal(patched.shape), generator.standard_normal(pooled_signal.shape)
    assert np.sum(patched * other) == pytest.approx(np.sum(signal * network._patches_transposed(other)))
    assert np.sum(pooled_signal * another) == pytest.approx(np.sum(signal * network._pool(another, taps)[2:-2]))


def test_the_hidden_layers_add_a_positive_definite_part():

    signals = np.array([[1.0, 2.0], [2.0, -1.0], [-1.0, 1.0]])
    one = network.draw(signals, 2, 16, np.array([0.25, 0.5, 0.25]), np.random.default_rng(3))
    assert np.all(np.linalg.eigvalsh(one.tangent - one.last) > 0)
    assert one.tangent[0, 1] == pytest.approx(one.tangent[1, 0])
