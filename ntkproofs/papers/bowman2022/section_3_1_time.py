"""Section 3.1: failure probability, decay of the top projections, stopping times, Corollaries 3.7 and 3.10."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Rational, exp, log, sqrt

from ntkproofs.checks import (
    Reals,
    definition,
    identity,
    limit,
    nonnegative_by_derivatives,
    nonnegative_combination,
    positive,
    prove,
    reduction,
    rests_on,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.operators import COMPACT
from ntkproofs.papers.bowman2022.setting import OPERATORS, POSITIVE, RATE, TIME, decreasing_exponential, expansion

COROLLARY_37 = (
    r"Corollary 3.7 (taken as hypothesis): for $T\ge1$ and $m=\tilde\Omega(T^4/\epsilon^2)$, $n=\tilde\Omega(T^2/\epsilon^2)$, "
    r"with high probability $\|P_k(r_t-e^{-T_{K^\infty}t}r_0)\|^2\le\left[\frac{1-e^{-\sigma_kt}}{\sigma_k}\right]^2\epsilon$ and "
    r"$\|r_t-e^{-T_{K^\infty}t}r_0\|^2\le t^2\epsilon$ for all $t\le T$ and $k$ with $\sigma_k>0$"
)

EPS, WIDE = (sympy.Symbol(name, positive=True) for name in ("epsilon", "lambda"))


def width(time: Expr, accuracy: Expr) -> Expr:
    """Return the width that Corollary 3.7 requires, up to constants and logarithms."""
    return time**4 / accuracy**2


def samples(time: Expr, accuracy: Expr) -> Expr:
    """Return the number of samples that Corollary 3.7 requires, up to constants and logarithms."""
    return time**2 / accuracy**2


def _from_theorem(lowest: Rational) -> Derivation:
    target, stop, eps = sympy.Symbol("F", nonnegative=True), sympy.Symbol("T", positive=True), EPS
    smaller = eps / (1 + 4 * target**2)
    over = {target: Reals(0), eps: POSITIVE}
    return prove(
        definition(r"$F=\|f^*\|_\infty$, $\epsilon'=\epsilon/(1+4F^2)$; both statements are used with $\epsilon'$"),
        identity(
            4 * target**2 * smaller + smaller,
            eps,
            over,
            text=r"$4F^2\|K^\infty-K_0\|^2+\epsilon'\le4F^2\epsilon'+\epsilon'=\epsilon$",
            goal=True,
        ),
        positive(
            stop**4 - 1,
            {stop: lowest},
            strict=False,
            text=rf"$T^4\ge1$ for $T\ge{lowest}$: $\epsilon'^{{-2}}\le T^4\epsilon'^{{-2}}$, the width of the assumption is included",
            goal=True,
        ),
        identity(
            width(stop, smaller),
            (1 + 4 * target**2) ** 2 * width(stop, eps),
            {**over, stop: POSITIVE},
            text=r"$T^4\epsilon'^{-2}=(1+4F^2)^2\,T^4\epsilon^{-2}$, and the factor is $O(1)$ as $F=O(1)$; $n$ alike",
            goal=True,
        ),
        identity(
            samples(stop, smaller), (1 + 4 * target**2) ** 2 * samples(stop, eps), {**over, stop: POSITIVE}, goal=True
        ),
        reduction(
            r"both events hold outside of the union of the two failures: probability at least "
            r"$1-O(mn)e^{-\Omega(\log^2m)}-\delta(m)$"
        ),
    )


FROM_THEOREM = Claim(
    id="bowman2022.cor37.from_theorem",
    label="Corollary 3.7",
    printed=True,
    statement=(
        r"Theorem 3.5 with $K=K^\infty$ and Assumption 3.6 imply Corollary 3.7: apply both with "
        r"$\epsilon'=\frac\epsilon{1+4\|f^*\|_\infty^2}$, so that $4\|f^*\|_\infty^2\epsilon'+\epsilon'\le\epsilon$; "
        r"$\|f^*\|_\infty=O(1)$ and $T\ge1$ absorb the constants, $\tilde\Omega(\epsilon'^{-2})\le\tilde\Omega(T^4/\epsilon^2)$, "
        r"and the failure probabilities add."
    ),
    expected=Verdict.PROVED,
    scope="the implication; Theorem 3.5 and Assumption 3.6 are hypotheses",
    check=_from_theorem,
    parameters={"lowest": Rational(1)},
    control=Control(
        r"The same choice works for all $T\ge\frac1{10}$; false for $T=\frac1{10}$, where $T^4<1$.",
        {"lowest": Rational(1, 10)},
    ),
)


def _failure(share: Rational) -> Derivation:
    rate, slope, level = sympy.symbols("c B L", positive=True)
    n = sympy.Symbol("n", positive=True)
    return prove(
        definition(
            r"$L=\log m\ge0$, $n\le m^\alpha$, $a>0$, $B=1+\alpha+a$: $m^a\cdot Cmn\,e^{-c\log^2m}\le C\,e^{BL-cL^2}$"
        ),
        nonnegative_combination(
            share * slope**2 - 4 * rate * (slope * level - rate * level**2),
            (slope - 2 * rate * level) ** 2 + (share - 1) * slope**2,
            {rate: POSITIVE, slope: POSITIVE, level: POSITIVE},
            text=rf"$4c(BL-cL^2)\le{share}\,B^2$, so $Cmn\,e^{{-c\log^2m}}\le C\,e^{{{share}B^2/(4c)}}\,m^{{-a}}$",
            goal=True,
        ),
        limit(1 / n, n, Integer(0), text=r"$m^{-1}\to0$: with $a=1$ it tends to 0", goal=True),
    )


FAILURE_PROBABILITY = Claim(
    id="bowman2022.sec31.failure_probability",
    label="Section 3.1",
    printed=True,
    statement=(
        r"If $n\le m^\alpha$ for some fixed $\alpha>0$ then $C\,mn\,e^{-c\log^2m}\to0$ as $m\to\infty$, for all $C,c>0$; it is "
        r"even $O(m^{-a})$ for every $a$: at most $C\,e^{(1+\alpha+a)^2/(4c)}m^{-a}$ for $m\ge1$."
    ),
    expected=Verdict.PROVED,
    scope="all alpha, c, C > 0",
    check=_failure,
    parameters={"share": Rational(1)},
    control=Control(
        r"It is at most $C\,m^{-a}$ for all $m\ge1$; false for $1+\alpha+a=2$, $c=\frac12$, $\log m=1$.",
        {"share": Rational(0)},
    ),
)


def _projected_decay(side: int) -> Derivation:
    x, gap = sympy.symbols("x e", real=True)
    coefficient, bound, target = sympy.symbols("a F f", real=True)
    shift = sympy.Symbol("h", nonnegative=True)
    fact = nonnegative_by_derivatives(
        1 - exp(-side * x),
        x,
        Reals(0),
        text=rf"$e^{{-2\sigma_it}}\le e^{{-2\sigma_kt}}$ when $2(\sigma_i-\sigma_k)t={'' if side == 1 else '-'}x$, $x\ge0$",
        goal=True,
    )
    return prove(
        expansion(),
        fact,
        identity(
            exp(-2 * (RATE + shift) * TIME) * coefficient**2,
            exp(-2 * RATE * TIME) * exp(-2 * shift * TIME) * coefficient**2,
            {RATE: POSITIVE, TIME: POSITIVE, shift: Reals(0), coefficient: Reals()},
            text=r"one mode of $\|P_ke^{-T_Kt}r_0\|^2=\sum_{i\le k}e^{-2\sigma_it}a_i^2$, $\sigma_i=\sigma_k+h$",
            goal=True,
        ),
        reduction(r"summed over $i\le k$: at most $e^{-2\sigma_kt}\sum_{i\le k}a_i^2\le e^{-2\sigma_kt}\|r_0\|^2$"),
        nonnegative_combination(
            bound**2 - target**2,
            gap,
            {bound: Reals(), target: Reals()},
            given={gap: bound**2 - target**2},
            text=r"$f^*(x)^2\le\|f^*\|_\infty^2$ almost everywhere, integrated against a probability measure",
        ),
    )


PROJECTED_DECAY = Claim(
    id="bowman2022.sec31.projected_decay",
    label="Section 3.1",
    printed=True,
    statement=(
        r"$\|P_ke^{-T_{K}t}r_0\|_{L^2}\le e^{-\sigma_kt}\|r_0\|_{L^2}\le e^{-\sigma_kt}\|f^*\|_{L^\infty}$ for all $t\ge0$ when "
        r"$r_0=-f^*$."
    ),
    hypotheses=(OPERATORS,),
    expected=Verdict.PROVED,
    scope="all k, t >= 0",
    check=_projected_decay,
    parameters={"side": 1},
    conditions=(COMPACT,),
    control=Control(
        r"The same without $P_k$; false for $r_0=\phi_{k+1}$ with $\sigma_{k+1}<\sigma_k$ and $t>0$.", {"side": -1}
    ),
)


def _stopping_time(factor: Rational) -> Derivation:
    quotient, later = sympy.Symbol("q", positive=True), sympy.Symbol("h", nonnegative=True)
    time = factor * log(quotient) / RATE
    return prove(
        definition(r"$q=\|f^*\|_\infty/\epsilon\ge1$"),
        rests_on(PROJECTED_DECAY.id, r"the left side is at most $e^{-\sigma_kt}\|f^*\|_\infty$"),
        identity(
            exp(sympy.expand(-RATE * (time + later))) * EPS * quotient,
            EPS * quotient ** (1 - factor) * exp(-RATE * later),
            {RATE: POSITIVE, later: Reals(0), EPS: POSITIVE, quotient: Reals(1)},
            text=rf"$t={factor}\log(q)/\sigma_k+h$: $e^{{-\sigma_kt}}\|f^*\|_\infty=\epsilon\,q^{{1-{factor}}}e^{{-\sigma_kh}}$",
        ),
        decreasing_exponential(),
        nonnegative_combination(
            EPS - EPS * quotient ** (1 - factor),
            Integer(0),
            {EPS: POSITIVE, quotient: Reals(1)},
            text=rf"$\epsilon\,q^{{1-{factor}}}\le\epsilon$ (the case $h=0$ of one mode of eigenvalue $\sigma_k$)",
            goal=True,
        ),
    )


STOPPING_TIME = Claim(
    id="bowman2022.sec31.stopping_time",
    label="Section 3.1",
    printed=True,
    statement=(
        r"$t\ge\frac{\log(\|f^*\|_{L^\infty}/\epsilon)}{\sigma_k}$ suffices for $\|P_ke^{-T_{K^\infty}t}r_0\|_{L^2}\le\epsilon$ "
        r"($r_0=-f^*$, $\sigma_k>0$, $0<\epsilon\le\|f^*\|_{L^\infty}$)."
    ),
    hypotheses=(OPERATORS,),
    expected=Verdict.PROVED,
    scope="all k with sigma_k > 0",
    check=_stopping_time,
    parameters={"factor": Rational(1)},
    conditions=(COMPACT,),
    depends_on=(PROJECTED_DECAY.id,),
    control=Control(
        r"$t\ge\frac{\log(\|f^*\|/\epsilon)}{2\sigma_k}$ suffices; false for $f^*=\phi_k$ of constant modulus, e.g. $K=1$, and "
        r"$\epsilon=\frac12\|f^*\|_\infty$.",
        {"factor": Rational(1, 2)},
    ),
)


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
