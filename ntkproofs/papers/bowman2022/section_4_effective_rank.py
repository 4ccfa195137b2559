"""Section 4: the effective rank of the Fisher information matrix."""

from __future__ import annotations

import sympy
from sympy import Rational

from ntkproofs.checks import (
    Integers,
    Reals,
    cite,
    definition,
    identity,
    nonnegative_combination,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.integration import TONELLI
from ntkproofs.papers.bowman2022.equation_6 import FISHER, SPECTRAL
from ntkproofs.papers.bowman2022.section_3_1_kernel_rate import SHALLOW_RATE
from ntkproofs.papers.bowman2022.setting import POSITIVE, SHALLOW, SHALLOW_KERNEL

_L, _EPS, _TRACE = (sympy.Symbol(name, positive=True) for name in ("lambda", "epsilon", "tau"))

# Bounds of the effective rank, of F = 1 (one parameter) at epsilon = 1/2.
_BOUNDS = {
    "tr(F)/epsilon^2": 1 / Rational(1, 2) ** 2,
    "tr(F^(1/2)) epsilon": sympy.Integer(1) * Rational(1, 2),
}


def _effective_rank(bound: str) -> Derivation:
    excess, rest = sympy.symbols("h r", nonnegative=True)
    p, q, low, lower = sympy.symbols("p q lambda_i lambda_j", real=True)
    first, second = sympy.symbols("e_1 e_2")
    over = {_EPS: POSITIVE, excess: Reals(0), rest: Reals(0), p: Reals(), q: Reals()}
    return prove(
        cite(
            SPECTRAL,
            r"$F=\sum\lambda_iu_iu_i^T$ with orthonormal $u_i$, $\|F^{1/2}u\|^2=\sum\lambda_i\langle u_i,u\rangle^2$",
        ),
        nonnegative_combination(
            (_EPS**2 + excess) * p**2 + (_EPS**2 + excess + rest) * q**2 - _EPS**2 * (p**2 + q**2),
            excess * p**2 + (excess + rest) * q**2,
            over,
            text=r"on the span of the $u_i$ with $\lambda_i\ge\epsilon^2+h$, $h>0$: $\|F^{1/2}u\|^2\ge(\epsilon^2+h)\|u\|^2$",
            goal=True,
        ),
        nonnegative_combination(
            _EPS**2 * (p**2 + q**2) - low * p**2 - lower * q**2,
            first * p**2 + second * q**2,
            {_EPS: POSITIVE, low: Reals(), lower: Reals(), p: Reals(), q: Reals()},
            given={first: _EPS**2 - low, second: _EPS**2 - lower},
            text=r"on the span of the others, $\epsilon^2-\lambda_i\ge0$: $\|F^{1/2}u\|\le\epsilon\|u\|$ (two directions)",
            goal=True,
        ),
        reduction(
            r"a subspace of dimension above $\tilde p$ meets the span of the others, of dimension $p-\tilde p$, outside of 0 "
            r"(dimension formula), so $\tilde p$ is the largest dimension; $\epsilon\le\epsilon'$ leaves fewer $\lambda_i$ above"
        ),
        identity(
            (_EPS**2 + excess) + rest - _EPS**2,
            excess + rest,
            {_EPS: POSITIVE, excess: Reals(0), rest: Reals(0)},
            text=r"one counted $\lambda_i=\epsilon^2+h$, $h>0$, and one not counted $r\ge0$: "
            r"$\mathrm{tr}F-\tilde p\,\epsilon^2=\sum h_i+\sum r_j$, positive unless nothing is counted and $F=0$",
            goal=True,
        ),
        positive(
            _BOUNDS[bound] - 1,
            {},
            strict=False,
            text=rf"$F=1$, $p=1$, $\epsilon=\frac12$: $\tilde p=1$ is at most {bound}",
            goal=True,
        ),
    )


EFFECTIVE_RANK = Claim(
    id="bowman2022.sec4.effective_rank",
    label="Section 4",
    printed=True,
    statement=(
        r"$\tilde p(F^{1/2},\epsilon)=|\{i:\lambda_i^{1/2}>\epsilon\}|$ is the largest dimension of a subspace on whose unit sphere "
        r"$\|F^{1/2}u\|>\epsilon$ holds; it is nonincreasing in $\epsilon$, and $\tilde p(F^{1/2},\epsilon)\le"
        r"\min(p,\mathrm{tr}(F)/\epsilon^2)$, strictly less than $\mathrm{tr}(F)/\epsilon^2$ unless $F=0$."
    ),
    hypotheses=(FISHER,),
    expected=Verdict.PROVED,
    scope="any positive semidefinite F, epsilon > 0",
    check=_effective_rank,
    parameters={"bound": "tr(F)/epsilon^2"},
    conditions=(SPECTRAL,),
    control=Control(
        r"$\tilde p(F^{1/2},\epsilon)\le\mathrm{tr}(F^{1/2})\,\epsilon$; false for $F=1$, $\epsilon=\frac12$.",
        {"bound": "tr(F^(1/2)) epsilon"},
    ),
)


def _rank_bounded(constant: Rational) -> Derivation:
    radius, share, width = sympy.symbols("R delta m", positive=True)
    one = sympy.Integer(1)
    return prove(
        rests_on(EFFECTIVE_RANK.id, r"$\tilde p(F^{1/2},e)\le\mathrm{tr}(F)/e^2$ with $e=0.75\,\epsilon/R$"),
        identity(
            _TRACE / (Rational(3, 4) * _EPS / radius) ** 2,
            constant * radius**2 / _EPS**2 * _TRACE,
            {_TRACE: POSITIVE, _EPS: POSITIVE, radius: POSITIVE},
            text=rf"$\tilde p\le{sympy.latex(constant)}\frac{{R^2}}{{\epsilon^2}}\mathrm{{tr}}F$",
            goal=True,
        ),
        rests_on(SHALLOW_RATE.id, r"a neuron contributes $\frac1mZ_i$ to $K_0$ with $\mathbb EZ=K^\infty$"),
        cite(TONELLI, r"$\mathrm{tr}F=\int\|\nabla_\theta f\|^2d\rho=\int K_0(x,x)d\rho$, and its mean"),
        identity(
            width * (_TRACE / width),
            _TRACE,
            {width: Integers(1), _TRACE: POSITIVE},
            text=r"is $m\cdot\frac1m\int K^\infty(x,x)d\rho$, the same for every $m$, while $p=m(d+1)\to\infty$",
            goal=True,
        ),
        reduction(
            r"$s1\{\mathrm{tr}F>s\}\le\mathrm{tr}F$ and its mean, with $s=\frac1\delta\mathbb E\,\mathrm{tr}F$ (Markov)"
        ),
        identity(
            _TRACE / (_TRACE / share),
            share,
            {_TRACE: POSITIVE, share: POSITIVE},
            text=r"$\mathrm{tr}F\le\frac1\delta\mathbb E\,\mathrm{tr}F$ with probability at least $1-\delta$",
            goal=True,
        ),
        positive(
            constant * one - 1,
            {},
            strict=False,
            text=r"$F=1$, $\epsilon=R=1$: $\tilde p(F^{1/2},0.75)=1$ is at most the bound",
            goal=True,
        ),
    )


EFFECTIVE_RANK_BOUNDED = Claim(
    id="bowman2022.sec4.effective_rank_bounded",
    label="Section 4",
    printed=True,
    statement=(
        r"For fixed $R,\epsilon$ the effective rank $\tilde p(F^{1/2},0.75\epsilon/R)$ stays bounded as the width grows while "
        r"$p\to\infty$: $\tilde p\le\frac{16R^2}{9\epsilon^2}\mathrm{tr}F$ with $\mathbb E\,\mathrm{tr}F=\int K^\infty(x,x)d\rho$ "
        r"independent of $m$ for shallow networks, hence $\tilde p\le\frac{16R^2}{9\epsilon^2\delta}\int K^\infty(x,x)d\rho$ with "
        r"probability at least $1-\delta$."
    ),
    hypotheses=(SHALLOW, SHALLOW_KERNEL, FISHER),
    expected=Verdict.PROVED,
    scope="shallow networks, all m; for deep networks the expectation converges (cited by the paper)",
    check=_rank_bounded,
    parameters={"constant": Rational(16, 9)},
    conditions=(SPECTRAL, TONELLI, "background.independent_product"),
    depends_on=(EFFECTIVE_RANK.id, SHALLOW_RATE.id),
    control=Control(
        r"$\tilde p\le\frac{9R^2}{16\epsilon^2}\mathrm{tr}F$; false for $F=1$, $\epsilon=R=1$.",
        {"constant": Rational(9, 16)},
    ),
)

_DIMENSIONS = {
    "effective rank": lambda values, at: sum(1 for v in values if v > at**2),
    "trace": lambda values, at: sum(values),
}


def _prior_dimension(name: str) -> Derivation:
    eigenvalues = (Rational(3), Rational(1, 4))
    found = sympy.sympify(_DIMENSIONS[name](eigenvalues, Rational(1)))
    return prove(
        definition(r"a Hessian with the eigenvalues $3,\frac14$ at the scale 1: one direction counts"),
        value(found, sympy.Integer(1), text=rf"the {name} counts it", goal=True),
    )


EFFECTIVE_DIMENSION_PRIOR = Claim(
    id="bowman2022.sec4.effective_dimension_prior",
    label="Section 4",
    printed=True,
    statement=(
        r"The effective dimension of Yang et al. (2021), used in PAC-Bayes bounds with the loss Hessian at convergence, is "
        r"essentially the same quantity as $\tilde p$, a number of eigenvalues above a threshold."
    ),
    hypotheses=(FISHER,),
    expected=Verdict.CITED,
    scope="statement about another paper; only an example is counted",
    check=_prior_dimension,
    parameters={"name": "effective rank"},
    control=Control(
        r"It is the trace of the Hessian; false for the eigenvalues $3,\frac14$ at scale 1.", {"name": "trace"}
    ),
)
