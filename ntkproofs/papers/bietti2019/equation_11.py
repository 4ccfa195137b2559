r"""Equation (11): the RKHS of the tangent kernel on the sphere by its eigenvalues."""

from __future__ import annotations

import sympy
from sympy import Integer, Symbol

from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    identity,
    nonnegative_combination,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.hilbert_space import MOORE_ARONSZAJN

from .relu_kernels import KAPPAS, kappa
from .spectral_sequences import MU, mu_kappa

DECOMPOSITION = "bietti2019.prop5.decomposition"
NONNEGATIVE = "bietti2019.prop5.nonnegative"
CLOSED_FORM = "bietti2019.prop5.closed_form"
ORTHONORMAL = (
    r"$(Y_{k,j})_j$ is an orthonormal basis of the harmonics of degree $k$ for the uniform probability measure"
)


def _rkhs(exponent: int) -> Derivation:
    a, y = sympy.symbols("a y", real=True)
    mu = Symbol("mu", positive=True)
    s, t = sympy.symbols("s t", real=True)
    over = {mu: Reals(0, 2, left_open=True), a: Reals(), y: Reals()}
    third = Integer(3)
    return prove(
        definition(
            rf"$\mathcal H$ with $\langle f,g\rangle=\sum_{{\mu_k\ne0}}\sum_ja_{{k,j}}b_{{k,j}}/\mu_k^{{{exponent}}}$; in the steps "
            r"below $\mu=\mu_k>0$, $a=a_{k,j}$ and $y=Y_{k,j}(y)$ for one pair $(k,j)$"
        ),
        rests_on(NONNEGATIVE, r"$\mu_k\ge0$, so the form is a square sum with positive weights"),
        rests_on(CLOSED_FORM, r"$\mu_k=(k(k+d-2)+d+1)B_k$, used for the instances $d=3$"),
        reduction(
            r"$f\mapsto(a_{k,j}/\sqrt{\mu_k^{e}})$ is an isometry of $\mathcal H$ onto the square summable sequences: a Hilbert space. "
            r"Different $f$ have different coefficients in $L^2$, the $Y_{k,j}$ being orthonormal"
        ),
        rests_on(DECOMPOSITION, r"$\kappa(\langle x,y\rangle)=\sum_k\mu_k\sum_jY_{k,j}(x)Y_{k,j}(y)$ for all $x,y$"),
        nonnegative_combination(
            (s**2 + t**2) / 2 - s * t,
            (s - t) ** 2 / 2,
            {s: Reals(), t: Reals()},
            text=r"$|aY|\le\frac12\bigl(\lambda\,a^2/\mu+\mu Y^2/\lambda\bigr)$ for each $\lambda>0$, from $st\le\frac12(s^2+t^2)$",
        ),
        reduction(
            r"with $\sum\mu_kY_{k,j}(x)^2=\kappa(1)$ the series $\sum a_{k,j}Y_{k,j}(x)$ converges absolutely and, $\lambda$ being "
            r"free, to at most $\|f\|\sqrt{\kappa(1)}$: its elements are functions on the sphere, in every point"
        ),
        [
            value(
                mu_kappa(Integer(k), third) ** (1 - exponent) * a_value,
                a_value,
                text=rf"$\langle f,\kappa(\langle\cdot,y\rangle)\rangle=f(y)$ for $d=3$, {name}",
                goal=True,
            )
            for k, a_value, name in ((0, Integer(1), "$f=1$"), (1, Integer(1), "$f=x_1$ at $y=e_1$"))
        ],
        identity(
            a * (mu * y) / mu**exponent,
            a * y,
            over,
            text=r"$\kappa(\langle\cdot,y\rangle)$ has the coefficients $\mu_kY_{k,j}(y)$: the terms of $\langle f,\kappa(\langle\cdot,"
            r"y\rangle)\rangle$ are those of $f(y)$",
            goal=True,
        ),
        identity(
            (mu * y) ** 2 / mu**exponent,
            mu * y**2,
            over,
            text=r"the squared norm of $\kappa(\langle\cdot,y\rangle)$ is $\sum\mu_kY_{k,j}(y)^2=\kappa(1)$, finite",
            goal=True,
        ),
        value(kappa(Integer(0)), Integer(2), text=r"$\kappa(1)=2$", goal=True),
        cite(
            MOORE_ARONSZAJN,
            r"a Hilbert space of functions that contains every $K(\cdot,y)$ and reproduces is the RKHS of $K$",
        ),
    )


RKHS = Claim(
    id="bietti2019.eq11.rkhs",
    label="Equation (11)",
    printed=True,
    statement=(
        r"The RKHS of $\kappa(\langle x,y\rangle)$ on $S^{d-1}$ is $\mathcal H=\{f=\sum_{\mu_k\ne0}\sum_ja_{k,j}Y_{k,j}:\ "
        r"\|f\|_{\mathcal H}^2=\sum_{\mu_k\ne0}\sum_ja_{k,j}^2/\mu_k<\infty\}$, $\mu_k=\mu_k(\kappa)$."
    ),
    hypotheses=(*KAPPAS, MU, ORTHONORMAL),
    expected=Verdict.PROVED,
    scope="all d >= 2; given the addition theorem (through prop5.decomposition) and uniqueness of the RKHS of a kernel",
    check=_rkhs,
    parameters={"exponent": 1},
    depends_on=(DECOMPOSITION, NONNEGATIVE, CLOSED_FORM),
    conditions=(MOORE_ARONSZAJN,),
    control=Control(
        r"The same with $\|f\|^2=\sum a_{k,j}^2/\mu_k^2$; false for $f=1$, $d=3$: its product with $\kappa(\langle\cdot,y\rangle)$ "
        r"would be $1/\mu_0=2$.",
        {"exponent": 2},
    ),
)
