"""Proposition 1: the law of the outputs at initialization, at every finite width."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Rational, Symbol, asin, pi, sqrt

from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    identity,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict

from .relu_moments import BIAS, FIRST, WIDE, after, sign_symmetry
from .setting import BETA, FUBINI, GAUSSIAN, N_HERE, N_NEXT, NETWORK, POSITIVE, RELU, WIDTH

CONDITIONAL_ID = "jacot2018.prop1.conditional_gaussian"
KURTOSIS_ID = "jacot2018.prop1.kurtosis_exact"
PSD_ID = "jacot2018.rem2.psd"

_INIT = (NETWORK, GAUSSIAN)
b, q, n = BIAS, FIRST, WIDE
_OVER = {b: POSITIVE, q: POSITIVE, n: WIDTH}


def _conditional(divisor: str) -> Derivation:
    a, c, w, v = sympy.symbols("alpha alpha' w v", real=True)
    size = {"n_L": N_HERE, "n_{L+1}": N_NEXT}[divisor]
    return prove(
        reduction(
            r"given $\alpha^{(L)}$, which does not depend on the top layer, the outputs are linear images of its independent standard Gaussians, "
            r"one row and one bias for each output: centred Gaussian, and independent of each other"
        ),
        definition(
            r"$n=n_L$, $m=n_{L+1}$; $\mathbb{E}W_jW_{j'}=\delta_{jj'}$, so only equal indices contribute to the covariance"
        ),
        identity(
            (a / sqrt(N_HERE)) * (c / sqrt(N_HERE)),
            a * c / size,
            {a: Reals(), c: Reals(), N_HERE: WIDTH, N_NEXT: WIDTH},
            text=rf"the coefficient of $W_j^2$ in $f_i(x)f_i(x')$ is $\alpha_j\alpha'_j/{divisor}$",
            goal=True,
        ),
        identity(
            BETA * BETA * w * v,
            BETA**2 * w * v,
            {BETA: POSITIVE, w: Reals(), v: Reals()},
            text=r"and that of $b_i^2$ is $\beta^2$",
            goal=True,
        ),
    )


CONDITIONAL = Claim(
    id=CONDITIONAL_ID,
    label="Proposition 1, proof",
    printed=True,
    statement=(
        r"Conditionally on $\alpha^{(L)}$ of the first $L$ layers, the outputs "
        r"$f_{\theta,i}=n_L^{-1/2}W^{(L)}_i\alpha^{(L)}+\beta b^{(L)}_i$ of the $(L+1)$-network are, at every finite width, iid centred Gaussian "
        r"functions with covariance $\tilde\Sigma^{(L+1)}(x,x')=n_L^{-1}\alpha^{(L)}(x)^T\alpha^{(L)}(x')+\beta^2$."
    ),
    hypotheses=_INIT,
    expected=Verdict.PROVED,
    scope="every width, every L, every sigma",
    check=_conditional,
    parameters={"divisor": "n_L"},
    control=Control(r"The same with $n_{L+1}$ instead of $n_L$; false for $n_L\ne n_{L+1}$.", {"divisor": "n_{L+1}"}),
)


def _one_layer(power: int) -> Derivation:
    x, y, inputs = Symbol("x", real=True), Symbol("x'", real=True), Symbol("n_0", positive=True)
    return prove(
        rests_on(CONDITIONAL_ID, r"the case $\alpha^{(0)}=x$, where the condition is void"),
        identity(
            (x / sqrt(inputs)) * (y / sqrt(inputs)),
            x * y / inputs**power,
            {x: Reals(), y: Reals(), inputs: WIDTH},
            text=rf"coordinate by coordinate the covariance is $x^Tx'/n_0^{power}+\beta^2$",
            goal=True,
        ),
    )


ONE_LAYER = Claim(
    id="jacot2018.prop1.one_layer",
    label="Proposition 1, proof",
    printed=True,
    statement=(
        r"For $L=1$, $f_\theta(x)=n_0^{-1/2}W^{(0)}x+\beta b^{(0)}$ with iid $\mathcal{N}(0,1)$ parameters is exactly Gaussian, its components are "
        r"independent, and $\mathrm{Cov}(f_k(x),f_{k'}(x'))=\delta_{kk'}(x^Tx'/n_0+\beta^2)$."
    ),
    expected=Verdict.PROVED,
    scope="all n_0, n_1, beta",
    check=_one_layer,
    parameters={"power": 1},
    depends_on=(CONDITIONAL_ID,),
    control=Control(r"$x^Tx'+\beta^2$ (no $1/n_0$); false at $n_0=2$.", {"power": 0}),
)


def _variance_exact(activation: str) -> Derivation:
    v = Symbol("q", positive=True)
    mapped: Expr = {"relu": v / 2, "erf": 2 / pi * asin(2 * v / (1 + 2 * v))}[activation]
    m = Symbol("m", positive=True)
    return prove(
        rests_on(
            CONDITIONAL_ID,
            r"given the layers below, a preactivation at $x$ is $\mathcal{N}(0,q)$, so $\mathbb{E}f^2=\mathbb{E}q^{(L)}$",
        ),
        sign_symmetry()
        if activation == "relu"
        else definition(r"$\mathbb{E}\,\mathrm{erf}(\sqrt qz)^2=\frac2\pi\arcsin\frac{2q}{1+2q}$"),
        identity(
            sympy.diff(mapped, v, 2),
            Integer(0),
            {v: POSITIVE},
            text=rf"$\mathbb{{E}}\sigma(u)^2$ for $u\sim\mathcal{{N}}(0,q)$ and {activation} is an affine function of $q$, so it commutes with expectations",
            goal=True,
        ),
        identity(
            n * (m / 2) / n + b,
            m / 2 + b,
            {m: POSITIVE, b: POSITIVE, n: WIDTH},
            text=r"$\mathbb{E}q^{(\ell+1)}=\frac1n\cdot n\cdot\frac12\mathbb{E}q^{(\ell)}+\beta^2$ at every width: the recursion of $\Sigma^{(\ell)}(x,x)$",
            goal=True,
        ),
        value(
            after(4, Rational(51, 100), Rational(1, 100)).m,
            Rational(13, 160),
            text=r"$\Sigma^{(4)}=13/160$ for $\beta=0.1$, $n_0=2$, $|x|=1$",
        ),
    )


VARIANCE_EXACT = Claim(
    id="jacot2018.prop1.variance_exact",
    label="Proposition 1",
    statement=(
        r"For the ReLU: $\mathbb{E}f_{\theta,k}(x)^2=\Sigma^{(L)}(x,x)$ at every choice of widths $n_1,\dots,n_{L-1}\ge1$, where "
        r"$\Sigma^{(1)}(x,x)=|x|^2/n_0+\beta^2$, $\Sigma^{(\ell+1)}(x,x)=\frac12\Sigma^{(\ell)}(x,x)+\beta^2$."
    ),
    hypotheses=(*_INIT, RELU),
    expected=Verdict.PROVED,
    scope="all L, all widths, all x, all beta",
    check=_variance_exact,
    parameters={"activation": "relu"},
    depends_on=(CONDITIONAL_ID,),
    conditions=(FUBINI,),
    control=Control(
        r"The same for erf, whose second moment is strictly concave in $q$; false for $L=3$, $n_1=1$ (Jensen).",
        {"activation": "erf"},
    ),
)

KURTOSIS = {
    2: Rational(39015, 2809) / n,
    3: Rational(27050, 1083) / n + Rational(21675, 361) / n**2,
    4: Rational(25977, 845) / n + Rational(24033, 169) / n**2 + Rational(39015, 169) / n**3,
}


def _kurtosis(diagonal: int) -> Derivation:
    second, m, level = Symbol("Q", positive=True), Symbol("m", positive=True), Symbol("L", positive=True)
    steps = []
    for layers, printed in KURTOSIS.items():
        s = after(layers, Rational(51, 100), Rational(1, 100))
        steps.append(
            identity(
                3 * (s.Q - s.m**2) / s.m**2,
                printed,
                {n: WIDTH},
                text=rf"$L={layers}$, $\beta=0.1$, $q^{{(1)}}=51/100$",
                goal=True,
            )
        )
    return prove(
        rests_on(
            CONDITIONAL_ID,
            r"$f|\alpha\sim\mathcal{N}(0,q^{(L)})$, so $\mathbb{E}f^4=3\mathbb{E}(q^{(L)})^2$, $\mathbb{E}f^2=\mathbb{E}q^{(L)}$",
        ),
        sign_symmetry(),
        identity(
            (n * Rational(3, 2) * second + n * (n - 1) * second / 4) / n**2 + 2 * b * m / 2 + b**2,
            (diagonal * n + n * (n - 1)) / (4 * n**2) * second + b * m + b**2,
            {second: POSITIVE, m: POSITIVE, b: POSITIVE, n: WIDTH},
            text=rf"$\mathbb{{E}}(\frac1n\sum_i(a_i)_+^2+\beta^2)^2$ with $n$ terms $\frac32Q$ and $n(n-1)$ terms $\frac14Q$: "
            rf"$Q'=\frac{{{diagonal}n+n(n-1)}}{{4n^2}}Q+\beta^2m+\beta^4$",
            goal=True,
        ),
        steps,
        identity(
            ((6 * n + n * (n - 1)) / (4 * n**2)) / Rational(1, 4),
            1 + 5 / n,
            {n: WIDTH},
            text=r"$\beta=0$: $Q_{\ell+1}/m_{\ell+1}^2=(1+\frac5n)Q_\ell/m_\ell^2$, so the excess is $3((1+5/n)^{L-1}-1)$",
            goal=True,
        ),
        identity(
            (1 + 5 / n) * (1 + 5 / n) ** (level - 1),
            (1 + 5 / n) ** level,
            {n: WIDTH, level: WIDTH},
            text=r"by induction on $L$",
        ),
    )


KURTOSIS_EXACT = Claim(
    id=KURTOSIS_ID,
    label="Proposition 1",
    statement=(
        r"For ReLU let $q^{(\ell)}$ be the conditional variance of a layer-$\ell$ preactivation at $x$ given the layers below "
        r"($q^{(1)}=|x|^2/n_0+\beta^2$). With $Q_\ell=\mathbb{E}(q^{(\ell)})^2$, $m_\ell=\mathbb{E}q^{(\ell)}$ and $n=n_\ell$: "
        r"$Q_{\ell+1}=\frac{6n+n(n-1)}{4n^2}Q_\ell+\beta^2m_\ell+\beta^4$, $m_{\ell+1}=\frac12m_\ell+\beta^2$, and the excess kurtosis of "
        r"$f_{\theta,k}(x)$ is $3(Q_L-m_L^2)/m_L^2$, at every width; for $\beta=0$ and equal widths it is $3\big((1+5/n)^{L-1}-1\big)$. For "
        r"$\beta=0.1$, $q^{(1)}=51/100$: "
        + "; ".join(rf"$L={layers}$: ${sympy.latex(v)}$" for layers, v in KURTOSIS.items())
        + "."
    ),
    hypotheses=(*_INIT, RELU),
    expected=Verdict.PROVED,
    scope="all L, all widths, all beta >= 0 (x != 0 if beta = 0)",
    check=_kurtosis,
    parameters={"diagonal": 6},
    depends_on=(CONDITIONAL_ID,),
    conditions=(FUBINI,),
    control=Control(r"The same without the diagonal term $6n$; false at $n=1$.", {"diagonal": 0}),
)


def _independence(dependent: bool) -> Derivation:
    s = after(2)
    spread = s.Q - s.m**2
    claimed = 5 * q**2 / (4 * n) if dependent else Integer(0)
    u, v = sympy.symbols("Q m", positive=True)
    return prove(
        rests_on(CONDITIONAL_ID, r"given the hidden layers $f_k,f_{k'}$ are independent $\mathcal{N}(0,q^{(L)})$"),
        cite(
            FUBINI,
            r"so $\mathbb{E}[f_kf_{k'}]=\mathbb{E}[0\cdot0]=0$ and $\mathbb{E}[f_k^2f_{k'}^2]=\mathbb{E}(q^{(L)})^2$",
        ),
        reduction(r"$\mathrm{Cov}(f_k^2,f_{k'}^2)=\mathbb{E}(q^{(L)})^2-(\mathbb{E}q^{(L)})^2=\mathrm{Var}\,q^{(L)}$"),
        rests_on(KURTOSIS_ID, r"$Q_L$ and $m_L$"),
        identity(
            spread, claimed, _OVER, text=rf"ReLU, $L=2$: $\mathrm{{Var}}\,q^{{(2)}}={sympy.latex(claimed)}$", goal=True
        ),
        identity(
            ((n + 5) / (4 * n) * u + b * v + b**2) - (v / 2 + b) ** 2,
            (u - v**2) / 4 + 5 * u / (4 * n),
            {u: POSITIVE, v: POSITIVE, b: POSITIVE, n: WIDTH},
            text=r"$\mathrm{Var}\,q^{(\ell+1)}=\frac14\mathrm{Var}\,q^{(\ell)}+\frac5{4n}Q_\ell$: $O(1/\min n_\ell)$ by induction, $Q_\ell$ staying bounded",
            goal=True,
        ),
    )


INDEPENDENCE = Claim(
    id="jacot2018.prop1.independence",
    label="Proposition 1",
    statement=(
        r"For two different outputs $k\ne k'$ and every width: $\mathbb{E}[f_kf_{k'}]=0$, and "
        r"$\mathrm{Cov}(f_k(x)^2,f_{k'}(x)^2)=\mathrm{Var}\,q^{(L)}$, where $q^{(L)}$ is the conditional variance of the outputs given the hidden "
        r"layers; for ReLU $\mathrm{Var}\,q^{(L)}=Q_L-m_L^2=O(1/n)$ with the recursion of the kurtosis, $m_1=q=|x|^2/n_0+\beta^2$, $Q_1=q^2$; "
        r"$\mathrm{Var}\,q^{(2)}=5q^2/(4n)$. So the outputs are uncorrelated but not independent at finite width."
    ),
    hypotheses=(*_INIT, RELU),
    expected=Verdict.PROVED,
    scope="every width; the explicit value for ReLU",
    check=_independence,
    parameters={"dependent": True},
    depends_on=(CONDITIONAL_ID, KURTOSIS_ID),
    conditions=(FUBINI,),
    control=Control(
        r"The squares of the outputs are uncorrelated at finite width; false at $L=2$.", {"dependent": False}
    ),
)
