r"""Deep kernels at the ends :math:`t = \pm1`: the square-root singularities and the parity product."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, Symbol, asin, cos, pi, sin, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    antiderivative,
    definition,
    identity,
    induction,
    nonnegative_by_derivatives,
    positive,
    power_series,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict

from .angle_map import ANALYTIC_ID
from .angle_series import HIGHER_ID, LAYERS, LINEAR_ID, coefficients
from .setting import ANGLES, BIAS, BIASES, NTK, THETA, kappa_0, kappa_1

PLUS_ID = "geifman2020.derived.endpoint_plus"
MINUS_ID = "geifman2020.derived.endpoint_minus"
PARITY_ID = "geifman2020.derived.parity_product"
_X = Symbol("x", real=True)
_ZERO, _ONE = sympy.Integer(0), sympy.Integer(1)
PI_L = Symbol("P", positive=True)


def plus(layers: Expr) -> Expr:
    r"""Return :math:`c_0^+ = -\frac{\sqrt2}\pi(1+b)\frac{L(L-1)}2`."""
    return -sqrt(2) / pi * (1 + BIAS) * layers * (layers - 1) / 2


def chord_step() -> list[Step]:
    """Return the steps that turn the angle from an end into the distance s from it."""
    half = sympy.sqrt(2) / 2
    return [
        definition(
            r"$s=\sigma^2$ is the distance of $t$ from the end, and the angle from it is $\arccos(1-s)=2\arcsin\frac\sigma{\sqrt2}$"
        ),
        power_series(
            2 * asin(half * _X),
            _X,
            {0: _ZERO, 1: sqrt(2), 2: _ZERO, 3: sqrt(2) / 12, 4: _ZERO, 5: 3 * sqrt(2) / 160},
            text=r"$\arccos(1-s)=\sqrt{2s}\,(1+\frac s{12}+\frac{3s^2}{160}+\dots)$, odd in $\sigma=\sqrt s$",
        ),
        reduction(
            r"So even powers of the angle are power series in $s$, and odd powers $\theta^{2j+1}$ are $s^{j+1/2}$ times such series"
        ),
    ]


def _plus(shift: int) -> Derivation:
    a = coefficients(LAYERS)
    claimed = -sqrt(2) / pi * (1 + BIAS) * LAYERS * (LAYERS - shift) / 2
    over: dict[Symbol, Domain] = {LAYERS: Integers(2), **BIASES}
    return prove(
        rests_on(ANALYTIC_ID, r"$\Theta_L(\cos\theta)=\sum_na_n\theta^n$ near 0"),
        rests_on(LINEAR_ID, r"$a_1=-\frac{(1+b)L(L-1)}{2\pi}$"),
        rests_on(HIGHER_ID, r"$a_3=-\frac{L(L-1)}{108\pi}\left[\frac{(1+b)(15L^2-71L+82)}{\pi^2}-45\right]$"),
        chord_step(),
        identity(
            sqrt(2) * a[1],
            claimed,
            over,
            text=rf"$c_0^+=\sqrt2\,a_1=-\frac{{\sqrt2}}\pi(1+b)\frac{{L(L-{shift})}}2$",
            goal=True,
        ),
        identity(
            a[1] * sqrt(2) / 12 + a[3] * sqrt(2) ** 3,
            sqrt(2) * (a[1] / 12 + 2 * a[3]),
            over,
            text=r"$c_1^+=\frac{\sqrt2}{12}a_1+(\sqrt2)^3a_3$, from $\theta$ and $\theta^3$",
            goal=True,
        ),
    )


PLUS = Claim(
    id="geifman2020.derived.endpoint_plus",
    label="Section 3.2",
    statement=(
        r"At $t=1-s$, $s\to0^+$, the non-integer powers of $\Theta_L$ are $s^{1/2},s^{3/2},\dots$ with "
        r"$c_0^+=-\frac{\sqrt2}\pi(1+b)\frac{L(L-1)}2$ and $c_1^+=\sqrt2\left(\frac{a_1}{12}+2a_3\right)$, "
        r"$a_1=-\frac{(1+b)L(L-1)}{2\pi}$, "
        r"$a_3=-\frac{L(L-1)}{108\pi}\left[\frac{(1+b)(15L^2-71L+82)}{\pi^2}-45\right]$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $b\ge0$.",
    check=_plus,
    parameters={"shift": 1},
    depends_on=(ANALYTIC_ID, LINEAR_ID, HIGHER_ID),
    control=Control(
        r"$c_0^+=-\frac{\sqrt2}\pi(1+b)\frac{L(L+1)}2$ for $L=2$, $b=0$.",
        {"shift": -1},
    ),
)


def _minus(sign: int) -> Derivation:
    phi = _X
    q, flat = Symbol("q", positive=True), Symbol("v", real=True)
    two = kappa_1(pi - phi) + kappa_0(pi - phi) * (cos(pi - phi) + BIAS) + BIAS
    return prove(
        rests_on(ANALYTIC_ID, r"$\Theta_L$ is analytic in $\varphi=\pi-\theta$ near 0"),
        power_series(
            kappa_1(pi - phi),
            phi,
            {0: _ZERO, 1: _ZERO, 2: _ZERO, 3: 1 / (3 * pi)},
            text=r"$\Sigma_1=\kappa_1(\cos(\pi-\varphi))=\frac{\varphi^3}{3\pi}+\dots$",
        ),
        reduction(
            r"$\kappa_0,\kappa_1$ are analytic on $(-1,1)$, where $a_1=0$ and all $a_l<1$ lie, so $\Sigma_l=a_l+O(\varphi^3)$ and $\kappa_0(\Sigma_l)=\kappa_0(a_l)+O(\varphi^3)$ for "
            r"$l\ge1$: neither has a linear term"
        ),
        induction(
            [
                power_series(
                    two,
                    phi,
                    {1: (BIAS - sign) / pi},
                    BIASES,
                    text=rf"$L=2$: the coefficient of $\varphi$ in $\Theta_2$ is $\frac1\pi(b{'-' if sign > 0 else '+'}1)$, $\Pi_2=1$",
                )
            ],
            [
                power_series(
                    flat + q * (flat + (BIAS - sign) / pi * PI_L * phi) + BIAS,
                    phi,
                    {1: (BIAS - sign) / pi * (PI_L * q)},
                    {q: Reals(0, 1), PI_L: Reals(0, left_open=True), flat: Reals(), **BIASES},
                    text=r"$\Theta_{L+1}=\Sigma_L+\kappa_0(\Sigma_{L-1})\Theta_L+b$ multiplies it by $q=\kappa_0(a_{L-1})$: $\Pi_{L+1}=\kappa_0(a_{L-1})\Pi_L$",
                )
            ],
            text=rf"the coefficient of $\varphi$ in $\Theta_L$ is $\frac1\pi(b{'-' if sign > 0 else '+'}1)\,\Pi_L$",
            goal=True,
        ),
        chord_step(),
        identity(
            sqrt(2) * (BIAS - 1) / pi * PI_L,
            sqrt(2) / pi * (BIAS - sign) * PI_L,
            {PI_L: Reals(0, left_open=True), **BIASES},
            text=r"$c_0^-$ is $\sqrt2$ times it",
            goal=True,
        ),
    )


MINUS = Claim(
    id="geifman2020.derived.endpoint_minus",
    label="Section 3.2",
    statement=(
        r"At $t=-1+s$, $s\to0^+$, the leading non-integer power of $\Theta_L$ is $c_0^-s^{1/2}$ with "
        r"$c_0^-=\frac{\sqrt2}\pi(b-1)\Pi_L$, $\Pi_L=\prod_{l=1}^{L-2}\kappa_0(a_l)$, $a_1=0$, "
        r"$a_{l+1}=\kappa_1(a_l)$ (the values of $\Sigma_l$ at $t=-1$)."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $b\ge0$.",
    check=_minus,
    parameters={"sign": 1},
    depends_on=(ANALYTIC_ID,),
    control=Control(
        r"$c_0^-=\frac{\sqrt2}\pi(b+1)\Pi_L$: refuted at $b=1$, where the coefficient vanishes.",
        {"sign": -1},
    ),
)


def _parity(first: Rational) -> Derivation:
    rest = Symbol("h", nonnegative=True)
    b, p = BIAS, PI_L
    gap = sin(THETA) - THETA * cos(THETA)
    pairs = (1 + b) * first  # the bracket at L = 2 or 3, without the parity term
    least = _ONE if first == 1 else Rational(1, 2)
    return prove(
        positive(
            (pairs - (1 - b) * least).subs(b, 0),
            {},
            text=rf"the bracket with the sign $-$ at $b=0$ and $\frac{{L(L-1)}}2={first}$, $\Pi_L={least}$, is positive",
            goal=True,
        ),
        antiderivative(
            gap, THETA * sin(THETA), THETA, ANGLES, text=r"$(\sin\theta-\theta\cos\theta)'=\theta\sin\theta$"
        ),
        nonnegative_by_derivatives(
            gap, THETA, Reals(0, pi), text=r"$\sin\theta-\theta\cos\theta\ge0$, and $>0$ for $\theta>0$", goal=True
        ),
        identity(
            kappa_1(THETA) - cos(THETA),
            gap / pi,
            ANGLES,
            text=r"$\kappa_1(u)-u=\frac1\pi(\sin\theta-\theta\cos\theta)>0$ for $u<1$",
            goal=True,
        ),
        antiderivative(
            kappa_1(THETA),
            -kappa_0(THETA) * sin(THETA),
            THETA,
            ANGLES,
            text=r"$\kappa_1$ increases in $u$, $\kappa_1(1)=1$: $\kappa_1(u)<1$ for $u<1$",
        ),
        nonnegative_by_derivatives(
            kappa_0(THETA), THETA, Reals(0, pi), text=r"$\kappa_0=1-\frac\theta\pi\in[0,1]$, inside for $-1<u<1$"
        ),
        reduction(
            r"So $a_l$ increases, is below 1, and its limit is a fixed point of $\kappa_1$, hence 1; $0<\kappa_0(a_l)<1$ and $\Pi_L$ decreases strictly"
        ),
        value(
            kappa_0(pi / 2),
            Rational(1, 2),
            text=r"$\Pi_3=\kappa_0(a_1)=\kappa_0(0)=\frac12$, $\Pi_2=1$ the empty product",
            goal=True,
        ),
        value(
            2 * kappa_0(pi / 2),
            _ONE,
            text=r"$2\Pi_{L+1}=2\kappa_0(a_1)\prod_{l=2}^{L-1}\kappa_0(a_l)=\prod_{j=1}^{L-2}\kappa_0(\kappa_1^{\circ j}(0))$",
            goal=True,
        ),
        definition(r"for $L\ge3$: $\frac{L(L-1)}2=\frac52+P+h$ with $P=\Pi_L\le\frac12$ and $h\ge0$"),
        positive(
            (1 + b) * (Rational(5, 2) + p + rest) + (1 - b) * p,
            {b: 0, p: 0, rest: 0},
            text=r"the bracket with the sign $+$ is positive",
            goal=True,
        ),
        positive(
            (1 + b) * (Rational(5, 2) + p + rest) - (1 - b) * p,
            {b: 0, p: 0, rest: 0},
            text=r"the bracket with the sign $-$ is positive",
            goal=True,
        ),
        positive((LAYERS * (LAYERS - 1)) / 2 - 3, {LAYERS: 3}, strict=False, text=r"$\frac{L(L-1)}2\ge3$ for $L\ge3$"),
        identity((1 + b) + (1 - b), sympy.Integer(2), BIASES, text=r"$L=2$: 2 with the sign $+$,", goal=True),
        identity((1 + b) - (1 - b), 2 * b, BIASES, text=r"$2b$ with the sign $-$", goal=True),
    )


PARITY = Claim(
    id="geifman2020.derived.parity_product",
    label="Section 3.2",
    statement=(
        r"With $a_1=0$, $a_{l+1}=\kappa_1(a_l)$ and $\Pi_L=\prod_{l=1}^{L-2}\kappa_0(a_l)$: $\Pi_2=1$, "
        r"$\Pi_3=\frac12$, $\Pi_L$ is strictly decreasing, $0<\Pi_L\le\frac12$ for $L\ge3$, $a_l$ increases to 1, "
        r"and $2\Pi_{L+1}=\prod_{j=1}^{L-2}\kappa_0(\kappa_1^{\circ j}(0))$. Consequently "
        r"$(1+b)\frac{L(L-1)}2\pm(1-b)\Pi_L>0$ for all $L\ge3$, $b\ge0$, and for $L=2$ it is 2 (sign $+$) and "
        "$2b$ (sign $-$)."
    ),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $b\ge0$.",
    check=_parity,
    parameters={"first": Rational(3)},
    control=Control(
        "The bracket is positive for $L=2$, $b=0$ with the sign $-$.",
        {"first": Rational(1)},
    ),
)
