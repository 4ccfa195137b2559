r"""Proposition 12: how Gaussian pooling commutes with deformations, with explicit constants."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Rational, pi, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    cite,
    definition,
    identity,
    nonnegative_by_derivatives,
    nonnegative_combination,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.signals import CHANGE_OF_VARIABLES, SCHUR_TEST

from .continuous_network import PATCH_ISOMETRY, SIGNALS
from .section_4_deformations import BIJECTIVE_ID, DEFORMATION, NORM_ID, TAU

COMMUTATOR_ID = "bietti2019.prop12.commutator"

_G, _R, _B = sympy.symbols("G r beta", real=True)
_HALF = Reals(0, Rational(1, 2))


def commutator_constant_at_zero(dim: int) -> Expr:
    r"""Return :math:`c_D(0) = 2^D(6D + 2((3/2)^D-1))`: Gaussian moments of variance 4 instead of 1.

    >>> [commutator_constant_at_zero(d) for d in (1, 2, 3)]
    [14, 58, 182]
    """
    # The density of variance 4 is 2^-D (2 pi)^(-D/2) exp(-|z|^2/8), and E|z|^2 = 4D under it.
    return 2**dim * (Rational(3, 2) * 4 * dim + 2 * (Rational(3, 2) ** dim - 1))


def _overlap(v: Expr, w: Expr) -> Expr:
    """The inner product of the Gaussian densities of variances v and w on the line."""
    return 1 / sqrt(2 * pi * (v + w))


def _commutator(scale: int) -> Derivation:
    first, second = Rational(25, 9), Rational(32, 9)
    gap = 2 * pi * Rational(16, 9) * (_overlap(first, first) - 2 * _overlap(first, second) + _overlap(second, second))
    bound = scale * sqrt(2) * commutator_constant_at_zero(1) / 4
    q, w, n = sympy.symbols("q w n", real=True)
    return prove(
        definition(
            r"an instance: $D=\sigma=1$, $\beta=0$, $\tau(u)=\frac u4$, $x(u)=e^{-u^2/2}$: $AL_\tau x$ and $L_\tau Ax$ are $\sqrt{2\pi}\frac43$ "
            r"times the Gaussian densities of variance $\frac{16}9+1$ and $2\cdot\frac{16}9$; $\|x\|^2=\sqrt\pi$"
        ),
        positive(
            bound**2 * sqrt(pi) - gap,
            {},
            text=rf"there the squared norm of the difference is at most $({scale}\cdot C_1(0)G)^2\|x\|^2$",
            goal=True,
        ),
        definition(
            r"$h$ is the density of scale $\sigma$, $z=u+c-v$, $\delta=\tau(u)-\tau(v)$, $J=|\det(I-\nabla\tau(v))|$, $|c|\le\beta\sigma$; "
            r"$\zeta=z/\sigma$ and $r=|\zeta|$"
        ),
        rests_on(BIJECTIVE_ID, r"$v\mapsto v-\tau(v)$ is a diffeomorphism"),
        cite(
            CHANGE_OF_VARIABLES,
            r"$L_\tau A_cx(u)=\int h(u-\tau(u)+c-v)x(v)dv=\int h(z-\delta)J(v)\,x(v-\tau(v))dv$: $A_cL_\tau-L_\tau A_c=BL_\tau$ with the kernel "
            r"$h(z)-h(z-\delta)J(v)$ of $B$",
        ),
        reduction(
            r"$|\delta|\le G|u-v|\le G\sigma(r+\beta)$, so for $0\le s\le1$: $\frac12(r-\beta)\le|z-s\delta|/\sigma\le\frac32(r+\beta)$ by $G\le\frac12$"
        ),
        identity(
            (_R - _G * (_R + _B)) - (_R - _B) / 2,
            (Rational(1, 2) - _G) * (_R + _B),
            {_R: Reals(0), _B: Reals(0), _G: _HALF},
            text=r"the lower one: $r-G(r+\beta)-\frac12(r-\beta)=(\frac12-G)(r+\beta)\ge0$",
            goal=True,
        ),
        identity(
            Rational(3, 2) * (_R + _B) - (_R + _G * (_R + _B)),
            (Rational(1, 2) - _G) * (_R + _B) + _B,
            {_R: Reals(0), _B: Reals(0), _G: _HALF},
            text=r"the upper one: $\frac32(r+\beta)-r-G(r+\beta)=(\frac12-G)(r+\beta)+\beta\ge0$",
            goal=True,
        ),
        nonnegative_by_derivatives(Rational(1, 2) - _G, _G, _HALF, text=r"$\frac12-G\ge0$"),
        reduction(
            r"$|\nabla h(y)|=\frac{|y|}{\sigma^2}h(y)$, so $|h(z)-h(z-\delta)|\le|\delta|\max_s|\nabla h(z-s\delta)|\le G\,\frac32(r+\beta)^2\,"
            r"(2\pi)^{-D/2}\sigma^{-D}e^{-((r-\beta)_+)^2/8}$"
        ),
        # (1+G)^(D+1) - 1 against its chord, with q = (3/2)^D - 1 and w = 1 - 2G.
        identity(
            (2 * _G * (Rational(3, 2) * (q + 1) - 1) - ((1 + _G) * (1 + 2 * _G * q) - 1)).subs(_G, (1 - w) / 2),
            (1 - w) / 2 * q * w,
            {q: Reals(0), w: Reals(0, 1)},
            text=r"$(1+G)^D-1\le2G((\frac32)^D-1)$ by induction: the step leaves $Gq(1-2G)\ge0$, $q=(\frac32)^D-1$, $w=1-2G$",
            goal=True,
        ),
        nonnegative_combination(
            (1 + _G) * (1 + n * _G) - (1 + (n + 1) * _G),
            n * _G**2,
            {n: Integers(1), _G: _HALF},
            text=r"$(1+G)^D-1\ge DG$ by induction, and $1-(1-G)^D\le DG$ likewise:",
        ),
        nonnegative_combination(
            (1 - _G) * (1 - n * _G) - (1 - (n + 1) * _G),
            n * _G**2,
            {n: Integers(1), _G: _HALF},
            text=r"its step, times $1-G\ge0$",
        ),
        reduction(
            r"the singular values of $I-\nabla\tau$ lie in $[1-G,1+G]$: $|J-1|\le(1+G)^D-1\le2((\frac32)^D-1)G$. The kernel of $B$ is at most "
            r"$G\sigma^{-D}F(z/\sigma)$, $F$ the integrand of $c_D(\beta)$ with its factor"
        ),
        cite(SCHUR_TEST, r"the integrals over $v$ and over $u$ are at most $c_D(\beta)G$, so $\|B\|\le c_D(\beta)G$"),
        rests_on(NORM_ID, r"$\|L_\tau\|\le2^{D/2}$: $\|A_cL_\tau-L_\tau A_c\|\le2^{D/2}c_D(\beta)G$"),
        rests_on(
            PATCH_ISOMETRY,
            r"$\|P[\cdot]\|^2$ is the mean over $v\in S$ of the squared norms with $c=v$: the same bound for $PA$",
        ),
        value(
            commutator_constant_at_zero(1),
            Integer(14),
            text=r"$c_1(0)=\frac32\cdot4\cdot2+1\cdot2=14$, Gaussian moments of variance 4",
        ),
    )


COMMUTATOR = Claim(
    id=COMMUTATOR_ID,
    label="Proposition 12",
    statement=(
        r"Let $A$ be the convolution with the Gaussian density of scale $\sigma$ on $\mathbb{R}^D$, $|c|\le\beta\sigma$ and $A_cx(u)=(Ax)(u+c)$. "
        r"Then $\|A_cL_\tau-L_\tau A_c\|\le C_D(\beta)\,G$ with $C_D(\beta)=2^{D/2}c_D(\beta)$, $c_D(\beta)=(2\pi)^{-D/2}\int_{\mathbb{R}^D}"
        r"\bigl[\tfrac32(|\zeta|+\beta)^2+2((\tfrac32)^D-1)\bigr]e^{-((|\zeta|-\beta)_+)^2/8}d\zeta$; hence also $\|P^kA^{k-1}L_\tau-L_\tau "
        r"P^kA^{k-1}\|\le C_D(\beta)G$ for Gaussian pooling at scales $\sigma_k$ and patches with $\sup_{v\in S_k}|v|\le\beta\sigma_{k-1}$."
    ),
    hypotheses=(SIGNALS, DEFORMATION, TAU),
    expected=Verdict.PROVED,
    scope="all D >= 1, all beta >= 0, all sigma > 0; a crude explicit constant; given Schur's test and the change of variables",
    check=_commutator,
    parameters={"scale": 1},
    depends_on=(BIJECTIVE_ID, NORM_ID, PATCH_ISOMETRY),
    conditions=(CHANGE_OF_VARIABLES, SCHUR_TEST),
    control=Control(
        r"$AL_\tau=L_\tau A$ for every such $\tau$; false for $\tau(u)=u/4$, $D=1$, on a Gaussian signal, which becomes two Gaussians of different widths.",
        {"scale": 0},
    ),
)
