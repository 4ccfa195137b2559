"""Section 3.1 on networks, Proposition 8 and the augmented input: verdicts, controls, numbers, changed constants."""

from __future__ import annotations

import pytest
import sympy
from flint import acb, arb
from sympy import Integer, Rational, pi, sqrt

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.checks import sign
from ntkproofs.claims import Claim, Verdict
from ntkproofs.claims.registry import in_module
from ntkproofs.claims.runner import try_claim
from ntkproofs.papers.background import hilbert_space, sums
from ntkproofs.papers.bietti2019 import proposition_8, section_3_1_networks, section_3_2_augmented
from ntkproofs.papers.bietti2019.norm_series import energy, multiplicity
from ntkproofs.papers.bietti2019.section_3_1_networks import norm_term

CLAIMS = [
    claim
    for module in (hilbert_space, sums, proposition_8, section_3_1_networks, section_3_2_augmented)
    for claim in in_module(module)
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_the_verdict_is_the_expected_one_and_the_control_is_another(claim: Claim):
    trial = try_claim(claim)
    if claim.expected is Verdict.REFUTED:
        assert trial.derivation.verdict is Verdict.REFUTED
        assert trial.derivation.failure.witness
        assert trial.control.verdict is Verdict.PROVED, trial.control.reason
    else:
        # The instances of a cited lemma are exact here.
        assert trial.derivation.verdict is Verdict.PROVED, trial.derivation.reason
        assert trial.control.verdict is Verdict.REFUTED, trial.control.reason


def test_a_network_lies_in_the_space_on_the_circle_only():
    unit, network = section_3_1_networks.RELU_UNIT, section_3_1_networks.FINITE_WIDTH_NOT_IN_RKHS
    for dimension in (3, 4, 7):
        assert unit.check(dimension=dimension).verdict is Verdict.REFUTED
        assert network.check(dimension=dimension).verdict is Verdict.PROVED


def test_norm_terms():
    k = sympy.Symbol("k")
    assert sympy.simplify(norm_term(k, 2) - 4 / (k**2 + 3)) == 0
    assert norm_term(Integer(2), 3) == 1
    assert sympy.simplify(norm_term(k, 3) - 2 * (2 * k + 1) / (k * (k + 1) + 4)) == 0
    for dim in (2, 3, 5):
        for degree in (2, 4, 6):
            expected = 2 * multiplicity(Integer(degree), Integer(dim)) / energy(Integer(degree), Integer(dim))
            assert norm_term(Integer(degree), dim) == expected


def test_the_norm_of_a_relu_unit_on_the_circle():
    # (x_1)_+ = (x_1 + |x_1|)/2, so 4 times the squared norm is |x_1|^2 + | |x_1| |^2: (1/2)/mu_1 = 1,
    # and the terms of the second are 4/(k^2 + 3) over even k, half of it at k = 0.
    with BallArithmetic(200).working():
        root = arb(3).sqrt()
        # The sum of 1/(n^2 + a^2) over n >= 1 is Im psi(1 + ia)/a, here with a = sqrt(3)/2.
        series = acb(1, root / 2).digamma().imag / (root / 2) + arb(2) / 3
        total = (1 + series) / 4
        closed = (1 + arb.pi() / root * (root * arb.pi() / 2).coth()) / 4
        assert total.overlaps(closed)
        assert closed.overlaps(arb("0.7073969231078449040208146004071229113797 +/- 1e-39"))


@pytest.mark.parametrize("ratio", [Integer(2), Rational(99, 100), Integer(-2)])
def test_another_norm_is_not_the_one_of_proposition_8(ratio):
    assert proposition_8.HOMOGENEOUS_RKHS.check(ratio=ratio).verdict is Verdict.REFUTED


def test_a_smaller_angle_constant_is_refuted():
    claim = section_3_2_augmented.AUGMENTED_BILIPSCHITZ
    assert claim.check(lower=Rational(127, 100)).verdict is Verdict.REFUTED  # 4/pi = 1.2732...
    # Between 4/pi and 2 this proof says nothing, and refutes nothing.
    assert claim.check(lower=Rational(19, 10)).verdict is Verdict.INCONCLUSIVE


@pytest.mark.parametrize(
    ("a", "b", "p"), [(1, 1, -1), (1, 0, 0), (Rational(1, 2), 1, Rational(-1, 2)), (1, 1, Rational(9, 10))]
)
def test_the_angle_bounds_at_exact_points(a, b, p):
    angle = sympy.acos((1 + p) / sqrt((1 + a**2) * (1 + b**2)))
    distance = sqrt(a**2 + b**2 - 2 * p)
    assert sign(distance - angle) == 1
    assert sign(2 * angle - distance) == 1
    assert angle != pi
