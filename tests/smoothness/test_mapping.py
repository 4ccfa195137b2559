"""Lipschitz and Hoelder constants against closed values, a grid, and Proposition 9."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy
import pytest
import sympy

from ntkproofs.arithmetic import Float64Arithmetic
from ntkproofs.kernels.grammar import parse
from ntkproofs.smoothness import smoothness

KERNELS = [
    "ntk(layers=2)",
    "ntk(layers=3)",
    "ntk(layers=2, bias=1)",
    "ntk(layers=2, activation=abs)",
    "ntk(layers=2, activation=softplus)",
    "ntk(layers=2, activation=erf)",
    "nngp(layers=3)",
    "arc_cosine(degree=0)",
    "arc_cosine(degree=2)",
    "laplace(c=1)",
    "gaussian(c=2)",
    "gamma_exponential(c=1, gamma=1/2)",
    "laplace(c=1) + ntk(layers=2)",
]


@pytest.mark.parametrize("text", KERNELS)
def test_the_constant_is_the_supremum_on_a_grid(text: str) -> None:
    kernel, found, ctx = parse(text), smoothness(parse(text), 20), Float64Arithmetic()
    angle = numpy.concatenate([numpy.geomspace(1e-3, 0.1, 200), numpy.linspace(0.1, math.pi, 4000)])
    gap = 2 * float(kernel.kappa(ctx, ctx.rational(0))) - 2 * numpy.asarray(kernel.kappa(ctx, angle))
    quotient = numpy.sqrt(gap) / (2 * numpy.sin(angle / 2)) ** float(found.exponent)
    constant = float(found.constant.mid())
    assert quotient.max() <= constant * (1 + 1e-7)
    # as the angle tends to 0 roots converge slowly
    assert quotient.max() >= constant * (1 - 2e-2)
    assert float(found.constant.rad()) < 1e-18


EXACT = {
    "gaussian(c=2)": "2",
    "laplace(c=1)": "sqrt(2)",
    "arc_cosine(degree=2)": "2*sqrt(3)/3",
    "ntk(layers=2, activation=exponential(shift=-2))": "sqrt(3)*exp(-1)",
    "ntk(layers=2, activation=exponential(shift=-1))": "sqrt(3)",
    "ntk(layers=2, activation=hermite(2))": "sqrt(6)",
    "ntk(layers=2, activation=identity)": "sqrt(2)",
}


@pytest.mark.parametrize("text", EXACT)
def test_exact_constants(text: str) -> None:
    found = smoothness(parse(text), 25)
    assert sympy.sympify(str(found.exact)) == sympy.sympify(EXACT[text])
    assert abs(float(found.constant.mid()) - float(sympy.sympify(EXACT[text]))) < 1e-14


def test_softplus_and_proposition_9() -> None:
    found = smoothness(parse("ntk(layers=2, activation=softplus)"), 30)
    # sqrt(2 gamma_1 + gamma_2) on the sphere, sqrt(gamma_0 + gamma_1) on the whole space
    assert float(found.constant.mid()) == pytest.approx(math.sqrt(2 * 0.29337903585809 + 0.04483624135019), abs=1e-12)
    assert float(found.proposition_9.mid()) == pytest.approx(math.sqrt(0.92124590885930 + 0.29337903585809), abs=1e-12)
    assert found.is_lipschitz
    assert found.conditions


def test_where_it_is_attained_and_what_is_not_certified() -> None:
    assert smoothness(parse("arc_cosine(degree=0)"), 10).attained == "angle pi"
    interior = smoothness(parse("ntk(layers=2)"), 10)
    assert str(interior.attained).startswith("angle 1.818")
    assert interior.exponent == Fraction(1, 2)
    rough = smoothness(parse("nngp(layers=3, activation=step)"), 10)
    assert rough.exponent == Fraction(1, 4)
    assert rough.constant is None
    assert rough.reason
    with pytest.raises(ValueError, match="digits = 0"):
        smoothness(parse("ntk(layers=2)"), 0)


@pytest.mark.parametrize("text", ["1 - (1 - t)**2", "1 - (1 - t)**(3/2)", "(-1)*t", "(-1)*laplace(c=1)"])
def test_a_kernel_without_a_mapping_has_no_constant(text: str) -> None:
    with pytest.raises(ValueError, match="positive semi-definite"):
        smoothness(parse(text), 20)


def test_what_is_not_declared_positive_definite_is_a_condition() -> None:
    assert any("not checked" in condition for condition in smoothness(parse("1 - theta"), 20).conditions)
    assert smoothness(parse("3/2"), 20).exact == "0"
    assert not smoothness(parse("laplace(c=1)"), 20).conditions
