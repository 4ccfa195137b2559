r"""Section 3.2: what the vanishing odd eigenvalues say about functions on the sphere."""

from __future__ import annotations

import sympy
from sympy import Integer

from ntkproofs.checks import Integers, Reals, cite, definition, identity, positive, prove, reduction, rests_on, value
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gegenbauer import RELATIONS
from ntkproofs.papers.background.harmonics import ADDITION, COMPLETE, monomial_coefficient

from .relu_kernels import KAPPAS
from .spectral_sequences import DIMENSIONS, MU, D, K, base, mu_kappa

CLOSED_FORM = "bietti2019.prop5.closed_form"
TAYLOR = "bietti2019.prop5.taylor"
COMPONENTS = r"$f_k$ is the component of harmonic degree $k$ of $f\in L^2(S^{d-1})$, uniform probability measure"


def _even_sufficient(parity: int) -> Derivation:
    v, p = sympy.symbols("v p", real=True)
    m = sympy.Symbol("m", integer=True, nonnegative=True)
    degree = 2 * m + parity
    return prove(
        definition(rf"$f(-x)=f(x)$ almost everywhere, $k=2m+{parity}$; $v=f(y)$ and $p=P_k(\langle x,y\rangle)$ below"),
        cite(
            ADDITION, r"$f_k(x)=\sum_j\mathbb E[fY_{k,j}]\,Y_{k,j}(x)=N(d,k)\,\mathbb E_y[f(y)P_k(\langle x,y\rangle)]$"
        ),
        rests_on(RELATIONS, r"$P_k(-t)=(-1)^kP_k(t)$"),
        value(
            monomial_coefficient(2, 3, 2 + parity),
            Integer(0),
            text=rf"the instance $f(x)=x_1^2$, $d=3$: $\mu_{2 + parity}[t^2]=0$",
            goal=True,
        ),
        identity(
            v * p + v * (-1) ** degree * p,
            Integer(0),
            {m: Integers(0), v: Reals(), p: Reals()},
            text=r"$f(y)P_k(\langle x,y\rangle)+f(-y)P_k(\langle x,-y\rangle)=0$",
            goal=True,
        ),
        reduction(r"the measure is invariant under $y\to-y$, so twice the mean is the mean of this sum: $f_k=0$"),
    )


EVEN_SUFFICIENT = Claim(
    id="bietti2019.section32.even_sufficient",
    label="Section 3.2",
    printed=True,
    statement=(
        r"If $f$ is even, all its components of odd harmonic degree vanish, in particular those of odd degree $k\ge3$, where the "
        r"Gegenbauer coefficient $\mu_k(\kappa)$ is $0$ (a sufficient condition)."
    ),
    hypotheses=(*KAPPAS, COMPONENTS),
    expected=Verdict.PROVED,
    scope="all d >= 2; given the addition theorem",
    check=_even_sufficient,
    parameters={"parity": 1},
    depends_on=(RELATIONS,),
    conditions=(ADDITION,),
    control=Control(
        r"If $f$ is even, all its components of even harmonic degree $k\ge2$ vanish; false for $x_1^2$, $d=3$, $k=2$.",
        {"parity": 0},
    ),
)


def _even_plus_linear(first: int) -> Derivation:
    k, d = K, D
    return prove(
        definition(
            rf"$g=\sum_{{k\ {{\rm odd}}}}f_k$ is the odd part of $f$; the degrees in question are the odd $k\ge{first}$, the others are "
            r"$k=1$ and the even ones"
            if first > 1
            else r"$g$ is the odd part of $f$; the degrees in question are all odd ones"
        ),
        rests_on(CLOSED_FORM, r"$\mu_k=(k(k+d-2)+d+1)B_k$"),
        identity(
            mu_kappa(Integer(first), d),
            Integer(0),
            DIMENSIONS,
            text=rf"$\mu_{first}(\kappa)=0$ in every dimension",
            goal=True,
        ),
        identity(
            base(k + 2, d) * (k + d + 1) ** 2,
            base(k, d) * (k - 1) ** 2,
            {k: Integers(0), **DIMENSIONS},
            text=r"$(k+d+1)^2B_{k+2}=(k-1)^2B_k$: with one $B_k=0$ all $B_{k+2},B_{k+4},\dots$ vanish",
            goal=True,
        ),
        positive(k + d + 1, {k: 0, d: 2}, text=r"$k+d+1>0$"),
        rests_on(TAYLOR, r"$\mu_k>0$ for $k=1$ and for every even $k$: the zeros are exactly the odd $k\ge3$"),
        cite(COMPLETE, r"$f=\sum_kf_k$ in $L^2$, with orthogonal summands"),
        reduction(
            r"A harmonic of degree $k$ is a homogeneous polynomial of degree $k$ on the sphere, of parity $(-1)^k$. So $g=f_1$, a "
            r"linear function, if the odd $f_k$, $k\ge3$, vanish; if $g$ is linear, it is harmonic of degree 1 and they vanish"
        ),
        reduction(
            r"Every harmonic of a degree with $\mu_k>0$ is in the RKHS, every element of the RKHS has $f_k=0$ where $\mu_k=0$; so the "
            r"closure is the set of all $f$ with these $f_k=0$, that is, of even plus linear functions"
        ),
    )


EVEN_PLUS_LINEAR = Claim(
    id="bietti2019.section32.even_plus_linear",
    label="Section 3.2",
    statement=(
        r"For $f\in L^2(S^{d-1})$ all components in the degrees where $\mu_k(\kappa)$ is $0$ vanish if and only if the odd part of $f$ "
        r"is a linear function; the closure of the RKHS of $\kappa(\langle x,y\rangle)$ in $L^2$ is the space of even plus linear "
        r"functions."
    ),
    hypotheses=(*KAPPAS, MU, COMPONENTS),
    expected=Verdict.PROVED,
    scope="all d >= 2; given completeness of the spherical harmonics; the RKHS as in equation (11)",
    check=_even_plus_linear,
    parameters={"first": 3},
    depends_on=(CLOSED_FORM, TAYLOR),
    conditions=(COMPLETE,),
    control=Control(
        r"The same with 'the odd part is zero', so with $\mu_1(\kappa)=0$; false, $\mu_1=1/d$: $f(x)=x_1$.",
        {"first": 1},
    ),
)
