r"""Section 3.2: how much larger the RKHS of the tangent kernel is than that of the last layer's kernel."""

from __future__ import annotations

from functools import cache

import sympy
from sympy import Expr, Rational, Symbol, oo

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
    summable,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.harmonics import ADDITION, COMPLETE, FUNK_HECKE
from ntkproofs.papers.background.sums import GAUSS

from .lemma_17 import POWER_ID, rectified_power
from .norm_series import DIMENSION, INDEX, energy, step_ratio, step_ratio_identity
from .relu_kernels import KAPPAS
from .section_3_1_networks import SPACE
from .spectral_sequences import EVERYWHERE, MU, D, K, mu_kappa, mu_kappa_1

CLOSED_FORM = "bietti2019.prop5.closed_form"
COUNT = "bietti2019.prop5.multiplicity"
KAPPA_1_SPECTRUM = "bietti2019.section32.kappa1_spectrum"
WITNESS_ID = "bietti2019.section32.improvement_witness"

_N = Symbol("n")


def _smaller(member: bool) -> Derivation:
    k, d = K, D
    word = "finite" if member else "infinite"
    return prove(
        rests_on(CLOSED_FORM, r"$\mu_k(\kappa)=(k(k+d-2)+d+1)B_k$"),
        rests_on(KAPPA_1_SPECTRUM, r"$\mu_k(\kappa_1)=d\,B_k$, zero exactly for odd $k\ge3$"),
        identity(
            d * mu_kappa(k, d),
            energy(k, d) * mu_kappa_1(k, d),
            EVERYWHERE,
            text=r"$d\,\mu_k(\kappa)=(k(k+d-2)+d+1)\,\mu_k(\kappa_1)$: the zeros are the same",
            goal=True,
        ),
        positive(
            energy(k, d) / d - 1,
            {k: 0, d: 2},
            text=r"$(k(k+d-2)+d+1)/d>1$: $\|f\|_\kappa\le\|f\|_{\kappa_1}$, which is the inclusion",
            goal=True,
        ),
        limit(energy(k, d), k, oo, {d: Integers(2)}, text=r"the quotient of the squared norms is unbounded", goal=True),
        definition(r"$f=\sum f_{2n}$ with $\|f_{2n}\|^2=\mu_{2n}(\kappa_1)/n$, $n\ge1$, one harmonic of each degree"),
        summable(
            1 / _N,
            _N,
            1,
            expected=member,
            text=rf"$\|f\|_{{\kappa_1}}^2=\sum1/n$ is {word}",
            goal=True,
        ),
        positive(
            energy(2 * _N, d) - 4 * _N**2,
            {_N: 1, d: 2},
            text=r"$k(k+d-2)+d+1>k^2$ at $k=2n$: the terms of $\|f\|_\kappa^2$ are at most $\frac d{4n^3}$",
        ),
        summable(
            1 / _N**3, _N, 1, text=r"$\|f\|_\kappa^2\le\frac d4\sum n^{-3}<\infty$ (so $f\in L^2$ too)", goal=True
        ),
        reduction(r"$f$ is in $\mathcal H$; it is in the RKHS of $\kappa_1$ exactly if $\|f\|_{\kappa_1}$ is finite"),
    )


SMALLER_RKHS = Claim(
    id="bietti2019.section32.smaller_rkhs",
    label="Section 3.2",
    printed=True,
    statement=(
        r"On $S^{d-1}$ the RKHS of $\kappa_1(\langle x,y\rangle)$ is strictly contained in the RKHS $\mathcal H$ of "
        r"$\kappa(\langle x,y\rangle)$ (both given by $\|f\|^2=\sum_k\|f_k\|_{L^2}^2/\mu_k$, $f_k=0$ where $\mu_k=0$, $\mu_k$ the "
        r"Gegenbauer coefficients of the kernel, $f_k$ of harmonic degree $k$, uniform probability measure)."
    ),
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=_smaller,
    parameters={"member": False},
    depends_on=(CLOSED_FORM, KAPPA_1_SPECTRUM),
    control=Control(
        r"The spaces coincide, so that $f$ with $\|f_{2n}\|^2=\mu_{2n}(\kappa_1)/n$ is in both; false, $\sum1/n=\infty$.",
        {"member": True},
    ),
)

_ALPHA = Symbol("alpha", positive=True)


@cache
def _threshold(kernel: str, latex: str, offset: int) -> tuple[Step, ...]:
    n, d, a = INDEX, DIMENSION, _ALPHA
    quotient = (a - 2 * n) / (2 * n + d + a)
    rate = {"kappa": 2 * a + 2 - d, "kappa1": 2 * a - d}[kernel]
    over: dict[Symbol, Domain] = {a: Reals(0, left_open=True), d: Integers(2)}
    sample = {a: Rational(5, 4), d: 2}
    return (
        positive(
            ((rate - 1) * (a - (d + offset) / 2)).subs(sample),
            {},
            text=rf"at $\alpha=\frac54$, $d=2$ the signs of $h-1$ and of $\alpha-\frac{{d{offset:+d}}}2$ agree (${latex}$)",
            goal=True,
        ),
        step_ratio_identity(quotient, kernel),
        limit(
            n * (1 - step_ratio(quotient, kernel)),
            n,
            rate,
            over,
            text=rf"for ${latex}$: $T_{{n+1}}/T_n=1-h/n+O(n^{{-2}})$ with $h={sympy.latex(rate)}$",
            goal=True,
        ),
        identity(
            rate - 1,
            2 * (a - (d + offset) / 2),
            over,
            text=rf"$h>1$ if and only if $\alpha>\frac{{d{offset:+d}}}2$ (${latex}$)",
            goal=True,
        ),
    )


def _witness(offset: int, offset_1: int) -> Derivation:
    k, d, a = K, D, _ALPHA
    coefficient = rectified_power(a, k, d)
    half = d / 2 + Rational(1, 4)
    return prove(
        definition(
            r"$T_n$ is the term of degree $2n$ in $\||x_1|^\alpha\|^2$; odd degrees do not occur, $|x_1|^\alpha$ being even"
        ),
        rests_on(
            POWER_ID,
            r"$\lambda_k$ of $t_+^\alpha$, never $0$ when $\alpha$ is no integer or $k\not\equiv\alpha$; that of $|t|^\alpha$ is $2\lambda_k$, $k$ even",
        ),
        cite(
            FUNK_HECKE,
            r"the component of degree $k$ of a function of $x_1$ is $N(d,k)$ times its coefficient times $P_k(x_1)$",
        ),
        cite(
            COMPLETE,
            r"$|x_1|^\alpha$ is the sum of its components in $L^2$: it is in the space if and only if $\sum T_n$ is finite",
        ),
        cite(ADDITION, r"$\|P_k(x_1)\|_{L^2}^2=1/N(d,k)$, so $T_n=N(d,2n)(2\lambda_{2n})^2/\mu_{2n}$"),
        rests_on(COUNT, r"$N(d,k)=\frac{2k+d-2}k\binom{k+d-3}{d-2}$"),
        rests_on(CLOSED_FORM, r"$\mu_k(\kappa)=(k(k+d-2)+d+1)B_k$"),
        rests_on(KAPPA_1_SPECTRUM, r"$\mu_k(\kappa_1)=d\,B_k$"),
        identity(
            coefficient.subs(k, k + 2) * (k + d + a),
            (a - k) * coefficient,
            {k: Integers(0), d: Integers(2), a: Reals(0, left_open=True)},
            text=r"$\lambda_{k+2}/\lambda_k=\frac{\alpha-k}{k+d+\alpha}$: for even $k$ no factor vanishes, as $\alpha$ is no even integer",
        ),
        cite(GAUSS, r"$\sum T_n$ is finite if and only if $h>1$ where $T_{n+1}/T_n=1-h/n+O(n^{-2})$, rational in $n$"),
        _threshold("kappa", r"\kappa", offset),
        _threshold("kappa1", r"\kappa_1", offset_1),
        reduction(
            r"For even $d$ and $\alpha=d/2+\frac14$, no integer: $t\mapsto|t|^\alpha$ has $d/2$ bounded continuous derivatives on $[-1,1]$, "
            r"and $|x_1|^\alpha$ is its composition with a smooth function of the sphere"
        ),
        positive(
            sympy.expand(half - (d + offset) / 2),
            {},
            text=r"$\frac d2+\frac14>\frac{d-1}2$: in $\mathcal H_\kappa$",
            goal=True,
        ),
        positive(
            sympy.expand((d + offset_1) / 2 - half),
            {},
            text=r"$\frac d2+\frac14<\frac{d+1}2$: not in $\mathcal H_{\kappa_1}$",
            goal=True,
        ),
    )


IMPROVEMENT_WITNESS = Claim(
    id=WITNESS_ID,
    label="Section 3.2",
    statement=(
        r"For real $\alpha>0$, not an even integer, $|x_1|^\alpha$ on $S^{d-1}$ lies in the RKHS of $\kappa$ if and only if "
        r"$\alpha>\frac{d-1}2$, and in the RKHS of $\kappa_1$ if and only if $\alpha>\frac{d+1}2$. So for even $d$ the function "
        r"$|x_1|^{d/2+1/4}$ has bounded derivatives up to order $d/2$, lies in $\mathcal H_\kappa$ and not in $\mathcal H_{\kappa_1}$."
    ),
    hypotheses=(*KAPPAS, SPACE),
    expected=Verdict.PROVED,
    scope="all d >= 2, all real alpha > 0 not even integers; the consequence for even d; given Gauss's test and completeness",
    check=_witness,
    parameters={"offset": -1, "offset_1": 1},
    depends_on=(POWER_ID, COUNT, CLOSED_FORM, KAPPA_1_SPECTRUM),
    conditions=(COMPLETE, FUNK_HECKE, ADDITION, GAUSS),
    control=Control(
        r"$|x_1|^\alpha$ lies in the RKHS of $\kappa_1$ if and only if $\alpha>\frac d2$; false for $\alpha=\frac54$, $d=2$, where $h=\frac12$.",
        {"offset_1": 0},
    ),
)


def rate_exponent(kernel: str) -> Expr:
    r"""Return the exponent of :math:`(\delta/\eta)^{-1}` in Corollary 7: 1/(d/2 - 1) for kappa, 1/(d/2) for kappa_1."""
    return {"kappa": 1 / (D / 2 - 1), "kappa1": 1 / (D / 2)}[kernel]


def _convex(better: str, worse: str) -> Derivation:
    gap = sympy.together(rate_exponent(better) - rate_exponent(worse))
    return prove(
        definition(
            r"the part that is computed: the exponent of the last layer's kernel against that of the tangent kernel"
        ),
        positive(gap, {D: 3}, text=rf"${sympy.latex(gap)}>0$ for $d\ge3$", goal=True),
    )


CONVEX_NETWORKS = Claim(
    id="bietti2019.section32.convex_networks",
    label="Section 3.2",
    printed=True,
    statement=(
        r"The approximation rates known for convex neural networks with ReLU units (variation norm) are, in the worst case, also "
        r"weaker than those of the NTK RKHS for Lipschitz functions on the sphere."
    ),
    expected=Verdict.CITED,
    scope="comparison with upper bounds in F. Bach, Breaking the curse of dimensionality with convex neural networks, JMLR 18 (2017)",
    check=_convex,
    parameters={"better": "kappa", "worse": "kappa1"},
    control=Control(
        r"The exponent $1/(d/2)$ of the last layer's kernel exceeds $1/(d/2-1)$; false at $d=4$, $\frac12<1$.",
        {"better": "kappa1", "worse": "kappa"},
    ),
)
