r"""Section 4: the operators of the continuous construction and the norms of its signals."""

from __future__ import annotations

import sympy
from sympy import Integer, Rational, Symbol, exp, log, oo, sqrt, tanh

from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    identity,
    limit,
    nonnegative_combination,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.integration import TONELLI

from .continuous_network import (
    ITERATES,
    L2_MEMBERSHIP,
    M_NORM,
    ORDER,
    PATCH_ISOMETRY,
    POOLING_CONTRACTION,
    SIGNALS,
    TANGENT_MAP,
)
from .feature_maps import FEATURES
from .relu_kernels import KAPPA_0, KAPPA_1, kappa_0, kappa_1
from .section_3_3_activation import K_SIGMA

POOLING_NORM = "bietti2019.section22.pooling_norm"

_SIZE, _TOTAL, _OTHER = sympy.symbols("lambda N Y", positive=True)
_U = Symbol("u", real=True)


def _isometry(power: Rational) -> Derivation:
    return prove(
        definition(r"$\lambda=\lambda(S)$, $N=\int\|x(u)\|^2du$"),
        cite(TONELLI, r"$\|Px\|^2=\int\lambda^{-1}\int_S\|x(u+v)\|^2dv\,du=\lambda^{-1}\int_S\int\|x(u+v)\|^2du\,dv$"),
        reduction(
            r"Lebesgue measure is invariant under translations: each inner integral is $N$, and $S$ has measure $\lambda$"
        ),
        identity(
            _SIZE**-1 * (_SIZE * _TOTAL),
            _SIZE ** (2 * power) * _TOTAL,
            {_SIZE: Reals(0, left_open=True), _TOTAL: Reals(0)},
            text=rf"$\|Px\|^2=\lambda^{{-1}}\lambda N=\lambda^{{{2 * power}}}N$",
            goal=True,
        ),
    )


PATCHES = Claim(
    id=PATCH_ISOMETRY,
    label="Section 4",
    printed=True,
    statement=(
        r"For $Px(u)=\lambda(S)^{-1/2}(x(u+v))_{v\in S}\in L^2(S)$, $S\subset\mathbb{R}^D$ measurable with $0<\lambda(S)<\infty$ "
        r"($\lambda$ Lebesgue measure): $\|Px\|=\|x\|$."
    ),
    hypotheses=(SIGNALS,),
    expected=Verdict.PROVED,
    scope="all D >= 1, all such S; given Tonelli's theorem",
    check=_isometry,
    parameters={"power": Rational(0)},
    conditions=(TONELLI,),
    control=Control(r"$\|Px\|=\lambda(S)^{1/2}\|x\|$; false for $\lambda(S)=4$.", {"power": Rational(1, 2)}),
)


def _contraction(factor: Rational) -> Derivation:
    return prove(
        positive(factor, {}, strict=False, text="a bound of a norm is not negative", goal=True),
        definition(
            r"an instance: $D=1$, $x$ the Gaussian density of variance 1 and $h$ the same; $h*x$ is that of variance 2, and the density "
            r"of variance $v$ has the squared norm $1/(2\sqrt{\pi v})$"
        ),
        positive(
            factor**2 - sqrt(Rational(1, 2)),
            {},
            text=rf"there $\|Ax\|^2=\sqrt{{1/2}}\,\|x\|^2$ is at most $({sympy.latex(factor)})^2\|x\|^2$",
            goal=True,
        ),
        rests_on(
            POOLING_NORM,
            r"$\|h*x\|\le\|h\|_{L^1}\|x\|$ on $L^2(\mathbb{R}^D)$; for values in a Hilbert space coordinate by coordinate",
        ),
        nonnegative_combination(
            factor**2 * _TOTAL - 1 * _TOTAL,
            (factor**2 - 1) * _TOTAL,
            {_TOTAL: Reals(0)},
            text=rf"$\|h\|_1^2=1\le({sympy.latex(factor)})^2$, times $\|x\|^2$",
            goal=True,
        ),
    )


POOLING = Claim(
    id=POOLING_CONTRACTION,
    label="Section 4",
    printed=True,
    statement=r"For $Ax=h*x$ with a normalised Gaussian filter ($h\ge0$, $\|h\|_{L^1}=1$): $\|Ax\|\le\|x\|$.",
    hypotheses=(SIGNALS,),
    expected=Verdict.PROVED,
    scope="all D >= 1, all scales",
    check=_contraction,
    parameters={"factor": Rational(1)},
    depends_on=(POOLING_NORM,),
    control=Control(
        r"$\|Ax\|\le\frac12\|x\|$ for every normalised Gaussian; false for a Gaussian $x$ of the same width, where "
        r"$\|Ax\|^2=\|x\|^2/\sqrt2$.",
        {"factor": Rational(1, 2)},
    ),
)


def _m_norm(at_zero: int) -> Derivation:
    over = {_TOTAL: Reals(0), _OTHER: Reals(0)}
    zero, one = kappa_0(Integer(0)), kappa_1(Integer(0))
    return prove(
        definition(r"$N=\|x(u)\|^2$, $Y=\|y(u)\|^2$ at one $u$"),
        value(zero, Integer(1), text=r"$\kappa_0(1)=1$"),
        value(one, Integer(1), text=r"$\kappa_1(1)=1$"),
        identity(
            zero * _OTHER + one * _TOTAL,
            _TOTAL + _OTHER,
            over,
            text=r"$\|M(x,y)(u)\|^2=\kappa_0(1)Y+\kappa_1(1)N=N+Y$ where $x(u)\ne0$",
            goal=True,
        ),
        identity(
            at_zero * _OTHER,
            _OTHER,
            {_OTHER: Reals(0)},
            text=rf"where $x(u)=0$: $\|\varphi_0(0)\|^2Y={at_zero}\cdot Y=Y$ (both sides are $0$ where $y(u)=0$ too)",
            goal=True,
        ),
        reduction(r"integrate over $u$"),
    )


MAP_NORM = Claim(
    id=M_NORM,
    label="Section 4",
    printed=True,
    statement=rf"For {TANGENT_MAP}: $\|M(x,y)\|^2=\|x\|^2+\|y\|^2$.",
    hypotheses=(KAPPA_0, KAPPA_1, FEATURES, SIGNALS),
    expected=Verdict.PROVED,
    scope="all x, y with y(u) = 0 wherever x(u) = 0 (true for the NTK iterates), or under the convention |phi_0(0)| = 1",
    check=_m_norm,
    parameters={"at_zero": 1},
    control=Control(
        r"The same for arbitrary $y$ with the convention $\varphi_0(0)=0$; false for $x=0$, $y\ne0$.", {"at_zero": 0}
    ),
)


def _membership(slope: int, offset: int) -> Derivation:
    k = Symbol("k", positive=True)
    return prove(
        definition(rf"the bounds are $\|x_k\|^2\le\|x\|^2$ and $\|y_k\|^2\le b_k\|x\|^2$ with $b_k={slope}k+{offset}$"),
        positive(
            slope * k + offset - k,
            {k: 1},
            strict=False,
            text=r"one location without patches and pooling, where $\|y_k\|^2=\|x_{k-1}\|^2+\|y_{k-1}\|^2=k\|x\|^2$: $b_k\ge k$",
            goal=True,
        ),
        rests_on(PATCH_ISOMETRY, r"$\|P^kx\|=\|x\|$"),
        rests_on(POOLING_CONTRACTION, r"$\|A^kx\|\le\|x\|$"),
        rests_on(M_NORM, r"$\|M(x,y)\|^2=\|x\|^2+\|y\|^2$, when $y(u)=0$ wherever $x(u)=0$"),
        rests_on(ORDER, r"$\|y_k(u)\|\le\sqrt k\,\|x_k(u)\|$, so that is true of the iterates"),
        value(kappa_1(Integer(0)), Integer(1), text=r"$\|\varphi_1(z)\|=\|z\|$: $\|x_{k+1}\|\le\|x_k\|\le\|x\|$"),
        positive(Integer(slope + offset - 1), {}, strict=False, text=r"$\|y_1\|=\|x_1\|\le\|x\|$, $b_1\ge1$"),
        positive(
            (slope * (k + 1) + offset) - (slope * k + offset) - 1,
            {k: 1},
            strict=False,
            text=r"$\|y_{k+1}\|^2\le\|x_k\|^2+\|y_k\|^2\le(1+b_k)\|x\|^2$ and $1+b_k\le b_{k+1}$",
            goal=True,
        ),
    )


MEMBERSHIP = Claim(
    id=L2_MEMBERSHIP,
    label="Section 4",
    printed=True,
    statement=(
        rf"In the continuous construction of the convolutional NTK, {ITERATES} ($P^k$ isometric, $\|A^k\|\le1$), all feature maps are in "
        r"$L^2$ when $x$ is: $\|x_k\|\le\|x\|$ and $\|y_k\|\le\sqrt k\,\|x\|$."
    ),
    hypotheses=(KAPPA_0, KAPPA_1, FEATURES, SIGNALS),
    expected=Verdict.PROVED,
    scope="all k, all D >= 1, normalised pooling with non-negative filters",
    check=_membership,
    parameters={"slope": 1, "offset": 0},
    depends_on=(PATCH_ISOMETRY, POOLING_CONTRACTION, M_NORM, ORDER),
    control=Control(
        r"$\|y_k\|\le\|x\|$ for all $k$; false for $k=2$ without pooling, where $\|y_2\|=\sqrt2\|x\|$.",
        {"slope": 0, "offset": 1},
    ),
)

_ACTIVATIONS = {"softplus": log(1 + exp(_U)), "tanh": tanh(_U)}


def _smooth(activation: str) -> Derivation:
    start = _ACTIVATIONS[activation].subs(_U, 0)
    first, second, volume = sympy.symbols("s0 s1 V", real=True)
    return prove(
        definition(r"$s_0=\sigma(0)$, $s_1=\sigma'(0)$; the activation of the instance is " + activation),
        identity(
            0 * second**2 + first**2,
            first**2,
            {first: Reals(), second: Reals()},
            text=r"$x=y=0$: $w\cdot x=0$, so $K_\sigma(0,0)=\langle0,0\rangle s_1^2+s_0^2=\sigma(0)^2$",
            goal=True,
        ),
        positive(start**2, {}, text=rf"$\sigma(0)^2>0$ for the {activation}", goal=True),
        reduction(
            r"for compactly supported $x,y$ the squared norm over a set of volume $V$ outside the support is $\sigma(0)^2V$"
        ),
        limit(start**2 * volume, volume, oo, text=r"$\sigma(0)^2V\to\infty$ with the volume", goal=True),
    )


SMOOTH_ACTIVATION = Claim(
    id="bietti2019.section4.smooth_activation",
    label="Section 4",
    printed=True,
    statement=(
        r"For an activation with $\sigma(0)\ne0$ (for instance the soft-plus) the analogue of $M$ is not in $L^2$: with "
        rf"{K_SIGMA}, $K_\sigma(0,0)=\sigma(0)^2>0$, so the pointwise squared norm is the positive constant $\sigma(0)^2$ wherever "
        r"$x(u)=y(u)=0$, and the $L^2$ norm over $\mathbb{R}^D$ is infinite for compactly supported $x,y$."
    ),
    expected=Verdict.PROVED,
    scope="all sigma with sigma(0) != 0, all D >= 1",
    check=_smooth,
    parameters={"activation": "softplus"},
    control=Control(r"The same for $\sigma(u)=\tanh u$; false, $K_\sigma(0,0)=0$.", {"activation": "tanh"}),
)
