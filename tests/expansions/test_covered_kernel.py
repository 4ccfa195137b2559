"""The batch quadrature of kernels given by their formula, against closed forms and adaptive quadrature."""

from __future__ import annotations

import pytest

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.expansions.covered_kernel import CoveredKernel
from ntkproofs.expansions.gauss_legendre import NotEstablished, batch_coefficients
from ntkproofs.kernels import parse
from ntkproofs.spectra.closed_forms import closed_form
from ntkproofs.spectra.quadrature import adaptive_ball


@pytest.mark.parametrize(
    "text", ["laplace(c=1)", "gaussian(c=2)", "arc_cosine(degree=2)", "ntk(layers=2, bias=1)", "t**3 - t"]
)
@pytest.mark.parametrize("dim", [2, 3, 8])
def test_closed_forms(text: str, dim: int) -> None:
    kernel = parse(text)
    balls = batch_coefficients(CoveredKernel(kernel), dim, range(10), 100)
    form = closed_form(kernel, dim)
    for k, ball in balls.items():
        assert ball.overlaps(form.value(BallArithmetic(200), k))
        assert ball.rad() < 1e-27


@pytest.mark.parametrize("text", ["log(2 + t)", "ntk(layers=2, activation=erf)", "laplace(c=1)*arc_cosine(degree=0)"])
def test_adaptive_quadrature(text: str) -> None:
    kernel = parse(text)
    balls = batch_coefficients(CoveredKernel(kernel), 4, [1, 5], 100)
    assert all(ball.overlaps(adaptive_ball(kernel, 4, k, 20)) for k, ball in balls.items())


def test_what_is_not_analytic_is_not_established() -> None:
    with pytest.raises(NotEstablished):
        batch_coefficients(CoveredKernel(parse("gamma_exponential(c=1, gamma=1/2)")), 3, [0], 60)
