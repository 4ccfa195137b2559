"""The poster: verdicts, controls, the angle below which the short radical fails, and the inventory's numbers."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
import sympy
from sympy import Integer, Rational, acos, sqrt

from ntkproofs.checks import sign
from ntkproofs.claims import Claim, Nature, Verdict
from ntkproofs.claims.registry import in_module
from ntkproofs.claims.runner import try_claim
from ntkproofs.papers import bietti2019poster
from ntkproofs.papers.bietti2019.corollary_6 import KAPPA
from ntkproofs.papers.bietti2019.feature_maps import ANGLE, EXCESS, SMALLER, distance, tangent_distance_squared
from ntkproofs.papers.bietti2019.relu_kernels import kappa
from ntkproofs.papers.bietti2019.spectral_sequences import decay_constant, mu_kappa, mu_kappa_1
from ntkproofs.papers.bietti2019poster import smoothness

_MODULES = [
    importlib.import_module(f"{bietti2019poster.__name__}.{info.name}")
    for info in pkgutil.iter_modules(bietti2019poster.__path__)
]
_OWN = (
    "approximation.",
    "cnn.two_layer_kernel",
    "intro.",
    "mercer.",
    "nonlipschitz.",
    "smoothness.",
)
CLAIMS = {
    claim.id: claim
    for module in _MODULES
    for claim in in_module(module)
    if claim.id.startswith(tuple(f"bietti2019poster.{name}" for name in _OWN))
}


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS.keys())
def test_the_verdict_is_the_expected_one_and_the_control_is_another(claim: Claim):
    trial = try_claim(claim)
    if claim.expected is Verdict.REFUTED:
        assert trial.derivation.verdict is Verdict.REFUTED
        assert trial.derivation.failure.witness
        assert trial.control.verdict.affirmative, trial.control.reason
    else:
        expected = Verdict.PROVED if claim.expected is Verdict.CITED else claim.expected
        assert trial.derivation.verdict is expected, trial.derivation.reason
        assert trial.control.verdict is Verdict.REFUTED, trial.control.reason


def _sides(angle):
    at = {SMALLER: Integer(1), EXCESS: Integer(0), ANGLE: angle}
    return sqrt(tangent_distance_squared()).subs(at), 3 * distance().subs(at)


def test_the_short_radical_fails_exactly_below_the_angle_of_the_inventory():
    for offset, expected in ((-1, 1), (1, -1)):
        angle = Rational("0.09038846603832477879074727639997679989446") + Rational(offset, 10**38)
        left, right = _sides(angle)
        assert sign(left - right) == expected


def _close(expr: sympy.Expr, printed: str) -> bool:
    unit = Rational(1, 10 ** (len(printed.partition(".")[2]) - 1))
    gap = expr - Rational(printed)
    return sign(unit - gap) == 1 and sign(unit + gap) == 1


def test_both_sides_at_the_witness():
    left, right = _sides(Rational(1, 20))
    assert _close(left, "0.1917384870034849315730191270594538597015")
    assert _close(right, "0.1499843754882739839730435778984053304402")
    left, right = _sides(acos(Rational(999, 1000)))
    assert _close(left, "0.1800705990827109612888619342148900879269")
    assert _close(right - 3 * sqrt(Rational(2, 1000)), "0.0000000000000000000000")


def test_the_short_radical_is_no_erratum():
    assert smoothness.HOELDER.nature is Nature.TRANSCRIPTION
    assert not smoothness.HOELDER.nature.accuses
    assert smoothness.HOELDER.corrected_by in CLAIMS


@pytest.mark.parametrize("exponent", [Rational(1), Rational(51, 100), Rational(2, 3)])
def test_no_other_exponent_is_proved(exponent):
    assert smoothness.HOELDER_RADICAL.check(exponent=exponent).verdict is not Verdict.PROVED


def test_the_kernel_at_a_cosine_of_one_half():
    value = kappa(sympy.pi / 3)
    assert sympy.expand(value - Rational(2, 3) - sqrt(3) / (2 * sympy.pi)) == 0
    assert _close(value, "0.9423311143775626914223299158231513873654")


def test_numbers_of_the_spectrum():
    three = Integer(3)
    found = [mu_kappa(Integer(k), three) for k in (0, 1, 3, 4)]
    assert found == [Rational(1, 2), Rational(1, 3), 0, Rational(1, 192)]
    assert decay_constant(three) == 1 / sympy.pi
    assert mu_kappa(Integer(2), three) / mu_kappa_1(Integer(2), three) == Rational(10, 3)
    assert _close(1 / sqrt(Integer(105)), "0.09759000729485331793543846362401001895938")
    assert _close(sympy.pi * sqrt(6) / 3, "2.565099660323728191088072719342012822935")
    assert sympy.expand(KAPPA.squared_constant(2) - (sympy.pi * sqrt(6) / 3) ** 2) == 0
