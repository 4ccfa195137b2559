"""Section 3.2: the spectrum of the arc-cosine kernel kappa_1, of the second-layer gradients."""

from __future__ import annotations

import sympy
from sympy import pi

from ntkproofs.checks import definition, identity, positive, prove, reduction, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.gamma_function import BETA, WENDEL_ID
from ntkproofs.papers.background.gegenbauer import RELATIONS

from .gegenbauer_coefficients import derivation_of_coefficients, printed_kappa_1
from .relu_kernels import KAPPA_1
from .spectral_asymptotics import decreasing, leading_constant, positive_constant, second_order
from .spectral_sequences import (
    BASE,
    DIMENSIONS,
    EVERYWHERE,
    KAPPA_1_FAMILY,
    MU,
    NU,
    D,
    K,
    base,
    decay_constant,
    mu_kappa_1,
    mu_root,
    mu_u_kappa_0,
)

KAPPA_1_ID = "bietti2019.section32.kappa1_spectrum"
_ONE = sympy.Integer(1)


def zeros_of_base() -> tuple[Step, ...]:
    r"""Steps: :math:`B_k` vanishes exactly at odd :math:`k \ge 3`."""
    return (
        identity(
            base(K + 2, D) * (K + D + 1) ** 2,
            base(K, D) * (K - 1) ** 2,
            EVERYWHERE,
            text=r"$(k+d+1)^2B_{k+2}=(k-1)^2B_k$",
        ),
        identity(
            base(sympy.Integer(3), D), sympy.Integer(0), DIMENSIONS, text=r"$B_3=0$, hence $B_k=0$ for odd $k\ge3$"
        ),
        identity(base(_ONE, D), 1 / (2 * D**2), DIMENSIONS, text=r"$B_1=1/(2d^2)>0$"),
        positive(
            (K + 1) ** 2 / (K + D + 3) ** 2, {K: 0, D: 2}, text=r"$B_{k+2}/B_k>0$ for $k\ge2$, and $B_2=B_0/(d+1)^2$"
        ),
    )


def _kappa1_spectrum(dimension_power: int, root_sign: int) -> Derivation:
    k, d = K, D
    split, sign = printed_kappa_1(root_sign)
    word = "d" if dimension_power == 1 else rf"d^{dimension_power}"
    return prove(
        derivation_of_coefficients(),
        split,
        identity(
            mu_u_kappa_0(k, d) + sign * mu_root(k, d) / pi,
            d**dimension_power * base(k, d),
            EVERYWHERE,
            text=rf"$\mu_k(\kappa_1)=\mu_k(u\kappa_0){'+' if root_sign > 0 else '-'}s_k/\pi={word}\,B_k$ for all "
            rf"$k\ge0$",
            goal=True,
        ),
        identity(
            mu_kappa_1(k, d),
            mu_u_kappa_0(k, d) + mu_root(k, d) / pi,
            EVERYWHERE,
            text=r"the sequence that the claims resting on this one use is $\mu_k(u\kappa_0)+s_k/\pi$",
        ),
        identity(mu_kappa_1(_ONE, d), 1 / (2 * d), DIMENSIONS, text=r"$\mu_1(\kappa_1)=1/(2d)$", goal=True),
        zeros_of_base(),
        reduction(r"$B_0>0$ is a square of Gammas at positive arguments: $\mu_k(\kappa_1)=0$ exactly for odd $k\ge3$"),
    )


KAPPA1_SPECTRUM = Claim(
    id=KAPPA_1_ID,
    label="Section 3.2",
    statement=(
        r"$\mu_k(\kappa_1)=d\,B_k$ for all $k\ge0$, $d\ge2$, "
        r"$B_k=\frac18\bigl[\Gamma(d/2)/(\Gamma(\frac{3-k}2)\Gamma(\frac{k+d+1}2))\bigr]^2$ ($1/\Gamma=0$ at poles); "
        r"$\mu_1=1/(2d)$, and "
        r"$\mu_k=0$ exactly for odd $k\ge3$."
    ),
    hypotheses=(KAPPA_1, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2, all k >= 0",
    check=_kappa1_spectrum,
    parameters={"dimension_power": 1, "root_sign": 1},
    depends_on=(RELATIONS,),
    conditions=(BETA,),
    control=Control(
        r"$\mu_k(\kappa_1)=B_k$; at $k=1$, $d=3$ it would give $1/18$ instead of $1/6$.", {"dimension_power": 0}
    ),
)


def _kappa_1() -> Step:
    return rests_on(KAPPA_1_ID, r"$\mu_k(\kappa_1)=d\,B_k$, " + BASE)


def _kappa1_decay(excess: int) -> Derivation:
    return prove(
        _kappa_1(),
        leading_constant(KAPPA_1_FAMILY, D * decay_constant(D), excess=excess, constant_text=r"d\,C(d)"),
        reduction(
            r"A sequence with a limit is bounded, and $\mu_k(\kappa_1)=0$ for odd $k\ge3$: "
            r"$\mu_k(\kappa_1)=O(k^{-d-2})$"
        ),
    )


KAPPA1_DECAY = Claim(
    id="bietti2019.section32.kappa1_decay",
    label="Section 3.2",
    printed=True,
    statement=r"$\mu_k(\kappa_1)=O(k^{-d-2})$.",
    hypotheses=(KAPPA_1, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2, all k -> infinity",
    check=_kappa1_decay,
    parameters={"excess": 0},
    depends_on=(KAPPA_1_ID,),
    conditions=(WENDEL_ID,),
    control=Control(
        r"$k^{d+3}\mu_k(\kappa_1)$ has a finite limit along even $k$, so $\mu_k(\kappa_1)=O(k^{-d-3})$; the limit of "
        r"$k^{d+2}\mu_k$ "
        r"is $d\,C(d)>0$.",
        {"excess": 1},
    ),
)


def _kappa1_constant(dimension_power: int) -> Derivation:
    limit_value = D**dimension_power * decay_constant(D)
    text = r"d\,C(d)" if dimension_power == 1 else rf"d^{dimension_power}C(d)"
    return prove(
        _kappa_1(),
        definition(NU),
        leading_constant(KAPPA_1_FAMILY, limit_value, constant_text=text),
        positive_constant(),
        second_order(KAPPA_1_FAMILY, KAPPA_1_FAMILY.second(D), text),
        decreasing(KAPPA_1_FAMILY, start=2, lowest=2),
        reduction(
            r"A strictly decreasing sequence is above its limit, $\nu^{d+2}\mu_k>d\,C(d)$, and at most its value at "
            r"any earlier $k_0$; the "
            r"limit is positive, so the order $k^{-d-2}$ is sharp"
        ),
    )


KAPPA1_CONSTANT = Claim(
    id="bietti2019.section32.kappa1_constant",
    label="Section 3.2",
    statement=(
        r"Along even $k$, $\mu_k(\kappa_1)=d\,C(d)\nu^{-d-2}[1+\frac{d(d+2)(d+4)}{24\nu^2}+O(\nu^{-4})]$, so the "
        r"order $k^{-d-2}$ is "
        r"sharp; and $\nu^{d+2}\mu_k(\kappa_1)$ is strictly decreasing over even $k\ge2$, hence "
        r"$d\,C(d)\nu^{-d-2}<\mu_k(\kappa_1)\le\mu_{k_0}(\nu_0/\nu)^{d+2}$ for even $k\ge k_0\ge2$."
    ),
    hypotheses=(KAPPA_1, MU, NU),
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=_kappa1_constant,
    parameters={"dimension_power": 1},
    depends_on=(KAPPA_1_ID,),
    conditions=(WENDEL_ID,),
    control=Control(
        r"The limit of $k^{d+2}\mu_k(\kappa_1)$ is $C(d)$; for $d=2$ the exact spectrum $4/(\pi^2(k^2-1)^2)$ gives "
        r"$4/\pi^2=2C(2)$.",
        {"dimension_power": 0},
    ),
)
