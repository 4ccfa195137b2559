"""The slope at t = 1 against the derivative of the closed form."""

from __future__ import annotations

import pytest
import sympy

from ntkproofs.kernels.grammar import parse
from ntkproofs.smoothness import slope_at_one
from ntkproofs.smoothness.lipschitz import proposition_9

KERNELS = [
    "ntk(layers=2, activation=erf)",
    "ntk(layers=3, activation=gelu, bias=1/2)",
    "nngp(layers=3, activation=sin, weight_variance=2, bias_variance=1/3)",
    "ntk(layers=4, activation=gaussian, input_scale=1/2)",
    "nngp(layers=2)",
]


@pytest.mark.parametrize("text", KERNELS)
def test_against_the_closed_form(text: str) -> None:
    kernel, t = parse(text), sympy.Symbol("t")
    # nngp(layers=2) of the ReLU is differentiable at t = 1 from the left: kappa_0(1) = 1
    exact = 1 if text == "nngp(layers=2)" else sympy.diff(kernel.expression(), t).subs(t, 1)
    assert abs(float(slope_at_one(kernel, 80).mid()) - float(sympy.N(exact, 20))) < 1e-14


def test_proposition_9_applies_to_two_plain_layers_only() -> None:
    assert proposition_9(parse("ntk(layers=2, activation=tanh)"), 60) is not None
    for text in ("ntk(layers=3, activation=tanh)", "ntk(layers=2, activation=tanh, bias=1)", "nngp(layers=2)"):
        assert proposition_9(parse(text), 60) is None
