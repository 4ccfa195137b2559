"""Proposition 5: the trace of the spectrum and the Mercer decomposition."""

from __future__ import annotations

import sympy
from sympy import Expr, cos, pi

from ntkproofs.checks import cite, definition, identity, prove, reduction, rests_on, value
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.gegenbauer import RELATIONS
from ntkproofs.papers.background.harmonics import ADDITION, POISSON

from .proposition_5_taylor import nonnegative_kernels
from .relu_kernels import KAPPAS, kappa, kappa_0, kappa_1
from .spectral_sequences import DIMENSIONS, MU, D, mu_kappa, mu_kappa_1, mu_u_kappa_0

LOW_DEGREES_ID = "bietti2019.prop5.low_degrees"
ZERO_ODD_ID = "bietti2019.prop5.zero_odd"
KAPPA_1_SPECTRUM_ID = "bietti2019.section32.kappa1_spectrum"
MULTIPLICITIES = r"$N(d,0)=1$, $N(d,k)=\frac{2k+d-2}k\binom{k+d-3}{d-2}$ for $k\ge1$ ($N(2,k)=2$)"


def _parity(name: str, odd_part: Expr, sum_of_odd: Expr) -> Step:
    r"""Goal: the terms of odd degree sum to :math:`\frac12(f(1)-f(-1))`, in every dimension."""
    return identity(
        sum_of_odd,
        odd_part,
        DIMENSIONS,
        text=rf"the terms of odd $k$ for $f={name}$, of which only that of $k=1$ is not 0, sum to $\frac12(f(1)-f(-1))$",
        goal=True,
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


def _parts() -> Step:
    return reduction(
        r"$P_k(-1)=(-1)^k$: at $u=\pm1$ the limits are $\sum_kN(d,k)\mu_k(f)=f(1)$ and "
        r"$\sum_k(-1)^kN(d,k)\mu_k(f)=f(-1)$, so the even and the odd terms sum to $\frac12(f(1)\pm f(-1))$; $N(d,1)=d$"
    )


def _trace(weight_power: int) -> Derivation:
    at = {"1": sympy.Integer(0), "-1": pi}
    kernels = {
        r"\kappa": (kappa, 2, mu_kappa),
        r"\kappa_1": (kappa_1, 1, mu_kappa_1),
        r"u\kappa_0": (lambda angle: cos(angle) * kappa_0(angle), 1, mu_u_kappa_0),
        r"\kappa_0": (kappa_0, 1, None),
    }
    return prove(
        definition("The multiplicities " + MULTIPLICITIES),
        _poisson_means(),
        [
            value(
                f(at["1"]),
                sympy.Integer(one),
                text=rf"$\sum_kN(d,k)\mu_k({name})={name}$ at $u=1$, which is ${one}$",
                goal=True,
            )
            for name, (f, one, _) in kernels.items()
        ],
        _parts(),
        rests_on(
            LOW_DEGREES_ID, r"$\mu_1(\kappa)=\frac1d$, $\mu_1(\kappa_1)=\mu_1(u\kappa_0)=\frac1{2d}$ in closed form"
        ),
        rests_on(KAPPA_1_SPECTRUM_ID, r"$\mu_k(\kappa_1)=dB_k$, 0 for odd $k\ge3$ as $B_k=0$ there"),
        rests_on(
            ZERO_ODD_ID, r"$\mu_k(\kappa)=0$ for odd $k\ge3$, hence $\mu_k(u\kappa_0)=\mu_k(\kappa)-\mu_k(\kappa_1)=0$"
        ),
        [
            _parity(name, (f(at["1"]) - f(at["-1"])) / 2, D**weight_power * mu(sympy.Integer(1), D))
            for name, (f, _, mu) in kernels.items()
            if mu is not None
        ],
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
    parameters={"weight_power": 1},
    depends_on=(RELATIONS, LOW_DEGREES_ID, KAPPA_1_SPECTRUM_ID, ZERO_ODD_ID),
    conditions=(POISSON,),
    control=Control(
        r"The same without the multiplicities, $\sum_k\mu_k(f)P_k(u)=f(u)$ at $u=\pm1$; false: the odd terms sum to "
        r"$\mu_1(\kappa)=1/d$ instead of $\frac12(\kappa(1)-\kappa(-1))=1$.",
        {"weight_power": 0},
    ),
)


def _decomposition(odd: int) -> Derivation:
    word = "" if odd == 1 else rf", the odd terms {odd} times"
    one, minus_one, first = kappa(sympy.Integer(0)), kappa(pi), D * mu_kappa(sympy.Integer(1), D)
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
        value(one, sympy.Integer(2), text=r"$\kappa(1)=2$, the case $x=y$", goal=True),
        value(minus_one, sympy.Integer(0), text=r"$\kappa(-1)=0$, the case $x=-y$", goal=True),
        _parts(),
        rests_on(LOW_DEGREES_ID, r"$\mu_1(\kappa)=\frac1d$ in closed form"),
        rests_on(ZERO_ODD_ID, r"$\mu_k(\kappa)=0$ for odd $k\ge3$"),
        [
            identity(
                (one + minus_one) / 2 + sign * odd * first,
                at,
                DIMENSIONS,
                text=rf"for every $d$: the even terms and ${sign * odd}$ times the odd ones, only $k=1$, sum to $\kappa({sign})$",
                goal=True,
            )
            for sign, at in ((1, one), (-1, minus_one))
        ],
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
    depends_on=(RELATIONS, LOW_DEGREES_ID, ZERO_ODD_ID),
    conditions=(POISSON, ADDITION),
    control=Control(
        r"The same with the sum over even $k$ only; at $x=y$ it gives $1$ instead of $2$ in every dimension.",
        {"odd": 0},
    ),
)
