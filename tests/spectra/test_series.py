"""Spectra of activations without a closed dual: reference numbers, exact zeros, the trace, two routes."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from flint import arb

from ntkproofs.activations import Activation, Logistic, Softplus, Tanh, gamma
from ntkproofs.arithmetic import Precision
from ntkproofs.kernels import Conjugate, NeuralTangentKernel
from ntkproofs.kernels.grammar import parse
from ntkproofs.spectra import mercer
from ntkproofs.spectra.zeros import polynomial_parts


def test_the_circle_numbers_of_the_softplus() -> None:
    # shallow soft-plus network on the circle, inputs scaled by 1/sqrt(2)
    found = mercer(parse("ntk(layers=2, activation=softplus, input_scale=1/sqrt(2))"), 2, range(10), 20)
    printed = {0: "0.5754", 1: "0.125", 2: "4.753e-3", 4: "5.866e-6", 6: "3.19e-8", 8: "3.2e-10"}
    for degree, digits in printed.items():
        assert abs(float(found[degree].value) / float(digits) - 1) < 6e-3
    assert [found[k].exact for k in (3, 5, 7, 9)] == ["0"] * 4


def test_exact_zeros_by_parity() -> None:
    # softplus(z) - softplus(-z) = z, and logistic(z) + logistic(-z) = 1
    softplus = mercer(NeuralTangentKernel(2, activation=Softplus()), 3, range(12), 15)
    assert all(softplus[k].exact == "0" for k in range(3, 12, 2))
    assert all(softplus[k].exact is None for k in (0, 1, *range(2, 12, 2)))
    sigmoid = mercer(NeuralTangentKernel(2, activation=Logistic()), 4, range(10), 15)
    assert all(sigmoid[k].exact == "0" for k in range(2, 10, 2))
    assert sigmoid[0].decided
    assert sigmoid[3].decided
    tanh = mercer(NeuralTangentKernel(3, activation=Tanh()), 3, range(5), 10)
    assert [k for k in range(5) if tanh[k].exact == "0"] == [0, 2, 4]
    # controls: with a bias, or a third layer, nothing of the kind is declared
    for kernel in (
        NeuralTangentKernel(2, activation=Softplus(), bias=1),
        NeuralTangentKernel(3, activation=Softplus()),
    ):
        parts = polynomial_parts(kernel)
        assert (parts.even, parts.odd) == (None, None)
        assert not mercer(kernel, 3, [3], 10)[3].enclosure().contains(0)


def test_fifty_digits_and_the_trace() -> None:
    kernel = NeuralTangentKernel(2, activation=Softplus())
    found = mercer(kernel, 3, range(60), 50)
    assert all(mu.exact == "0" or Fraction(mu.radius) * 10**49 < abs(Fraction(mu.value)) for mu in found)
    # kappa(1) = gamma_0 + gamma_1
    with Precision(240):
        whole = gamma(Softplus(), 0, 200) + gamma(Softplus(), 1, 200)
        left = whole - found.trace_partial()
    assert arb(0) < left
    assert left < arb("1e-25")


@pytest.mark.parametrize(
    "text", ["ntk(layers=2, activation=tanh)", "nngp(layers=3, activation=softplus, bias_variance=1)"]
)
def test_two_routes(text: str) -> None:
    certified = mercer(parse(text), 5, range(4), 12)
    numbers = mercer(parse(text), 5, range(4), 12, arithmetic="multiprecision")
    for k in range(4):
        assert abs(float(certified[k].value) - float(numbers[k].value)) < 1e-12


def test_a_users_activation_in_three_lines() -> None:
    u = sympy.Symbol("u")
    swish = Activation.from_expression(u / (1 + sympy.exp(-u)))
    found = mercer(NeuralTangentKernel(layers=2, activation=swish), dim=5, degrees=range(6), digits=20)
    assert [found[k].exact for k in (3, 5)] == ["0", "0"]
    assert found[2].certified
    assert found[2].decided
    assert parse("ntk(layers=2, activation=u/(1 + exp(-u)))") == NeuralTangentKernel(layers=2, activation=swish)


def test_a_kink_gives_the_digits_that_it_can() -> None:
    relu = Activation.from_expression(sympy.Max(sympy.Symbol("u"), 0))
    coarse, exact = (
        mercer(Conjugate(2, activation=relu), 3, range(3), 20),
        mercer(parse("nngp(2, relu)"), 3, range(3), 20),
    )
    for k in range(3):
        assert coarse[k].certified
        assert coarse[k].enclosure().overlaps(exact[k].enclosure())
        assert coarse[k].decided
