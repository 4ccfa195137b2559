"""Section 3: whether kernel gradient descent converges."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Rational, Symbol

from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    identity,
    limit,
    nonnegative_by_derivatives,
    nonnegative_combination,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Verdict
from ntkproofs.papers.background.analysis import BOLZANO_WEIERSTRASS

from .section_3 import CONVERGENCE_ID, DECREASE_ID, DEFINITE
from .setting import DATA, POSITIVE, SAMPLES, SPECTRAL, TIME, WIDTH

# Cost, the curve of the flow from f(0) = 0 with K = 1, a monotone function of f that is rational in the clock, the clock.
_FLOWS = {
    "exponential": ("exp(-f)", "log(1 + t)", "exp(f)", "1 + t", "t"),
    "quadratic": ("(f - 1)**2/2", "1 - exp(-t)", "f", "1 - 1/s", "exp(t)"),
}


def _flow_converges(cost: str) -> Derivation:
    f, s, z = Symbol("f", real=True), Symbol("s", positive=True), Symbol("z", real=True)
    names = {"f": f, "t": TIME, "s": s}
    formula, curve, observed, rational, clock = (sympy.sympify(text, locals=names) for text in _FLOWS[cost])
    slope = sympy.diff(formula, f)
    path: Expr = rational.subs(TIME, s)
    end = z if cost == "exponential" else Integer(1)
    return prove(
        definition(
            rf"$N=n_L=1$, $K=1$ (positive definite), $C(f)={sympy.latex(formula)}$ as a function of $f(x_1)$, $f(0)=0$; $s={sympy.latex(clock)}$ grows with $t$"
        ),
        nonnegative_by_derivatives(sympy.diff(formula, f, 2), f, Reals(), text=r"$C$ is convex"),
        nonnegative_by_derivatives(formula, f, Reals(), text=r"and bounded from below"),
        identity(
            sympy.diff(curve, TIME),
            -slope.subs(f, curve),
            {TIME: Reals(0)},
            text=rf"$f(t)={sympy.latex(curve)}$ has $f'=-C'(f)$",
        ),
        value(curve.subs(TIME, 0), Integer(0), text="and starts at 0"),
        identity(
            observed.subs(f, curve),
            path.subs(s, clock),
            {TIME: Reals(0)},
            text=rf"${sympy.latex(observed)}$, a strictly increasing function of $f$, is ${sympy.latex(path)}$ along it",
        ),
        limit(path, s, end, text=r"it has a finite limit, so that $f(t)$ has one", goal=True),
        identity(
            slope.subs(f, end) if end != z else slope.subs(f, z),
            Integer(0),
            {z: Reals()} if end == z else {},
            text=r"and the derivative of $C$ vanishes at the limit",
            goal=True,
        ),
    )


CRITICAL_POINT = Claim(
    id="jacot2018.s3.critical_point",
    label="Section 3",
    printed=True,
    statement=rf"If {DEFINITE}, kernel gradient descent converges to a critical point of $C$.",
    hypotheses=(DATA,),
    expected=Verdict.REFUTED,
    nature=Nature.ERROR,
    corrected_by="jacot2018.s3.critical_point_corrected",
    scope="witness: N = 1, n_L = 1, constant kernel, convex smooth cost bounded below. One omission with s3.convex_convergence: a minimum that is attained",
    check=_flow_converges,
    parameters={"cost": "exponential"},
    control=Control(r"For $C(f)=\frac12(f-1)^2$ it does converge to the critical point 1.", {"cost": "quadratic"}),
)

CONVEX_CONVERGENCE = Claim(
    id="jacot2018.s3.convex_convergence",
    label="Section 3",
    printed=True,
    statement=(
        rf"If {DEFINITE}, and the cost $C$ is convex and bounded from below, then $f(t)$ converges to a global minimum as $t\to\infty$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.REFUTED,
    nature=Nature.ERROR,
    corrected_by=CONVERGENCE_ID,
    scope="witness: N = 1, n_L = 1, C(f) = exp(-f); the cross-entropy on separable data behaves in the same way",
    check=_flow_converges,
    parameters={"cost": "exponential"},
    control=Control(
        r"For $C(f)=\frac12(f-1)^2$, convex with an attained minimum, it does converge to it.", {"cost": "quadratic"}
    ),
)


def _bounded_integral(power: int) -> Derivation:
    m, h, c, total, first, last, low = sympy.symbols("m h c I C_0 C_T C", real=True)
    one, two, q = sympy.symbols("k_1 k_2 q")
    eigenvalue = SAMPLES**power * (m + h)
    return prove(
        rests_on(DECREASE_ID, r"$\partial_tC=-\|d\|_K^2$"),
        cite(
            SPECTRAL,
            rf"$\|d\|_K^2=\frac1{{N^2}}\sum_i\mu_ic_i^2$, $\|d\|_{{p^{{in}}}}^2=\frac1N\sum_ic_i^2$, $\mu_i=N^{power}(\lambda_{{\min}}+h)$, $h\ge0$",
        ),
        nonnegative_combination(
            eigenvalue * c**2 / SAMPLES**2 - m * c**2 / SAMPLES,
            h * c**2 * q,
            {m: Reals(0), h: Reals(0), c: Reals(), SAMPLES: WIDTH},
            given={q: 1 / SAMPLES},
            text=r"$\frac1{N^2}\mu_ic_i^2\ge\lambda_{\min}\frac1Nc_i^2$, so $\|d\|_K^2\ge\lambda_{\min}\|d\|_{p^{in}}^2$",
            goal=True,
        )
        if power
        else nonnegative_combination(
            eigenvalue * c**2 / SAMPLES**2 - m * c**2 / SAMPLES,
            h * c**2,
            {m: Reals(0), h: Reals(0), c: Reals(), SAMPLES: WIDTH},
            text=r"$\frac1{N^2}\mu_ic_i^2\ge\lambda_{\min}\frac1Nc_i^2$",
            goal=True,
        ),
        nonnegative_combination(
            first - low - m * total,
            one + two,
            dict.fromkeys((m, total), Reals(0)) | dict.fromkeys((first, last, low), Reals()),
            given={one: first - last - m * total, two: last - low},
            text=r"integrated: $\lambda_{\min}\int_0^T\|d\|^2\le C(f_0)-C(f_T)\le C(f_0)-\inf C$",
            goal=True,
        ),
        reduction(r"$T\min_{t\le T}\|d_t\|^2\le\int_0^T\|d_t\|^2dt$"),
        limit(1 / TIME, TIME, Integer(0), text=r"$1/T\to0$", goal=True),
    )


CRITICAL_POINT_CORRECTED = Claim(
    id="jacot2018.s3.critical_point_corrected",
    label="Section 3",
    statement=(
        r"Let $G$ be the $Nn_L\times Nn_L$ Gram matrix of $K$ on the data, $\lambda_{\min}>0$ the smallest eigenvalue of $G/N$, and let $C$ be "
        r"differentiable and bounded below. Along kernel gradient descent "
        r"$\int_0^T\|d_t\|_{p^{in}}^2dt\le(C(f_0)-\inf C)/\lambda_{\min}$, hence "
        r"$\min_{t\le T}\|d_t\|^2_{p^{in}}\le(C(f_0)-\inf C)/(\lambda_{\min}T)\to0$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all N, n_L, as long as the flow exists",
    check=_bounded_integral,
    parameters={"power": 1},
    depends_on=(DECREASE_ID,),
    conditions=(SPECTRAL,),
    control=Control(
        r"The same with $\lambda_{\min}(G)$ in place of $\lambda_{\min}(G/N)$, from $\|d\|_K^2\ge\lambda_{\min}(G)\|d\|_{p^{in}}^2$; false at "
        r"$N=2$, $K=\mathrm{Id}$.",
        {"power": 0},
    ),
)


def _convergence(weight: int) -> Derivation:
    mu, w, g, t, gap, start, end, total = sympy.symbols("mu w g t D V_0 V_t I", real=True)
    one, two, three = sympy.symbols("k_1 k_2 k_3")
    level = Rational(1, 100)
    return prove(
        definition(
            r"on the data $z'=-\frac1NGd=-G\nabla C$; in the eigenbasis of $G$: $w=z_i-z_i^*$, $g=(\nabla C)_i$, "
            r"$V=\frac12(z-z^*)^TG^{-1}(z-z^*)=\sum\frac{w^2}{2\mu}$, $D=C(z_t)-C(z^*)$, $I=\int_0^tC(z_s)-C(z^*)\,ds$"
        ),
        cite(SPECTRAL, r"$G=\sum_i\mu_iq_iq_i^T$, $\mu_i>0$"),
        identity(
            sympy.diff(w**2 / (2 * mu), w) * (-mu * g),
            -w * g,
            {w: Reals(), g: Reals(), mu: POSITIVE},
            text=r"$\partial_tV=-\sum w\,g=-(z-z^*)^T\nabla C$, which is at most $-(C(z)-C(z^*))$ by convexity",
            goal=True,
        ),
        rests_on(DECREASE_ID, r"$C(z_t)$ is non-increasing, so $tD\le I$"),
        nonnegative_combination(
            start - t * gap,
            one + two + three,
            dict.fromkeys((start, end, t), Reals(0)) | {gap: Reals(), total: Reals()},
            given={one: start - end - total, two: total - t * gap, three: end},
            text=r"$V_0-V_t\ge I\ge tD$ and $V_t\ge0$: $C(f_t)-C(z^*)\le\frac1tV_0$",
            goal=True,
        ),
        positive(
            1 / (2 * 10 * level**weight) - Rational(1, 2) * sympy.exp(-2 * level * 10),
            {},
            strict=False,
            text=rf"$N=1$, $C=\frac12z^2$, $G=1/100$, $z_0=1$, $t=10$: $C=\frac12e^{{-1/5}}$ is at most $\frac1{{2t}}z_0^2G^{{-{weight}}}$",
            goal=True,
        ),
        positive(
            100 / (2 * Integer(100) ** weight) - Rational(1, 2) * sympy.exp(-2),
            {},
            strict=False,
            text=rf"the same for a large $G=100$ at $t=1/100$: $C=\frac12e^{{-2}}$ is at most $\frac1{{2t}}z_0^2G^{{-{weight}}}$",
            goal=True,
        ),
        limit(1 / TIME, TIME, Integer(0), text=r"$\frac1t\to0$ for every $z^*$: $C(f_t)\to\inf C$", goal=True),
        cite(
            BOLZANO_WEIERSTRASS,
            r"if $z^*$ is a minimizer, $V$ is non-increasing, $z_t$ stays bounded and has a limit point $\bar z$ with $C(\bar z)=\inf C$",
        ),
        reduction(
            r"$\bar z$ is a minimizer, $V$ for $z^*=\bar z$ is non-increasing and tends to 0 along a sequence, so to 0: $z_t\to\bar z$"
        ),
    )


CONVERGENCE = Claim(
    id=CONVERGENCE_ID,
    label="Section 3",
    statement=(
        r"Let $C$ be a convex differentiable function of the data values $z=(f(x_1),\dots,f(x_N))\in\mathbb{R}^{Nn_L}$ with derivative "
        r"$\langle d,\cdot\rangle_{p^{in}}$ (so $d=N\nabla_zC$), and let the Gram matrix $G$ of $K$ be positive definite. Along "
        r"$\partial_tf=-\nabla_KC$: (a) for every $z^*$, $C(f_t)-C(z^*)\le\frac1{2t}(z_0-z^*)^TG^{-1}(z_0-z^*)$, so $C(f_t)\to\inf C$; (b) if $C$ "
        r"attains its minimum, the data values $z_t$ converge to a minimizer."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all N, n_L, for as long as the flow exists (globally if the gradient of C is locally Lipschitz)",
    check=_convergence,
    parameters={"weight": 1},
    depends_on=(DECREASE_ID,),
    conditions=(SPECTRAL, BOLZANO_WEIERSTRASS),
    control=Control(
        r"The bound $\frac1{2t}|z_0-z^*|^2$ without $G^{-1}$; false for $N=1$, $C=\frac12z^2$, $G=0.01$, $z_0=1$, $t=10$.",
        {"weight": 0},
    ),
)
