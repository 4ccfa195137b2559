"""Section 3.2: the spectra of kappa_0 and u kappa_0, and which part of the tangent kernel dominates."""

from __future__ import annotations

import sympy
from sympy import Rational, pi

from ntkproofs.checks import (
    Integers,
    definition,
    identity,
    limit,
    positive,
    prove,
    recurrence,
    reduction,
    rests_on,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.gamma_function import BETA, WENDEL_ID
from ntkproofs.papers.background.gegenbauer import RELATIONS

from .gegenbauer_coefficients import (
    derivation_of_coefficients,
    preliminaries,
    printed_kappa_1,
    root_coefficients,
    step_kernel_coefficients,
)
from .relu_kernels import KAPPA, KAPPA_0, KAPPA_1
from .section_3_2_kappa_1 import zeros_of_base
from .spectral_asymptotics import decreasing, leading_constant, second_order
from .spectral_sequences import (
    DIMENSIONS,
    EVERYWHERE,
    KAPPA_0_FAMILY,
    MU,
    NU,
    U_KAPPA_0_FAMILY,
    D,
    J,
    K,
    base,
    decay_constant,
    mu_kappa_0,
    mu_kappa_1,
    mu_root,
    mu_u_kappa_0,
)

_ONE, _TWO = sympy.Integer(1), sympy.Integer(2)
_EVEN = {K: Integers(0, step=2), **DIMENSIONS}


def _u_kappa0_spectrum(constant: int) -> Derivation:
    k, d = K, D
    claimed = (k * (k + d - 2) + constant) * base(k, d)
    return prove(
        derivation_of_coefficients(),
        identity(
            (k * mu_kappa_0(k - 1, d) + (k + d - 2) * mu_kappa_0(k + 1, d)) / (2 * k + d - 2),
            claimed,
            {k: Integers(1), **DIMENSIONS},
            text=rf"$\mu_k(u\kappa_0)=\bigl(k(k+d-2)+{constant}\bigr)B_k$ for $k\ge1$",
            goal=True,
        ),
        identity(
            mu_kappa_0(_ONE, d),
            claimed.subs(k, 0),
            DIMENSIONS,
            text=rf"$\mu_0(u\kappa_0)=a_1={constant}\cdot B_0$",
            goal=True,
        ),
        definition(NU),
        leading_constant(U_KAPPA_0_FAMILY, decay_constant(d)),
        second_order(U_KAPPA_0_FAMILY, U_KAPPA_0_FAMILY.second(d), "C(d)"),
    )


U_KAPPA0_SPECTRUM = Claim(
    id="bietti2019.section32.u_kappa0_spectrum",
    label="Section 3.2",
    statement=(
        r"$\mu_k(u\kappa_0)=\bigl(k(k+d-2)+1\bigr)B_k$ for all $k\ge0$, $d\ge2$, "
        r"$B_k=\frac18\bigl[\Gamma(d/2)/(\Gamma(\frac{3-k}2)\Gamma(\frac{k+d+1}2))\bigr]^2$; along even $k$, "
        r"$\mu_k=C(d)\nu^{-d}[1+\frac{d(d^2+32)}{24\nu^2}+O(\nu^{-4})]$."
    ),
    hypotheses=(KAPPA_0, MU, NU),
    expected=Verdict.PROVED,
    scope="all d >= 2, all k >= 0",
    check=_u_kappa0_spectrum,
    parameters={"constant": 1},
    depends_on=(RELATIONS,),
    conditions=(BETA, WENDEL_ID),
    control=Control(
        r"$\mu_k(u\kappa_0)=k(k+d-2)B_k$; at $k=0$, $d=3$ it would be $0$ instead of $1/8$.", {"constant": 0}
    ),
)


def _kappa0_spectrum(zero_degree: int) -> Derivation:
    k, d, j = K, D, J
    return prove(
        preliminaries(),
        root_coefficients(),
        step_kernel_coefficients(),
        identity(
            mu_kappa_0(k + 2, d) * (k + d) ** 2,
            mu_kappa_0(k, d) * k**2,
            EVERYWHERE,
            text=r"$(k+d)^2\mu_{k+2}(\kappa_0)=k^2\mu_k(\kappa_0)$",
            goal=True,
        ),
        identity(
            mu_kappa_0(sympy.Integer(zero_degree), d),
            sympy.Integer(0),
            DIMENSIONS,
            text=rf"$\mu_{zero_degree}(\kappa_0)=0$, hence $0$ for all later $k$ of its parity",
            goal=True,
        ),
        identity(
            mu_kappa_0(_ONE, d) * pi * d**2 * sympy.gamma(d / 2 + Rational(1, 2)) ** 2,
            2 * sympy.gamma(d / 2 + 1) ** 2,
            DIMENSIONS,
            text=r"$\mu_1(\kappa_0)=2\Gamma(\frac d2+1)^2/(\pi d^2\Gamma(\frac{d+1}2)^2)>0$",
        ),
        positive(
            k**2 / (k + d) ** 2, {k: 1, d: 2}, text=r"$\mu_{k+2}/\mu_k>0$ for odd $k$: the zeros are the even $k\ge2$"
        ),
        definition(NU),
        leading_constant(KAPPA_0_FAMILY, decay_constant(d)),
        second_order(KAPPA_0_FAMILY, KAPPA_0_FAMILY.second(d), "C(d)"),
        decreasing(KAPPA_0_FAMILY, start=1, lowest=3),
        recurrence(
            lambda n: 2 / (pi**2 * (2 * n + 1) ** 2),
            lambda s, n: s(n + 1) * (2 * n + 3) ** 2 - s(n) * (2 * n + 1) ** 2,
            {0: mu_kappa_0(_ONE, _TWO)},
            j,
            Integers(0),
            text=r"$d=2$: $\mu_k(\kappa_0)=2/(\pi^2k^2)$ for odd $k=2j+1$, so $\nu^2\mu_k$ is constant, $\nu=k$",
            goal=True,
        ),
    )


KAPPA0_SPECTRUM = Claim(
    id="bietti2019.section32.kappa0_spectrum",
    label="Section 3.2",
    statement=(
        r"$\mu_k(\kappa_0)=\frac12\bigl[\Gamma(d/2)/(\Gamma(1-\frac k2)\Gamma(\frac{k+d}2))\bigr]^2$ for all "
        r"$k\ge0$, $d\ge2$ "
        r"($1/\Gamma=0$ at poles): zero exactly for even $k\ge2$, and for odd $k$: "
        r"$\mu_k=C(d)\nu^{-d}[1+\frac{d(d^2-4)}{24\nu^2}+O(\nu^{-4})]$; for $d\ge3$ $\nu^d\mu_k$ is strictly "
        r"decreasing over odd $k$, "
        r"for $d=2$ it is constant, $\mu_k=2/(\pi^2k^2)$."
    ),
    hypotheses=(KAPPA_0, MU, NU),
    expected=Verdict.PROVED,
    scope="all d >= 2, all k >= 0",
    check=_kappa0_spectrum,
    parameters={"zero_degree": 2},
    depends_on=(RELATIONS,),
    conditions=(BETA, WENDEL_ID),
    control=Control(
        r"$\mu_3(\kappa_0)=0$, so that the zeros are odd as for $\kappa$; for $d=3$ it is $1/128$, and $\mu_2=0$.",
        {"zero_degree": 3},
    ),
)


def _spectra() -> tuple[Step, ...]:
    split, _ = printed_kappa_1(1)
    return (
        *derivation_of_coefficients(),
        split,
        identity(
            mu_u_kappa_0(K, D) + mu_root(K, D) / pi,
            mu_kappa_1(K, D),
            EVERYWHERE,
            text=r"$\mu_k(\kappa_1)=\mu_k(u\kappa_0)+s_k/\pi=d\,B_k$",
        ),
    )


def _contribution_ratio(constant: int) -> Derivation:
    k, d = K, D
    return prove(
        _spectra(),
        identity(
            mu_kappa_1(k, d) * (k * (k + d - 2) + constant),
            d * mu_u_kappa_0(k, d),
            _EVEN,
            text=rf"$\mu_k(\kappa_1)\,(k(k+d-2)+{constant})=d\,\mu_k(u\kappa_0)$",
            goal=True,
        ),
        zeros_of_base(),
        positive(k * (k + d - 2) + 1, {k: 0, d: 2}, text=r"$k(k+d-2)+1>0$"),
        reduction(
            r"$\mu_k(u\kappa_0)$ is zero where $B_k$ is, at odd $k\ge3$; elsewhere the identity may be divided by "
            r"it. At $k=1$ the "
            r"quotient is $d/d=1$"
        ),
    )


CONTRIBUTION_RATIO = Claim(
    id="bietti2019.section32.contribution_ratio",
    label="Section 3.2",
    statement=(
        r"$\mu_k(\kappa_1)/\mu_k(u\kappa_0)=\frac{d}{k(k+d-2)+1}$ whenever $\mu_k(u\kappa_0)\ne0$, i.e. for $k=1$ "
        r"and all even $k$."
    ),
    hypotheses=(KAPPA_0, KAPPA_1, KAPPA, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2, k = 1 and all even k",
    check=_contribution_ratio,
    parameters={"constant": 1},
    depends_on=(RELATIONS,),
    conditions=(BETA,),
    control=Control(
        r"$\mu_k(\kappa_1)\,k(k+d-2)=d\,\mu_k(u\kappa_0)$ for all even $k$; at $k=2$, $d=3$ the exact values $3/128$ "
        r"and $7/128$ give "
        r"the quotient $3/7$, not $1/2$.",
        {"constant": 0},
    ),
)


def _dominant_term(claimed: Rational) -> Derivation:
    k, d = K, D
    ratio = d / (k * (k + d - 2) + 1)
    return prove(
        rests_on(CONTRIBUTION_RATIO.id, r"$\mu_k(\kappa_1)/\mu_k(u\kappa_0)=d/(k(k+d-2)+1)$ along even $k$"),
        limit(
            ratio,
            k,
            claimed,
            DIMENSIONS,
            text=rf"$\mu_k(\kappa_1)/\mu_k(u\kappa_0)\to{claimed}$ along even $k\to\infty$",
            goal=True,
        ),
        reduction(
            r"$\mu_k(\kappa)=\mu_k(u\kappa_0)\bigl(1+\mu_k(\kappa_1)/\mu_k(u\kappa_0)\bigr)$, so "
            r"$\mu_k(\kappa)/\mu_k(u\kappa_0)\to1$: the "
            r"equivalent of $\mu_k(\kappa)$ is that of $\mu_k(u\kappa_0)$"
        ),
    )


DOMINANT_TERM = Claim(
    id="bietti2019.section32.dominant_term",
    label="Section 3.2",
    printed=True,
    statement=(
        r"The $k^{-d}$ equivalent of $\mu_k(\kappa)$ comes from $u\kappa_0$ and the contribution of $\kappa_1$ is "
        r"negligible: "
        r"$\mu_k(\kappa_1)/\mu_k(u\kappa_0)\to0$ along even $k\to\infty$."
    ),
    hypotheses=(KAPPA_0, KAPPA_1, KAPPA, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2, even k",
    check=_dominant_term,
    parameters={"claimed": Rational(0)},
    depends_on=(CONTRIBUTION_RATIO.id,),
    control=Control(
        r"$\mu_k(\kappa_1)/\mu_k(u\kappa_0)\to1/10$ along even $k$; at $k=10$, $d=3$ it is $3/111$ already, and it "
        r"tends to $0$.",
        {"claimed": Rational(1, 10)},
    ),
)
