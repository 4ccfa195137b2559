from __future__ import annotations

import csv
import json
from fractions import Fraction
from typing import Any

import pytest


def eigenvalues(ntkproofs: Any, *arguments: str) -> list[dict[str, Any]]:
    ran = ntkproofs("spectrum", *arguments, "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    return json.loads(ran.out)["eigenvalues"]


def test_the_document_of_the_contract(ntkproofs: Any):
    ran = ntkproofs("spectrum", "ntk(layers=2)", "--dim", "3", "--degrees", "0:3", "--digits", "50", "--format", "json")
    document = json.loads(ran.out)
    assert list(document) == ["schema", "kernel", "dim", "measure", "digits", "eigenvalues"]
    assert document["schema"] == "ntkproofs.spectrum/1"
    assert (document["kernel"], document["dim"], document["measure"]) == ("ntk(layers=2)", 3, "uniform probability")
    assert document["eigenvalues"][2:] == [
        {"degree": 2, "multiplicity": "5", "exact": "5/64", "value": "0.078125", "radius": "0", "ball": None},
        {"degree": 3, "multiplicity": "7", "exact": "0", "value": "0", "radius": "0", "ball": None},
    ]


@pytest.mark.parametrize(
    ("dim", "exact"),
    [
        ("3", ["1/2", "1/3", "5/64", "0", "1/192", "0", "23/16384", "0", "19/32768"]),
        ("2", ["6/pi**2", "1/2", "14/(9*pi**2)", "0", "38/(225*pi**2)"]),
    ],
)
def test_exact_eigenvalues_of_the_two_layer_kernel(ntkproofs: Any, dim: str, exact: list[str]):
    found = eigenvalues(ntkproofs, "ntk(layers=2)", "--dim", dim, "--degrees", f"0:{len(exact) - 1}")
    assert [eigenvalue["exact"] for eigenvalue in found] == exact


def test_the_laplace_kernel(ntkproofs: Any):
    found = eigenvalues(ntkproofs, "laplace(c=1)", "--dim", "3", "--degrees", "0,4", "--digits", "30")
    assert [eigenvalue["value"] for eigenvalue in found] == [
        "0.296997075145080962159000757541",
        "0.00528928130356194602977225182949",
    ]


def test_single_degrees_in_the_order_asked_for(ntkproofs: Any):
    found = eigenvalues(ntkproofs, "ntk(layers=2)", "--dim", "3", "--degrees", "4,1,4")
    assert [eigenvalue["degree"] for eigenvalue in found] == [4, 1]


def test_multiprecision_has_no_proved_bound(ntkproofs: Any):
    (found,) = eigenvalues(
        ntkproofs, "exp(t)", "--dim", "3", "--degrees", "0", "--digits", "20", "--arithmetic", "multiprecision"
    )
    assert found["value"].startswith("1.175201193643801456")
    assert (found["radius"], found["ball"]) == (None, None)


def test_csv(ntkproofs: Any):
    ran = ntkproofs("spectrum", "ntk(layers=2)", "--dim", "3", "--degrees", "0:2", "--format", "csv")
    rows = list(csv.DictReader(ran.out.splitlines()))
    assert list(rows[0]) == ["degree", "multiplicity", "exact", "value", "radius", "ball"]
    assert [row["exact"] for row in rows] == ["1/2", "1/3", "5/64"]


def test_what_is_not_proved_is_said_in_every_format(ntkproofs: Any):
    arguments = ("spectrum", "abs(t - sqrt(2)/2)", "--dim", "3", "--degrees", "0:2", "--digits", "10")
    sentence = "degrees 0:2: no rigorous quadrature converged; multiprecision values without a bound"
    text, table, data = (ntkproofs(*arguments, "--format", form) for form in ("text", "csv", "json"))
    assert f"note: {sentence}" in text.out.splitlines()
    assert text.out.count("not bounded") == 3
    assert f"ntkproofs: note: {sentence}" in table.err.splitlines()
    assert [row["radius"] for row in csv.DictReader(table.out.splitlines())] == ["", "", ""]
    assert json.loads(data.out)["notes"][0] == sentence


def test_a_kernel_in_the_angle(ntkproofs: Any):
    angle = eigenvalues(ntkproofs, "1 - theta/pi", "--dim", "4", "--degrees", "0:5", "--digits", "20")
    known = eigenvalues(ntkproofs, "arc_cosine(degree=0)", "--dim", "4", "--degrees", "0:5", "--digits", "20")
    for mu, other in zip(angle, known, strict=True):
        assert abs(Fraction(mu["value"]) - Fraction(other["value"])) <= Fraction(mu["radius"]) + Fraction(
            other["radius"]
        )


def test_text_is_a_row_a_degree(ntkproofs: Any):
    ran = ntkproofs("spectrum", "ntk(layers=2)", "--dim", "784", "--degrees", "0:3", "--digits", "20")
    lines = ran.out.splitlines()
    assert lines[0] == "ntk(layers=2), dim 784, uniform probability measure, 20 digits"
    assert [line.split()[0] for line in lines[2:]] == ["degree", "0", "1", "2", "3"]
    assert lines[-1].split() == ["3", "80621856", "0", "0", "0"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["ntk(layers=0)", "--dim", "3"], "layers = 0 does not satisfy layers >= 1"),
        (["ntk(layers=2)", "--dim", "1"], "1 is not in the range x>=2"),
        (["ntk(layers=2)"], "Missing option '--dim'"),
        (["--dim", "3"], "Missing argument 'KERNEL'"),
        (["__import__('os').system('id')", "--dim", "3"], "numbers, t, calls and + - * / ** were needed"),
        (["ntk(layers=2", "--dim", "3"], "a call such as ntk(layers=2)"),
        (["nosuch(c=1)", "--dim", "3"], "'nosuch' is not known"),
        (["laplace(c=-1)", "--dim", "3"], "does not satisfy c > 0"),
        (["ntk(layers=2)", "--dim", "3", "--digits", "-3"], "-3 is not in the range x>=1"),
        (["ntk(layers=2)", "--dim", "3", "--digits", "1000000000"], "does not satisfy 1 <= digits <="),
        (["ntk(layers=2)", "--dim", "3", "--degrees", "5:2"], "needed A:B with A <= B, got '5:2'; write 2:5"),
        (["ntk(layers=2)", "--dim", "3", "--degrees", "-1:2"], "needed A:B or K,K,... with integers >= 0"),
        (["ntk(layers=2)", "--dim", "3", "--degrees", "1:2:3"], "needed A:B or K,K,..."),
        (["ntk(layers=2)", "--dim", "3", "--degrees", ""], "needed A:B or K,K,..."),
        (["ntk(layers=2)", "--dim", "3", "--degrees", "\u00b2"], "needed A:B or K,K,..."),
        (["ntk(layers=2)", "--dim", "3", "--degrees", "0:99999999999"], "at most 1000000"),
        (["ntk(layers=2)", "--dim", "3", "--degrees", "9" * 5000], "ntkproofs: "),
        (["ntk(layers=2)", "--dim", "3", "--arithmetic", "float64"], "'float64' is not one of"),
    ],
)
def test_bad_input_is_refused_in_one_line(refused: Any, arguments: list[str], sentence: str):
    assert sentence in refused("spectrum", *arguments)


def test_an_integral_that_is_infinite_has_no_value_and_that_is_said(ntkproofs: Any):
    out = ntkproofs("spectrum", "1/(t-1/2)", "--dim", "3", "--degrees", "0:2", "--digits", "10").out
    assert "note: degrees 0:2: no value, two computations agree on no digit; is the integral finite?" in out


def test_a_kink_outside_of_the_sphere_is_none(ntkproofs: Any):
    data = json.loads(
        ntkproofs("spectrum", "abs(t+1)", "--dim", "3", "--degrees", "0:2", "--digits", "9", "--format", "json").out
    )
    assert [row["ball"] is not None for row in data["eigenvalues"]] == [True] * 3
    assert data["eigenvalues"][2]["value"] == "0"
