"""Propositions 3 and 4: verdicts, controls, the numbers of the inventory, and constants that must not pass."""

from __future__ import annotations

import pytest
import sympy
from sympy import Integer, Rational, cos, pi, sqrt

from ntkproofs.checks import decimal, enclose, sign
from ntkproofs.claims import Claim, Verdict
from ntkproofs.claims.registry import in_module
from ntkproofs.claims.runner import try_claim
from ntkproofs.papers.bietti2019 import proposition_3, proposition_3_function, proposition_4, proposition_4_tangent
from ntkproofs.papers.bietti2019.feature_maps import (
    ANGLE,
    CHORD,
    EXCESS,
    HALF,
    SMALLER,
    distance,
    phi0_distance_squared,
    tangent_distance_squared,
    tangent_distance_squared_on_sphere,
)

CLAIMS = [
    claim
    for module in (proposition_3, proposition_3_function, proposition_4, proposition_4_tangent)
    for claim in in_module(module)
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_the_verdict_is_the_expected_one_and_the_control_is_refuted(claim: Claim):
    trial = try_claim(claim)
    assert trial.derivation.verdict is claim.expected, trial.derivation.reason
    assert trial.control.verdict is Verdict.REFUTED, trial.control.reason
    assert trial.control.failure.witness


@pytest.mark.parametrize("constant", [Rational(99, 100), Rational(999, 1000), Rational(9, 10), Integer(0)])
def test_a_smaller_constant_in_proposition_4_1_fails(constant):
    derivation = proposition_4.PHI0_SPHERE.check(constant=constant)
    assert derivation.verdict is Verdict.REFUTED
    assert "pi/2" in derivation.failure.witness  # antipodal points


def test_a_greater_constant_in_proposition_4_1_still_holds():
    assert proposition_4.PHI0_SPHERE.check(constant=Rational(101, 100)).verdict is Verdict.PROVED


@pytest.mark.parametrize(
    ("claim", "parameters"),
    [
        (proposition_4.PHI0_CONSTANTS, {"local_squared": 2 / pi + Rational(1, 100)}),
        (proposition_4.PHI0_CONSTANTS, {"local_squared": Rational(9, 16)}),
        (proposition_4.PHI0_GENERAL, {"factor": Rational(99, 100)}),
        (proposition_4.PHI0_GENERAL, {"norm": "max", "factor": Rational(11, 10)}),
        (proposition_4.PHI0_DUNKL_WILLIAMS, {"factor": Rational(199, 100)}),
        (proposition_4_tangent.NTK_SHARP, {"root": Rational(63, 100)}),
        (proposition_4_tangent.NTK_SHARP, {"root": Rational(64, 100)}),  # a true bound, but not the best one
        (proposition_4_tangent.NTK_SHARP, {"linear": Rational(199, 100)}),
        (proposition_4_tangent.NTK_SMOOTHNESS, {"exponent": Rational(3, 4)}),
        (proposition_4_tangent.NTK_SUPREMUM, {"constant": Rational(79, 100)}),
        (proposition_4_tangent.NTK_SUPREMUM, {"constant": Rational(4, 5)}),  # an upper bound, but not the supremum
        (proposition_3.LOWER_BOUND, {"lower": Rational(64, 100)}),
        (proposition_3.LOWER_BOUND, {"upper": Rational(63, 100)}),
        (proposition_3_function.SINGLE_FUNCTION, {"threshold": Rational(51, 100)}),
    ],
    ids=lambda value: value.id if isinstance(value, Claim) else ",".join(f"{k}={v}" for k, v in value.items()),
)
def test_a_changed_constant_is_never_proved(claim, parameters):
    verdict = claim.check(**{**claim.parameters, **parameters}).verdict
    assert verdict in (Verdict.REFUTED, Verdict.INCONCLUSIVE)


def close(expr: sympy.Expr, printed: str) -> bool:
    digits = len(printed.partition(".")[2])
    unit = Rational(1, 10 ** (digits - 1))
    gap = expr - Rational(printed)
    return sign(unit - gap) == 1 and sign(unit + gap) == 1


@pytest.mark.parametrize(
    ("angle", "printed"),
    [
        (Rational(1, 100), "8.102913216532357722264873192541410343534"),
        (Rational(1, 10**4), "79.80098793830393744980766760915353039563"),
        (Rational(1, 10**8), "7978.845733360066006791634572821161505612"),
    ],
)
def test_how_steep_the_tangent_map_is(angle, printed):
    ratio = sqrt(tangent_distance_squared_on_sphere()) / CHORD
    assert close(ratio.subs(HALF, angle / 2), printed)


def test_ratios_of_the_step_kernel():
    ratio = sqrt(phi0_distance_squared(2 * HALF) / CHORD)
    assert sympy.simplify(ratio.subs(HALF, pi / 2)) == 1
    assert close(ratio.subs(HALF, pi / 4), "0.8408964152537145430311254762332148950400")
    assert close(sqrt(2 / pi), "0.7978845608028653558798921198687637369517")


def test_both_sides_at_a_cosine_of_999_thousandths():
    at = {SMALLER: Integer(1), EXCESS: Integer(0), ANGLE: sympy.acos(Rational(999, 1000))}
    left, chord = sqrt(tangent_distance_squared()).subs(at), distance().subs(at)
    assert close(left, "0.1800705990827109612888619342148900879269")
    assert close(sqrt(chord) + 2 * chord, "0.3009169717881044117633743467549721948138")
    assert decimal(3 * chord, 20) == decimal(3 * sqrt(Rational(2, 1000)), 20)


def test_coefficients_of_the_single_function():
    ratio = proposition_3_function.coefficient_ratio
    s = Rational(3, 4)
    assert ratio(Integer(0), Integer(3), s) == Rational(-1, 10)
    assert ratio(Integer(0), Integer(2), s) * ratio(Integer(1), Integer(2), s) == Rational(-15, 209)
    c0 = sympy.gamma(Rational(3, 2)) / (sqrt(pi) * sympy.gamma(1))
    c0 *= sympy.gamma((s + 2) / 2) * sympy.gamma(Rational(1, 2)) / sympy.gamma((s + 3) / 2)
    assert close(c0, "0.8262442698431805678232003585335328752719")


def test_the_feature_distances_are_those_of_the_kernels():
    from ntkproofs.arithmetic import ExactArithmetic
    from ntkproofs.kernels import ArcCosine
    from ntkproofs.papers.bietti2019.relu_kernels import kappa, kappa_0, kappa_1

    exact = ExactArithmetic()
    for angle in (Rational(0), pi / 3, pi / 2, Rational(6, 5), pi):
        first, second = (ArcCosine(degree=n).kappa(exact, angle) for n in (0, 1))
        for here, there in (
            (kappa_0(angle), first),
            (kappa_1(angle), second),
            (kappa(angle), cos(angle) * first + second),
        ):
            assert enclose(here - there).overlaps(enclose(Integer(0)))
