"""Gegenbauer coefficients on the sphere of R^3 by primitives in the angle."""

from __future__ import annotations

from functools import cache

import sympy
from sympy import Expr, cos, pi, sin
from sympy.simplify.fu import TR8

from ntkproofs.checks import Reals, antiderivative
from ntkproofs.claims import Step
from ntkproofs.papers.background.gegenbauer import polynomials

from .gegenbauer_coefficients import THETA

ANGLES = {THETA: Reals(0, pi)}


def _primitive(term: Expr) -> Expr:
    """A primitive of a constant times 1 or theta times 1, sin(n theta) or cos(n theta)."""
    waves = [factor for factor in sympy.Mul.make_args(term) if isinstance(factor, sin | cos)]
    if not waves:
        return sympy.integrate(term, THETA)
    (wave,) = waves
    amplitude, n = term / wave, wave.args[0] / THETA
    integral = -sympy.diff(wave, THETA) / n**2  # of the wave, for wave'' = -n^2 wave
    # by parts, the amplitude being affine in theta
    return amplitude * integral + sympy.diff(amplitude, THETA) * wave / n**2


@cache
def coefficient_in_three_dimensions(kernel: Expr, degree: int) -> tuple[Expr, Step]:
    r"""Return :math:`\mu_k` of a kernel in the angle for d = 3 and the step that differentiates its primitive back.

    The kernel is affine in theta, with coefficients polynomial in sin theta and cos theta; the primitive is proposed
    term by term.
    """
    legendre = polynomials(max(degree, 1), sympy.Integer(3), cos(THETA))[degree]
    integrand = sympy.expand(kernel * legendre * sin(THETA) / 2)
    waves = integrand
    for _ in range(degree + 2):
        # products of two waves become sums of waves
        waves = sympy.expand(TR8(waves))
    primitive = sympy.Add(*(_primitive(term) for term in sympy.Add.make_args(waves)))
    found = sympy.expand(primitive.subs(THETA, pi) - primitive.subs(THETA, 0))
    text = (
        rf"$\frac12\,f(\cos\theta)P_{degree}(\cos\theta)\sin\theta$, $d=3$, is the derivative of "
        rf"${sympy.latex(sympy.expand(primitive))}$"
    )
    return found, antiderivative(primitive, integrand, THETA, ANGLES, text=text)
