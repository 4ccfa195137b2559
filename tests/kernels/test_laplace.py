"""The Laplace kernel and its family: the chord, coherence of the three, printed eigenvalue of degree 0."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy
import pytest

from ntkproofs.activations import ParameterError
from ntkproofs.arithmetic import BallArithmetic, MultiprecisionArithmetic
from ntkproofs.enclosures import integrate
from ntkproofs.kernels import GammaExponential, Gaussian, Kernel, Laplace

CTX = MultiprecisionArithmetic(40)


FAMILY: list[Kernel] = [Laplace(c="2/3"), Gaussian(c="2/3"), GammaExponential(c="2/3", gamma="1.3")]


@pytest.mark.parametrize("kernel", FAMILY, ids=str)
def test_a_function_of_the_distance_of_raw_vectors(kernel: Kernel) -> None:
    X = numpy.random.default_rng(3).normal(size=(6, 5))
    distance = numpy.linalg.norm(X[:, None] - X[None, :], axis=2)
    power = {"laplace": 1.0, "gaussian": 2.0, "gamma_exponential": 1.3}[kernel.name]
    assert kernel.gram(X) == pytest.approx(numpy.exp(-2 / 3 * distance**power), rel=1e-13)


@pytest.mark.parametrize(("gamma", "other"), [(1, Laplace(c=3)), (2, Gaussian(c=3))])
def test_coherence(gamma: int, other: Kernel) -> None:
    kernel = GammaExponential(c=3, gamma=gamma)
    for r, s, angle in (("1", "1", "0"), ("1", "2", "1.3"), ("0.5", "0.5", "3")):
        assert abs(CTX.evaluate(kernel.value, r, s, angle) - CTX.evaluate(other.value, r, s, angle)) < 1e-38
    assert kernel.expression() == other.expression()
    assert kernel.analytic_in_angle


def test_mean_over_the_sphere_is_the_printed_eigenvalue() -> None:
    # mu_0 = (1/2) int kappa sin = (1 - e^(-2c)(1 + 2c))/(2 c^2) for d = 3, reference geifman-bowman section 1.5
    def integrand(ctx: Any, x: Any) -> Any:
        return ctx.pi * Laplace(c=1).kappa(ctx, ctx.pi * x) * ctx.sin(ctx.pi * x) / 2

    ball, balls = integrate(integrand, 0, 1, bits=150), BallArithmetic(150)
    with balls.working():
        assert float(abs(ball - balls.convert("0.29699707514508096215900075754127339")).upper()) < 1e-34


def test_gamma_is_the_declared_exponent() -> None:
    assert GammaExponential(c=1, gamma="1/2").angle_exponents == (Fraction(1, 2), None)
    assert not GammaExponential(c=1, gamma="3/2").analytic_in_angle


def test_refusals() -> None:
    for c in (0, -1):
        with pytest.raises(ParameterError, match="c > 0"):
            Laplace(c=c)
    for gamma in (0, "5/2"):
        with pytest.raises(ParameterError, match="0 < gamma <= 2"):
            GammaExponential(c=1, gamma=gamma)
