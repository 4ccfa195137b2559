"""Remarks 2 and 3: covariances exist, and derivatives almost everywhere are enough."""

from __future__ import annotations

import sympy
from sympy import Rational, Symbol

from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    identity,
    positive,
    prove,
    reduction,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict

from .setting import BETA, LIMIT, POSITIVE, SPECTRAL

PSD_ID = "jacot2018.rem2.psd"


def _psd(sign: int) -> Derivation:
    c, d, x, y, s, t = sympy.symbols("c_i c_j x_i x_j s_i s_j", real=True)
    over = dict.fromkeys((c, d, x, y, s, t), Reals()) | {BETA: POSITIVE}
    return prove(
        identity(
            c * d * (x * y + sign * BETA**2),
            (c * x) * (d * y) + (BETA * c) * (BETA * d),
            over,
            text=rf"$\Sigma^{{(1)}}=x^Tx'/n_0{sign:+d}\cdot\beta^2$: the summand $i,j$ of the form is that of $|\sum_ic_ix_i|^2/n_0+(\beta\sum_ic_i)^2$",
            goal=True,
        ),
        identity(
            c * d * (s * t + BETA**2),
            (c * s) * (d * t) + (BETA * c) * (BETA * d),
            over,
            text=r"$\Sigma^{(L+1)}$: before the expectation the form is $(\sum_ic_i\sigma(f(x_i)))^2+(\beta\sum_ic_i)^2\ge0$",
            goal=True,
        ),
        reduction(
            r"so each $\Sigma^{(L)}$ on finitely many inputs is a covariance, which defines the Gaussian vector in $\Sigma^{(L+1)}$, by induction"
        ),
        cite(
            SPECTRAL, r"a positive semi-definite matrix is $AA^T$, the covariance of $Az$ with a standard Gaussian $z$"
        ),
    )


PSD = Claim(
    id=PSD_ID,
    label="Remark 2",
    printed=True,
    statement=(
        r"Only the values of the Gaussian function at finitely many points are needed: for every $L\ge1$, Lipschitz $\sigma$ and every finite set of "
        r"inputs the matrix $(\Sigma^{(L)}(x_i,x_j))$ is symmetric positive semi-definite, so the centred Gaussian vector with this covariance exists."
    ),
    hypotheses=(LIMIT,),
    expected=Verdict.PROVED,
    scope="all L, all Lipschitz sigma, all finite input sets",
    check=_psd,
    parameters={"sign": 1},
    conditions=(SPECTRAL,),
    control=Control(r"The same for $\Sigma^{(1)}(x,x')=x^Tx'/n_0-\beta^2$; false at $x=x'=0$.", {"sign": -1}),
)


def _rademacher(condition: bool) -> Derivation:
    m, beta = Symbol("m", nonnegative=True), Rational(1, 10) if condition else Rational(0)
    return prove(
        definition(
            r"$m=\mathbb{E}\sigma(u)^2\ge0$, so $\Sigma^{(\ell+1)}(x,x)=m+\beta^2$, and $\Sigma^{(1)}(x,x)=|x|^2/n_0+\beta^2$"
        ),
        positive(
            m + beta**2,
            {m: 0},
            text=rf"for $\beta={beta}$ and every $m\ge0$ (ReLU and $x=0$ give $m=0$): $\Sigma^{{(\ell)}}(x,x)>0$",
            goal=True,
        ),
        identity(
            (m + BETA**2) - BETA**2,
            m,
            {m: Reals(0), BETA: POSITIVE},
            text=r"in general $\Sigma^{(\ell)}(x,x)-\beta^2=m\ge0$",
            goal=True,
        ),
        reduction(
            r"a Gaussian of positive variance has a density, so a set of Lebesgue measure 0 has probability 0 under each coordinate; the "
            r"kernels $\dot\Sigma^{(\ell)}$ do not depend on the values of $\dot\sigma$ there"
        ),
        cite("background.rademacher", r"a Lipschitz function is differentiable outside a set of measure 0"),
    )


RADEMACHER = Claim(
    id="jacot2018.rem3.rademacher",
    label="Remark 3",
    printed=True,
    statement=(
        r"$\dot\sigma$ is defined everywhere except perhaps on a set of zero Lebesgue measure, and this is enough: if $\beta>0$, all "
        r"$\Sigma^{(\ell)}(x,x)\ge\beta^2>0$, so the Gaussians in $\dot\Sigma^{(\ell)}$ have densities on each coordinate and the exceptional set has "
        r"probability 0."
    ),
    hypotheses=(LIMIT,),
    expected=Verdict.PROVED,
    scope="beta > 0 (or Sigma^(l)(x,x) > 0); for piecewise C^1 functions such as ReLU the citation is not needed",
    check=_rademacher,
    parameters={"condition": True},
    conditions=("background.rademacher",),
    control=Control(
        r"The same for $\beta=0$; false for $x=0$ and ReLU, all preactivations are at the kink.", {"condition": False}
    ),
)
