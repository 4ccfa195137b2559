"""Section 3.1: the rate at which the ideal dynamics learn a target in the RKHS."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Rational, exp

from ntkproofs.checks import (
    Reals,
    definition,
    identity,
    limit,
    nonnegative_by_derivatives,
    prove,
    reduction,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.operators import COMPACT
from ntkproofs.papers.bowman2022.setting import OPERATORS, POSITIVE, RATE, TIME, expansion

RKHS_NORM = r"$\|f\|_{\mathcal H}^2=\sum_i\langle f,\phi_i\rangle^2/\sigma_i$ over $\sigma_i>0$, for $f$ in the closed span of these $\phi_i$"


def supremum(constant: Expr) -> list[Step]:
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


def mode() -> Step:
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
        mode(),
        supremum(constant),
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
        mode(),
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
        supremum(exp(-1) / 2),
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
