r"""Deep kernels near :math:`\theta = 0`: the first Taylor coefficients, for every depth and bias."""

from __future__ import annotations

from functools import cache

import sympy
from sympy import Expr, Rational, Symbol, cos, pi, sin

from ntkproofs.checks import (
    Integers,
    Reals,
    identity,
    induction,
    power_series,
    prove,
    reduction,
    rests_on,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict

from .angle_map import STABLE_ID
from .setting import BIAS, BIASES, NTK, kappa_0, kappa_1

LINEAR_ID = "geifman2020.derived.theta_linear_coefficient"
HIGHER_ID = "geifman2020.derived.theta_higher_coefficients"
LEVEL = Symbol("l", positive=True)
LAYERS = Symbol("L", positive=True)
_ZERO, _ONE = sympy.Integer(0), sympy.Integer(1)
P = 1 / pi


def _iterate(x: Expr, level: Expr) -> Expr:
    r"""Return :math:`\theta_l` to order 4 in :math:`\theta`."""
    second = -level * P / 3
    third = level * P**2 * (2 * level - 3) / 18
    fourth = -level * P * (20 * level**2 * P**2 - 75 * level * P**2 + 65 * P**2 + 12) / 540
    return x + second * x**2 + third * x**3 + fourth * x**4


@cache
def iterates() -> tuple[Step, ...]:
    r"""Step group: :math:`\theta_l` to order 4, for every l."""
    x = Symbol("x", real=True)
    psi = _iterate(x, _ONE)
    right = (1 - cos(x)) / 2 - (sin(x) - x * cos(x)) * P / 2
    zeros = dict.fromkeys(range(6), _ZERO)
    return (
        rests_on(STABLE_ID, r"$\sin^2\frac\psi2=\frac{1-\cos\theta}2-\frac{\sin\theta-\theta\cos\theta}{2\pi}$"),
        power_series(
            sin(psi / 2) ** 2 - right,
            x,
            zeros,
            text=r"$\psi=\theta-\frac{\theta^2}{3\pi}-\frac{\theta^3}{18\pi^2}-(\frac1{54\pi^3}+\frac1{45\pi})\theta^4+O(\theta^5)$ satisfies this to $O(\theta^6)$",
        ),
        reduction(
            r"$\sin^2\frac\psi2=\frac{\psi^2}4+\dots$ with $\psi\sim\theta$, so an error of $O(\theta^6)$ in it is one of $O(\theta^5)$ in $\psi$"
        ),
        induction(
            [identity(_iterate(x, _ZERO), x, {x: Reals()}, text=r"$\theta_0=\theta$")],
            [
                power_series(
                    _iterate(_iterate(x, LEVEL), _ONE) - _iterate(x, LEVEL + 1),
                    x,
                    dict.fromkeys(range(5), _ZERO),
                    {LEVEL: Integers(0)},
                    text=r"$\psi(\theta_l)=\theta_{l+1}+O(\theta^5)$ identically in $l$",
                )
            ],
            text=r"$\theta_l=\theta-\frac l{3\pi}\theta^2+\frac{l(2l-3)}{18\pi^2}\theta^3-\frac{l}{540\pi}(\frac{20l^2-75l+65}{\pi^2}+12)\theta^4+O(\theta^5)$",
        ),
    )


def linear(layers: Expr, factor: Expr | None = None) -> Expr:
    r"""Return :math:`a_1 = -(1+b)L(L-1)/(2\pi)`."""
    return -(1 + BIAS) * (layers * (layers - 1) if factor is None else factor) / (2 * pi)


def _linear(power: str) -> Derivation:
    x = Symbol("x", real=True)
    claimed = linear(LAYERS) if power == "L(L-1)" else linear(LAYERS, LAYERS**2)
    two = (kappa_1(x) + kappa_0(x) * (cos(x) + BIAS) + BIAS, claimed.subs(LAYERS, 2))
    return prove(
        iterates(),
        induction(
            [
                power_series(
                    two[0],
                    x,
                    {0: 2 * (1 + BIAS), 1: two[1]},
                    BIASES,
                    text=rf"$L=2$: $\Theta_2(\cos\theta)=2(1+b)-(1+b)\frac{{{power}}}{{2\pi}}\theta+O(\theta^2)$",
                )
            ],
            [
                power_series(
                    1 - x**2 / 2 + (1 - x / pi) * (LAYERS * (1 + BIAS) + claimed * x) + BIAS,
                    x,
                    {0: (LAYERS + 1) * (1 + BIAS), 1: claimed.subs(LAYERS, LAYERS + 1)},
                    {LAYERS: Integers(2), **BIASES},
                    text=r"$\Sigma_L=1+O(\theta^2)$ and $\kappa_0(\Sigma_{L-1})=1-\frac{\theta_{L-1}}\pi=1-\frac\theta\pi+O(\theta^2)$ take $L$ to $L+1$",
                )
            ],
            text=rf"$\Theta_L(\cos\theta)=L(1+b)-\frac{{(1+b){power}}}{{2\pi}}\theta+O(\theta^2)$",
            goal=True,
        ),
    )


LINEAR = Claim(
    id="geifman2020.derived.theta_linear_coefficient",
    label="Section 3.2",
    statement=(
        r"As $\theta\to0$, $\Theta_L(\cos\theta)=L(1+b)-\frac{(1+b)L(L-1)}{2\pi}\theta+O(\theta^2)$ for every "
        r"$L\ge2$, $b\ge0$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $b\ge0$.",
    check=_linear,
    parameters={"power": "L(L-1)"},
    depends_on=(STABLE_ID,),
    control=Control(
        r"The coefficient is $-(1+b)L^2/(2\pi)$.",
        {"power": "L^2"},
    ),
)


def coefficients(layers: Expr, shift: int = 2) -> list[Expr]:
    r"""Return :math:`a_0, \dots, a_4` of :math:`\Theta_L(\cos\theta)` at :math:`\theta = 0`."""
    n, b, p = layers, BIAS, P
    a_2 = -n / 2 + Rational(5, 18) * p**2 * (1 + b) * n * (n - 1) * (n - shift)
    a_3 = -p / 108 * n * (n - 1) * ((1 + b) * p**2 * (15 * n**2 - 71 * n + 82) - 45)
    quartic = (1 + b) * p**4 * (210 * n**4 - 1875 * n**3 + 5990 * n**2 - 7995 * n + 3670)
    quadratic = p**2 * (b * (24 * n**2 - 72 * n + 48) - 786 * n**2 + 2358 * n - 1572)
    return [n * (1 + b), linear(n), a_2, a_3, n / 3240 * (quartic + quadratic + 135)]


def _higher(shift: int) -> Derivation:
    x = Symbol("x", real=True)

    def series(layers: Expr) -> Expr:
        return sum((a * x**n for n, a in enumerate(coefficients(layers, shift))), _ZERO)

    step = cos(_iterate(x, LAYERS)) + (1 - _iterate(x, LAYERS - 1) / pi) * series(LAYERS) + BIAS
    first = dict(enumerate(coefficients(_ONE, shift)))
    return prove(
        iterates(),
        induction(
            [power_series(cos(x) + BIAS, x, first, BIASES, text=r"$L=1$: $\Theta_1=\cos\theta+b$")],
            [
                power_series(
                    step,
                    x,
                    dict(enumerate(coefficients(LAYERS + 1, shift))),
                    {LAYERS: Integers(1), **BIASES},
                    text=r"$\cos\theta_L+(1-\frac{\theta_{L-1}}\pi)\Theta_L+b=\Theta_{L+1}+O(\theta^5)$ identically in $L$ and $b$",
                )
            ],
            text=r"the coefficients $a_0,\dots,a_4$ of $\Theta_L(\cos\theta)$ for all $L\ge1$",
            goal=True,
        ),
        power_series(
            kappa_1(x) + kappa_0(x) * (cos(x) + BIAS) + BIAS,
            x,
            dict(enumerate(coefficients(sympy.Integer(2), shift))),
            BIASES,
            text=r"and for $L=2$ by exact derivatives of the kernel",
            goal=True,
        ),
    )


HIGHER = Claim(
    id="geifman2020.derived.theta_higher_coefficients",
    label="Section 3.2",
    statement=(
        r"With $p=1/\pi$ the next Taylor coefficients of $\Theta_L(\cos\theta)$ at $\theta=0$ are $a_2=-\frac "
        r"L2+\frac5{18}p^2(1+b)L(L-1)(L-2)$, $a_3=-\frac p{108}L(L-1)\left[(1+b)p^2(15L^2-71L+82)-45\right]$, "
        r"$a_4=\frac "
        r"L{3240}\left[(1+b)p^4(210L^4-1875L^3+5990L^2-7995L+3670)+p^2\left(b(24L^2-72L+48)-786L^2+2358L-1572\right)+135\right]$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$ (also $L=1$), $b\ge0$.",
    check=_higher,
    parameters={"shift": 2},
    depends_on=(STABLE_ID,),
    control=Control(
        r"$a_2=-\frac L2+\frac5{18}p^2(1+b)L(L-1)(L-3)$.",
        {"shift": 3},
    ),
)
