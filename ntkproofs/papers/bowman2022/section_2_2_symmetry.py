r"""Section 2.2: parts of the softplus and sigmoid kernels that are known exactly, by symmetry."""

from __future__ import annotations

import sympy
from sympy import Rational, exp, log

from ntkproofs.checks import (
    Reals,
    antiderivative,
    cite,
    definition,
    identity,
    prove,
    reduction,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.gaussian_integrals import gaussian_moment
from ntkproofs.papers.background.harmonics import COMPLETE
from ntkproofs.papers.bowman2022.setting import POSITIVE, SHALLOW, SHALLOW_KERNEL

FUBINI = "background.independent_product"

_Z = sympy.Symbol("z", real=True)

_SOFTPLUS, _LOGISTIC = log(1 + exp(_Z)), 1 / (1 + exp(-_Z))

_LINE = {_Z: Reals()}


def softplus_symmetry() -> list[Step]:
    r"""Prove :math:`\omega(z) - \omega(-z) = z` for the soft-plus and :math:`\omega'(z) + \omega'(-z) = 1`."""
    odd = _SOFTPLUS - _SOFTPLUS.subs(_Z, -_Z)
    return [
        antiderivative(_SOFTPLUS, _LOGISTIC, _Z, _LINE, text=r"$\omega'(z)=s(z)=1/(1+e^{-z})$"),
        identity(_LOGISTIC + _LOGISTIC.subs(_Z, -_Z), sympy.Integer(1), _LINE, text="$s(z)+s(-z)=1$"),
        antiderivative(odd, sympy.Integer(1), _Z, _LINE, text=r"$\omega(z)-\omega(-z)$ has the derivative 1"),
        value(odd.subs(_Z, 0), sympy.Integer(0), text=r"and vanishes at 0, so $\omega(z)-\omega(-z)=z$"),
    ]


def symmetric_weights() -> list[Step]:
    r"""Prove that w and -w have the same law."""
    return [
        identity(
            exp(-((-_Z) ** 2) / 2),
            exp(-(_Z**2) / 2),
            _LINE,
            text=r"the density of $w$ is even: $-w$ has the law of $w$",
        ),
        reduction(
            r"$\omega$ grows at most linearly and $\omega'$ is bounded, so all expectations are finite; "
            r"$h(a,a')$ and $h(-a,-a')$ have one mean"
        ),
    ]


def _odd_harmonics(fraction: Rational) -> Derivation:
    product = sympy.Symbol("v", real=True)
    dim, second = sympy.symbols("d M", positive=True)
    quarter = Rational(1, 2) * Rational(1, 2)
    return prove(
        definition(r"$s=\omega'$, $v=x\cdot x'/d$; the odd part of $h$ is $\frac12(h(x)-h(-x))$, and $a(-x)=-a(x)$"),
        softplus_symmetry(),
        symmetric_weights(),
        reduction(
            r"first term: $\frac12\mathbb E[(\omega(a)-\omega(-a))\omega(a')]=\frac12\mathbb E[a\,\omega(a')]="
            r"\frac14\mathbb E[a(\omega(a')-\omega(-a'))]=\frac14\mathbb E[aa']$, by $w\to-w$"
        ),
        gaussian_moment(1).steps,
        cite(FUBINI, r"$\mathbb E[w_iw_j]=0$ for $i\ne j$, so $\mathbb E[aa']=\frac1d\sum_ix_ix_i'=v$"),
        reduction(
            r"second term: $\frac12\mathbb E[(s(a)+s(-a))s(a')]\,v=\frac12\mathbb E[s(a')]\,v$, and "
            r"$\mathbb E[s(a')]=\frac12\mathbb E[s(a')+s(-a')]=\frac12$"
        ),
        identity(
            quarter * product + quarter * product,
            fraction * product,
            {product: Reals()},
            text=rf"the odd part is $\frac14v+\frac14v={sympy.latex(fraction)}\,v$",
            goal=True,
        ),
        definition(r"on the sphere with the uniform measure: $M=\mathbb E\,y_1^2$"),
        identity(
            dim * (second - 1 / dim),
            dim * second - 1,
            {dim: Reals(2), second: POSITIVE},
            text=r"$\sum_iy_i^2=1$ and all coordinates are alike: $dM=1$, $M=1/d$",
        ),
        cite(
            COMPLETE,
            r"$y\mapsto x\cdot y$ is a harmonic of degree 1, orthogonal to those of other degrees; the even part of the kernel "
            r"maps even functions to even ones and odd ones to 0, and harmonics of degree $k$ have the parity of $k$",
        ),
        identity(
            fraction / dim * (1 / dim),
            1 / (2 * dim**2),
            {dim: Reals(2)},
            text=r"$\mathbb E_y[\frac{x\cdot y}{2d}y_1]=\frac{x_1}{2d}M=\frac1{2d^2}x_1$: $\mu_1=\frac1{2d^2}$",
            goal=True,
        ),
        reduction(r"and $\mathbb E_y[\frac{x\cdot y}{2d}Y(y)]=0$ for a harmonic $Y$ of odd degree $k\ge3$: $\mu_k=0$"),
    )


SOFTPLUS_ODD_HARMONICS = Claim(
    id="bowman2022.derived.softplus_odd_harmonics",
    label="Section 2.2",
    statement=(
        r"For $\omega(z)=\ln(1+e^z)$ the part of $K^\infty(x,x')$ that is odd in $x$ equals $\frac{x\cdot x'}{2d}$ exactly, for "
        r"all $x,x'\in\mathbb R^d$. Hence on $\mathbb S^{d-1}$ with the uniform measure $\mu_1=\frac1{2d^2}$ and $\mu_k=0$ for "
        r"every odd $k\ge3$."
    ),
    hypotheses=(SHALLOW, SHALLOW_KERNEL),
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=_odd_harmonics,
    parameters={"fraction": Rational(1, 2)},
    conditions=(FUBINI, COMPLETE),
    control=Control(
        r"The odd part is $\frac{x\cdot x'}{4d}$ (one of the two equal contributions forgotten); false for $x\cdot x'\ne0$.",
        {"fraction": Rational(1, 4)},
    ),
)


def _even_harmonics(constant: Rational) -> Derivation:
    return prove(
        definition(r"$s(z)=\omega(z)$; the even part of $h$ is $\frac12(h(x)+h(-x))$, and $a(-x)=-a(x)$"),
        identity(_LOGISTIC + _LOGISTIC.subs(_Z, -_Z), sympy.Integer(1), _LINE, text="$s(z)+s(-z)=1$"),
        identity(
            sympy.diff(_LOGISTIC, _Z),
            sympy.diff(_LOGISTIC, _Z).subs(_Z, -_Z),
            _LINE,
            text=r"$s'$ is even, so $s'(a)s'(a')\frac{x\cdot x'}d$ is odd in $x$",
        ),
        symmetric_weights(),
        reduction(
            r"$\frac12\mathbb E[(s(a)+s(-a))s(a')]=\frac12\mathbb E[s(a')]$ and $\mathbb E[s(a')]=\frac12\mathbb E[s(a')+s(-a')]="
            r"\frac12$"
        ),
        value(
            Rational(1, 2) * Rational(1, 2),
            constant,
            text=rf"the even part is $\frac12\cdot\frac12={constant}$",
            goal=True,
        ),
        cite(
            COMPLETE,
            r"harmonics of degree $k$ have the parity of $k$ and are orthogonal to constants for $k\ge1$: the constant maps "
            r"those of even degree $k\ge2$ to 0, and so does the odd part: $\mu_k=0$, while $\mu_0$ is the constant",
        ),
    )


SIGMOID_EVEN_HARMONICS = Claim(
    id="bowman2022.derived.sigmoid_even_harmonics",
    label="Section 2.2",
    statement=(
        r"For $\omega(z)=\frac1{1+e^{-z}}$ the part of $K^\infty$ that is even in $x$ is the constant $\frac14$; on "
        r"$\mathbb S^{d-1}$ with the uniform measure $\mu_0=\frac14$ and $\mu_k=0$ for every even $k\ge2$."
    ),
    hypotheses=(SHALLOW, SHALLOW_KERNEL),
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=_even_harmonics,
    parameters={"constant": Rational(1, 4)},
    conditions=(COMPLETE,),
    control=Control(r"The even part is $\frac12$, so $\mu_0=\frac12$; it is $\frac14$.", {"constant": Rational(1, 2)}),
)
