"""Equations (6) and (7): rectified Gaussian pairs of any covariance."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, cos, pi

from ntkproofs.checks import Reals, definition, identity, prove, reduction, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.gaussian_integrals import ANGLE

from .relu_kernels import KAPPA_0, KAPPA_1, kappa_0, kappa_1

_A, _B = sympy.symbols("a b", positive=True)
_POSITIVE = Reals(0, sympy.oo, left_open=True)
_OVER = {_A: _POSITIVE, _B: _POSITIVE, ANGLE: Reals(0, pi)}


def _standard_pair(degree: int) -> tuple[Step, ...]:
    scaling = {
        0: r"$1\{a\hat u\ge0\}=1\{\hat u\ge0\}$ for $a>0$",
        1: r"$(a\hat u)_+=a\,\hat u_+$ for $a>0$",
    }[degree]
    source = {
        0: r"$2E[1\{\hat u\ge0\}1\{\hat v\ge0\}]=\kappa_0(\rho)$",
        1: r"$2E[\hat u_+\hat v_+]=\kappa_1(\rho)$",
    }[degree]
    return (
        definition(
            r"$a=\sqrt{B_{11}}$, $b=\sqrt{B_{22}}$, $\rho=\cos\theta$ with $\theta\in[0,\pi]$: $|\rho|\le1$ because $B\ge0$; "
            r"$\hat u=u/a$, $\hat v=v/b$"
        ),
        reduction(
            r"A centred Gaussian law is given by its covariance, so $(\hat u,\hat v)$ has the law of $(w\cdot x,w\cdot y)$ "
            r"with $w\sim N(0,I_2)$ and unit vectors $x,y$ of the plane at angle $\theta$, for $\rho=\pm1$ as well"
        ),
        rests_on(f"bietti2019.eq5.kappa{degree}", source),
        reduction(scaling),
    )


def _covariance(power: int) -> Expr:
    # B_12 = a b cos(theta); the factor is sqrt(B_11 B_22)^(1 - power) B_12^power
    return _A * _B * cos(ANGLE) ** power


def _one(power: int) -> Derivation:
    expectation = _A * _B * kappa_1(ANGLE)
    example = {_A: 1, _B: 2, ANGLE: pi / 3}
    return prove(
        _standard_pair(1),
        identity(
            expectation,
            _covariance(power) * kappa_1(ANGLE),
            _OVER,
            text=rf"$2E[u_+v_+]=ab\,\kappa_1(\cos\theta)=ab\cos^{power}\theta\,\kappa_1(\cos\theta)$",
            goal=True,
        ),
        identity(
            expectation.subs(example),
            Rational(2, 3) + sympy.sqrt(3) / pi,
            text=r"for $B=\begin{pmatrix}1&1\\1&4\end{pmatrix}$ it is $2/3+\sqrt3/\pi$",
        ),
    )


ARC_COSINE_ONE = Claim(
    id="bietti2019.eq6.arc_cosine_one",
    label="Equation (6)",
    printed=True,
    statement=(
        r"For every $2\times2$ positive semidefinite $B$ with $B_{11},B_{22}>0$ and $\rho=B_{12}/\sqrt{B_{11}B_{22}}$: "
        r"$2\,\mathbb{E}_{(u,v)\sim\mathcal N(0,B)}[u_+v_+]=\sqrt{B_{11}B_{22}}\,\kappa_1(\rho)$."
    ),
    hypotheses=(KAPPA_1,),
    expected=Verdict.PROVED,
    scope=(
        "all B >= 0 with positive diagonal, including singular B (rho = 1, -1); with a zero on the diagonal both sides are "
        "0 by convention"
    ),
    check=_one,
    parameters={"power": 0},
    depends_on=("bietti2019.eq5.kappa1",),
    control=Control(
        r"The same with $B_{12}$ in place of $\sqrt{B_{11}B_{22}}$ before $\kappa_1(\rho)$; false for $B=I$, where the left "
        r"side is $1/\pi$.",
        {"power": 1},
    ),
)


def _zero(power: int) -> Derivation:
    return prove(
        _standard_pair(0),
        reduction(r"$u$ and $v$ are not 0 almost surely, so the value of the step at 0 does not matter"),
        identity(
            kappa_0(ANGLE),
            (_A * _B) ** power * kappa_0(ANGLE),
            _OVER,
            text=rf"$2E[1\{{u\ge0\}}1\{{v\ge0\}}]=\kappa_0(\rho)=(ab)^{power}\kappa_0(\rho)$",
            goal=True,
        ),
    )


ARC_COSINE_ZERO = Claim(
    id="bietti2019.eq7.arc_cosine_zero",
    label="Equation (7)",
    printed=True,
    statement=(
        r"For every $2\times2$ positive semidefinite $B$ with $B_{11},B_{22}>0$ and $\rho=B_{12}/\sqrt{B_{11}B_{22}}$: "
        r"$2\,\mathbb{E}_{(u,v)\sim\mathcal N(0,B)}[1\{u\ge0\}1\{v\ge0\}]=\kappa_0(\rho)$ (weak derivative "
        r"$\sigma'=1\{\cdot\ge0\}$)."
    ),
    hypotheses=(KAPPA_0,),
    expected=Verdict.PROVED,
    scope="all B >= 0 with positive diagonal",
    check=_zero,
    parameters={"power": 0},
    depends_on=("bietti2019.eq5.kappa0",),
    control=Control(
        r"$2\,\mathbb E[1\{u\ge0\}1\{v\ge0\}]=\sqrt{B_{11}B_{22}}\,\kappa_0(\rho)$; false for $B=4I$, where it gives $2$ and "
        r"the left side is $1/2$.",
        {"power": 1},
    ),
)
