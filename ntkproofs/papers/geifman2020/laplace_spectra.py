r"""The Laplace kernel on the sphere: its eigenvalues in closed form for every degree, and their leading constant."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, Symbol, gamma, pi, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    cite,
    definition,
    identity,
    limit,
    positive,
    power_series,
    prove,
    reduction,
    rests_on,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gamma_function import DUPLICATION, WENDEL_ID
from ntkproofs.papers.bietti2019.spectral_sequences import DIMENSIONS, D, J, K

from .powers import POWER_ID, power_constant, power_eigenvalue
from .reference_sequence import REFERENCE_ID
from .setting import CONVENTIONS, LAPLACE, REFERENCE, WIDTH, WIDTHS, reference

TAIL_ID = "geifman2020.derived.laplace_series_tail"
HYPERGEOMETRIC_ID = "geifman2020.derived.laplace_hypergeometric"
LEADING_ID = "geifman2020.derived.laplace_leading_constant"
_N, _X = Symbol("n", positive=True), Symbol("x", positive=True)
_ZERO, _ONE = sympy.Integer(0), sympy.Integer(1)
_HALF = Rational(1, 2)


def power_step(nu: Expr) -> Expr:
    r"""Return :math:`\mu_k[(1-t)^{\nu+1}] / \mu_k[(1-t)^\nu]`."""
    return 2 * (nu + (D - 1) / 2) * (nu + 1) / ((nu + 1 - K) * (K + nu + D - 1))


def _hypergeometric(sign: int) -> Derivation:
    k, d, c, i, x = K, D, WIDTH, J, _X
    nu = x - (d - 1) / 2
    over: dict[Symbol, Domain] = {k: Integers(0), **DIMENSIONS}
    along: dict[Symbol, Domain] = {i: Integers(0), **over, **WIDTHS}
    odd = 2 * c**2 / ((2 * i + 2) * (2 * i + 3)) * power_step(i + _HALF)
    even = 2 * c**2 / ((2 * (k + i) + 1) * (2 * (k + i) + 2)) * power_step(k + i)
    double = 2 ** (2 * k) * gamma(k + _HALF) * gamma(k + 1) / sqrt(pi)
    top = 2 ** (k + d - 2) * gamma(d / 2) * gamma(k + (d - 1) / 2) / sqrt(pi) * gamma(k + 1) / gamma(2 * k + d - 1)
    return prove(
        rests_on(
            POWER_ID,
            r"$m_k(\nu)=\mu_k[(1-t)^\nu]=\frac{2^{\nu+d-2}\Gamma(d/2)\Gamma(\nu+\frac{d-1}2)}{\sqrt\pi}\frac{(-\nu)_k}{\Gamma(k+\nu+d-1)}$",
        ),
        rests_on(
            TAIL_ID,
            r"$\mu_k=\sum_n\frac{(-c\sqrt2)^n}{n!}m_k(\frac n2)$, absolutely convergent: odd and even $n$ may be summed apart",
        ),
        identity(
            power_eigenvalue(k, d, nu + 1),
            power_eigenvalue(k, d, nu) * 2 * x * (nu + 1) / ((nu + 1 - k) * (k + nu + d - 1)),
            {x: Reals(0, left_open=True), **over},
            text=r"$\frac{m_k(\nu+1)}{m_k(\nu)}=\frac{2(\nu+\frac{d-1}2)(\nu+1)}{(\nu+1-k)(k+\nu+d-1)}$ for $\nu=x-\frac{d-1}2$; by continuity "
            r"also for integers $\nu\ge k$",
        ),
        identity(
            odd,
            c**2 * (i + d / 2) / ((i + 1) * (i + Rational(3, 2) + sign * k) * (i + k + d - _HALF)),
            along,
            text=rf"$n=2i+1$: the quotient of consecutive terms is that of ${{}}_1F_2(\frac d2;\frac32{'-' if sign < 0 else '+'}k,k+d-\frac12;c^2)$",
            goal=True,
        ),
        identity(
            -c * sqrt(2) * power_constant(d, _HALF) * gamma(k - _HALF) / gamma(k + _HALF + d - 1),
            2 ** (d - 2) * gamma(d / 2) ** 2 * c / pi * gamma(k - _HALF) / gamma(k + d - _HALF),
            {**over, **WIDTHS},
            text=r"and its first term, $n=1$, is $\frac{2^{d-2}\Gamma(d/2)^2c}\pi\frac{\Gamma(k-\frac12)}{\Gamma(k+d-\frac12)}$",
            goal=True,
        ),
        identity(
            even,
            c**2 * (i + k + (d - 1) / 2) / ((i + 1) * (i + k + _HALF) * (i + 2 * k + d - 1)),
            along,
            text=r"$n=2(k+i)$: the quotient is that of ${}_1F_2(k+\frac{d-1}2;k+\frac12,2k+d-1;c^2)$; the even terms with $n<2k$ are 0",
            goal=True,
        ),
        cite(DUPLICATION, r"$(2k)!=2^{2k}\Gamma(k+\frac12)\,k!/\sqrt\pi$"),
        reduction(r"$(-k)_k=(-k)(-k+1)\cdots(-1)=(-1)^kk!$, and $(-c\sqrt2)^{2k}=2^kc^{2k}$"),
        identity(
            2**k * c ** (2 * k) * top / double,
            2 ** (d - 2)
            * gamma(d / 2)
            * gamma(k + (d - 1) / 2)
            / (gamma(k + _HALF) * gamma(2 * k + d - 1))
            * c ** (2 * k),
            {**over, **WIDTHS},
            text=r"$n=2k$: $\frac{2^kc^{2k}}{(2k)!}m_k(k)=(-1)^k\frac{2^{d-2}\Gamma(d/2)\Gamma(k+\frac{d-1}2)}{\Gamma(k+\frac12)\Gamma(2k+d-1)}c^{2k}$",
            goal=True,
        ),
    )


HYPERGEOMETRIC = Claim(
    id="geifman2020.derived.laplace_hypergeometric",
    label="Theorem 2",
    statement=(
        r"For all $k\ge0$, $d\ge2$, $c>0$ the eigenvalues of $e^{-c\|\mathbf x-\mathbf z\|}$ on $\mathbb S^{d-1}$ "
        "are "
        r"$\mu_k=\frac{2^{d-2}\Gamma(d/2)^2c}\pi\frac{\Gamma(k-\frac12)}{\Gamma(k+d-\frac12)}{}_1F_2\left(\tfrac "
        r"d2;\tfrac32-k,k+d-\tfrac12;c^2\right)+(-1)^k\frac{2^{d-2}\Gamma(d/2)\Gamma(k+\frac{d-1}2)}{\Gamma(k+\frac12)\Gamma(2k+d-1)}c^{2k}{}_1F_2\left(k+\tfrac{d-1}2;k+\tfrac12,2k+d-1;c^2\right)$."
    ),
    hypotheses=(CONVENTIONS, LAPLACE),
    expected=Verdict.PROVED,
    scope=r"All $k\ge0$, $d\ge2$, $c>0$; both hypergeometric series are entire in $c$.",
    check=_hypergeometric,
    parameters={"sign": -1},
    depends_on=(POWER_ID, TAIL_ID),
    conditions=(DUPLICATION,),
    control=Control(
        r"The same with $\tfrac32+k$ in place of $\tfrac32-k$.",
        {"sign": 1},
    ),
)


def _leading(scale: Expr) -> Derivation:
    k, d, c, j, x = K, D, WIDTH, J, Symbol("x", real=True)
    over: dict[Symbol, Domain] = {k: Integers(2), **DIMENSIONS}
    first = 2 ** (d - 2) * gamma(d / 2) ** 2 / pi * gamma(k - _HALF) / gamma(k + d - _HALF)
    step = (k**2 - Rational(1, 4)) * (k + d) ** 2 / (((k + d) ** 2 - Rational(1, 4)) * k**2)
    in_x = (1 - x**2 / 4) * (1 + d * x) ** 2 / ((1 + d * x) ** 2 - x**2 / 4)
    wendel = (k / 2) ** (-d) * k**d
    return prove(
        rests_on(
            HYPERGEOMETRIC_ID,
            r"$\mu_k=A_kF_k+B_k$: $A_k=\frac{2^{d-2}\Gamma(d/2)^2c}\pi\frac{\Gamma(k-\frac12)}{\Gamma(k+d-\frac12)}$, "
            r"$F_k={}_1F_2(\frac d2;\frac32-k,k+d-\frac12;c^2)$, $B_k$ the second term",
        ),
        definition(REFERENCE + r", and $\rho_k=A_k/(cJ_k)$"),
        identity(
            first.subs(k, k + 2) / reference(k + 2, d),
            first / reference(k, d) * step,
            over,
            text=r"$\rho_{k+2}/\rho_k=\frac{(k^2-\frac14)(k+d)^2}{((k+d)^2-\frac14)k^2}$",
            goal=True,
        ),
        power_series(
            in_x,
            x,
            {0: _ONE, 1: _ZERO, 2: _ZERO},
            DIMENSIONS,
            text=r"with $x=1/k$ this is $1+O(x^3)$",
            goal=True,
        ),
        cite(
            WENDEL_ID,
            r"$k^d\,\Gamma(k-\frac12)/\Gamma(k+d-\frac12)\to1$ and $(\frac k2)^d[\Gamma(\frac k2)/\Gamma(\frac{k+d}2)]^2\to1$",
        ),
        identity(
            scale * 2 ** (d - 2) * gamma(d / 2) ** 2 / pi,
            wendel * gamma(d / 2) ** 2 / (4 * pi),
            over,
            text=rf"${sympy.latex(scale)}$ times $\lim k^dA_k/c=\frac{{2^{{d-2}}\Gamma(d/2)^2}}\pi$ is $\lim k^dJ_k=2^d\frac{{\Gamma(d/2)^2}}{{4\pi}}$",
            goal=True,
        ),
        reduction(
            r"So $\rho_k\to1$, and $\log\rho_k$ is minus the sum of the steps $\log(\rho_{m+2}/\rho_m)=O(m^{-3})$ over $m=k,k+2,\dots$, "
            r"hence $O(k^{-2})$"
        ),
        definition(
            r"term $i\ge1$ of $F_k$ is $\frac{(d/2)_i}{i!}c^{2i}$ over $\prod_{j<i}(\frac32-k+j)(k+d-\frac12+j)$"
        ),
        positive(
            (k - Rational(3, 2)) * (k + d - _HALF) - k**2 / 8,
            {k: 2, d: 2},
            strict=False,
            text=r"the factor $j=0$ is at least $\frac{k^2}8$ in modulus, $k\ge2$",
        ),
        positive(
            _HALF * (k + d - _HALF + j) - k / 2,
            {k: 2, d: 2, j: 0},
            text=r"every other factor is at least $\frac k2$ in modulus, since $|\frac32-k+j|\ge\frac12$",
        ),
        positive(
            (d / 2) * (j + 1) - (d / 2 + j),
            {d: 2, j: 0},
            strict=False,
            text=r"$\frac{d/2+j}{j+1}\le\frac d2$, so $\frac{(d/2)_i}{i!}\le(\frac d2)^i$",
        ),
        reduction(
            r"So $|F_k-1|\le\frac{8}{k^2}\cdot\frac{dc^2}2\sum_{i\ge1}\bigl(\frac{dc^2}k\bigr)^{i-1}\le\frac{8dc^2}{k^2}$ for $k\ge2dc^2$: $F_k=1+O(k^{-2})$"
        ),
        definition(
            r"$\tilde B_k=\frac{\Gamma(k+\frac{d-1}2)}{\Gamma(k+\frac12)\Gamma(2k+d-1)}c^{2k}$, $|B_k|=2^{d-2}\Gamma(\frac d2)\tilde B_k\,{}_1F_2(k+\frac{d-1}2;k+\frac12,2k+d-1;c^2)$"
        ),
        identity(
            gamma(k + 1 + (d - 1) / 2) / (gamma(k + 1 + _HALF) * gamma(2 * k + d + 1)),
            gamma(k + (d - 1) / 2)
            / (gamma(k + _HALF) * gamma(2 * k + d - 1))
            * (k + (d - 1) / 2)
            / ((k + _HALF) * (2 * k + d - 1) * (2 * k + d)),
            over,
            text=r"$\tilde B_{k+1}/\tilde B_k=\frac{c^2(k+\frac{d-1}2)}{(k+\frac12)(2k+d-1)(2k+d)}$",
        ),
        limit(
            c**2 * (k + (d - 1) / 2) / ((k + _HALF) * (2 * k + d - 1) * (2 * k + d)),
            k,
            _ZERO,
            {**WIDTHS, **DIMENSIONS},
            text=r"it tends to 0: $\tilde B_k$ decays faster than every power",
        ),
        positive(
            d * (k + _HALF + j) - (k + (d - 1) / 2 + j),
            {k: 0, d: 2, j: 0},
            strict=False,
            text=r"$\frac{k+\frac{d-1}2+j}{k+\frac12+j}\le d$ and $2k+d-1+j\ge1+j$, so ${}_1F_2$ in $B_k$ is at most $\sum_i(dc^2)^i/i!^2$, bounded in $k$",
        ),
        reduction(r"Together $\mu_k=cJ_k\,(1+O(k^{-2}))$"),
        rests_on(REFERENCE_ID, r"$k^dJ_k\to\frac{2^{d-2}\Gamma(d/2)^2}\pi$"),
    )


LEADING = Claim(
    id="geifman2020.derived.laplace_leading_constant",
    label="Theorem 2",
    statement=(
        r"The eigenvalues of $e^{-c\|\mathbf x-\mathbf z\|}$ on $\mathbb S^{d-1}$ satisfy "
        r"$\mu_k=c\,J_k(1+O(k^{-2}))\sim\frac{2^{d-2}\Gamma(d/2)^2}{\pi}c\,k^{-d}$, "
        r"$J_k=\frac{\Gamma(d/2)^2}{4\pi}\left[\frac{\Gamma(k/2)}{\Gamma((k+d)/2)}\right]^2$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$, $c>0$.",
    check=_leading,
    parameters={"scale": _ONE},
    depends_on=(HYPERGEOMETRIC_ID, REFERENCE_ID),
    conditions=(WENDEL_ID,),
    control=Control(
        r"The constant carries $c/\sqrt2$ for the chord form (that is the constant of $e^{-c\sqrt{1-t}}$).",
        {"scale": 1 / sqrt(2)},
    ),
)
