r"""Eigenvalues of :math:`t^n` and :math:`(1-t^2)^a` in every degree and dimension."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, Symbol, gamma, pi, rf, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    cite,
    definition,
    identity,
    positive,
    prove,
    recurrence,
    reduction,
    rests_on,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gamma_function import BETA, DUPLICATION
from ntkproofs.papers.background.gegenbauer import RELATIONS
from ntkproofs.papers.bietti2019.gegenbauer_coefficients import beta, normalisation
from ntkproofs.papers.bietti2019.spectral_sequences import DIMENSIONS, D, J, K

from .setting import CONVENTIONS

MONOMIAL_ID = "geifman2020.derived.monomial_eigenvalues"
EVEN_WEIGHT_ID = "geifman2020.derived.even_weight_power"

X = Symbol("x", positive=True)  # the exponent less its lower bound -(d-1)/2
_T = Symbol("t", real=True)
_ABOVE: dict[Symbol, Domain] = {X: Reals(0, left_open=True), **DIMENSIONS}
_ZERO, _ONE = sympy.Integer(0), sympy.Integer(1)
_RECURRENCE = r"$(2k+d-2)\,tP_k=kP_{k-1}+(k+d-2)P_{k+1}$ for $k\ge1$, $P_0=1$, $P_1=t$"


def monomial_eigenvalue(k: Expr, d: Expr, i: Expr) -> Expr:
    r"""Return :math:`\mu_k[t^{k+2i}] = \Gamma(d/2)\,n! / (2^n\,i!\,\Gamma(\frac{n+k+d}2))`, n = k + 2i.

    >>> monomial_eigenvalue(sympy.Integer(0), sympy.Integer(3), sympy.Integer(1))
    1/3
    """
    n = k + 2 * i
    return gamma(d / 2) * gamma(n + 1) / (2**n * gamma(i + 1) * gamma(k + i + d / 2))


def _monomial(degree: int) -> Derivation:
    k, d, i = K, D, J
    n = k + 2 * i
    double = 2 ** (2 * i) / sqrt(pi) * gamma(i + Rational(1, 2)) * gamma(i + 1)
    printed = (
        gamma(d / 2) * gamma(n + 1) * gamma(i + Rational(1, 2)) / (2**k * sqrt(pi) * double * gamma(k + i + d / 2))
    )
    over: dict[Symbol, Domain] = {k: Integers(1), i: Integers(1), **DIMENSIONS}
    return prove(
        rests_on(RELATIONS, _RECURRENCE + r"; $\int_{-1}^1P_k(t)(1-t^2)^{(d-3)/2}dt=0$ for $k\ge1$"),
        identity(
            monomial_eigenvalue(sympy.Integer(degree), d, sympy.Integer(1) - Rational(degree, 2)),
            1 / d,
            DIMENSIONS,
            text=rf"$\mu_{degree}[t^2]=1/d$",
            goal=True,
        ),
        reduction(
            r"$\mu_0[1]=1$, $\mu_k[1]=0$ for $k\ge1$, $\mu_0[t^{n+1}]=\mu_1[t^n]$ and "
            r"$(2k+d-2)\mu_k[t^{n+1}]=k\,\mu_{k-1}[t^n]+(k+d-2)\,\mu_{k+1}[t^n]$ for $k\ge1$ determine all $\mu_k[t^n]$ by "
            r"induction on $n$. They stay 0 for $n<k$ and for $n\not\equiv k$ mod 2; along $n=k+2i$ the closed form "
            r"$G(k,i)=\Gamma(\frac d2)\,n!/(2^n\,i!\,\Gamma(\frac{n+k+d}2))$ satisfies the same rules"
        ),
        identity(monomial_eigenvalue(_ZERO, d, _ZERO), _ONE, DIMENSIONS, text=r"$G(0,0)=1$", goal=True),
        identity(
            monomial_eigenvalue(_ZERO, d, i),
            monomial_eigenvalue(_ONE, d, i - 1),
            {i: Integers(1), **DIMENSIONS},
            text=r"$G(0,i)=G(1,i-1)$ for $i\ge1$",
            goal=True,
        ),
        identity(
            (2 * k + d - 2) * monomial_eigenvalue(k, d, i),
            k * monomial_eigenvalue(k - 1, d, i) + (k + d - 2) * monomial_eigenvalue(k + 1, d, i - 1),
            over,
            text=r"$(2k+d-2)G(k,i)=k\,G(k-1,i)+(k+d-2)\,G(k+1,i-1)$ for $k,i\ge1$",
            goal=True,
        ),
        identity(
            (2 * k + d - 2) * monomial_eigenvalue(k, d, _ZERO),
            k * monomial_eigenvalue(k - 1, d, _ZERO),
            {k: Integers(1), **DIMENSIONS},
            text=r"$(2k+d-2)G(k,0)=k\,G(k-1,0)$ for $k\ge1$, where $\mu_{k+1}[t^{k-1}]=0$",
            goal=True,
        ),
        cite(DUPLICATION, r"$(n-k)!=\Gamma(2i+1)=2^{2i}\Gamma(i+\frac12)\Gamma(i+1)/\sqrt\pi$"),
        identity(
            printed,
            monomial_eigenvalue(k, d, i),
            {k: Integers(0), i: Integers(0), **DIMENSIONS},
            text=r"the formula of the statement is $G(k,i)$",
            goal=True,
        ),
        reduction(r"$G(k,i)$ is a quotient of values of $\Gamma$ at positive arguments, hence positive"),
    )


MONOMIAL = Claim(
    id="geifman2020.derived.monomial_eigenvalues",
    label="Section 3.2",
    statement=(
        r"$\mu_k[t^n]=\frac{\Gamma(d/2)\,n!\,\Gamma(\frac{n-k+1}2)}{2^k\sqrt\pi\,(n-k)!\,\Gamma(\frac{n+k+d}2)}$ "
        r"if $n\ge k$ and $n\equiv k$ mod 2, and 0 otherwise; in particular $\mu_k[t^n]\ge0$, with strict sign "
        r"exactly when $n\ge k$, $n\equiv k$ mod 2."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=r"All integers $n,k\ge0$, $d\ge2$.",
    check=_monomial,
    parameters={"degree": 0},
    depends_on=(RELATIONS,),
    conditions=(DUPLICATION,),
    control=Control(
        r"$\mu_2[t^2]=1/d$ (it is $\mu_0[t^2]=1/d$).",
        {"degree": 2},
    ),
)


def even_weight(j: Expr, d: Expr, a: Expr) -> Expr:
    r"""Return :math:`\mu_{2j}[(1-t^2)^a]`."""
    lam, half = (d - 2) / 2, Rational(1, 2)
    front = gamma(d / 2) * gamma(lam + a + half) / (gamma(lam + half) * gamma(lam + a + 1))
    return front * rf(-a, j) * rf(half, j) / (rf(lam + a + 1, j) * rf(lam + half, j))


def _even_weight(sign: int) -> Derivation:
    k, d, j, t = K, D, J, _T
    a = X - (d - 1) / 2
    p, slope = sympy.symbols("P S", real=True)
    before, after = sympy.symbols("A C", real=True)
    weight = (1 - t**2) ** X
    return prove(
        definition(r"$a=x-\frac{d-1}2$, $x>0$; $s_k=\mu_k[(1-t^2)^a]$, so that $s_k=c_d\int P_k(1-t^2)^{x-1}dt$"),
        rests_on(
            RELATIONS,
            r"(G1) $(2k+d-2)tP_k=kP_{k-1}+k'P_{k+1}$, (G2) $(2k+d-2)(1-t^2)P_k'=kk'(P_{k-1}-P_{k+1})$, $k'=k+d-2$; "
            r"$P_k(-t)=(-1)^kP_k(t)$, hence $s_k=0$ for odd $k$",
        ),
        positive(
            sign * even_weight(_ONE, sympy.Integer(3), Rational(1, 2)),
            {},
            text=rf"${'' if sign > 0 else '-'}\mu_2[\sqrt{{1-t^2}}]>0$ for $d=3$, by the formula",
            goal=True,
        ),
        identity(
            sympy.diff(weight, t) * p + weight * slope,
            (1 - t**2) ** (X - 1) * ((1 - t**2) * slope - 2 * X * t * p),
            text=r"$\bigl((1-t^2)^xP_k\bigr)'=(1-t^2)^{x-1}\bigl[(1-t^2)P_k'-2x\,tP_k\bigr]$",
        ),
        identity(
            k * (k + d - 2) * (before - after) - 2 * X * (k * before + (k + d - 2) * after),
            k * (k + d - 2 - 2 * X) * before - (k + d - 2) * (k + 2 * X) * after,
            text=r"$(2k+d-2)[\dots]=k(k'-2x)P_{k-1}-k'(k+2x)P_{k+1}$ by (G1) and (G2)",
        ),
        reduction(
            r"The integral of the derivative is 0, as $x>0$: $k'(k+2x)s_{k+1}=k(k'-2x)s_{k-1}$ for $k\ge1$; at $k=2j+1$ "
            r"it determines $s_{2j+2}$ from $s_{2j}$"
        ),
        positive((2 * j + d - 1) * (2 * j + 1 + 2 * X), {j: 0, d: 2, X: 0}, text=r"$k'(k+2x)>0$"),
        cite(BETA, r"$s_0=c_d\int_{-1}^1(1-t^2)^{x-1}dt=c_d\,\Gamma(\frac12)\Gamma(x)/\Gamma(x+\frac12)$"),
        recurrence(
            lambda n: even_weight(n, d, a),
            lambda s, n: (
                (2 * n + d - 1) * (2 * n + 1 + 2 * X) * s(n + 1) - (2 * n + 1) * (2 * n + d - 1 - 2 * X) * s(n)
            ),
            {0: normalisation(d) * beta(Rational(1, 2), X)},
            j,
            Integers(0),
            _ABOVE,
            text=r"$s_{2j}$ is the closed form for all $j\ge0$",
            goal=True,
        ),
    )


EVEN_WEIGHT = Claim(
    id="geifman2020.derived.even_weight_power",
    label="Section 3.2",
    statement=(
        r"For $a>-(d-1)/2$, $\lambda=(d-2)/2$: "
        r"$\mu_{2j}[(1-t^2)^a]=\frac{\Gamma(d/2)\Gamma(\lambda+a+\frac12)}{\Gamma(\lambda+\frac12)\Gamma(\lambda+a+1)}\,\frac{(-a)_j(\frac12)_j}{(\lambda+a+1)_j(\lambda+\frac12)_j}$ "
        r"and $\mu_{2j+1}[(1-t^2)^a]=0$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=r"All $j\ge0$, $d\ge2$, $a>-(d-1)/2$.",
    check=_even_weight,
    parameters={"sign": -1},
    depends_on=(RELATIONS,),
    conditions=(BETA,),
    control=Control(
        r"For $a=\frac12$, $d=3$, $j=1$ the value is positive.",
        {"sign": 1},
    ),
)
