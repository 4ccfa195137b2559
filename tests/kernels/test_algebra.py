"""Sums, products and multiples: values, facts and text."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ntkproofs.activations import ParameterError, Step
from ntkproofs.arithmetic import InexactInput, MultiprecisionArithmetic
from ntkproofs.kernels import ArcCosine, Conjugate, GammaExponential, Gaussian, Laplace, Scaled

CTX = MultiprecisionArithmetic(40)
A, B = Laplace(c=1), ArcCosine(1)


def test_values() -> None:
    a, b = (CTX.evaluate(kernel.value, "1.5", "0.4", "1") for kernel in (A, B))
    assert abs(CTX.evaluate((A + B).value, "1.5", "0.4", "1") - (a + b)) < 1e-38
    assert abs(CTX.evaluate((A * B).value, "1.5", "0.4", "1") - a * b) < 1e-38
    assert abs(CTX.evaluate((Fraction(2, 7) * A).value, "1.5", "0.4", "1") - a * 2 / 7) < 1e-38


def test_facts() -> None:
    assert (A + B).trace == 2
    assert (3 * (A * B)).trace == 3
    assert (A + B).homogeneity is None
    assert (B * B).homogeneity == 2
    assert (B + 2 * B).homogeneity == 1
    assert (A + -1 * B).positive_definite is None
    cusp, branch = GammaExponential(c=1, gamma="3/2"), Conjugate(4, activation=Step())
    assert (cusp * branch + A).angle_exponents == (Fraction(1, 4), None)


def test_text() -> None:
    assert str(A + (B + A)) == "laplace(c=1) + (arc_cosine(degree=1) + laplace(c=1))"
    assert str((A + B) * A) == "(laplace(c=1) + arc_cosine(degree=1))*laplace(c=1)"
    assert str(A * (B * A)) == "laplace(c=1)*(arc_cosine(degree=1)*laplace(c=1))"
    assert str(2 * (A + B)) == "2*(laplace(c=1) + arc_cosine(degree=1))"
    assert str(A + Fraction(-1, 2) * B) == "laplace(c=1) - 1/2*arc_cosine(degree=1)"
    assert A - Fraction(1, 2) * B == A + Fraction(-1, 2) * B
    assert 2 * (3 * A) == Scaled(A, Fraction(6)) == A * 6


def test_refusals() -> None:
    with pytest.raises(InexactInput):
        0.5 * Gaussian(c=1)
    with pytest.raises(ParameterError, match="factor = 0"):
        0 * A
    with pytest.raises(TypeError):
        A + 1  # type: ignore[operator]
