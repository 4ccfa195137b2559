r"""Lemma 11: the size and the smoothness of the convolutional tangent kernel's feature map."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Rational, Symbol, cos, pi, sin

from ntkproofs.checks import (
    Integers,
    Reals,
    definition,
    nonnegative_by_derivatives,
    nonnegative_combination,
    positive,
    prove,
    recurrence,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict

from .continuous_network import (
    ITERATES,
    KAPPA_1_LIPSCHITZ,
    L2_MEMBERSHIP,
    M_NORM,
    OPERATORS,
    ORDER,
    PATCH_ISOMETRY,
    POOLING_CONTRACTION,
    SIGNALS,
    TANGENT_MAP,
)
from .feature_maps import ANGLE, FEATURES
from .relu_kernels import KAPPA_0, KAPPA_1, kappa, kappa_0, kappa_1

ITERATES_BOUND = "bietti2019.lemma10.iterates"
SHARP_ID = "bietti2019.lemma11.sharp"
DEPTH_ORDER_ID = "bietti2019.lemma11.depth_order"
TANGENT_GRAM = "bietti2019.eq8.tangent_gram"
DEEP_VALUES = "bietti2019.section21.deep_kernel_values"
HYPOTHESES = (KAPPA_0, KAPPA_1, FEATURES, SIGNALS, TANGENT_MAP, ITERATES, OPERATORS)

_N = Symbol("n", positive=True)
_K = Symbol("k", positive=True)
SMALL = Rational(1, 100)


def small_angle(linear: Expr, root: Expr) -> Expr:
    r"""Return :math:`aD^2 + bD - (4 - 2\kappa(\cos\theta))` at :math:`\theta = 1/100`, :math:`D = 2\sin(\theta/2)`."""
    chord = 2 * sin(SMALL / 2)
    return linear * chord**2 + root * chord - (4 - 2 * kappa(SMALL))


def _order(slope: int, offset: int) -> Derivation:
    k = Symbol("k", integer=True, positive=True)
    slack, known_0, known_1, h, g = sympy.symbols("e f g h_u h_v", real=True)
    zero, one = kappa_0(ANGLE), kappa_1(ANGLE)
    interval = Reals(0, pi)
    above_0 = nonnegative_by_derivatives(zero, ANGLE, interval, text=r"$\kappa_0\ge0$")
    gap = sympy.expand(one - cos(ANGLE) * zero)
    above_1 = nonnegative_by_derivatives(gap, ANGLE, interval, text=r"$\kappa_1-\rho\kappa_0=\sin\theta/\pi\ge0$")
    factor = slope * k + offset
    hypothesis = factor * cos(ANGLE) - slack
    return prove(
        definition(
            rf"$c_k={slope}k+{offset}$ is the claimed factor; at two locations $\rho=\cos\theta$ is the cosine of $x_k(u)$ and $x'_k(v)$, "
            r"and $\langle y_k(u),y'_k(v)\rangle=\|x_k(u)\|\|x'_k(v)\|\,(c_k\rho-e)$ with $e\ge0$ by the induction hypothesis"
        ),
        positive(
            factor.subs(k, _K) - _K,
            {_K: 1},
            strict=False,
            text=r"one location, no patches, no pooling: $\|y_k\|^2=k\|x_k\|^2$ (equality), so $c_k\ge k$ is needed",
            goal=True,
        ),
        value(
            kappa_0(Integer(0)) + kappa_1(Integer(0)),
            Integer(2),
            text=r"there $\|y_{k+1}\|^2=\kappa_0(1)\|y_k\|^2+\kappa_1(1)\|x_k\|^2$",
        ),
        reduction(r"$x_1=y_1$: the statement for $k=1$ is an equality when $c_1=1$"),
        rests_on(
            TANGENT_GRAM,
            r"$\langle M(x,y)(u),M(x',y')(v)\rangle=\kappa_0(\rho)\langle y(u),y'(v)\rangle+\|x(u)\|\|x'(v)\|\kappa_1(\rho)$",
        ),
        reduction(
            r"where an $x_k$ vanishes, $y_k$ does too by the induction hypothesis at $u=v$, $x=x'$, and all terms are $0$"
        ),
        above_0,
        above_1,
        nonnegative_combination(
            (factor + 1) * one - (one + hypothesis * zero),
            factor * known_1 + slack * known_0,
            {k: Integers(1), ANGLE: interval, slack: Reals(0)},
            {known_0: (zero, above_0), known_1: (gap, above_1)},
            text=r"$\langle M,M'\rangle\le(c_k+1)\langle\varphi_1,\varphi'_1\rangle$: the difference is $c_k(\kappa_1-\rho\kappa_0)+e\kappa_0$",
            goal=True,
        ),
        positive(
            (slope * (_K + 1) + offset) - (slope * _K + offset + 1), {_K: 1}, strict=False, text=r"$c_k+1\le c_{k+1}$"
        ),
        nonnegative_combination(
            h * g * slack,
            h * g * slack,
            {h: Reals(0), g: Reals(0), slack: Reals(0)},
            text=r"$A$ takes averages $\int\int h(u-v)h(u'-v')\langle\cdot,\cdot\rangle$ of such inequalities with $hh'\ge0$, and $P$ sums of them: "
            r"the inequality is kept",
            goal=True,
        ),
    )


ORDER_CLAIM = Claim(
    id=ORDER,
    label="Lemma 11",
    statement=(
        r"For the NTK iterates of any two signals (or on the lattice): $\langle y_k(u),y'_k(v)\rangle\le k\,\langle x_k(u),x'_k(v)\rangle$ for "
        r"all $u,v$ and $k\ge1$; in particular $\|y_k(u)\|\le\sqrt k\,\|x_k(u)\|$, with equality possible."
    ),
    hypotheses=HYPOTHESES,
    expected=Verdict.PROVED,
    scope="all k >= 1, all D >= 1",
    check=_order,
    parameters={"slope": 1, "offset": 0},
    depends_on=(TANGENT_GRAM,),
    control=Control(r"$\|y_k(u)\|\le\|x_k(u)\|$; false for $k=2$, one location: $\sqrt2$.", {"slope": 0, "offset": 1}),
)


def _norm(offset: int) -> Derivation:
    return prove(
        rests_on(L2_MEMBERSHIP, r"$\|x_n\|\le\|x\|$, $\|y_n\|^2\le n\|x\|^2$"),
        rests_on(M_NORM, r"$\|M(x_n,y_n)\|^2=\|x_n\|^2+\|y_n\|^2$"),
        rests_on(ORDER, r"$y_n(u)=0$ where $x_n(u)=0$; without patches and pooling $\|y_n\|^2=n\|x\|^2$"),
        rests_on(
            POOLING_CONTRACTION,
            r"$\|A^n\|\le1$: $\|\Phi_n(x)\|^2\le\|x_n\|^2+\|y_n\|^2\le(n+1)\|x\|^2$, with equality without pooling",
        ),
        positive(
            _N + offset - (1 + _N),
            {_N: 1},
            strict=False,
            text=rf"$(n+{offset})\|x\|^2$ is at least $\|x\|^2+n\|x\|^2$, which is attained",
            goal=True,
        ),
    )


NORM = Claim(
    id="bietti2019.lemma11.norm",
    label="Lemma 11",
    printed=True,
    statement=r"On $L^2(\mathbb{R}^D)$, with normalised Gaussian pooling: $\|\Phi_n(x)\|\le\sqrt{n+1}\,\|x\|$.",
    hypotheses=HYPOTHESES,
    expected=Verdict.PROVED,
    scope="all n >= 1, all D >= 1",
    check=_norm,
    parameters={"offset": 1},
    depends_on=(L2_MEMBERSHIP, M_NORM, ORDER, POOLING_CONTRACTION),
    control=Control(
        r"$\|\Phi_n(x)\|\le\sqrt n\,\|x\|$; false for trivial patches and pooling, where equality holds with $n+1$.",
        {"offset": 0},
    ),
)


def _sharp(factor: Rational) -> Derivation:
    return prove(
        definition(r"$\delta=\|x-x'\|$, $m=\min(\|x\|,\|x'\|)$; the claimed coefficient of $m\delta$ is $a_n$"),
        positive(
            small_angle(Integer(2), factor * 2 / pi),
            {},
            text=rf"$n=1$, one location, unit vectors at the angle ${sympy.latex(SMALL)}$: $4-2\kappa$ is at most the bound",
            goal=True,
        ),
        rests_on(
            ITERATES_BOUND,
            r"$\|M(x_k,y_k)-M(x'_k,y'_k)\|^2\le\|x_k-x'_k\|^2+\|y_k-y'_k\|^2+\frac{2k}\pi\min(\|x_k\|,\|x'_k\|)\|x_k-x'_k\|$",
        ),
        rests_on(KAPPA_1_LIPSCHITZ, r"$\|\varphi_1(z)-\varphi_1(z')\|\le\|z-z'\|$, so $\|x_k-x'_k\|\le\delta$, with"),
        rests_on(PATCH_ISOMETRY, r"$P$ isometric and linear"),
        rests_on(
            POOLING_CONTRACTION,
            r"$A$ linear with $\|A\|\le1$; hence $\|y_{k+1}-y'_{k+1}\|\le\|M(x_k,y_k)-M(x'_k,y'_k)\|$",
        ),
        rests_on(L2_MEMBERSHIP, r"$\|x_k\|\le\|x\|$, $\|x'_k\|\le\|x'\|$"),
        reduction(
            r"so $\|\Phi_n(x)-\Phi_n(x')\|^2\le\delta^2+\|y_1-y'_1\|^2+(n-1)\delta^2+\sum_{k\le n}\frac{2k}\pi m\delta\le(n+1)\delta^2+\sum_{k\le n}\frac{2k}\pi m\delta$"
        ),
        recurrence(
            lambda n: factor * n * (n + 1) / pi,
            lambda s, n: s(n + 1) - s(n) - 2 * (n + 1) / pi,
            {0: Integer(0)},
            _N,
            Integers(0),
            text=rf"$\sum_{{k\le n}}\frac{{2k}}\pi={sympy.latex(factor)}\cdot\frac{{n(n+1)}}\pi$",
            goal=True,
        ),
    )


SHARP = Claim(
    id=SHARP_ID,
    label="Lemma 11",
    statement=(r"$\|\Phi_n(x)-\Phi_n(x')\|^2\le(n+1)\|x-x'\|^2+\frac{n(n+1)}\pi\min(\|x\|,\|x'\|)\,\|x-x'\|$."),
    hypotheses=HYPOTHESES,
    expected=Verdict.PROVED,
    scope="all n >= 1, all D >= 1; the same on the lattice",
    check=_sharp,
    parameters={"factor": Rational(1)},
    depends_on=(ITERATES_BOUND, KAPPA_1_LIPSCHITZ, PATCH_ISOMETRY, POOLING_CONTRACTION, L2_MEMBERSHIP),
    control=Control(
        r"The same with $\frac{n(n+1)}{2\pi}$; false for $n=1$, one location, unit vectors at a small angle.",
        {"factor": Rational(1, 2)},
    ),
)
