r"""The poster's Mercer decomposition, Proposition 5 of the paper in other words."""

from __future__ import annotations

from typing import Any

from sympy import Integer, gamma, pi

from ntkproofs.checks import definition, identity, positive, prove, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.bietti2019.equation_11 import RKHS
from ntkproofs.papers.bietti2019.proposition_5 import NONNEGATIVE, ZERO_ODD
from ntkproofs.papers.bietti2019.proposition_5_decay import DECAY
from ntkproofs.papers.bietti2019.proposition_5_mercer import DECOMPOSITION
from ntkproofs.papers.bietti2019.relu_kernels import KAPPAS
from ntkproofs.papers.bietti2019.spectral_sequences import DIMENSIONS, MU, D, mu_kappa
from ntkproofs.papers.bietti2019poster.restatement import again, dependencies

_LABEL = "Proposition (Mercer decomposition)"
_CLOSED_FORM = "bietti2019.prop5.closed_form"


def _first_positive(numerator: Integer) -> Derivation:
    root = gamma(D / 2) / gamma((D + 1) / 2)
    return prove(
        definition(MU),
        rests_on(_CLOSED_FORM, r"$\mu_k(\kappa)=(k(k+d-2)+d+1)B_k$"),
        identity(
            mu_kappa(Integer(0), D),
            (D + 1) * root**2 / (2 * pi),
            DIMENSIONS,
            text=r"$\mu_0=\frac{d+1}{2\pi}\bigl[\Gamma(\frac d2)/\Gamma(\frac{d+1}2)\bigr]^2$, positive like the "
            r"Gammas",
            goal=True,
        ),
        positive((D + 1) / (2 * pi), {D: 2}, text=r"$(d+1)/(2\pi)>0$", goal=True),
        identity(mu_kappa(Integer(1), D), numerator / D, DIMENSIONS, text=rf"$\mu_1={numerator}/d$", goal=True),
        positive(numerator / D, {D: 2}, text=rf"${numerator}/d>0$", goal=True),
    )


FIRST_POSITIVE = Claim(
    id="bietti2019poster.mercer.first_positive",
    label=_LABEL,
    printed=True,
    statement=r"$\mu_0(\kappa)>0$ and $\mu_1(\kappa)>0$.",
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=_first_positive,
    parameters={"numerator": Integer(1)},
    depends_on=(_CLOSED_FORM,),
    control=Control(r"$\mu_1(\kappa)=0$; it is $1/d$.", {"numerator": Integer(0)}),
)


def _decomposition(**parameters: Any) -> Derivation:
    return prove(again(DECOMPOSITION)(**parameters), again(NONNEGATIVE)(**NONNEGATIVE.parameters))


ZERO_ODD_AGAIN = Claim(
    id="bietti2019poster.mercer.zero_odd",
    label=_LABEL,
    printed=True,
    statement=r"$\mu_k(\kappa)=0$ for $k=2j+1$, $j\ge1$.",
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2, all odd k >= 3",
    check=again(ZERO_ODD),
    parameters=ZERO_ODD.parameters,
    depends_on=dependencies(ZERO_ODD),
    conditions=ZERO_ODD.conditions,
    control=Control(
        r"$\mu_k(\kappa_0)=0$ for odd $k\ge3$; $\mu_3(\kappa_0)=1/128$ for $d=3$.", ZERO_ODD.control.parameters
    ),
)

DECAY_AGAIN = Claim(
    id="bietti2019poster.mercer.decay",
    label=_LABEL,
    printed=True,
    statement=(
        r"Along even $k\to\infty$, $\mu_k(\kappa)\sim C(d)k^{-d}$ with a positive constant depending on $d$ only "
        r"(it is "
        r"$C(d)=2^{d-1}\Gamma(d/2)^2/\pi^2$)."
    ),
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2; given Wendel's inequality",
    check=again(DECAY),
    parameters=DECAY.parameters,
    depends_on=dependencies(DECAY),
    conditions=DECAY.conditions,
    control=Control(r"$\mu_k(\kappa)\sim C(d)k^{-d-1}$; false, $k^{d+1}\mu_k$ is unbounded.", DECAY.control.parameters),
)

DECOMPOSITION_AGAIN = Claim(
    id="bietti2019poster.mercer.decomposition",
    label=_LABEL,
    printed=True,
    statement=(
        r"With $(Y_{k,j})_{j\le N(d,k)}$ an orthonormal basis of harmonics of degree $k$ for the uniform "
        r"probability measure: "
        r"$\kappa(\langle x,y\rangle)=\sum_k\mu_k(\kappa)\sum_jY_{k,j}(x)Y_{k,j}(y)$ for all $x,y\in S^{d-1}$, with "
        r"$\mu_k\ge0$."
    ),
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2, all x, y; given the addition theorem and the Poisson means",
    check=_decomposition,
    parameters=DECOMPOSITION.parameters,
    depends_on=(*dependencies(DECOMPOSITION), NONNEGATIVE.id, *NONNEGATIVE.depends_on),
    conditions=DECOMPOSITION.conditions,
    control=Control(
        r"The same with the sum over even $k$ only; at $x=y$, $d=3$ it gives $1$ instead of $2$.",
        DECOMPOSITION.control.parameters,
    ),
)

RKHS_NORM = Claim(
    id="bietti2019poster.mercer.rkhs_norm",
    label="Approximation Properties (two layers)",
    printed=True,
    statement=(
        r"The decomposition characterises the RKHS norm of $\kappa(\langle x,y\rangle)$ on $S^{d-1}$ explicitly: with "
        r"$\kappa=\sum_kN(d,k)\mu_kP_k$, $P_k(1)=1$, $\|f\|^2=\sum_k\|f_k\|_{L^2}^2/\mu_k$, $f_k$ the component of "
        r"harmonic degree "
        r"$k$ (zero where $\mu_k=0$), uniform probability measure."
    ),
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2; given the addition theorem and uniqueness of the RKHS of a kernel (Moore-Aronszajn)",
    check=again(RKHS),
    parameters=RKHS.parameters,
    depends_on=dependencies(RKHS),
    conditions=RKHS.conditions,
    control=Control(
        r"$\|f\|^2=\sum_k\|f_k\|^2/\mu_k^2$; false for $f=1$, $d=3$, whose product with "
        r"$\kappa(\langle\cdot,y\rangle)$ is then $2$.",
        RKHS.control.parameters,
    ),
)
