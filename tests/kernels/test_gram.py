"""Gram matrices: shapes, blocks, zero vectors, extreme norms, other array libraries, refusals."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from typing import Any

import numpy
import pytest

import ntkproofs.kernels.gram as room
from ntkproofs.arithmetic import MultiprecisionArithmetic
from ntkproofs.kernels import ArcCosine, Gaussian, Laplace, NeuralTangentKernel, parse

KERNEL = NeuralTangentKernel(3, bias=1)


def points(n: int, dim: int = 4) -> numpy.ndarray:
    return numpy.random.default_rng(n).normal(size=(n, dim))


def test_shapes_and_lists() -> None:
    assert KERNEL.gram(points(5), points(7)).shape == (5, 7)
    assert KERNEL.gram([[1, 2], [3, 4]]).shape == (2, 2)
    assert KERNEL.gram(numpy.zeros((0, 3))).shape == (0, 0)
    assert KERNEL.gram(numpy.zeros((0, 3)), points(2, 3)).shape == (0, 2)
    assert parse("1").gram(points(3)).tolist() == [[1.0] * 3] * 3


@pytest.mark.parametrize("entries", [1, 7, 30, 10_000])
def test_blocks_do_not_show(entries: int, monkeypatch: pytest.MonkeyPatch) -> None:
    X, Y = points(13), points(6)
    square, oblong = KERNEL.gram(X), KERNEL.gram(X, Y)
    monkeypatch.setattr(room, "BLOCK_ENTRIES", entries)
    assert KERNEL.gram(X) == pytest.approx(square, rel=1e-14)
    assert KERNEL.gram(X, Y) == pytest.approx(oblong, rel=1e-14)
    assert numpy.array_equal(KERNEL.gram(X), KERNEL.gram(X).T)


def test_near_one_and_minus_one_no_digit_is_lost() -> None:
    # 1 - kappa_0 = angle/pi: the arc cosine of the inner product would see nothing of an angle 1e-10
    tiny = 1e-10
    X = numpy.array([[1.0, 0.0], [1.0, tiny], [-1.0, tiny]])
    G = ArcCosine(0).gram(X)
    assert 1 - G[0, 1] == pytest.approx(tiny / numpy.pi, rel=1e-5)
    assert G[0, 2] == pytest.approx(tiny / numpy.pi, rel=1e-12)


def test_zero_vectors_are_points_of_their_own() -> None:
    X = numpy.array([[0.0, 0.0], [0.0, 0.0], [3.0, 4.0]])
    assert NeuralTangentKernel(2).gram(X).tolist()[0] == [0.0, 0.0, 0.0]
    assert ArcCosine(0).gram(X) == pytest.approx(numpy.array([[1, 1, 0.5], [1, 1, 0.5], [0.5, 0.5, 1]]))
    assert Laplace(c=1).gram(X)[0] == pytest.approx([1, 1, numpy.exp(-5)])


@pytest.mark.parametrize("scale", [1e-200, 1e-12, 1e150])
def test_extreme_norms(scale: float) -> None:
    X = points(4)
    assert ArcCosine(0).gram(scale * X) == pytest.approx(ArcCosine(0).gram(X), rel=1e-14)
    assert Gaussian(c=1).gram(1e-200 * X) == pytest.approx(numpy.ones((4, 4)))


def test_float32_and_integers_come_in_as_doubles() -> None:
    X = points(4).astype(numpy.float32)
    assert KERNEL.gram(X).dtype == numpy.float64
    assert KERNEL.gram(X) == pytest.approx(KERNEL.gram(X.astype(numpy.float64)))
    assert KERNEL.gram(numpy.eye(3, dtype=int)) == pytest.approx(KERNEL.gram(numpy.eye(3)))


@pytest.mark.parametrize("X", [[1.0, 2.0], [[[1.0]]], 3.0])
def test_wrong_shape(X: Any) -> None:
    with pytest.raises((ValueError, ImportError), match="gram: "):
        KERNEL.gram(X)


def test_wrong_columns_and_values() -> None:
    with pytest.raises(ValueError, match="equally many columns were needed, 3 and 4 came"):
        KERNEL.gram(points(2, 3), points(2, 4))
    with pytest.raises(ValueError, match="NaN or infinity came"):
        KERNEL.gram([[1.0, numpy.nan]])


def test_strict_array_api() -> None:
    xp = pytest.importorskip("array_api_strict")
    X = points(9)
    for kernel in (KERNEL, Laplace(c=1), ArcCosine(2), parse("exp(-sqrt(2-2*t))"), NeuralTangentKernel(2)):
        G = kernel.gram(xp.asarray(X))
        assert type(G) is type(xp.asarray(X))
        assert numpy.asarray(G) == pytest.approx(kernel.gram(X), rel=1e-13)
        assert numpy.asarray(kernel.gram(xp.asarray(X), xp.asarray(X[:2]))).shape == (9, 2)


@pytest.fixture
def doubles() -> Iterator[Any]:
    """JAX with double precision."""
    jax = pytest.importorskip("jax")
    before = jax.config.jax_enable_x64
    jax.config.update("jax_enable_x64", True)
    yield jax
    jax.config.update("jax_enable_x64", before)


def test_jax_in_jax_out(doubles: Any) -> None:
    X = numpy.array([[1.0, 2.0], [-2.0, -4.0 + 1e-7], [0.5, 0.25]])
    G = Laplace(c=1).gram(doubles.numpy.asarray(X))
    assert isinstance(G, doubles.Array)
    assert numpy.asarray(G) == pytest.approx(Laplace(c=1).gram(X), rel=1e-13)
    assert numpy.array_equal(numpy.asarray(G), numpy.asarray(G).T)
    doubles.config.update("jax_enable_x64", False)
    with pytest.raises(ValueError, match="double precision was needed, X became float32; set jax_enable_x64"):
        KERNEL.gram(doubles.numpy.asarray(X.astype(numpy.float32)))


@pytest.mark.heavy
def test_blocks_of_jax_arrays(doubles: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    # JAX compiles every operation for every shape, which takes most of the time.
    X = points(13)
    monkeypatch.setattr(room, "BLOCK_ENTRIES", 30)
    for kernel in (KERNEL, NeuralTangentKernel(4)):
        G = kernel.gram(doubles.numpy.asarray(X))
        assert numpy.asarray(G) == pytest.approx(kernel.gram(X), rel=1e-13)
        cross = kernel.gram(doubles.numpy.asarray(X), doubles.numpy.asarray(X[:2]))
        assert numpy.asarray(cross) == pytest.approx(kernel.gram(X, X[:2]), rel=1e-13)


def exact(kernel: Any, x: numpy.ndarray, y: numpy.ndarray) -> Any:
    """The kernel of two double vectors to 40 digits, from the definition of the angle."""
    ctx = MultiprecisionArithmetic(60)
    with ctx.working():
        x, y = ([ctx.context.mpf(float(v)) for v in w] for w in (x, y))
        r, s = (ctx.sqrt(sum(v * v for v in w)) for w in (x, y))
        minus, plus = (
            ctx.sqrt(sum((a / r + sign * b / s) ** 2 for a, b in zip(x, y, strict=True))) for sign in (-1, 1)
        )
        return kernel.value(ctx, r, s, 2 * ctx.context.atan2(minus, plus))


@pytest.mark.parametrize("dim", [2, 64])
@pytest.mark.parametrize("layers", [3, 4])
def test_every_entry_of_a_large_matrix_has_its_digits(dim: int, layers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "WORTH_A_TABLE", 0)
    random = numpy.random.default_rng(dim)
    base = random.normal(size=(4, dim))
    turned = [
        sign * (1 + i) * x + 10.0**-e * random.normal(size=dim)
        for x in base
        for i, e in enumerate((1, 4, 7, 9, 12, 15))
        for sign in (1, -1)
    ]
    X = numpy.vstack([base, turned, random.normal(size=(8, dim))])
    kernel = NeuralTangentKernel(layers)
    G = kernel.gram(X)
    worst = 0.0
    for i in range(len(X)):
        for j in range(i % 5, i, 5):
            true = exact(kernel, X[i], X[j])
            worst = max(worst, abs(float((G[i, j] - true) / true)))
    assert worst < 1e-15
    assert numpy.diag(G) == pytest.approx([float(exact(kernel, x, x)) for x in X], rel=5e-16)
    cross = kernel.gram(X, X[:5])
    assert cross == pytest.approx(G[:, :5], rel=1e-15)


@pytest.mark.parametrize("shape", ["square", "oblong"])
def test_memory_beyond_the_matrix_is_a_quarter_and_a_block(shape: str) -> None:
    X, kernel = points(2000, 64), NeuralTangentKernel(4)
    kernel.gram(X[:1200])
    tracemalloc.start()
    try:
        G = kernel.gram(X) if shape == "square" else kernel.gram(X, X[:1500])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # A block K(X, Z) never needs the matrix of all points together.
    assert peak <= 1.25 * G.nbytes + 8 * room.BLOCK_ENTRIES


def test_torch_in_torch_out() -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("array_api_compat")
    X = points(9)
    G = KERNEL.gram(torch.from_numpy(X))
    assert isinstance(G, torch.Tensor)
    assert G.numpy() == pytest.approx(KERNEL.gram(X), rel=1e-13)
