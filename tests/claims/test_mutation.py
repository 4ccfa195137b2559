from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
import sympy

from ntkproofs.claims import Claim, Derivation, Fate, Mutant, Rule, Status, Step, Verdict, fate, mutants, score


@pytest.fixture
def claim(sample_claims: dict[str, Claim]) -> Claim:
    return sample_claims["sample.prop2.sum"]


def operators(claim: Claim, **parameters: object) -> list[tuple[str, object]]:
    control = replace(claim.control, parameters={next(iter(parameters)): object()})
    found = list(mutants(replace(claim, parameters=parameters, control=control)))
    assert found[0].operator == "control"
    return [(mutant.operator, *mutant.changes.values()) for mutant in found[1:]]


def test_every_kind_of_parameter_has_its_operators(claim: Claim):
    x = sympy.Symbol("x")
    assert operators(claim, n=3) == [("constant", 4), ("constant", 2), ("constant", 6), ("sign", -3)]
    assert {operator for operator, _ in operators(claim, exponent=3)} == {"exponent", "sign"}
    assert {operator for operator, _ in operators(claim, start=3)} == {"range", "sign"}
    assert operators(claim, strict=True) == [("direction", False)]
    assert operators(claim, sign=1) == [("direction", -1)]
    assert ("constant", "3.15") in operators(claim, printed="3.14")
    assert ("constant", "3.15159") in operators(claim, printed="3.14159")
    assert ("constant", Fraction(1001, 2000)) in operators(claim, c=Fraction(1, 2))
    assert ("sign", -x) in operators(claim, c=x)
    assert ("constant", (2, 2)) in operators(claim, pair=(1, 2))
    assert operators(claim, name="relu", f=len) == []


def test_sizes_and_magnitudes_stay_what_they_are(claim: Claim):
    assert operators(claim, layers=1) == [("constant", 2)]
    assert operators(claim, dim=2) == [("constant", 3), ("constant", 4)]
    assert all(value >= 0 for _, value in operators(claim, bias=Fraction(1, 10)))


def test_no_mutant_is_the_claim(claim: Claim):
    assert all(value != 0 for _, value in operators(claim, n=0))


def test_fates_are_scored(claim: Claim):
    def check(n: int) -> Derivation:
        if n > 5:
            raise ValueError("too large")
        failing = {"status": Status.FAILS, "witness": "1 + 1 = 2"} if n != 2 and n != 4 else {}
        return Derivation((Step(Rule.VALUE, f"1 + 1 = {n}", goal=True, data={"n": str(n)}, **failing),))

    changed = replace(claim, check=check, parameters={"n": 2}, control=replace(claim.control, parameters={"n": 3}))
    fates = [fate(changed, Mutant("constant", {"n": n}), check(2)) for n in (3, 4, 7)]
    assert [(one.killed, one.true) for one in fates] == [(True, False), (False, True), (False, False)]
    assert fates[1].shown == "1 + 1 = 4"
    assert "too large" in fates[2].reason
    # The true one counts for nothing, the one that broke counts against.
    assert score(fates) == Fraction(1, 2)
    assert score([Fate("a", Mutant("sign", {"n": 1}), Verdict.PROVED)]) is None


def test_a_parameter_that_reaches_no_goal_shows_nothing(claim: Claim):
    def check(n: int) -> Derivation:
        # The wording follows the parameter, what is decided does not.
        return Derivation((Step(Rule.VALUE, f"1 + 1 = {n}", goal=True, data={"sum": "2"}),))

    changed = replace(claim, check=check, parameters={"n": 2}, control=replace(claim.control, parameters={"n": 3}))
    found = fate(changed, Mutant("constant", {"n": 3}), check(2))
    assert (found.true, found.verdict) == (False, Verdict.INCONCLUSIVE)
    assert "reaches no goal" in found.reason
