"""Units of work: nothing is left out, shared parts stay together, values are those of the library."""

from __future__ import annotations

import pytest

from ntkproofs.arithmetic import load_ball
from ntkproofs.kernels import parse
from ntkproofs.smoothness import smoothness
from ntkproofs.spectra import decay, mercer
from ntkproofs.spectra.two_sided import two_sided
from ntkproofs.sweeps import Plan
from ntkproofs.sweeps.units import BLOCK, Unit, compute, units

DEEP, CLOSED = "ntk(layers=3)", "laplace(c=1)"


def test_the_units_of_a_plan_are_its_results():
    plan = Plan((DEEP, CLOSED, "exp(t)"), (3, 4), range(600), (20, 30), ("spectrum", "decay", "bounds", "smoothness"))
    found = [(unit.quantity, str(unit.identity(point))) for unit in units(plan) for point in unit.points]
    assert len(found) == len(set(found)) == plan.size


def test_one_quadrature_has_all_its_degrees_and_a_closed_form_is_cut():
    cut = {kernel: list(units(Plan((kernel,), (3,), range(600)))) for kernel in (DEEP, CLOSED)}
    assert [len(unit.points) for unit in cut[DEEP]] == [600]
    assert [len(unit.points) for unit in cut[CLOSED]] == [BLOCK, BLOCK, 600 - 2 * BLOCK]


def test_the_cut_does_not_change_a_closed_form():
    whole = compute(Unit("spectrum", CLOSED, 3, 20, "ball", (0, 1, 2, 3))).values
    parts = compute(Unit("spectrum", CLOSED, 3, 20, "ball", (2,))).values
    assert parts[2] == whole[2]


@pytest.mark.parametrize("arithmetic", ["ball", "multiprecision"])
def test_eigenvalues_are_those_of_mercer(arithmetic: str):
    unit = Unit("spectrum", DEEP, 3, 20, arithmetic, (0, 4, 5))
    found, spectrum = compute(unit).values, mercer(parse(DEEP), 3, (0, 4, 5), 20, arithmetic)
    for eigenvalue in spectrum:
        value = found[eigenvalue.degree]
        assert (value["value"], value["radius"]) == (eigenvalue.value, eigenvalue.radius)
        if eigenvalue.ball is not None:
            ball = load_ball(value["ball"])
            # The very ball, not one that overlaps: same midpoint, same radius.
            assert (ball.mid(), ball.rad()) == (eigenvalue.ball.mid(), eigenvalue.ball.rad())


def test_notes_go_with_every_row():
    found = compute(Unit("spectrum", "abs(t)", 3, 4, "ball", (0, 2))).values
    notes = mercer(parse("abs(t)"), 3, (0, 2), 4).notes
    assert notes
    assert [found[k]["notes"] for k in (0, 2)] == [list(notes)] * 2


def test_laws_bounds_and_constants():
    kernel = parse(DEEP)
    law = compute(Unit("decay", DEEP, 3, 20, "ball", ("even", "odd"))).values
    assert law["even"]["exponent"] == str(decay(kernel, 3, 20).even.exponent)
    assert law["odd"]["conditions"]
    bounds = compute(Unit("bounds", DEEP, 3, None, "ball", ("even",))).values
    assert bounds["even"]["lower"] == str(two_sided(kernel, 3).even.lower)
    constant = compute(Unit("smoothness", "gaussian(c=2)", None, 20, "ball", (None,))).values[None]
    assert (constant["exact"], constant["exponent"]) == (smoothness(parse("gaussian(c=2)"), 20).exact, "1")


def test_what_does_not_exist_is_a_result_with_its_reason():
    outcome = compute(Unit("bounds", "gaussian(c=1)", 3, None, "ball", ("even", "odd")))
    assert outcome.error is None
    assert "a deep ReLU kernel" in outcome.values["odd"]["reason"]


def test_a_mishap_comes_back_as_a_sentence(monkeypatch: pytest.MonkeyPatch):
    def broken(unit: Unit) -> None:
        raise ZeroDivisionError("division\nby zero")

    monkeypatch.setattr("ntkproofs.sweeps.units.values", broken)
    outcome = compute(Unit("spectrum", CLOSED, 3, 20, "ball", (0,)))
    assert (outcome.error, dict(outcome.values)) == ("ZeroDivisionError: division by zero", {})


def test_no_number_is_no_value():
    found = compute(Unit("spectrum", "1/(t - 1/2)", 3, 10, "ball", (0, 1))).values
    assert all(set(value) == {"reason"} for value in found.values())
    assert "agree on no digit" in found[0]["reason"]
