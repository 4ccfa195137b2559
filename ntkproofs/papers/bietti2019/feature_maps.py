r"""Pairs of points seen by the ReLU feature maps: norms, angle, distance, and distances of the features.

For the larger and the smaller norm :math:`r \le r + h` and the angle :math:`\theta` of two points, or on the unit
sphere for half their angle :math:`s`.
"""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, Symbol, cos, pi, sin

from ntkproofs.checks import Reals, nonnegative_by_derivatives, nonnegative_combination
from ntkproofs.claims import Step
from ntkproofs.papers.bietti2019.relu_kernels import kappa, kappa_0, kappa_1

SMALLER, EXCESS, ANGLE = Symbol("r"), Symbol("h"), Symbol("theta")
LARGER = SMALLER + EXCESS
PAIRS = {SMALLER: Reals(0), EXCESS: Reals(0), ANGLE: Reals(0, pi)}
NONZERO_PAIRS = {**PAIRS, SMALLER: Reals(0, left_open=True)}

HALF = Symbol("s")
SPHERE = {HALF: Reals(0, pi / 2)}
CHORD = 2 * sin(HALF)

FEATURES = (
    r"$\varphi_0,\varphi_1$ are the feature maps of the kernels $\kappa_0(\langle z,z'\rangle/(\|z\|\|z'\|))$ and "
    r"$\|z\|\|z'\|\kappa_1(\langle z,z'\rangle/(\|z\|\|z'\|))$ on a Hilbert space"
)
TANGENT_MAP = (
    r"$\Phi$ is the feature map of $K(x,y)=\|x\|\|y\|\kappa(\langle x,y\rangle/(\|x\|\|y\|))$ on $\mathbb{R}^d$ "
    r"($K=0$ if an "
    r"argument is $0$), so $\|\Phi(x)-\Phi(y)\|^2=K(x,x)+K(y,y)-2K(x,y)$"
)
TANGENT_MAP_SPHERE = (
    r"$\Phi$ is the feature map of $\kappa(\langle x,y\rangle)$ on $S^{d-1}$, so "
    r"$\|\Phi(x)-\Phi(y)\|^2=4-2\kappa(\langle x,y\rangle)$"
)

PAIR_TEXT = (
    r"by symmetry $\|x\|=r\le\|y\|=r+h$; $\theta\in[0,\pi]$ is the angle (any, if an argument is $0$), "
    r"$D=\|x-y\|=\sqrt{r^2+(r+h)^2-2r(r+h)\cos\theta}$ and $\min(\|x\|,\|y\|)=r$"
)
HALF_TEXT = r"$s\in[0,\pi/2]$ is half the angle between the unit vectors, so $\|x-y\| = 2\sin s$"


def distance_squared() -> Expr:
    r"""Return :math:`\|x-y\|^2`."""
    return sympy.expand(SMALLER**2 + LARGER**2 - 2 * SMALLER * LARGER * cos(ANGLE))


def distance() -> Expr:
    r"""Return :math:`\|x-y\|`."""
    return sympy.sqrt(distance_squared())


def phi0_distance_squared(angle: Expr) -> Expr:
    r"""Return :math:`\|\varphi_0(x)-\varphi_0(y)\|^2 = 2 - 2\kappa_0(\cos\theta)` for non-zero points."""
    return 2 * kappa_0(sympy.Integer(0)) - 2 * kappa_0(angle)


def phi1_distance_squared() -> Expr:
    r"""Return :math:`\|\varphi_1(x)-\varphi_1(y)\|^2`."""
    return SMALLER**2 + LARGER**2 - 2 * SMALLER * LARGER * kappa_1(ANGLE)


def tangent_distance_squared() -> Expr:
    r"""Return :math:`\|\Phi(x)-\Phi(y)\|^2`."""
    return 2 * SMALLER**2 + 2 * LARGER**2 - 2 * SMALLER * LARGER * kappa(ANGLE)


def tangent_distance_squared_on_sphere() -> Expr:
    r"""Return :math:`\|\Phi(x)-\Phi(y)\|^2 = 4 - 2\kappa(\cos 2s)` for unit vectors at angle :math:`2s`."""
    return sympy.expand(4 - 2 * kappa(2 * HALF))


def phi1_distance_squared_on_sphere() -> Expr:
    r"""Return :math:`\|\varphi_1(x)-\varphi_1(y)\|^2 = 2 - 2\kappa_1(\cos 2s)` for unit vectors at angle :math:`2s`."""
    return sympy.expand(2 - 2 * kappa_1(2 * HALF))


# The chord as it cancels against the kernels: 4 sin(s)^2 = 2 - 2 cos(2s).
CHORD_SQUARED = 2 - 2 * cos(2 * HALF)

# -- three facts on which every bound of the section rests ---------------------------------------------------------

JORDAN = Symbol("J")
JORDAN_GAP = 2 * sin(ANGLE / 2) - 2 * ANGLE / pi
SLOPE = Symbol("W")
SLOPE_GAP = sin(ANGLE) - ANGLE * cos(ANGLE)
COSINE, OPPOSITE = Symbol("q"), Symbol("p")


def jordan() -> Step:
    r"""Prove :math:`2\sin(\theta/2) \ge 2\theta/\pi` on :math:`[0,\pi]`, by concavity of the sine."""
    return nonnegative_by_derivatives(
        JORDAN_GAP, ANGLE, PAIRS[ANGLE], text=r"$2\sin(\theta/2)\ge2\theta/\pi$ on $[0,\pi]$ (Jordan's inequality)"
    )


def slope() -> Step:
    r"""Prove :math:`\sin\theta \ge \theta\cos\theta` on :math:`[0,\pi]`; the derivative is :math:`\theta\sin\theta`."""
    return nonnegative_by_derivatives(
        SLOPE_GAP, ANGLE, PAIRS[ANGLE], text=r"$\sin\theta\ge\theta\cos\theta$ on $[0,\pi]$"
    )


def cosine_facts() -> dict[Symbol, tuple[Expr, Step]]:
    r"""Prove :math:`1 \mp \cos\theta \ge 0` on :math:`[0,\pi]`."""
    facts = {COSINE: 1 - cos(ANGLE), OPPOSITE: 1 + cos(ANGLE)}
    return {name: (e, nonnegative_by_derivatives(e, ANGLE, PAIRS[ANGLE])) for name, e in facts.items()}


ROOT = Symbol("F")
ROOT_GAP = distance() - LARGER * sin(ANGLE)


def distance_above_sine() -> Step:
    r"""Prove :math:`D \ge (r+h)\sin\theta`: the difference of squares is :math:`(r-(r+h)\cos\theta)^2`."""
    return nonnegative_combination(
        LARGER * sin(ANGLE),
        (SMALLER - LARGER * cos(ANGLE)) ** 2,
        PAIRS,
        root_of=distance_squared(),
        text=r"$D\ge\|y\|\sin\theta$, since $D^2-\|y\|^2\sin^2\theta=(\|x\|-\|y\|\cos\theta)^2$",
    )


TINY = {SMALLER: Rational(1), EXCESS: Rational(0), ANGLE: Rational(1, 10**6)}
