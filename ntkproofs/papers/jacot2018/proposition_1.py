"""Proposition 1: the law of the outputs at initialization, at finite width and in the limit."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Rational, Symbol, asin, pi, sqrt

from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    identity,
    limit,
    nonnegative_by_derivatives,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.probability import CHEBYSHEV

from .relu_moments import BIAS, FIRST, WIDE, after, sign_symmetry
from .setting import BETA, FUBINI, GAUSSIAN, LIMIT, N_HERE, N_NEXT, NETWORK, POSITIVE, RELU, SPECTRAL, WIDTH

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


def _psd(sign: int) -> Derivation:
    c, d, x, y, s, t = sympy.symbols("c_i c_j x_i x_j s_i s_j", real=True)
    over = dict.fromkeys((c, d, x, y, s, t), Reals()) | {BETA: POSITIVE}
    return prove(
        identity(
            c * d * (x * y + sign * BETA**2),
            (c * x) * (d * y) + (BETA * c) * (BETA * d),
            over,
            text=rf"$\Sigma^{{(1)}}=x^Tx'/n_0{sign:+d}\cdot\beta^2$: the summand $i,j$ of the form is that of $|\sum_ic_ix_i|^2/n_0+(\beta\sum_ic_i)^2$",
            goal=True,
        ),
        identity(
            c * d * (s * t + BETA**2),
            (c * s) * (d * t) + (BETA * c) * (BETA * d),
            over,
            text=r"$\Sigma^{(L+1)}$: before the expectation the form is $(\sum_ic_i\sigma(f(x_i)))^2+(\beta\sum_ic_i)^2\ge0$",
            goal=True,
        ),
        reduction(
            r"so each $\Sigma^{(L)}$ on finitely many inputs is a covariance, which defines the Gaussian vector in $\Sigma^{(L+1)}$, by induction"
        ),
        cite(
            SPECTRAL, r"a positive semi-definite matrix is $AA^T$, the covariance of $Az$ with a standard Gaussian $z$"
        ),
    )


PSD = Claim(
    id=PSD_ID,
    label="Remark 2",
    printed=True,
    statement=(
        r"Only the values of the Gaussian function at finitely many points are needed: for every $L\ge1$, Lipschitz $\sigma$ and every finite set of "
        r"inputs the matrix $(\Sigma^{(L)}(x_i,x_j))$ is symmetric positive semi-definite, so the centred Gaussian vector with this covariance exists."
    ),
    hypotheses=(LIMIT,),
    expected=Verdict.PROVED,
    scope="all L, all Lipschitz sigma, all finite input sets",
    check=_psd,
    parameters={"sign": 1},
    conditions=(SPECTRAL,),
    control=Control(r"The same for $\Sigma^{(1)}(x,x')=x^Tx'/n_0-\beta^2$; false at $x=x'=0$.", {"sign": -1}),
)


def _rademacher(condition: bool) -> Derivation:
    m, beta = Symbol("m", nonnegative=True), Rational(1, 10) if condition else Rational(0)
    return prove(
        definition(
            r"$m=\mathbb{E}\sigma(u)^2\ge0$, so $\Sigma^{(\ell+1)}(x,x)=m+\beta^2$, and $\Sigma^{(1)}(x,x)=|x|^2/n_0+\beta^2$"
        ),
        positive(
            m + beta**2,
            {m: 0},
            text=rf"for $\beta={beta}$ and every $m\ge0$ (ReLU and $x=0$ give $m=0$): $\Sigma^{{(\ell)}}(x,x)>0$",
            goal=True,
        ),
        identity(
            (m + BETA**2) - BETA**2,
            m,
            {m: Reals(0), BETA: POSITIVE},
            text=r"in general $\Sigma^{(\ell)}(x,x)-\beta^2=m\ge0$",
            goal=True,
        ),
        reduction(
            r"a Gaussian of positive variance has a density, so a set of Lebesgue measure 0 has probability 0 under each coordinate; the "
            r"kernels $\dot\Sigma^{(\ell)}$ do not depend on the values of $\dot\sigma$ there"
        ),
        cite("background.rademacher", r"a Lipschitz function is differentiable outside a set of measure 0"),
    )


RADEMACHER = Claim(
    id="jacot2018.rem3.rademacher",
    label="Remark 3",
    printed=True,
    statement=(
        r"$\dot\sigma$ is defined everywhere except perhaps on a set of zero Lebesgue measure, and this is enough: if $\beta>0$, all "
        r"$\Sigma^{(\ell)}(x,x)\ge\beta^2>0$, so the Gaussians in $\dot\Sigma^{(\ell)}$ have densities on each coordinate and the exceptional set has "
        r"probability 0."
    ),
    hypotheses=(LIMIT,),
    expected=Verdict.PROVED,
    scope="beta > 0 (or Sigma^(l)(x,x) > 0); for piecewise C^1 functions such as ReLU the citation is not needed",
    check=_rademacher,
    parameters={"condition": True},
    conditions=("background.rademacher",),
    control=Control(
        r"The same for $\beta=0$; false for $x=0$ and ReLU, all preactivations are at the kink.", {"condition": False}
    ),
)


def _one_point(scale: Rational) -> Derivation:
    s = Symbol("s", nonnegative=True)
    found = after(4, FIRST, Integer(0)).Q - after(4, FIRST, Integer(0)).m ** 2
    mean_two = after(2, Rational(51, 100), Rational(1, 100)).m
    return prove(
        rests_on(KURTOSIS_ID, r"the recursion of $Q_\ell$ and $m_\ell$"),
        rests_on(
            "jacot2018.prop1.independence",
            r"$\mathrm{Var}\,q^{(\ell+1)}=\frac14\mathrm{Var}\,q^{(\ell)}+\frac5{4n_\ell}Q_\ell=O(1/\min n_\ell)$",
        ),
        identity(
            found,
            q**2 * (Rational(15, 64) / n + Rational(75, 64) / n**2 + Rational(125, 64) / n**3),
            {q: POSITIVE, n: WIDTH},
            text=r"$L=4$, $\beta=0$, equal widths: $\mathrm{Var}\,q^{(4)}$",
            goal=True,
        ),
        value(
            mean_two,
            scale * Rational(53, 200),
            text=rf"$\mathbb{{E}}q^{{(2)}}={scale}\cdot\Sigma^{{(2)}}(x,x)$ for $\beta=0.1$, $q=51/100$",
            goal=True,
        ),
        limit(
            1 / n,
            n,
            Integer(0),
            text=r"$\mathrm{Var}\,q^{(L)}\to0$ and $\mathbb{E}q^{(L)}=\Sigma^{(L)}(x,x)$: $q^{(L)}\to\Sigma^{(L)}$ in $L^2$",
            goal=True,
        ),
        nonnegative_by_derivatives(
            sympy.exp(-s) - 1 + s,
            s,
            Reals(0),
            text=r"$0\le1-e^{-s}\le s$ for $s\ge0$, so $|e^{-|u|^2q/2}-e^{-|u|^2\Sigma/2}|\le\frac12|u|^2|q-\Sigma|$, and the characteristic function "
            r"$\mathbb{E}e^{-|u|^2q^{(L)}/2}$ of the outputs tends to $e^{-|u|^2\Sigma^{(L)}/2}$",
            goal=True,
        ),
        cite(
            "background.levy_continuity",
            r"characteristic functions that converge to that of $\mathcal{N}(0,\Sigma^{(L)}\mathrm{Id})$ give convergence in law",
        ),
    )


RELU_ONE_POINT = Claim(
    id="jacot2018.prop1.relu_one_point",
    label="Proposition 1",
    statement=(
        r"For ReLU and one input $x$: $\mathrm{Var}\,q^{(L)}=O(1/\min(n_1,\dots,n_{L-1}))$ for the conditional variance $q^{(L)}$ of the outputs at "
        r"$x$, with $\mathbb{E}q^{(L)}=\Sigma^{(L)}(x,x)$, and therefore $(f_{\theta,k}(x))_{k\le n_L}$ converges in law to iid "
        r"$\mathcal{N}(0,\Sigma^{(L)}(x,x))$ as $\min(n_1,\dots,n_{L-1})\to\infty$, jointly and not only sequentially."
    ),
    hypotheses=(*_INIT, RELU),
    expected=Verdict.PROVED,
    scope="ReLU, one input, all L, joint limit",
    check=_one_point,
    parameters={"scale": Rational(1)},
    depends_on=(KURTOSIS_ID, "jacot2018.prop1.independence"),
    conditions=("background.levy_continuity",),
    control=Control(
        r"$\mathbb{E}f(x)^2=\Sigma^{(L)}(x,x)/2$ at every width; false at $L=2$.", {"scale": Rational(1, 2)}
    ),
)


def _two_layers(excess: str) -> Derivation:
    v, k = Symbol("V", positive=True), Symbol("S", real=True)
    s = after(2)
    claimed = {"exact": 15 * q**2 / (4 * n * (q / 2 + b) ** 2), "zero": Integer(0)}[excess]
    return prove(
        rests_on(
            "jacot2018.prop1.one_layer",
            r"the first preactivations are iid $\mathcal{N}(0,\Sigma^{(1)})$ over the units",
        ),
        rests_on(CONDITIONAL_ID, r"$\tilde\Sigma^{(2)}=\frac1{n_1}\sum_i\sigma(u_i)\sigma(v_i)+\beta^2$"),
        identity(
            n * k / n + b,
            k + b,
            {n: WIDTH, k: Reals(), b: POSITIVE},
            text=r"$\mathbb{E}\tilde\Sigma^{(2)}=\mathbb{E}[\sigma\sigma]+\beta^2=\Sigma^{(2)}$",
            goal=True,
        ),
        cite(FUBINI, r"variances of independent terms add"),
        identity(
            n * v / n**2,
            v / n,
            {n: WIDTH, v: POSITIVE},
            text=r"$\mathrm{Var}\,\tilde\Sigma^{(2)}=\mathrm{Var}(\sigma(U)\sigma(V))/n_1$",
            goal=True,
        ),
        limit(
            v / n,
            n,
            Integer(0),
            {v: POSITIVE},
            text=r"it tends to 0 ($\sigma$ Lipschitz: finite fourth moments)",
            goal=True,
        ),
        cite(
            CHEBYSHEV,
            r"so $\tilde\Sigma^{(2)}\to\Sigma^{(2)}$ in probability, and $\mathbb{E}e^{-\frac12s^T\tilde\Sigma s}\to e^{-\frac12s^T\Sigma s}$ (bounded and continuous)",
        ),
        cite("background.levy_continuity", r"convergence of characteristic functions is convergence in law"),
        rests_on(KURTOSIS_ID, r"the excess kurtosis at finite width"),
        identity(
            3 * (s.Q - s.m**2) / s.m**2,
            claimed,
            _OVER,
            text=rf"ReLU, one input: the excess kurtosis is ${sympy.latex(claimed)}$",
            goal=True,
        ),
    )


TWO_LAYERS = Claim(
    id="jacot2018.prop1.two_layers",
    label="Proposition 1",
    statement=(
        r"For $L=2$, any Lipschitz $\sigma$ and any finite set of inputs: $\mathrm{Cov}(f_k(x),f_{k'}(x'))=\delta_{kk'}\Sigma^{(2)}(x,x')$ at every "
        r"width $n_1$, and the conditional covariance $\tilde\Sigma^{(2)}$ has variance $\mathrm{Var}(\sigma(U)\sigma(V))/n_1$ with "
        r"$(U,V)\sim\mathcal{N}(0,\Sigma^{(1)})$; hence the outputs converge in law to iid Gaussian functions of covariance $\Sigma^{(2)}$ as "
        r"$n_1\to\infty$. (At finite width they are not Gaussian: for ReLU and one input the excess kurtosis is "
        r"$15q^2/(4n_1\Sigma^{(2)}(x,x)^2)$.)"
    ),
    hypotheses=(*_INIT, LIMIT),
    expected=Verdict.PROVED,
    scope="L <= 2, all Lipschitz sigma, any finite set of inputs",
    check=_two_layers,
    parameters={"excess": "exact"},
    depends_on=(CONDITIONAL_ID, "jacot2018.prop1.one_layer", KURTOSIS_ID),
    conditions=(FUBINI, CHEBYSHEV, "background.levy_continuity"),
    control=Control(
        r"The outputs are exactly Gaussian at finite width; false for ReLU: the excess kurtosis is positive.",
        {"excess": "zero"},
    ),
)
