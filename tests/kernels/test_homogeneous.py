"""The homogeneous extension: the kernel of the sphere, times the norms."""

from __future__ import annotations

import numpy
import pytest

from ntkproofs.activations import ParameterError
from ntkproofs.kernels import Gaussian, Homogeneous, KernelSyntaxError, Laplace, NeuralTangentKernel, parse


def test_h_laplace_as_the_paper_writes_it() -> None:
    # Geifman et al. 2020, equation (5), with c' = sqrt(2) c.
    X = numpy.random.default_rng(0).normal(size=(9, 4))
    norms = numpy.linalg.norm(X, axis=1)
    cosine = numpy.clip(X @ X.T / numpy.outer(norms, norms), -1, 1)
    expected = numpy.outer(norms, norms) * numpy.exp(-1.5 * numpy.sqrt(1 - cosine) * numpy.sqrt(2))
    assert numpy.allclose(Homogeneous(Laplace(c="3/2")).gram(X), expected, rtol=1e-6)


def test_the_network_without_bias_is_its_own_extension() -> None:
    X = numpy.random.default_rng(1).normal(size=(9, 4))
    ntk = NeuralTangentKernel(4)
    assert numpy.allclose(Homogeneous(ntk).gram(X), ntk.gram(X), rtol=1e-13)


def test_the_diagonal_is_the_square_of_the_norm() -> None:
    X = numpy.random.default_rng(2).normal(size=(9, 4))
    assert numpy.allclose(Homogeneous(Gaussian(c=3)).diagonal(X), (X * X).sum(axis=1), rtol=1e-14)


def test_what_is_extended_is_a_kernel() -> None:
    with pytest.raises(ParameterError, match="a kernel was needed"):
        Homogeneous("laplace")  # type: ignore[arg-type]
    with pytest.raises(KernelSyntaxError, match="homogeneous"):
        parse("homogeneous(laplace(c=1), 2)")
