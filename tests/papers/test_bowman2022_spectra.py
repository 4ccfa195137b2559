"""Bowman and Montufar 2022: spectra of shallow networks and the power law in order of the eigenvalues."""

from __future__ import annotations

import math

import numpy as np
import pytest
import sympy
from sympy import Integer, Rational

from ntkproofs.arithmetic import BallArithmetic, Ternary
from ntkproofs.claims import Nature, Verdict
from ntkproofs.papers import check
from ntkproofs.papers.bowman2022 import section_2_2_odd_networks, section_2_2_symmetry
from ntkproofs.papers.bowman2022.section_2_2_mercer import circle_eigenvalue
from ntkproofs.papers.bowman2022.section_2_2_power_law import RELU_POWER_LAW, amplitude
from ntkproofs.papers.bowman2022.section_2_2_softplus_spectrum import SOFTPLUS_CIRCLE_SPECTRUM, eigenvalue

NUMBERS = {
    0: "0.575394722206933359425749759961",
    2: "0.00475340070565116407580530281284",
    4: "5.8661906686607175503709857231e-6",
    6: "3.18830845954865585186551969076e-8",
    8: "3.20013137552120153738151572926e-10",
}


@pytest.fixture(scope="module")
def results():
    report = check(
        "bowman2022.sec22",
        "bowman2022.derived.mercer",
        "bowman2022.derived.s",
        "bowman2022.derived.tanh",
        "background.tr",
        wanted=lambda claim: not claim.heavy,
    )
    return {result.claim.id: result for result in report.results}


def test_every_verdict_is_the_expected_one_and_every_control_bites(results):
    assert len(results) >= 12
    for result in results.values():
        assert result.verdict is result.claim.expected, (result.claim.id, result.reason)
        refuted = result.claim.expected is Verdict.REFUTED
        assert result.control.affirmative if refuted else result.control is Verdict.REFUTED, result.claim.id


def test_the_positive_basis_is_a_slip_and_corrected(results):
    claim = results["bowman2022.sec22.mercer_positive_basis"].claim
    assert claim.nature is Nature.SLIP
    assert results[claim.corrected_by].verdict is Verdict.PROVED


def test_the_spectrum_is_certified_and_names_what_it_trusts(results):
    result = results["bowman2022.derived.softplus_circle_spectrum"]
    assert result.verdict is Verdict.CERTIFIED
    assert {"background.trapezoid", "background.gaussian_plane", "background.tonelli"} <= set(result.conditions)


@pytest.mark.parametrize("degree", NUMBERS)
def test_the_enclosures_hold_the_inventory(degree):
    ctx, ball = BallArithmetic(200), eigenvalue(degree)
    number = ctx.convert(NUMBERS[degree])
    assert ctx.surely_less(number, ball) is Ternary.UNDECIDED
    assert ball.rad() < 1e-20


@pytest.mark.parametrize("degree", [0, 2, 4])
def test_the_enclosures_against_a_double_sum(degree):
    # Gauss-Laguerre in r^2/2 and the trapezoidal rule in the angle, in plain floating point.
    nodes, weights = np.polynomial.laguerre.laggauss(60)
    rho = np.sqrt(nodes)[:, None]
    s = 2 * math.pi * np.arange(256) / 256
    z = rho * np.cos(s)
    slope = 1 / (1 + np.exp(-z))
    hat = lambda g, k: (g * np.cos(k * s)).mean(axis=1)  # noqa: E731
    value = hat(np.log1p(np.exp(z)), degree) ** 2
    value += (hat(slope, degree - 1) ** 2 + hat(slope, degree + 1) ** 2) / 4
    assert float(weights @ value) == pytest.approx(float(eigenvalue(degree).mid()), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(("degree", "expected"), [(1, Rational(1, 8)), (3, 0), (5, 0), (9, 0)])
def test_the_odd_eigenvalues_are_exact(degree, expected):
    assert sympy.simplify(circle_eigenvalue(degree)[1] - expected) == 0


@pytest.mark.parametrize(
    ("dim", "even", "odd", "expected"),
    [
        # Laplace kernel, c = 1, and the two-layer ReLU network without bias (odd eigenvalues vanish).
        (2, 1 / sympy.pi, 1 / sympy.pi, "1.2732395447351626862"),
        (3, Rational(1, 2), Rational(1, 2), "0.5"),
        (2, 2 / sympy.pi**2, Integer(0), "0.20264236728467554289"),
        (3, 1 / sympy.pi, Integer(0), "0.11253953951963825869"),
    ],
)
def test_the_amplitudes_of_the_power_law(dim, even, odd, expected):
    assert abs(sympy.N(amplitude(Integer(dim), even, odd) - sympy.Float(expected, 20), 25)) < 1e-18


@pytest.mark.parametrize(
    "derivation",
    [
        SOFTPLUS_CIRCLE_SPECTRUM.check(mean="0.575394722206934"),
        section_2_2_symmetry.SOFTPLUS_ODD_HARMONICS.check(fraction=Rational(1, 3)),
        section_2_2_symmetry.SIGMOID_EVEN_HARMONICS.check(constant=Rational(1, 5)),
        section_2_2_odd_networks.TANH_EVEN_FUNCTIONS.check(activation="sigmoid"),
        RELU_POWER_LAW.check(exponent="d"),
    ],
)
def test_a_changed_statement_is_refuted(derivation):
    assert derivation.verdict is Verdict.REFUTED


def test_the_constant_of_the_shallow_rate_is_certified():
    from ntkproofs.papers.bowman2022.section_3_1_kernel_variance import SHALLOW_VARIANCE, variance

    ctx, ball = BallArithmetic(200), variance()
    assert ctx.surely_less(ctx.convert("0.250150980725208495495815406569"), ball) is Ternary.UNDECIDED
    assert ball.rad() < 1e-18
    result = check("bowman2022.derived.shallow_kernel_variance").results[0]
    assert result.verdict is Verdict.CERTIFIED
    assert result.control is Verdict.REFUTED
    assert SHALLOW_VARIANCE.check(digits="0.25015098072520851").verdict is Verdict.REFUTED
