"""Kernels of images by patches: against a loop over pixels, and against the convolutional networks on the lattice."""

from __future__ import annotations

import itertools
import math

import numpy
import pytest

from ntkproofs.kernels import GammaExponential, Gaussian, Laplace
from ntkproofs.kernels.convolutional import (
    ConvolutionalLayer,
    ConvolutionalNetwork,
    ConvolutionalTangent,
    LinearMap,
    Patch,
)
from ntkproofs.kernels.hierarchical import HierarchicalKernel, PatchKernel, PatchTangentKernel

GENERATOR = numpy.random.default_rng(8)
X = GENERATOR.normal(size=(6, 4, 5))
# A corner without ink: patches that vanish.
X[0, :3, :3] = 0.0
X[1, 1:, 2:] = 0.0
KERNELS: list[PatchKernel] = [
    HierarchicalKernel(Laplace(c=1), levels=3),
    HierarchicalKernel(Gaussian(c=2), levels=2, size=5),
    HierarchicalKernel(GammaExponential(c=1, gamma="1/2"), levels=2),
    PatchTangentKernel(levels=3),
]


def by_hand(x: numpy.ndarray, y: numpy.ndarray, levels: int, rate: float) -> float:
    """C-Exp Laplace of two images by dictionaries of pixels and the formula of the paper."""

    def mean(values: dict, at: tuple[int, int]) -> float:
        return sum(values.get((at[0] + i, at[1] + j), 0.0) for i in (-1, 0, 1) for j in (-1, 0, 1)) / 9

    pixels = list(itertools.product(range(x.shape[0]), range(x.shape[1])))
    products = [{p: float(a[p] * b[p]) for p in pixels} for a, b in ((x, x), (y, y), (x, y))]
    for _ in range(levels):
        xx, yy, xy = ({p: mean(values, p) for p in pixels} for values in products)
        new = {}
        for p in pixels:
            norms = math.sqrt(xx[p] * yy[p])
            cosine = max(-1.0, min(1.0, xy[p] / norms)) if norms else 0.0
            new[p] = norms * math.exp(-rate * math.sqrt(2 - 2 * cosine))
        # With itself a patch keeps its square: kappa(1) = 1.
        products = [xx, yy, new]
    return sum(products[2].values())


def test_against_a_loop_over_pixels():
    found = HierarchicalKernel(Laplace(c="3/2"), levels=3).gram(X)
    for i, j in itertools.product(range(6), repeat=2):
        assert found[i, j] == pytest.approx(by_hand(X[i], X[j], 3, 1.5), rel=1e-6)


def test_the_tangent_kernel_against_networks_on_the_lattice():
    # The maps of locations keep those of the image and cut off what patches reach around it.
    inside = {(p, p): 1 for p in itertools.product(range(4), range(5))}
    layer = ConvolutionalLayer(Patch.box(3, 3), LinearMap(inside))
    for levels in (1, 2, 3):
        expected = ConvolutionalTangent(ConvolutionalNetwork((layer,) * levels)).gram(X)
        assert numpy.allclose(PatchTangentKernel(levels).gram(X), expected, rtol=1e-7)


@pytest.mark.parametrize("kernel", KERNELS)
def test_blocks_symmetry_and_definiteness(kernel: PatchKernel, monkeypatch):
    G = kernel.gram(X)
    assert numpy.array_equal(G, G.T)
    assert numpy.array_equal(kernel.diagonal(X), numpy.diag(G))
    assert numpy.linalg.eigvalsh(G)[0] > -1e-9 * abs(G).max()
    # Equal images meet in the block as well; a rounding there would grow to its root on every level.
    assert numpy.allclose(kernel.gram(X[:4], X[2:]), G[:4, 2:], rtol=1e-12)
    monkeypatch.setattr("ntkproofs.kernels.hierarchical.BLOCK_ENTRIES", 250)
    assert numpy.allclose(kernel.gram(X), G, rtol=1e-13)
    assert numpy.allclose(kernel.gram(3 * X), 9 * G, rtol=1e-6)


def test_levels_come_by_one_recursion():
    kernel = HierarchicalKernel(Laplace(c=1), levels=3)
    for levels, G in enumerate(kernel.grams(X), start=1):
        assert numpy.array_equal(G, HierarchicalKernel(Laplace(c=1), levels=levels).gram(X))


def test_channels_are_summed_in_the_first_products():
    colours = GENERATOR.normal(size=(3, 4, 4, 3))
    found = HierarchicalKernel(Laplace(c=1), levels=1, size=1).gram(colours)
    norms = numpy.linalg.norm(colours, axis=3)
    assert numpy.allclose(numpy.diag(found), (norms**2).sum(axis=(1, 2)))
    cosine = (colours[0] * colours[1]).sum(axis=2) / (norms[0] * norms[1])
    expected = norms[0] * norms[1] * numpy.exp(-numpy.sqrt(2 - 2 * cosine))
    assert found[0, 1] == pytest.approx(expected.sum())


def test_what_is_refused():
    with pytest.raises(ValueError, match="levels >= 1 and an odd size"):
        PatchTangentKernel(levels=0)
    with pytest.raises(ValueError, match="an odd size"):
        HierarchicalKernel(Laplace(c=1), levels=1, size=2)
    with pytest.raises(ValueError, match="a kernel was needed"):
        HierarchicalKernel("laplace", levels=1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="images of one size"):
        PatchTangentKernel(levels=1).gram(X, X[:, :3])
    with pytest.raises(ValueError, match="finite images"):
        PatchTangentKernel(levels=1).gram(X[0])
