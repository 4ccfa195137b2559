"""Equation (4): values, shape and end expansions of the two-layer kernel."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, acos, asin, cos, pi, sin, sqrt

from ntkproofs.checks import (
    Reals,
    definition,
    has_decimals,
    identity,
    nonnegative_by_derivatives,
    power_series,
    prove,
    reduction,
    value,
    within,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.gaussian_integrals import ANGLE

from .equation_5 import chord_series
from .relu_kernels import KAPPAS, THETA, kappa, kappa_0, kappa_1

_U = sympy.Symbol("u", real=True)
_S = sympy.Symbol("s", real=True)


def _values(linear_part: int) -> Derivation:
    in_u = kappa(acos(_U))
    closed = _U + (2 * _U * asin(_U) + sqrt(1 - _U**2)) / pi
    over = {_U: Reals(-1, 1)}
    return prove(
        definition(THETA),
        value(kappa(sympy.Integer(0)), sympy.Integer(2), text=r"$\kappa(1)=2$", goal=True),
        value(kappa(pi / 2), 1 / pi, text=r"$\kappa(0)=1/\pi$", goal=True),
        value(kappa(pi), sympy.Integer(0), text=r"$\kappa(-1)=0$", goal=True),
        identity(in_u, closed, over, text=r"$\kappa(u)=u+\frac1\pi(2u\arcsin u+\sqrt{1-u^2})$", goal=True),
        identity(
            closed - linear_part * _U,
            (closed - linear_part * _U).subs(_U, -_U),
            over,
            text=rf"$\kappa(u)-{linear_part}u$ is even",
            goal=True,
        ),
    )


VALUES = Claim(
    id="bietti2019.eq4.values",
    label="Equation (4)",
    statement=(
        r"$\kappa(1)=2$, $\kappa(0)=1/\pi$, $\kappa(-1)=0$, and "
        r"$\kappa(u)=u+\frac1\pi\bigl(2u\arcsin u+\sqrt{1-u^2}\bigr)$, i.e. $\kappa(u)-u$ is an even function."
    ),
    hypotheses=KAPPAS,
    expected=Verdict.PROVED,
    scope="all u in [-1,1]",
    check=_values,
    parameters={"linear_part": 1},
    control=Control(
        r"$\kappa(u)-2u$ is even; false, at $u=1$ and $u=-1$ it takes the values $0$ and $2$.", {"linear_part": 2}
    ),
)

# s_* to 40 digits, proved below to be bracketed by these ends.
_ROOT = (
    Rational("0.6532711870944031011143639159615591424205"),
    Rational("0.6532711870944031011143639159615591424207"),
)
_ZERO = "-0.3942348686727466247388907829950923323001"
_POINT = "-0.7940998648103225193011061183500034489417"


def _sign_change(expr: Expr, variable: sympy.Symbol, ends: tuple[Rational, Rational], name: str) -> tuple[Step, Step]:
    low, high = (expr.subs(variable, end) for end in ends)
    return (
        within(low, -1, 0, text=f"{name} is negative at {ends[0]}", goal=True),
        within(high, 0, 1, text=f"{name} is positive at {ends[1]}", goal=True),
    )


def _around(decimal: str) -> tuple[Rational, Rational]:
    half = Rational(1, 2 * 10 ** len(decimal.partition(".")[2]))
    return Rational(decimal) - half, Rational(decimal) + half


def _minimum(minimum: str) -> Derivation:
    s = _S
    h = sin(s) - 2 * s * cos(s)
    slope, curvature = sympy.diff(h, s), sympy.diff(h, s, 2)
    quarter = Reals(0, pi / 2)
    low, high = _ROOT

    # h is convex on [low, high] and its minimum s_* lies inside: h(low) + h'(low) (high - low) <= h(s_*) <= h(low).
    below, above = ((e / pi).subs(s, low) for e in (h + slope * (high - low), h))
    in_u = kappa(acos(_U))
    return prove(
        definition(r"$s=\pi-\theta\in[0,\pi]$, so $u=-\cos s$ increases with $s$; $h(s)=\sin s-2s\cos s$"),
        identity(kappa(pi - s), h / pi, {s: Reals(0, pi)}, text=r"$\kappa=h(s)/\pi$", goal=True),
        identity(slope, 2 * s * sin(s) - cos(s), {s: quarter}, text=r"$h'=2s\sin s-\cos s$"),
        identity(curvature, 3 * sin(s) + 2 * s * cos(s), {s: quarter}, text=r"$h''=3\sin s+2s\cos s$"),
        nonnegative_by_derivatives(
            3 * sin(s) + 2 * s * cos(s), s, quarter, text=r"$h''\ge0$ on $[0,\pi/2]$", goal=True
        ),
        value(h.subs(s, 0), sympy.Integer(0), text="$h(0)=0$", goal=True),
        value(slope.subs(s, 0), sympy.Integer(-1), text="$h'(0)=-1$", goal=True),
        value(slope.subs(s, pi / 2), pi, text=r"$h'(\pi/2)=\pi$", goal=True),
        value(h.subs(s, pi / 2), sympy.Integer(1), text=r"$h(\pi/2)=1$", goal=True),
        reduction(
            r"$h''$ is analytic and not identically 0, so $h'$ increases strictly on $[0,\pi/2]$, from $-1$ to $\pi$: it has "
            r"exactly one zero $s_*$ there, $h$ decreases strictly on $[0,s_*]$ and increases strictly on $[s_*,\pi/2]$. As "
            r"$h(0)=0<h(\pi/2)$, $h$ has exactly one zero $s_0$ in $(0,\pi/2]$, $s_0>s_*$, is negative before and positive "
            r"after it, and its minimum on $[0,\pi/2]$ is at $s_*$ only, below 0"
        ),
        nonnegative_by_derivatives(
            sympy.expand(h - 1), s, Reals(pi / 2, pi), text=r"$h\ge1$ on $[\pi/2,\pi]$", goal=True
        ),
        identity(
            h,
            cos(s) * (sympy.tan(s) - 2 * s),
            {s: quarter},
            text=r"$h=\cos s\,(\tan s-2s)$: $\tan s_0=2s_0$",
            goal=True,
        ),
        identity(
            slope,
            2 * cos(s) * (s * sympy.tan(s) - Rational(1, 2)),
            {s: quarter},
            text=r"$h'=2\cos s\,(s\tan s-1/2)$: $s_*\tan s_*=1/2$",
            goal=True,
        ),
        _sign_change(slope, s, _ROOT, r"$h'$"),
        _sign_change(slope.subs(s, acos(-_U)), _U, _around(_POINT), r"$h'$ at $s=\arccos(-u)$"),
        _sign_change(in_u, _U, _around(_ZERO), r"$\kappa$"),
        reduction(r"so $s_*$, $u_*=-\cos s_*$ and $u_0=-\cos s_0$ lie between these ends"),
        reduction(r"$h$ is convex there: $h(a)+h'(a)(b-a)\le h(s_*)\le h(a)$ at the ends $a<s_*<b$"),
        has_decimals(below, minimum, text=rf"the lower bound of $\kappa(u_*)$ is ${minimum}\ldots$", goal=True),
        has_decimals(above, minimum, text=rf"the upper bound of $\kappa(u_*)$ is ${minimum}\ldots$", goal=True),
    )


MINIMUM = Claim(
    id="bietti2019.eq4.minimum",
    label="Equation (4)",
    statement=(
        r"$\kappa$ is not non-negative: it has exactly one zero $u_0=-\cos s_0$ in $(-1,1)$, where $s_0\in(0,\pi/2)$ solves "
        r"$\tan s=2s$; $\kappa<0$ on $(-1,u_0)$ and $\kappa>0$ on $(u_0,1]$; its unique minimum is at $u_*=-\cos s_*$ with "
        r"$s_*\in(0,\pi/2)$, $s_*\tan s_*=1/2$. To the digits given $u_0=-0.3942348686727466247388907829950923323001$, "
        r"$u_*=-0.7940998648103225193011061183500034489417$ and "
        r"$\kappa(u_*)=-0.136789796738055467156948512585928$."
    ),
    hypotheses=KAPPAS,
    expected=Verdict.CERTIFIED,
    scope="all u in [-1,1]; the shape is symbolic, the three numbers are ball enclosures",
    check=_minimum,
    parameters={"minimum": "-0.136789796738055467156948512585928"},
    control=Control(r"The minimum of $\kappa$ is $-0.10$; it is $-0.1367\ldots$", {"minimum": "-0.10"}),
)


def _at_one(degree_3: Rational) -> Derivation:
    t, eta = sympy.Symbol("t", real=True), sympy.Symbol("eta", positive=True)
    series = {0: 2, 1: -1 / pi, 2: -1, 3: degree_3 / pi, 4: 0, 5: Rational(47, 1920) / pi, 6: 0}
    series |= {7: Rational(83, 35840) / pi, 8: 0}
    scaled = {0: 2, 1: -sqrt(2) / pi, 2: -2, 3: 19 * sqrt(2) / (12 * pi), 4: 0}
    return prove(
        definition(r"$t=\sqrt{2-2u}=2\sin(\theta/2)$, and $u=1-\varepsilon$ means $t=\sqrt{2\varepsilon}$"),
        identity((2 * sin(ANGLE / 2)) ** 2, 2 - 2 * cos(ANGLE), {ANGLE: Reals(0, pi)}, text="$t^2=2-2u$"),
        chord_series(kappa(ANGLE), t, series, r"\kappa", text=r"$\kappa$ to degree 8 in the chord"),
        power_series(
            kappa(2 * asin(sqrt(2) * eta / 2)),
            eta,
            scaled,
            text=r"$\kappa$ to degree 4 in $\eta=\sqrt\varepsilon$, $t=\sqrt2\,\eta$",
            goal=True,
        ),
    )


EXPANSION_AT_ONE = Claim(
    id="bietti2019.eq4.expansion_at_one",
    label="Equation (4)",
    statement=(
        r"With the chord $t=\sqrt{2-2u}\in[0,2)$: $\kappa=2-\frac{t}{\pi}-t^2+\frac{19t^3}{24\pi}+\frac{47t^5}{1920\pi}"
        r"+\frac{83t^7}{35840\pi}+O(t^9)$; equivalently for $u=1-\varepsilon$: $\kappa=2-\frac{\sqrt{2\varepsilon}}{\pi}"
        r"-2\varepsilon+\frac{19\sqrt2\,\varepsilon^{3/2}}{12\pi}+O(\varepsilon^{5/2})$."
    ),
    hypotheses=KAPPAS,
    expected=Verdict.PROVED,
    scope="u -> 1; the series converges for chord t < 2",
    check=_at_one,
    parameters={"degree_3": Rational(19, 24)},
    control=Control(r"The $t^3$ coefficient is $+17/(24\pi)$; it is $19/(24\pi)$.", {"degree_3": Rational(17, 24)}),
)


def _at_minus_one(leading_sign: int) -> Derivation:
    eta = sympy.Symbol("eta", positive=True)
    angle = pi - 2 * asin(eta / sqrt(2))
    root = sqrt(2) / pi
    expansions = (
        (r"\kappa_0", kappa_0, {0: 0, 1: root, 2: 0, 3: root / 12, 4: 0}),
        (r"\kappa_1", kappa_1, {0: 0, 1: 0, 2: 0, 3: 2 * root / 3, 4: 0, 5: root / 30, 6: 0}),
        (r"\kappa", kappa, {0: 0, 1: leading_sign * root, 2: 0, 3: 19 * root / 12, 4: 0}),
    )
    at_one = kappa(2 * asin(eta / sqrt(2)))
    return prove(
        definition(r"$\varepsilon=\eta^2$, $\eta\ge0$; $u=-1+\varepsilon$ means $\pi-\theta=2\arcsin(\eta/\sqrt2)$"),
        identity(cos(angle), -1 + eta**2, {eta: Reals(0, 1)}, text=r"$\cos\theta=-1+\eta^2$"),
        reduction(
            r"The kernels are analytic functions of the angle, and $\arcsin(\eta/\sqrt2)$ is analytic for $|\eta|<\sqrt2$, so "
            "they are sums of their Taylor series in $\\eta$"
        ),
        *(
            power_series(f(angle), eta, series, text=rf"${name}$ to degree {max(series)} in $\eta$", goal=True)
            for name, f, series in expansions
        ),
        power_series(
            at_one - kappa(angle),
            eta,
            {1: 0},
            text=r"the $\varepsilon^{1/2}$ coefficients at $u=1$ and $u=-1$ are equal: their difference, which odd degrees "
            "see, vanishes",
            goal=True,
        ),
    )


EXPANSION_AT_MINUS_ONE = Claim(
    id="bietti2019.eq4.expansion_at_minus_one",
    label="Equation (4)",
    statement=(
        r"For $u=-1+\varepsilon$, $\varepsilon\downarrow0$: $\kappa_0=\frac{\sqrt{2\varepsilon}}{\pi}+"
        r"\frac{\sqrt2\,\varepsilon^{3/2}}{12\pi}+O(\varepsilon^{5/2})$, $\kappa_1=\frac{2\sqrt2\,\varepsilon^{3/2}}{3\pi}+"
        r"\frac{\sqrt2\,\varepsilon^{5/2}}{30\pi}+O(\varepsilon^{7/2})$, $\kappa=-\frac{\sqrt{2\varepsilon}}{\pi}+"
        r"\frac{19\sqrt2\,\varepsilon^{3/2}}{12\pi}+O(\varepsilon^{5/2})$. The $\varepsilon^{1/2}$ coefficients of $\kappa$ "
        r"at $u=1$ and at $u=-1$ are equal, so they cancel in odd degrees."
    ),
    hypotheses=KAPPAS,
    expected=Verdict.PROVED,
    scope="u -> -1",
    check=_at_minus_one,
    parameters={"leading_sign": -1},
    control=Control(
        r"The $\varepsilon^{1/2}$ coefficient of $\kappa$ at $u=-1$ is $+\sqrt2/\pi$; it is $-\sqrt2/\pi$.",
        {"leading_sign": 1},
    ),
)
