"""Equal reproducing kernel Hilbert spaces at every depth: the conjecture of Section 3.3, Sobolev spaces."""

from __future__ import annotations

import sympy
from sympy import Symbol

from ntkproofs.checks import (
    definition,
    identity,
    limit,
    prove,
    reduction,
    rests_on,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Step, Verdict
from ntkproofs.papers.bietti2019.spectral_sequences import DIMENSIONS, D, K, mu_kappa

from .exact_rate import RATE_ID
from .gaussian_spectra import BESSEL_ID
from .reference_sequence import TWO_LAYERS_ID
from .section_3_1 import REPRODUCING_ID
from .setting import NTK
from .theorem_1 import POSITIVITY_ID, WITHOUT_BIAS_ID
from .theorem_2 import DECAY_ID, NORMALISATIONS_ID
from .theorem_2 import POSITIVITY_ID as LAPLACE_POSITIVITY_ID
from .theorem_3 import comparison

ODD_ZERO_ID = "geifman2020.sec32.two_layer_odd_zero"
_N = Symbol("n", positive=True)


def same_order(excess: int = 0) -> Step:
    """Return the step that two sequences of exact order k^-d have a quotient of exact order 1."""
    text = rf"$\frac{{k^{{-d}}}}{{k^{{-d-{excess}}}}}=k^{excess}$ tends to 1: the quotient of the two rates stays between positive constants"
    return limit(_N**excess, _N, sympy.Integer(1), text=text, goal=True)


def deep_rates() -> tuple[Step, ...]:
    """Return the dependencies on the rates of all kernels involved."""
    return (
        rests_on(RATE_ID, r"$\mu_k[\Theta_L]=\Theta(k^{-d})$ for $L\ge3$, $\beta\ge0$"),
        rests_on(TWO_LAYERS_ID, r"and for $L=2$, $\beta>0$"),
        rests_on(DECAY_ID, r"the Laplace eigenvalues are $\Theta(k^{-d})$"),
        rests_on(POSITIVITY_ID, r"all $\mu_k[\Theta_L]>0$ for $\beta>0$, the degree 0 included"),
        rests_on(LAPLACE_POSITIVITY_ID, r"all Laplace eigenvalues are positive"),
        rests_on(NORMALISATIONS_ID, r"the two forms of the Laplace kernel differ in the width only"),
    )


RATES = (RATE_ID, TWO_LAYERS_ID, DECAY_ID, POSITIVITY_ID, LAPLACE_POSITIVITY_ID, NORMALISATIONS_ID)


def _equal(degree: int) -> Derivation:
    return prove(
        deep_rates(),
        rests_on(WITHOUT_BIAS_ID, r"all $\mu_k[\Theta_L]>0$ for $L\ge3$, $\beta=0$"),
        same_order(),
        comparison(),
        rests_on(
            ODD_ZERO_ID,
            r"for $L=2$, $\beta=0$ exactly the odd degrees from 3 on have eigenvalue 0; for even $k$ the rate is $\Theta(k^{-d})$",
        ),
        rests_on("geifman2020.sec32.two_layer_no_bias_rate", r"$\mu_k=O(k^{-d})$ without bias: the inclusion"),
        identity(
            mu_kappa(sympy.Integer(degree), D),
            sympy.Integer(0),
            DIMENSIONS,
            text=rf"$\mu_{degree}[\Theta_2]=0$ at $\beta=0$: a harmonic of degree {degree} is in $\mathcal H^{{\mathrm{{Lap}}}}$ and not in $\mathcal H^{{\mathrm{{FC}}_0(2)}}$",
            goal=True,
        ),
    )


EQUAL = Claim(
    id="geifman2020.derived.rkhs_equality_all_depths",
    label="Theorem 3",
    statement=(
        r"On $\mathbb S^{d-1}$, $d\ge2$, for every $c>0$: $\mathcal H^{\mathrm{Lap}}=\mathcal "
        r"H^{\mathrm{FC}_\beta(L)}$ as sets, with equivalent norms, for all $L\ge2$ with $\beta>0$ and for all "
        r"$L\ge3$ with $\beta=0$. For $L=2$, $\beta=0$ the inclusion $\mathcal "
        r"H^{\mathrm{FC}_0(2)}\subsetneq\mathcal H^{\mathrm{Lap}}$ is proper. RKHS of "
        r"$\kappa=\sum_k\mu_kN(d,k)P_k$ as in Section 3.1."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=(
        r"All $d\ge2$, $c>0$, $L$, $\beta$ as listed. Needs no theorem from outside once the singularity transfer "
        "and the angle-map lemma are proved."
    ),
    check=_equal,
    parameters={"degree": 3},
    depends_on=(*RATES, WITHOUT_BIAS_ID, REPRODUCING_ID, ODD_ZERO_ID, "geifman2020.sec32.two_layer_no_bias_rate"),
    control=Control(
        r"The inclusion $\mathcal H^{\mathrm{FC}_0(2)}\subset\mathcal H^{\mathrm{Lap}}$ is proper because of the harmonics of degree 1; false, $\mu_1=\frac1d\ne0$.",
        {"degree": 1},
    ),
)


def _strict(tail: str) -> Derivation:
    quotient = sympy.Integer(1) if tail == "bounded" else 1 / _N
    return prove(
        rests_on(RATE_ID, r"$\mu_k[\Theta_3]=\Theta(k^{-d})$"),
        rests_on(TWO_LAYERS_ID, r"$\mu_k[\Theta_2]=\Theta(k^{-d})$ for $\beta>0$"),
        rests_on(POSITIVITY_ID, r"all eigenvalues are positive"),
        rests_on(
            BESSEL_ID,
            r"the Gaussian eigenvalues have quotients below $\frac c{k+d/2}$: over those of the Laplace kernel they tend to 0 (quotient of steps of order $\frac1k$)",
        ),
        reduction(
            r"With the spaces of Section 3.1 an inclusion $\mathcal H\subseteq\mathcal H'$ of kernels with positive eigenvalues is proper if and only if "
            r"$\inf_k\mu_k/\mu'_k=0$; the quotient below has the order of $\mu_k/\mu'_k$ (of its steps for the Gaussian)"
        ),
        limit(
            quotient,
            _N,
            sympy.Integer(0),
            text=r"$\mu_k[\Theta_2]/\mu_k[\Theta_3]$ has the order $k^{-d}/k^{-d}=1$, and properness needs an infimum 0"
            if tail == "bounded"
            else r"$\mu^{\mathrm G}_k/\mu^{\mathrm L}_k$ is multiplied by $O(\frac1k)$ at each step, so its infimum is 0",
            goal=True,
        ),
    )


STRICT = Claim(
    id="geifman2020.sec3.depth_inclusion_strict",
    label="Section 3",
    statement=(
        r"Displayed main result of Section 3, with $\subset$ read as proper inclusion (as it is in the first "
        r"place of the same chain): on $\mathbb S^{d-1}$, $\mathcal H^{\mathrm{FC}_\beta(2)}\subsetneq\mathcal "
        r"H^{\mathrm{FC}_\beta(L)}$ for $L\ge3$, $\beta>0$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.REFUTED,
    nature=Nature.READING,
    corrected_by="geifman2020.derived.rkhs_equality_all_depths",
    scope=(
        r"Reading: proper inclusion. Read as $\subseteq$ the display agrees with Theorem 3, and the same "
        "paragraph reports equality from [16]. A reading that the paper does not force: checked for the record, "
        "never listed among its errata."
    ),
    check=_strict,
    parameters={"tail": "bounded"},
    depends_on=(RATE_ID, TWO_LAYERS_ID, POSITIVITY_ID, BESSEL_ID),
    control=Control(
        r"The inclusion $\mathcal H^{\mathrm{Gauss}}\subset\mathcal H^{\mathrm{Lap}}$ in the same chain is proper.",
        {"tail": "vanishing"},
    ),
)


def _conjecture(excess: int) -> Derivation:
    return prove(deep_rates(), same_order(excess), comparison())


CONJECTURE = Claim(
    id="geifman2020.sec33.conjecture_rkhs",
    label="Section 3.3",
    printed=True,
    statement=(
        r"(Conjecture of the paper.) $\mathcal H^{\mathrm{Lap}}=\mathcal H^{\mathrm{FC}_\beta(L)}$ on $\mathbb "
        r"S^{d-1}$ for all $L\ge2$, $\beta>0$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=(
        r"All $d\ge2$, $L\ge2$, $\beta>0$, every Laplace width. Given singularity_transfer and angle_map_analytic "
        "(conditions to print)."
    ),
    check=_conjecture,
    parameters={"excess": 0},
    depends_on=(*RATES, REPRODUCING_ID),
    control=Control(
        r"The same with a kernel whose eigenvalues are $\Theta(k^{-d-1})$ in place of the Laplace kernel; the quotient is unbounded.",
        {"excess": 1},
    ),
)


def _sobolev(excess: int) -> Derivation:
    return prove(
        deep_rates(),
        definition(
            r"the Sobolev space of order $s$: $\sum\alpha_{k,j}Y_{k,j}$ with $\sum(1+k)^{2s}\alpha_{k,j}^2<\infty$, that is the space with eigenvalues $(1+k)^{-2s}$"
        ),
        limit(
            ((1 + K) / K) ** 2 * K**excess,
            K,
            sympy.Integer(1),
            text=rf"$\frac{{1+k}}k\to1$, so $(1+k)^{{-d}}$ over $k^{{-d-{excess}}}$ has the order $k^{{{excess}}}$, which tends to 1 ($2s=d$; squares shown)",
            goal=True,
        ),
        same_order(excess),
        comparison(),
    )


SOBOLEV = Claim(
    id="geifman2020.sec33.sobolev",
    label="Section 3.3",
    printed=True,
    statement=(
        r"The RKHS of the Laplace kernel and of $\mathbf k^{\mathrm{FC}_\beta(L)}$ ($L\ge2$, $\beta>0$) on "
        r"$\mathbb S^{d-1}$ is the Sobolev space of order $d/2$: the functions $\sum\alpha_{k,j}Y_{k,j}$ with "
        r"$\sum(1+k)^{d}\alpha_{k,j}^2<\infty$, with equivalent norms."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=(
        r"All $d\ge2$. Sobolev space in the spectral sense; that this equals the space of functions with $d/2$ "
        "weak derivatives (fractional for odd $d$) is a trusted standard fact. Given singularity_transfer and "
        "angle_map_analytic (conditions to print)."
    ),
    check=_sobolev,
    parameters={"excess": 0},
    depends_on=(*RATES, REPRODUCING_ID),
    control=Control(
        r"The order is $\frac{d+1}2$, as if the eigenvalues were $\Theta(k^{-d-1})$; the quotient of the rates is unbounded.",
        {"excess": 1},
    ),
)
