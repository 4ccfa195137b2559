"""Tables of kernels by the angle: the digits of the formula, or no table."""

from __future__ import annotations

import numpy
import pytest

from ntkproofs.arithmetic import BallArithmetic, Float64Arithmetic
from ntkproofs.kernels import NeuralTangentKernel, parse
from ntkproofs.kernels.angle_table import angle_table

ANGLES = numpy.concatenate([numpy.linspace(0, numpy.pi, 501), [1e-300, 1e-9, 3.14159]])


@pytest.mark.parametrize("text", ["ntk(layers=2)", "ntk(layers=3)", "ntk(layers=6)", "nngp(layers=4)", "laplace(c=1)"])
def test_half_a_unit_in_the_last_place_of_balls(text: str):
    kernel, ctx = parse(text), BallArithmetic(120)
    table = angle_table(kernel)
    assert table is not None
    with ctx.working():
        exact = [ctx.rational(*float(x).as_integer_ratio()) for x in ANGLES]
        true = numpy.asarray([float(kernel.kappa(ctx, x).mid()) for x in exact])
    # Two roundings of the value, and what 2^-60 of the largest value leaves.
    assert numpy.abs(table(ANGLES) - true).max() <= 2.5e-16 * numpy.abs(true).max()
    assert table(ANGLES[::7].reshape(8, -1)).shape == (8, 9)


@pytest.mark.parametrize("text", ["arc_cosine(degree=0)", "arc_cosine(degree=1)", "ntk(layers=3)", "nngp(layers=5)"])
def test_a_table_agrees_with_the_formula_in_double_precision(text: str):
    kernel = parse(text)
    table = angle_table(kernel)
    if table is not None:
        formula = kernel.kappa(Float64Arithmetic(), ANGLES)
        assert table(ANGLES) == pytest.approx(formula, rel=1e-14, abs=1e-15)


@pytest.mark.parametrize(
    "text",
    [
        "arc_cosine(degree=1)",  # vanishes to second order at pi, where its small digits count
        "ntk(layers=3, activation=relu) + arc_cosine(degree=2) * arc_cosine(degree=2)",
        "gamma_exponential(c=1, gamma=1/2)",  # a root at 0
        "laplace(c=50)",  # falls below any fixed accuracy
        "cos(200*theta)",
    ],
)
def test_no_table_where_it_would_cost_digits(text: str):
    kernel = parse(text)
    table = angle_table(kernel)
    if table is not None:
        formula = kernel.kappa(Float64Arithmetic(), ANGLES)
        assert table(ANGLES) == pytest.approx(formula, rel=1e-13)
    else:
        assert table is None


def test_tables_are_made_once():
    assert angle_table(NeuralTangentKernel(3)) is angle_table(NeuralTangentKernel(3))
