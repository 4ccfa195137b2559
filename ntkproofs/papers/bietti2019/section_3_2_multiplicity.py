r"""Section 3.2: the eigenvalues of the integral operator in decreasing order, with multiplicity."""

from __future__ import annotations

import sympy
from sympy import Integer, Symbol, factorial, gamma

from ntkproofs.checks import Integers, cite, definition, identity, limit, prove, reduction, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.harmonics import COMPLETE, FUNK_HECKE

from .relu_kernels import KAPPAS
from .spectral_sequences import MU, D, K

CONSTANT = "bietti2019.prop5.constant"
COUNT = "bietti2019.prop5.multiplicity"
DECREASE = "bietti2019.prop5.strict_decrease"
ZERO_ODD = "bietti2019.prop5.zero_odd"
SORTED_ID = "bietti2019.section32.sorted_eigenvalues"

_J = Symbol("j", positive=True)


def _binomial(top: sympy.Expr, bottom: sympy.Expr) -> sympy.Expr:
    return gamma(top + 1) / (gamma(bottom + 1) * gamma(top - bottom + 1))


def _count(k: sympy.Expr, d: sympy.Expr) -> sympy.Expr:
    """The multiplicity N(d, k), k >= 1."""
    return (2 * k + d - 2) / k * _binomial(k + d - 3, d - 2)


def _sorted(power: int) -> Derivation:
    k, d, j = K, D, _J
    last = _binomial(k + d - 1, d - 1)
    scale = factorial(d - 1) ** power
    return prove(
        definition(r"$I_k=\binom{k+d-1}{d-1}+d$ for even $k\ge0$, so $I_{k-2}=\binom{k+d-3}{d-1}+d$; $i$ is an index"),
        cite(FUNK_HECKE, r"the operator multiplies every harmonic of degree $k$ by $\mu_k$"),
        cite(COMPLETE, r"the harmonics are complete, so there are no other eigenvalues"),
        rests_on(ZERO_ODD, r"$\mu_k=0$ for odd $k\ge3$"),
        rests_on(DECREASE, r"$\mu_0>\mu_1>\mu_2>\mu_4>\dots>0$"),
        rests_on(
            COUNT,
            r"$\mu_k$ has multiplicity $N(d,k)$, and $N(d,0)+N(d,2)+\dots+N(d,k)=\binom{k+d-1}{d-1}$ for even $k$",
        ),
        identity(_count(Integer(1), d), d, {d: Integers(2)}, text=r"$N(d,1)=d$"),
        identity(
            _count(k, d) + _binomial(k + d - 3, d - 1),
            last,
            {k: Integers(2, step=2), d: Integers(2)},
            text=r"$\binom{k+d-3}{d-1}+N(d,k)=\binom{k+d-1}{d-1}$: the indices after $I_{k-2}$ and up to $I_k$ belong to $\mu_k$",
            goal=True,
        ),
        reduction(
            r"Up to $\mu_k$ the non-zero eigenvalues are $\mu_1$, $d$ times, and those of even degree: $I_k$ in number. As the values "
            r"strictly decrease, $\lambda_{(i)}=\mu_k$ exactly for $I_{k-2}<i\le I_k$"
        ),
        # Asymptotics: both ends of the block are k^(d-1)/(d-1)! to leading order.
        limit((k + j) / k, k, Integer(1), {j: Integers(1)}, text=r"$(k+j)/k\to1$ for each fixed $j$"),
        limit((k + j - 2) / k, k, Integer(1), {j: Integers(1)}, text=r"$(k-2+j)/k\to1$ for each fixed $j$"),
        identity(
            gamma(k + j + 1) / gamma(k + 1),
            (k + j) * gamma(k + j) / gamma(k + 1),
            {k: Integers(2), j: Integers(1)},
            text=r"$\Gamma(k+d)/\Gamma(k+1)=(k+1)(k+2)\cdots(k+d-1)$, a product of $d-1$ factors",
        ),
        identity(
            scale * last,
            gamma(k + d) / gamma(k + 1),
            {k: Integers(2, step=2), d: Integers(2)},
            text=rf"$((d-1)!)^{power}\binom{{k+d-1}}{{d-1}}=(k+1)\cdots(k+d-1)$, of order $k^{{d-1}}$ with the factor 1",
            goal=True,
        ),
        [
            limit(
                sympy.expand_func(
                    (factorial(dim - 1) ** power) * (sympy.expand_func(sympy.binomial(k + dim - 1, dim - 1)) + dim)
                )
                / k ** (dim - 1),
                k,
                Integer(1),
                text=rf"$((d-1)!)^{power}I_k/k^{{d-1}}\to1$ for $d={dim}$",
                goal=True,
            )
            for dim in (2, 3, 4, 5)
        ],
        rests_on(CONSTANT, r"$k^d\mu_k\to C(d)$ along even $k$"),
        identity((d - 1) * d / (d - 1), d, {d: Integers(2)}, text=r"$(k^{d-1})^{d/(d-1)}=k^d$"),
        reduction(
            rf"$F\,i$ with $F=((d-1)!)^{power}$ lies between $F I_{{k-2}}$ and $F I_k$, both $k^{{d-1}}(1+o(1))$, so "
            r"$\lambda_{(i)}(F\,i)^{d/(d-1)}=\mu_kk^d(1+o(1))\to C(d)$"
        ),
    )


SORTED = Claim(
    id=SORTED_ID,
    label="Section 3.2",
    statement=(
        r"Let $\lambda_{(1)}\ge\lambda_{(2)}\ge\dots$ be the non-zero eigenvalues of the integral operator of $\kappa(\langle "
        r"x,y\rangle)$ on $L^2(S^{d-1})$ (uniform probability measure) with multiplicity. For even $k\ge2$, "
        r"$\lambda_{(i)}=\mu_k(\kappa)$ exactly for $\binom{k+d-3}{d-1}+d<i\le\binom{k+d-1}{d-1}+d$; hence $\lambda_{(i)}\sim "
        r"C(d)\,\bigl((d-1)!\,i\bigr)^{-d/(d-1)}$, $C(d)=2^{d-1}\Gamma(d/2)^2/\pi^2$."
    ),
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2; given the Funk-Hecke formula, completeness of the harmonics and Wendel's inequality",
    check=_sorted,
    parameters={"power": 1},
    depends_on=(ZERO_ODD, DECREASE, COUNT, CONSTANT),
    conditions=(FUNK_HECKE, COMPLETE),
    control=Control(
        r"$\lambda_{(i)}\sim C(d)\,i^{-d/(d-1)}$; false for $d=3$, where the factor $2^{-3/2}$ is missing.",
        {"power": 0},
    ),
)


def _multiplicity(excess: int) -> Derivation:
    return prove(
        definition(rf"$e=d/(d-{excess})$ is the claimed exponent of $i^{{-e}}$"),
        rests_on(
            SORTED_ID, r"$\lambda_{(i)}=\mu_k$ for $I_{k-2}<i\le I_k$, $\lambda_{(i)}\sim C(d)((d-1)!\,i)^{-d/(d-1)}$"
        ),
        reduction(
            r"$i$ is of order $k^{d-1}$ and $\lambda_{(i)}$ of order $k^{-d}$, so the exponent is the $e$ with $(d-1)e=d$"
        ),
        identity(
            (D - 1) * D / (D - excess),
            D,
            {D: Integers(2)},
            text=rf"$(d-1)\cdot\frac d{{d-{excess}}}=d$",
            goal=True,
        ),
    )


MULTIPLICITY = Claim(
    id="bietti2019.section32.multiplicity",
    label="Section 3.2",
    printed=True,
    statement=(
        r"The eigenvalue decay of the integral operator of $\kappa(\langle x,y\rangle)$ on $L^2(S^{d-1})$ is obtained from the "
        r"Gegenbauer coefficients $\mu_k$ of $\kappa$ by counting each with multiplicity $N(d,k)$: it is of order $i^{-d/(d-1)}$ in "
        r"the index $i$."
    ),
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=_multiplicity,
    parameters={"excess": 1},
    depends_on=(SORTED_ID,),
    control=Control(
        r"The order is $i^{-d/(d-2)}$ for $d\ge3$, for instance $i^{-3}$ for $d=3$; false, it is $i^{-3/2}$.",
        {"excess": 2},
    ),
)
