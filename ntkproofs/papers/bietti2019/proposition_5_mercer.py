"""Proposition 5: the trace of the spectrum and the Mercer decomposition."""

from __future__ import annotations

from functools import cache

import sympy
from sympy import Expr, Rational

from ntkproofs.checks import cite, definition, positive, prove, reduction, value
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.gegenbauer import RELATIONS
from ntkproofs.papers.background.harmonics import ADDITION, POISSON, multiplicity

from .gegenbauer_coefficients import THETA
from .legendre_integrals import coefficient_in_three_dimensions
from .proposition_5_taylor import nonnegative_kernels
from .relu_kernels import KAPPAS, kappa, kappa_0, kappa_1
from .spectral_sequences import MU

MULTIPLICITIES = r"$N(d,0)=1$, $N(d,k)=\frac{2k+d-2}k\binom{k+d-3}{d-2}$ for $k\ge1$ ($N(2,k)=2$)"


@cache
def _three_dimensions() -> tuple[Expr, Expr, tuple[Step, ...]]:
    zeroth, first = (coefficient_in_three_dimensions(kappa(THETA), k) for k in (0, 1))
    steps = (
        zeroth[1],
        value(zeroth[0], Rational(1, 2), text=r"$\mu_0(\kappa)=1/2$ for $d=3$"),
        first[1],
        value(first[0], Rational(1, 3), text=r"$\mu_1(\kappa)=1/3$ for $d=3$"),
    )
    return zeroth[0], first[0], steps


def _mass(weighted: bool, odd: bool) -> tuple[Step, ...]:
    r"""Steps: the sum of :math:`\mu_k(\kappa)P_k(1)` with given weights must reach :math:`\kappa(1)` for d = 3."""
    zeroth, first, steps = _three_dimensions()
    low = (zeroth, multiplicity(3, 1) * first)
    rest = 2 - low[0] - low[1]
    weight = (1, 1 if odd else 0) if weighted else (1, Rational(1, 3))
    share = sympy.Integer(1) if weighted else 1 / multiplicity(3, 2)
    most = sympy.expand(weight[0] * low[0] + weight[1] * low[1] + share * rest)
    shown = (r"\sum_kN(3,k)\mu_k" if odd else r"\sum_{k\ \rm even}N(3,k)\mu_k") if weighted else r"\sum_k\mu_k"
    return (
        *steps,
        reduction(
            rf"An instance, $d=3$: with all terms non-negative and $\sum_kN(3,k)\mu_k(\kappa)=2$, ${shown}$ is at most "
            rf"${sympy.latex(most)}$ (degrees 0 and 1 exactly, and the rest of the sum times the largest quotient of "
            rf"weights "
            "from degree 2 on)"
        ),
        positive(most - 2, {}, strict=False, text=rf"${shown}$ can reach $\kappa(1)=2$ for $d=3$", goal=True),
    )


def _poisson_means() -> tuple[Step, ...]:
    return (
        *nonnegative_kernels(),
        cite(
            POISSON,
            r"for $f$ continuous on $[-1,1]$: $\sum_kr^kN(d,k)\mu_k(f)P_k(u)\to f(u)$ uniformly in $u$ as $r\uparrow1$",
        ),
        reduction(
            r"At $u=1$ the terms $N(d,k)\mu_k(f)\ge0$ are non-negative, so "
            r"$\sum_kN(d,k)\mu_k(f)=\lim_{r\uparrow1}\sum_kr^kN(d,k)\mu_k(f)"
            r"=f(1)<\infty$"
        ),
    )


def _trace(weighted: int) -> Derivation:
    kernels = {
        r"\kappa": (kappa(sympy.Integer(0)), 2),
        r"\kappa_1": (kappa_1(sympy.Integer(0)), 1),
        r"u\kappa_0": (kappa_0(sympy.Integer(0)), 1),
        r"\kappa_0": (kappa_0(sympy.Integer(0)), 1),
    }
    return prove(
        definition("The multiplicities " + MULTIPLICITIES),
        _poisson_means(),
        [
            value(
                found,
                sympy.Integer(one),
                text=rf"$\sum_kN(d,k)\mu_k({name})={name}$ at $u=1$, which is ${one}$",
                goal=True,
            )
            for name, (found, one) in kernels.items()
        ],
        _mass(bool(weighted), odd=True),
        reduction(
            r"$N(d,1)=d\ge2$, $\mu_1(\kappa)>0$ and $N(d,k)\ge1$, so "
            r"$\sum_k\mu_k(\kappa)<\sum_kN(d,k)\mu_k(\kappa)=\kappa(1)$: the "
            r"unweighted sum is another number"
        ),
    )


TRACE = Claim(
    id="bietti2019.prop5.trace",
    label="Proposition 5",
    statement=(
        r"$\sum_kN(d,k)\mu_k(f)=f(1)$ for $f=\kappa,\kappa_1,u\kappa_0,\kappa_0$, i.e. $2,1,1,1$. The unweighted sum "
        r"$\sum_k\mu_k$ is "
        r"not $\kappa(1)$."
    ),
    hypotheses=(*KAPPAS, MU, MULTIPLICITIES),
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=_trace,
    parameters={"weighted": 1},
    depends_on=(RELATIONS,),
    conditions=(POISSON,),
    control=Control(
        r"$\sum_k\mu_k(\kappa)=2$ for $d=3$; the sum is below $1$ since $\mu_0+\mu_1=5/6$ and the even tail is at "
        r"most $1/10$.",
        {"weighted": 0},
    ),
)


def _decomposition(odd: int) -> Derivation:
    word = "" if odd else r" over even $k$"
    return prove(
        _poisson_means(),
        cite(
            ADDITION,
            r"$\sum_jY_{k,j}(x)Y_{k,j}(y)=N(d,k)P_k(\langle x,y\rangle)$; with $x=y$ and Cauchy-Schwarz $|P_k|\le1$",
        ),
        reduction(
            rf"The series of the statement is $\sum_kN(d,k)\mu_kP_k(\langle x,y\rangle)${word}, dominated by "
            rf"$\sum_kN(d,k)\mu_k<\infty$: it "
            r"converges absolutely and uniformly, and by Abel's theorem its sum is the limit of its Poisson means, "
            r"$\kappa$"
        ),
        value(
            kappa(sympy.Integer(0)),
            sympy.Integer(2),
            text=r"$\kappa(1)=2=\sum_kN(d,k)\mu_k(\kappa)$, the case $x=y$",
            goal=True,
        ),
        _mass(weighted=True, odd=bool(odd)),
    )


DECOMPOSITION = Claim(
    id="bietti2019.prop5.decomposition",
    label="Proposition 5",
    printed=True,
    statement=(
        r"With $N(d,k)$ the dimension of the harmonics of degree $k$ and $(Y_{k,j})_j$ an orthonormal basis of them "
        r"for the "
        r"uniform probability measure: $\kappa(\langle "
        r"x,y\rangle)=\sum_{k\ge0}\mu_k(\kappa)\sum_{j=1}^{N(d,k)}Y_{k,j}(x)Y_{k,j}(y)$ "
        r"for all $x,y\in S^{d-1}$ (once printed with the argument $\langle x,u\rangle$)."
    ),
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2, all x, y",
    check=_decomposition,
    parameters={"odd": 1},
    depends_on=(RELATIONS,),
    conditions=(POISSON, ADDITION),
    control=Control(
        r"The same with the sum over even $k$ only; at $x=y$, $d=3$ it gives $1$ instead of $2$.", {"odd": 0}
    ),
)
