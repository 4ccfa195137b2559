"""Section 4: variation of constants, the splitting of the operators and the drift of the parameters."""

from __future__ import annotations

import sympy
from sympy import Rational, exp, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    antiderivative,
    definition,
    identity,
    nonnegative_combination,
    positive,
    prove,
    reduction,
    rests_on,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.operators import COMPACT
from ntkproofs.papers.bowman2022.section_2_3 import ZERO_OUTPUT
from ntkproofs.papers.bowman2022.setting import FLOW, OPERATORS, POSITIVE, TIME, expansion, inner_product_bound


def _duhamel(sign: int) -> Derivation:
    s, a, sampled = sympy.symbols("s a c", real=True)
    rate = sympy.Symbol("sigma", nonnegative=True)
    over = {rate: Reals(0), TIME: POSITIVE, s: Reals(), a: Reals(), sampled: Reals()}
    weight = exp(-rate * (TIME - s))
    return prove(
        definition(
            r"$\phi$ an eigenfunction or a function with $T_K\phi=0$, $\sigma\ge0$ its eigenvalue; $a(s)=\langle r_s,\phi\rangle$, "
            r"$c(s)=\langle T_n^sr_s,\phi\rangle$"
        ),
        expansion(),
        reduction(
            r"$T_K$ is self-adjoint: $\langle T_Kr_s,\phi\rangle=\sigma a$; $\partial_sr_s=-T_n^sr_s$: $a'=-c$, continuous in $s$"
        ),
        identity(
            sympy.diff(weight, s) * a + weight * (-sampled),
            weight * sign * (rate * a - sampled),
            over,
            text=rf"$\frac d{{ds}}[e^{{-\sigma(t-s)}}a(s)]=e^{{-\sigma(t-s)}}\langle{'' if sign == 1 else '-'}(T_K-T_n^s)r_s,\phi\rangle$",
            goal=True,
        ),
        identity(
            weight.subs(s, TIME) * a,
            a,
            {rate: Reals(0), TIME: POSITIVE, a: Reals()},
            text=r"at $s=t$ the bracket is $\langle r_t,\phi\rangle$, at $s=0$ it is $\langle e^{-T_Kt}r_0,\phi\rangle$",
            goal=True,
        ),
        reduction(
            r"integrated over $[0,t]$: both sides of the formula have the same product with every $\phi$, and these span "
            r"$L^2(X,\rho)$; products commute with the integral of a continuous function"
        ),
    )


DUHAMEL = Claim(
    id="bowman2022.sec4.duhamel",
    label="Section 4",
    printed=True,
    statement=(
        r"If $\partial_tr_t=-T_n^tr_t$ then $r_t=e^{-T_Kt}r_0+\int_0^te^{-T_K(t-s)}(T_K-T_n^s)r_s\,ds$ (in the paper "
        r"$K=K^\infty$)."
    ),
    hypotheses=(OPERATORS,),
    expected=Verdict.PROVED,
    scope="s -> T_n^s r_s continuous in L2; all t >= 0; the sign is as printed",
    check=_duhamel,
    parameters={"sign": 1},
    conditions=(COMPACT,),
    control=Control(
        r"The same with $(T_n^s-T_K)r_s$; false when $T_n^s=0$, $T_K\ne0$ and $r_s=r_0$ is an eigenfunction.",
        {"sign": -1},
    ),
)


def _splitting(factor: Rational) -> Derivation:
    a, b = sympy.symbols("a b", nonnegative=True)
    n = sympy.Symbol("n", positive=True)
    return prove(
        inner_product_bound(),
        identity(
            (a + b) ** 2 - (a**2 + 2 * a * b + b**2),
            0 * a * b,
            {a: Reals(0), b: Reals(0)},
            text=r"so $\|g+h\|^2=\|g\|^2+2\langle g,h\rangle+\|h\|^2\le(\|g\|+\|h\|)^2$: the first inequality",
            goal=True,
        ),
        reduction(
            r"$\|(T_n-T_n^s)r\|=\|\frac1n\sum_i(K^\infty(\cdot,x_i)-K_s(\cdot,x_i))r(x_i)\|\le\sup_i\|K^\infty(\cdot,x_i)-"
            r"K_s(\cdot,x_i)\|\cdot\frac1n\sum_i|r(x_i)|$"
        ),
        nonnegative_combination(
            factor**2 * (a**2 + b**2) / 2 - ((a + b) / 2) ** 2,
            (a - b) ** 2 / 4 + (factor**2 - 1) * (a**2 + b**2) / 2,
            {a: Reals(0), b: Reals(0)},
            text=rf"$(\frac1n\sum|r(x_i)|)^2\le{sympy.latex(factor**2)}\cdot\frac1n\sum r(x_i)^2$ for $n=2$",
            goal=True,
        ),
        identity(
            (a**2 + b**2) / n**2 - 2 * a * b / n**2,
            (a - b) ** 2 / n**2,
            {a: Reals(0), b: Reals(0), n: Integers(1)},
            text=r"for all $n$: $\frac1n\sum a_i^2-(\frac1n\sum a_i)^2=\frac1{n^2}\sum_{i<j}(a_i-a_j)^2\ge0$ (one pair; each "
            r"$a_i^2$ is in $n-1$ pairs, and $\frac1n-\frac1{n^2}=\frac{n-1}{n^2}$)",
            goal=True,
        ),
        identity(1 / n - 1 / n**2, (n - 1) / n**2, {n: Integers(1)}, text=r"$\frac1n-\frac1{n^2}=\frac{n-1}{n^2}$"),
    )


OPERATOR_SPLITTING = Claim(
    id="bowman2022.sec4.operator_splitting",
    label="Section 4",
    printed=True,
    statement=(
        r"$\|(T_{K^\infty}-T_n^s)r_s\|_{L^2}\le\|(T_{K^\infty}-T_n)r_s\|_{L^2}+\|(T_n-T_n^s)r_s\|_{L^2}$, and "
        r"$\|(T_n-T_n^s)r\|_{L^2}\le\sup_i\|K^\infty(\cdot,x_i)-K_s(\cdot,x_i)\|_{L^2}\,\|\hat r\|_{\mathbb R^n}$ with "
        r"$\|\hat r\|_{\mathbb R^n}^2=\frac1n\sum r(x_i)^2$."
    ),
    expected=Verdict.PROVED,
    scope="all samples and times",
    check=_splitting,
    parameters={"factor": Rational(1)},
    control=Control(
        r"The second inequality with the factor $\frac12$ on the right; false for equal differences and $r(x_1)=r(x_2)=1$, "
        r"$n=2$.",
        {"factor": Rational(1, 2)},
    ),
)


def _drift(power: Rational) -> Derivation:
    first, second, target = sympy.symbols("I J F", real=True)
    t = sympy.Symbol("t", positive=True)
    over = {t: POSITIVE, first: Reals(), second: Reals()}
    half = Rational(1, 2)
    return prove(
        definition(r"$g(s)=\|\partial_\theta\Phi(\theta_s)\|$, $I=\int_0^tg$, $J=\int_0^tg^2$"),
        reduction(
            r"$\|\theta_t-\theta_0\|=\|\int_0^t\partial_\theta\Phi\,ds\|\le I$; $\frac d{ds}\Phi(\theta_s)=-g(s)^2$, so "
            r"$J=\Phi(\theta_0)-\Phi(\theta_t)\le\Phi(\theta_0)$, as $\Phi\ge0$"
        ),
        identity(
            t * (second - 2 * (first / t) * first + (first / t) ** 2 * t),
            t * second - first**2,
            over,
            text=r"$tJ-I^2=t\int_0^t(g-\frac It)^2ds\ge0$: $I\le\sqrt{tJ}$ (Cauchy-Schwarz)",
            goal=True,
        ),
        rests_on(ZERO_OUTPUT.id, r"antisymmetric initialisation: $\hat r_0=-(f^*(x_i))_i$"),
        identity(
            sqrt(t * (target**2 / 2)) ** 2,
            t / 2 * target**2,
            {t: POSITIVE, target: Reals()},
            text=r"$\Phi(\theta_0)=\frac12\|f^*\|_{\mathbb R^n}^2$, so $t\,\Phi(\theta_0)=\frac t2\|f^*\|_{\mathbb R^n}^2$",
            goal=True,
        ),
        antiderivative(
            1 - exp(-t), 1 - (1 - exp(-t)), t, {t: POSITIVE}, text=r"example: $f=\theta$, one sample with $f^*=1$"
        ),
        positive(
            (half * half) ** power - (1 - exp(-half)),
            {},
            text=rf"there, at $t=\frac12$: $1-e^{{-1/2}}<(t\,\Phi(\theta_0))^{{{power}}}$",
            goal=True,
        ),
        positive(
            (8 * half) ** power - (1 - exp(-8)),
            {},
            text=rf"and at $t=8$: $1-e^{{-8}}<(t\,\Phi(\theta_0))^{{{power}}}$",
            goal=True,
        ),
    )


PARAMETER_DRIFT = Claim(
    id="bowman2022.sec4.parameter_drift",
    label="Section 4",
    printed=True,
    statement=(
        r"Along gradient flow $\|\theta_t-\theta_0\|_2\le\sqrt{t\,(\Phi(\theta_0)-\Phi(\theta_t))}\le\sqrt{t\,\Phi(\theta_0)}="
        r"\sqrt{t/2}\,\|f^*\|_{\mathbb R^n}$ (antisymmetric initialisation), hence $O(\sqrt t)$."
    ),
    hypotheses=(FLOW,),
    expected=Verdict.PROVED,
    scope="any model, all t for which the flow exists",
    check=_drift,
    parameters={"power": Rational(1, 2)},
    depends_on=(ZERO_OUTPUT.id,),
    control=Control(
        r"The drift is at most $t\,\Phi(\theta_0)$; false for $f=\theta$, one sample with $f^*=1$, $t=\frac12$: "
        r"$1-e^{-1/2}>\frac14$.",
        {"power": Rational(1)},
    ),
)
