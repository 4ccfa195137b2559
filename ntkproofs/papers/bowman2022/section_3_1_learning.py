"""Section 3.1: targets that are learned slowly, and the widths that learning guarantees need."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, exp

from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    identity,
    induction,
    limit,
    nonnegative_combination,
    prove,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.operators import COMPACT, PARSEVAL
from ntkproofs.papers.bowman2022.corollary_3_7 import COROLLARY_37, EPS, samples, width
from ntkproofs.papers.bowman2022.section_3_1_rkhs_rate import RKHS_NORM, mode, supremum
from ntkproofs.papers.bowman2022.setting import OPERATORS, POSITIVE, expansion


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
        mode(),
        supremum(exp(-1) / 2),
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
