"""Section 3.1: targets that are learned slowly, at the rate of the RKHS norm, and the widths that follow."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Rational, exp

from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    identity,
    induction,
    limit,
    nonnegative_by_derivatives,
    nonnegative_combination,
    prove,
    reduction,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.operators import COMPACT, PARSEVAL
from ntkproofs.papers.bowman2022.section_3_1_time import COROLLARY_37, EPS, samples, width
from ntkproofs.papers.bowman2022.setting import OPERATORS, POSITIVE, RATE, TIME, expansion

RKHS_NORM = r"$\|f\|_{\mathcal H}^2=\sum_i\langle f,\phi_i\rangle^2/\sigma_i$ over $\sigma_i>0$, for $f$ in the closed span of these $\phi_i$"


def _arbitrarily_slow(limiting: Expr) -> Derivation:
    first, last, following, q = sympy.symbols("e_k e_K e_L q", positive=True)
    over = {first: POSITIVE, last: POSITIVE, following: POSITIVE}
    return prove(
        definition(r"$f^*=\sum_{j\ge1}\sqrt{e_{j-1}-e_j}\,\phi_j$, $L=K+1$"),
        induction(
            [identity(first - first, Integer(0), {first: POSITIVE}, text=r"the empty sum, $K=k$")],
            [
                identity(
                    (first - last) + (last - following),
                    first - following,
                    over,
                    text=r"$\sum_{j=k+1}^{K}(e_{j-1}-e_j)+(e_K-e_{K+1})$",
                )
            ],
            text=r"$\sum_{j=k+1}^K(e_{j-1}-e_j)=e_k-e_K$, which tends to $e_k$",
            goal=True,
        ),
        cite(PARSEVAL, r"the series converges ($k=0$), and $\|(I-P_k)f^*\|^2=\sum_{j>k}(e_{j-1}-e_j)=e_k$"),
        limit(
            (q**2 - 1) / q,
            q,
            limiting,
            text=rf"$e_k=(k+1)^{{-1/2}}$, $k+1=q^2$: $k\|(I-P_k)f^*\|^2=\frac{{q^2-1}}q$ tends to ${sympy.latex(limiting)}$",
            goal=True,
        ),
    )


ARBITRARILY_SLOW = Claim(
    id="bowman2022.sec31.arbitrarily_slow",
    label="Section 3.1",
    printed=True,
    statement=(
        r"For general $f^*$ the quantity $\|(I-P_k)f^*\|_{L^2}^2$ can decay arbitrarily slowly in $k$: for every sequence "
        r"$e_k\downarrow0$ there is $f^*\in L^2$ with $\|(I-P_k)f^*\|^2=e_k$ for all $k\ge0$; with $e_k=(k+1)^{-1/2}$ it is not "
        r"$O(1/k)$."
    ),
    hypotheses=(OPERATORS,),
    expected=Verdict.PROVED,
    scope="infinitely many eigenfunctions, L2 targets (bounded ones if the sum of sqrt(e_(k-1) - e_k) sup|phi_k| is finite)",
    check=_arbitrarily_slow,
    parameters={"limiting": sympy.oo},
    conditions=(PARSEVAL,),
    control=Control(
        r"$k\|(I-P_k)f^*\|^2$ tends to 1 for the $f^*$ with $e_k=(k+1)^{-1/2}$, as a decay like $\frac1k$ would have it; false, "
        r"it is unbounded.",
        {"limiting": Integer(1)},
    ),
)


def _supremum(constant: Expr) -> list[Step]:
    y = sympy.Symbol("y", real=True)
    gap = 2 * constant * exp(y) - y
    shown = sympy.latex(constant)
    return [
        nonnegative_by_derivatives(
            gap,
            y,
            domain,
            text=rf"$2\cdot{shown}\,e^y\ge y$ on ${domain}$, that is $\frac y2e^{{-y}}\le{shown}$",
            goal=True,
        )
        for domain in (Reals(0, 1), Reals(1))
    ]


def _mode() -> Step:
    coefficient = sympy.Symbol("a", real=True)
    return identity(
        exp(-2 * RATE * TIME) * coefficient**2,
        1 / TIME * (RATE * TIME * exp(-2 * RATE * TIME)) * (coefficient**2 / RATE),
        {RATE: POSITIVE, TIME: POSITIVE, coefficient: Reals()},
        text=r"one mode: $e^{-2\sigma t}a^2=\frac1t\cdot\frac y2e^{-y}\cdot\frac{a^2}\sigma$ with $y=2\sigma t$",
        goal=True,
    )


def _rkhs_rate(constant: Expr) -> Derivation:
    return prove(
        definition(RKHS_NORM),
        expansion(),
        _mode(),
        _supremum(constant),
        reduction(
            r"summed over the modes: $\|e^{-T_{K^\infty}t}f^*\|^2\le\frac Ct\sum_i\frac{a_i^2}{\sigma_i}$, $C$ this constant"
        ),
    )


RKHS_RATE = Claim(
    id="bowman2022.sec31.rkhs_rate",
    label="Section 3.1",
    printed=True,
    statement=(
        r"If $f^*$ is in the RKHS of $K^\infty$, then $\|e^{-T_{K^\infty}t}r_0\|_{L^2}^2\le\frac1{2et}\|f^*\|_{\mathcal H}^2="
        r"O\left(\frac{\|f^*\|_{\mathcal H}^2}t\right)$ for all $t>0$ ($r_0=-f^*$)."
    ),
    hypotheses=(OPERATORS, RKHS_NORM),
    expected=Verdict.PROVED,
    scope="all t > 0, all f* in the RKHS",
    check=_rkhs_rate,
    parameters={"constant": exp(-1) / 2},
    conditions=(COMPACT,),
    control=Control(
        r"The same with the constant $\frac1{4e}$; false for $f^*=\phi_i$ at $t=\frac1{2\sigma_i}$.",
        {"constant": exp(-1) / 4},
    ),
)


def _rate_sharp(point: Rational) -> Derivation:
    u, x, n = sympy.symbols("u x n", real=True)
    return prove(
        definition(
            r"$y=2\sigma t$, $u=y-1$; with the constant $\frac1{2e}$ a mode reaches its bound exactly when $e^u-1-u=0$"
        ),
        expansion(),
        _mode(),
        value(
            exp(point - 1) - point,
            Integer(0),
            text=rf"equality at $y={point}$, that is $\sigma=\frac{{{point}}}{{2t}}$",
            goal=True,
        ),
        *(
            nonnegative_by_derivatives(
                exp(u) - 1 - u - u**2 / 4,
                u,
                domain,
                text=rf"$e^u-1-u\ge\frac{{u^2}}4$ on ${domain}$: strict for $u\ne0$",
                goal=True,
            )
            for domain in (Reals(-1, 0), Reals(0))
        ),
        reduction(
            r"so $f^*\ne0$ reaches the bound if and only if all its modes have $\sigma_i=\frac1{2t}$, which is possible exactly "
            r"when $\frac1{2t}$ is an eigenvalue"
        ),
        definition(
            r"fixed $f^*$: $t\|e^{-T_{K^\infty}t}f^*\|^2=\sum_i\frac{y_i}2e^{-y_i}\frac{a_i^2}{\sigma_i}$, $y_i=2\sigma_it$"
        ),
        nonnegative_by_derivatives(
            exp(x) - (1 + x + x**2 / 2), x, Reals(0), text=r"$e^y\ge1+y+y^2/2$, so $ye^{-y}\le\frac y{1+y+y^2/2}$"
        ),
        limit(
            n / (1 + n + n**2 / 2), n, Integer(0), text=r"which tends to 0 as $y\to\infty$: each mode does", goal=True
        ),
        reduction(
            r"the modes $i>N$ sum to at most $\frac1{2e}\sum_{i>N}a_i^2/\sigma_i$, small for large $N$ as the series converges; "
            r"the first $N$ tend to 0: the whole tends to 0"
        ),
        _supremum(exp(-1) / 2),
    )


RKHS_RATE_SHARP = Claim(
    id="bowman2022.derived.rkhs_rate_sharp",
    label="Section 3.1",
    statement=(
        r"The constant in $\|e^{-T_{K^\infty}t}f^*\|_{L^2}^2\le\frac1{2et}\|f^*\|_{\mathcal H}^2$ is attained at time $t$ by some "
        r"$f^*\ne0$ exactly when $\frac1{2t}$ is an eigenvalue $\sigma_i$ (by $f^*=\phi_i$); for fixed $f^*\in\mathcal H$ the left "
        r"side is even $o(1/t)$ as $t\to\infty$."
    ),
    hypotheses=(OPERATORS, RKHS_NORM),
    expected=Verdict.PROVED,
    scope="all t > 0; fixed f* for the second part",
    check=_rate_sharp,
    parameters={"point": Rational(1)},
    conditions=(COMPACT,),
    control=Control(
        r"It is attained by $\phi_i$ when $\sigma_i=\frac1t$; false, there $\frac y2e^{-y}=e^{-2}<\frac1{2e}$.",
        {"point": Rational(2)},
    ),
)


def _learning(power: int) -> Derivation:
    norm = sympy.Symbol("N", positive=True)
    stop, accuracy = 1 / EPS, EPS**3
    over = {EPS: POSITIVE}
    a, b = sympy.symbols("a b", real=True)
    return prove(
        definition(r"$T=\epsilon^{-1}$, $\epsilon'=\epsilon^3$, $N=\|f^*\|_{\mathcal H}^2$, a constant"),
        identity(stop**2 * accuracy, EPS, over, text=r"$T^2\epsilon'=\epsilon$", goal=True),
        identity(
            width(stop, accuracy),
            EPS ** (-power),
            over,
            text=rf"$T^4\epsilon'^{{-2}}=\epsilon^{{-{power}}}$",
            goal=True,
        ),
        identity(samples(stop, accuracy), EPS ** (-8), over, text=r"$T^2\epsilon'^{-2}=\epsilon^{-8}$", goal=True),
        expansion(),
        _mode(),
        _supremum(exp(-1) / 2),
        identity(
            exp(-1) / 2 * norm / stop,
            exp(-1) / 2 * norm * EPS,
            {EPS: POSITIVE, norm: POSITIVE},
            text=r"the ideal term is at most $\frac N{2eT}=\frac N{2e}\epsilon$",
            goal=True,
        ),
        nonnegative_combination(
            2 * a**2 + 2 * b**2 - (a + b) ** 2,
            (a - b) ** 2,
            {a: Reals(), b: Reals()},
            text=r"$\frac12\|r_T\|^2\le a^2+b^2\le\epsilon+\frac N{2e}\epsilon=O(\epsilon)$",
            goal=True,
        ),
    )


RKHS_LEARNING = Claim(
    id="bowman2022.sec31.rkhs_learning",
    label="Section 3.1",
    printed=True,
    statement=(
        r"For $f^*\in\mathcal H$ the stopping time $T\sim\epsilon^{-1}$ brings the test error to $O(\epsilon)$ provided "
        r"$m,n=\tilde\Omega(\mathrm{poly}(\epsilon^{-1}))$: from Corollary 3.7 with $\epsilon'=\epsilon^3$ ($T^2\epsilon'=\epsilon$), "
        r"$m=\tilde\Omega(T^4\epsilon'^{-2})=\tilde\Omega(\epsilon^{-10})$ and $n=\tilde\Omega(T^2\epsilon'^{-2})="
        r"\tilde\Omega(\epsilon^{-8})$."
    ),
    hypotheses=(OPERATORS, RKHS_NORM, COROLLARY_37),
    expected=Verdict.PROVED,
    scope="under Corollary 3.7 as hypothesis, epsilon <= 1; the explicit exponents are ours, the paper says poly",
    check=_learning,
    parameters={"power": 10},
    conditions=(COMPACT,),
    control=Control(r"$m=\tilde\Omega(\epsilon^{-8})$ comes out; false, the power is 10.", {"power": 8}),
)


def _power_law(slope: int) -> Derivation:
    xi = sympy.Symbol("xi", positive=True)
    stop, accuracy = EPS ** (-1 / xi), EPS ** (1 + 2 / xi)
    over = {EPS: POSITIVE, xi: POSITIVE}
    a, b = sympy.symbols("a b", real=True)
    return prove(
        definition(r"$T=\epsilon^{-1/\xi}$, $\epsilon'=\epsilon^{1+2/\xi}$"),
        identity(stop**2 * accuracy, EPS, over, text=r"$T^2\epsilon'=\epsilon$", goal=True),
        identity(
            width(stop, accuracy),
            EPS ** (-2 - slope / xi),
            over,
            text=rf"$T^4\epsilon'^{{-2}}=\epsilon^{{-2-{slope}/\xi}}$",
            goal=True,
        ),
        identity(
            samples(stop, accuracy),
            EPS ** (-2 - 6 / xi),
            over,
            text=r"$T^2\epsilon'^{-2}=\epsilon^{-2-6/\xi}$",
            goal=True,
        ),
        identity(stop ** (-xi), EPS, over, text=r"the ideal term is $\sim CT^{-\xi}=C\epsilon$", goal=True),
        nonnegative_combination(
            2 * a**2 + 2 * b**2 - (a + b) ** 2,
            (a - b) ** 2,
            {a: Reals(), b: Reals()},
            text=r"$\frac12\|r_T\|^2\le a^2+b^2=O(\epsilon)$",
            goal=True,
        ),
    )


POWER_LAW_LEARNING = Claim(
    id="bowman2022.sec31.power_law_learning",
    label="Section 3.1",
    printed=True,
    statement=(
        r"If $\|e^{-T_{K^\infty}t}r_0\|_{L^2}^2\sim Ct^{-\xi}$, the stopping time $T\sim\epsilon^{-1/\xi}$ gives test error "
        r"$O(\epsilon)$ for $m=\tilde\Omega(\epsilon^{-2-8/\xi})$ and $n=\tilde\Omega(\epsilon^{-2-6/\xi})$ (Corollary 3.7 with "
        r"$\epsilon'=\epsilon^{1+2/\xi}$)."
    ),
    hypotheses=(OPERATORS, COROLLARY_37),
    expected=Verdict.PROVED,
    scope="under Corollary 3.7 and the power law as hypotheses; for xi = 1 it reduces to the powers 10 and 8",
    check=_power_law,
    parameters={"slope": 8},
    control=Control(
        r"$m=\tilde\Omega(\epsilon^{-2-4/\xi})$ comes out; false, it is $\epsilon^{-2-8/\xi}$.", {"slope": 4}
    ),
)
