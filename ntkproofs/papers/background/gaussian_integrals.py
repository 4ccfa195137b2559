r"""Expectations of a standard Gaussian and of rectified powers of a Gaussian pair, with the steps that derive them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import final

import sympy
from sympy import Expr, Rational, cos, exp, gamma, pi, sin, sqrt

from ntkproofs.checks import Reals, antiderivative, cite, definition, identity, reduction, value
from ntkproofs.claims import Step

ANGLE = sympy.Symbol("theta", real=True)
PLANE = "background.gaussian_plane"

_PHI = sympy.Symbol("phi", real=True)
_RADIUS = sympy.Symbol("r", positive=True)


@final
@dataclass(frozen=True)
class Expectation:
    """The value of an expectation and the steps that lead to it."""

    value: Expr
    steps: tuple[Step, ...]


@cache
def gaussian_moment(half_order: int) -> Expectation:
    r"""Return :math:`E v^{2n}` of a standard Gaussian, by the substitution :math:`s = v^2/2` in Euler's integral.

    >>> gaussian_moment(2).value
    3
    """
    n, v = half_order, sympy.Symbol("v", positive=True)
    s = v**2 / 2
    density = 2 / sqrt(2 * pi) * exp(-(v**2) / 2)
    found = sympy.factorial2(2 * n - 1)
    steps = (
        definition(r"$\Gamma(a)=\int_0^\infty s^{a-1}e^{-s}\,ds$"),
        identity(
            v ** (2 * n) * density,
            2**n / sqrt(pi) * s ** (n - Rational(1, 2)) * exp(-s) * sympy.diff(s, v),
            {v: Reals(0, sympy.oo, left_open=True)},
            text=rf"$2v^{{{2 * n}}}\frac{{e^{{-v^2/2}}}}{{\sqrt{{2\pi}}}}\,dv"
            rf" = \frac{{2^{n}}}{{\sqrt\pi}}s^{{{n}-1/2}}e^{{-s}}\,ds$ with $s=v^2/2$, $v>0$",
        ),
        value(
            2**n * gamma(n + Rational(1, 2)) / sqrt(pi),
            found,
            text=rf"$E v^{{{2 * n}}} = 2^{n}\Gamma({n}+1/2)/\sqrt\pi = {found}$ for $v\sim N(0,1)$",
        ),
    )
    return Expectation(found, steps)


@cache
def rectified_pair(degree: int) -> Expectation:
    r"""Return :math:`E[(w\cdot x)_+^n (w\cdot y)_+^n]` for unit vectors at angle :math:`\theta \in [0, \pi]`.

    A power 0 is the indicator of the half space. The degree is 0, 1 or 2; the steps cite the polar coordinates of the
    plane of x and y.

    >>> rectified_pair(1).value.subs(ANGLE, 0)
    1/2
    """
    n, theta, phi, r = degree, ANGLE, _PHI, _RADIUS
    primitive = {
        0: phi,
        1: phi * cos(theta) / 2 + sin(2 * phi - theta) / 4,
        2: (phi * cos(theta) ** 2 + cos(theta) * sin(2 * phi - theta) + phi / 2 + sin(4 * phi - 2 * theta) / 8) / 4,
    }[n]
    s = r**2 / 2
    radial = 2**n * sympy.factorial(n)
    arc = primitive.subs(phi, pi / 2) - primitive.subs(phi, theta - pi / 2)
    steps = (
        cite(
            PLANE,
            r"$(w\cdot x, w\cdot y) = (r\cos\varphi, r\cos(\varphi-\theta))$ in law, $\varphi$ uniform, $r$ independent of "
            r"density $re^{-r^2/2}$",
        ),
        reduction(
            r"On $-\pi<\varphi\le\pi$ and for $0\le\theta\le\pi$: $\cos\varphi\ge0$ and $\cos(\varphi-\theta)\ge0$ "
            r"exactly for $\theta-\pi/2\le\varphi\le\pi/2$ (up to the point $\varphi=-\pi/2$ when $\theta=\pi$), so the "
            rf"expectation is $E r^{{{2 * n}}}\cdot\frac1{{2\pi}}\int_{{\theta-\pi/2}}^{{\pi/2}}"
            rf"\cos^{n}\varphi\,\cos^{n}(\varphi-\theta)\,d\varphi$"
        ),
        antiderivative(
            primitive, cos(phi) ** n * cos(phi - theta) ** n, phi, {phi: Reals(-pi, pi), theta: Reals(0, pi)}
        ),
        definition(r"$\Gamma(a)=\int_0^\infty s^{a-1}e^{-s}\,ds$"),
        identity(
            r ** (2 * n) * r * exp(-(r**2) / 2),
            (2 * s) ** n * exp(-s) * sympy.diff(s, r),
            {r: Reals(0, sympy.oo, left_open=True)},
            text=rf"$r^{{{2 * n}}}\,re^{{-r^2/2}}\,dr = (2s)^{n}e^{{-s}}\,ds$ with $s=r^2/2$",
        ),
        value(2**n * gamma(n + 1), radial, text=rf"$E r^{{{2 * n}}} = 2^{n}\,\Gamma({n + 1}) = {radial}$"),
    )
    return Expectation(radial * arc / (2 * pi), steps)
