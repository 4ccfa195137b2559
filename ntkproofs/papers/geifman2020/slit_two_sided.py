r"""Two-sided bounds of eigenvalues from bounds on the slits, and the leading term with an explicit remainder."""

from __future__ import annotations

import sympy
from sympy import Expr, Symbol, exp, pi

from ntkproofs.checks import (
    Integers,
    Reals,
    antiderivative,
    cite,
    definition,
    identity,
    limit,
    positive,
    prove,
    reduction,
    rests_on,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gegenbauer import RELATIONS
from ntkproofs.papers.bietti2019.spectral_sequences import DIMENSIONS, D, K

from .monomials import MONOMIAL_ID
from .reference_sequence import REFERENCE_ID
from .setting import CONVENTIONS, REFERENCE, reference
from .slit import KERNEL_ID, MOMENT_ID, SLIT_ID

SLIT_BOUNDS_ID = "geifman2020.derived.slit_two_sided"
Y = Symbol("y", positive=True)


def _slit_two_sided(constant: int) -> Derivation:
    k, d = K, D
    later: dict[Symbol, Domain] = {k: Integers(1), **DIMENSIONS}
    ahead = reference(k + 1, d) / reference(k, d)

    def root_of_quotient(n: Expr, e: Expr) -> Expr:
        return (n + 1) ** 2 * e * (e + 2) / (n * (n + 2) * (e + 1) ** 2)

    above = k * (k - 2 + d) / (k - 2) + (k + d - 2) * k / (k + d)  # the bound of k J_{k-1}/J_k + (k+d-2) J_{k+1}/J_k
    circle = (1 / (pi * (k - 1) ** 2) + 1 / (pi * (k + 1) ** 2)) / 2 - 1 / (pi * k**2)
    u = Symbol("u", positive=True)
    return prove(
        definition(
            REFERENCE
            + r"; $w=w_++(-1)^kw_-$, odd and real-analytic on $[-Y,Y]$; $T_k=\frac1\pi\int_Y^\infty yQ_k\sinh y\,dy$"
        ),
        cite(SLIT_ID, r"$\mu_k=\frac1\pi\int_0^Yw(y)\,Q_k(\cosh y)\sinh y\,dy+E_k$ with its bound of $|E_k|$"),
        rests_on(MOMENT_ID, r"$\frac1\pi\int_0^\infty y\,Q_k(\cosh y)\sinh y\,dy=J_k$"),
        rests_on(
            MONOMIAL_ID,
            r"$\mu_k[t^n]\ge0$, positive for $n=k$: $Q_k(z)=\sum_n\mu_k[t^n]z^{-n-1}>0$ for $z>1$",
        ),
        reduction(
            r"$my\le w\le My$, $Q_k>0$: $\mu_k-E_k$ lies between $m(J_k-T_k)$ and $M(J_k-T_k)$, so "
            r"$mJ_k-(mT_k+|E_k|)\le\mu_k\le MJ_k+|E_k|$, and $mT_k\le MT_k$. Nothing in $w$, $m$, $M$ depends on $d$"
        ),
        rests_on(
            KERNEL_ID,
            r"for $y\ge Y$: $Q_k(\cosh y)\sinh y\le\frac{\Gamma(d/2)k!}{\Gamma(k+d/2)}F_de^{-ky}$, as $(k+1)_n\le(k+\frac d2)_n$",
        ),
        antiderivative(
            -exp(-k * Y) * (Y / k + 1 / k**2),
            Y * exp(-k * Y),
            Y,
            {Y: Reals(0), k: Integers(1)},
            text=r"$\int_Y^\infty ye^{-ky}dy=e^{-kY}(\frac Yk+\frac1{k^2})$: $T_k$ and $|E_k|$ are exponentially small",
        ),
        definition(
            r"$a_k=J_{k+1}/J_k$, $\rho_k=a_{k+1}/a_k$; $N_k=\frac1\pi\int_0^\infty y(\cosh y-1)Q_k\sinh y\,dy$; "
            r"$w(y)=w'(0)y+O(y^3)$ on $[0,Y]$ and $y^2\le2(\cosh y-1)$"
        ),
        rests_on(
            RELATIONS,
            r"$(2k+d-2)zQ_k=kQ_{k-1}+(k+d-2)Q_{k+1}$ for $k\ge1$, so $N_k=\frac{kJ_{k-1}+(k+d-2)J_{k+1}}{2k+d-2}-J_k$, $k\ge2$",
        ),
        identity(reference(k + 2, d) * (k + d) ** 2, reference(k, d) * k**2, later, text=r"$a_ka_{k+1}=k^2/(k+d)^2$"),
        identity(
            ahead.subs(k, k + 2) * (k * (k + d + 1)) ** 2,
            ahead * ((k + 1) * (k + d)) ** 2,
            later,
            text=r"$a_{k+2}/a_k=\left[\frac{(k+1)(k+d)}{k(k+d+1)}\right]^2$",
        ),
        positive(
            root_of_quotient(k, k + d) - 1,
            {k: 1, d: 2},
            text=r"$\rho_k/\rho_{k+2}=\left[\frac{(k+1)^2(k+d)(k+d+2)}{k(k+2)(k+d+1)^2}\right]^2>1$",
            goal=True,
        ),
        rests_on(
            REFERENCE_ID,
            r"$k^dJ_k$ increases to a limit, so $a_k\to1$ and $\rho_k\to1$: hence $\rho_k>1$, that is $a_k$ increases",
        ),
        reduction(
            r"$a_{k}^2\le a_ka_{k+1}=\frac{k^2}{(k+d)^2}$ and $a_{k-1}^2\ge a_{k-2}a_{k-1}=\frac{(k-2)^2}{(k-2+d)^2}$: "
            r"$\frac{J_{k+1}}{J_k}\le\frac k{k+d}$ and, for $k\ge3$, $\frac{J_{k-1}}{J_k}\le\frac{k-2+d}{k-2}$"
        ),
        identity(
            above / (2 * k + d - 2) - 1,
            2 * d / ((k - 2) * (k + d)),
            {k: Integers(3), **DIMENSIONS},
            text=r"$\frac{N_k}{J_k}\le\frac1{2k+d-2}\left[k\frac{k-2+d}{k-2}+(k+d-2)\frac k{k+d}\right]-1=\frac{2d}{(k-2)(k+d)}$",
            goal=True,
        ),
        positive(
            (sympy.Integer(constant) * 2 / ((k - 2) * (k + 2)) / (pi * k**2) - circle) * pi,
            {k: 3},
            text=rf"at $d=2$, where $N_k$ is known: $N_k<\frac{{{constant}d}}{{(k-2)(k+d)}}J_k$ for $k\ge3$",
            goal=True,
        ),
        limit(
            k**2 * 2 * d / ((k - 2) * (k + d)),
            k,
            2 * d,
            DIMENSIONS,
            text=r"$k^2\frac{2d}{(k-2)(k+d)}\to2d$: $N_k=O(k^{-2})J_k$",
            goal=True,
        ),
        identity(
            sympy.cosh(u).rewrite(exp) - 1,
            (exp(u / 2) - exp(-u / 2)) ** 2 / 2,
            {u: Reals(0)},
            text=r"$\cosh y-1=2\sinh^2\frac y2\ge\frac{y^2}2$",
        ),
        reduction(
            r"With $|w-w'(0)y|\le Cy^3$ on $[0,Y]$ and $y\le Y^{-2}y^3$ beyond it: "
            r"$|\mu_k-w'(0)J_k|\le|E_k|+2(C+|w'(0)|Y^{-2})N_k$, which is $O(k^{-2})J_k$; $|E_k|$ is less than any power of $k$, "
            r"while $J_k\ge J_1k^{-d}$. For $w'(0)\ne0$ this is $\mu_k=w'(0)J_k(1+O(k^{-2}))$"
        ),
    )


SLIT_TWO_SIDED = Claim(
    id="geifman2020.derived.slit_two_sided",
    label="Section 3.2",
    statement=(
        r"If $my\le w_+(y)+(-1)^kw_-(y)\le My$ on $[0,Y]$ with $0<m\le M$ (notation of the slit representation) then "
        r"$mJ_k-\tau_k\le\mu_k\le MJ_k+\tau_k$, $\tau_k=|E_k|+\frac M\pi\int_Y^\infty yQ_k(\cosh y)\sinh y\,dy$, "
        r"exponentially small; and, where $w_+'(0)+(-1)^kw_-'(0)\ne0$, "
        r"$\mu_k=[w_+'(0)+(-1)^kw_-'(0)]J_k(1+O(k^{-2}))$: the third moment against $Q_k\sinh y$ is at most "
        r"$\frac{4d}{(k-2)(k+d)}J_k$ for $k\ge3$. The numbers $m,M$ do not depend on $d$; $J_{k+1}/J_k$ increases in $k$. "
        r"$J_k=\frac{\Gamma(d/2)^2}{4\pi}\left[\frac{\Gamma(k/2)}{\Gamma((k+d)/2)}\right]^2$"
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$, $k\ge1$. Given the slit representation.",
    check=_slit_two_sided,
    parameters={"constant": 2},
    depends_on=(MOMENT_ID, MONOMIAL_ID, KERNEL_ID, RELATIONS, REFERENCE_ID),
    conditions=(SLIT_ID,),
    # The inventory's control, m = M = w'(0) and tau_k = 0 for a deep kernel, can only be refuted by a ball.
    control=Control(
        r"The third moment vanishes, so that $\mu_k$ is $w'(0)J_k$ up to exponentially small terms; false for $d=2$, $k=3$, "
        r"where it is positive.",
        {"constant": 0},
    ),
)
