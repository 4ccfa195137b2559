"""Section 3.1: decay of the projection on the top eigenfunctions, and the time that it takes."""

from __future__ import annotations

import sympy
from sympy import Integer, Rational, exp, log

from ntkproofs.checks import (
    Reals,
    definition,
    identity,
    nonnegative_by_derivatives,
    nonnegative_combination,
    prove,
    reduction,
    rests_on,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.operators import COMPACT
from ntkproofs.papers.bowman2022.corollary_3_7 import EPS
from ntkproofs.papers.bowman2022.setting import OPERATORS, POSITIVE, RATE, TIME, decreasing_exponential, expansion


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
