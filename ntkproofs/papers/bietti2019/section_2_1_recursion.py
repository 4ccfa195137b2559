"""Section 2.1: the kernels of deep fully connected networks as a recursion."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Rational, cos, pi, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    definition,
    identity,
    induction,
    nonnegative_by_derivatives,
    nonnegative_combination,
    prove,
    recurrence,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gaussian_integrals import ANGLE, gaussian_moment

from .relu_kernels import KAPPAS, kappa, kappa_0, kappa_1

RECURSION = (
    r"$K_0=\Sigma_0=\langle x,x'\rangle$, $\Sigma_k=\sqrt{\Sigma_{k-1}(x,x)\Sigma_{k-1}(x',x')}\,\kappa_1(\rho_{k-1})$, "
    r"$K_k=\Sigma_k+K_{k-1}\kappa_0(\rho_{k-1})$, $\rho_{k-1}$ the normalised $\Sigma_{k-1}(x,x')$"
)

_N = sympy.Symbol("n", integer=True, positive=True)
_POSITIVE = Reals(0, sympy.oo, left_open=True)


def _factor_two(factor: Rational) -> Derivation:
    square, level = sympy.symbols("q Q", positive=True)
    moment = gaussian_moment(1)
    half = moment.value / 2
    return prove(
        definition(r"$q=\|x\|^2$, $Q=\Sigma_{k-1}(x,x)$; at $x=x'$ the pair is $u=v=\sqrt Q\,g$ with $g\sim N(0,1)$"),
        moment.steps,
        reduction(
            r"$g$ and $-g$ have one law and $g^2=g_+^2+(-g)_+^2$, so $E[g_+^2]=E[g^2]/2$; $Q=0$ gives $\Sigma_k=0$"
        ),
        identity(factor * square * half, square, {square: _POSITIVE}, text=r"$\Sigma_1(x,x)=\|x\|^2$", goal=True),
        induction(
            [identity(square, square, {square: _POSITIVE}, text=r"$\Sigma_0(x,x)=\|x\|^2$")],
            [
                identity(
                    factor * level * half,
                    level,
                    {level: _POSITIVE},
                    text=rf"$\Sigma_k(x,x)={factor}\,E[(\sqrt Q g)_+^2]={factor}\,Q/2=\Sigma_{{k-1}}(x,x)$",
                )
            ],
            text=r"$\Sigma_k(x,x)=\|x\|^2$ for all $k\ge0$",
            goal=True,
        ),
    )


FACTOR_TWO = Claim(
    id="bietti2019.section21.factor_two",
    label="Section 2.1",
    printed=True,
    statement=(
        r"In the recursion $\Sigma_0(x,x')=\langle x,x'\rangle$, $\Sigma_k(x,x')=2\,\mathbb{E}_{(u,v)\sim\mathcal N(0,B_k)}"
        r"[u_+v_+]$ with $B_k$ the $2\times2$ covariance of $\Sigma_{k-1}$ at $x,x'$, the factor 2 keeps the scale: "
        r"$\Sigma_k(x,x)=\|x\|^2$ for all $k\ge0$ (no vanishing or exploding)."
    ),
    expected=Verdict.PROVED,
    scope="all k >= 0, all x",
    check=_factor_two,
    parameters={"factor": Rational(2)},
    control=Control(
        r"Without the factor 2 the diagonal stays $\|x\|^2$; false at $k=1$, where it is $\|x\|^2/2$.",
        {"factor": Rational(1)},
    ),
)


def _values(slope: int, offset: int) -> Derivation:
    a, b = sympy.symbols("a b", positive=True)
    rho, deep = sympy.symbols("sigma T", real=True)
    over = {a: _POSITIVE, b: _POSITIVE, ANGLE: Reals(0, pi)}
    at_one = (kappa_0(sympy.Integer(0)), kappa_1(sympy.Integer(0)))
    return prove(
        definition(r"$a=\|x\|$, $b=\|x'\|$, $\rho_{k-1}=\cos\theta$; $T$ is $K_{k-1}$ on the unit sphere"),
        rests_on("bietti2019.section21.factor_two", r"$\Sigma_{k-1}(x,x)=a^2$, $\Sigma_{k-1}(x',x')=b^2$"),
        identity(
            sqrt(a**2 * b**2) * kappa_1(ANGLE),
            a * b * kappa_1(ANGLE),
            over,
            text=r"$\Sigma_k=ab\,\kappa_1(\rho_{k-1})$",
            goal=True,
        ),
        identity(
            a * b * rho / sqrt(a**2 * b**2),
            rho,
            {a: _POSITIVE, b: _POSITIVE, rho: Reals(-1, 1)},
            text=r"$\rho_k=\Sigma_k/(ab)$, so $\rho_0=u$ and $\rho_k=\kappa_1(\rho_{k-1})$ for all $k$",
            goal=True,
        ),
        induction(
            [
                identity(
                    a * b * cos(ANGLE),
                    a * b * cos(ANGLE),
                    over,
                    text=r"$K_0=ab\,u$: the factor $ab$ comes out at $k=0$",
                )
            ],
            [
                identity(
                    a * b * kappa_1(ANGLE) + (a * b * deep) * kappa_0(ANGLE),
                    a * b * (kappa_1(ANGLE) + deep * kappa_0(ANGLE)),
                    {**over, deep: Reals()},
                    text=r"if $K_{k-1}=ab\,T$, then $K_k=ab\,(\rho_k+T\kappa_0(\rho_{k-1}))$",
                )
            ],
            text=r"$K_k(x,x')=ab\,K_k$ on the sphere, for all $k$",
            goal=True,
        ),
        value(at_one[0], sympy.Integer(1), text=r"$\kappa_0(1)=1$"),
        value(at_one[1], sympy.Integer(1), text=r"$\kappa_1(1)=1$, so $\rho_k=1$ for all $k$ when $u=1$"),
        recurrence(
            lambda n: slope * n + offset,
            lambda s, n: s(n) - at_one[1] - s(n - 1) * at_one[0],
            {1: kappa(sympy.Integer(0))},
            _N,
            Integers(2),
            text=rf"$K_n(1)={slope}n+{offset}$, from $K_n(1)=1+K_{{n-1}}(1)$ and $K_1(1)=2$",
            goal=True,
        ),
        identity(
            kappa_1(ANGLE) + cos(ANGLE) * kappa_0(ANGLE),
            kappa(ANGLE),
            {ANGLE: Reals(0, pi)},
            text=r"$K_1=\kappa_1(u)+u\,\kappa_0(u)=\kappa$",
            goal=True,
        ),
    )


DEEP_KERNEL_VALUES = Claim(
    id="bietti2019.section21.deep_kernel_values",
    label="Section 2.1",
    statement=(
        rf"On the unit sphere the recursion {RECURSION} is a map of the cosine: $\rho_0=u$, "
        r"$\rho_k=\kappa_1(\rho_{k-1})=\Sigma_k$, $K_k=\rho_k+K_{k-1}\kappa_0(\rho_{k-1})$; in general $\Sigma_k$ and $K_k$ "
        r"are $\|x\|\|x'\|$ times these. $K_n(1)=n+1$ for all $n$, and $K_1=\kappa$."
    ),
    hypotheses=KAPPAS,
    expected=Verdict.PROVED,
    scope="all n >= 1, all non-zero x, x'; the decimals are test values",
    check=_values,
    parameters={"slope": 1, "offset": 1},
    depends_on=("bietti2019.section21.factor_two",),
    control=Control(r"$K_n(1)=2n$ for all $n$; false at $n=2$, where it is $3$.", {"slope": 2, "offset": 0}),
)


def _order(offset: int) -> Derivation:
    k = sympy.Symbol("k", integer=True, positive=True)
    slack = sympy.Symbol("e", real=True)
    zero, one = kappa_0(ANGLE), kappa_1(ANGLE)
    known_0, known_1 = sympy.symbols("f g", real=True)
    interval = Reals(0, pi)
    above_0 = nonnegative_by_derivatives(zero, ANGLE, interval, text=r"$\kappa_0\ge0$")
    gap = sympy.expand(one - cos(ANGLE) * zero)
    above_1 = nonnegative_by_derivatives(gap, ANGLE, interval, text=r"$\kappa_1-u\kappa_0=\sin\theta/\pi\ge0$")
    over: dict[Any, Reals | Integers] = {k: Integers(1), ANGLE: interval, slack: Reals(0)}
    # With K_(k-1) = (k - 1 + c) rho - e, e >= 0 the slack of the induction hypothesis.
    hypothesis = (k - 1 + offset) * cos(ANGLE) - slack
    return prove(
        definition(
            r"After division by $\|x\|\|x'\|$ (zero vectors give $0\le0$): $\rho=\rho_{k-1}=\cos\theta$, $\Sigma_{k-1}=\rho$, "
            rf"$T=K_{{k-1}}$; the statement with ${offset}$ in place of the $1$ of $n+1$"
        ),
        rests_on(
            "bietti2019.section21.deep_kernel_values", r"$\Sigma_k=\kappa_1(\rho)$ and $K_k=\Sigma_k+T\kappa_0(\rho)$"
        ),
        nonnegative_by_derivatives(
            sympy.expand((1 + offset) * one - kappa(ANGLE)),
            ANGLE,
            interval,
            text=rf"$K_1\le(1+{offset})\Sigma_1$ on $[-1,1]$",
            goal=True,
        ),
        value(
            offset * sympy.Integer(1) - 1,
            sympy.Integer(0),
            text=rf"$K_0=\Sigma_0=(0+{offset})\Sigma_0$: equality at $n=0$",
        ),
        above_0,
        above_1,
        nonnegative_combination(
            (k + offset) * one - (one + hypothesis * zero),
            (k - 1 + offset) * known_1 + slack * known_0,
            over,
            {known_0: (zero, above_0), known_1: (gap, above_1)},
            text=rf"if $T=(k-1+{offset})\rho-e$ with $e\ge0$, then $(k+{offset})\Sigma_k-K_k="
            rf"(k-1+{offset})(\kappa_1-\rho\kappa_0)+e\kappa_0\ge0$ for all $k\ge1$",
            goal=True,
        ),
        value(
            (1 + offset) * one.subs(ANGLE, 0) - kappa(sympy.Integer(0)),
            sympy.Integer(0),
            text=r"equality at $x=x'$ for $n=1$; for all $n$ because $K_n(x,x)=(n+1)\|x\|^2=(n+1)\Sigma_n(x,x)$",
            goal=True,
        ),
    )


KERNEL_ORDER = Claim(
    id="bietti2019.section21.kernel_order",
    label="Section 2.1",
    statement=(
        rf"For the fully connected recursion {RECURSION} one has pointwise $K_n(x,x')\le(n+1)\Sigma_n(x,x')$ for all "
        r"$n\ge0$ and all $x,x'$, with equality for $x=x'$."
    ),
    hypotheses=KAPPAS,
    expected=Verdict.PROVED,
    scope="all n >= 0, all x, x'",
    check=_order,
    parameters={"offset": 1},
    depends_on=("bietti2019.section21.deep_kernel_values",),
    control=Control(r"$K_n\le n\,\Sigma_n$ for all $n\ge1$; false at $u=1$, $n=1$, where $2>1$.", {"offset": 0}),
)
