"""Corollary 3.10: its exponents, the bound of the test error, and the stopping time it needs."""

from __future__ import annotations

import sympy
from sympy import Rational, exp, log, sqrt

from ntkproofs.checks import (
    Reals,
    definition,
    identity,
    limit,
    nonnegative_by_derivatives,
    nonnegative_combination,
    prove,
    reduction,
    rests_on,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.operators import COMPACT
from ntkproofs.papers.bowman2022.corollary_3_7 import COROLLARY_37, EPS, WIDE, samples, width
from ntkproofs.papers.bowman2022.section_3_1_decay import PROJECTED_DECAY
from ntkproofs.papers.bowman2022.setting import OPERATORS, POSITIVE, RATE, decreasing_exponential, expansion


def _exponents(power: int) -> Derivation:
    target, sigma = sympy.Symbol("F", positive=True), RATE
    accuracy, stop = sigma**2 * EPS / 4, WIDE / sigma
    over = {sigma: POSITIVE, EPS: POSITIVE, WIDE: POSITIVE}
    return prove(
        definition(
            r"$T=\lambda/\sigma$ with $\sigma=\sigma_k$ and $\lambda\ge1$ logarithmic, $\epsilon'=\sigma^2\epsilon/4$"
        ),
        identity(
            width(stop, accuracy),
            16 * WIDE**4 * sigma ** (-power) / EPS**2,
            over,
            text=rf"$T^4/\epsilon'^2=16\lambda^4\sigma^{{-{power}}}\epsilon^{{-2}}$",
            goal=True,
        ),
        identity(
            samples(stop, accuracy),
            16 * WIDE**2 * sigma ** (-6) / EPS**2,
            over,
            text=r"$T^2/\epsilon'^2=16\lambda^2\sigma^{-6}\epsilon^{-2}$",
            goal=True,
        ),
        identity(
            accuracy / sigma**2,
            EPS / 4,
            over,
            text=r"the factor of Corollary 3.7 is at most $1/\sigma$: $\|P_k(r_T-e^{-T_{K^\infty}T}r_0)\|^2\le\epsilon'/\sigma^2=\frac\epsilon4$",
            goal=True,
        ),
        rests_on(PROJECTED_DECAY.id, r"the ideal term is at most $e^{-\sigma T}\|f^*\|_\infty$, $F=\|f^*\|_\infty$"),
        identity(
            exp(-log(2 * target / sqrt(EPS))) * target,
            sqrt(EPS) / 2,
            {target: POSITIVE, EPS: POSITIVE},
            text=r"at $T=\frac1\sigma\log\frac{2F}{\sqrt\epsilon}$ this is $\frac{\sqrt\epsilon}2$, and less later",
            goal=True,
        ),
        identity(
            (sqrt(EPS) / 2 + sqrt(EPS) / 2) ** 2,
            EPS,
            {EPS: POSITIVE},
            text=r"triangle inequality: $\|P_kr_T\|^2\le\epsilon$",
            goal=True,
        ),
    )


COR310_EXPONENTS = Claim(
    id="bowman2022.cor310.exponents",
    label="Corollary 3.10",
    printed=True,
    statement=(
        r"Substituting $\epsilon'=\frac{\sigma_k^2\epsilon}4$ and $T=\tilde\Theta(1/\sigma_k)$, $T\ge1$, in Corollary 3.7 gives "
        r"$\|P_k(r_T-e^{-T_{K^\infty}T}r_0)\|^2\le\frac\epsilon4$ with $m=\tilde\Omega(T^4/\epsilon'^2)="
        r"\tilde\Omega(\sigma_k^{-8}\epsilon^{-2})$ and $n=\tilde\Omega(T^2/\epsilon'^2)=\tilde\Omega(\sigma_k^{-6}\epsilon^{-2})$; "
        r"with $T\ge\frac1{\sigma_k}\log\frac{2\|f^*\|_\infty}{\sqrt\epsilon}$ the ideal term is at most $\frac{\sqrt\epsilon}2$, so "
        r"$\|P_kr_T\|^2\le\epsilon$."
    ),
    hypotheses=(OPERATORS, COROLLARY_37),
    expected=Verdict.PROVED,
    scope="under Corollary 3.7 as hypothesis",
    check=_exponents,
    parameters={"power": 8},
    conditions=(COMPACT,),
    depends_on=(PROJECTED_DECAY.id,),
    control=Control(
        r"$m=\tilde\Omega(\sigma_k^{-6}\epsilon^{-2})$ comes out of the substitution; false, the power is 8.",
        {"power": 6},
    ),
)


def _test_error(weight: Rational) -> Derivation:
    a, b = sympy.symbols("a b", nonnegative=True)
    sigma = RATE
    return prove(
        definition(
            r"$a=\|r_T-e^{-T_{K^\infty}T}r_0\|$, $b=\|e^{-T_{K^\infty}T}r_0\|$; $T=\lambda/\sigma_k$, $\lambda$ logarithmic, "
            r"$\epsilon'=\sigma_k^2\epsilon/4$"
        ),
        nonnegative_combination(
            a**2 + weight * b**2 - (a + b) ** 2 / 2,
            (a - b) ** 2 / 2 + (weight - 1) * b**2,
            {a: Reals(0), b: Reals(0)},
            text=rf"$\frac12\|r_T\|^2\le\frac12(a+b)^2\le a^2+{weight}\,b^2$",
            goal=True,
        ),
        identity(
            (WIDE / sigma) ** 2 * (sigma**2 * EPS / 4),
            WIDE**2 * EPS / 4,
            {sigma: POSITIVE, WIDE: POSITIVE, EPS: POSITIVE},
            text=r"$a^2\le T^2\epsilon'=\frac{\lambda^2}4\epsilon=\tilde\Theta(\epsilon)$",
            goal=True,
        ),
        expansion(),
        decreasing_exponential(),
        reduction(
            r"$b^2=\|P_ke^{-T_{K^\infty}T}r_0\|^2+\|(I-P_k)e^{-T_{K^\infty}T}r_0\|^2$; the modes $i>k$ do not grow: the second "
            r"term is at most $\|(I-P_k)r_0\|^2$"
        ),
        rests_on(COR310_EXPONENTS.id, r"the first term is at most $(\frac{\sqrt\epsilon}2)^2=\frac\epsilon4$"),
    )


COR310_TEST_ERROR = Claim(
    id="bowman2022.cor310.test_error",
    label="Corollary 3.10",
    printed=True,
    statement=(
        r"Under the conditions of Corollary 3.10, $\frac12\|r_T\|_{L^2}^2\le\tilde O(\epsilon)+\|(I-P_k)r_0\|_{L^2}^2$: "
        r"$\frac12\|r_T\|^2\le\|r_T-e^{-T_{K^\infty}T}r_0\|^2+\|e^{-T_{K^\infty}T}r_0\|^2\le T^2\epsilon'+\frac\epsilon4+"
        r"\|(I-P_k)r_0\|^2$ and $T^2\epsilon'=\tilde\Theta(\epsilon)$ for $T=\tilde\Theta(1/\sigma_k)$, $\epsilon'=\sigma_k^2\epsilon/4$."
    ),
    hypotheses=(OPERATORS, COROLLARY_37),
    expected=Verdict.PROVED,
    scope="under Corollary 3.7 as hypothesis",
    check=_test_error,
    parameters={"weight": Rational(1)},
    conditions=(COMPACT,),
    depends_on=(COR310_EXPONENTS.id,),
    control=Control(
        r"$\frac12(a+b)^2\le a^2+\frac12b^2$ (which would put the factor $\frac12$ in front of $\|(I-P_k)r_0\|^2$); false for "
        r"$a=b$.",
        {"weight": Rational(1, 2)},
    ),
)


def _two_sided(slope: int) -> Derivation:
    sigma, eta, n = RATE, sympy.Symbol("eta", positive=True), sympy.Symbol("n", positive=True)
    x = sympy.Symbol("x", real=True)
    stop, accuracy = sigma ** (-1 - eta), sigma**2 * EPS
    over = {sigma: POSITIVE, EPS: POSITIVE, eta: POSITIVE}
    return prove(
        identity(
            width(stop, accuracy),
            sigma ** (-8 - slope * eta) / EPS**2,
            over,
            text=rf"$T^4/\epsilon'^2=\sigma^{{-8-{slope}\eta}}\epsilon^{{-2}}$",
            goal=True,
        ),
        identity(
            samples(stop, accuracy),
            sigma ** (-6 - 2 * eta) / EPS**2,
            over,
            text=r"$T^2/\epsilon'^2=\sigma^{-6-2\eta}\epsilon^{-2}$",
            goal=True,
        ),
        identity(
            stop**2 * accuracy,
            sigma ** (-2 * eta) * EPS,
            over,
            text=r"$T^2\epsilon'=\sigma^{-2\eta}\epsilon$",
            goal=True,
        ),
        nonnegative_by_derivatives(
            exp(x) - 1 - x - x**2 / 2,
            x,
            Reals(0),
            text=r"$e^x\ge1+x+x^2/2$ at $x=2\eta\log\frac1\sigma$: $\sigma^{-2\eta}$",
        ),
        limit(
            (1 + n + n**2 / 2) / n,
            n,
            sympy.oo,
            text=r"so $\sigma^{-2\eta}$ grows faster than $\log\frac1\sigma$ as $\sigma\to0$",
            goal=True,
        ),
        reduction(
            r"the same with $\eta/p$ for $\eta$: $\sigma^{-2\eta}$ grows faster than the $p$-th power of $\log\frac1\sigma$, so "
            r"it is no $\tilde O(1)$"
        ),
    )


TWO_SIDED = Claim(
    id="bowman2022.derived.stopping_time_two_sided",
    label="Corollary 3.10",
    statement=(
        r"The stopping time of Corollary 3.10 must be $\tilde\Theta(1/\sigma_k)$, not only $\tilde\Omega(1/\sigma_k)$: for "
        r"$T=\sigma_k^{-1-\eta}$ with $\eta>0$ and $\epsilon'=\sigma_k^2\epsilon$, Corollary 3.7 requires "
        r"$m=\tilde\Omega(\sigma_k^{-8-4\eta}\epsilon^{-2})$, $n=\tilde\Omega(\sigma_k^{-6-2\eta}\epsilon^{-2})$, and "
        r"$T^2\epsilon'=\sigma_k^{-2\eta}\epsilon$ is no longer $\tilde O(\epsilon)$."
    ),
    hypotheses=(COROLLARY_37,),
    expected=Verdict.PROVED,
    scope="a statement about what the derivation gives",
    check=_two_sided,
    parameters={"slope": 4},
    control=Control(
        r"The requirement on $m$ does not grow with $T$: $\sigma_k^{-8}\epsilon^{-2}$ for every $\eta$; false for $\eta>0$.",
        {"slope": 0},
    ),
)
