r"""The error of the Gauss-Legendre rule for eigenvalues, in the angle."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, Symbol, cos, exp, pi, rf, sin

from ntkproofs.checks import Integers, Reals, cite, definition, identity, positive, prove, reduction, rests_on, value
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.gegenbauer import RELATIONS
from ntkproofs.papers.background.quadrature import CHEBYSHEV_SERIES, GAUSS_RULE
from ntkproofs.papers.bietti2019.gegenbauer_coefficients import normalisation

from .setting import CONVENTIONS

QUADRATURE_ID = "geifman2020.derived.gauss_legendre_bound"
LAMBDA = Symbol("lambda", positive=True)  # (d-2)/2
RHO, M = Symbol("rho", positive=True), Symbol("M", positive=True)
_X, _Y = sympy.symbols("x y", real=True)


def cosine_weight(k: Expr, j: Expr) -> Expr:
    r"""Return the weight of :math:`\cos((k-2j)\theta)` in :math:`P_k(\cos\theta)`, :math:`\lambda = (d-2)/2 > 0`.

    >>> cosine_weight(sympy.Integer(1), sympy.Integer(0)).subs(LAMBDA, 3)
    1/2
    """
    top = sympy.factorial(k) / rf(2 * LAMBDA, k)
    return top * rf(LAMBDA, j) * rf(LAMBDA, k - j) / (sympy.factorial(j) * sympy.factorial(k - j))


def cosines() -> tuple[Step, ...]:
    r"""Step group: :math:`|P_k(\cos\theta)| \le e^{k|\Im\theta|}`, from a sum of cosines with positive weights."""
    inner: dict[Symbol, Domain] = {LAMBDA: Reals(Rational(1, 2))}
    i = Symbol("i", positive=True)  # j = i and k = i + n, so that both are at least 1
    n = Symbol("n", positive=True)
    here: dict[Symbol, Domain] = {i: Integers(1), n: Integers(1), **inner}

    def w(above: Expr, below: Expr) -> Expr:
        return cosine_weight(above, below)

    return (
        definition(
            r"$\lambda=\frac{d-2}2$; for $d\ge3$ the weights $p_{k,j}=\frac{k!}{(2\lambda)_k}\frac{(\lambda)_j(\lambda)_{k-j}}"
            r"{j!\,(k-j)!}>0$, $0\le j\le k$, and $p_{k,j}=0$ otherwise"
        ),
        rests_on(RELATIONS, r"$(k+d-2)P_{k+1}=(2k+d-2)\,tP_k-kP_{k-1}$, $P_0=1$, $P_1=t$, $P_k(1)=1$"),
        value(w(sympy.Integer(0), sympy.Integer(0)), sympy.Integer(1), text=r"$P_0=1$: $p_{0,0}=1$"),
        identity(
            w(sympy.Integer(1), sympy.Integer(0)),
            Rational(1, 2),
            inner,
            text=r"$P_1=\cos\theta$: $p_{1,0}=p_{1,1}=\frac12$",
        ),
        identity(
            (i + n + 2 * LAMBDA) * w(i + n + 1, i),
            (i + n + LAMBDA) * (w(i + n, i) + w(i + n, i - 1)) - (i + n) * w(i + n - 1, i - 1),
            here,
            text=r"$(k+2\lambda)p_{k+1,j}=(k+\lambda)(p_{k,j}+p_{k,j-1})-k\,p_{k-1,j-1}$ for $1\le j<k$, from "
            r"$2\cos\theta\cos m\theta=\cos(m+1)\theta+\cos(m-1)\theta$",
        ),
        identity(
            (i + 2 * LAMBDA) * w(i + 1, sympy.Integer(0)),
            (i + LAMBDA) * w(i, sympy.Integer(0)),
            {i: Integers(1), **inner},
            text=r"the same for $j=0$; for $j=k+1$ it is the mirror image",
        ),
        identity(
            (i + 2 * LAMBDA) * w(i + 1, i),
            (i + LAMBDA) * (w(i, i) + w(i, i - 1)) - i * w(i - 1, i - 1),
            {i: Integers(1), **inner},
            text=r"the same for $j=k$",
        ),
        identity(
            cos(_X) * sympy.cosh(_Y) * cos(_X) * sympy.cosh(_Y) + sin(_X) ** 2 * sympy.sinh(_Y) ** 2,
            sympy.cosh(_Y) ** 2 - sin(_X) ** 2,
            {_X: Reals(), _Y: Reals()},
            text=r"$|\cos(x+iy)|^2=\cos^2x\cosh^2y+\sin^2x\sinh^2y=\cosh^2y-\sin^2x\le\cosh^2y$",
        ),
        reduction(
            r"So $P_k(\cos\theta)=\sum_jp_{k,j}\cos((k-2j)\theta)$ for complex $\theta$ as well, $\sum_jp_{k,j}=P_k(1)=1$, and "
            r"$|P_k(\cos\theta)|\le\max_{m\le k}\cosh(m\,\Im\theta)\le e^{k|\Im\theta|}$; for $d=2$, $P_k(\cos\theta)=\cos k\theta$"
        ),
    )


def _bound(growth: int, factor: int) -> Derivation:
    rho, m, n = RHO, M, Symbol("n", positive=True)
    minor = pi / 2 * (rho - 1 / rho) / 2

    def total(exponent: Expr) -> Expr:
        return 2 * m * 4 * rho**-exponent / (1 - 1 / rho)

    def bound(d: int, k: int, nodes: int, at: Expr) -> Expr:
        # M = 1: the constant kernel on the circle.
        rise = exp(growth * pi * k / 4 * (at - 1 / at))
        return normalisation(sympy.Integer(d)) * pi / 2 * factor * rise * at ** (-2 * nodes) / (1 - 1 / at)

    five = sympy.Integer(5)
    return prove(
        cosines(),
        cite(CHEBYSHEV_SERIES, r"$f=\sum_ja_jT_j$ on $[-1,1]$ with $|a_j|\le2M\rho^{-j}$"),
        cite(GAUSS_RULE, r"the rule is exact to degree $2n-1$, its weights are positive and sum to 2"),
        reduction(
            r"$f(x)=g(\theta)P_k(\cos\theta)\sin^{d-2}\theta$ at $\theta=\frac\pi2(1+x)$: the ellipse with foci $0,\pi$ has the "
            r"semi-minor axis $\frac\pi2\cdot\frac12(\rho-\rho^{-1})$, so $|f|\le M=M_\rho e^{k\cdot\text{that}}$. On $T_j$, "
            r"$j\ge2n$, rule and integral are at most 2 each, so the error is at most $\sum_{j\ge2n}2M\rho^{-j}\cdot4$"
        ),
        identity(
            minor,
            pi / 4 * (rho - 1 / rho),
            {rho: Reals(1, left_open=True)},
            text=r"$\frac\pi2\cdot\frac12(\rho-\rho^{-1})=\frac\pi4(\rho-\rho^{-1})$",
        ),
        identity(
            total(2 * n) - total(2 * n + 1),
            2 * m * 4 * rho ** (-2 * n),
            {rho: Reals(1, left_open=True), m: Reals(0), n: Integers(1)},
            text=r"$S_j=\frac{8M\rho^{-j}}{1-\rho^{-1}}$ has $S_j-S_{j+1}=8M\rho^{-j}$ and $S_j\to0$: the sum from $2n$ on is $S_{2n}$",
        ),
        identity(
            normalisation(sympy.Integer(2)) * pi / 2 * total(2 * n),
            normalisation(sympy.Integer(2)) * pi / 2 * factor * m * rho ** (-2 * n) / (1 - 1 / rho),
            {rho: Reals(1, left_open=True), m: Reals(0), n: Integers(1)},
            text=rf"$c_d\frac\pi2$ (from $d\theta=\frac\pi2dx$) times $S_{{2n}}$ is $c_d\frac\pi2\,{factor}M\rho^{{-2n}}/(1-\rho^{{-1}})$ "
            r"(the factor $c_d$ is on both sides; here $d=2$)",
            goal=True,
        ),
        identity(
            normalisation(sympy.Integer(2)) * pi * cos(4 * pi / 2),
            sympy.Integer(1),
            text=r"$g=1$, $d=2$, $k=4$, $n=1$: the rule gives $c_2\,\pi\cos(4\cdot\frac\pi2)=1$ for $\mu_4=0$; $M_\rho=1$",
        ),
        positive(
            bound(2, 4, 1, five) - 1,
            {},
            text=r"at this instance, $\rho=5$, the error 1 is below the bound",
            goal=True,
        ),
    )


QUADRATURE_BOUND = Claim(
    id="geifman2020.derived.gauss_legendre_bound",
    label="Section 3.2",
    statement=(
        r"Let $g$ be analytic in the closed Bernstein ellipse with foci $0,\pi$ and parameter $\rho>1$, "
        r"$M_\rho=\sup|g(\theta)\sin^{d-2}\theta|$ on it. The $n$-point Gauss-Legendre value of "
        r"$\mu_k=c_d\int_0^\pi g(\theta)P_k(\cos\theta)\sin^{d-2}\theta\,d\theta$ has error at most "
        r"$c_d\frac\pi2\,8M_\rho\,e^{\frac{\pi k}4(\rho-1/\rho)}\frac{\rho^{-2n}}{1-1/\rho}$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=r"All $k\ge0$, $d\ge2$, $n\ge1$, $\rho>1$ admissible.",
    check=_bound,
    parameters={"growth": 1, "factor": 8},
    depends_on=(RELATIONS,),
    conditions=(CHEBYSHEV_SERIES, GAUSS_RULE),
    control=Control(
        r"The bound without the factor $e^{\frac{\pi k}4(\rho-1/\rho)}$; false for $g=1$, $d=2$, $k=4$, $n=1$, $\rho=5$: "
        r"the rule gives 1 for 0, the bound would be $\frac15$.",
        {"growth": 0},
    ),
)
