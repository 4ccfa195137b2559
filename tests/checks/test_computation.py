from __future__ import annotations

import numpy
import pytest
from flint import arb

from ntkproofs.arithmetic import Ternary, UnsupportedOperation
from ntkproofs.checks import Computation, has_decimals
from ntkproofs.kernels import NeuralTangentKernel


def test_a_program_repeats_the_formula_once_a_value():
    found = Computation(lambda ctx: ctx.cos(ctx.pi / 3) ** 2 + 1 - ctx.cos(ctx.pi / 3))
    assert found.program().count(["pi"]) == 1
    assert [step[0] for step in found.program()].count("cos") == 1
    assert found(64).overlaps(arb(3) / 4)


def test_a_kernel_of_the_library_is_recorded():
    kernel = NeuralTangentKernel(layers=4)
    found = Computation(lambda ctx: kernel.kappa(ctx, ctx.pi / 3))
    assert found.program()[-1][0] in ("add", "mul", "divide")
    step = has_decimals(found, found(128).str(12, radius=False), goal=True)
    assert step.status.value == "holds"
    assert step.data["program"] == found.program()


def test_what_cannot_be_recorded_is_refused():
    with pytest.raises(UnsupportedOperation):
        Computation(lambda ctx: ctx.bessel_i(0, ctx.rational(1))).program()
    with pytest.raises(TypeError, match=r"got 0\.5"):
        Computation(lambda ctx: ctx.pi * 0.5).program()


def test_a_comparison_of_constants_is_decided_while_recording():
    def larger(ctx):
        a, b = ctx.sqrt(2), ctx.rational(7, 5)
        return a - b if ctx.surely_less(b, a) is Ternary.YES else b - a

    found = Computation(larger)
    assert found.program()[-1][0] == "add"
    assert found(80) > 0
    step = has_decimals(found, "0.014", goal=True)
    assert step.status.value == "holds"


def test_an_array_of_values_is_multiplied_one_by_one():
    def scaled(ctx):
        array = numpy.array([ctx.rational(1), ctx.rational(2)], dtype=object)
        return (ctx.rational(1, 3) * array + ctx.pi).sum()

    assert Computation(scaled)(80).overlaps(1 + 2 * arb.pi())
