"""The arc-cosine kernels: printed forms, and Cho and Saul's degrees by quadrature."""

from __future__ import annotations

import math

import pytest
import sympy
from scipy.integrate import quad

from ntkproofs.activations import ParameterError
from ntkproofs.arithmetic import ExactArithmetic, Float64Arithmetic
from ntkproofs.kernels import ArcCosine

T = sympy.Symbol("t")


def test_printed_forms() -> None:
    angle, sine = sympy.acos(T), sympy.sqrt(1 - T**2)
    printed = [
        1 - angle / sympy.pi,
        (sine + (sympy.pi - angle) * T) / sympy.pi,
        (3 * sine * T + (sympy.pi - angle) * (1 + 2 * T**2)) / (3 * sympy.pi),
    ]
    for degree, form in enumerate(printed):
        assert sympy.simplify(ArcCosine(degree).expression() - form) == 0


@pytest.mark.parametrize("degree", [0, 1, 2, 3, 6])
@pytest.mark.parametrize("angle", [0.2, 1.5, 3.0])
def test_cho_and_sauls_integral(degree: int, angle: float) -> None:
    # J_n(theta) = n! sin^(2n+1) theta int_0^(pi/2) cos^n(x) / (1 - cos(theta) cos(x))^(n+1) dx
    def integrand(x: float) -> float:
        return math.cos(x) ** degree / (1 - math.cos(angle) * math.cos(x)) ** (degree + 1)

    inner = quad(integrand, 0, math.pi / 2, epsabs=1e-13, epsrel=1e-13, limit=200)[0]
    j = math.factorial(degree) * math.sin(angle) ** (2 * degree + 1) * inner
    wanted = j / (math.pi * math.prod(range(1, 2 * degree, 2)))
    assert float(ArcCosine(degree).kappa(Float64Arithmetic(), angle)) == pytest.approx(wanted, rel=1e-9)


def test_ends_are_exact() -> None:
    for degree in (0, 1, 4, 9):
        ctx = ExactArithmetic()
        assert [ArcCosine(degree).kappa(ctx, ctx.pi * p) for p in (0, 1)] == [1, 0]


def test_refusals() -> None:
    for degree in (-1, "1/2"):
        with pytest.raises(ParameterError, match="arc_cosine: degree = "):
            ArcCosine(degree)
