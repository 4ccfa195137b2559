"""Section 2.2: the residual under gradient flow, the operators of equations (1) to (4), the ideal dynamics."""

from __future__ import annotations

import sympy
from sympy import Rational, exp

from ntkproofs.checks import (
    Integers,
    Reals,
    antiderivative,
    cite,
    definition,
    identity,
    induction,
    nonnegative_combination,
    positive,
    prove,
    reduction,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.integration import TONELLI
from ntkproofs.papers.background.operators import COMPACT, PARSEVAL
from ntkproofs.papers.bowman2022.setting import FLOW, OPERATORS, POSITIVE, RATE, TIME, expansion, inner_product_bound

FUBINI = "background.independent_product"


def _residual(power: int) -> Derivation:
    n, r = sympy.Symbol("n", positive=True), sympy.Symbol("r", real=True)
    here, there = sympy.symbols("g(1:3)", real=True), sympy.symbols("h(1:3)", real=True)
    velocity = [-r * there[q] / n for q in range(2)]
    over: dict[sympy.Symbol, Reals | Integers] = {n: Integers(1), r: Reals(), **{s: Reals() for s in (*here, *there)}}
    return prove(
        definition(
            r"$g=\nabla_\theta f(x;\theta_t)$, $h=\nabla_\theta f(x_i;\theta_t)$, $r=r_t(x_i)$; sums over the parameters are "
            r"shown with two of them, sums over the data with one term"
        ),
        antiderivative(
            r**2 / (2 * n), r / n, r, {n: Integers(1), r: Reals()}, text=r"$\partial_r\frac{r^2}{2n}=\frac rn$"
        ),
        reduction(
            r"chain rule ($f$ is $C^1$ in $\theta$, the flow exists): $\partial_t\theta=-\frac1n\sum_ir_t(x_i)"
            r"\nabla_\theta f(x_i;\theta_t)$, $\partial_tr_t(x)=\langle\nabla_\theta f(x;\theta_t),\partial_t\theta\rangle$"
        ),
        identity(
            sum(g * v for g, v in zip(here, velocity, strict=True)),
            -(sum(g * h for g, h in zip(here, there, strict=True)) * r) / n**power,
            over,
            text=r"$\langle g,-\frac1nr\,h\rangle=-\frac1n\langle g,h\rangle r=-\frac1nK_t(x,x_i)r_t(x_i)$",
            goal=True,
        ),
    )


RESIDUAL_ODE = Claim(
    id="bowman2022.sec22.residual_ode",
    label="Section 2.2",
    printed=True,
    statement=(
        r"For a model $f(x;\theta)$ that is $C^1$ in $\theta$ with $\nabla_\theta f$ locally Lipschitz the residual satisfies "
        r"$\partial_tr_t(x)=-\frac1n\sum_{i=1}^nK_t(x,x_i)r_t(x_i)=-T_n^tr_t(x)$, "
        r"$K_t(x,x')=\langle\nabla_\theta f(x;\theta_t),\nabla_\theta f(x';\theta_t)\rangle$."
    ),
    hypotheses=(FLOW,),
    expected=Verdict.PROVED,
    scope="every x, every t for which the flow exists",
    check=_residual,
    parameters={"power": 1},
    control=Control(r"$\partial_tr_t(x)=-\sum_iK_t(x,x_i)r_t(x_i)$, without $\frac1n$; false for $n=2$.", {"power": 0}),
)


def _analytical(strict: bool) -> Derivation:
    c, e, g, h = sympy.symbols("c_1 c_2 g h", real=True)
    over = {s: Reals() for s in (c, e, g, h)}
    return prove(
        definition(
            r"$g,h$ are one coordinate of $\nabla_\theta f$ at two points; sums over coordinates and points alike"
        ),
        identity(g * h, h * g, over, text=r"$K^\infty(x,x')=K^\infty(x',x)$", goal=True),
        nonnegative_combination(
            c**2 * g**2 + 2 * c * e * g * h + e**2 * h**2,
            (c * g + e * h) ** 2,
            over,
            text=r"$\sum_{ij}c_ic_jK_0(x_i,x_j)=\|\sum_ic_i\nabla_\theta f(x_i;\theta_0)\|^2\ge0$, hence its mean is "
            r"non-negative",
            goal=True,
        ),
        positive(
            (c * g + e * h).subs({c: 1, e: 1, g: 1, h: -1}) ** 2,
            {},
            strict=strict,
            text=rf"for a gradient that is odd in $x$ (tanh networks) at $x,-x$ and $c=(1,1)$ the form is "
            rf"{'positive' if strict else 'not negative'}",
            goal=True,
        ),
        inner_product_bound(),
        reduction(
            r"so $K^\infty(x,x')^2\le K^\infty(x,x)K^\infty(x',x')$, and $K^\infty\in L^2(\rho\otimes\rho)$ when "
            r"$\int K^\infty(x,x)d\rho<\infty$; $T_{K^\infty}$ is then bounded and, $K^\infty$ being symmetric, self-adjoint"
        ),
        cite(
            TONELLI,
            r"$\langle T_{K^\infty}g,g\rangle=\mathbb E\|\int g\,\nabla_\theta f(\cdot;\theta_0)d\rho\|^2\ge0$, absolutely "
            r"convergent by this bound",
        ),
        reduction(r"$\mathbb EG_0=G^\infty$ is the definition of $K^\infty$ at the points of the sample"),
    )


ANALYTICAL_NTK = Claim(
    id="bowman2022.eq1.analytical_ntk",
    label="Equation (1)",
    printed=True,
    statement=(
        r"The analytical NTK $K^\infty(x,x')=\mathbb E_{\theta_0}\langle\nabla_\theta f(x;\theta_0),\nabla_\theta "
        r"f(x';\theta_0)\rangle$ is symmetric positive semidefinite (a form may vanish, as for odd gradients at $x$ and $-x$), "
        r"and $T_{K^\infty}$ is a positive semidefinite self-adjoint operator on $L^2(X,\rho)$ whenever "
        r"$\int K^\infty(x,x)d\rho<\infty$; $K^\infty$ is the mean of $K_0$, so the expected Gram matrix is "
        r"$\mathbb EG_0=G^\infty$."
    ),
    expected=Verdict.PROVED,
    scope="any architecture with square-integrable gradients",
    check=_analytical,
    parameters={"strict": False},
    conditions=(TONELLI,),
    control=Control(
        r"$K^\infty$ is strictly positive definite for every architecture of the paper; false for tanh networks without bias "
        r"at $x$ and $-x$.",
        {"strict": True},
    ),
)


def _cauchy_schwarz(square: Rational) -> Step:
    r"""Goal: :math:`(\sum_ik_ig_i)^2 \le a\sum_ik_i^2\sum_ig_i^2` for any number of points, by induction on it."""
    k, g, product = sympy.symbols("k g C", real=True)
    first, second = sympy.symbols("A B", nonnegative=True)
    known = sympy.Symbol("P")
    before = square * first * second - product**2
    return induction(
        [
            nonnegative_combination(
                square * k**2 * g**2 - (k * g) ** 2,
                (square - 1) * (k * g) ** 2,
                {k: Reals(), g: Reals()},
                text=rf"one point: $(kg)^2\le{sympy.latex(square)}\,k^2g^2$",
            )
        ],
        [
            nonnegative_combination(
                first * (square * (first + k**2) * (second + g**2) - (product + k * g) ** 2),
                first * known
                + k**2 * known
                + (first * g - product * k) ** 2
                + (square - 1) * (first**2 * g**2 + first * k**2 * g**2),
                {k: Reals(), g: Reals(), product: Reals(), first: Reals(0), second: Reals(0)},
                given={known: before},
                text=r"one point more, from $A=\sum k_i^2$, $B=\sum g_i^2$, $C=\sum k_ig_i$, times $A$ (for $A=0$ all $k_i$ vanish and "
                r"$C=0$: the case of one point)",
            )
        ],
        text=rf"$(\sum_ik_ig_i)^2\le{sympy.latex(square)}\,\sum_ik_i^2\sum_ig_i^2$ for any number of points",
        goal=True,
    )


def _hilbert_schmidt(square: Rational) -> Derivation:
    return prove(
        definition(r"$D=K-K'$, $T=T_K-T_{K'}=T_D$, $(e_j)$ an orthonormal basis of $L^2(X,\rho)$"),
        _cauchy_schwarz(square),
        inner_product_bound(),
        cite(
            TONELLI,
            r"the same for every $\rho$ (Cauchy-Schwarz), integrated over $x$: $\|Tg\|^2\le\|D\|^2\|g\|^2$, so "
            r"$\|T\|_{op}\le\|D\|$",
        ),
        cite(PARSEVAL, r"$\|D(x,\cdot)\|^2=\sum_j\langle D(x,\cdot),e_j\rangle^2=\sum_j(Te_j)(x)^2$"),
        cite(TONELLI, r"integrated over $x$: $\|D\|^2=\sum_j\|Te_j\|^2=\|T\|_{HS}^2$"),
    )


HILBERT_SCHMIDT = Claim(
    id="bowman2022.eq2.hilbert_schmidt",
    label="Equation (2)",
    printed=True,
    statement=(
        r"For kernels $K,K'\in L^2(X^2,\rho\otimes\rho)$ the operators of equation (2) satisfy "
        r"$\|T_K-T_{K'}\|_{op}\le\|T_K-T_{K'}\|_{HS}=\|K-K'\|_{L^2(X^2,\rho\otimes\rho)}$."
    ),
    hypotheses=(OPERATORS,),
    expected=Verdict.PROVED,
    scope="all square-integrable kernels",
    check=_hilbert_schmidt,
    parameters={"square": Rational(1)},
    conditions=(PARSEVAL, TONELLI),
    control=Control(
        r"$\|T_K\|_{op}\le\frac12\|K\|_{L^2}$ for every $K$; false for $K=1$, where both norms are 1.",
        {"square": Rational(1, 4)},
    ),
)


def _empirical(power: int) -> Derivation:
    n = sympy.Symbol("n", positive=True)
    square, mean = sympy.symbols("A B", nonnegative=True)
    kernel, output = sympy.symbols("K g", real=True)
    return prove(
        definition(r"$\hat\rho=\frac1n\sum_i\delta_{x_i}$, so $\int h\,d\hat\rho=\frac1n\sum_ih(x_i)$"),
        identity(
            kernel * output / n,
            1 / n * (kernel * output),
            {n: Integers(1), kernel: Reals(), output: Reals()},
            text=r"one term of $T_ng(x)=\int K^\infty(x,s)g(s)d\hat\rho(s)$; $T_n^t$ has $K_t$ in place of $K^\infty$",
            goal=True,
        ),
        definition(
            r"$Z_i=K^\infty(x,x_i)g(x_i)$ for fixed $x$: bounded iid with $\mathbb EZ_i=T_{K^\infty}g(x)$, and "
            r"$T_ng(x)=\frac1n\sum Z_i$; $A=\mathbb EZ_i^2$, $B=(\mathbb EZ_i)^2$"
        ),
        cite(FUBINI, r"the variance of $\sum_iZ_i$ is $n(A-B)$"),
        identity(
            n * (square - mean) / n**2,
            (square - mean) / n**power,
            {n: Integers(1), square: Reals(0), mean: Reals(0)},
            text=rf"$\mathbb E(T_ng(x)-T_{{K^\infty}}g(x))^2=n^{{-{power}}}(A-B)$",
            goal=True,
        ),
        cite(
            TONELLI,
            r"integrated over $x$: $\int A\,d\rho=\iint K^\infty(x,s)^2g(s)^2$, $\int B\,d\rho=\|T_{K^\infty}g\|^2$",
        ),
    )


EMPIRICAL_OPERATORS = Claim(
    id="bowman2022.eq3.empirical_operators",
    label="Equation (3)",
    printed=True,
    statement=(
        r"With the empirical measure $\hat\rho=\frac1n\sum\delta_{x_i}$ and continuous $K^\infty$ on compact $X$: "
        r"$T_ng(x)=\frac1n\sum_iK^\infty(x,x_i)g(x_i)=\int K^\infty(x,s)g(s)d\hat\rho(s)$ and "
        r"$T_n^tg=\int K_t(\cdot,s)g(s)d\hat\rho(s)$ (equation (4)); if $K_t=K^\infty$ then $T_n^t=T_n$; and for a fixed "
        r"bounded $g$, $\mathbb E\|(T_n-T_{K^\infty})g\|_{L^2}^2=\frac1n\left[\iint K^\infty(x,s)^2g(s)^2d\rho d\rho-"
        r"\|T_{K^\infty}g\|^2\right]$ for iid $x_i\sim\rho$."
    ),
    expected=Verdict.PROVED,
    scope="fixed g, independent of the sample (the residual r_t is not, which is why the paper needs covering arguments)",
    check=_empirical,
    parameters={"power": 1},
    conditions=(FUBINI, TONELLI),
    control=Control(r"The mean squared error is $\frac1{n^2}[\dots]$; false for $n=2$.", {"power": 2}),
)


def _ideal(rate: Rational) -> Derivation:
    start, r = sympy.symbols("c r", real=True)
    solution = start * exp(-rate * RATE * TIME)
    over = {TIME: Reals(0), RATE: POSITIVE, start: Reals()}
    return prove(
        definition(r"$c_i=\langle r_0,\phi_i\rangle$"),
        expansion(),
        reduction(
            r"$T_K$ is bounded and self-adjoint, so $\partial_t\langle r_t,\phi_i\rangle=-\langle T_Kr_t,\phi_i\rangle="
            r"-\sigma_i\langle r_t,\phi_i\rangle$, and in the same way $\langle r_t,h\rangle$ is constant for $T_Kh=0$"
        ),
        antiderivative(
            solution, -RATE * solution, TIME, over, text=rf"$c\,e^{{-{rate}\sigma t}}$ solves $a'=-\sigma a$", goal=True
        ),
        identity(solution.subs(TIME, 0), start, {start: Reals()}, text="and starts at c", goal=True),
        identity(
            RATE * exp(RATE * TIME) * r + exp(RATE * TIME) * (-RATE * r),
            sympy.Integer(0),
            {TIME: Reals(0), RATE: POSITIVE, r: Reals()},
            text=r"a difference $r$ of two solutions has $(e^{\sigma t}r)'=0$: there is no other",
            goal=True,
        ),
    )


IDEAL_DYNAMICS = Claim(
    id="bowman2022.sec22.ideal_dynamics",
    label="Section 2.2",
    printed=True,
    statement=(
        r"$\partial_tr_t=-T_{K}r_t$ has the unique solution $r_t=e^{-T_Kt}r_0$, and $\langle r_t,\phi_i\rangle_\rho="
        r"e^{-\sigma_it}\langle r_0,\phi_i\rangle_\rho$."
    ),
    hypotheses=(OPERATORS,),
    expected=Verdict.PROVED,
    scope="all t >= 0; 'linearly at rate sigma_i' means geometric convergence",
    check=_ideal,
    parameters={"rate": Rational(1)},
    conditions=(COMPACT,),
    control=Control(
        r"The coefficients decay like $e^{-\sigma_it/2}$; false, that does not solve the equation.",
        {"rate": Rational(1, 2)},
    ),
)
