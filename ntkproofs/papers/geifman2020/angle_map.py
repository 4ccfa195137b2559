r"""The angle map :math:`\psi(\theta) = \arccos\kappa_1(\cos\theta)`."""

from __future__ import annotations

import sympy
from sympy import Rational, Symbol, cos, pi, sin

from ntkproofs.checks import (
    Reals,
    antiderivative,
    definition,
    identity,
    nonnegative_by_derivatives,
    power_series,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict

from .recursion import two_layers
from .setting import ANGLES, NTK, THETA, kappa_0, kappa_1

STABLE_ID = "geifman2020.derived.angle_map_stable_form"
ANALYTIC_ID = "geifman2020.derived.angle_map_analytic"
_ZERO, _ONE = sympy.Integer(0), sympy.Integer(1)


def _stable(sign: int) -> Derivation:
    right = (1 - cos(THETA)) / 2 - (sin(THETA) - sign * THETA * cos(THETA)) / (2 * pi)
    return prove(
        definition(
            r"$\cos\psi=\kappa_1(\cos\theta)$, $\psi\in[0,\pi]$, so $\sin^2\frac\psi2=\frac12(1-\kappa_1(\cos\theta))$"
        ),
        identity(
            (1 - kappa_1(THETA)) / 2,
            right,
            ANGLES,
            text=rf"$\frac12(1-\kappa_1)=\frac{{1-\cos\theta}}2-\frac{{\sin\theta{'-' if sign > 0 else '+'}\theta\cos\theta}}{{2\pi}}$",
            goal=True,
        ),
        reduction(
            r"$\Sigma_{l+1}=\kappa_1(\Sigma_l)=\kappa_1(\cos\theta_l)=\cos\psi(\theta_l)=\cos\theta_{l+1}$, from $\Sigma_0=\cos\theta$"
        ),
    )


STABLE = Claim(
    id="geifman2020.derived.angle_map_stable_form",
    label="Section 3.2",
    statement=(
        r"With $\psi(\theta)=\arccos\kappa_1(\cos\theta)$ on $[0,\pi]$: "
        r"$\sin^2\frac{\psi(\theta)}2=\frac{1-\cos\theta}2-\frac{\sin\theta-\theta\cos\theta}{2\pi}$, so "
        r"$\Sigma_l=\cos\theta_l$ with $\theta_0=\theta$, $\theta_{l+1}=\psi(\theta_l)$. In double precision "
        r"$\arccos(\kappa_1)$ loses half of the digits near $\theta=0$; this form does not."
    ),
    expected=Verdict.PROVED,
    scope=r"All $\theta\in[0,\pi]$; the remark on rounding is a measurement.",
    check=_stable,
    parameters={"sign": 1},
    control=Control(
        r"The same with $\frac{\sin\theta+\theta\cos\theta}{2\pi}$.",
        {"sign": -1},
    ),
)


def _analytic(coordinate: str) -> Derivation:
    x = Symbol("x", real=True)
    h = sin(THETA / 2) ** 2 / THETA**2 - (sin(THETA) - THETA * cos(THETA)) / (2 * pi * THETA**2)
    inside: dict[Symbol, Domain] = {THETA: Reals(0, pi, left_open=True)}
    slope = -1 / pi if coordinate == "angle" else _ZERO
    return prove(
        power_series(
            two_layers(0, _ONE, _ONE, x),
            x,
            {1: slope},
            text=rf"the coefficient of $\theta$ in $\Theta_2(\cos\theta)$, $b=0$, is ${sympy.latex(slope)}$"
            + ("" if coordinate == "angle" else r", as analyticity in $t=\cos\theta$, an even function, would need"),
            goal=True,
        ),
        rests_on(STABLE_ID, r"$\sin^2\frac\psi2=\frac12(1-\kappa_1(\cos\theta))$"),
        identity(
            (1 - kappa_1(THETA)) / 2,
            THETA**2 * h,
            inside,
            text=r"$\frac12(1-\kappa_1)=\theta^2H$, $H=\frac14\left(\frac{\sin(\theta/2)}{\theta/2}\right)^2-\frac{\sin\theta-\theta\cos\theta}{2\pi\theta^2}$",
            goal=True,
        ),
        power_series(
            sin(x) - x * cos(x),
            x,
            {0: _ZERO, 1: _ZERO, 2: _ZERO, 3: Rational(1, 3), 4: _ZERO, 5: Rational(-1, 30)},
            text=r"$\sin\theta-\theta\cos\theta=\frac{\theta^3}3(1-\frac{\theta^2}{10}+\dots)=\frac{\theta^3}3\,{}_0F_1(;\frac52;-\frac{\theta^2}4)$",
        ),
        reduction(
            r"The coefficient of $\theta^{2n+3}$ in $\sin\theta-\theta\cos\theta$ is $\frac{(-1)^n(2n+2)}{(2n+3)!}$, an entire series times $\theta^3$; so is "
            r"$\sin(\theta/2)$ times $\theta$. Hence $H$ is entire, with $H(0)=\frac14$"
        ),
        antiderivative(
            kappa_1(THETA),
            -kappa_0(THETA) * sin(THETA),
            THETA,
            ANGLES,
            text=r"$\frac d{d\theta}\kappa_1=-\kappa_0\sin\theta$",
        ),
        value(kappa_1(_ZERO), _ONE, text=r"$\kappa_1=1$ at $\theta=0$"),
        value(kappa_1(pi), _ZERO, text=r"$\kappa_1=0$ at $\theta=\pi$"),
        nonnegative_by_derivatives(
            kappa_0(THETA) * sin(THETA),
            THETA,
            Reals(0, pi),
            text=r"$\kappa_0\sin\theta\ge0$, and $>0$ inside: $\kappa_1$ decreases strictly",
            goal=True,
        ),
        reduction(
            r"So $0\le\kappa_1<1$ on $(0,\pi]$: $H>0$ on $[0,\pi]$ and $\sin\frac\psi2=\theta\sqrt H\in[0,\frac1{\sqrt2}]$, $\psi\in[0,\frac\pi2]$. The root of a positive "
            r"analytic function and $\arcsin$ away from $\pm1$ are analytic: so is $\psi$ near $[0,\pi]$, and every $\theta_l$, whose values stay in $[0,\pi]$"
        ),
        reduction(
            r"$\Theta_L$ is a polynomial in $\cos\theta_l$, $\kappa_0(\cos\theta_l)=1-\theta_l/\pi$ and $b$: analytic near $[0,\pi]$"
        ),
    )


ANALYTIC = Claim(
    id="geifman2020.derived.angle_map_analytic",
    label="Section 3.2",
    statement=(
        r"$\psi(\theta)=\arccos\kappa_1(\cos\theta)$ is real-analytic on $[0,\pi]$ and maps it into $[0,\pi/2]$: "
        r"$\sin(\psi/2)=\theta\sqrt{H(\theta)}$ with the entire function "
        r"$H(\theta)=\frac14\left(\frac{\sin(\theta/2)}{\theta/2}\right)^2-\frac\theta{6\pi}\,{}_0F_1(;\tfrac52;-\tfrac{\theta^2}4)$, "
        r"$H(0)=\frac14$, $H>0$ on $[0,\pi]$. Hence $\theta\mapsto\Theta_L(\cos\theta)$ is analytic in a "
        r"neighbourhood of $[0,\pi]$ for every $L$ and $b$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $b\ge0$; the width of the neighbourhood depends on $L$.",
    check=_analytic,
    parameters={"coordinate": "angle"},
    depends_on=(STABLE_ID,),
    control=Control(
        r"$t\mapsto\Theta_2(t)$ is analytic at $t=1$; the coefficient of $\theta$ would be 0, it is $-\frac1\pi$.",
        {"coordinate": "inner product"},
    ),
)
