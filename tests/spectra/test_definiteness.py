"""Rank and strictness: binomials, exact Gram matrices of rational witnesses, eigenvalues of double Gram matrices."""

from __future__ import annotations

from math import comb

import numpy
import pytest
import sympy

from ntkproofs.activations import GELU, Erf, Exponential, Hermite, Logistic, Polynomial, ReLU, Softplus, Tanh
from ntkproofs.kernels import Conjugate, Laplace, NeuralTangentKernel, parse
from ntkproofs.polynomials.gegenbauer import multiplicity
from ntkproofs.spectra import mercer
from ntkproofs.spectra.definiteness import definiteness


@pytest.mark.parametrize("dim", [2, 3, 5])
@pytest.mark.parametrize("degree", [1, 2, 3, 4])
def test_rank_with_bias_is_a_sum_of_two_binomials(dim: int, degree: int) -> None:
    power = Polynomial((0,) * degree + (1,))
    found = definiteness(Conjugate(2, activation=power, bias_variance=1), dim)
    assert found.kind == "finite rank"
    assert found.rank == comb(dim + degree - 1, degree) + comb(dim + degree - 2, degree - 1)


def test_rank_without_bias() -> None:
    square = Conjugate(2, activation=Polynomial((0, 0, 1)))
    assert [definiteness(square, dim).rank for dim in (2, 3)] == [3, 6]
    cube = definiteness(Conjugate(2, activation=Hermite(3)), 4)
    assert cube.degrees == (1, 3)
    assert cube.rank == multiplicity(4, 1) + multiplicity(4, 3)


@pytest.mark.parametrize("dim", [2, 3])
def test_the_rational_witness_is_singular_and_a_smaller_set_is_not(dim: int) -> None:
    kernel = Conjugate(2, activation=Polynomial((0, 0, 1)))
    found = definiteness(kernel, dim)
    assert found.witness is not None
    assert found.rank is not None
    assert all(sum(x * x for x in point) == 1 for point in found.witness)
    t = sympy.Symbol("t")
    kappa = sympy.Poly(kernel.expression(), t)
    gram = sympy.Matrix(
        [
            [
                kappa.eval(sympy.Rational(c.numerator, c.denominator))
                for q in found.witness
                for c in [sum(x * y for x, y in zip(p, q, strict=True))]
            ]
            for p in found.witness
        ]
    )
    assert gram.det() == 0
    assert gram[: found.rank, : found.rank].det() != 0


@pytest.mark.parametrize("activation", [GELU(), Softplus(), ReLU(), Logistic()], ids=str)
def test_degenerate_parity(activation) -> None:
    found = definiteness(NeuralTangentKernel(2, activation=activation), 3)
    assert found.kind == "semi-definite"
    gram = NeuralTangentKernel(2, activation=activation).gram(numpy.array(found.witness, dtype=float))
    assert abs(numpy.linalg.eigvalsh(gram)[0]) < 1e-12
    biased = definiteness(Conjugate(2, activation=activation, bias_variance=1), 3)
    assert biased.kind == "strict"


@pytest.mark.parametrize(
    "kernel", [NeuralTangentKernel(3), NeuralTangentKernel(2, bias=1), Conjugate(3, GELU())], ids=str
)
def test_strict_ones_have_positive_eigenvalues_of_both_parities(kernel) -> None:
    assert definiteness(kernel, 3).kind == "strict"
    spectrum = mercer(kernel, 3, range(3, 9), digits=8)
    assert all(float(spectrum[k].value) > 0 for k in range(3, 9))


def test_strict_and_refused() -> None:
    assert definiteness(NeuralTangentKernel(2, activation=Exponential()), 2).kind == "strict"
    assert definiteness(NeuralTangentKernel(3, activation=ReLU()), 2).kind == "strict"
    assert definiteness(NeuralTangentKernel(2, activation=Tanh(), bias=1), 2).kind == "strict"
    assert definiteness(NeuralTangentKernel(4, activation=Tanh()), 2).kind == "semi-definite"
    assert definiteness(NeuralTangentKernel(3, activation=Tanh(), bias=1), 2).kind == "undecided"
    assert definiteness(NeuralTangentKernel(2, activation=Tanh()), 3).kind == "semi-definite"
    assert definiteness(NeuralTangentKernel(2, activation=Erf()), 3).witness is not None
    for arguments in ((Laplace(c=1), 3), (NeuralTangentKernel(2), 1)):
        with pytest.raises(ValueError, match="definiteness: "):
            definiteness(*arguments)


@pytest.mark.parametrize("layers", [2, 3])
@pytest.mark.parametrize("bias", [0, 1])
def test_a_polynomial_in_disguise_is_never_strict(layers: int, bias: int) -> None:
    # u + 1 written as two equal sides: the Gram matrix has the rank of a polynomial.
    activation = "piecewise_polynomial(left=(1, 1), right=(1, 1))"
    found = definiteness(parse(f"ntk(layers={layers}, bias={bias}, activation={activation})"), 3)
    assert found.kind == "undecided"
