r"""The Laplace kernel on the sphere as a series of powers, and its elementary eigenvalues on the two-sphere."""

from __future__ import annotations

import sympy
from sympy import Rational, Symbol, exp, gamma, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    antiderivative,
    cite,
    definition,
    identity,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.harmonics import ADDITION
from ntkproofs.papers.bietti2019.spectral_sequences import J

from .powers import POWER_ID, power_eigenvalue
from .setting import CONVENTIONS, WIDTH, WIDTHS

TAIL_ID = "geifman2020.derived.laplace_series_tail"
HYPERGEOMETRIC_ID = "geifman2020.derived.laplace_hypergeometric"
LEADING_ID = "geifman2020.derived.laplace_leading_constant"
_N, _X = Symbol("n", positive=True), Symbol("x", positive=True)
_ZERO, _ONE = sympy.Integer(0), sympy.Integer(1)
_HALF = Rational(1, 2)


def _tail(claimed: str) -> Derivation:
    n, c, j = _N, WIDTH, J
    bound = Rational(2) ** 6 / sympy.factorial(6) / (1 - Rational(2, 7)) if claimed == "formula" else Rational(1, 10**6)
    partial = sum(Rational((-2) ** i) / sympy.factorial(i) / (Rational(i, 2) + 1) for i in range(6))
    exact = (1 - 3 * exp(-2)) / 2
    return prove(
        rests_on("geifman2020.derived.laplace_two_sphere_elementary", r"$d=3$, $c=1$: $\mu_0=\frac12(1-3e^{-2})$"),
        rests_on(POWER_ID, r"$d=3$: $\mu_0[(1-t)^{n/2}]=2^{n/2}/(\frac n2+1)$"),
        value(
            power_eigenvalue(_ZERO, sympy.Integer(3), Rational(3, 2)),
            2 ** Rational(3, 2) / (Rational(3, 2) + 1),
            text=r"for instance $\mu_0[(1-t)^{3/2}]=2^{3/2}\cdot\frac25$",
        ),
        positive(
            bound**2 - (exact - partial) ** 2,
            {},
            text=rf"$d=3$, $c=1$, $k=0$, $N=5$: the remainder is below ${bound}$ in modulus",
            goal=True,
        ),
        definition(r"$e^{-c\sqrt{2(1-t)}}=\sum_n\frac{(-c\sqrt2)^n}{n!}(1-t)^{n/2}$, uniformly convergent on $[-1,1]$"),
        cite(ADDITION, r"$N(d,k)P_k=\sum_jY_{k,j}(\mathbf x)Y_{k,j}(\mathbf z)$, so $|P_k|\le1$ by Cauchy and Schwarz"),
        reduction(r"$c_d\int(1-t^2)^{(d-3)/2}dt=1$ and $0\le1-t\le2$ give $|\mu_k[(1-t)^{n/2}]|\le2^{n/2}$"),
        identity(
            c * sqrt(2) * sqrt(2),
            2 * c,
            WIDTHS,
            text=r"$c\sqrt2\cdot2^{1/2}=2c$, so $(c\sqrt2)^n2^{n/2}=(2c)^n$: the term of index $n$ is at most $(2c)^n/n!$",
            goal=True,
        ),
        identity(
            (2 * c) ** (n + 1) / gamma(n + 2),
            (2 * c) ** n / gamma(n + 1) * (2 * c) / (n + 1),
            {n: Integers(0), **WIDTHS},
            text=r"$\frac{(2c)^{n+1}}{(n+1)!}=\frac{(2c)^n}{n!}\cdot\frac{2c}{n+1}$",
            goal=True,
        ),
        positive(
            2 * c / (n + 2) - 2 * c / (n + 2 + j),
            {n: 0, j: 0, c: 0},
            strict=False,
            text=r"from $n=N+1$ on the quotients are at most $\frac{2c}{N+2}$: a geometric series bounds the rest",
            goal=True,
        ),
    )


TAIL = Claim(
    id="geifman2020.derived.laplace_series_tail",
    label="Theorem 2",
    statement=(
        r"$\mu_k[e^{-c\sqrt{2(1-t)}}]=\sum_{n\ge0}\frac{(-c\sqrt2)^n}{n!}\mu_k[(1-t)^{n/2}]$ with remainder after "
        r"the term $n=N$ at most $\sum_{n>N}\frac{(2c)^n}{n!}\le\frac{(2c)^{N+1}}{(N+1)!}\frac1{1-2c/(N+2)}$ for "
        "$N+2>2c$, uniformly in $k$ and $d$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=r"All $k\ge0$, $d\ge2$, $c>0$.",
    check=_tail,
    parameters={"claimed": "formula"},
    depends_on=("geifman2020.derived.laplace_two_sphere_elementary", POWER_ID),
    conditions=(ADDITION,),
    control=Control(
        "The remainder after $N=5$ terms is below $10^{-6}$ for $c=1$.",
        {"claimed": "small"},
    ),
)


def _two_sphere(printed: str) -> Derivation:
    s, c = Symbol("s", positive=True), WIDTH
    weight = exp(-2 * c * s) * s
    primitive = -exp(-2 * c * s) * (2 * c * s + 1) / (4 * c**2)
    value_0 = 2 * (primitive.subs(s, 1) - primitive.subs(s, 0))
    claimed = (1 - exp(-2 * c) * (1 + 2 * c)) / (2 * c**2) if printed == "quadratic" else (1 - exp(-2 * c)) / (2 * c)
    over: dict[Symbol, Domain] = {s: Reals(0, 1), **WIDTHS}
    return prove(
        definition(
            r"$d=3$: $c_d=\frac12$ and the weight is 1, so $\mu_k=\frac12\int_{-1}^1\kappa(t)P_k(t)dt$; $t=1-2s^2$, $s\in[0,1]$"
        ),
        identity(
            Rational(1, 2) * exp(-c * 2 * s) * 4 * s,
            2 * weight,
            over,
            text=r"$\frac12e^{-c\sqrt{2(1-t)}}\,|dt|=2e^{-2cs}s\,ds$, as $\sqrt{2(1-t)}=\sqrt{4s^2}=2s$ and $|dt|=4s\,ds$",
            goal=True,
        ),
        antiderivative(primitive, weight, s, over),
        identity(value_0, claimed, WIDTHS, text=r"$\mu_0$ is the formula", goal=True),
        reduction(r"$P_k(1-2s^2)$ is a polynomial in $s$, and $\int e^{-2cs}s^mds$ is elementary by parts"),
    )


TWO_SPHERE = Claim(
    id="geifman2020.derived.laplace_two_sphere_elementary",
    label="Theorem 2",
    statement=(
        r"On $\mathbb S^2$ ($d=3$) all eigenvalues of $e^{-c\|\mathbf x-\mathbf z\|}$ are elementary: "
        r"$\mu_k=2\int_0^1e^{-2cs}sP_k(1-2s^2)ds$; in particular $\mu_0=\frac{1-e^{-2c}(1+2c)}{2c^2}$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=r"$d=3$, all $k\ge0$, $c>0$.",
    check=_two_sphere,
    parameters={"printed": "quadratic"},
    control=Control(
        r"$\mu_0=\frac{1-e^{-2c}}{2c}$.",
        {"printed": "linear"},
    ),
)
