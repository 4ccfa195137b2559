"""Section 2.2: the patch operator is an isometry, pooling is bounded by the mass of its filter."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational

from ntkproofs.checks import (
    Integers,
    Reals,
    cite,
    definition,
    identity,
    nonnegative_combination,
    positive,
    prove,
    reduction,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.integration import TONELLI

SIGNALS = r"signals $x:\mathbb Z^D\to\mathbb{R}^{m_0}$ with $\sum_u\|x[u]\|^2<\infty$"


def _isometry(power: Rational) -> Derivation:
    size = sympy.Symbol("n", integer=True, positive=True)
    total, product = sympy.symbols("N p", real=True)
    factor = size**power
    return prove(
        definition(r"$n=|S|$, $N=\sum_u\|x[u]\|^2$, $p=\sum_u\langle x[u],x'[u]\rangle$, which converges absolutely"),
        reduction(
            r"$\|Px\|^2=\sum_u\sum_{v\in S}c^2\|x[u+v]\|^2=c^2\sum_{v\in S}\sum_u\|x[u+v]\|^2$ with $S$ finite, and each inner "
            r"sum is $N$, because $u\mapsto u+v$ permutes $\mathbb Z^D$; in the same way $\langle Px,Px'\rangle=c^2np$"
        ),
        identity(
            factor**2 * size * total,
            total,
            {size: Integers(1), total: Reals(0)},
            text=rf"$\|Px\|^2=c^2nN=N$ for $c=n^{{{power}}}$",
            goal=True,
        ),
        identity(
            factor**2 * size * product,
            product,
            {size: Integers(1), product: Reals()},
            text=rf"$\langle Px,Px'\rangle=c^2np=p$ for $c=n^{{{power}}}$",
            goal=True,
        ),
    )


PATCH_ISOMETRY = Claim(
    id="bietti2019.section22.patch_isometry",
    label="Section 2.2",
    statement=(
        r"For signals $x:\mathbb Z^D\to H$ with values in a Hilbert space $H$ and $\sum_u\|x[u]\|^2<\infty$, and "
        r"$P x[u]=|S|^{-1/2}(x[u+v])_{v\in S}$, $S\subset\mathbb Z^D$ finite and non-empty: $\|Px\|_{\ell^2}=\|x\|_{\ell^2}$, "
        r"and $\langle Px,Px'\rangle=\langle x,x'\rangle$ ($D$ is the signal dimension, the paper's $d$)."
    ),
    expected=Verdict.PROVED,
    scope="all finite non-empty S, all D >= 1",
    check=_isometry,
    parameters={"power": Rational(-1, 2)},
    control=Control(
        r"The same without the factor $|S|^{-1/2}$; false for $|S|=2$, where the norm is multiplied by $\sqrt2$.",
        {"power": Rational(0)},
    ),
)


def _strided(place: int) -> Derivation:
    stride, location = sympy.symbols("s u", integer=True)
    at = stride * location - place
    return prove(
        definition(rf"$h[{place}]=1$ and $h=0$ elsewhere (in each of the $D$ coordinates)"),
        reduction(
            rf"$h[su-v]\ne0$ exactly for $su-v={place}$, so the sum over $v$ has the one term $x[v]$ with $v=su-{place}$; two "
            "signals of the form x[a u + b] agree for all x only if the locations do"
        ),
        identity(
            stride * location - at,
            sympy.Integer(place),
            {stride: Integers(1), location: Integers(-3)},
            text="that term",
        ),
        identity(
            at,
            stride * location,
            {stride: Integers(1), location: Integers(-3)},
            text=rf"$Ax[u]=x[su-{place}]$ is $x[su]$",
            goal=True,
        ),
        reduction(
            r"after it $W P$ reads patches of $x$ around the locations $su$ only: a convolution with stride $s$, by definition"
        ),
    )


STRIDED_POOLING = Claim(
    id="bietti2019.section22.strided_pooling",
    label="Section 2.2",
    printed=True,
    statement=(
        rf"With downsampling, $Ax[u]=\sum_vh[su-v]x[v]$ on {SIGNALS}, integer $s\ge1$: if $h$ is the Dirac at $0$ then "
        r"$Ax[u]=x[su]$, i.e. the network has strided convolutions ($D$ is the signal dimension, the paper's $d$)."
    ),
    expected=Verdict.PROVED,
    scope="all s >= 1, all D",
    check=_strided,
    parameters={"place": 0},
    control=Control(r"The same for the Dirac at $1$; false, then $Ax[u]=x[su-1]$.", {"place": 1}),
)

# The size that bounds ||Ax|| / ||x||, as a function of the filter.
_MASSES = {
    "sum of |h|": lambda taps: sum(map(abs, taps)),
    "|sum of h|": lambda taps: abs(sum(taps)),
}


def _alternating(taps: tuple[int, int], length: Expr) -> Expr:
    r"""Return :math:`\|h * x\|^2` for two taps and a block of alternating signs: the ends, and length - 1 inner places."""
    first, second = taps
    return sympy.Integer(first) ** 2 + sympy.Integer(second) ** 2 + (length - 1) * sympy.Integer(first - second) ** 2


def _young(mass: str) -> Derivation:
    length = sympy.Symbol("L", integer=True, positive=True)
    a, b = sympy.symbols("a b", real=True)
    taps = (2, -1)
    bound = _MASSES[mass](taps)
    magnitude, other, mass_symbol, norm = sympy.symbols("G H M X", real=True)
    over = {magnitude: Reals(0), other: Reals(0), a: Reals(), b: Reals()}
    pair = magnitude * other * (a**2 + b**2)
    return prove(
        definition(rf"$B$ is the {mass}"),
        reduction(
            r"for $h=(2,-1)$ at $0,1$ and $x=(1,-1,1,\dots)$ of length $L$, $Ax$ has the ends $2,\pm1$ and inner values $\pm3$"
        ),
        positive(
            bound**2 * length - _alternating(taps, length),
            {length: 1},
            strict=False,
            text=rf"$B^2\|x\|^2-\|Ax\|^2\ge0$ with $B={bound}$ for these filters and blocks",
            goal=True,
        ),
        reduction(
            r"Pairs of taps: with $g=\epsilon G$, $h=\epsilon'H$, $\epsilon,\epsilon'=\pm1$ and vectors $\xi,\eta$ of a Hilbert "
            r"space, $(\sum|h_i|)(\sum|h_i|\|x_i\|^2)-\|\sum h_ix_i\|^2$ is a sum over pairs of taps, the diagonal cancels; "
            r"along any coordinate $\epsilon\xi$ and $\epsilon'\eta$ have real entries $a,b$"
        ),
        nonnegative_combination(
            pair - 2 * magnitude * other * a * b,
            magnitude * other * (a - b) ** 2,
            over,
            text=r"each pair adds $GH(a^2+b^2)-2GHab=GH(a-b)^2\ge0$, so $\|\sum h_ix_i\|^2\le\|h\|_1\sum|h_i|\|x_i\|^2$",
            goal=True,
        ),
        cite(
            TONELLI,
            r"$\sum_u\sum_v|h[su-v]|\|x[v]\|^2=\sum_v\|x[v]\|^2\sum_u|h[su-v]|\le\|h\|_1\|x\|^2$, the $su-v$ being different for "
            r"different $u$; the double sum over pairs of taps, and integrals in place of sums for $L^1$, $L^2$, alike",
        ),
        identity(
            mass_symbol * (mass_symbol * norm),
            mass_symbol**2 * norm,
            {mass_symbol: Reals(0), norm: Reals(0)},
            text=r"$\|Ax\|^2\le\|h\|_1\cdot\|h\|_1\|x\|^2=\|h\|_1^2\|x\|^2$",
            goal=True,
        ),
        reduction(r"for $h\ge0$ of total mass 1 the factor is 1"),
    )


POOLING_NORM = Claim(
    id="bietti2019.section22.pooling_norm",
    label="Section 2.2",
    statement=(
        rf"For {SIGNALS}, integer $s\ge1$, $h\in\ell^1(\mathbb Z^D)$ and $Ax[u]=\sum_vh[su-v]x[v]$: "
        r"$\|Ax\|\le\|h\|_{\ell^1}\|x\|$; likewise $\|h*x\|\le\|h\|_{L^1}\|x\|$ on $L^2(\mathbb{R}^D)$. So $h\ge0$ of total "
        r"mass $1$ gives a contraction ($D$ is the signal dimension, the paper's $d$)."
    ),
    expected=Verdict.PROVED,
    scope="all s >= 1, all h in l1 (or L1), all D",
    check=_young,
    parameters={"mass": "sum of |h|"},
    conditions=(TONELLI,),
    control=Control(
        r"$\|Ax\|\le\|x\|$ for every $h$ with $\sum_v h[v]=1$; false for $h=(2,-1)$ on alternating blocks, where the norm "
        r"grows towards a factor 3.",
        {"mass": "|sum of h|"},
    ),
)
