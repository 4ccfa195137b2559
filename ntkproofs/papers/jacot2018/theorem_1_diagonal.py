"""Theorem 1 on the diagonal: exact mean and variance of the NTK of ReLU networks of finite width."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Rational, sqrt

from ntkproofs.checks import (
    Integers,
    cite,
    definition,
    identity,
    limit,
    positive,
    prove,
    recurrence,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.probability import CHEBYSHEV

from .relu_moments import (
    BIAS,
    FIRST,
    HALF,
    WIDE,
    Moments,
    after,
    layer_step,
    next_layer,
    quadratic_forms,
    sign_symmetry,
)
from .setting import FUBINI, GAUSSIAN, NETWORK, POSITIVE, RELU, TANGENT, WIDTH

VARIANCE_ID = "jacot2018.thm1.diag_variance_exact"
UNBIASED_ID = "jacot2018.thm1.diag_unbiased"

_OVER = {BIAS: POSITIVE, FIRST: POSITIVE, WIDE: WIDTH}
_ONE_LAYER = (
    r"One layer of width $n$, with $h=\frac12$, $h_2=n(n-1)h^2$: $T=(nhA+h_2B)/n^2$, $M=(nhA+h_2C)/n^2$, $S=(nhD+h_2R)/n^2+\beta^2h\tau$, "
    r"$Q'=(3nhQ+h_2Q)/n^2+2\beta^2hm+\beta^4$, $K=(nhD+h_2F)/n^2$, and $A'=T+2M+2S+Q'$, $B'=T+2S+Q'$, $C'=M$, $R'=S+Q'$, $D'=S+Q'+2K$, $F'=K$, "
    r"$m'=hm+\beta^2$, $\tau'=h\tau+m'$"
)
_STATE = (
    r"at one input $q_1=|x|^2/n_0+\beta^2$ and, for two units 1, 2 of one layer with empirical NTK $\Theta_{ij}$, preactivations $a_i$ and "
    r"conditional variance $q$: $A=\mathbb{E}\Theta_{11}^2$, $B=\mathbb{E}\Theta_{11}\Theta_{22}$, $C=\mathbb{E}\Theta_{12}^2$, "
    r"$D=\mathbb{E}\Theta_{11}a_1^2$, $F=\mathbb{E}\Theta_{12}a_1a_2$, $R=\mathbb{E}\Theta_{11}q$, $Q=\mathbb{E}q^2$, $m=\mathbb{E}q$, "
    r"$\tau=\mathbb{E}\Theta_{11}$; start $A=B=D=R=Q=q_1^2$, $C=F=0$, $m=\tau=q_1$"
)
_SETTING = (NETWORK, GAUSSIAN, TANGENT, RELU)

b, q, n = BIAS, FIRST, WIDE
VARIANCES: dict[int, Expr] = {
    2: 3 * q**2 / n,
    3: (3 * b**2 + Rational(9, 2) * b * q + Rational(29, 8) * q**2) / n + Rational(113, 16) * q**2 / n**2,
    4: (Rational(89, 8) * b**2 + Rational(31, 4) * b * q + Rational(5, 2) * q**2) / n
    + (Rational(113, 16) * b**2 + Rational(19, 2) * b * q + 10 * q**2) / n**2
    + Rational(57, 4) * q**2 / n**3,
}
SQUARES: dict[int, Expr] = {
    2: q**2 / (2 * n),
    3: (b**2 / 2 + b * q + Rational(5, 8) * q**2) / n + Rational(11, 8) * q**2 / n**2,
    4: (Rational(17, 8) * b**2 + Rational(7, 4) * b * q + Rational(7, 16) * q**2) / n
    + (Rational(11, 8) * b**2 + 2 * b * q + 2 * q**2) / n**2
    + Rational(51, 16) * q**2 / n**3,
}


def _unbiased(summand: int) -> Derivation:
    tau, m = sympy.symbols("tau m", positive=True)
    square, first = Rational(1, 100), Rational(51, 100)
    following = first / 2 + summand * (first / 2 + square)
    return prove(
        definition(
            r"$\tau=\mathbb{E}\Theta^{(\ell)}_{11}(x,x)$, $m=\mathbb{E}q^{(\ell)}$; both are $q_1$ for $\ell=1$, where nothing is random"
        ),
        sign_symmetry(),
        reduction(
            r"$\Theta'_{kk}=\frac1n\sum_{ij}\Theta_{ij}1_{a_i>0}1_{a_j>0}w_iw_j+\frac1n\sum_i(a_i)_+^2+\beta^2$ with independent $w_i$ of mean 0 and "
            r"variance 1: the mixed terms have mean 0, and $\Theta_{ii}$ is even in $(W_i,b_i)$"
        ),
        identity(
            n * HALF * tau / n + (n * HALF * m / n + b),
            HALF * tau + (HALF * m + b),
            {tau: POSITIVE, m: POSITIVE, **_OVER},
            text=r"$\tau'=\frac1n\cdot n\cdot\frac12\tau+(\frac1n\cdot n\cdot\frac12m+\beta^2)=\frac12\tau+m'$, at every width: the recursion of "
            r"$\Theta_\infty$ with $m=\Sigma$",
            goal=True,
        ),
        value(
            following,
            Rational(13, 25),
            text=rf"$L=2$, $\beta=0.1$, $n_0=2$, $|x|=1$: $\frac12\Theta^{{(1)}}+{summand}\cdot\Sigma^{{(2)}}=13/25$",
            goal=True,
        ),
    )


DIAG_UNBIASED = Claim(
    id=UNBIASED_ID,
    label="Theorem 1",
    statement=(
        r"For the ReLU and $\beta>0$ (or $x\ne0$): $\mathbb{E}\,\Theta^{(L)}_{kk}(x,x)=\Theta_\infty^{(L)}(x,x)$ at every choice of widths "
        r"$n_1,\dots,n_{L-1}\ge1$, with $\Theta_\infty^{(1)}(x,x)=\Sigma^{(1)}(x,x)=|x|^2/n_0+\beta^2$, "
        r"$\Sigma^{(\ell+1)}=\frac12\Sigma^{(\ell)}+\beta^2$, $\Theta_\infty^{(\ell+1)}=\frac12\Theta_\infty^{(\ell)}+\Sigma^{(\ell+1)}$ on the "
        r"diagonal; e.g. $13/25$ for $L=2$, $\beta=0.1$, $n_0=2$, $|x|=1$."
    ),
    hypotheses=_SETTING,
    expected=Verdict.PROVED,
    scope="all L, all widths, all x, ReLU",
    check=_unbiased,
    parameters={"summand": 1},
    conditions=(FUBINI,),
    control=Control(
        r"The recursion without the summand $\Sigma^{(\ell+1)}$; false at $L=2$: $0.255$ against $0.52$.",
        {"summand": 0},
    ),
)


def _variance(trace: int) -> Derivation:
    steps: list[Step] = []
    for layers, printed in VARIANCES.items():
        state = after(layers, trace=trace)
        steps.append(
            identity(
                state.A - state.tau**2,
                printed,
                _OVER,
                text=rf"$\mathrm{{Var}}\,\Theta^{{({layers})}}(x,x)$ for equal widths $n$",
                goal=True,
            )
        )
    return prove(sign_symmetry(), quadratic_forms(trace), layer_step(), steps)


DIAG_VARIANCE = Claim(
    id=VARIANCE_ID,
    label="Theorem 1",
    statement=(
        rf"For the ReLU put {_STATE}. {_ONE_LAYER}. After $L-1$ layers $\mathrm{{Var}}\,\Theta^{{(L)}}(x,x)=A-\tau^2$, at every width. For equal "
        r"widths and $b=\beta^2$, $q=q_1$: "
        + "; ".join(rf"$L={layers}$: ${sympy.latex(v)}$" for layers, v in VARIANCES.items())
        + "."
    ),
    hypotheses=_SETTING,
    expected=Verdict.PROVED,
    scope="all L, all widths (they may differ from layer to layer), all x (x != 0 if beta = 0), ReLU",
    check=_variance,
    parameters={"trace": 2},
    conditions=(FUBINI,),
    control=Control(
        r"Dropping the term $2M$ (i.e. $2\,\mathrm{tr}M^2$); false at $L=2$: $q_1^2/n$ would be missing twice.",
        {"trace": 0},
    ),
)


def _gap(state: Moments) -> tuple[Expr, ...]:
    """Return what is of order 1/n: the state less that of infinite width."""
    return (
        state.A - state.tau**2,
        state.B - state.tau**2,
        state.C,
        state.D - state.tau * state.m,
        state.F,
        state.R - state.tau * state.m,
        state.Q - state.m**2,
    )


def _convergence(scale: int) -> Derivation:
    w = sympy.Symbol("w", positive=True)
    tau, m = sympy.symbols("tau m", positive=True)
    zero = Integer(0)
    level = Moments(A=tau**2, B=tau**2, C=zero, D=tau * m, F=zero, R=tau * m, Q=m**2, m=m, tau=tau)
    following = next_layer(level, 1 / w, b)
    first, square = Rational(51, 100), Rational(1, 100)
    return prove(
        rests_on(UNBIASED_ID, r"$\mathbb{E}\Theta^{(L)}(x,x)=\Theta_\infty^{(L)}(x,x)=\tau$"),
        rests_on(
            VARIANCE_ID, r"the variance is $A-\tau^2$, $A$ from the recursion, polynomial in $1/n_1,\dots,1/n_{L-1}$"
        ),
        definition(
            r"$w=1/n$; the state without fluctuation has $A=B=\tau^2$, $C=F=0$, $D=R=\tau m$, $Q=m^2$ (that of the first layer is one)"
        ),
        *(
            identity(
                gap.subs(w, 0) if gap.is_polynomial(w) else gap,
                zero,
                {tau: POSITIVE, m: POSITIVE, b: POSITIVE},
                text=rf"the layer above it has $w=0$ no fluctuation in {name}",
                goal=True,
            )
            for name, gap in zip("ABCDFRQ", (sympy.expand(g) for g in _gap(following)), strict=True)
        ),
        reduction(
            r"the recursion is affine in the moments with coefficients polynomial in $w$, so by induction every fluctuation is a polynomial in "
            r"$1/n_1,\dots,1/n_{L-1}$ without constant term: at most a constant (independent of the widths) times $1/\min n_\ell$"
        ),
        limit(1 / n, n, zero, text=r"$1/\min n_\ell\to0$", goal=True),
        cite(CHEBYSHEV, r"hence also in probability"),
        value(
            after(4, first, square, n).tau * scale,
            Rational(113, 400),
            text=rf"$L=4$, $\beta=0.1$, $q=51/100$: ${scale}\tau=113/400$",
            goal=True,
        ),
    )


DIAG_CONVERGENCE = Claim(
    id="jacot2018.thm1.diag_convergence",
    label="Theorem 1",
    statement=(
        r"For ReLU, every $L$ and every input $x$ ($x\ne0$ if $\beta=0$): $\Theta^{(L)}_{kk}(x,x)\to\Theta_\infty^{(L)}(x,x)$ in $L^2$, with "
        r"$\mathrm{Var}\,\Theta^{(L)}_{kk}(x,x)=O(1/\min(n_1,\dots,n_{L-1}))$; the limit may be taken jointly and not only sequentially, and "
        r"ReLU need not be twice differentiable. At $L=4$, $\beta=0.1$, $n_0=2$, $|x|=1$ it is $113/400$."
    ),
    hypotheses=_SETTING,
    expected=Verdict.PROVED,
    scope="ReLU, diagonal x = x', all L, joint limit of the widths",
    check=_convergence,
    parameters={"scale": 1},
    depends_on=(UNBIASED_ID, VARIANCE_ID),
    conditions=(CHEBYSHEV,),
    control=Control(r"The limit at $L=4$, $\beta=0.1$, $n_0=2$ is $113/200$; false, it is $113/400$.", {"scale": 2}),
)


def _off_diagonal(factor: int) -> Derivation:
    steps: list[Step] = []
    for layers, printed in SQUARES.items():
        steps.append(
            identity(
                after(layers).C,
                factor * printed,
                _OVER,
                text=rf"$\mathbb{{E}}\Theta_{{12}}^2$ for $L={layers}$ and equal widths",
                goal=True,
            )
        )
    return prove(
        sign_symmetry(),
        quadratic_forms(2),
        layer_step(),
        reduction(
            r"$\Theta'_{kk'}=\frac1nw_k^TMw_{k'}$ is odd in $w_k$: its mean is 0; $\mathbb{E}\Theta_{kk'}'^2=\frac1{n^2}\mathbb{E}\,\mathrm{tr}M^2=C'$"
        ),
        steps,
        rests_on("jacot2018.thm1.diag_convergence", r"$C$ is a polynomial in $1/n_\ell$ without constant term"),
    )


OFF_DIAGONAL = Claim(
    id="jacot2018.thm1.offdiag_block",
    label="Theorem 1",
    statement=(
        r"For ReLU and two different outputs $k\ne k'$: $\mathbb{E}\,\Theta^{(L)}_{kk'}(x,x)=0$ at every width and "
        r"$\mathbb{E}\,\Theta^{(L)}_{kk'}(x,x)^2=C$ after $L-1$ layers of the following recursion, which is $O(1/n)$: the exact finite-width form "
        rf"of the factor $\mathrm{{Id}}_{{n_L}}$ in Theorem 1 on the diagonal. Put {_STATE}. {_ONE_LAYER}. For equal widths, $b=\beta^2$, $q=q_1$: "
        + "; ".join(rf"$L={layers}$: ${sympy.latex(v)}$" for layers, v in SQUARES.items())
        + "."
    ),
    hypotheses=_SETTING,
    expected=Verdict.PROVED,
    scope="all L, all widths, x = x', ReLU",
    check=_off_diagonal,
    parameters={"factor": 1},
    depends_on=("jacot2018.thm1.diag_convergence",),
    conditions=(FUBINI,),
    control=Control(
        r"$\Theta_{kk'}=0$ at finite width; false at $L=2$: $\mathbb{E}\Theta_{12}^2=q^2/(2n)$.", {"factor": 0}
    ),
)


def _diagonal_values(last: Rational) -> Derivation:
    level = sympy.Symbol("ell", integer=True, positive=True)
    square, first = Rational(1, 100), Rational(51, 100)
    states = [after(layers, first, square, n) for layers in (1, 2, 3, 4)]
    thetas = (first, Rational(13, 25), Rational(161, 400), last)
    sigmas = (first, Rational(53, 200), Rational(57, 400), Rational(13, 160))
    return prove(
        rests_on(
            UNBIASED_ID, r"$\Sigma\mapsto\frac12\Sigma+\beta^2$, $\Theta\mapsto\frac12\Theta+\Sigma'$ on the diagonal"
        ),
        *(
            value(s.tau, t, text=rf"$\Theta_\infty^{{({i})}}(x,x)={t}$", goal=True)
            for i, (s, t) in enumerate(zip(states, thetas, strict=True), 1)
        ),
        *(
            value(s.m, t, text=rf"$\Sigma^{{({i})}}(x,x)={t}$", goal=True)
            for i, (s, t) in enumerate(zip(states, sigmas, strict=True), 1)
        ),
        recurrence(
            lambda k: 2 * b + 2 ** (1 - k) * (q - 2 * b),
            lambda s, k: s(k) - s(k - 1) / 2 - b,
            {1: q},
            level,
            Integers(2),
            {b: POSITIVE, q: POSITIVE},
            text=r"$\Sigma^{(\ell)}(x,x)=2\beta^2+2^{1-\ell}(q-2\beta^2)$",
            goal=True,
        ),
    )


DIAGONAL_VALUES = Claim(
    id="jacot2018.thm1.diagonal_values",
    label="Theorem 1",
    statement=(
        r"For ReLU, $\beta^2=1/100$, $n_0=2$, $|x|=1$: $\Theta_\infty^{(\ell)}(x,x)=51/100,\ 13/25,\ 161/400,\ 113/400$ and "
        r"$\Sigma^{(\ell)}(x,x)=51/100,\ 53/200,\ 57/400,\ 13/160$ for $\ell=1,2,3,4$. In general "
        r"$\Sigma^{(\ell)}(x,x)=2\beta^2+2^{1-\ell}(q-2\beta^2)$ with $q=|x|^2/n_0+\beta^2$."
    ),
    expected=Verdict.PROVED,
    scope="ReLU; exact rational arithmetic",
    check=_diagonal_values,
    parameters={"last": Rational(113, 400)},
    depends_on=(UNBIASED_ID,),
    control=Control(r"$\Theta_\infty^{(4)}(x,x)=1/4$ (the value without bias); false.", {"last": Rational(1, 4)}),
)


def _sd(ratio_squared: str) -> Derivation:
    state = after(4, Rational(51, 100), Rational(1, 100), n)
    variance = state.A - state.tau**2
    printed = Rational(55271, 80000) / n + Rational(16961, 6400) / n**2 + Rational(148257, 40000) / n**3
    found = variance.subs(n, 500) / variance.subs(n, 10000)
    low, high = {"exact": (Rational(44875, 10000), Rational(44885, 10000)), "pure": (sqrt(20), sqrt(20))}[ratio_squared]
    return prove(
        rests_on(VARIANCE_ID, r"the recursion of the variance"),
        identity(
            variance,
            printed,
            {n: WIDTH},
            text=r"$\mathrm{Var}\,\Theta^{(4)}(x_0,x_0)$ at $\beta=0.1$, $q=51/100$",
            goal=True,
        ),
        positive(
            found - low**2,
            {},
            strict=False,
            text=rf"the squared ratio of the deviations is at least $({sympy.latex(low)})^2$",
            goal=True,
        ),
        positive(high**2 - found, {}, strict=False, text=rf"and at most $({sympy.latex(high)})^2$", goal=True),
    )


SD_EXACT = Claim(
    id="jacot2018.fig1.sd_exact",
    label="Figure 1",
    statement=(
        r"For ReLU, L = 4, $\beta=0.1$, $n_0=2$, $|x_0|=1$, equal hidden widths n and iid $\mathcal{N}(0,1)$ parameters the standard deviation of "
        r"$\Theta^{(4)}(x_0,x_0)$ at initialization is exactly $\big(\frac{55271}{80000n}+\frac{16961}{6400n^2}+\frac{148257}{40000n^3}\big)^{1/2}$: "
        r"for n = 500 it is 4.488 (to three decimals) times the value for n = 10000."
    ),
    hypotheses=_SETTING,
    expected=Verdict.PROVED,
    scope="all n",
    check=_sd,
    parameters={"ratio_squared": "exact"},
    depends_on=(VARIANCE_ID,),
    control=Control(r"The ratio is exactly $\sqrt{20}$ (a pure $n^{-1/2}$ law); false.", {"ratio_squared": "pure"}),
)
