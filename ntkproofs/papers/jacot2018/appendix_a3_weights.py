"""Appendix A.3, step 4: the operator norm of the weights at initialization."""

from __future__ import annotations

import sympy
from sympy import Integer, Rational, Symbol

from ntkproofs.checks import (
    Integers,
    Reals,
    cite,
    definition,
    identity,
    limit,
    nonnegative_combination,
    prove,
    reduction,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Verdict
from ntkproofs.papers.background.probability import CHEBYSHEV

from .appendix_a2 import gaussian_squares
from .setting import FUBINI, N_HERE, N_NEXT, SPECTRAL, WIDTH, cauchy_schwarz


def _to_zero(power: Rational) -> Derivation:
    mean = N_HERE / N_HERE ** (2 * power)
    variance = 2 * N_HERE / (N_NEXT * N_HERE ** (4 * power))
    return prove(
        definition(
            rf"$n=n_\ell$, $m=n_{{\ell+1}}$ fixed, $S=\frac1m\|n^{{-{power}}}W\|_F^2$, $w=\|n^{{-{power}}}W\|_{{op}}$ for iid standard "
            r"Gaussian entries"
        ),
        gaussian_squares(),
        cite(
            FUBINI,
            r"$ES=n\cdot n^{-2p}$ and the variance of the sum of the independent $g^2$ is the sum of the variances",
        ),
        cauchy_schwarz(),
        reduction(
            r"$\|Mv\|^2=\sum_j(M_j\cdot v)^2$ is at least one summand: $|M_j|^2\le w^2$ for each row, and at most $\|M\|_F^2$: $S\le w^2\le mS$"
        ),
        limit(
            variance / mean**2,
            N_HERE,
            Integer(0),
            {N_NEXT: WIDTH},
            text=r"$\mathrm{Var}(S)/(ES)^2=2/(mn)\to0$",
        ),
        cite(CHEBYSHEV, r"so $S/ES\to1$ in probability, and $w\to0$ in probability if and only if $ES\to0$"),
        limit(mean, N_HERE, Integer(0), text=rf"$ES=n^{{1-2\cdot{power}}}\to0$", goal=True),
    )


WEIGHT_LIMIT = Claim(
    id="jacot2018.a3.weight_limit",
    label="Appendix A.3",
    printed=True,
    statement=(
        r"In the sequential limit $n_1\to\infty$, then $n_2\to\infty$, etc., the quantities "
        r"$w^{(\ell)}(0)=\|n_\ell^{-1/2}W^{(\ell)}(0)\|_{op}$ (iid $\mathcal{N}(0,1)$ entries, "
        r"$W^{(\ell)}\in\mathbb{R}^{n_{\ell+1}\times n_\ell}$) converge, and $w^{(\ell)}\to0$."
    ),
    expected=Verdict.REFUTED,
    nature=Nature.ERROR,
    corrected_by="jacot2018.a3.weight_limit_corrected",
    scope="every l >= 1, n_{l+1} fixed, n_l -> infinity. Harmless: only boundedness is used",
    check=_to_zero,
    parameters={"power": Rational(1, 2)},
    conditions=(FUBINI, CHEBYSHEV),
    control=Control(
        r"$n_\ell^{-1}W^{(\ell)}$ in place of $n_\ell^{-1/2}W^{(\ell)}$: its operator norm tends to 0.",
        {"power": Rational(1)},
    ),
)


def _to_one(centre: int) -> Derivation:
    top, rest = sympy.symbols("l r", real=True)
    fourth = N_NEXT * (2 / N_HERE + (1 - centre) ** 2) + N_NEXT * (N_NEXT - 1) / N_HERE
    widths = {N_HERE: WIDTH, N_NEXT: WIDTH}
    return prove(
        gaussian_squares(),
        cite(
            FUBINI,
            r"variances of sums of independent variables add, and $E[gg'hh']=0$, $E[g^2h^2]=1$ for independent entries",
        ),
        reduction(
            rf"$M=\frac1nWW^T$: $M_{{jj}}-{centre}$ has mean $1-{centre}$ and variance $n\cdot2/n^2$; $M_{{jk}}$, $j\ne k$, is a mean of $n$ "
            r"independent products of mean 0 and variance 1"
        ),
        identity(
            fourth,
            N_NEXT * (N_NEXT + 1) / N_HERE,
            widths,
            text=rf"$E\|M-{centre}\,\mathrm{{Id}}\|_F^2=m(m+1)/n$",
            goal=True,
        ),
        limit(fourth, N_HERE, Integer(0), {N_NEXT: WIDTH}, text=r"it tends to 0 as $n\to\infty$", goal=True),
        cite(SPECTRAL, r"$\|M-c\,\mathrm{Id}\|_F^2$ is the sum of $(\lambda_i-c)^2$ over the eigenvalues of $M$"),
        nonnegative_combination(
            (top - centre) ** 2 + rest**2 - (top - centre) ** 2,
            rest**2,
            {top: Reals(), rest: Reals()},
            text=rf"$(\lambda_{{\max}}-{centre})^2\le\|M-{centre}\,\mathrm{{Id}}\|_F^2$ and $\lambda_{{\max}}=\|n^{{-1/2}}W\|_{{op}}^2$",
            goal=True,
        ),
        cite(
            CHEBYSHEV,
            rf"a variable that tends to {centre} in mean square tends to it in probability, and so does its square root",
        ),
    )


WEIGHT_LIMIT_CORRECTED = Claim(
    id="jacot2018.a3.weight_limit_corrected",
    label="Appendix A.3",
    statement=(
        r"For $W\in\mathbb{R}^{m\times n}$ with iid $\mathcal{N}(0,1)$ entries "
        r"$\mathbb{E}\|\frac1nWW^T-\mathrm{Id}_m\|_F^2=\frac{m(m+1)}n$. Hence for fixed $m=n_{\ell+1}$ and $n=n_\ell\to\infty$, "
        r"$\|n^{-1/2}W\|_{op}\to1$ in probability, with $\mathbb{E}\big|\,\|n^{-1/2}W\|_{op}^2-1\big|^2\le m(m+1)/n$. This stochastic "
        r"boundedness of $w^{(\ell)}(0)$ is all that the proof of Lemma 1 needs."
    ),
    expected=Verdict.PROVED,
    scope="m fixed, n -> infinity",
    check=_to_one,
    parameters={"centre": 1},
    conditions=(FUBINI, SPECTRAL, CHEBYSHEV),
    control=Control(
        r"The same with the limit 0, $\mathbb{E}\|\frac1nWW^T\|_F^2=m(m+1)/n$; false at $m=1$.", {"centre": 0}
    ),
)


def _edge(edge: int) -> Derivation:
    k = Symbol("k", positive=True)
    ratio = (4 * k + 2) / (k + 2)
    return prove(
        definition(
            r"for $\gamma=1$ the limits of $\frac1mE\,\mathrm{tr}(\frac1nWW^T)^k$ are the Catalan numbers $C_k$, and $\lambda_{\max}$ is at least "
            r"the quotient of consecutive ones in the limit"
        ),
        identity(
            sympy.gamma(2 * k + 3) / (sympy.gamma(k + 3) * sympy.gamma(k + 2)),
            ratio * sympy.gamma(2 * k + 1) / (sympy.gamma(k + 2) * sympy.gamma(k + 1)),
            {k: Integers(1)},
            text=r"$C_{k+1}/C_k=(4k+2)/(k+2)$",
        ),
        limit(
            ratio,
            k,
            Integer(edge) ** 2,
            text=rf"the quotients tend to ${edge}^2$, the square of the claimed limit",
            goal=True,
        ),
    )


WEIGHT_LIMIT_JOINT = Claim(
    id="jacot2018.a3.weight_limit_joint",
    label="Appendix A.3",
    statement=(
        r"If the two widths grow together with $n_{\ell+1}/n_\ell\to\gamma$, then "
        r"$\|n_\ell^{-1/2}W^{(\ell)}(0)\|_{op}\to1+\sqrt\gamma$ almost surely (iid $\mathcal{N}(0,1)$ entries); so $w^{(\ell)}(0)$ stays "
        r"bounded also in a joint limit."
    ),
    expected=Verdict.CITED,
    scope="theorem of Geman (1980) and of Bai and Yin (1993) on the largest singular value; the instance checked is gamma = 1",
    check=_edge,
    parameters={"edge": 2},
    control=Control(
        r"The limit 1 for square matrices; false, the moments of the Marchenko-Pastur law reach beyond 1.", {"edge": 1}
    ),
)
