"""Proposition 5: how fast the eigenvalues of the two-layer ReLU tangent kernel decay."""

from __future__ import annotations

import sympy
from sympy import Symbol, gamma, pi

from ntkproofs.checks import (
    definition,
    power_series,
    prove,
    reduction,
    rests_on,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.gamma_function import WENDEL_ID

from .proposition_5 import CLOSED_FORM_ID
from .relu_kernels import KAPPAS
from .spectral_asymptotics import (
    decreasing,
    leading_constant,
    positive_constant,
    second_order,
    step_ratio,
)
from .spectral_sequences import (
    BASE,
    DIMENSIONS,
    KAPPA_FAMILY,
    MU,
    NU,
    D,
    decay_constant,
)

CONSTANT_ID = "bietti2019.prop5.constant"
_X = Symbol("x", real=True)


def _closed_form() -> Step:
    return rests_on(CLOSED_FORM_ID, r"$\mu_k(\kappa)=\bigl(k(k+d-2)+d+1\bigr)B_k$, " + BASE)


def _decay(excess: int) -> Derivation:
    return prove(
        _closed_form(),
        definition(r"$C(d)=2^{d-1}\Gamma(d/2)^2/\pi^2$"),
        leading_constant(KAPPA_FAMILY, decay_constant(D), excess=excess),
        positive_constant(),
    )


DECAY = Claim(
    id="bietti2019.prop5.decay",
    label="Proposition 5",
    printed=True,
    statement=(
        r"As $k\to\infty$ through even integers, $k^d\mu_k(\kappa)$ tends to a positive constant depending on $d$ "
        r"only (printed "
        r"$\mu_k\sim C(p)k^{-p}$)."
    ),
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2, even k",
    check=_decay,
    parameters={"excess": 0},
    depends_on=(CLOSED_FORM_ID,),
    conditions=(WENDEL_ID,),
    control=Control(
        r"$k^{d+1}\mu_k(\kappa)$ tends to a finite constant along even $k$, so $\mu_k=O(k^{-d-1})$; it tends to "
        r"infinity.",
        {"excess": 1},
    ),
)


def _constant(power_of_two: int) -> Derivation:
    claimed = 2 ** (D - power_of_two) * gamma(D / 2) ** 2 / pi**2
    text = rf"2^{{d-{power_of_two}}}\Gamma(d/2)^2/\pi^2"
    return prove(_closed_form(), leading_constant(KAPPA_FAMILY, claimed, constant_text=text))


CONSTANT = Claim(
    id=CONSTANT_ID,
    label="Proposition 5",
    statement=r"$\lim_{k\to\infty,\ k\ \rm even}k^d\mu_k(\kappa)=2^{d-1}\Gamma(d/2)^2/\pi^2=:C(d)$.",
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=_constant,
    parameters={"power_of_two": 1},
    depends_on=(CLOSED_FORM_ID,),
    conditions=(WENDEL_ID,),
    control=Control(
        r"$C(d)=2^{d-2}\Gamma(d/2)^2/\pi^2$; for $d=2$ the exact spectrum $2(k^2+3)/(\pi^2(k^2-1)^2)$ gives $2/\pi^2$.",
        {"power_of_two": 2},
    ),
)


def _expansion(summand: int) -> Derivation:
    second = D * (D**2 + summand) / 24
    return prove(
        rests_on(CONSTANT_ID, r"$k^d\mu_k\to C(d)$, hence $\nu^d\mu_k\to C(d)$ as $\nu/k\to1$"),
        _closed_form(),
        second_order(KAPPA_FAMILY, second, "C(d)"),
        power_series(
            (1 + (D - 2) * _X / 2) ** (-D),
            _X,
            {0: sympy.Integer(1), 1: -D * (D - 2) / 2},
            DIMENSIONS,
            text=r"$(\nu/k)^{-d}=(1+\frac{d-2}{2k})^{-d}=1-\frac{d(d-2)}{2k}+O(k^{-2})$",
            goal=True,
        ),
    )


EXPANSION = Claim(
    id="bietti2019.prop5.expansion",
    label="Proposition 5",
    statement=(
        r"Along even $k\to\infty$: $\mu_k(\kappa)=C(d)\nu^{-d}\bigl[1+\frac{d(d^2+56)}{24\nu^2}+O(\nu^{-4})\bigr]$; "
        r"in powers of "
        r"$k$: $C(d)k^{-d}\bigl[1-\frac{d(d-2)}{2k}+O(k^{-2})\bigr]$."
    ),
    hypotheses=(*KAPPAS, MU, NU),
    expected=Verdict.PROVED,
    scope="all d >= 2, even k",
    check=_expansion,
    parameters={"summand": 56},
    depends_on=(CONSTANT_ID, CLOSED_FORM_ID),
    control=Control(r"The coefficient is $d(d^2+32)/24$; that is the one of $u\kappa_0$.", {"summand": 32}),
)


def _two_sided(excess: int, direction: int) -> Derivation:
    return prove(
        rests_on(CONSTANT_ID, r"$k^d\mu_k\to C(d)$, hence $\nu^d\mu_k\to C(d)$ as $\nu/k\to1$"),
        _closed_form(),
        step_ratio(KAPPA_FAMILY),
        decreasing(KAPPA_FAMILY, start=2, lowest=2, excess=excess, direction=direction),
        reduction(
            r"A strictly decreasing sequence is above its limit: $\nu^d\mu_k>C(d)$; and it is at most its value at "
            r"any earlier "
            r"$k_0$: $\nu^d\mu_k\le\nu_0^d\mu_{k_0}$"
        ),
    )


TWO_SIDED = Claim(
    id="bietti2019.prop5.two_sided",
    label="Proposition 5",
    statement=(
        r"For every $d\ge2$ the sequence $\nu^d\mu_k(\kappa)$ is strictly decreasing over even $k\ge2$. Hence "
        r"$C(d)\nu^{-d}<\mu_k(\kappa)\le\mu_{k_0}(\kappa)\,(\nu_0/\nu)^d$ for all even $k\ge k_0\ge2$, "
        r"$\nu_0=k_0+\frac{d-2}2$."
    ),
    hypotheses=(*KAPPAS, MU, NU),
    expected=Verdict.PROVED,
    scope="all d >= 2, all even k >= 2",
    check=_two_sided,
    parameters={"excess": 0, "direction": 1},
    depends_on=(CONSTANT_ID, CLOSED_FORM_ID),
    control=Control(
        r"$\nu^d\mu_k(\kappa)$ is strictly increasing over even $k\ge2$, hence below its limit $C(d)$; it decreases "
        r"from the "
        r"first step on.",
        {"direction": -1},
    ),
)
