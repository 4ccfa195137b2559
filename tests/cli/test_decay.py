from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest


def document(ntkproofs: Any, *arguments: str) -> dict[str, Any]:
    ran = ntkproofs("decay", *arguments, "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    return json.loads(ran.out)


def test_the_two_layer_kernel(ntkproofs: Any):
    found = document(ntkproofs, "ntk(layers=2)", "--dim", "3", "--fit", "10:200")
    assert found["schema"] == "ntkproofs.decay/1"
    assert {"kernel", "dim", "exponent", "constant", "exact", "bounds", "fit"} <= set(found)
    assert found["exponent"] == "3"
    assert (found["exact"]["even"]["exact"], found["exact"]["odd"]["kind"]) == ("1/pi", "zero")
    assert found["constant"]["even"].startswith("0.31830988618379067")
    assert found["constant"]["odd"] == "0"
    for line in (found["fit"]["even"]["k"], found["fit"]["even"]["k + (d-2)/2"]):
        assert abs(Fraction(line["exponent"]) - 3) < Fraction(1, 10**6)
    assert found["fit"]["odd"]["note"] == "every eigenvalue of this parity is exactly zero"


@pytest.mark.parametrize("kernel", ["ntk(layers=3)", "laplace(c=1)", "1/2*laplace(c=1)"])
def test_bounds_for_every_degree(ntkproofs: Any, kernel: str):
    assert "for every odd k >= 1" in document(ntkproofs, kernel, "--dim", "3")["bounds"]["statement"]


def test_no_bounds_for_other_kernels(ntkproofs: Any):
    assert document(ntkproofs, "gamma_exponential(c=1, gamma=1/2)", "--dim", "3")["bounds"] is None


def test_no_fit_unless_asked_for(ntkproofs: Any):
    assert document(ntkproofs, "laplace(c=1)", "--dim", "2")["fit"] is None


def test_text(ntkproofs: Any):
    lines = ntkproofs("decay", "ntk(layers=2)", "--dim", "3", "--fit", "10:60", "--digits", "20").out.splitlines()
    assert lines[:4] == [
        "ntk(layers=2), dim 3: mu_k ~ C k^-p",
        "",
        "degrees  p  C                       exact",
        "even     3  0.31830988618379067154  1/pi",
    ]
    assert "odd degrees: exactly zero from degree 3 on" in lines
    assert any(line.startswith("    given  transfer of singularities") for line in lines)


def test_a_kernel_that_falls_faster_than_every_power(ntkproofs: Any):
    ran = ntkproofs("decay", "gaussian(c=1)", "--dim", "3")
    assert ran.status == 0
    assert "even degrees: faster; " in ran.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["ntk(layers=2)", "--dim", "3", "--fit", "5:2"], "needed A:B with A <= B, got '5:2'"),
        (["ntk(layers=2)", "--dim", "3", "--fit", "1,2,3"], "needed A:B with integers >= 0, got '1,2,3'"),
        (["ntk(layers=2)", "--dim", "3", "--fit", "0:9"], "does not satisfy 1 <= low < high"),
        (["ntk(layers=2)", "--dim", "1"], "1 is not in the range x>=2"),
        (["ntk(layers=0)", "--dim", "3"], "layers = 0 does not satisfy layers >= 1"),
        (["__import__('os').system('id')", "--dim", "3"], "were needed"),
    ],
)
def test_bad_input_is_refused_in_one_line(refused: Any, arguments: list[str], sentence: str):
    assert sentence in refused("decay", *arguments)
