"""Theorem 2: the Laplace kernel has positive eigenvalues of exact order k^-d; exponential kernels are positive definite."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, Symbol, cos, exp, pi, sin, sqrt

from ntkproofs.checks import (
    Reals,
    antiderivative,
    definition,
    identity,
    limit,
    positive,
    prove,
    reduction,
    rests_on,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.harmonics import monomial_coefficient
from ntkproofs.papers.bietti2019.spectral_sequences import DIMENSIONS, D

from .laplace_spectra import LEADING_ID
from .monomials import MONOMIAL_ID
from .setting import ANGLES, CONVENTIONS, THETA, WIDTH, WIDTHS

NORMALISATIONS_ID = "geifman2020.derived.laplace_normalisations"
GAMMA_POSITIVE_ID = "geifman2020.sec31.gamma_exponential_positive_definite"
POSITIVITY_ID = "geifman2020.thm2.positivity"
DECAY_ID = "geifman2020.thm2.decay"
_S, _A, _B = Symbol("s", positive=True), Symbol("a", positive=True), Symbol("beta", nonnegative=True)


def _normalisations(factor: Expr) -> Derivation:
    half = sin(THETA / 2)
    return prove(
        rests_on("geifman2020.sec33.zonal_restriction", r"$\|\mathbf x-\mathbf z\|^2=2(1-t)$ on the sphere"),
        identity(
            1 - cos(THETA),
            2 * half**2,
            ANGLES,
            text=r"$1-t=2\sin^2\frac\theta2$, so that $\|\mathbf x-\mathbf z\|=2\sin\frac\theta2$, $\sqrt{1-t}=\sqrt2\sin\frac\theta2$",
        ),
        identity(
            WIDTH * 2 * half,
            factor * WIDTH * sqrt(2) * half,
            {**ANGLES, **WIDTHS},
            text=rf"the exponents $c\|\mathbf x-\mathbf z\|$ and $c'\sqrt{{1-t}}$ agree for all $\theta$ with $c'={sympy.latex(factor)}\,c$",
            goal=True,
        ),
        reduction(r"at $\theta=\pi$ the exponents are $2c$ and $\sqrt2c'$: no other $c'$ serves"),
    )


NORMALISATIONS = Claim(
    id="geifman2020.derived.laplace_normalisations",
    label="Theorem 2",
    statement=(
        r"The two printed forms of the Laplace kernel on the sphere, $e^{-c\|\mathbf x-\mathbf z\|}$ "
        r"(introduction, Figures 1 and 4) and $e^{-c'\sqrt{1-\mathbf x^T\mathbf z}}$ (Theorem 2, equation (5)), "
        r"agree exactly when $c'=\sqrt2\,c$; exponents agree, constants and fitted widths differ by $\sqrt2$."
    ),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$, $c>0$.",
    check=_normalisations,
    parameters={"factor": sqrt(2)},
    depends_on=("geifman2020.sec33.zonal_restriction",),
    control=Control(
        "They agree for $c'=c$.",
        {"factor": sympy.Integer(1)},
    ),
)


def completely_monotone() -> tuple[Step, ...]:
    r"""Return the steps for :math:`e^{-cs^a}`, :math:`0<a\le1`: every derivative in :math:`t` is positive."""
    s, a, b, c = _S, _A, _B, WIDTH
    over: dict[Symbol, Domain] = {s: Reals(0, left_open=True), a: Reals(0, 1, left_open=True), b: Reals(0), **WIDTHS}
    term = exp(-c * s**a) * s ** (-b)
    return (
        identity(
            -sympy.diff(term, s),
            exp(-c * s**a) * (c * a * s ** (-(1 - a + b)) + b * s ** (-(b + 1))),
            over,
            text=r"$-\frac d{ds}\bigl[e^{-cs^a}s^{-\beta}\bigr]=e^{-cs^a}\bigl[ca\,s^{-(\beta+1-a)}+\beta\,s^{-(\beta+1)}\bigr]$",
            goal=True,
        ),
        reduction(
            r"With $0<a\le1$ and $\beta\ge0$ the new exponents $\beta+1-a$, $\beta+1$ are again $\ge0$ and the coefficients $ca>0$, $\beta\ge0$: by "
            r"induction $(-1)^n\frac{d^n}{ds^n}e^{-cs^a}$ is $e^{-cs^a}$ times a sum of such powers with non-negative coefficients, one of them "
            r"positive"
        ),
    )


def positive_eigenvalues() -> tuple[Step, ...]:
    """Return the steps from positive derivatives at t = 0 to positive eigenvalues."""
    return (
        reduction(
            r"$s$ is a positive multiple of $1-t$, so all derivatives in $t$ are positive on $(-1,1)$. The Taylor coefficients $a_n$ at 0 are "
            r"positive; the kernel is analytic for $|t|<1$ and at most 1 at $t=1$, so the series converges absolutely and uniformly on "
            r"$[-1,1]$, to the kernel by continuity"
        ),
        rests_on(MONOMIAL_ID, r"$\mu_k[t^n]\ge0$ and $\mu_k[t^k]>0$: $\mu_k=\sum_na_n\mu_k[t^n]\ge a_k\mu_k[t^k]>0$"),
    )


def _gamma_positive(gamma: int) -> Derivation:
    c, top, order = Rational(1, 100), 4 ** (gamma // 2), 3
    # e^{-c s^{gamma/2}} with s = 2 - 2t to the third power of c, mu_2 on the two-sphere, and the rest by Taylor.
    t = Symbol("t", real=True)
    series = sum((-c * (2 - 2 * t) ** (gamma // 2)) ** n / sympy.factorial(n) for n in range(order + 1))
    polynomial = sum(v * monomial_coefficient(n, 3, 2) for (n,), v in sympy.Poly(sympy.expand(series), t).terms())
    rest = (c * top) ** (order + 1) / sympy.factorial(order + 1)
    return prove(
        definition(
            rf"instance $\gamma={gamma}$, $c=\frac1{{100}}$, $d=3$: $0\le c\|\mathbf x-\mathbf z\|^\gamma=c(2-2t)^{{\gamma/2}}\le{c * top}$"
        ),
        reduction(
            r"$e^{-x}$ differs from its Taylor polynomial of degree 3 by at most $x^4/4!$ for $x\ge0$, and $|P_2|\le1$ on $[-1,1]$: $\mu_2$ "
            r"lies within this of the value $m$ of the polynomial"
        ),
        positive(
            polynomial + rest, {}, text=rf"$m+\frac{{x^4}}{{24}}>0$, as $\mu_2>0$ needs ($m={polynomial}$)", goal=True
        ),
        positive(polynomial - rest, {}, text=r"$m-\frac{x^4}{24}>0$, hence $\mu_2>0$ in this instance", goal=True),
        definition(r"$s=\|\mathbf x-\mathbf z\|^2=2-2t$ and $a=\frac\gamma2\in(0,1]$"),
        completely_monotone(),
        positive_eigenvalues(),
        reduction(
            r"A kernel $\sum_na_n(\mathbf x^T\mathbf z)^n$ with $a_n\ge0$ is positive semidefinite, and all $\mu_k>0$"
        ),
    )


GAMMA_POSITIVE = Claim(
    id="geifman2020.sec31.gamma_exponential_positive_definite",
    label="Section 3.1",
    printed=True,
    statement=(
        r"For $c>0$ and $0<\gamma\le2$ the kernel $e^{-c\|\mathbf x-\mathbf z\|^\gamma}$ restricted to $\mathbb "
        r"S^{d-1}$ ($d\ge2$) is positive definite, and every eigenvalue $\mu_k$, $k\ge0$, is strictly positive."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$, $k\ge0$, $c>0$, $0<\gamma\le2$; contains Laplace ($\gamma=1$) and Gaussian ($\gamma=2$).",
    check=_gamma_positive,
    parameters={"gamma": 2},
    depends_on=(MONOMIAL_ID,),
    control=Control(
        r"The same for $\gamma=4$: $e^{-c\|\mathbf x-\mathbf z\|^4}$ with $c=1/100$, $d=3$ has $\mu_2<0$.",
        {"gamma": 4},
    ),
)


def _laplace_positive(sign: int) -> Derivation:
    v = Symbol("v", positive=True)
    weight = exp(-sign * v) * (1 - v**2) * v
    # The primitive -(v^3 + 3 v^2 + 5 v + 5) e^{-v} for (v^3 - v) e^{-v}, with signs.
    q = -sign * (v - v**3) - (1 - 3 * v**2) + sign * 6 * v + 6
    primitive = exp(-sign * v) * q
    first = primitive.subs(v, sqrt(2)) - primitive.subs(v, 0)
    return prove(
        definition(
            r"$d=3$, $c=1$: $\mu_1=\frac12\int_{-1}^1\kappa(t)\,t\,dt=\int_0^{\sqrt2}e^{\mp v}(1-v^2)v\,dv$ with $t=1-v^2$"
        ),
        antiderivative(primitive, weight, v, {v: Reals(0, 2)}),
        positive(
            first,
            {},
            text=rf"$\mu_1[e^{{{'-' if sign > 0 else '+'}\sqrt{{1-t}}}}]>0$ for $d=3$",
            goal=True,
        ),
        definition(r"$s=1-t$ and $a=\frac12$"),
        completely_monotone(),
        positive_eigenvalues(),
    )


LAPLACE_POSITIVE = Claim(
    id="geifman2020.thm2.positivity",
    label="Theorem 2",
    printed=True,
    statement=(
        r"All eigenvalues $\lambda_k$, $k\ge0$, of $e^{-c\sqrt{1-\mathbf x^T\mathbf z}}$ on $\mathbb S^{d-1}$ are "
        r"strictly positive, for every $c>0$, $d\ge2$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$, $c>0$, $k\ge0$.",
    check=_laplace_positive,
    parameters={"sign": 1},
    depends_on=(MONOMIAL_ID,),
    control=Control(
        r"All eigenvalues of $e^{+c\sqrt{1-t}}$, $c=1$, are positive: refuted at $k=1$.",
        {"sign": -1},
    ),
)


def _decay(excess: int) -> Derivation:
    constant = WIDTH / sqrt(2) * 2 ** (D - 2) * sympy.gamma(D / 2) ** 2 / pi
    chord = constant / WIDTH * sqrt(2)
    n = Symbol("n", positive=True)
    return prove(
        rests_on(NORMALISATIONS_ID, r"$e^{-c\sqrt{1-t}}$ is the chord form with the width $c/\sqrt2$"),
        rests_on(LEADING_ID, r"in the chord form $k^d\mu_k\to\frac{2^{d-2}\Gamma(d/2)^2}\pi\cdot$ width"),
        identity(
            constant,
            WIDTH / sqrt(2) * chord,
            {**WIDTHS, **DIMENSIONS},
            text=r"$\lim k^d\lambda_k=\frac c{\sqrt2}\frac{2^{d-2}\Gamma(d/2)^2}\pi$",
            goal=True,
        ),
        limit(
            n**excess,
            n,
            sympy.Integer(1),
            text=rf"$k^{{d+{excess}}}\lambda_k$ over this constant tends to 1: it is $k^{excess}$ times a sequence with limit 1",
            goal=True,
        ),
        positive(chord.subs(D, 2), {}, text=r"$\frac{2^{d-2}\Gamma(d/2)^2}\pi>0$ at $d=2$", goal=True),
        identity(
            chord.subs(D, D + 2), D**2 * chord, DIMENSIONS, text=r"and the value at $d+2$ is $d^2$ times that at $d$"
        ),
        positive(
            chord.subs(D, 3), {}, text=r"it is $\frac12>0$ at $d=3$, so that it is positive for every $d$", goal=True
        ),
        rests_on(POSITIVITY_ID, r"$\lambda_k>0$ for every $k$"),
        reduction(
            r"The positive sequence $k^d\lambda_k$, $k\ge1$, has a positive limit, so it lies between its infimum $B_1>0$ and its supremum $B_2<\infty$"
        ),
    )


DECAY = Claim(
    id="geifman2020.thm2.decay",
    label="Theorem 2",
    printed=True,
    statement=(
        r"For $c>0$, $d\ge2$ there are $B_1,B_2>0$ depending on $d$ and $c$ with $B_1k^{-d}\le\lambda_k\le "
        r"B_2k^{-d}$ for all $k\ge1$, where $\lambda_k$ are the eigenvalues of $e^{-c\sqrt{1-\mathbf x^T\mathbf "
        r"z}}$ on $\mathbb S^{d-1}$; the limit of $k^d\lambda_k$ is $\frac "
        r"c{\sqrt2}\frac{2^{d-2}\Gamma(d/2)^2}\pi$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=(
        r"All $d\ge2$, $c>0$; the printed statement needs only $k>k_0$. Given slit_representation (Cauchy; a "
        "condition to print)."
    ),
    check=_decay,
    parameters={"excess": 0},
    depends_on=(NORMALISATIONS_ID, LEADING_ID, POSITIVITY_ID),
    control=Control(
        r"$k^{d+1}\lambda_k$ tends to the same constant, so that $\lambda_k=\Theta(k^{-d-1})$ as on $\mathbb R^d$; it tends to infinity.",
        {"excess": 1},
    ),
)
