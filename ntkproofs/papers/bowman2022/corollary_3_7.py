"""Corollary 3.7: how it follows from Theorem 3.5, and its failure probability."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Rational

from ntkproofs.checks import (
    Reals,
    definition,
    identity,
    limit,
    nonnegative_combination,
    positive,
    prove,
    reduction,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.bowman2022.setting import POSITIVE

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
