r"""The singular terms of :math:`\Theta_L` at :math:`t = \pm1`, and the product that makes the parities differ."""

from __future__ import annotations

from functools import cache

import sympy
from sympy import Expr, Rational, Symbol, acos, cos, pi, sin, sqrt

from ntkproofs.checks import (
    Reals,
    antiderivative,
    definition,
    identity,
    positive,
    power_series,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict

from .angle_map import ANALYTIC_ID, falls
from .setting import ANGLES, BIAS, BIASES, NTK, THETA, kappa_0, kappa_1
from .theta_series import DEPTHS, HIGHER_ID, LINEAR_ID, L, coefficient

PLUS_ID = "geifman2020.derived.endpoint_plus"
MINUS_ID = "geifman2020.derived.endpoint_minus"
PRODUCT_ID = "geifman2020.derived.parity_product"
SPLIT_ID = "geifman2020.derived.parity_split_at_unit_bias"
X, PHI = Symbol("x", real=True), Symbol("phi", real=True)
PRODUCT = r"$\Pi_L=\prod_{l=1}^{L-2}\kappa_0(a_l)$, $a_1=0$, $a_{l+1}=\kappa_1(a_l)$"
_ZERO, _ONE = sympy.Integer(0), sympy.Integer(1)


@cache
def parity_product(layers: int) -> Expr:
    r"""Return :math:`\Pi_L`, nested arc cosines.

    >>> parity_product(3)
    1/2
    """
    product, a = _ONE, _ZERO
    for _ in range(layers - 2):
        product *= kappa_0(acos(a))
        a = kappa_1(acos(a))
    return product


def root_at_plus(order: int) -> Expr:
    r"""Return :math:`\theta = \arccos(1-x^2)` to the order :math:`x^5`, or less."""
    return sqrt(2) * sum(c * X**n for n, c in ((1, _ONE), (3, Rational(1, 12)), (5, Rational(3, 160))) if n <= order)


def _plus(shift: int) -> Derivation:
    theta = sum((Symbol(f"A{n}", real=True) * root_at_plus(3) ** n for n in range(5)), _ZERO)
    a1, a3 = Symbol("A1", real=True), Symbol("A3", real=True)
    first = -sqrt(2) / pi * (1 + BIAS) * L * (L - 1 + shift) / 2
    over: dict[Symbol, Domain] = {symbol: Reals() for symbol in theta.free_symbols - {X}}
    return prove(
        definition(
            r"$s=x^2$; non-integer powers of $s$ are the odd powers of $x$; $a_n$ the coefficient of $\theta^n$"
        ),
        rests_on(ANALYTIC_ID, r"$\Theta_L(\cos\theta)$ is analytic at $\theta=0$"),
        power_series(
            cos(root_at_plus(5)),
            X,
            {n: {0: _ONE, 2: -_ONE}.get(n, _ZERO) for n in range(8)},
            text=r"$\cos\theta=1-x^2$ for $\theta=\sqrt2\,x\left(1+\frac{x^2}{12}+\frac{3x^4}{160}+O(x^6)\right)$, an odd "
            r"analytic function of $x$",
        ),
        power_series(
            theta,
            X,
            {1: sqrt(2) * a1, 3: sqrt(2) * (a1 / 12 + 2 * a3)},
            over,
            text=r"so $x$ has the coefficient $\sqrt2\,a_1$ and $x^3$ has $\sqrt2\left(\frac{a_1}{12}+2a_3\right)=c_1^+$",
            goal=True,
        ),
        rests_on(LINEAR_ID, r"$a_1=-\frac{(1+b)L(L-1)}{2\pi}$"),
        rests_on(HIGHER_ID, r"$a_3=-\frac{L(L-1)}{108\pi}\left[\frac{(1+b)(15L^2-71L+82)}{\pi^2}-45\right]$"),
        identity(
            sqrt(2) * coefficient(1, L),
            first,
            DEPTHS,
            text=r"$c_0^+=\sqrt2\,a_1=-\frac{\sqrt2}\pi(1+b)\frac{L(L-1)}2$" if not shift else r"$c_0^+$ as stated",
            goal=True,
        ),
    )


ENDPOINT_PLUS = Claim(
    id="geifman2020.derived.endpoint_plus",
    label="Section 3.2",
    statement=(
        r"At $t=1-s$, $s\to0^+$, the non-integer powers of $\Theta_L$ are $s^{1/2},s^{3/2},\dots$ with "
        r"$c_0^+=-\frac{\sqrt2}\pi(1+b)\frac{L(L-1)}2$ and $c_1^+=\sqrt2\left(\frac{a_1}{12}+2a_3\right)$, "
        r"$a_1=-\frac{(1+b)L(L-1)}{2\pi}$, $a_3=-\frac{L(L-1)}{108\pi}\left[\frac{(1+b)(15L^2-71L+82)}{\pi^2}-45\right]$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $b\ge0$.",
    check=_plus,
    parameters={"shift": 0},
    depends_on=(ANALYTIC_ID, LINEAR_ID, HIGHER_ID),
    control=Control(r"$c_0^+=-\frac{\sqrt2}\pi(1+b)\frac{L(L+1)}2$; false for $L=2$, $b=0$.", {"shift": 2}),
)


def _second(angle: Expr, bias: Expr) -> Expr:
    return kappa_1(angle) + kappa_0(angle) * (cos(angle) + bias) + bias


def _minus(sign: int) -> Derivation:
    k, c0, c1, s = sympy.symbols("K C0 C1 S", real=True)
    here: dict[Symbol, Domain] = {**dict.fromkeys((k, c0, c1, s), Reals()), **BIASES}
    return prove(
        definition(
            PRODUCT
            + r"; $\varphi=\pi-\theta$, $\Theta_L=C_0+C_1\varphi+O(\varphi^2)$ at $\varphi=0$, that is at $t=-1$"
        ),
        power_series(
            kappa_1(pi - PHI),
            PHI,
            {0: _ZERO, 1: _ZERO, 2: _ZERO},
            text=r"$\Sigma_1=O(\varphi^3)=a_1+O(\varphi^3)$",
        ),
        rests_on(
            PRODUCT_ID,
            r"$0\le a_l<1$: $\kappa_0,\kappa_1$ are analytic at $a_l$, so $\Sigma_l=a_l+O(\varphi^3)$ and "
            r"$\kappa_0(\Sigma_l)=\kappa_0(a_l)+O(\varphi^3)$ for all $l\ge1$",
        ),
        power_series(
            _second(pi - PHI, BIAS),
            PHI,
            {0: BIAS, 1: (BIAS + sign) / pi},
            BIASES,
            text=rf"$L=2$: $\Theta_2=b+\frac{{b{'-' if sign < 0 else '+'}1}}\pi\varphi+O(\varphi^2)$, and $\Pi_2=1$",
            goal=True,
        ),
        power_series(
            s + k * (c0 + c1 * PHI) + BIAS,
            PHI,
            {1: k * c1},
            here,
            text=r"$\Theta_{L+1}=\Sigma_L+\kappa_0(\Sigma_{L-1})\Theta_L+b$, $L\ge2$: the coefficient of $\varphi$ is multiplied "
            r"by $\kappa_0(a_{L-1})=\Pi_{L+1}/\Pi_L$",
            goal=True,
        ),
        power_series(
            cos(root_at_plus(5)),
            X,
            {n: {0: _ONE, 2: -_ONE}.get(n, _ZERO) for n in range(8)},
            text=r"$s=1+t=1-\cos\varphi$: $\varphi=\sqrt{2s}\,(1+\frac s{12}+\dots)$, so $c_0^-=\sqrt2\,C_1=\frac{\sqrt2}\pi(b-1)\Pi_L$",
        ),
    )


ENDPOINT_MINUS = Claim(
    id="geifman2020.derived.endpoint_minus",
    label="Section 3.2",
    statement=(
        r"At $t=-1+s$, $s\to0^+$, the leading non-integer power of $\Theta_L$ is $c_0^-s^{1/2}$ with "
        r"$c_0^-=\frac{\sqrt2}\pi(b-1)\Pi_L$, $\Pi_L=\prod_{l=1}^{L-2}\kappa_0(a_l)$, $a_1=0$, $a_{l+1}=\kappa_1(a_l)$ (the "
        r"values of $\Sigma_l$ at $t=-1$); $c_0^-/\sqrt2$ is the coefficient of $\pi-\theta$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $b\ge0$; at $b=1$ the coefficient is 0 and the leading power is a later one.",
    check=_minus,
    parameters={"sign": -1},
    depends_on=(PRODUCT_ID,),
    control=Control(
        r"$c_0^-=\frac{\sqrt2}\pi(b+1)\Pi_L$: refuted at $b=1$, where the coefficient vanishes.", {"sign": 1}
    ),
)


def _product(lowest: int) -> Derivation:
    theta = THETA
    size = lowest * (lowest - 1) // 2
    return prove(
        definition(r"$u=\cos\theta$; $a_1=0$, $a_{l+1}=\kappa_1(a_l)$, $\Pi_L=\prod_{l=1}^{L-2}\kappa_0(a_l)$"),
        falls(),
        identity(
            kappa_1(theta) - cos(theta),
            (sin(theta) - theta * cos(theta)) / pi,
            ANGLES,
            text=r"$\kappa_1(u)-u=\frac{\sin\theta-\theta\cos\theta}\pi$, 0 at $\theta=0$",
        ),
        antiderivative(
            sin(theta) - theta * cos(theta),
            theta * sin(theta),
            theta,
            ANGLES,
            text=r"its derivative $\theta\sin\theta/\pi$ is positive on $(0,\pi)$: $u<\kappa_1(u)<1$ on $[-1,1)$",
            goal=True,
        ),
        reduction(
            r"$0=a_1<a_2<\dots<1$; the limit is a fixed point of $\kappa_1$ in $(0,1]$, and 1 is the only one: $a_l$ increases "
            r"to 1. $0<\kappa_0(u)=1-\theta/\pi<1$ for $0\le u<1$, so $\Pi_L$ decreases strictly and stays positive"
        ),
        value(kappa_0(acos(_ZERO)), Rational(1, 2), text=r"$\kappa_0(0)=\frac12$", goal=True),
        value(parity_product(2), _ONE, text=r"$\Pi_2=1$", goal=True),
        value(
            parity_product(3), Rational(1, 2), text=r"$\Pi_3=\frac12$, so $0<\Pi_L\le\frac12$ for $L\ge3$", goal=True
        ),
        value(
            2 * parity_product(5),
            kappa_0(acos(kappa_1(pi / 2))) * kappa_0(acos(kappa_1(acos(kappa_1(pi / 2))))),
            text=r"$2\Pi_{L+1}=\prod_{j=1}^{L-2}\kappa_0(\kappa_1^{\circ j}(0))$: $a_{j+1}=\kappa_1^{\circ j}(0)$, here $L=4$",
            goal=True,
        ),
        positive(
            size * (1 + BIAS) - (1 - BIAS) * parity_product(lowest),
            {BIAS: 0},
            text=rf"$(1+b)\frac{{L(L-1)}}2-(1-b)\Pi_L>0$ for $L={lowest}$",
            goal=True,
        ),
        positive(
            (1 + BIAS) * (L * (L - 1) / 2 - Rational(1, 2)),
            {L: 3, BIAS: 0},
            text=r"$(1+b)\frac{L(L-1)}2\pm(1-b)\Pi_L\ge(1+b)\left(\frac{L(L-1)}2-\frac12\right)>0$ for $L\ge3$, as $|1-b|\le1+b$",
            goal=True,
        ),
        identity((1 + BIAS) + (1 - BIAS), sympy.Integer(2), BIASES, text=r"$L=2$, sign $+$: 2", goal=True),
        identity((1 + BIAS) - (1 - BIAS), 2 * BIAS, BIASES, text=r"$L=2$, sign $-$: $2b$", goal=True),
    )


PARITY_PRODUCT = Claim(
    id="geifman2020.derived.parity_product",
    label="Section 3.2",
    statement=(
        r"With $a_1=0$, $a_{l+1}=\kappa_1(a_l)$ and $\Pi_L=\prod_{l=1}^{L-2}\kappa_0(a_l)$: $\Pi_2=1$, $\Pi_3=\frac12$, "
        r"$\Pi_L$ is strictly decreasing, $0<\Pi_L\le\frac12$ for $L\ge3$, $a_l$ increases to 1, and "
        r"$2\Pi_{L+1}=\prod_{j=1}^{L-2}\kappa_0(\kappa_1^{\circ j}(0))$. Consequently "
        r"$(1+b)\frac{L(L-1)}2\pm(1-b)\Pi_L>0$ for all $L\ge3$, $b\ge0$, and for $L=2$ it is 2 (sign $+$) and $2b$ (sign $-$)."
    ),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $b\ge0$.",
    check=_product,
    parameters={"lowest": 3},
    control=Control(r"The bracket is positive for $L=2$, $b=0$ with the sign $-$; it is 0.", {"lowest": 2}),
)


def _split(second: Rational) -> Derivation:
    k, kp, s, a, b, c0, c2 = sympy.symbols("K Kp S A B C0 C2", real=True)
    before = Symbol("A_before", real=True)
    here: dict[Symbol, Domain] = {symbol: Reals() for symbol in (k, kp, s, a, b, c0, c2, before)}
    u = Symbol("u", real=True)
    inside: dict[Symbol, Domain] = {u: Reals(-1, 1, left_open=True, right_open=True)}
    angle = acos(u)
    return prove(
        definition(
            r"$b=1$, $\varphi=\pi-\theta$; $A_l$ the coefficient of $\varphi^3$ in $\Sigma_l$, and $B_L$ that in $\Theta_L$"
        ),
        rests_on(MINUS_ID, r"$c_0^-=\frac{\sqrt2}\pi(b-1)\Pi_L=0$ at $b=1$: no term in $\varphi$"),
        rests_on(PRODUCT_ID, r"$0\le a_l<1$, $0<\kappa_0(a_l)$; $\kappa_0$, $\kappa_1$ are analytic at $a_l$"),
        power_series(
            kappa_1(pi - PHI),
            PHI,
            {0: _ZERO, 1: _ZERO, 2: _ZERO, 3: 1 / (3 * pi)},
            text=r"$\Sigma_1=\frac{\varphi^3}{3\pi}+O(\varphi^4)$: $A_1=\frac1{3\pi}$",
            goal=True,
        ),
        antiderivative(
            kappa_1(angle), kappa_0(angle), u, inside, text=r"$\kappa_1'(u)=\kappa_0(u)$: $A_{l+1}=\kappa_0(a_l)A_l$"
        ),
        antiderivative(
            kappa_0(angle),
            1 / (pi * sqrt(1 - u**2)),
            u,
            inside,
            text=r"$\kappa_0'(u)=\frac1{\pi\sqrt{1-u^2}}$: $\kappa_0(\Sigma_l)=\kappa_0(a_l)+\frac{A_l}{\pi\sqrt{1-a_l^2}}\varphi^3+\dots$",
        ),
        power_series(
            _second(pi - PHI, _ONE),
            PHI,
            {0: _ONE, 1: _ZERO, 3: second},
            text=rf"$\Theta_2=1+\dots$ with $B_2={sympy.latex(second)}$",
            goal=True,
        ),
        power_series(
            (s + a * PHI**3) + (k + kp * before * PHI**3) * (c0 + c2 * PHI**2 + b * PHI**3) + 1,
            PHI,
            {1: _ZERO, 3: a + k * b + kp * before * c0},
            here,
            text=r"$B_{l+1}=A_l+\kappa_0(a_{l-1})B_l+\frac{A_{l-1}}{\pi\sqrt{1-a_{l-1}^2}}\Theta_l(-1)$, $l\ge2$",
            goal=True,
        ),
        positive(
            a + k * b + kp * before * c0 + 1,
            {a: 0, k: 0, b: 0, kp: 0, before: 0, c0: 0},
            strict=True,
            text=r"sums of products of non-negative numbers: with $A_l>0$, $\Theta_2(-1)=1$ and "
            r"$\Theta_{l+1}(-1)=a_l+\kappa_0(a_{l-1})\Theta_l(-1)+1>0$ every $B_L\ge A_{L-1}>0$ ($B_2>0$)",
        ),
        positive(second, {}, text=r"$B_2>0$", goal=True),
        reduction(
            r"$\varphi=\sqrt{2s}\,(1+\frac s{12}+\dots)$, $s=1+t$, and no term in $\varphi$: the coefficient of $s^{3/2}$ is "
            r"$2\sqrt2B_L$; a power $s^{3/2}$ adds to $\mu_k$ a term of relative order $k^{-2}$ to that of $s^{1/2}$"
        ),
        rests_on("geifman2020.derived.funk_hecke_power", r"$\mu_k[(1+t)^\nu]\sim(-1)^kC(d,\nu)k^{-(d-1)-2\nu}$"),
    )


PARITY_SPLIT = Claim(
    id="geifman2020.derived.parity_split_at_unit_bias",
    label="Section 3.2",
    statement=(
        r"At $b=\beta^2=1$ the coefficient $c_0^-$ of $(1+t)^{1/2}$ in $\Theta_L$ vanishes for every $L\ge2$, and the "
        r"coefficient of $(1+t)^{3/2}$ is $c_1^-=2\sqrt2\,B_L>0$, where $B_2=\frac5{6\pi}$, $A_1=\frac1{3\pi}$, "
        r"$A_l=\kappa_0(a_{l-1})A_{l-1}$, $B_{l+1}=A_l+\kappa_0(a_{l-1})B_l+\frac{A_{l-1}}{\pi\sqrt{1-a_{l-1}^2}}\Theta_l(-1)$ "
        r"for $l\ge2$, $a_1=0$, $a_{l+1}=\kappa_1(a_l)$: the parity of $k$ is visible in the singular terms of $\mu_k$ only at "
        r"relative order $k^{-2}$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $b=1$, $d\ge2$.",
    check=_split,
    parameters={"second": Rational(5, 6) / pi},
    depends_on=(MINUS_ID, PRODUCT_ID, "geifman2020.derived.funk_hecke_power"),
    control=Control(
        r"At $b=1$ the kernel $\Theta_2$ is analytic in $t$ at $t=-1$, that is $B_2=0$.", {"second": _ZERO}
    ),
)
