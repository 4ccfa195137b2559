r"""The exact order :math:`k^{-d}` of the eigenvalues of deep kernels, with its constant, and what follows from it."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, Symbol, gamma, pi, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    cite,
    definition,
    identity,
    limit,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.bietti2019.spectral_sequences import DIMENSIONS, D, K, decay_constant

from .angle_map import ANALYTIC_ID
from .endpoints import MINUS_ID, PLUS_ID, PRODUCT_ID
from .laplace_spectra import LEADING_ID
from .powers import POWER_ID, power_constant
from .reference_sequence import REFERENCE_ID
from .setting import BIAS, BIASES, CONVENTIONS, NTK
from .theorem_1 import POSITIVITY_ID, WITHOUT_BIAS_ID
from .theta_series import L as LAYERS
from .two_layer_spectra import TWO_LAYER_ID

TRANSFER_ID = "geifman2020.derived.singularity_transfer"
CONSTANT_ID = "geifman2020.derived.asymptotic_constant"
RATE_ID = "geifman2020.sec32.exact_rate_all_depths"
SIGN = Symbol("e", real=True)  # (-1)^k
PI_L = Symbol("P", positive=True)  # the parity product
_HALF = Rational(1, 2)
_OVER: dict[Symbol, Domain] = {LAYERS: Integers(2), SIGN: Reals(-1, 1), PI_L: Reals(0, left_open=True), **BIASES}


def _transfer(sign: int) -> Derivation:
    right, left = -sqrt(2) / pi, sqrt(2) / pi
    return prove(
        rests_on(
            "geifman2020.derived.arc_cosine_degree_0",
            r"$\mu_k[\kappa_0]=0$ for even $k\ge2$ and $\frac2\pi J_k$ for odd $k$",
        ),
        definition(
            r"instance $\kappa_0$: $c_0^+=-\frac{\sqrt2}\pi$ and $c_0^-=\frac{\sqrt2}\pi$ with $\nu_0=\frac12$, as $\arccos(1-s)=\sqrt{2s}(1+\dots)$"
        ),
        value(
            right + sign * left,
            sympy.Integer(0),
            text=r"even $k$: the leading term is zero, as the eigenvalues are",
            goal=True,
        ),
        identity(
            (right - sign * left) * power_constant(D, _HALF),
            decay_constant(D),
            DIMENSIONS,
            text=r"odd $k$: $(c_0^+-c_0^-)\,C(d,\frac12)=\frac{2^{d-1}\Gamma(d/2)^2}{\pi^2}=\lim k^d\,\frac2\pi J_k$",
            goal=True,
        ),
    )


TRANSFER = Claim(
    id="geifman2020.derived.singularity_transfer",
    label="Section 3.2",
    statement=(
        r"Let $\kappa\in C^\infty(-1,1)$ have, term by term differentiably, "
        r"$\kappa(1-s)\sim\mathrm{poly}(s)+\sum_jc_j^+s^{\nu_j}$ and "
        r"$\kappa(-1+s)\sim\mathrm{poly}(s)+\sum_jc_j^-s^{\nu_j}$ as $s\to0^+$ with non-integer "
        r"$\nu_0<\nu_1<\dots$, $\nu_0>-(d-1)/2$. Then for every $J$ and every integer $M<\nu_J+\frac{d-1}2$: "
        r"$\mu_k[\kappa]=\sum_{j<J}(c_j^++(-1)^kc_j^-)\mu_k[(1-t)^{\nu_j}]+O(k^{-2M})$, with remainder at most "
        r"$(k(k+d-2))^{-M}c_d\int|D^MR|(1-t^2)^{(d-3)/2}dt$, $R$ the function minus the subtracted powers and "
        r"$D=(1-t^2)\partial_t^2-(d-1)t\partial_t$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.CITED,
    scope=(
        r"All $d\ge2$; explicit remainder once enough terms are subtracted that $D^MR$ is integrable. Quantifies "
        "over a class of functions: the proof is on paper (reference), instances are checked; dependents print "
        "it as a condition."
    ),
    check=_transfer,
    parameters={"sign": 1},
    depends_on=("geifman2020.derived.arc_cosine_degree_0",),
    control=Control(
        r"The leading term uses $c_+-(-1)^kc_-$: refuted on $\kappa_0$, whose even eigenvalues are exactly 0.",
        {"sign": -1},
    ),
)


def plus(layers: Expr) -> Expr:
    r"""Return :math:`c_0^+ = -\frac{\sqrt2}\pi(1+b)\frac{L(L-1)}2`."""
    return -sqrt(2) / pi * (1 + BIAS) * layers * (layers - 1) / 2


def bracket(layers: Expr, shift: int = 1) -> Expr:
    r"""Return :math:`(1+b)\frac{L(L-1)}2 + (-1)^k(1-b)\Pi_L`."""
    return (1 + BIAS) * layers * (layers - shift) / 2 + SIGN * (1 - BIAS) * PI_L


def _constant(shift: int) -> Derivation:
    minus = sqrt(2) / pi * (BIAS - 1) * PI_L
    scale = 2 ** (D - 2) * gamma(D / 2) ** 2
    return prove(
        rests_on(
            TWO_LAYER_ID, r"$L=2$, $b=0$, even $k$: $k^d\mu_k\to\frac{2^{d-1}\Gamma(d/2)^2}{\pi^2}$, by its closed form"
        ),
        value(
            bracket(sympy.Integer(2), shift).subs({BIAS: 0, SIGN: 1, PI_L: 1}),
            sympy.Integer(2),
            text=r"at $L=2$, $b=0$, even $k$, $\Pi_2=1$ the bracket is 2, as that constant needs",
            goal=True,
        ),
        rests_on(
            ANALYTIC_ID,
            r"$\Theta_L(\cos\theta)$ is analytic near $[0,\pi]$: the expansions at both ends may be differentiated term by term",
        ),
        rests_on(
            PLUS_ID,
            r"at $t=1$ the non-integer powers are $s^{1/2},s^{3/2},\dots$, $c_0^+=-\frac{\sqrt2}\pi(1+b)\frac{L(L-1)}2$",
        ),
        rests_on(MINUS_ID, r"at $t=-1$ likewise, $c_0^-=\frac{\sqrt2}\pi(b-1)\Pi_L$"),
        cite(
            TRANSFER_ID,
            r"$\mu_k=\sum_{j<J}(c_j^++(-1)^kc_j^-)\,\mu_k[(1-t)^{j+1/2}]+O(k^{-2M})$, any integer $M<J+\frac d2$; with $J\ge2$ one may take $2M\ge d+2$",
        ),
        rests_on(
            POWER_ID,
            r"$\mu_k[(1-t)^\nu]=C(d,\nu)\frac{\Gamma(k-\nu)}{\Gamma(k+\nu+d-1)}=O(k^{-(d-1)-2\nu})$: from $\nu=\frac32$ on $O(k^{-d-2})$",
        ),
        rests_on(
            LEADING_ID,
            r"its proof: $\frac{2^{d-2}\Gamma(d/2)^2}\pi\frac{\Gamma(k-\frac12)}{\Gamma(k+d-\frac12)}=J_k(1+O(k^{-2}))$, so that $\mu_k[(1-t)^{1/2}]=-\frac1{\sqrt2}J_k(1+O(k^{-2}))$",
        ),
        identity(
            power_constant(D, _HALF),
            -(2 ** (D - 2)) * gamma(D / 2) ** 2 / (pi * sqrt(2)),
            DIMENSIONS,
            text=r"$C(d,\frac12)=-\frac1{\sqrt2}\cdot\frac{2^{d-2}\Gamma(d/2)^2}\pi$",
            goal=True,
        ),
        identity(
            -(plus(LAYERS) + SIGN * minus) / sqrt(2),
            bracket(LAYERS, shift) / pi,
            _OVER,
            text=rf"$-\frac1{{\sqrt2}}(c_0^++(-1)^kc_0^-)=\frac1\pi\bigl[(1+b)\frac{{L(L-{shift})}}2+(-1)^k(1-b)\Pi_L\bigr]$",
            goal=True,
        ),
        rests_on(REFERENCE_ID, r"$k^dJ_k\to\frac{2^{d-2}\Gamma(d/2)^2}\pi$"),
        identity(
            scale / pi / pi,
            scale / pi**2,
            DIMENSIONS,
            text=r"the constant of $k^{-d}$ is $\frac{2^{d-2}\Gamma(d/2)^2}{\pi^2}$ times the bracket",
            goal=True,
        ),
    )


CONSTANT = Claim(
    id="geifman2020.derived.asymptotic_constant",
    label="Section 3.2",
    statement=(
        r"For all $L\ge2$, $b\ge0$, $d\ge2$: "
        r"$\mu_k[\Theta_L]=\frac1\pi\left[(1+b)\frac{L(L-1)}2+(-1)^k(1-b)\Pi_L\right]J_k\left(1+O(k^{-2})\right)$ "
        "along each parity for which the bracket is positive, hence "
        r"$\mu_k\sim\frac{2^{d-2}\Gamma(d/2)^2}{\pi^2}\left[(1+b)\frac{L(L-1)}2+(-1)^k(1-b)\Pi_L\right]k^{-d}$; "
        r"$\Pi_L=\prod_{l=1}^{L-2}\kappa_0(a_l)$, $a_1=0$, $a_{l+1}=\kappa_1(a_l)$, "
        r"$J_k=\frac{\Gamma(d/2)^2}{4\pi}\left[\frac{\Gamma(k/2)}{\Gamma((k+d)/2)}\right]^2$."
    ),
    hypotheses=(CONVENTIONS, NTK),
    expected=Verdict.PROVED,
    scope=(
        r"All $L\ge2$, $b\ge0$, $d\ge2$ (for $L=2$, $b=0$ only even $k$). Grows like $L^2/2$ with depth. Given "
        "singularity_transfer and angle_map_analytic (conditions to print)."
    ),
    check=_constant,
    parameters={"shift": 1},
    depends_on=(TWO_LAYER_ID, ANALYTIC_ID, PLUS_ID, MINUS_ID, POWER_ID, LEADING_ID, REFERENCE_ID),
    conditions=(TRANSFER_ID,),
    control=Control(
        r"The constant has the factor $(1+b)\frac{L(L+1)}2$: refuted by the closed form at $L=2$.",
        {"shift": -1},
    ),
)


def _rate(excess: int) -> Derivation:
    n = Symbol("n", positive=True)
    return prove(
        rests_on(
            CONSTANT_ID,
            r"$k^d\mu_k\to\frac{2^{d-2}\Gamma(d/2)^2}{\pi^2}\bigl[(1+b)\frac{L(L-1)}2\pm(1-b)\Pi_L\bigr]$ along even and odd $k$",
        ),
        rests_on(PRODUCT_ID, r"both brackets are positive for $L\ge3$, $b\ge0$"),
        limit(
            n**excess,
            n,
            sympy.Integer(1),
            text=rf"$k^{{d+{excess}}}\mu_k$ over that constant tends to 1: it is $k^{excess}$ times a sequence with limit 1",
            goal=True,
        ),
        identity(
            2**D * gamma(D / 2 + 1) ** 2 / pi**2,
            D**2 * 2 ** (D - 2) * gamma(D / 2) ** 2 / pi**2,
            DIMENSIONS,
            text=r"$\frac{2^{d-2}\Gamma(d/2)^2}{\pi^2}$ at $d+2$ is $d^2$ times its value at $d$,",
        ),
        positive(1 / pi**2, {}, text=r"$\frac1{\pi^2}>0$ at $d=2$ and", goal=True),
        positive(1 / (2 * pi), {}, text=r"$\frac1{2\pi}>0$ at $d=3$: positive for every $d$", goal=True),
        rests_on(WITHOUT_BIAS_ID, r"all $\mu_k>0$ for $L\ge3$, $b=0$"),
        rests_on(POSITIVITY_ID, r"all $\mu_k>0$ for $b>0$"),
        reduction(
            r"Positive sequences with positive limits along both parities lie between positive constants: $\mu_k=\Theta(k^{-d})$ for all $k\ge1$"
        ),
    )


RATE = Claim(
    id="geifman2020.sec32.exact_rate_all_depths",
    label="Section 3.2",
    printed=True,
    statement=(
        r"(Stated by the paper as an empirical observation and proved later in [16].) For every $L\ge3$, "
        r"$\beta\ge0$ and $d\ge2$ the eigenvalues of $\mathbf k^{\mathrm{FC}_\beta(L)}$ on $\mathbb S^{d-1}$ are "
        r"$\Theta(k^{-d})$."
    ),
    hypotheses=(CONVENTIONS, NTK),
    expected=Verdict.PROVED,
    scope=r"All $L\ge3$, $\beta\ge0$, $d\ge2$; also $L=2$ with $\beta>0$.",
    check=_rate,
    parameters={"excess": 0},
    depends_on=(CONSTANT_ID, PRODUCT_ID, WITHOUT_BIAS_ID, POSITIVITY_ID),
    conditions=(),
    control=Control(
        r"$k^{d+2}\mu_k$ over the constant tends to 1, so that $\mu_k=\Theta(k^{-d-2})$, $L=3$, $\beta=0$; it tends to infinity.",
        {"excess": 2},
    ),
)


def _preasymptotic(sign: int) -> Derivation:
    quotient = Rational(1, 12) + ((1 + BIAS) * (15 * LAYERS**2 - 71 * LAYERS + 82) / pi**2 - 45) / (27 * (1 + BIAS))
    linear = -(1 + BIAS) * LAYERS * (LAYERS - 1) / (2 * pi)
    cubic = -LAYERS * (LAYERS - 1) / (108 * pi) * ((1 + BIAS) * (15 * LAYERS**2 - 71 * LAYERS + 82) / pi**2 - 45)
    over: dict[Symbol, Domain] = {LAYERS: Integers(2), **BIASES}
    return prove(
        rests_on(PLUS_ID, r"$c_0^+=\sqrt2\,a_1$, $c_1^+=\sqrt2(\frac{a_1}{12}+2a_3)$"),
        rests_on(POWER_ID, r"$\mu_k[(1-t)^\nu]=C(d,\nu)\frac{\Gamma(k-\nu)}{\Gamma(k+\nu+d-1)}$"),
        identity(
            power_constant(D, Rational(3, 2)),
            sign * 3 * D / 2 * power_constant(D, _HALF),
            DIMENSIONS,
            text=rf"$C(d,\frac32)={'-' if sign < 0 else '+'}\frac{{3d}}2C(d,\frac12)$",
            goal=True,
        ),
        identity(
            gamma(K - Rational(3, 2)) / gamma(K + D + _HALF) * (K - Rational(3, 2)) * (K + D - _HALF),
            gamma(K - _HALF) / gamma(K + D - _HALF),
            {K: Integers(2), **DIMENSIONS},
            text=r"$\frac{\Gamma(k-\frac32)}{\Gamma(k+d+\frac12)}=\frac{\Gamma(k-\frac12)}{\Gamma(k+d-\frac12)}\cdot\frac1{(k-\frac32)(k+d-\frac12)}$",
            goal=True,
        ),
        limit(
            K**2 / ((K - Rational(3, 2)) * (K + D - _HALF)),
            K,
            sympy.Integer(1),
            DIMENSIONS,
            text=r"$\frac{k^2}{(k-\frac32)(k+d-\frac12)}\to1$, with a difference $O(k^{-1})$; the next power, $\nu=\frac52$, adds $O(k^{-4})$",
            goal=True,
        ),
        identity(
            linear / 12 + 2 * cubic,
            quotient * linear,
            over,
            text=r"$\frac{c_1^+}{c_0^+}=\frac1{12}+\frac{(1+b)(15L^2-71L+82)/\pi^2-45}{27(1+b)}$",
            goal=True,
        ),
        limit(
            quotient / LAYERS**2,
            LAYERS,
            5 / (9 * pi**2),
            BIASES,
            text=r"$\frac{c_1^+}{c_0^+L^2}\to\frac5{9\pi^2}$",
            goal=True,
        ),
        identity(
            3 * D / 2 * 5 / (9 * pi**2) * LAYERS**2,
            (LAYERS / pi) ** 2 * 5 * D / 6,
            {**over, **DIMENSIONS},
            text=r"$\frac{3d}2\cdot\frac{5L^2}{9\pi^2}=k^2$ at $k=\frac L\pi\sqrt{5d/6}$, where the two terms are equal in size",
            goal=True,
        ),
    )


PREASYMPTOTIC = Claim(
    id="geifman2020.derived.preasymptotic_scale",
    label="Section 3.2",
    statement=(
        r"The contribution of the end $t=1$ to $\mu_k[\Theta_L]$ is "
        r"$c_0^+\mu_k[(1-t)^{1/2}]\left(1-\frac{3d}2\frac{c_1^+}{c_0^+}k^{-2}+O(k^{-3})\right)$ with "
        r"$\frac{c_1^+}{c_0^+}=\frac1{12}+\frac{(1+b)(15L^2-71L+82)/\pi^2-45}{27(1+b)}\sim\frac{5L^2}{9\pi^2}$, "
        r"so the power law sets in for $k\gg\frac L\pi\sqrt{5d/6}$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $b\ge0$, $d\ge2$; the last clause is the scale at which the second term equals the first.",
    check=_preasymptotic,
    parameters={"sign": -1},
    depends_on=(PLUS_ID, POWER_ID),
    control=Control(
        r"$C(d,3/2)/C(d,1/2)=+\frac{3d}2$.",
        {"sign": 1},
    ),
)
