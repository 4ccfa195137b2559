"""Equation (5): the arc-cosine kernels of degree 0 and 1."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, acos, asin, cos, pi, sin, sqrt

from ntkproofs.checks import (
    Reals,
    antiderivative,
    definition,
    identity,
    nonnegative_by_derivatives,
    power_series,
    prove,
    reduction,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.gaussian_integrals import ANGLE, PLANE, rectified_pair

from .relu_kernels import KAPPA_0, KAPPA_1, KAPPAS, THETA, kappa_0, kappa_1

_ANGLES = {ANGLE: Reals(0, pi)}
_U = sympy.Symbol("u", real=True)
_OPEN = {_U: Reals(-1, 1, left_open=True, right_open=True)}
_CLOSED = {_U: Reals(-1, 1)}


def _kappa0(full_turn: int) -> Derivation:
    pair = rectified_pair(0)
    return prove(
        definition(THETA),
        pair.steps,
        identity(
            2 * pair.value,
            1 - 2 * ANGLE / (full_turn * pi),
            _ANGLES,
            text=rf"$2E[1\{{w\cdot x\ge0\}}1\{{w\cdot y\ge0\}}] = 1 - 2\theta/({full_turn}\pi)$",
            goal=True,
        ),
    )


KAPPA0_EXPECTATION = Claim(
    id="bietti2019.eq5.kappa0",
    label="Equation (5)",
    printed=True,
    statement=(
        r"For $w\sim\mathcal{N}(0,I_d)$, $d\ge2$, and unit vectors $x,y$ with $u=\langle x,y\rangle$: "
        r"$2\,\mathbb{E}[1\{w\cdot x\ge0\}1\{w\cdot y\ge0\}]=\kappa_0(u)=\frac1\pi(\pi-\arccos u)$."
    ),
    expected=Verdict.PROVED,
    scope="all d >= 2, all u in [-1,1] (d = 1 only u = 1, -1)",
    check=_kappa0,
    parameters={"full_turn": 2},
    conditions=(PLANE,),
    control=Control(
        r"$2\,\mathbb{E}[1\{w\cdot x\ge0\}1\{w\cdot y\ge0\}]=1-\arccos(u)/(2\pi)$; false at $u=-1$, where the left side "
        r"is $0$.",
        {"full_turn": 4},
    ),
)


def _kappa1(radical: str) -> Derivation:
    pair = rectified_pair(1)
    # sqrt(1 - u^2) = sin(theta), sqrt(1 + u) = sqrt(2) cos(theta/2) on [0, pi].
    root = {"1+u": sqrt(2) * cos(ANGLE / 2), "1-u^2": sin(ANGLE)}[radical]
    radicand = {"1+u": 1 + cos(ANGLE), "1-u^2": 1 - cos(ANGLE) ** 2}[radical]
    return prove(
        definition(THETA),
        pair.steps,
        identity(root**2, radicand, _ANGLES, text="the square of the root is its radicand"),
        nonnegative_by_derivatives(root, ANGLE, Reals(0, pi), text="the root is the non-negative one"),
        identity(
            2 * pair.value,
            (cos(ANGLE) * (pi - ANGLE) + root) / pi,
            _ANGLES,
            text=rf"$2E[(w\cdot x)_+(w\cdot y)_+] = (\cos\theta\,(\pi-\theta) + {sympy.latex(root)})/\pi$",
            goal=True,
        ),
    )


KAPPA1_EXPECTATION = Claim(
    id="bietti2019.eq5.kappa1",
    label="Equation (5)",
    printed=True,
    statement=(
        r"For $w\sim\mathcal{N}(0,I_d)$, $d\ge2$, and unit vectors $x,y$ with $u=\langle x,y\rangle$: "
        r"$2\,\mathbb{E}[(w\cdot x)_+(w\cdot y)_+]=\kappa_1(u)=\frac1\pi\bigl(u(\pi-\arccos u)+\sqrt{1-u^2}\bigr)$."
    ),
    expected=Verdict.PROVED,
    scope="all d >= 2, all u in [-1,1]",
    check=_kappa1,
    parameters={"radical": "1-u^2"},
    conditions=(PLANE,),
    control=Control(
        r"The same with $\sqrt{1+u}$ in place of $\sqrt{1-u^2}$; false at $u=1$, where it gives $1+\sqrt2/\pi$ instead "
        r"of $1$.",
        {"radical": "1+u"},
    ),
)


def _identities(lower_lines: tuple[tuple[Rational, Rational], ...]) -> Derivation:
    k0, k1, interval = kappa_0(ANGLE), kappa_1(ANGLE), Reals(0, pi)
    in_u = {ANGLE: acos(_U)}
    k0_u, k1_u = 1 - acos(_U) / pi, (sqrt(1 - _U**2) + _U * (pi - acos(_U))) / pi
    lines = [
        nonnegative_by_derivatives(
            k1 - a - b * cos(ANGLE), ANGLE, interval, text=rf"$\kappa_1 \ge {a} + {b}u$ on $[-1,1]$", goal=True
        )
        for a, b in lower_lines
    ]
    return prove(
        definition(THETA),
        identity(k0.subs(in_u), k0_u, _CLOSED, text=r"$\kappa_0$ in the angle and in $u$"),
        identity(k1.subs(in_u), k1_u, _CLOSED, text=r"$\kappa_1$ in the angle and in $u$"),
        antiderivative(k1_u, k0_u, _U, _OPEN, text=r"$\kappa_1' = \kappa_0$ on $(-1,1)$", goal=True),
        antiderivative(
            k0_u, 1 / (pi * sqrt(1 - _U**2)), _U, _OPEN, text=r"$\kappa_0' = 1/(\pi\sqrt{1-u^2})$", goal=True
        ),
        identity(
            k1_u - _U * k0_u,
            sqrt(1 - _U**2) / pi,
            _CLOSED,
            text=r"$\kappa_1 - u\kappa_0 = \sqrt{1-u^2}/\pi$, a non-negative root",
            goal=True,
        ),
        identity(k0_u, Rational(1, 2) + asin(_U) / pi, _CLOSED, text=r"$\kappa_0 = 1/2+\arcsin(u)/\pi$", goal=True),
        nonnegative_by_derivatives(k0, ANGLE, interval, text=r"$\kappa_0\ge0$", goal=True),
        nonnegative_by_derivatives(1 - k0, ANGLE, interval, text=r"$\kappa_0\le1$", goal=True),
        nonnegative_by_derivatives(
            sin(ANGLE) / pi, ANGLE, interval, text=r"$\kappa_1-u\kappa_0=\sin\theta/\pi\ge0$", goal=True
        ),
        lines,
    )


IDENTITIES = Claim(
    id="bietti2019.eq5.identities",
    label="Equation (5)",
    statement=(
        r"On $(-1,1)$: $\kappa_1'=\kappa_0$, $\kappa_0'=1/(\pi\sqrt{1-u^2})$, "
        r"$\kappa_1-u\kappa_0=\sqrt{1-u^2}/\pi\ge0$, $\kappa_0=\frac12+\arcsin(u)/\pi$; on $[-1,1]$: "
        r"$0\le\kappa_0\le1$, $u\kappa_0\le\kappa_1$ and $\kappa_1(u)\ge\max(u,0)$."
    ),
    hypotheses=(KAPPA_0, KAPPA_1),
    expected=Verdict.PROVED,
    scope="all u in [-1,1] (derivatives on the open interval)",
    check=_identities,
    parameters={"lower_lines": ((Rational(0), Rational(1)), (Rational(0), Rational(0)))},
    control=Control(
        r"$\kappa_1(u)\ge(1+u)/2$ on $[-1,1]$; false at $u=0$, where $1/\pi<1/2$.",
        {"lower_lines": ((Rational(1, 2), Rational(1, 2)),)},
    ),
)


def chord_series(
    kernel: Expr, chord: sympy.Symbol, coefficients: dict[int, Expr], name: str, *, text: str
) -> tuple[Step, ...]:
    """Return the steps that decide an expansion in the chord t = 2 sin(theta/2): every degree that is named, 0 included."""
    return (
        reduction(
            rf"$\theta=2\arcsin(t/2)$, and $\cos\theta=1-t^2/2$, $\sin\theta=t\sqrt{{1-t^2/4}}$ are analytic for $|t|<2$: "
            rf"${name}$ is the sum of its Taylor series in $t$ there, and the remainder after the last degree named is "
            "of the next order"
        ),
        power_series(kernel.subs(ANGLE, 2 * asin(chord / 2)), chord, coefficients, text=text, goal=True),
    )


def _chord(degree_3: Rational) -> Derivation:
    t = sympy.Symbol("t", real=True)
    zero = {0: 1, 2: 0, 4: 0, 6: 0, 1: -1 / pi, 3: -1 / (24 * pi), 5: -3 / (640 * pi)}
    one = {0: 1, 1: 0, 2: -Rational(1, 2), 3: degree_3 / pi, 4: 0, 5: 1 / (120 * pi), 6: 0}
    chord = Reals(0, 2, right_open=True)
    return prove(
        definition(r"$t=\sqrt{2-2u}=2\sin(\theta/2)$"),
        identity((2 * sin(ANGLE / 2)) ** 2, 2 - 2 * cos(ANGLE), _ANGLES, text=rf"$t^2 = 2-2u$, $t\in{chord}$"),
        chord_series(kappa_0(ANGLE), t, zero, r"\kappa_0", text=r"$\kappa_0$ to degree 6 in the chord"),
        chord_series(kappa_1(ANGLE), t, one, r"\kappa_1", text=r"$\kappa_1$ to degree 6 in the chord"),
    )


CHORD_EXPANSIONS = Claim(
    id="bietti2019.eq5.chord_expansions",
    label="Equation (5)",
    statement=(
        r"With $t=\sqrt{2-2u}$: $\kappa_0=1-\frac{t}{\pi}-\frac{t^3}{24\pi}-\frac{3t^5}{640\pi}+O(t^7)$ and "
        r"$\kappa_1=1-\frac{t^2}2+\frac{t^3}{3\pi}+\frac{t^5}{120\pi}+O(t^7)$."
    ),
    hypotheses=KAPPAS[:2],
    expected=Verdict.PROVED,
    scope="u -> 1; the series converge for t < 2",
    check=_chord,
    parameters={"degree_3": Rational(1, 3)},
    control=Control(
        r"The $t^3$ coefficient of $\kappa_1$ is $1/(2\pi)$; it is $1/(3\pi)$.", {"degree_3": Rational(1, 2)}
    ),
)
