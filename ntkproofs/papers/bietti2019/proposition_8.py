r"""Proposition 8: the RKHS of the homogeneous kernel on the whole space is that on the sphere."""

from __future__ import annotations

import sympy
from sympy import Integer, Matrix, Symbol

from ntkproofs.checks import Reals, cite, definition, identity, prove, reduction, value
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.hilbert_space import MOORE_ARONSZAJN
from ntkproofs.papers.bietti2019.relu_kernels import KAPPAS, kappa

_R, _S, _VALUE = Symbol("r"), Symbol("s"), Symbol("v")
_REAL, _RADIUS = Reals(), Reals(0)


def _homogeneous_rkhs(ratio: Integer) -> Derivation:
    at_one = kappa(Integer(0))
    return prove(
        definition(
            r"$Tg(x)=\|x\|g(x/\|x\|)$, $Tg(0)=0$ for $g\in\mathcal H$, with the inner product of "
            rf"$\|Tg\|={ratio}\|g\|_{{\mathcal H}}$ on the set of all $Tg$; $\hat y=y/\|y\|$"
        ),
        reduction(
            r"$T$ is linear and one-to-one, because $Tg=g$ on the sphere; so the set of all $Tg$ is a Hilbert "
            r"space"
        ),
        identity(
            _R * _S * _VALUE,
            _R * (_S * _VALUE),
            {_R: _RADIUS, _S: _RADIUS, _VALUE: _REAL},
            text=r"$K(x,y)=\|x\|\cdot\|y\|\kappa(\langle\hat x,\hat y\rangle)$: "
            r"$K(\cdot,y)=T(\|y\|\kappa(\langle\cdot,\hat y\rangle))$",
            goal=True,
        ),
        value(
            ratio**2 * at_one,
            at_one,
            text=r"for $\|y\|=1$ the squared norms of $K(\cdot,y)$ are $K(y,y)=\kappa(1)$ and that of its preimage, "
            r"$\kappa(1)=2$",
            goal=True,
        ),
        identity(
            ratio**2 * (_S * _VALUE),
            _S * _VALUE,
            {_S: _RADIUS, _VALUE: _REAL},
            text=(
                r"$\langle Tg,K(\cdot,y)\rangle=\langle g,\|y\|\kappa(\langle\cdot,\hat y\rangle)\rangle=\|y\|g(\hat "
                r"y)=Tg(y)$, with "
                r"$v=g(\hat y)$, also for $y=0$"
            ),
            goal=True,
        ),
        cite(
            MOORE_ARONSZAJN,
            r"a Hilbert space of functions that contains every $K(\cdot,y)$ and reproduces is the RKHS of $K$",
        ),
    )


HOMOGENEOUS_RKHS = Claim(
    id="bietti2019.prop8.homogeneous_rkhs",
    label="Proposition 8",
    printed=True,
    statement=(
        r"Let $\mathcal H$ be the RKHS of $\kappa(\langle x,y\rangle)$ on $S^{d-1}$ and $\bar{\mathcal H}$ the RKHS "
        r"on $\mathbb{R}^d$ of "
        r"$K(x,y)=\|x\|\|y\|\kappa(\langle x,y\rangle/(\|x\|\|y\|))$, $K=0$ if an argument is $0$. Then "
        r"$\bar{\mathcal H}=\{f:f(x)="
        r"\|x\|g(x/\|x\|),f(0)=0,\ g\in\mathcal H\}$ and $\|f\|_{\bar{\mathcal H}}=\|g\|_{\mathcal H}$."
    ),
    hypotheses=KAPPAS,
    expected=Verdict.PROVED,
    scope="all d >= 2; given uniqueness of the RKHS of a kernel (Moore-Aronszajn)",
    check=_homogeneous_rkhs,
    parameters={"ratio": Integer(1)},
    conditions=(MOORE_ARONSZAJN,),
    control=Control(
        r"$\|f\|_{\bar{\mathcal H}}=2\|g\|_{\mathcal H}$; false for $f=K(\cdot,y)$, $\|y\|=1$, where both squared "
        r"norms are $2$.",
        {"ratio": Integer(2)},
    ),
)


def _interpolation(power: int) -> Derivation:
    di, dj, gij, gi, wi, wj = sympy.symbols("d_i d_j G_ij g_i w_i w_j")
    d1, d2, g1, g2, a, b, c = sympy.symbols("d1 d2 g1 g2 a b c")
    gram, scale, values = Matrix([[a, b], [b, c]]), Matrix([[d1, 0], [0, d2]]), Matrix([g1, g2])
    fitted, plain = scale * values, scale**power * values
    norm = Reals(0, left_open=True)
    one, gram1 = Integer(1), kappa(Integer(0))
    return prove(
        definition(
            r"$w=G^{-1}g$, that is $\sum_jG_{ij}w_j=g_i$, and $d_i=\|x_i\|>0$; $DGD$ is non-singular with $D$ "
            r"and $G$"
        ),
        value(
            (2 * one) * (2 * gram1 * 2) ** -1 * (2 * one),
            (2**power * one) * gram1**-1 * (2**power * one),
            text=r"the two sides for $n=1$, $\|x\|=2$, $g=1$, where $G=\kappa(1)=2$",
            goal=True,
        ),
        identity(
            (fitted.T * (scale * gram * scale).inv() * fitted)[0, 0],
            (plain.T * gram.inv() * plain)[0, 0],
            {d1: norm, d2: norm, g1: Reals(), g2: Reals(), a: norm, b: Reals(0, 0), c: norm},
            text=r"the two sides are equal for $n=2$",
            goal=True,
        ),
        reduction(
            r"for any $n$: $v_j=w_j/d_j$ solves $DGDv=f=Dg$, term by term in the sum over $j$, and $f^\top "
            r"v=g^\top w$ likewise"
        ),
        identity(di * gij * dj * (wj / dj), di * (gij * wj), text=r"$(DGD)_{ij}v_j=d_i\,G_{ij}w_j$", goal=True),
        identity((di * gi) * (wi / di), gi * wi, text=r"$f_iv_i=g_iw_i$", goal=True),
    )


INTERPOLATION = Claim(
    id="bietti2019.prop8.interpolation",
    label="Proposition 8",
    statement=(
        r"For non-zero $x_1,\dots,x_n$ with distinct directions, $G_{ij}=\kappa(\cos\angle(x_i,x_j))$ non-singular, "
        r"$D={\rm diag}(\|x_i\|)$ and $f_i=\|x_i\|g_i$: the Gram matrix of $K$ is $DGD$ and "
        r"$f^\top(DGD)^{-1}f=g^\top G^{-1}g$, i.e. "
        r"least interpolation norms agree."
    ),
    hypotheses=KAPPAS,
    expected=Verdict.PROVED,
    scope="all finite sets with non-singular G",
    check=_interpolation,
    parameters={"power": 0},
    control=Control(r"$f^\top(DGD)^{-1}f=f^\top G^{-1}f$; false for $n=1$, $\|x\|=2$.", {"power": 1}),
)
