"""The constants of the stability bound against quadrature, and the bound against what is measured."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import integrate, special

from ntkproofs.arithmetic import BallArithmetic, Float64Arithmetic
from ntkproofs.kernels.convolutional import ConvolutionalLayer, ConvolutionalNetwork, Patch, Pooling
from ntkproofs.papers.bietti2019.proposition_12_pooling import commutator_constant_at_zero
from ntkproofs.smoothness import (
    commutator_constant,
    conjugate_bound,
    relative_distances,
    tangent_bound,
    translation_constant,
)

CTX = Float64Arithmetic()


@pytest.mark.parametrize("dim", [1, 2, 3])
@pytest.mark.parametrize("beta", [0.0, 0.5, 2.0])
def test_the_commutator_constant_is_its_integral(dim, beta):
    def radial(r):
        bracket = 1.5 * (r + beta) ** 2 + 2 * (1.5**dim - 1)
        return r ** (dim - 1) * bracket * np.exp(-(max(r - beta, 0) ** 2) / 8)

    area = 2 * np.pi ** (dim / 2) / special.gamma(dim / 2)
    value = integrate.quad(radial, 0, beta)[0] + integrate.quad(radial, beta, np.inf)[0]
    found = commutator_constant(CTX, dim, beta)
    assert found == pytest.approx(2 ** (dim / 2) * (2 * np.pi) ** (-dim / 2) * area * value, rel=1e-10)
    if beta == 0:
        assert found / 2 ** (dim / 2) == pytest.approx(float(commutator_constant_at_zero(dim)), rel=1e-13)


def test_the_translation_constant_is_a_mean_radius():
    for dim in (1, 2, 5):
        radius = np.linalg.norm(np.random.default_rng(dim).standard_normal((200_000, dim)), axis=1).mean()
        assert float(translation_constant(CTX, dim)) == pytest.approx(
            np.sqrt(np.sqrt(2 / np.pi) * 2**dim * radius), rel=5e-3
        )
    assert translation_constant(BallArithmetic(100), 2).contains(2)


def test_the_bound_lies_above_the_distances_of_a_finely_sampled_signal():
    # Scale 1 of the pooling is 6 steps of the lattice, patches reach 3 of them, so beta = 1/2; D = 1 and n = 1.
    step, sigma = 6, 6.0
    u = np.arange(-7 * step, 7 * step) / step
    layer = ConvolutionalLayer(Patch(((-3,), (0,), (3,))), Pooling.gaussian(sigma, 1))
    network = ConvolutionalNetwork((layer,))
    # The initial pooling A^0 is exact: a Gaussian pooled at scale 1 is a wider Gaussian.
    x = np.exp(-(u**2) / 4)
    norms, size = network.prepare([x])[0], float((x**2).sum())
    for eps in (0.02, 0.1, 0.4):
        moved = u - eps * np.sin(u)
        found = relative_distances(network, x, [np.exp(-(moved**2) / 4)])
        gradient, shift = eps, eps
        for distance, own, bound in (
            (found.tangent[0], norms.tangent, tangent_bound),
            (found.conjugate[0], norms.conjugate, conjugate_bound),
        ):
            assert distance * np.sqrt(own / size) < bound(CTX, 1, 1, 0.5, gradient, shift)
