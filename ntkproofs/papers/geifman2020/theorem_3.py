"""Theorem 3 and what follows from it: equal reproducing kernel Hilbert spaces by comparable eigenvalues."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, acos, pi

from ntkproofs.checks import (
    Reals,
    identity,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.bietti2019.spectral_sequences import mu_kappa, mu_kappa_0

from .laplace_spectra import LEADING_ID
from .reference_sequence import TWO_LAYERS_ID, TWO_SIDED_ID
from .section_3_1 import REPRODUCING_ID
from .setting import BIAS, BIASES, NTK, WIDTH, WIDTHS, kappa_0, kappa_1
from .taylor_coefficients import DOMINATION_ID
from .theorem_1 import POSITIVITY_ID, positive_third
from .theorem_2 import DECAY_ID, NORMALISATIONS_ID
from .two_layer_spectra import BIAS_ID, TWO_LAYER_ID

EQUALITY_ID = "geifman2020.thm3.laplace_equals_two_layers"
FORMULA_ID = "geifman2020.derived.bias_kernel_formula"


def comparison() -> tuple[Step, ...]:
    """Return the steps from comparable eigenvalues to equal spaces."""
    ratio, m = sympy.symbols("q m", positive=True)
    norm = sympy.Symbol("alpha", real=True)
    above = {ratio: Reals(0, left_open=True), m: Reals(0, left_open=True), norm: Reals()}
    return (
        rests_on(
            REPRODUCING_ID,
            r"the RKHS is the set of $\sum\alpha_{k,j}Y_{k,j}$ with $\sum\alpha_{k,j}^2/\mu_k<\infty$, its squared norm",
        ),
        identity(
            norm**2 / m,
            ratio * (norm**2 / (ratio * m)),
            above,
            text=r"$\frac{\alpha^2}{\mu}=q\,\frac{\alpha^2}{q\mu}$: if $0<q_1\le\mu'_k/\mu_k\le q_2$, then $q_1\|f\|'^2\le\|f\|^2\le q_2\|f\|'^2$, so both spaces have "
            r"the same functions and equivalent norms",
            goal=True,
        ),
    )


def _equality(bias: Rational) -> Derivation:
    return prove(
        positive_third(bias),
        rests_on(
            TWO_LAYERS_ID, r"$C_1k^{-d}\le\mu_k[\mathbf k^{\mathrm{FC}_\beta(2)}]\le C_2k^{-d}$, $k\ge1$, $\beta>0$"
        ),
        rests_on(POSITIVITY_ID, r"$\mu_0>0$ as well"),
        rests_on(DECAY_ID, r"$B_1k^{-d}\le\mu_k[e^{-c\sqrt{1-t}}]\le B_2k^{-d}$, $k\ge1$, for every $c>0$"),
        rests_on("geifman2020.thm2.positivity", r"$\mu_0[e^{-c\sqrt{1-t}}]>0$"),
        rests_on(NORMALISATIONS_ID, r"the two forms of the Laplace kernel differ in the width only"),
        comparison(),
    )


EQUALITY = Claim(
    id="geifman2020.thm3.laplace_equals_two_layers",
    label="Theorem 3",
    printed=True,
    statement=(
        r"On $\mathbb S^{d-1}$, $d\ge2$: $\mathcal H^{\mathrm{Lap}}=\mathcal H^{\mathrm{FC}_\beta(2)}$ for every "
        r"$\beta>0$ and every Laplace width $c>0$ (equal as sets of functions, norms equivalent). RKHS defined by "
        "the expansion coefficients as in Section 3.1."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$, $\beta>0$, $c>0$. Given slit_representation (Cauchy; a condition to print).",
    check=_equality,
    parameters={"bias": Rational(1)},
    depends_on=(
        TWO_LAYER_ID,
        BIAS_ID,
        TWO_LAYERS_ID,
        POSITIVITY_ID,
        DECAY_ID,
        "geifman2020.thm2.positivity",
        NORMALISATIONS_ID,
        REPRODUCING_ID,
    ),
    control=Control(
        r"The same with $\beta=0$: refuted by harmonics of degree 3.",
        {"bias": Rational(0)},
    ),
)


def _inclusion(larger: bool) -> Derivation:
    zero, three = sympy.Integer(0), sympy.Integer(3)
    second = mu_kappa(zero, three) + 1 + mu_kappa_0(zero, three)
    # B_6 >= 1 + f_5 (1 + f_4 (1 + f_3)) >= 1 + q + q^2 + q^3 with q = kappa_0(a_2) at most f_3, f_4, f_5.
    q = kappa_0(acos(1 / pi))
    lower = 1 + q + q**2 + q**3
    factor = sympy.Integer(1) if larger else Rational(1, 2)
    return prove(
        rests_on(TWO_LAYER_ID, r"$\mu_0=\frac12$ without bias at $d=3$"),
        rests_on(BIAS_ID, r"$b=1$ adds $\frac32$: $\mu_0[\Theta_2]=2$"),
        rests_on(
            FORMULA_ID,
            r"at $b=1$ the bias part of $\Theta_6$ is $B_6$, $B_{l+1}=1+f_lB_l$, $f_l=\kappa_0(\Sigma_{l-1})$",
        ),
        value(kappa_1(pi), zero, text=r"$a_1=\kappa_1(-1)=0$"),
        value(kappa_1(pi / 2), 1 / pi, text=r"$a_2=\kappa_1(0)=\frac1\pi$"),
        reduction(
            r"$\kappa_0,\kappa_1$ increase, so $\Sigma_l\ge a_l\ge a_2=\frac1\pi$ for $l\ge2$ on all of $[-1,1]$ and $f_3,f_4,f_5\ge q=\kappa_0(\frac1\pi)$; the part "
            r"without bias has $\mu_0\ge0$. Hence $\mu_0[\Theta_6]\ge1+q+q^2+q^3$, a mean. On constants $\|f\|^2=\alpha^2/\mu_0$"
        ),
        positive(
            second - factor * lower,
            {},
            text=rf"$\mu_0[\Theta_2]-{factor}\,(1+q+q^2+q^3)>0$, as {factor} $\cdot\mu_0[\Theta_6]\le\mu_0[\Theta_2]$ would need",
            goal=True,
        ),
        rests_on(DOMINATION_ID, r"$\mu_k[\Theta_L]\ge q_L\,\mu_k[\Theta_2]$ for all $k$ with a factor $q_L>0$"),
        comparison(),
        reduction(
            r"Only the lower bound of the quotient is used: $\|f\|^2_{\mathcal H^{\mathrm{FC}(L)}}\le q_L^{-1}\|f\|^2_{\mathcal H^{\mathrm{FC}(2)}}$, the inclusion"
        ),
    )


INCLUSION = Claim(
    id="geifman2020.thm3.depth_inclusion",
    label="Theorem 3",
    printed=True,
    statement=(
        r"On $\mathbb S^{d-1}$, $d\ge2$: $\mathcal H^{\mathrm{FC}_\beta(2)}\subseteq\mathcal "
        r"H^{\mathrm{FC}_\beta(L)}$ for every $L\ge2$ and $\beta>0$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $d\ge2$, $\beta>0$ (true for $\beta=0$ as well).",
    check=_inclusion,
    parameters={"larger": False},
    depends_on=(TWO_LAYER_ID, BIAS_ID, FORMULA_ID, DOMINATION_ID, REPRODUCING_ID),
    control=Control(
        (
            r"$\|f\|_{\mathcal H^{\mathrm{FC}_\beta(L)}}\ge\|f\|_{\mathcal H^{\mathrm{FC}_\beta(2)}}$ for all "
            r"$f$, $L=6$, $\beta=1$, $d=3$: refuted by constants."
        ),
        {"larger": True},
    ),
)


def _ratio(bias: Expr, odd: Expr) -> Derivation:
    b = sympy.sympify(bias)
    return prove(
        rests_on(TWO_SIDED_ID, r"$\mu_k/J_k\to\frac2\pi$ along even $k$ and $=\frac{2b}\pi$ along odd $k\ge3$"),
        rests_on(LEADING_ID, r"$\mu_k[e^{-c\|\mathbf x-\mathbf z\|}]=c\,J_k(1+O(k^{-2}))$"),
        identity(
            2 / pi / WIDTH,
            ((1 + BIAS) + (1 - BIAS)) / (pi * WIDTH),
            {**BIASES, **WIDTHS},
            text=r"even $k$: $\frac2{\pi c}=\frac{(1+b)+(1-b)}{\pi c}$",
            goal=True,
        ),
        identity(
            2 * BIAS / pi / WIDTH,
            ((1 + BIAS) - (1 - BIAS)) / (pi * WIDTH),
            {**BIASES, **WIDTHS},
            text=r"odd $k$: $\frac{2b}{\pi c}=\frac{(1+b)-(1-b)}{\pi c}$",
            goal=True,
        ),
        identity(
            2 * b / pi / WIDTH,
            odd / WIDTH,
            WIDTHS,
            text=rf"at $b={b}$, odd $k$: ${sympy.latex(odd)}\,c^{{-1}}$",
            goal=True,
        ),
    )


RATIO = Claim(
    id="geifman2020.derived.ratio_two_layer_to_laplace",
    label="Theorem 3",
    statement=(
        r"$\lim\mu_k[\mathbf k^{\mathrm{FC}_\beta(2)}]/\mu_k[e^{-c\|\mathbf x-\mathbf "
        r"z\|}]=\frac{(1+b)+(-1)^k(1-b)}{\pi c}$ along each parity ($b=\beta^2$, $d\ge2$, $c>0$)."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=(
        "Limits: all $d$, $b>0$, $c>0$. The extremal values under numbers are for $b=c=1$, $k<200$ only; that "
        r"the infimum over all $k$ is the limit $2/\pi$ is observed."
    ),
    check=_ratio,
    parameters={"bias": Rational(1, 4), "odd": 1 / (2 * pi)},
    depends_on=(TWO_SIDED_ID, LEADING_ID),
    control=Control(
        r"The limit is $\frac2{\pi c}$ for odd $k$ and $b=\frac14$.",
        {"odd": 2 / pi},
    ),
)
