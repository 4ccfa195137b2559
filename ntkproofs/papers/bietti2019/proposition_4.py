"""Proposition 4: how smooth the feature maps of the ReLU tangent kernel are."""

from __future__ import annotations

import sympy
from sympy import Rational, pi, sin

from ntkproofs.arithmetic import ExactArithmetic
from ntkproofs.checks import Reals, definition, identity, nonnegative_by_derivatives, prove, reduction
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.kernels import ArcCosine

_EXACT = ExactArithmetic()
_HALF = sympy.Symbol("s", nonnegative=True)  # half the angle between x and y


def _phi0_sphere(constant: Rational) -> Derivation:
    s = _HALF
    distance_squared = 2 - 2 * ArcCosine(degree=0).kappa(_EXACT, 2 * s)
    chord = 2 * sin(s)
    return prove(
        definition(r"$s\in[0,\pi/2]$ is half the angle between the unit vectors, so $\|x-y\| = 2\sin s$"),
        reduction(
            r"$\|\varphi_0(x)-\varphi_0(y)\|^2 = 2\kappa_0(1)-2\kappa_0(\cos 2s)$; both sides of the statement are "
            r"non-negative, so it is the inequality of their squares"
        ),
        identity(distance_squared, 4 * s / pi, {s: Reals(0, pi / 2)}, text=r"$2-2\kappa_0(\cos 2s) = 4s/\pi$"),
        nonnegative_by_derivatives(
            constant**2 * chord - 4 * s / pi,
            s,
            Reals(0, pi / 2),
            text=rf"${constant**2}\cdot 2\sin s - 4s/\pi\ge0$ on $[0,\pi/2]$ (Jordan's inequality)",
            goal=True,
        ),
    )


PHI0_SPHERE = Claim(
    id="bietti2019.prop4.phi0_sphere",
    label="Proposition 4",
    printed=True,
    statement=(
        r"For $\|x\|=\|y\|=1$: $\|\varphi_0(x)-\varphi_0(y)\|\le\sqrt{\|x-y\|}$, where $\varphi_0$ is the feature map of "
        r"$\kappa_0(\langle x,y\rangle)$."
    ),
    expected=Verdict.PROVED,
    scope="all x, y on the unit sphere of a Hilbert space",
    check=_phi0_sphere,
    parameters={"constant": Rational(1)},
    control=Control(
        r"$\|\varphi_0(x)-\varphi_0(y)\|\le\frac{9}{10}\sqrt{\|x-y\|}$; false for $y=-x$, where the ratio is 1.",
        {"constant": Rational(9, 10)},
    ),
)
