r"""Steps that derive the Gegenbauer coefficients of the ReLU kernels, in every degree and dimension at once.

Nothing is used but the recurrence of the Gegenbauer polynomials, integration by parts and one Beta integral:
:math:`s_k = \mu_k(\sqrt{1-u^2})`, then :math:`a_k = \mu_k(\kappa_0)`, then :math:`\mu_k(u\kappa_0)` and
:math:`\mu_k(\kappa_1)`.
"""

from __future__ import annotations

from functools import cache

import sympy
from sympy import Expr, Rational, acos, cos, gamma, pi, sin, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    antiderivative,
    cite,
    definition,
    identity,
    positive,
    recurrence,
    reduction,
    rests_on,
)
from ntkproofs.claims import Step
from ntkproofs.papers.background.gamma_function import BETA
from ntkproofs.papers.background.gegenbauer import RELATIONS

from .relu_kernels import kappa_0
from .spectral_sequences import DIMENSIONS, MU, D, K, mu_kappa_0, mu_root, mu_u_kappa_0

THETA = sympy.Symbol("theta", real=True)
_T = sympy.Symbol("t", real=True)
_A, _C = sympy.symbols("A C", real=True)  # P_{k-1}(t), P_{k+1}(t)
_INSIDE = {_T: Reals(-1, 1, left_open=True, right_open=True)}
_LATER = Integers(1)


def beta(x: Expr, y: Expr) -> Expr:
    r"""Return :math:`\Gamma(x)\Gamma(y)/\Gamma(x+y)`."""
    return gamma(x) * gamma(y) / gamma(x + y)


def normalisation(d: Expr) -> Expr:
    r"""Return :math:`c_d = \Gamma(d/2) / (\sqrt\pi\,\Gamma((d-1)/2))`."""
    return gamma(d / 2) / (sqrt(pi) * gamma((d - 1) / 2))


@cache
def preliminaries() -> tuple[Step, ...]:
    """What :math:`P_k` satisfies, and the mass of the weight."""
    half = Rational(1, 2)
    return (
        definition(MU),
        definition(r"$w(t)=(1-t^2)^{(d-3)/2}$ and $k'=k+d-2$; formulas with $1/\Gamma$ are entire functions of $k$"),
        rests_on(
            RELATIONS,
            r"(G1) $(2k+d-2)\,tP_k=kP_{k-1}+k'P_{k+1}$; (G2) $(2k+d-2)(1-t^2)P_k'=kk'(P_{k-1}-P_{k+1})$; "
            r"(G3) $\bigl((1-t^2)^{(d-1)/2}P_k'\bigr)'=-kk'\,wP_k$, all for $k\ge1$; $P_k(-t)=(-1)^kP_k(t)$",
        ),
        cite(BETA, r"$\int_{-1}^1(1-t^2)^{y-1}dt=\Gamma(\frac12)\Gamma(y)/\Gamma(y+\frac12)$ for $y>0$"),
        identity(
            normalisation(D) * beta(half, (D - 1) / 2), sympy.Integer(1), DIMENSIONS, text=r"$c_d\int_{-1}^1w\,dt=1$"
        ),
    )


@cache
def root_coefficients() -> tuple[Step, ...]:
    r"""Step group: :math:`s_k = \mu_k(\sqrt{1-u^2}) = -\pi(k-1)(k+d-1)B_k`."""
    k, d, t = K, D, _T
    p, slope = sympy.symbols("P S", real=True)  # P_k(t), P_k'(t)
    power = (1 - t**2) ** (d / 2)
    return (
        definition(r"$s_k=\mu_k(\sqrt{1-u^2})=c_d\int_{-1}^1P_k(t)(1-t^2)^{(d-2)/2}dt$"),
        identity(
            sympy.diff(power, t) * p + power * slope,
            (1 - t**2) ** (d / 2 - 1) * ((1 - t**2) * slope - d * t * p),
            text=r"$\bigl((1-t^2)^{d/2}P_k\bigr)'=(1-t^2)^{(d-2)/2}\bigl[(1-t^2)P_k'-d\,tP_k\bigr]$",
        ),
        identity(
            k * (k + d - 2) * (_A - _C) - d * (k * _A + (k + d - 2) * _C),
            k * (k - 2) * _A - (k + d - 2) * (k + d) * _C,
            text=r"$(2k+d-2)\bigl[(1-t^2)P_k'-d\,tP_k\bigr]=k(k-2)P_{k-1}-k'(k+d)P_{k+1}$ by (G1) and (G2)",
        ),
        reduction(
            r"The integral of the derivative over $[-1,1]$ is zero: $k(k-2)\,s_{k-1}=k'(k+d)\,s_{k+1}$ for $k\ge1$. "
            r"$s_1=0$ "
            r"by parity, $s_0$ is a Beta integral, and with them the recurrence determines every $s_k$"
        ),
        positive((k + d - 2) * (k + d), {k: 1, d: 2}, text=r"$k'(k+d)>0$"),
        recurrence(
            lambda n: mu_root(n, d),
            lambda s, n: n * (n - 2) * s(n - 1) - (n + d - 2) * (n + d) * s(n + 1),
            {0: normalisation(d) * beta(Rational(1, 2), d / 2), 1: sympy.Integer(0)},
            k,
            _LATER,
            DIMENSIONS,
            text=r"$s_k=-\pi(k-1)(k+d-1)B_k$ for all $k\ge0$, $d\ge2$",
        ),
    )


@cache
def step_kernel_coefficients() -> tuple[Step, ...]:
    r"""Step group: :math:`\mu_k(\kappa_0)`, by integration by parts against its antiderivative."""
    k, d, t = K, D, _T
    kernel = 1 - acos(t) / pi
    primitive = t * kernel + sqrt(1 - t**2) / pi
    edge = (1 - t**2) ** ((d - 1) / 2)
    return (
        definition(r"$a_k=\mu_k(\kappa_0)$ and $F(u)=u\kappa_0(u)+\sqrt{1-u^2}/\pi$"),
        antiderivative(primitive, kernel, t, _INSIDE, text=r"$F'=\kappa_0$ on $(-1,1)$"),
        reduction(
            r"Parts with (G3), the edge $(1-t^2)^{(d-1)/2}P_k'F$ being zero at $\pm1$: "
            r"$kk'\mu_k(F)=c_d\int\kappa_0(1-t^2)P_k'w\,dt$, "
            r"so by (G2) $(2k+d-2)\mu_k(F)=a_{k-1}-a_{k+1}$. By (G1) the same is $k\,a_{k-1}+k'a_{k+1}+(2k+d-2)s_k/\pi$"
        ),
        identity(
            (k * _A + (k + d - 2) * _C) - (_A - _C),
            (k - 1) * _A + (k + d - 1) * _C,
            text=r"the difference: $(k-1)\,a_{k-1}+(k+d-1)\,a_{k+1}=-(2k+d-2)\,s_k/\pi$ for $k\ge1$",
        ),
        identity(
            kappa_0(pi - THETA) + kappa_0(THETA),
            sympy.Integer(1),
            {THETA: Reals(0, pi)},
            text=r"$\kappa_0-\frac12$ is odd, so $a_0=\frac12$",
        ),
        antiderivative(kernel, 1 / (pi * sqrt(1 - t**2)), t, _INSIDE, text=r"$\kappa_0'=1/(\pi\sqrt{1-u^2})$"),
        identity(
            sympy.diff(edge, t),
            -(d - 1) * t * (1 - t**2) ** ((d - 3) / 2),
            text=r"$\bigl((1-t^2)^{(d-1)/2}\bigr)'=-(d-1)\,t\,w$",
        ),
        reduction(
            r"Parts once more, $P_1=t$: $a_1=c_d\int "
            r"t\,\kappa_0\,w\,dt=\frac1{d-1}c_d\int(1-t^2)^{(d-1)/2}\kappa_0'\,dt=\frac{s_0}{\pi(d-1)}$"
        ),
        recurrence(
            lambda n: mu_kappa_0(n, d),
            lambda a, n: (n - 1) * a(n - 1) + (n + d - 1) * a(n + 1) + (2 * n + d - 2) * mu_root(n, d) / pi,
            {0: Rational(1, 2), 1: mu_root(sympy.Integer(0), d) / (pi * (d - 1))},
            k,
            _LATER,
            DIMENSIONS,
            text=r"$\mu_k(\kappa_0)=\frac12\bigl[\Gamma(\frac d2)/(\Gamma(1-\frac k2)\Gamma(\frac{k+d}2))\bigr]^2$ "
            r"for all $k\ge0$",
        ),
    )


@cache
def product_coefficients() -> tuple[Step, ...]:
    r"""Step group: :math:`\mu_k(u\kappa_0) = (k(k+d-2)+1)B_k`."""
    k, d = K, D
    return (
        reduction(
            r"By (G1) $(2k+d-2)\mu_k(u\kappa_0)=k\,a_{k-1}+k'a_{k+1}$ for $k\ge1$, and $\mu_0(u\kappa_0)=a_1$; over "
            r"the common "
            r"denominator the sum is $k(k'+1)^2+k'(k-1)^2=(k+k')(kk'+1)$"
        ),
        identity(
            k * (k + d - 1) ** 2 + (k + d - 2) * (k - 1) ** 2,
            (2 * k + d - 2) * (k * (k + d - 2) + 1),
            text=r"$k(k'+1)^2+k'(k-1)^2=(k+k')(kk'+1)$",
        ),
        identity(
            k * mu_kappa_0(k - 1, d) + (k + d - 2) * mu_kappa_0(k + 1, d),
            (2 * k + d - 2) * mu_u_kappa_0(k, d),
            {k: _LATER, **DIMENSIONS},
            text=r"$\mu_k(u\kappa_0)=(kk'+1)B_k$ for $k\ge1$",
        ),
        identity(
            mu_kappa_0(sympy.Integer(1), d),
            mu_u_kappa_0(sympy.Integer(0), d),
            DIMENSIONS,
            text=r"$\mu_0(u\kappa_0)=\mu_1(\kappa_0)=B_0$",
        ),
    )


def printed_kappa_1(root_sign: int) -> tuple[Step, Expr]:
    r"""Return the step :math:`\kappa_1 = u\kappa_0 \pm \sqrt{1-u^2}/\pi` of a printed kernel, and the sign.

    The printed kernel is :math:`(\pm\sqrt{1-u^2} + u(\pi - \arccos u))/\pi`.
    """
    printed = (root_sign * sin(THETA) + (pi - THETA) * cos(THETA)) / pi
    split = cos(THETA) * kappa_0(THETA) + root_sign * sin(THETA) / pi
    word = "+" if root_sign > 0 else "-"
    text = rf"$\kappa_1=u\kappa_0{word}\sqrt{{1-u^2}}/\pi$ with $u=\cos\theta$, $\sqrt{{1-u^2}}=\sin\theta$"
    return identity(printed, split, {THETA: Reals(0, pi)}, text=text), sympy.Integer(root_sign)


def derivation_of_coefficients() -> tuple[Step, ...]:
    r"""Every step from the integrals to :math:`s_k`, :math:`\mu_k(\kappa_0)` and :math:`\mu_k(u\kappa_0)`."""
    return preliminaries() + root_coefficients() + step_kernel_coefficients() + product_coefficients()
