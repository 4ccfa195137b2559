r"""The map of angles :math:`\psi(\theta) = \arccos\kappa_1(\cos\theta)`: its stable form, and that it is analytic."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, Symbol, cos, pi, sin

from ntkproofs.checks import Integers, Reals, antiderivative, definition, identity, prove, reduction, rests_on, value
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict

from .setting import ANGLES, NTK, THETA, kappa_0, kappa_1

STABLE_ID = "geifman2020.derived.angle_map_stable_form"
ANALYTIC_ID = "geifman2020.derived.angle_map_analytic"
_INSIDE: dict[Symbol, Domain] = {THETA: Reals(0, pi, left_open=True)}


def half_angle_squared(theta: Expr, sign: int = -1) -> Expr:
    r"""Return :math:`\frac{1-\cos\theta}2 - \frac{\sin\theta-\theta\cos\theta}{2\pi}`, which is :math:`\sin^2(\psi/2)`.

    >>> half_angle_squared(sympy.pi)
    1/2
    """
    return (1 - cos(theta)) / 2 - (sin(theta) + sign * theta * cos(theta)) / (2 * pi)


def falls() -> tuple[Step, ...]:
    r"""Step group: :math:`\kappa_1` falls from 1 to 0 over the angles, strictly."""
    return (
        antiderivative(
            kappa_1(THETA),
            -kappa_0(THETA) * sin(THETA),
            THETA,
            ANGLES,
            text=r"$\frac d{d\theta}\kappa_1(\cos\theta)=-\kappa_0\sin\theta$, negative on $(0,\pi)$ as $\kappa_0=1-\theta/\pi$",
        ),
        value(kappa_1(sympy.Integer(0)), sympy.Integer(1), text=r"$\kappa_1=1$ at $\theta=0$"),
        value(kappa_1(pi), sympy.Integer(0), text=r"$\kappa_1=0$ at $\theta=\pi$, so $0\le\kappa_1<1$ on $(0,\pi]$"),
    )


def _stable(sign: int) -> Derivation:
    return prove(
        falls(),
        reduction(r"$\psi\in[0,\frac\pi2]$ and $\sin^2\frac\psi2=\frac{1-\cos\psi}2=\frac{1-\kappa_1}2$"),
        identity(
            (1 - kappa_1(THETA)) / 2,
            half_angle_squared(THETA, sign),
            ANGLES,
            text=rf"$\frac{{1-\kappa_1}}2=\frac{{1-\cos\theta}}2-\frac{{\sin\theta{'-' if sign < 0 else '+'}\theta\cos\theta}}{{2\pi}}$",
            goal=True,
        ),
        reduction(
            r"$\Sigma_0=\cos\theta_0$, and $\Sigma_{l+1}=\kappa_1(\Sigma_l)=\kappa_1(\cos\theta_l)=\cos\psi(\theta_l)"
            r"=\cos\theta_{l+1}$"
        ),
    )


STABLE_FORM = Claim(
    id="geifman2020.derived.angle_map_stable_form",
    label="Section 3.2",
    statement=(
        r"With $\psi(\theta)=\arccos\kappa_1(\cos\theta)$ on $[0,\pi]$: "
        r"$\sin^2\frac{\psi(\theta)}2=\frac{1-\cos\theta}2-\frac{\sin\theta-\theta\cos\theta}{2\pi}$, so "
        r"$\Sigma_l=\cos\theta_l$ with $\theta_0=\theta$, $\theta_{l+1}=\psi(\theta_l)$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $\theta\in[0,\pi]$; that this form keeps the digits that $\arccos\kappa_1$ loses is no part of it.",
    check=_stable,
    parameters={"sign": -1},
    control=Control(r"The same with $\frac{\sin\theta+\theta\cos\theta}{2\pi}$.", {"sign": 1}),
)


def _analytic(six: int) -> Derivation:
    theta = THETA
    sinc = sin(theta / 2) / (theta / 2)
    bessel = 3 * (sin(theta) - theta * cos(theta)) / theta**3
    h = sinc**2 / 4 - theta / (six * pi) * bessel
    n = Symbol("n", positive=True)
    return prove(
        definition(
            r"$j(z)={}_0F_1(;\frac52;-\frac{z^2}4)=\sum_n\frac{(-z^2/4)^n}{(5/2)_nn!}$, an entire function; "
            r"$H(\theta)=\frac14\bigl(\frac{\sin(\theta/2)}{\theta/2}\bigr)^2-\frac\theta{6\pi}j(\theta)$ is entire, "
            r"$H(0)=\frac14$ as $j(0)=1$"
        ),
        identity(
            (2 * n + 4) / ((2 * n + 2) * (2 * n + 4) * (2 * n + 5)),
            1 / (4 * (n + Rational(5, 2)) * (n + 1)),
            {n: Integers(0)},
            text=r"$3\frac{\sin z-z\cos z}{z^3}=j(z)$: the coefficient $u_n=3\frac{2n+2}{(2n+3)!}$ of $(-1)^nz^{2n}$ has $u_0=1$ "
            r"and $\frac{u_{n+1}}{u_n}=\frac{2n+4}{(2n+2)(2n+4)(2n+5)}=\frac1{4(n+5/2)(n+1)}$",
        ),
        identity(
            theta**2 * h,
            half_angle_squared(theta),
            _INSIDE,
            text=rf"$\theta^2\Bigl[\frac14\bigl(\frac{{\sin(\theta/2)}}{{\theta/2}}\bigr)^2-\frac\theta{{{six}\pi}}j(\theta)\Bigr]"
            r"=\frac{1-\cos\theta}2-\frac{\sin\theta-\theta\cos\theta}{2\pi}$",
            goal=True,
        ),
        rests_on(STABLE_ID, r"which is $\sin^2\frac\psi2$: $\sin\frac\psi2=\theta\sqrt{H(\theta)}$ where $H\ge0$"),
        falls(),
        identity(
            (1 - kappa_1(theta)) / 2,
            half_angle_squared(theta),
            ANGLES,
            text=r"$2\theta^2H=1-\kappa_1>0$ on $(0,\pi]$, and $H(0)=\frac14$: $H>0$ on $[0,\pi]$",
            goal=True,
        ),
        value(
            half_angle_squared(pi),
            Rational(1, 2),
            text=r"$\theta\sqrt H=\sin\frac\psi2$ rises from 0 to $\frac1{\sqrt2}<1$: $\psi$ takes $[0,\pi]$ into $[0,\frac\pi2]$",
            goal=True,
        ),
        reduction(
            r"$\sqrt{\cdot}$ is analytic near the positive values of $H$ and $\arcsin$ on $(-1,1)$, so $\psi=2\arcsin(\theta\sqrt H)$ "
            r"is analytic near $[0,\pi]$. By induction every $\theta_l$ is, and $\Theta_L(\cos\theta)$ is a polynomial in $b$, "
            r"$\cos\theta_l$ and $\kappa_0(\cos\theta_l)=1-\theta_l/\pi$"
        ),
    )


ANALYTIC = Claim(
    id="geifman2020.derived.angle_map_analytic",
    label="Section 3.2",
    statement=(
        r"$\psi(\theta)=\arccos\kappa_1(\cos\theta)$ is real-analytic on $[0,\pi]$ and maps it into $[0,\pi/2]$: "
        r"$\sin(\psi/2)=\theta\sqrt{H(\theta)}$ with the entire function "
        r"$H(\theta)=\frac14\left(\frac{\sin(\theta/2)}{\theta/2}\right)^2-\frac\theta{6\pi}\,{}_0F_1(;\tfrac52;-\tfrac{\theta^2}4)$, "
        r"$H(0)=\frac14$, $H>0$ on $[0,\pi]$. Hence $\theta\mapsto\Theta_L(\cos\theta)$ is analytic in a neighbourhood of "
        r"$[0,\pi]$ for every $L$ and $b$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $b\ge0$; the width of the neighbourhood depends on $L$.",
    check=_analytic,
    parameters={"six": 6},
    depends_on=(STABLE_ID,),
    # The inventory's control, that Theta_3 is analytic in t at t = 1, contradicts the linear term, which is a claim of its own.
    control=Control(r"The same with $\frac\theta{3\pi}$ in $H$; false at $\theta=\pi$.", {"six": 3}),
)
