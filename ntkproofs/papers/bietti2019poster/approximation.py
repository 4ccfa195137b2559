r"""The poster on approximation: the RKHS of the tangent kernel against that of the last layer alone."""

from __future__ import annotations

import sympy
from sympy import Integer, Rational, Symbol, gamma

from ntkproofs.checks import (
    Integers,
    cite,
    definition,
    identity,
    limit,
    positive,
    prove,
    reduction,
    rests_on,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.gamma_function import WENDEL_ID
from ntkproofs.papers.background.sums import GAUSS
from ntkproofs.papers.bietti2019.norm_series import (
    DEGREE,
    DIMENSION,
    INDEX,
    energy,
    step_ratio,
    step_ratio_identity,
)
from ntkproofs.papers.bietti2019.relu_kernels import KAPPAS
from ntkproofs.papers.bietti2019.section_3_1_networks import SPACE
from ntkproofs.papers.bietti2019.spectral_asymptotics import leading_constant
from ntkproofs.papers.bietti2019.spectral_sequences import (
    DIMENSIONS,
    EVERYWHERE,
    KAPPA_1_FAMILY,
    MU,
    D,
    K,
    decay_constant,
    mu_kappa,
    mu_kappa_1,
)

LABEL = "Approximation Properties (two layers)"
CLOSED_FORM = "bietti2019.prop5.closed_form"
_CLOSED_FORM_1 = "bietti2019.section32.kappa1_spectrum"


def _quotient() -> Step:
    return identity(
        D * mu_kappa(K, D),
        energy(K, D) * mu_kappa_1(K, D),
        EVERYWHERE,
        text=r"$d\,\mu_k(\kappa)=(k(k+d-2)+d+1)\,\mu_k(\kappa_1)$: the same zeros, and the quotient where there is "
        r"none",
        goal=True,
    )


def _kappa1_decay(excess: int) -> Derivation:
    return prove(
        definition(MU),
        rests_on(CLOSED_FORM, r"$\mu_k(\kappa)=(k(k+d-2)+d+1)B_k$"),
        rests_on(_CLOSED_FORM_1, r"$\mu_k(\kappa_1)=d\,B_k$, which is $0$ for odd $k\ge3$"),
        _quotient(),
        leading_constant(KAPPA_1_FAMILY, D * decay_constant(D), excess=excess, constant_text="d\\,C(d)"),
        limit(
            D / energy(K, D),
            K,
            Integer(0),
            DIMENSIONS,
            text=r"$\mu_k(\kappa_1)/\mu_k(\kappa)\to0$ where $\mu_k\ne0$: the decay of $\mu_k(\kappa)$ is slower",
            goal=True,
        ),
    )


KAPPA1_DECAY = Claim(
    id="bietti2019poster.approximation.kappa1_decay",
    label=LABEL,
    printed=True,
    statement=(
        r"The decay of $\mu_k(\kappa)$ is slower than that of $\kappa_1$, for which $\mu_k(\kappa_1)=O(k^{-d-2})$; "
        r"exactly "
        r"$\mu_k(\kappa)/\mu_k(\kappa_1)=\frac{k(k+d-2)+d+1}d$ whenever $\mu_k\ne0$."
    ),
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2, all k with mu_k != 0; the order given Wendel's inequality",
    check=_kappa1_decay,
    parameters={"excess": 0},
    depends_on=(CLOSED_FORM, _CLOSED_FORM_1),
    conditions=(WENDEL_ID,),
    control=Control(
        r"$\mu_k(\kappa_1)=O(k^{-d-3})$ with the limit $d\,C(d)$ of $k^{d+3}\mu_k(\kappa_1)$ along even $k$; it is "
        r"infinite.",
        {"excess": 1},
    ),
)


def _larger_rkhs(larger: str) -> Derivation:
    quotient = {"kappa": energy(K, D) / D, "kappa1": D / energy(K, D)}[larger]
    return prove(
        definition(MU),
        rests_on(CLOSED_FORM, r"$\mu_k(\kappa)=(k(k+d-2)+d+1)B_k$"),
        rests_on(_CLOSED_FORM_1, r"$\mu_k(\kappa_1)=d\,B_k$"),
        rests_on(
            "bietti2019.section32.smaller_rkhs", r"the statement about the spaces is that of Section 3.2 of the paper"
        ),
        _quotient(),
        definition(r"$q_k$ is the eigenvalue of the larger kernel divided by that of the smaller one"),
        limit(1 / quotient, K, Integer(0), DIMENSIONS, text=r"$1/q_k\to0$", goal=True),
        reduction(
            r"$1/q_k$ is bounded, so $\sum\|f_k\|^2/\mu_k$ is finite for the larger kernel when it is for the "
            r"smaller. $q_k$ is unbounded "
            r"along even $k$: take degrees $k_1<k_2<\dots$ with $q_{k_j}\ge4^j$ and one harmonic in each with "
            r"$\|f_{k_j}\|^2=2^{-j}\mu$, "
            r"$\mu$ the larger kernel's eigenvalue; the two sums are $\sum2^{-j}<\infty$ and at least $\sum2^j=\infty$"
        ),
    )


LARGER_RKHS = Claim(
    id="bietti2019poster.approximation.larger_rkhs",
    label=LABEL,
    printed=True,
    statement=r"On $S^{d-1}$ the RKHS of $\kappa$ is strictly larger than that of $\kappa_1$.",
    hypotheses=(*KAPPAS, SPACE),
    expected=Verdict.PROVED,
    scope="all d >= 2; given mercer.decomposition",
    check=_larger_rkhs,
    parameters={"larger": "kappa"},
    depends_on=(CLOSED_FORM, _CLOSED_FORM_1, "bietti2019.section32.smaller_rkhs"),
    control=Control(
        r"The RKHS of $\kappa_1$ is strictly larger than that of $\kappa$; false, the eigenvalues of $\kappa_1$ are "
        r"of smaller order.",
        {"larger": "kappa1"},
    ),
)


def _better_rates(better: str, worse: str) -> Derivation:
    exponent = {"kappa": 1 / (D / 2 - 1), "kappa1": 1 / (D / 2)}
    gap = sympy.together(exponent[better] - exponent[worse])
    return prove(
        rests_on("bietti2019.cor7.rate", r"the rate $(\delta/\eta)^{-1/(d/2-1)}$ for $\kappa$"),
        rests_on("bietti2019.section32.improvement_rate", r"the rate $(\delta/\eta)^{-1/(d/2)}$ for $\kappa_1$"),
        reduction(r"for $\delta/\eta>1$ a greater exponent $e$ makes $(\delta/\eta)^{-e}$ smaller"),
        positive(
            gap,
            {D: 3},
            text=rf"${sympy.latex(exponent[better])}>{sympy.latex(exponent[worse])}$ for $d\ge3$",
            goal=True,
        ),
    )


BETTER_RATES = Claim(
    id="bietti2019poster.approximation.better_rates",
    label=LABEL,
    printed=True,
    statement=(
        r"For even Lipschitz functions on $S^{d-1}$, $d\ge3$, the rate of uniform approximation within a ball of "
        r"radius $\delta$ of the "
        r"RKHS of $\kappa$, $(\delta/\eta)^{-1/(d/2-1)}$ up to a logarithm, is better than the one for $\kappa_1$, "
        r"$(\delta/\eta)^{-1/(d/2)}$ (the poster does not print 'even')."
    ),
    hypotheses=KAPPAS,
    expected=Verdict.PROVED,
    scope="all d >= 3, even functions, comparison of upper bounds",
    check=_better_rates,
    parameters={"better": "kappa", "worse": "kappa1"},
    depends_on=("bietti2019.cor7.rate", "bietti2019.section32.improvement_rate"),
    control=Control(
        r"The exponent for $\kappa_1$ is greater than that for $\kappa$; at $d=4$, $1/2<1$.",
        {"better": "kappa1", "worse": "kappa"},
    ),
)


def _weaker_requirement(extra: Integer) -> Derivation:
    n, power = INDEX, DIMENSION / 2 + extra + Rational(1, 4)
    k, d, alpha = DEGREE, DIMENSION, Symbol("alpha", positive=True)
    coefficient = 1 / (gamma(1 + (alpha - k) / 2) * gamma((k + d + alpha) / 2))
    quotient = (alpha - k) / (k + d + alpha)
    ratio = quotient.subs({k: 2 * n, alpha: power}, simultaneous=True)
    rate = 2 * extra + Rational(1, 2)
    return prove(
        rests_on("bietti2019.cor6.explicit_constant", r"$d/2$ bounded derivatives suffice for $\kappa$"),
        rests_on("bietti2019.section32.improvement_smoothness", r"$d/2+1$ bounded derivatives suffice for $\kappa_1$"),
        rests_on(
            "bietti2019.section32.improvement_witness",
            r"for even $d$ the function $|x_1|^{d/2+1/4}$ has $d/2$ bounded derivatives, lies in the RKHS of "
            r"$\kappa$, not in that of $\kappa_1$",
        ),
        definition(
            rf"$T_n$ is the term of degree $2n$ of the squared norm of $|x_1|^\alpha$, $\alpha=d/2+{extra}+1/4$, "
            rf"for $\kappa_1$"
        ),
        rests_on("bietti2019.lemma17.power_coefficients", r"the coefficients of $t_+^\alpha$"),
        identity(
            coefficient.subs(k, k + 2),
            quotient * coefficient,
            text=r"$c_{k+2}/c_k=\frac{\alpha-k}{k+d+\alpha}$ for even $k$",
        ),
        step_ratio_identity(ratio, "kappa1"),
        limit(
            n * (1 - step_ratio(ratio, "kappa1")),
            n,
            rate,
            {DIMENSION: Integers(2)},
            text=rf"$T_{{n+1}}/T_n=1-h/n+O(n^{{-2}})$ with $h={rate}$",
        ),
        cite(GAUSS, r"$\sum T_n$ is finite if and only if $h>1$"),
        positive(
            rate - 1,
            {},
            text=rf"$h>1$: $|x_1|^\alpha$ with its $d/2+{extra}$ bounded derivatives (even $d$) is in the RKHS of "
            rf"$\kappa_1$",
            goal=True,
        ),
    )


WEAKER_REQUIREMENT = Claim(
    id="bietti2019poster.approximation.weaker_requirement",
    label=LABEL,
    printed=True,
    statement=(
        r"The number of bounded derivatives required of even functions on $S^{d-1}$ is $d/2$ for the RKHS of "
        r"$\kappa$ and $d/2+1$ for "
        r"that of $\kappa_1$."
    ),
    hypotheses=KAPPAS,
    expected=Verdict.PROVED,
    scope=(
        "all d >= 2 as sufficient conditions; for even d, |x_1|^(d/2 + 1/4) has d/2 bounded derivatives and is in "
        "the first space only"
    ),
    check=_weaker_requirement,
    parameters={"extra": Integer(1)},
    depends_on=(
        "bietti2019.cor6.explicit_constant",
        "bietti2019.section32.improvement_smoothness",
        "bietti2019.section32.improvement_witness",
        "bietti2019.lemma17.power_coefficients",
    ),
    conditions=(GAUSS,),
    control=Control(
        r"$d/2$ derivatives suffice for $\kappa_1$ when $d=2$; false for $|x_1|^{5/4}$, whose norm terms are of "
        r"order $n^{-1/2}$.",
        {"extra": Integer(0)},
    ),
)
