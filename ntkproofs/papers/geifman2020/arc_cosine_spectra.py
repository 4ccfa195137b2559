r"""Eigenvalues of the arc-cosine kernels of degree 0, 1, 2 in closed form."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, Symbol, acos, cos, gamma, pi, sin, sqrt

from ntkproofs.arithmetic import ExactArithmetic
from ntkproofs.checks import (
    Integers,
    Reals,
    antiderivative,
    identity,
    prove,
    recurrence,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.kernels import ArcCosine
from ntkproofs.papers.background.gamma_function import BETA
from ntkproofs.papers.background.gegenbauer import RELATIONS
from ntkproofs.papers.bietti2019.gegenbauer_coefficients import (
    derivation_of_coefficients,
    preliminaries,
    printed_kappa_1,
    root_coefficients,
    step_kernel_coefficients,
)
from ntkproofs.papers.bietti2019.spectral_sequences import (
    DIMENSIONS,
    EVERYWHERE,
    D,
    J,
    K,
    base,
    mu_kappa_0,
    mu_kappa_1,
    mu_root,
    mu_u_kappa_0,
)

from .dimension_hops import HOPS_ID
from .setting import ANGLES, CONVENTIONS, THETA, reference

DEGREE_0_ID = "geifman2020.derived.arc_cosine_degree_0"
DEGREE_1_ID = "geifman2020.derived.arc_cosine_degree_1"
_T = Symbol("t", real=True)
_INSIDE = {_T: Reals(-1, 1, left_open=True, right_open=True)}
_ZERO, _ONE, _TWO = sympy.Integer(0), sympy.Integer(1), sympy.Integer(2)


def odd_step_kernel(factor: Expr) -> Step:
    r"""Return the step :math:`\mu_k(\kappa_0) = \mathrm{factor}\cdot J_k` along odd k, from its entire form."""
    return recurrence(
        lambda n: factor * reference(2 * n + 1, D),
        lambda s, n: s(n + 1) * (2 * n + 1 + D) ** 2 - s(n) * (2 * n + 1) ** 2,
        {0: mu_kappa_0(_ONE, D)},
        J,
        Integers(0),
        DIMENSIONS,
        text=rf"$\mu_k[\kappa_0]={sympy.latex(factor)}\,J_k$ for every odd $k=2j+1$: the recurrence and the first value",
        goal=True,
    )


def even_base() -> Step:
    r"""Return the step :math:`B_k = \frac{\Gamma(d/2)^2}{8\pi^2}[\Gamma(\frac{k-1}2)/\Gamma(\frac{k+d+1}2)]^2`, k even."""
    return recurrence(
        lambda n: even_square(2 * n, D),
        lambda s, n: s(n + 1) * (2 * n + D + 1) ** 2 - s(n) * (2 * n - 1) ** 2,
        {0: base(_ZERO, D)},
        J,
        Integers(0),
        DIMENSIONS,
        text=r"$B_k=\frac{\Gamma(d/2)^2}{8\pi^2}\left[\frac{\Gamma((k-1)/2)}{\Gamma((k+d+1)/2)}\right]^2$ for even $k=2j$",
    )


def even_square(k: Expr, d: Expr) -> Expr:
    r"""Return :math:`\frac{\Gamma(d/2)^2}{8\pi^2} [\Gamma(\frac{k-1}2)/\Gamma(\frac{k+d+1}2)]^2`."""
    return gamma(d / 2) ** 2 / (8 * pi**2) * (gamma((k - 1) / 2) / gamma((k + d + 1) / 2)) ** 2


def base_recurrence() -> Step:
    r"""Return the step ratio of :math:`B_k`, which makes it vanish for odd :math:`k\ge3`."""
    return identity(
        base(K + 2, D) * (K + D + 1) ** 2,
        base(K, D) * (K - 1) ** 2,
        EVERYWHERE,
        text=r"$(k+d+1)^2B_{k+2}=(k-1)^2B_k$: at $k=1$ it gives $B_3=0$, hence $B_k=0$ for all odd $k\ge3$",
    )


def _degree_0(factor: Expr) -> Derivation:
    return prove(
        preliminaries(),
        root_coefficients(),
        step_kernel_coefficients(),
        value(mu_kappa_0(_ZERO, D), Rational(1, 2), text=r"$\mu_0[\kappa_0]=\frac12$", goal=True),
        identity(
            mu_kappa_0(K + 2, D) * (K + D) ** 2,
            mu_kappa_0(K, D) * K**2,
            EVERYWHERE,
            text=r"$(k+d)^2\mu_{k+2}=k^2\mu_k$: at $k=0$ it gives $\mu_2=0$, hence $\mu_k=0$ for all even $k\ge2$",
            goal=True,
        ),
        value(mu_kappa_0(_TWO, D), _ZERO, text=r"$\mu_2[\kappa_0]=0$", goal=True),
        odd_step_kernel(factor),
        identity(
            2 / pi * reference(K, D),
            gamma(D / 2) ** 2 / (2 * pi**2) * (gamma(K / 2) / gamma((K + D) / 2)) ** 2,
            {K: Integers(1), **DIMENSIONS},
            text=r"$\frac2\pi J_k=\frac{\Gamma(d/2)^2}{2\pi^2}\left[\frac{\Gamma(k/2)}{\Gamma((k+d)/2)}\right]^2$",
        ),
    )


DEGREE_0 = Claim(
    id="geifman2020.derived.arc_cosine_degree_0",
    label="Section 3.2",
    statement=(
        r"$\mu_0[\kappa_0]=\frac12$; $\mu_k[\kappa_0]=0$ for even $k\ge2$; "
        r"$\mu_k[\kappa_0]=\frac{\Gamma(d/2)^2}{2\pi^2}\left[\frac{\Gamma(k/2)}{\Gamma((k+d)/2)}\right]^2=\frac2\pi "
        r"J_k$ for odd $k$, where $\kappa_0(t)=1-\arccos(t)/\pi$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$, all $k\ge0$.",
    check=_degree_0,
    parameters={"factor": 2 / pi},
    depends_on=(RELATIONS,),
    conditions=(BETA,),
    control=Control(
        r"The odd eigenvalues equal $J_k$ (factor $2/\pi$ dropped).",
        {"factor": _ONE},
    ),
)


def _degree_1(first: Rational) -> Derivation:
    split, _ = printed_kappa_1(1)
    return prove(
        derivation_of_coefficients(),
        split,
        identity(
            mu_u_kappa_0(K, D) + mu_root(K, D) / pi,
            mu_kappa_1(K, D),
            EVERYWHERE,
            text=r"$\mu_k[\kappa_1]=\mu_k[t\kappa_0]+\mu_k[\sqrt{1-t^2}]/\pi=d\,B_k$",
            goal=True,
        ),
        identity(mu_kappa_1(_ONE, D), first / D, DIMENSIONS, text=rf"$\mu_1[\kappa_1]={first}/d$", goal=True),
        base_recurrence(),
        value(mu_kappa_1(sympy.Integer(3), D), _ZERO, text=r"$\mu_3[\kappa_1]=0$", goal=True),
        even_base(),
    )


DEGREE_1 = Claim(
    id="geifman2020.derived.arc_cosine_degree_1",
    label="Section 3.2",
    statement=(
        r"$\mu_1[\kappa_1]=\frac1{2d}$; $\mu_k[\kappa_1]=0$ for odd $k\ge3$; "
        r"$\mu_k[\kappa_1]=\frac{d\,\Gamma(d/2)^2}{8\pi^2}\left[\frac{\Gamma((k-1)/2)}{\Gamma((k+d+1)/2)}\right]^2$ "
        r"for even $k\ge0$, where $\kappa_1(\cos\theta)=(\sin\theta+(\pi-\theta)\cos\theta)/\pi$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$, all $k\ge0$.",
    check=_degree_1,
    parameters={"first": Rational(1, 2)},
    depends_on=(RELATIONS,),
    conditions=(BETA,),
    control=Control(
        r"$\mu_1[\kappa_1]=1/d$.",
        {"first": Rational(1)},
    ),
)


def _degree_2(sign: int) -> Derivation:
    kappa_2 = (3 * sin(THETA) * cos(THETA) + (pi - THETA) * (1 + 2 * cos(THETA) ** 2)) / (3 * pi)
    angle = acos(_T)
    in_t = (3 * sqrt(1 - _T**2) * _T + (pi - angle) * (1 + 2 * _T**2)) / (3 * pi)
    kappa_1 = (sqrt(1 - _T**2) + (pi - angle) * _T) / pi
    hop = Rational(4, 3) / D

    def closed(k: Expr) -> Expr:
        return D * (D + 2) * gamma(D / 2) ** 2 / (24 * pi**2) * (gamma((k - 2) / 2) / gamma((k + D + 2) / 2)) ** 2

    fourth = hop * mu_kappa_1(sympy.Integer(3), D + 2)
    return prove(
        identity(
            ArcCosine(degree=2).kappa(ExactArithmetic(), THETA),
            kappa_2,
            ANGLES,
            text=r"the arc-cosine kernel of degree 2 of the library, normalised to $\kappa_2(1)=1$",
        ),
        antiderivative(in_t, Rational(4, 3) * kappa_1, _T, _INSIDE, text=r"$\kappa_2'=\frac43\kappa_1$"),
        rests_on(HOPS_ID, r"$\mu_k^{(d)}[\kappa_2]=\frac43\cdot\frac1d\,\mu_{k-1}^{(d+2)}[\kappa_1]$ for $k\ge1$"),
        rests_on(
            DEGREE_1_ID,
            r"$\mu_k[\kappa_1]=d\,B_k$, $B_k=\frac18\bigl[\Gamma(\frac d2)/(\Gamma(\frac{3-k}2)\Gamma(\frac{k+d+1}2))\bigr]^2$,"
            r" zero for odd $k\ge3$",
        ),
        identity(
            kappa_2 + kappa_2.subs(THETA, pi - THETA),
            (1 + 2 * cos(THETA) ** 2) / 3,
            ANGLES,
            text=r"$\kappa_2(t)+\kappa_2(-t)=\frac{1+2t^2}3$, so $\mu_0=\frac16(1+2\mu_0[t^2])$",
        ),
        rests_on("geifman2020.derived.monomial_eigenvalues", r"$\mu_0[t^2]=1/d$"),
        identity(
            (1 + 2 / D) / 6, Rational(1, 6) + 1 / (3 * D), DIMENSIONS, text=r"$\mu_0=\frac16+\frac1{3d}$", goal=True
        ),
        identity(
            hop * mu_kappa_1(_ONE, D + 2),
            2 / (3 * D * (D + 2)),
            DIMENSIONS,
            text=r"$\mu_2[\kappa_2]=\frac4{3d}\mu_1^{(d+2)}[\kappa_1]=\frac2{3d(d+2)}$",
            goal=True,
        ),
        identity(
            fourth,
            _ZERO if sign == 0 else sign / (D * (D + 2)),
            DIMENSIONS,
            text=rf"$\mu_4[\kappa_2]=\frac4{{3d}}\mu_3^{{(d+2)}}[\kappa_1]={sign}$"
            + ("" if sign == 0 else r"$/(d(d+2))$"),
            goal=True,
        ),
        identity(
            hop * mu_kappa_1(K + 1, D + 2) * (K + D + 2) ** 2,
            hop * mu_kappa_1(K - 1, D + 2) * (K - 2) ** 2,
            {K: Integers(1), **DIMENSIONS},
            text=r"$(k+d+2)^2\mu_{k+2}=(k-2)^2\mu_k$ for $k\ge1$: with $\mu_4=0$, zero for all even $k\ge4$",
            goal=True,
        ),
        recurrence(
            lambda n: closed(2 * n + 1),
            lambda s, n: s(n + 1) * (2 * n + 3 + D) ** 2 - s(n) * (2 * n - 1) ** 2,
            {0: hop * mu_kappa_1(_ZERO, D + 2)},
            J,
            Integers(0),
            DIMENSIONS,
            text=r"$\mu_k=\frac{d(d+2)\Gamma(d/2)^2}{24\pi^2}\left[\frac{\Gamma((k-2)/2)}{\Gamma((k+d+2)/2)}\right]^2$, "
            r"odd $k=2j+1$",
            goal=True,
        ),
    )


DEGREE_2 = Claim(
    id="geifman2020.derived.arc_cosine_degree_2",
    label="Section 3.2",
    statement=(
        r"With $\kappa_2(\cos\theta)=\frac{3\sin\theta\cos\theta+(\pi-\theta)(1+2\cos^2\theta)}{3\pi}$: "
        r"$\mu_0=\frac16+\frac1{3d}$, $\mu_2=\frac{2}{3d(d+2)}$, $\mu_k=0$ for even $k\ge4$, and "
        r"$\mu_k=\frac{d(d+2)\Gamma(d/2)^2}{24\pi^2}\left[\frac{\Gamma((k-2)/2)}{\Gamma((k+d+2)/2)}\right]^2$ for "
        r"odd $k\ge1$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$, all $k\ge0$; $\kappa_2(1)=1$.",
    check=_degree_2,
    parameters={"sign": 0},
    depends_on=(HOPS_ID, DEGREE_1_ID, "geifman2020.derived.monomial_eigenvalues"),
    control=Control(
        r"$\mu_4[\kappa_2]=\frac1{d(d+2)}>0$; false for $d=2$, where it is 0.",
        {"sign": 1},
    ),
)
