r"""Proposition 12: how far Gaussian pooling is from ignoring a displacement."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Rational, Symbol, exp, gamma, pi, sin, sqrt

from ntkproofs.arithmetic import ExactArithmetic
from ntkproofs.checks import (
    Integers,
    Reals,
    cite,
    definition,
    identity,
    nonnegative_by_derivatives,
    positive,
    power_series,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gaussian_polar import POLAR
from ntkproofs.papers.background.integration import TONELLI
from ntkproofs.papers.background.signals import CHANGE_OF_VARIABLES, PLANCHEREL, SCHUR_TEST
from ntkproofs.smoothness import stability_bound

from .continuous_network import SIGNALS
from .section_4_deformations import BIJECTIVE_ID, DEFORMATION, TAU

TRANSLATION_PART_ID = "bietti2019.prop12.translation_part"
PURE_TRANSLATION_ID = "bietti2019.prop12.pure_translation"
BOUNDED = r"$\|\tau\|_\infty=\sup_u|\tau(u)|<\infty$"

_T = Symbol("t", real=True)
_X = Symbol("x", real=True)
_DIM = Symbol("D", positive=True)


def mean_radius(dim: Expr) -> Expr:
    r"""Return :math:`E|Z| = \sqrt2\,\Gamma((D+1)/2)/\Gamma(D/2)` for a standard Gaussian Z of that dimension."""
    return stability_bound.mean_radius(ExactArithmetic(), dim)


def translation_constant(dim: int) -> Expr:
    r"""Return :math:`C''_D`.

    >>> translation_constant(1) == 2 / sqrt(pi), translation_constant(2)
    (True, 2)
    """
    return stability_bound.translation_constant(ExactArithmetic(), dim)


def _translation_part(scale: Rational) -> Derivation:
    z = Symbol("z", real=True)
    density = exp(-(z**2) / 2) / sqrt(2 * pi)
    return prove(
        rests_on(PURE_TRANSLATION_ID, r"for $\tau=c$ the norm is $(e^{-1/2}+o(1))|c|/\sigma$ as $|c|/\sigma\to0$"),
        positive(
            scale * translation_constant(1) - exp(-Rational(1, 2)),
            {},
            text=rf"$D=1$: ${sympy.latex(scale)}\cdot C''_1={sympy.latex(scale)}\cdot2/\sqrt\pi$ is above $e^{{-1/2}}$",
            goal=True,
        ),
        definition(
            r"$h$ is the density of scale $\sigma$; $L_\tau A_\sigma-A_\sigma$ has the kernel $h(u-\tau(u)-v)-h(u-v)$"
        ),
        reduction(
            r"Rows: $\int|h(w-a)-h(w)|dw\le|a|\int|\partial_eh|$ for $a=|a|e$, by the fundamental theorem of calculus along the segment; the "
            r"integral is $E|Z_1|/\sigma$ for a standard Gaussian $Z$"
        ),
        identity(
            sympy.diff(-density, z),
            z * density,
            {z: Reals(0)},
            text=r"$E|Z_1|=2\int_0^\infty z\varphi(z)dz=2\varphi(0)$ with $(-\varphi)'=z\varphi$",
            goal=True,
        ),
        value(
            2 * density.subs(z, 0),
            sqrt(2 / pi),
            text=r"$2\varphi(0)=\sqrt{2/\pi}$: rows are at most $\sqrt{2/\pi}\,\|\tau\|_\infty/\sigma$",
            goal=True,
        ),
        rests_on(BIJECTIVE_ID, r"$u\mapsto u-s\tau(u)$ is a diffeomorphism for $0\le s\le1$"),
        cite(
            TONELLI,
            r"columns: $\int|h(u-\tau(u)-v)-h(u-v)|du\le\|\tau\|_\infty\int_0^1\int|\nabla h(u-s\tau(u)-v)|du\,ds$",
        ),
        cite(
            CHANGE_OF_VARIABLES,
            r"the inner integral is at most $2^D\int|\nabla h|$, as $|\det(I-s\nabla\tau)|\ge(1-G)^D\ge2^{-D}$",
        ),
        cite(
            POLAR,
            r"$\int|\nabla h|=E|Z|/\sigma$, and $E|Z|=\int r^De^{-r^2/2}dr/\int r^{D-1}e^{-r^2/2}dr$, two Gamma integrals",
        ),
        identity(
            2 ** ((_DIM - 1) / 2) * gamma((_DIM + 1) / 2) / (2 ** (_DIM / 2 - 1) * gamma(_DIM / 2)),
            mean_radius(_DIM),
            {_DIM: Integers(1)},
            text=r"$E|Z|=\sqrt2\,\Gamma(\frac{D+1}2)/\Gamma(\frac D2)$: columns are at most $2^DE|Z|\,\|\tau\|_\infty/\sigma$",
            goal=True,
        ),
        cite(SCHUR_TEST, r"the norm is at most the root of the product of the two, $C''_D\|\tau\|_\infty/\sigma$"),
        positive(scale - 1, {}, strict=False, text=r"the stated constant is at least the one proved"),
    )


TRANSLATION_PART = Claim(
    id=TRANSLATION_PART_ID,
    label="Proposition 12",
    statement=(
        r"Let $A_\sigma$ be the convolution with the Gaussian density of scale $\sigma$ on $\mathbb{R}^D$. Then $\|L_\tau A_\sigma-A_\sigma\|\le "
        r"C''_D\,\|\tau\|_\infty/\sigma$ with $C''_D=\Bigl(\sqrt{2/\pi}\;2^D\,\frac{\sqrt2\,\Gamma((D+1)/2)}{\Gamma(D/2)}\Bigr)^{1/2}$."
    ),
    hypotheses=(SIGNALS, DEFORMATION, TAU, BOUNDED),
    expected=Verdict.PROVED,
    scope="all D >= 1, all sigma > 0; given Schur's test, Tonelli's theorem, the change of variables and polar coordinates",
    check=_translation_part,
    parameters={"scale": Rational(1)},
    depends_on=(PURE_TRANSLATION_ID, BIJECTIVE_ID),
    conditions=(TONELLI, CHANGE_OF_VARIABLES, POLAR, SCHUR_TEST),
    control=Control(
        r"The same with $\frac25C''_D$; false for small translations, $D=1$: the norm is $(e^{-1/2}+o(1))\|\tau\|_\infty/\sigma$.",
        {"scale": Rational(2, 5)},
    ),
)


def _pure_translation(constant: Expr) -> Derivation:
    small = Rational(1, 100)
    peak = exp(-Rational(1, 2)) - _T * exp(-(_T**2) / 2)
    return prove(
        cite(
            PLANCHEREL,
            r"$L_cA_\sigma-A_\sigma$ multiplies $\hat x(\omega)$ by $(e^{-i\omega\cdot c}-1)e^{-\sigma^2|\omega|^2/2}$; its norm is the supremum",
        ),
        identity(
            (sympy.cos(_X) - 1) ** 2 + sin(_X) ** 2,
            4 * sin(_X / 2) ** 2,
            {_X: Reals()},
            text=r"$|e^{-ix}-1|^2=4\sin^2\frac x2$",
            goal=True,
        ),
        reduction(
            r"for given $|\omega|$ the largest $|\omega\cdot c|$ values occur along $c$; so the supremum is over $\omega\ge0$, $2|\sin(\omega|c|/2)|e^{-\sigma^2\omega^2/2}$"
        ),
        positive(
            constant * small - 2 * sin(small / 2) * exp(-Rational(1, 2)),
            {},
            text=rf"at $|c|/\sigma=\frac1{{100}}$ and $\omega=1/\sigma$ it is at most ${sympy.latex(constant)}\,|c|/\sigma$",
            goal=True,
        ),
        nonnegative_by_derivatives(
            _T / 2 - sin(_T / 2), _T, Reals(0), text=r"$2\sin\frac x2\le x$ for $x\ge0$", goal=True
        ),
        nonnegative_by_derivatives(
            peak, _T, Reals(0, 1), text=r"$te^{-t^2/2}\le e^{-1/2}$ on $[0,1]$, $t=\sigma\omega$", goal=True
        ),
        nonnegative_by_derivatives(
            peak, _T, Reals(1), text=r"and for $t\ge1$: the supremum is at most $e^{-1/2}|c|/\sigma$", goal=True
        ),
        value(constant, exp(-Rational(1, 2)), text=r"the stated constant is $e^{-1/2}$"),
        power_series(
            2 * sin(_X / 2),
            _X,
            {0: Integer(0), 1: Integer(1)},
            text=r"at $\omega=1/\sigma$ the value is $e^{-1/2}(x+O(x^3))$, $x=|c|/\sigma$: the quotient tends to 1",
            goal=True,
        ),
    )


PURE_TRANSLATION = Claim(
    id=PURE_TRANSLATION_ID,
    label="Proposition 12",
    statement=(
        r"For $\tau\equiv c$ constant and $A_\sigma$ the convolution with the Gaussian density of scale $\sigma$ on $\mathbb{R}^D$: "
        r"$\|L_cA_\sigma-A_\sigma\|=\sup_{\omega\ge0}2|\sin(\omega|c|/2)|e^{-\sigma^2\omega^2/2}\le e^{-1/2}|c|/\sigma$, and the quotient of the "
        r"two sides tends to $1$ as $|c|/\sigma\to0$."
    ),
    hypotheses=(SIGNALS,),
    expected=Verdict.PROVED,
    scope="all D >= 1, all c, sigma > 0; given Plancherel's theorem",
    check=_pure_translation,
    parameters={"constant": exp(-Rational(1, 2))},
    conditions=(PLANCHEREL,),
    control=Control(
        r"The same with $\frac35$ in place of $e^{-1/2}=0.6065\ldots$; false at $|c|/\sigma=\frac1{100}$.",
        {"constant": Rational(3, 5)},
    ),
)
