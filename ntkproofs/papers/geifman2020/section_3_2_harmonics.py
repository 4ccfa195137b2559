"""Section 3.2: spherical harmonics as eigenfunctions, equation (4), and the constants on the circle."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, Symbol, cos, gamma, pi, sin

from ntkproofs.checks import (
    Integers,
    Reals,
    antiderivative,
    cite,
    definition,
    identity,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Nature, Step, Verdict
from ntkproofs.papers.background.gegenbauer import RELATIONS, polynomials
from ntkproofs.papers.background.harmonics import (
    ADDITION,
    COMPLETE,
    FUNK_HECKE,
    POISSON,
    monomial_coefficient,
    multiplicity,
)
from ntkproofs.papers.background.integration import TONELLI
from ntkproofs.papers.bietti2019.gegenbauer_coefficients import beta, normalisation
from ntkproofs.papers.bietti2019.spectral_sequences import DIMENSIONS, D, K

from .setting import CONVENTIONS

EXPANSION_ID = "geifman2020.eq4.harmonic_expansion"
CIRCLE_ID = "geifman2020.derived.circle_constants"
_U = Symbol("u", real=True)
_THETA, _PHI = sympy.symbols("theta phi", real=True)


def _eigenfunctions(excess: int) -> Derivation:
    mean = normalisation(D) * beta(Rational(1, 2), (D - 1 + excess) / 2)
    steps = []
    for d in (2, 3, 4):
        p = polynomials(4, sympy.Integer(d), _U)
        for n in range(5):
            found = sum(multiplicity(d, k) * monomial_coefficient(n, d, k) * p[k] for k in range(n + 1))
            text = rf"$d={d}$: $t^{n}=\sum_kN(d,k)\mu_k[t^{n}]P_k(t)$, whose $k$-th part is the image of degree $k$"
            steps.append(identity(_U**n, found, {_U: Reals(-1, 1)}, text=text, goal=True))
    count, part = Symbol("N", positive=True), Symbol("w", real=True)  # N(d,k), and r^k mu_k
    return prove(
        identity(
            mean, sympy.Integer(1), DIMENSIONS, text=r"$\mu_0[1]=1$: the constants are mapped to themselves", goal=True
        ),
        cite(
            ADDITION,
            r"$N(d,n)P_n(\mathbf x^T\mathbf z)=\sum_jY_{n,j}(\mathbf x)Y_{n,j}(\mathbf z)$ with an orthonormal basis of degree $n$, so "
            r"$|P_n|\le1$ by Cauchy and Schwarz",
        ),
        cite(COMPLETE, r"harmonics of different degrees are orthogonal"),
        reduction(
            r"For a harmonic $Y$ of degree $k$: $\int N(d,n)P_n(\mathbf x^T\mathbf z)Y(\mathbf z)d\sigma=\sum_jY_{n,j}(\mathbf x)"
            r"\langle Y_{n,j},Y\rangle$ is $Y(\mathbf x)$ for $n=k$, its expansion in the basis, and 0 for $n\ne k$"
        ),
        cite(
            POISSON,
            r"$A_r(u)=\sum_nr^nN(d,n)\mu_n[\kappa]P_n(u)\to\kappa(u)$ uniformly on $[-1,1]$ as $r\uparrow1$; for $r<1$ the series "
            r"converges uniformly, as $N(d,n)$ grows like a power and $|\mu_n|\le\sup|\kappa|$",
        ),
        identity(
            count * part * (1 / count),
            part,
            {count: Integers(1), part: Reals()},
            text=r"So $\int A_r(\mathbf x^T\mathbf z)Y(\mathbf z)d\sigma=r^kN(d,k)\mu_k[\kappa]\cdot\frac1{N(d,k)}Y(\mathbf x)"
            r"=r^k\mu_k[\kappa]Y(\mathbf x)$",
        ),
        reduction(
            r"As $r\uparrow1$ the left side tends to $\int\kappa(\mathbf x^T\mathbf z)Y(\mathbf z)d\sigma$, for "
            r"$|\int(A_r-\kappa)Y|\le\sup|A_r-\kappa|\sup|Y|$; monomials below, directly"
        ),
        steps,
    )


EIGENFUNCTIONS = Claim(
    # The Funk-Hecke formula for continuous kernels, from the addition theorem and the Poisson means.
    id="geifman2020.sec32.harmonics_eigenfunctions",
    label="Section 3.2",
    printed=True,
    statement=(
        r"Let $\kappa$ be continuous on $[-1,1]$. Every spherical harmonic $Y$ of degree $k$ on $\mathbb S^{d-1}$ "
        r"satisfies $\int\kappa(\mathbf x^T\mathbf z)Y(\mathbf z)d\sigma(\mathbf z)=\mu_k[\kappa]Y(\mathbf x)$ "
        r"with the same $\mu_k$ for the whole degree."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=(
        r"All $d\ge2$ (the paper says $d\ge3$; $d=2$ is the Fourier series), all $k\ge0$. Given the addition theorem, "
        r"orthogonality of the degrees and the convergence of the Poisson means."
    ),
    check=_eigenfunctions,
    parameters={"excess": 0},
    conditions=(ADDITION, COMPLETE, POISSON),
    control=Control(
        (
            r"The eigenvalue of degree $k$ is $c_d\int\kappa P_k(1-t^2)^{(d-2)/2}dt$ (wrong weight): refuted at "
            r"$\kappa=1$, $k=0$."
        ),
        {"excess": 1},
    ),
)


def _expansion(counted: bool) -> Derivation:
    printed = (2 * K + D - 2) * gamma(K + D - 2) / (gamma(K + 1) * gamma(D - 1))
    steps = []
    for d in (2, 3, 4, 5):
        for n in (1, 2, 3):
            total = sum((multiplicity(d, k) if counted else 1) * monomial_coefficient(n, d, k) for k in range(n + 1))
            weight = "N(d,k)" if counted else ""
            text = rf"$\kappa=t^{n}$, $d={d}$: $\sum_k{weight}\lambda_k=\kappa(1)=1$"
            steps.append(value(total, sympy.Integer(1), text=text, goal=True))
    return prove(
        cite(FUNK_HECKE, r"$\lambda_k=\mu_k[\kappa]$ is the eigenvalue of every harmonic of degree $k$"),
        reduction(
            r"The kernel is positive semidefinite, so $\lambda_k=\langle TY,Y\rangle\ge0$ for a unit harmonic $Y$"
        ),
        cite(POISSON, r"$A_r(u)=\sum_kr^kN(d,k)\lambda_kP_k(u)\to\kappa(u)$ uniformly on $[-1,1]$ as $r\uparrow1$"),
        rests_on(RELATIONS, r"$P_k(1)=1$"),
        cite(
            TONELLI,
            r"at $u=1$ the terms $r^kN(d,k)\lambda_k\ge0$ increase with $r$: $\sum_kN(d,k)\lambda_k=\lim A_r(1)=\kappa(1)$",
        ),
        cite(
            ADDITION,
            r"$\sum_jY_{k,j}(\mathbf x)Y_{k,j}(\mathbf z)=N(d,k)P_k(\mathbf x^T\mathbf z)$, so $|P_k|\le1$ (Cauchy-Schwarz)",
        ),
        reduction(
            r"The series $\sum_kN(d,k)\lambda_kP_k(u)$ converges absolutely and uniformly; its sum is continuous and is the limit "
            r"of the $A_r$ (Abel), which is $\kappa$"
        ),
        identity(
            (2 * K + D - 2) / K * sympy.binomial(K + D - 3, D - 2),
            printed,
            {K: Integers(1), D: Integers(3)},
            text=r"$N(d,k)=\frac{2k+d-2}k\binom{k+d-3}{d-2}=\frac{(2k+d-2)(k+d-3)!}{k!(d-2)!}$ for $k\ge1$, $d\ge3$",
            goal=True,
        ),
        identity(
            printed.subs(D, 2),
            sympy.Integer(2),
            {K: Integers(1)},
            text=r"$N(2,k)=2$ for $k\ge1$; $N(d,0)=1$ is the number of constants",
            goal=True,
        ),
        steps,
    )


EXPANSION = Claim(
    id="geifman2020.eq4.harmonic_expansion",
    label="Equation (4)",
    printed=True,
    statement=(
        r"A continuous positive definite zonal kernel on $\mathbb S^{d-1}$ satisfies $\kappa(\mathbf x^T\mathbf "
        r"z)=\sum_{k\ge0}\lambda_k\sum_{j=1}^{N(d,k)}Y_{k,j}(\mathbf x)Y_{k,j}(\mathbf z)$ with $Y_{k,j}$ "
        r"orthonormal for the measure that defines $\lambda_k$, and therefore $\sum_kN(d,k)\lambda_k=\kappa(1)$ "
        r"for the uniform probability measure, $N(d,k)=\frac{(2k+d-2)(k+d-3)!}{k!(d-2)!}$ ($d=2$: 1 for $k=0$, "
        "else 2)."
    ),
    expected=Verdict.PROVED,
    scope=(
        r"All $d\ge2$; absolute convergence from nonnegative $\lambda_k$; condition: the addition theorem for "
        "spherical harmonics, verified symbolically in low dimension and degree. With the non-normalised surface "
        r"measure every $\lambda_k$ is multiplied by $2\pi^{d/2}/\Gamma(d/2)$."
    ),
    check=_expansion,
    parameters={"counted": True},
    depends_on=(RELATIONS,),
    conditions=(FUNK_HECKE, POISSON, TONELLI, ADDITION),
    control=Control(
        r"The trace identity $\sum_k\lambda_k=\kappa(1)$ without the multiplicities; false for $\kappa=t$, $d=2$, where the "
        r"sum is $\frac12$.",
        {"counted": False},
    ),
)


def _cosine_integrals() -> list[Step]:
    k = K
    primitive = _PHI * cos(k * _THETA) / 2 + sin(2 * k * _PHI - k * _THETA) / (4 * k)
    over: dict[Symbol, Domain] = {k: Integers(1), _THETA: Reals(), _PHI: Reals()}
    return [
        antiderivative(
            primitive,
            cos(k * _THETA - k * _PHI) * cos(k * _PHI),
            _PHI,
            over,
            text=r"$\frac{d}{d\varphi}\bigl[\frac\varphi2\cos k\theta+\frac1{4k}\sin(2k\varphi-k\theta)\bigr]=\cos k(\theta-\varphi)\cos k\varphi$",
        ),
        reduction(
            r"The sine has period $2\pi$ in $\varphi$, so $\frac M{2\pi}\int_0^{2\pi}\cos k(\theta-\varphi)\cos k\varphi\,d\varphi=\frac M2\cos "
            r"k\theta$: for the measure of mass $M$ the kernel $\cos k\theta$ has $\lambda_k=\frac M2$, and the constant kernel 1 has $\lambda_0=M$"
        ),
    ]


def _printed_circle(constant: Expr, later: Expr) -> Derivation:
    return prove(
        definition(r"a rotation-invariant measure on the circle is $\frac M{2\pi}d\varphi$ with $M>0$"),
        _cosine_integrals(),
        reduction(
            r"The kernel $1+\cos\theta$ has $\lambda_0=M$, $\lambda_1=\frac M2$, and $1+\cos\theta=\frac{\lambda_0}{c_0}+\frac{\lambda_1}{c_1}\cos\theta$ "
            r"forces $c_0=M$, $c_1=\frac M2$, whatever $M$ is"
        ),
        value(constant / later, sympy.Integer(2), text=r"$c_0/c_1=2$", goal=True),
    )


PRINTED_CIRCLE = Claim(
    id="geifman2020.sec32.circle_constants",
    label="Section 3.2",
    printed=True,
    statement=(
        r"Printed: on $\mathbb S^1$ a zonal kernel with eigenvalues $\lambda_k$ satisfies $\mathbf "
        r"k=\sum_{k\ge0}\frac1{c_k}\lambda_k\cos(k\theta)$, $\theta=\arccos(\mathbf x^T\mathbf z)$, with "
        r"$c_0=4\pi^2$ and $c_k=\pi^2$ for $k\ge1$."
    ),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by="geifman2020.derived.circle_constants",
    scope=(
        "False for every rotation-invariant measure: total mass $M$ forces $c_0=M$, $c_k=M/2$, ratio 2, while "
        r"the printed ratio is 4. (The constants belong to the un-normalised double integrals $\iint\mathbf k\cos "
        r"kx\cos kz\,dx\,dz$, which are not eigenvalues.). A slip of normalisation: right for un-normalised "
        "double integrals; decay rates unaffected."
    ),
    check=_printed_circle,
    parameters={"constant": 4 * pi**2, "later": pi**2},
    control=Control(
        r"$c_0=2\pi$ and $c_k=\pi$ for $k\ge1$, for the measure $d\theta$.", {"constant": 2 * pi, "later": pi}
    ),
)


def _circle(constant: Expr, later: Expr) -> Derivation:
    mass = Symbol("M", positive=True)
    c_0, c_k = (sympy.sympify(c).subs(Symbol("M"), mass) for c in (constant, later))
    over = {mass: Reals(0, left_open=True)}
    return prove(
        definition(r"the measure is $\frac M{2\pi}d\varphi$"),
        cite(FUNK_HECKE, r"on the circle: the harmonics of degree $k$ are $\cos k\varphi$, $\sin k\varphi$"),
        _cosine_integrals(),
        rests_on(
            EXPANSION_ID,
            r"a continuous positive definite $\kappa$ is $\sum_kN(2,k)\mu_k\cos k\theta$, absolutely convergent",
        ),
        reduction(
            r"So the coefficient $a_k$ of $\cos k\theta$ gives $\lambda_k=\frac M2a_k$ for $k\ge1$, $\lambda_0=Ma_0$, and $\frac{\lambda_k}{c_k}=a_k$ asks for"
        ),
        identity(mass / c_0, sympy.Integer(1), over, text=r"$\lambda_0/c_0=a_0$", goal=True),
        identity(mass / 2 / c_k, sympy.Integer(1), over, text=r"$\lambda_k/c_k=a_k$ for $k\ge1$", goal=True),
        identity(c_0 / c_k, sympy.Integer(2), over, text=r"$c_0/c_k=2$", goal=True),
    )


CIRCLE = Claim(
    id="geifman2020.derived.circle_constants",
    label="Section 3.2",
    statement=(
        r"On $\mathbb S^1$ with a rotation-invariant measure of total mass $M$, a zonal kernel with eigenvalues "
        r"$\lambda_k$ satisfies $\mathbf k=\sum_{k\ge0}\frac1{c_k}\lambda_k\cos k\theta$ with $c_0=M$ and "
        r"$c_k=M/2$ for $k\ge1$: $(2\pi,\pi)$ for $d\theta$, $(1,\tfrac12)$ for the probability measure."
    ),
    expected=Verdict.PROVED,
    scope="Every continuous positive definite zonal kernel, every $M>0$.",
    check=_circle,
    parameters={"constant": "M", "later": "M/2"},
    depends_on=(EXPANSION_ID,),
    conditions=(FUNK_HECKE,),
    control=Control(
        r"$c_0=4\pi^2$, $c_k=\pi^2$.",
        {"constant": "4*pi**2", "later": "pi**2"},
    ),
)
