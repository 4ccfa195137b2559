"""What every kernel owes: one answer in every arithmetic and by every derived route, its declared facts, its text."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import numpy
import pytest
import sympy

import ntkproofs.kernels as kernels
from ntkproofs.activations import Erf, Exponential, Polynomial, RectifiedMonomial, ReLU, Step, identity
from ntkproofs.arithmetic import BallArithmetic, ExactArithmetic, Float64Arithmetic, MultiprecisionArithmetic
from ntkproofs.arithmetic.formula import lambdify
from ntkproofs.enclosures import taylor
from ntkproofs.kernels import (
    ArcCosine,
    Conjugate,
    ExpressionKernel,
    FormulaKernel,
    GammaExponential,
    Gaussian,
    Homogeneous,
    Kernel,
    Laplace,
    NeuralTangentKernel,
    parse,
)
from ntkproofs.kernels.catalogue import KERNELS

JACOT: dict[str, Any] = {"activation": ReLU(), "bias_variance": "1/100", "input_scale": "sqrt(1/2)"}
T = sympy.Symbol("t")

ALL: list[Kernel] = [
    ArcCosine(0),
    ArcCosine(1),
    ArcCosine(2),
    ArcCosine(5),
    Conjugate(1),
    Conjugate(2),
    Conjugate(4),
    Conjugate(3, activation=Step(scale_squared=2)),
    Conjugate(3, activation=Step(), bias_variance="1/3"),
    Conjugate(3, activation=RectifiedMonomial(2)),
    Conjugate(3, activation=Erf(), weight_variance=2, bias_variance="1/5"),
    Conjugate(4, **JACOT),
    NeuralTangentKernel(1, bias=1),
    NeuralTangentKernel(2),
    NeuralTangentKernel(5),
    NeuralTangentKernel(3, bias=1),
    NeuralTangentKernel(4, bias="1/10", **JACOT),
    NeuralTangentKernel(3, activation=ReLU(), weight_variance=2),
    NeuralTangentKernel(2, activation=RectifiedMonomial(2)),
    NeuralTangentKernel(3, activation=RectifiedMonomial(3, scale_squared="1/15")),
    NeuralTangentKernel(2, activation=Erf()),
    NeuralTangentKernel(4, activation=Erf()),
    NeuralTangentKernel(3, activation=Exponential(shift=-1)),
    NeuralTangentKernel(3, activation=Polynomial((0, 1, "1/2"))),
    NeuralTangentKernel(3, activation=identity()),
    Laplace(c=1),
    Laplace(c="1/3"),
    Gaussian(c=2),
    GammaExponential(c=1, gamma="1/2"),
    GammaExponential(c="0.7", gamma="1.5"),
    GammaExponential(c=1, gamma=1),
    NeuralTangentKernel(2) + Laplace(c=1),
    ArcCosine(0) * Gaussian(c=1),
    Fraction(1, 3) * ArcCosine(1),
    Laplace(c=2) + Fraction(-1, 2) * Gaussian(c=1),
    Homogeneous(Laplace(c=1)),
    Homogeneous(NeuralTangentKernel(3)),
    ExpressionKernel(sympy.exp(-sympy.sqrt(2 - 2 * T))),
    ExpressionKernel(T * sympy.acos(-T) / sympy.pi),
    ExpressionKernel(T**2 / 4 + 1),
    ExpressionKernel((1 - T) ** sympy.Rational(1, 3) + sympy.sqrt(1 - T**2) / (2 - T)),
    FormulaKernel(lambda ctx, angle: (1 - angle / ctx.pi) * ctx.cos(angle) + ctx.rational(1, 3)),
    FormulaKernel(sympy.exp(-sympy.Symbol("theta")) + T**2),
]
ANGLES = [(0, 1), (1, 50), (1, 3), (1, 2), (7, 8), (1, 1)]  # multiples of pi
DOUBLE, DIGITS, BALLS, EXACT = Float64Arithmetic(), MultiprecisionArithmetic(60), BallArithmetic(250), ExactArithmetic()

every_kernel = pytest.mark.parametrize("kernel", ALL, ids=str)


def kappa(kernel: Kernel, ctx: Any, p: int, q: int) -> Any:
    return ctx.evaluate(lambda ctx: kernel.kappa(ctx, ctx.pi * p / q))


def close(found: Any, wanted: Any, digits: int) -> bool:
    """Whether two numbers of any multiprecision kind agree to so many digits, relative to 1 + |wanted|."""
    with mpmath.workdps(70):
        a, b = (mpmath.mpf(mpmath.nstr(x, 65) if hasattr(x, "_mpf_") else str(x)) for x in (found, wanted))
        return bool(abs(a - b) <= mpmath.mpf(10) ** -digits * (1 + abs(b)))


def evaluated(expression: sympy.Expr, **symbols: Any) -> Any:
    """An exact expression in 60 digits, with common subexpressions once (SymPy's own evaluation repeats them)."""
    return DIGITS.evaluate(lambdify(expression, *symbols), *symbols.values())


def test_every_kernel_of_the_room_is_here() -> None:
    exported = {value for value in vars(kernels).values() if isinstance(value, type) and issubclass(value, Kernel)}
    assert {kind for kind in exported if not kind.__abstractmethods__} == {type(kernel) for kernel in ALL}
    assert {entry.kernel for entry in KERNELS} <= {type(kernel) for kernel in ALL}


@every_kernel
def test_four_arithmetics_agree(kernel: Kernel) -> None:
    for p, q in ANGLES:
        digits, ball = kappa(kernel, DIGITS, p, q), kappa(kernel, BALLS, p, q)
        assert ball.is_finite()
        assert float(ball.rad()) < 1e-60
        assert close(ball.mid().str(60, radius=False), digits, 50)
        if getattr(kernel, "layers", 1) <= 3 or (p, q) in ((0, 1), (1, 1)):  # SymPy takes minutes for deeper nests
            assert close(evaluated(kappa(kernel, EXACT, p, q)), digits, 45)
        assert close(float(kappa(kernel, DOUBLE, p, q)), digits, 13)


@every_kernel
def test_balls_contain_what_more_bits_give(kernel: Kernel) -> None:
    for bits in (40, 64, 113):
        for p, q in ANGLES:
            assert kappa(kernel, BallArithmetic(bits), p, q).overlaps(kappa(kernel, BALLS, p, q))


@every_kernel
def test_kappa_is_the_value_at_unit_norms(kernel: Kernel) -> None:
    for p, q in ANGLES:
        on_sphere = kappa(kernel, DIGITS, p, q)

        def value(ctx: Any, p: int = p, q: int = q) -> Any:
            return kernel.value(ctx, ctx.rational(1), ctx.rational(1), ctx.pi * p / q)

        assert close(DIGITS.evaluate(value), on_sphere, 50)
        ball = BALLS.evaluate(value)
        assert ball.is_finite()
        assert ball.overlaps(kappa(kernel, BALLS, p, q))


@every_kernel
def test_trace(kernel: Kernel) -> None:
    at_zero = EXACT.evaluate(kernel.kappa, 0)
    if kernel.trace is not None:
        assert at_zero == sympy.Rational(kernel.trace.numerator, kernel.trace.denominator)
        assert close(kappa(kernel, DIGITS, 0, 1), DIGITS.convert(kernel.trace), 55)
    assert close(evaluated(kernel.expression().subs(T, 1)), evaluated(at_zero), 45)


@every_kernel
def test_symmetric(kernel: Kernel) -> None:
    for r, s, angle in (("1.5", "0.25", "0.01"), (2, "1/3", "2.2"), (1, 3, 0)):
        one, other = DIGITS.evaluate(kernel.value, r, s, angle), DIGITS.evaluate(kernel.value, s, r, angle)
        assert abs(one - other) < 1e-50 * (1 + abs(one))


@every_kernel
def test_homogeneous_of_the_declared_degree(kernel: Kernel) -> None:
    r, s, angle = "1.5", "0.25", "1.2"
    one = DIGITS.evaluate(kernel.value, r, s, angle)
    other = DIGITS.evaluate(kernel.value, "4.5", "0.5", angle)  # 3 r and 2 s
    if kernel.homogeneity is None:
        degrees = [h for h in range(12) if abs(other - 6**h * one) < 1e-12 * abs(other)]
        assert degrees == []
    else:
        assert abs(other - 6**kernel.homogeneity * one) < 1e-50 * abs(other)


@every_kernel
def test_expression_equals_kappa(kernel: Kernel) -> None:
    closed = kernel.expression()
    assert closed.free_symbols <= {T}
    for t in (sympy.Rational(-9, 10), sympy.Rational(0), sympy.Rational(1, 7), sympy.Rational(99, 100)):
        expected = DIGITS.evaluate(lambda ctx, t: kernel.kappa(ctx, ctx.acos(t)), Fraction(int(t.p), int(t.q)))
        assert close(evaluated(closed, t=Fraction(int(t.p), int(t.q))), expected, 45)


@every_kernel
def test_the_text_is_read_back(kernel: Kernel) -> None:
    assert parse(str(kernel)) == kernel
    assert repr(kernel) == str(kernel)
    assert hash(parse(str(kernel))) == hash(kernel)


@every_kernel
def test_analytic_ends_have_jets(kernel: Kernel) -> None:
    at_zero, at_pi = kernel.angle_exponents
    # The singular part, if there is one, lies inside [0, pi]; its half at the end would spoil the jet there.
    if at_zero is None:
        assert all(c.is_finite() for c in taylor(kernel.kappa, 0, 5, 128))
    if at_pi is None:
        jet = taylor(lambda ctx, s: kernel.kappa(ctx, ctx.pi * s), 1, 5, 128)
        assert all(c.is_finite() for c in jet)
    assert kernel.analytic_in_angle == (at_zero is None and at_pi is None)
    if at_zero is not None and 0 < at_zero < 1:
        first = DIGITS.evaluate(kernel.kappa, 0)
        drops = [first - DIGITS.evaluate(kernel.kappa, f"1e-{n}") for n in (30, 32)]
        assert abs(float(DIGITS.log(drops[0] / drops[1]) / DIGITS.log(100)) - float(at_zero)) < 1e-3


# -- Gram matrices --------------------------------------------------------------------------------------------------


def points() -> numpy.ndarray:
    """Random, nearly parallel, nearly opposite, equal and tiny vectors."""
    random = numpy.random.default_rng(7)
    X = 0.4 * random.normal(size=(7, 3))
    near = X[:2] * numpy.array([[1.0], [1.5]]) + 1e-9 * random.normal(size=(2, 3))
    far = -X[:2] + 1e-7 * random.normal(size=(2, 3))
    return numpy.vstack([X, near, far, X[3], [0.0, 0.0, 1e-3]])


def reference(kernel: Kernel, x: numpy.ndarray, y: numpy.ndarray) -> float:
    """The kernel of two vectors of doubles, in 60 digits."""
    ctx, mp = DIGITS, DIGITS.context
    u, v = ([mp.mpf(float(c)) for c in z] for z in (x, y))
    r, s = (mp.sqrt(mp.fsum(c * c for c in z)) for z in (u, v))
    apart = mp.sqrt(mp.fsum((a / r - b / s) ** 2 for a, b in zip(u, v, strict=True)))
    together = mp.sqrt(mp.fsum((a / r + b / s) ** 2 for a, b in zip(u, v, strict=True)))
    return float(kernel.value(ctx, r, s, 2 * mp.atan2(apart, together)))


@every_kernel
def test_gram_against_forty_digits(kernel: Kernel) -> None:
    X = points()
    if kernel.angle_exponents[0] is not None:
        X = X[:7]  # a cusp stronger than a corner: the rounding of the data itself moves the value more than 1e-14
    G = kernel.gram(X)
    expected = numpy.array([[reference(kernel, x, y) for y in X] for x in X])
    scale = numpy.sqrt(numpy.outer(numpy.diag(abs(expected)), numpy.diag(abs(expected)))) + 1e-300
    assert G.shape == (len(X), len(X))
    assert (abs(G - expected) <= 1e-14 * numpy.maximum(scale, abs(expected)) * 4).all()
    assert numpy.array_equal(G, G.T)
    assert numpy.allclose(kernel.gram(X[:3], X[2:]), G[:3, 2:], rtol=1e-13, atol=1e-13 * abs(G).max())


@every_kernel
def test_gram_is_positive_semidefinite(kernel: Kernel) -> None:
    if kernel.positive_definite is None:
        return
    X = 0.5 * numpy.random.default_rng(1).normal(size=(40, 4))
    for Z in (X, X / numpy.linalg.norm(X, axis=1)[:, None]):
        eigenvalues = numpy.linalg.eigvalsh(kernel.gram(Z))
        assert eigenvalues[0] > -1e-12 * eigenvalues[-1]


@every_kernel
def test_gram_diagonal_is_taken_at_the_angle_zero(kernel: Kernel) -> None:
    X = numpy.eye(3)
    if kernel.homogeneity is None:
        value = kernel.value(DOUBLE, numpy.ones(1), numpy.ones(1), numpy.zeros(1))
    else:
        # The norms are a factor, and the formula of the sphere has fewer roundings.
        value = kernel.kappa(DOUBLE, numpy.zeros(1)) + numpy.zeros(1)
    value = float(value[0])
    assert numpy.array_equal(numpy.diag(kernel.gram(X)), numpy.full(3, value))


@every_kernel
def test_gram_of_zero_vectors_is_finite_and_semidefinite(kernel: Kernel) -> None:
    X = numpy.vstack([numpy.zeros((2, 3)), 0.5 * numpy.random.default_rng(2).normal(size=(5, 3))])
    G = kernel.gram(X)
    assert numpy.isfinite(G).all()
    assert numpy.array_equal(G[0], G[1])
    if kernel.positive_definite:
        assert numpy.linalg.eigvalsh(G)[0] > -1e-12 * abs(G).max()
