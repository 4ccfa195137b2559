r"""Eigenvalues of the two-layer kernel without and with bias, and their rate."""

from __future__ import annotations

import sympy
from sympy import Expr, cos, pi, sin

from ntkproofs.checks import (
    Integers,
    definition,
    identity,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.gamma_function import BETA, WENDEL_ID
from ntkproofs.papers.background.gegenbauer import RELATIONS
from ntkproofs.papers.bietti2019.gegenbauer_coefficients import derivation_of_coefficients, printed_kappa_1
from ntkproofs.papers.bietti2019.spectral_asymptotics import leading_constant
from ntkproofs.papers.bietti2019.spectral_sequences import (
    BASE,
    DIMENSIONS,
    EVERYWHERE,
    KAPPA_FAMILY,
    D,
    K,
    base,
    decay_constant,
    mu_kappa,
    mu_kappa_0,
    mu_root,
    mu_u_kappa_0,
)

from .arc_cosine_spectra import DEGREE_0_ID, base_recurrence, even_base
from .recursion import two_layers
from .setting import ANGLES, BIAS, BIASES, CONVENTIONS, NTK, THETA, kappa_0, kappa_1, reference

TWO_LAYER_ID = "geifman2020.derived.two_layer_closed_form"
BIAS_ID = "geifman2020.derived.two_layer_bias_closed_form"
_ZERO, _ONE, _TWO, _THREE = (sympy.Integer(n) for n in range(4))


def closed_form() -> Step:
    """Return the dependency on the closed form without bias."""
    return rests_on(TWO_LAYER_ID, r"without bias $\mu_k=\bigl(k(k+d-2)+d+1\bigr)B_k$, " + BASE)


def kernel_without_bias(angle: Expr) -> Expr:
    """Return the two-layer kernel of the library without bias on the sphere."""
    return two_layers(0, _ONE, _ONE, angle)


def _two_layer(constant: int) -> Derivation:
    split, _ = printed_kappa_1(1)
    k, d = K, D
    weight = k * (k + d - 2) + d + constant
    return prove(
        identity(
            kernel_without_bias(THETA),
            kappa_1(THETA) + cos(THETA) * kappa_0(THETA),
            ANGLES,
            text=r"the two-layer kernel of the library on the sphere is $\kappa_1+t\kappa_0$",
        ),
        identity(
            kappa_1(THETA) + cos(THETA) * kappa_0(THETA),
            2 * kappa_1(THETA) - sin(THETA) / pi,
            ANGLES,
            text=r"$\kappa_1+t\kappa_0=2\kappa_1-\sqrt{1-t^2}/\pi$",
            goal=True,
        ),
        derivation_of_coefficients(),
        split,
        identity(
            2 * mu_u_kappa_0(k, d) + mu_root(k, d) / pi,
            weight * base(k, d),
            EVERYWHERE,
            text=rf"$\mu_k=2\mu_k[t\kappa_0]+\mu_k[\sqrt{{1-t^2}}]/\pi=\bigl(k^2+(d-2)k+d+{constant}\bigr)B_k$",
            goal=True,
        ),
        identity(weight.subs(k, 1) * base(_ONE, d), 1 / d, DIMENSIONS, text=r"$\mu_1=1/d$", goal=True),
        base_recurrence(),
        value(mu_kappa(_THREE, d), _ZERO, text=r"$\mu_3=0$, and so are all later odd degrees", goal=True),
        even_base(),
    )


TWO_LAYER = Claim(
    id="geifman2020.derived.two_layer_closed_form",
    label="Section 3.2",
    statement=(
        r"For $\Theta_2|_{b=0}=\kappa_1(t)+t\kappa_0(t)=2\kappa_1(t)-\sqrt{1-t^2}/\pi$: $\mu_1=\frac1d$, "
        r"$\mu_k=0$ for odd $k\ge3$, and "
        r"$\mu_k=\frac{\Gamma(d/2)^2}{8\pi^2}\left[\frac{\Gamma((k-1)/2)}{\Gamma((k+d+1)/2)}\right]^2\left(k^2+(d-2)k+d+1\right)$ "
        r"for even $k\ge0$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$, all $k\ge0$.",
    check=_two_layer,
    parameters={"constant": 1},
    depends_on=(RELATIONS,),
    conditions=(BETA,),
    control=Control(
        r"The quadratic factor is $k^2+(d-2)k+d$: refuted by $d=3$, $k=0$, where $\mu_0=\frac12$.",
        {"constant": 0},
    ),
)


def _bias(constant: int) -> Derivation:
    gap = two_layers(1, _ONE, _ONE, THETA) - kernel_without_bias(THETA)
    return prove(
        identity(
            gap,
            constant + kappa_0(THETA),
            ANGLES,
            text=rf"$b=1$: the library's kernel less the one without bias is ${constant}+\kappa_0$",
            goal=True,
        ),
        identity(
            kappa_1(THETA) + kappa_0(THETA) * (cos(THETA) + BIAS) + BIAS,
            kappa_1(THETA) + kappa_0(THETA) * cos(THETA) + BIAS * (constant + kappa_0(THETA)),
            {**ANGLES, **BIASES},
            text=rf"$\Theta_2=\kappa_1+\kappa_0\cdot(t+b)+b=\Theta_2|_{{b=0}}+b\,({constant}+\kappa_0)$",
            goal=True,
        ),
        rests_on(DEGREE_0_ID, r"$\mu_0[\kappa_0]=\frac12$, 0 for even $k\ge2$, $\frac2\pi J_k$ for odd $k$"),
        identity(
            BIAS * (constant + mu_kappa_0(_ZERO, D)),
            3 * BIAS / 2,
            {**BIASES, **DIMENSIONS},
            text=r"$k=0$: $b(1+\frac12)=\frac{3b}2$; the constant adds nothing to $k\ge1$",
            goal=True,
        ),
        identity(
            BIAS * 2 / pi * reference(K, D),
            2 * BIAS / pi * reference(K, D),
            {K: Integers(1, step=2), **BIASES, **DIMENSIONS},
            text=r"odd $k$: $\frac{2b}\pi J_k$",
            goal=True,
        ),
    )


BIAS_PART = Claim(
    id="geifman2020.derived.two_layer_bias_closed_form",
    label="Section 3.2",
    statement=(
        r"$\mathbf k^{\mathrm{Bias}(2)}=\mathbf k^{\mathrm{FC}_\beta(2)}-\mathbf "
        r"k^{\mathrm{FC}_0(2)}=b(1+\kappa_0(t))$ on the sphere, with eigenvalues $\frac{3b}2$ ($k=0$), 0 (even "
        r"$k\ge2$), $\frac{2b}\pi J_k$ (odd $k$), "
        r"$J_k=\frac{\Gamma(d/2)^2}{4\pi}\left[\frac{\Gamma(k/2)}{\Gamma((k+d)/2)}\right]^2$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$, $b\ge0$, $k\ge0$.",
    check=_bias,
    parameters={"constant": 1},
    depends_on=(DEGREE_0_ID,),
    control=Control(
        r"$\mathbf k^{\mathrm{Bias}(2)}=b\kappa_0(t)$.",
        {"constant": 0},
    ),
)


def _odd_zero(first: int) -> Derivation:
    return prove(
        closed_form(),
        identity(kappa_1(THETA) - kappa_1(pi - THETA), cos(THETA), ANGLES, text=r"$\kappa_1(t)-\kappa_1(-t)=t$"),
        identity(
            mu_kappa(sympy.Integer(first), D),
            _ZERO,
            DIMENSIONS,
            text=rf"$\mu_{first}[\kappa_1+t\kappa_0]=0$ for all $d\ge2$",
            goal=True,
        ),
        base_recurrence(),
        identity(
            base(K + 2, D) * (K + D + 1) ** 2,
            base(K, D) * (K - 1) ** 2,
            EVERYWHERE,
            text=r"so $B_k=0$ implies $B_{k+2}=0$: all odd $k\ge3$",
            goal=True,
        ),
        identity(mu_kappa(_ONE, D), 1 / D, DIMENSIONS, text=r"$\mu_1=\frac1d\ne0$", goal=True),
        positive((K + 1) ** 2 / (K + D + 3) ** 2, {K: 0, D: 2}, text=r"$B_{k+2}/B_k>0$ for even $k=k'+2\ge2$, and"),
        positive(1 / (D + 1) ** 2, {D: 2}, text=r"$B_2/B_0>0$; $B_0>0$ is $\frac18$ times a non-zero square"),
        positive(
            K * (K + D - 2) + D + 1,
            {K: 0, D: 2},
            text=r"the factor $k(k+d-2)+d+1$ is positive, so $\mu_k>0$ for all even $k$",
            goal=True,
        ),
    )


ODD_ZERO = Claim(
    id="geifman2020.sec32.two_layer_odd_zero",
    label="Section 3.2",
    printed=True,
    statement=(
        r"Without bias, $\mu_k[\kappa_1(t)+t\kappa_0(t)]=0$ for every odd $k\ge3$, every $d\ge2$, and $\mu_k\ne0$ "
        "for all other $k$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$, all odd $k\ge3$; the values at $k=1$ ($1/d$) and even $k$ are positive.",
    check=_odd_zero,
    parameters={"first": 3},
    depends_on=(TWO_LAYER_ID,),
    control=Control(
        r"The eigenvalues vanish for every odd $k\ge1$: refuted by $\mu_1=1/d$.",
        {"first": 1},
    ),
)


def _rate(excess: int) -> Derivation:
    return prove(
        closed_form(),
        rests_on("geifman2020.sec32.two_layer_odd_zero", r"$\mu_k=0$ for odd $k\ge3$"),
        definition(r"$C(d)=2^{d-1}\Gamma(d/2)^2/\pi^2$"),
        leading_constant(KAPPA_FAMILY, decay_constant(D), excess=excess),
        reduction(r"A sequence with $k^d\mu_k\to C(d)$ along even $k$ and zero along odd $k\ge3$ is $O(k^{-d})$"),
    )


RATE = Claim(
    id="geifman2020.sec32.two_layer_no_bias_rate",
    label="Section 3.2",
    printed=True,
    statement=(
        r"For the bias-free two-layer kernel $\Theta_2=\kappa_1(t)+t\kappa_0(t)$ on $\mathbb S^{d-1}$ the "
        r"eigenvalues satisfy $\mu_k=O(k^{-d})$; on even $k$ the rate is exact, "
        r"$\mu_k\sim\frac{2^{d-1}\Gamma(d/2)^2}{\pi^2}k^{-d}$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$. (The paper writes $O$ for rates that are exact, $\Theta$, on the non-vanishing degrees.)",
    check=_rate,
    parameters={"excess": 0},
    depends_on=(TWO_LAYER_ID, "geifman2020.sec32.two_layer_odd_zero"),
    conditions=(WENDEL_ID,),
    control=Control(
        r"$k^{d+1}\mu_k$ tends to $2^{d-1}\Gamma(d/2)^2/\pi^2$ along even $k$, so that $\mu_k=O(k^{-d-1})$; it tends to "
        r"infinity.",
        {"excess": 1},
    ),
)
