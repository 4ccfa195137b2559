"""The GELU and its derivative: Gaussian moments of the second derivative, integrated twice in the covariance."""

from __future__ import annotations

from functools import cache

import sympy
from sympy import Expr, Rational, asin, cos, erf, exp, pi, sin, sqrt

from ntkproofs.activations import GELU, Activation, GELUDerivative
from ntkproofs.checks import Reals, antiderivative, cite, definition, identity, prove, reduction, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict

from .erf import ARC, PHI, ROOTS, A, B
from .polynomials import ISSERLIS_ID
from .setting import (
    CROSS,
    EXACT,
    FIRST,
    INDEPENDENT,
    PAIR,
    PRICE,
    RATE,
    SECOND,
    determinant,
    independent,
    pair,
    price,
    tilt,
    tilted_moments,
)

GELU_ID = "duals.gelu"
GELU_DERIVATIVE_ID = "duals.gelu_derivative"
STEIN = "background.stein"
_U = sympy.Symbol("u", real=True)
_OVER = {**ROOTS, **ARC}
_HERE = {FIRST: A**2 - 1, SECOND: B**2 - 1, CROSS: A * B * sin(PHI)}
_DENSITY = exp(-(_U**2) / 2) / sqrt(2 * pi)
_NORMAL = (1 + erf(_U / sqrt(2))) / 2


def coordinates() -> tuple[Step, ...]:
    """Step group: the variances and the covariance by two roots and an angle."""
    return (
        definition(
            r"$A=\sqrt{1+q}$, $B=\sqrt{1+q'}$, $c=AB\sin\varphi$ with $|\varphi|<\frac\pi2$: possible, since $c^2\le qq'<A^2B^2$"
        ),
        identity(
            A**2 * B**2 - (A * B * sin(PHI)) ** 2,
            (A * B * cos(PHI)) ** 2,
            _OVER,
            text=r"$(1+q)(1+q')-c^2=(AB\cos\varphi)^2$, and $AB\cos\varphi>0$ is its root",
        ),
    )


@cache
def formula(activation: Activation) -> Expr:
    """The formula of the library in these coordinates, with the root and the arcsine as they are there."""
    found: Expr = activation.dual_of_covariance(EXACT, *_HERE.values())  # type: ignore[attr-defined]
    radicand = sympy.expand(A**2 * B**2 - A**2 * B**2 * sin(PHI) ** 2)

    def root(base: Expr, power: Expr) -> Expr:
        same = not power.is_Integer and sympy.expand(base - radicand) == 0
        return (A * B * cos(PHI)) ** (2 * power) if same else base**power

    return found.replace(sympy.Pow, root).subs(asin(sin(PHI)), PHI)


def _second() -> Expr:
    r"""Return :math:`E\,\sigma''(u)\sigma''(v)` of the GELU in these coordinates, from the moments under the tilt."""
    half = Rational(1, 2)
    first, second, cross = (moment.subs(RATE, half) for moment in tilted_moments())
    mean = (4 - 2 * first - 2 * second + first * second + 2 * cross**2) / (2 * pi)
    # r^2 = q and so on; the moments and the determinant are rational in q, q' and c
    r, s, t = sympy.symbols("r s t")
    plain = {r: sqrt(A**2 - 1), s: sqrt(B**2 - 1), t: A * B * sin(PHI) / sqrt(A**2 - 1) / sqrt(B**2 - 1)}
    names = {symbol: plain[sympy.Symbol(symbol.name)] for symbol in mean.free_symbols}
    return sympy.factor(sympy.together(mean.subs(names))) / (A * B * cos(PHI))


def gelu_derivative(activation: Activation, second_moment: int = 2) -> Derivation:
    """Derive the dual of the derivative of the GELU; the parameter is the 2 of the second derivative."""
    return prove(
        pair(),
        definition(
            r"$\varphi(u)=e^{-u^2/2}/\sqrt{2\pi}$ also names the density of $N(0,1)$, $\Phi$ its distribution function"
        ),
        antiderivative(
            _NORMAL + _U * _DENSITY,
            (second_moment - _U**2) * _DENSITY,
            _U,
            {_U: Reals()},
            text=rf"$\sigma=\Phi+u\varphi$ has $\sigma'=({second_moment}-u^2)\varphi$",
            goal=True,
        ),
        price(r"\Phi+u\varphi", r"(2-u^2)\varphi"),
        tilt(),
        rests_on(
            ISSERLIS_ID,
            r"$E'u^2=q_*$ and $E'u^2v^2=q_*q_*'+2c_*^2$ with the entries $q_*,q_*',c_*$ of $\Sigma'$, $a=\frac12$",
        ),
        reduction(
            r"$f=(2-u^2)(2-v^2)$: $E\,\sigma'(u)\sigma'(v)=\frac1{2\pi\sqrt\Delta}(4-2q_*-2q_*'+q_*q_*'+2c_*^2)$"
        ),
        coordinates(),
        identity(
            determinant().subs(RATE, Rational(1, 2)),
            (1 + FIRST) * (1 + SECOND) - CROSS**2,
            text=r"$\Delta=(1+q)(1+q')-c^2$ at $a=\frac12$, so $\sqrt\Delta=AB\cos\varphi$",
        ),
        identity(
            sympy.diff(formula(activation), PHI),
            _second() * A * B * cos(PHI),
            _OVER,
            text=rf"the $\varphi$-derivative of the library's formula for {activation} is $E\,\sigma'(u)\sigma'(v)\,\frac{{dc}}{{d\varphi}}$",
            goal=True,
        ),
        independent(r"E\,\sigma(u)\cdot E\,\sigma(v)"),
        identity(
            (_NORMAL + _U * _DENSITY) + (_NORMAL + _U * _DENSITY).subs(_U, -_U),
            sympy.Integer(1),
            {_U: Reals()},
            text=r"$\sigma(u)+\sigma(-u)=1$, so $E\,\sigma(u)=\frac12$",
        ),
        identity(
            formula(activation).subs(PHI, 0),
            Rational(1, 4),
            ROOTS,
            text=r"the library's formula is $\frac14$ at $c=0$",
            goal=True,
        ),
    )


GELU_DERIVATIVE = Claim(
    id=GELU_DERIVATIVE_ID,
    label="Dual of the derivative of the GELU",
    statement=(
        rf"{PAIR}. For $\sigma=\Phi+u\varphi$, with $F=\frac14+\frac1{{2\pi}}\arcsin\frac c{{\sqrt{{(1+q)(1+q')}}}}$, "
        r"$\Delta=(1+q)(1+q')-c^2$ and $D=\frac1{2\pi\sqrt\Delta}$: "
        r"$E\,\sigma(u)\sigma(v)=F+cD\bigl(\frac1{1+q}+\frac1{1+q'}+\frac1\Delta\bigr)$."
    ),
    expected=Verdict.PROVED,
    scope="|t| < 1",
    check=gelu_derivative,
    parameters={"activation": GELUDerivative(), "second_moment": 2},
    depends_on=(ISSERLIS_ID,),
    conditions=(PRICE, INDEPENDENT),
    control=Control(
        r"$\sigma'=(1-u^2)\varphi$, the derivative of $u\varphi$ alone; false at $u=0$.", {"second_moment": 1}
    ),
)


def gelu(activation: Activation, weight: int = 1) -> Derivation:
    """Derive the dual of the GELU; ``weight`` multiplies its value at c = 0."""
    x, r = sympy.symbols("x r", real=True)
    return prove(
        pair(),
        antiderivative(
            _U * _NORMAL, _NORMAL + _U * _DENSITY, _U, {_U: Reals()}, text=r"$\sigma=u\Phi$ has $\sigma'=\Phi+u\varphi$"
        ),
        price(r"u\Phi", r"\Phi+u\varphi"),
        rests_on(GELU_DERIVATIVE_ID, r"$E\,\sigma'(u)\sigma'(v)$"),
        coordinates(),
        identity(
            sympy.diff(formula(activation), PHI),
            formula(GELUDerivative()) * A * B * cos(PHI),
            _OVER,
            text=rf"the $\varphi$-derivative of the library's formula for {activation} is $E\,\sigma'(u)\sigma'(v)\,\frac{{dc}}{{d\varphi}}$",
            goal=True,
        ),
        independent(r"E\,\sigma(u)\cdot E\,\sigma(v)"),
        cite(STEIN, r"$E[X\Phi(rX)]=r\,E\varphi(rX)$ ($n=1$), so that $E\,u\Phi(u)=q\,E\varphi(u)$"),
        identity(
            exp(-((r * x) ** 2) / 2) * exp(-(x**2) / 2),
            exp(-((1 + r**2) * x**2) / 2),
            {x: Reals(), r: Reals()},
            text=r"$\varphi(rx)\varphi(x)$ is $\frac1{\sqrt{2\pi(1+r^2)}}$ times the density of $N(0,\frac1{1+r^2})$: $E\varphi(u)=\frac1{\sqrt{2\pi}A}$",
        ),
        identity(
            formula(activation).subs(PHI, 0),
            weight * (A**2 - 1) / (sqrt(2 * pi) * A) * (B**2 - 1) / (sqrt(2 * pi) * B),
            ROOTS,
            text=r"the library's formula at $c=0$ is $\frac q{\sqrt{2\pi}A}\cdot\frac{q'}{\sqrt{2\pi}B}$"
            + (rf" times {weight}" if weight != 1 else ""),
            goal=True,
        ),
    )


GELU_DUAL = Claim(
    id=GELU_ID,
    label="Dual of the GELU",
    statement=(
        rf"{PAIR}. For $\sigma=u\,\Phi(u)$, with $F$ and $D$ as for its derivative: "
        r"$E\,\sigma(u)\sigma(v)=cF+D\bigl(qq'+c^2(\frac1{1+q}+\frac1{1+q'}-1)\bigr)$."
    ),
    expected=Verdict.PROVED,
    scope="|t| < 1",
    check=gelu,
    parameters={"activation": GELU(), "weight": 1},
    depends_on=(GELU_DERIVATIVE_ID,),
    conditions=(PRICE, INDEPENDENT, STEIN),
    control=Control(r"Twice the value at $c=0$; false there.", {"weight": 2}),
)
