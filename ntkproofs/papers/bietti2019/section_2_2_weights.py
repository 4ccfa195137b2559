"""Section 2.2: an infinite field of standard Gaussian weights is not square summable, but its products with signals are."""

from __future__ import annotations

import sympy
from sympy import exp, sqrt

from ntkproofs.checks import Reals, cite, definition, identity, prove, reduction, summable, value
from ntkproofs.claims import Claim, Control, Derivation, Nature, Verdict
from ntkproofs.papers.background.gaussian_integrals import gaussian_moment
from ntkproofs.papers.background.integration import GAUSSIAN_LIMIT, TONELLI

from .two_layer_network import FUBINI


def _square_summable(decay: int) -> Derivation:
    k = sympy.Symbol("k")
    w, v, total = sympy.symbols("w v V", positive=True)
    positive = Reals(0, sympy.oo, left_open=True)
    over = {w: positive, v: positive}
    return prove(
        definition(
            rf"the entries along one axis of $\mathbb Z^D$: $w_k\sim\mathcal N(0,v_k)$ independent, $v_k=(k+1)^{{-{decay}}}$"
        ),
        gaussian_moment(0).steps,
        identity(
            exp(-(w**2)) * exp(-(w**2) / (2 * v)),
            exp(-(w**2) * (1 + 2 * v) / (2 * v)),
            over,
            text=r"$e^{-w^2}$ times the density exponent of variance $v$ is that of variance $v/(1+2v)$",
        ),
        identity(
            (v / (1 + 2 * v)) / v,
            1 / (1 + 2 * v),
            {v: positive},
            text=r"so $E\,e^{-w^2}=(1+2v)^{-1/2}$, the square root of the quotient of variances",
        ),
        value(1 / sqrt(1 + 2 * sympy.Integer(1)), 1 / sqrt(3), text=r"$E\,e^{-w^2}=1/\sqrt3$ for $v=1$"),
        identity(
            (1 + 2 * v) * (1 + 2 * total),
            1 + 2 * (v + total) + 4 * v * total,
            {v: positive, total: positive},
            text=r"so $\prod_{k\le N}(1+2v_k)\ge1+2\sum_{k\le N}v_k$, by induction",
        ),
        cite(FUBINI, r"$E\,e^{-\sum_{k\le N}w_k^2}=\prod_{k\le N}(1+2v_k)^{-1/2}\le(1+2\sum_{k\le N}v_k)^{-1/2}$"),
        cite(TONELLI, r"$N\to\infty$: $E\,e^{-\sum w_k^2}=0$ if $\sum v_k=\infty$; and $E\sum w_k^2=\sum v_k$"),
        reduction(
            r"so $\sum w_k^2<\infty$ almost surely if $\sum_kv_k<\infty$, and $\sum w_k^2=\infty$ almost surely otherwise; a "
            r"field on $\mathbb Z^D$ whose entries along an axis are not square summable is not square summable"
        ),
        summable(1 / (k + 1) ** decay, k, 0, text=r"$\sum_kv_k<\infty$", goal=True),
    )


WEIGHTS_SQUARE_SUMMABLE = Claim(
    id="bietti2019.section22.weights_square_summable",
    label="Section 2.2",
    printed=True,
    statement=(
        r"The last-layer weights $w\in\ell^2(\mathbb Z^D,\mathbb{R}^{m})$ (printed $w^n$, meant $w^{n+1}$) are initialised "
        r"with i.i.d. $\mathcal N(0,1)$ entries, $m\ge1$ ($D$ is the signal dimension, the paper's $d$)."
    ),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by="bietti2019.section22.weights_l2_limit",
    scope=(
        "every D >= 1, m >= 1: an i.i.d. N(0,1) field on the infinite lattice is almost surely not square summable. Formal "
        "slip, harmless: only the limit <w, a> is needed"
    ),
    check=_square_summable,
    parameters={"decay": 0},
    conditions=(FUBINI, TONELLI),
    control=Control(
        r"Independent weights $w_k\sim\mathcal N(0,(k+1)^{-2})$ along a half line, $k\ge0$, are almost surely square summable.",
        {"decay": 2},
    ),
)


def _l2_limit(decay: int) -> Derivation:
    k = sympy.Symbol("k")
    a, b, c, d, v, w = sympy.symbols("a b c d v w", real=True)
    mixed = sympy.symbols("E_vv E_vw E_ww", real=True)
    moments = dict(zip(mixed, (gaussian_moment(1).value, sympy.Integer(0), gaussian_moment(1).value), strict=True))
    product = mixed[0] * a * c + mixed[1] * (a * d + b * c) + mixed[2] * b * d
    return prove(
        definition(
            r"$S_N=\sum_{|u|\le N}\langle w[u],a[u]\rangle$; the scalar entries of $w$ are numbered, $v$ and $w$ are two of them"
        ),
        gaussian_moment(1).steps,
        cite(FUBINI, r"$E[vw]=E[v]E[w]=0$ for two different entries"),
        identity(
            (v * a + w * b) * (v * c + w * d),
            v**2 * a * c + v * w * (a * d + b * c) + w**2 * b * d,
            text="the product of two sums, entry by entry",
        ),
        identity(
            product.subs(moments),
            a * c + b * d,
            {a: Reals(), b: Reals(), c: Reals(), d: Reals()},
            text=r"so for finite sums $E\langle w,a\rangle\langle w,a'\rangle=\langle a,a'\rangle$, and "
            r"$E(S_N-S_M)^2=\sum_{M<|u|\le N}\|a[u]\|^2$",
            goal=True,
        ),
        reduction(
            r"$S_N$ is Gaussian, and Cauchy in $L^2(\mathbb P)$ exactly when $\sum_u\|a[u]\|^2$ converges, which is "
            r"$a\in\ell^2$; inner products are continuous, so $E\langle w,a\rangle\langle w,a'\rangle=\langle a,a'\rangle$"
        ),
        cite(GAUSSIAN_LIMIT, r"the limit of $S_N$ exists and is $\mathcal N(0,\|a\|^2)$"),
        summable(
            1 / (k + 1) ** (2 * decay),
            k,
            0,
            text=rf"an example on a half line: $a_k=(k+1)^{{-{decay}}}$, for which the sum converges, as $\sum a_k^2<\infty$",
            goal=True,
        ),
    )


WEIGHTS_L2_LIMIT = Claim(
    id="bietti2019.section22.weights_l2_limit",
    label="Section 2.2",
    statement=(
        r"Let $(w[u])_{u\in\mathbb Z^D}$ be i.i.d. $\mathcal N(0,I_m)$ and $a\in\ell^2(\mathbb Z^D,\mathbb{R}^m)$ fixed. Then "
        r"$\sum_{|u|\le N}\langle w[u],a[u]\rangle$ converges in $L^2(\mathbb P)$ as $N\to\infty$; the limit, written "
        r"$\langle w,a\rangle$, is $\mathcal N(0,\|a\|^2)$, and $\mathbb E\langle w,a\rangle\langle w,a'\rangle="
        r"\langle a,a'\rangle_{\ell^2}$. So the network output is defined in $L^2(\mathbb P)$, although $w\notin\ell^2$."
    ),
    expected=Verdict.PROVED,
    scope="all D, m, all a in l2 (a independent of w)",
    check=_l2_limit,
    parameters={"decay": 1},
    conditions=(FUBINI, GAUSSIAN_LIMIT),
    control=Control(
        r"The sum converges for every bounded $a$; false for $a\equiv1$, whose partial sums have the number of their terms as "
        r"variance.",
        {"decay": 0},
    ),
)
