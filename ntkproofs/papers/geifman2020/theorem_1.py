"""Theorem 1: every eigenvalue is positive with bias, and decays no faster than for two layers; universality."""

from __future__ import annotations

from collections.abc import Sequence

import sympy
from sympy import Expr, Rational, Symbol, binomial, gamma, pi

from ntkproofs.checks import (
    Integers,
    cite,
    definition,
    identity,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.harmonics import COMPLETE
from ntkproofs.papers.bietti2019.spectral_sequences import DIMENSIONS, D, mu_kappa, mu_kappa_0

from .monomials import MONOMIAL_ID, monomial_eigenvalue
from .reference_sequence import REFERENCE_ID, TWO_LAYERS_ID
from .section_3_1 import REPRODUCING_ID
from .section_3_2_harmonics import EXPANSION_ID
from .setting import CONVENTIONS, NTK, kappa_0, reference
from .taylor_coefficients import DOMINATION_ID, TAYLOR_ID, closed_cone, factor, first_coefficient, second_coefficient
from .two_layer_spectra import BIAS_ID, TWO_LAYER_ID, closed_form

POSITIVITY_ID = "geifman2020.thm1.positivity"
WITHOUT_BIAS_ID = "geifman2020.derived.universal_without_bias"
ODD_ZERO_ID = "geifman2020.sec32.two_layer_odd_zero"
_N = Symbol("n", positive=True)
_ONE, _THREE = sympy.Integer(1), sympy.Integer(3)


def third_eigenvalue(bias: Expr) -> Expr:
    r"""Return :math:`\mu_3[\Theta_2]` on the two-sphere."""
    return mu_kappa(_THREE, _THREE) + bias * mu_kappa_0(_THREE, _THREE)


def positive_third(bias: Expr) -> tuple[Step, ...]:
    """Return the steps that decide whether the eigenvalue of degree 3 is positive."""
    return (
        rests_on(TWO_LAYER_ID, r"without bias $\mu_3=0$"),
        rests_on(BIAS_ID, r"the bias adds $\frac{2b}\pi J_3=b/128$ at $d=3$"),
        positive(third_eigenvalue(bias), {}, text=rf"$\mu_3[\Theta_2]=b/128>0$ at $b={bias}$, $d=3$", goal=True),
    )


def _positivity(bias: Rational) -> Derivation:
    n = _N
    return prove(
        positive_third(bias),
        closed_cone(),
        definition(r"$\Theta_2=\kappa_1+t\kappa_0+b\kappa_0+b=\sum_na_nt^n$"),
        positive(
            (1 / ((2 * n + 1) * (2 * n + 2)) + 1 / (2 * n + 1)) / pi,
            {n: 0},
            text=r"$a_{2n+2}$ is $\binom{2n}n4^{-n}$ times this, from $\kappa_1$ and $t\kappa_0$: positive",
            goal=True,
        ),
        positive(1 / pi, {}, text=r"$a_0\ge\kappa_1(0)=\frac1\pi>0$", goal=True),
        positive(
            1 / (2 * n + 1) / pi,
            {n: 0},
            text=r"$a_{2n+1}\ge b\,\binom{2n}n4^{-n}$ times this, from $b\kappa_0$: positive for $b>0$",
            goal=True,
        ),
        identity(
            second_coefficient(n) * (2 * n + 1) * (2 * n + 2) * pi,
            first_coefficient(n) * (2 * n + 1) * pi,
            {n: Integers(0)},
            text=r"both are $\binom{2n}n4^{-n}$, the coefficients of $(1-t^2)^{-1/2}$",
        ),
        reduction(r"So all $a_n>0$ for $b>0$ and $\mu_k[\Theta_2]\ge a_k\mu_k[t^k]>0$ for every $k\ge0$"),
        rests_on(
            DOMINATION_ID,
            r"$\mu_k[\Theta_L]\ge\prod_{j=1}^{L-2}\kappa_0(\kappa_1^{\circ j}(0))\,\mu_k[\Theta_2]$, a positive factor",
        ),
    )


POSITIVITY = Claim(
    id="geifman2020.thm1.positivity",
    label="Theorem 1",
    printed=True,
    statement=(
        r"For $L\ge2$ and $\beta>0$ (bias initialised at zero) every eigenvalue $\mu_k$, $k\ge0$, of $\mathbf "
        r"k^{\mathrm{FC}_\beta(L)}$ on $\mathbb S^{d-1}$ is strictly positive."
    ),
    hypotheses=(CONVENTIONS, NTK),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $d\ge2$, $k\ge0$, $\beta>0$.",
    check=_positivity,
    parameters={"bias": Rational(1)},
    depends_on=(TWO_LAYER_ID, BIAS_ID, TAYLOR_ID, MONOMIAL_ID, DOMINATION_ID),
    control=Control(
        r"The same for $L=2$ and $\beta=0$: refuted by $\mu_3=0$ exactly.",
        {"bias": Rational(0)},
    ),
)


def _lower_deep(growth: str) -> Derivation:
    # The factor for L = 6 is at most its first factor, the one for L = 3, because kappa_0 <= 1.
    claimed = factor(3) if growth == "taylor" else sympy.Integer(15)
    first = mu_kappa(_ONE, _THREE) + mu_kappa_0(_ONE, _THREE)
    return prove(
        rests_on(EXPANSION_ID, r"$\sum_kN(d,k)\mu_k[\Theta_6]=\Theta_6(1)=12$ at $b=1$, all terms $\ge0$, $N(3,1)=3$"),
        rests_on(TWO_LAYER_ID, r"$\mu_1=\frac13$ without bias at $d=3$"),
        rests_on(BIAS_ID, r"$b=1$ adds $\frac2\pi J_1=\frac18$"),
        positive(
            12 - 3 * claimed * first,
            {},
            strict=False,
            text=r"$L=6$, $b=1$, $d=3$, $k=1$: three times the bound is at most $12\ge3\mu_1[\Theta_6]$",
            goal=True,
        ),
        rests_on(
            DOMINATION_ID, r"$\mu_k[\Theta_L]\ge\prod_{j=1}^{L-2}\kappa_0(\kappa_1^{\circ j}(0))\,\mu_k[\Theta_2]$"
        ),
        value(2 * kappa_0(pi / 2), _ONE, text=r"$2\kappa_0(a_1)=2\kappa_0(0)=1$", goal=True),
        reduction(
            r"$a_{j+1}=\kappa_1^{\circ j}(0)$, so $2\Pi_{L+1}=2\kappa_0(a_1)\prod_{j=1}^{L-2}\kappa_0(a_{j+1})$ is that factor"
        ),
        rests_on(TWO_LAYERS_ID, r"$\mu_k[\Theta_2]\ge\frac{2\min(1,b)}\pi J_k$ for all $k\ge1$"),
        rests_on(REFERENCE_ID, r"$J_k\ge J_1(d)\,k^{-d}$"),
        identity(
            reference(_ONE, D),
            gamma(D / 2) ** 2 / (4 * gamma((D + 1) / 2) ** 2),
            DIMENSIONS,
            text=r"$J_1(d)=\frac{\Gamma(d/2)^2}{4\Gamma((d+1)/2)^2}$",
            goal=True,
        ),
        [positive(factor(layers), {}, text=rf"the factor for $L={layers}$ is positive") for layers in (3, 4)],
    )


LOWER_DEEP = Claim(
    id="geifman2020.thm1.lower_deep",
    label="Theorem 1",
    printed=True,
    statement=(
        r"For $L\ge3$ and $\beta>0$ there is $C_3>0$ with $\mu_k[\mathbf k^{\mathrm{FC}_\beta(L)}]\ge C_3k^{-d}$ "
        r"on $\mathbb S^{d-1}$; explicitly for all $k\ge1$ one may take "
        r"$C_3=2\Pi_{L+1}\frac{2\min(1,b)}{\pi}J_1(d)$ with $\Pi_L=\prod_{l=1}^{L-2}\kappa_0(a_l)$, $a_1=0$, "
        r"$a_{l+1}=\kappa_1(a_l)$, $J_1(d)=\frac{\Gamma(d/2)^2}{4\Gamma((d+1)/2)^2}$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge3$, $d\ge2$, $\beta>0$, $k\ge1$ (the paper needs $k>k_0$).",
    check=_lower_deep,
    parameters={"growth": "taylor"},
    depends_on=(EXPANSION_ID, TWO_LAYER_ID, BIAS_ID, DOMINATION_ID, TWO_LAYERS_ID, REFERENCE_ID),
    control=Control(
        (
            r"$\mu_k\ge\mu_k[\Theta_2]\cdot L(L-1)/2$ for all $k\ge1$, $L=6$, $b=1$, $d=3$ (the asymptotic factor "
            "15 as a bound for every $k$)."
        ),
        {"growth": "asymptotic"},
    ),
)


def _universal(bias: Rational) -> Derivation:
    return prove(
        positive_third(bias),
        rests_on(POSITIVITY_ID, r"with $\beta>0$ every $\mu_k$ is positive, $L\ge2$"),
        rests_on(
            REPRODUCING_ID, r"the RKHS is the set of $\sum\alpha_{k,j}Y_{k,j}$ with $\sum\alpha_{k,j}^2/\mu_k<\infty$"
        ),
        reduction(
            r"A single harmonic has $\alpha^2/\mu_k<\infty$: every harmonic, hence every finite sum, lies in the RKHS"
        ),
        cite(COMPLETE, r"the finite sums of harmonics are dense in $L^2(S^{d-1})$"),
        rests_on(ODD_ZERO_ID, r"without bias and with $L=2$, $\mu_3=0$"),
        value(
            mu_kappa(_THREE, D),
            sympy.Integer(0),
            text=r"$\mu_3=0$ for $L=2$, $\beta=0$, every $d$: not universal",
            goal=True,
        ),
        reduction(r"With $\mu_3=0$ every function of the RKHS is orthogonal to the harmonics of degree 3"),
    )


UNIVERSAL = Claim(
    id="geifman2020.sec32.universal",
    label="Section 3.2",
    printed=True,
    statement=(
        r"With bias ($\beta>0$, initialised at zero) the NTK of any depth $L\ge2$ is universal on $\mathbb "
        "S^{d-1}$: no eigenvalue vanishes, so its RKHS contains every spherical harmonic and is dense in "
        r"$L^2(\mathbb S^{d-1})$; without bias and with $L=2$ it is not."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=(
        r"All $L\ge2$, $d\ge2$, $\beta>0$. Density in $C(\mathbb S^{d-1})$ needs the Weierstrass theorem, which "
        "is trusted; density in $L^2$ needs completeness of the harmonics."
    ),
    check=_universal,
    parameters={"bias": Rational(1)},
    depends_on=(TWO_LAYER_ID, BIAS_ID, POSITIVITY_ID, REPRODUCING_ID, ODD_ZERO_ID),
    conditions=(COMPLETE,),
    control=Control(
        "The bias-free two-layer NTK is universal.",
        {"bias": Rational(0)},
    ),
)


def _composed_series(order: int) -> Sequence[Expr]:
    """Return lower bounds of the coefficients of kappa_1(kappa_1(t)) from one even term each."""
    found = []
    for n in range(order + 1):
        m = max(2, n + n % 2)
        outer = second_coefficient(sympy.Integer(m // 2 - 1))
        found.append(outer * binomial(m, n) * (1 / pi) ** (m - n) * Rational(1, 2) ** n)
    return found


def _without_bias(layers: int) -> Derivation:
    n = _N
    bounds = _composed_series(5)
    # Two layers: the exact eigenvalue of degree 3. Three: its part from one term of kappa_1(kappa_1(t)).
    third = (
        mu_kappa(_THREE, _THREE) if layers == 2 else bounds[3] * monomial_eigenvalue(_THREE, _THREE, sympy.Integer(0))
    )
    return prove(
        closed_form(),
        positive(
            third,
            {},
            text=rf"$\mu_3[\Theta_{layers}]$ at $b=0$, $d=3$ is at least {third}, which is positive",
            goal=True,
        ),
        closed_cone(),
        definition(
            r"$c_m$ the coefficients of $\kappa_1$: $c_1=\frac12$, $c_0=\frac1\pi$, $c_{2i+2}=\binom{2i}i4^{-i}/(\pi(2i+1)(2i+2))$"
        ),
        reduction(
            r"In $\kappa_1(\kappa_1(t))=\sum_mc_m(\frac1\pi+\frac t2+\dots)^m$ the term of an even $m\ge\max(n,2)$ alone gives $t^n$ at "
            r"least the coefficient $c_m\binom mn\pi^{-(m-n)}2^{-n}$"
        ),
        positive(
            1 / (pi * (2 * n + 1) * (2 * n + 2)),
            {n: 0},
            text=r"$c_{2n+2}$ is $\binom{2n}n4^{-n}$ times this: positive",
            goal=True,
        ),
        [
            positive(bound, {}, text=rf"the coefficient of $t^{i}$ is at least {bound}", goal=True)
            for i, bound in enumerate(bounds)
        ],
        reduction(
            r"$\Theta_3=\Sigma_2+\kappa_0(\Sigma_1)\Theta_2$ at $b=0$ has at least the coefficients of $\Sigma_2=\kappa_1\circ\kappa_1$, "
            r"all positive, so $\mu_k[\Theta_3]>0$ for every $k$"
        ),
        rests_on(
            DOMINATION_ID,
            r"its proof gives $\mu_k[\Theta_{l+1}]\ge\kappa_0(\Sigma_{l-1}(0))\,\mu_k[\Theta_l]$ for every $l\ge2$, so $\mu_k[\Theta_L]>0$ for all $L\ge3$",
        ),
    )


WITHOUT_BIAS = Claim(
    id="geifman2020.derived.universal_without_bias",
    label="Section 3.2",
    statement=(
        r"For $L\ge3$ the bias-free NTK ($\beta=0$) on $\mathbb S^{d-1}$ has $\mu_k>0$ for every $k\ge0$; only "
        "$L=2$ needs the bias."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge3$, $d\ge2$, $k\ge0$.",
    check=_without_bias,
    parameters={"layers": 3},
    depends_on=(TWO_LAYER_ID, TAYLOR_ID, MONOMIAL_ID, DOMINATION_ID),
    control=Control(
        r"The same for $L=2$: refuted by the exact zero $\mu_3[\Theta_2]=0$ at $\beta=0$.",
        {"layers": 2},
    ),
)
