r"""The exponential by completing the square, sine and cosine by their power series."""

from __future__ import annotations

from fractions import Fraction

import sympy
from sympy import Expr, Rational, Symbol, cos, cosh, exp, gamma, sin, sinh

from ntkproofs.activations import Activation, Cosine, Exponential, Sine
from ntkproofs.checks import Integers, Reals, cite, definition, identity, prove, reduction, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict

from .polynomials import ISSERLIS_ID, matchings
from .setting import CROSS, FIRST, NORMS, PAIR, SECOND, R, S, T, is_the_library, library, pair

EXPONENTIAL_ID, SINE_ID, COSINE_ID = "duals.exponential", "duals.sine", "duals.cosine"
TONELLI = "background.tonelli"


def _rational(number: object) -> Rational:
    return Rational(str(number))


def exponential(activation: Activation, halves: int = 1) -> Derivation:
    r"""Derive :math:`E\,e^{au+b}e^{av+b}`; ``halves`` over 2 is the factor of the variance in the exponent."""
    a, b, c = map(_rational, (activation.rate, activation.shift, activation.scale))  # type: ignore[attr-defined]
    z, x = sympy.symbols("z x", real=True)
    variance = FIRST + SECOND + 2 * CROSS
    derived = c**2 * exp(a**2 * variance * halves / 2 + 2 * b)
    return prove(
        pair(),
        definition(rf"$\sigma(u)=c\,e^{{au+b}}$, here with $a={a}$, $b={b}$, $c={c}$"),
        _sum_of_two(1),
        identity(
            exp(x * z) * exp(-(z**2) / 2),
            exp(x**2 / 2) * exp(-((z - x) ** 2) / 2),
            {x: Reals(), z: Reals()},
            text=r"$e^{xz}e^{-z^2/2}=e^{x^2/2}e^{-(z-x)^2/2}$, and a shifted density has the integral 1: $E\,e^{xZ}=e^{x^2/2}$",
        ),
        reduction(r"$\sigma(u)\sigma(v)=c^2e^{a(u+v)+2b}$, and $u+v=wZ$ with $w^2=q+q'+2c$, $Z$ standard"),
        is_the_library(activation, derived),
    )


def _sum_of_two(sign: int) -> Step:
    """The variance of u + v or u - v."""
    other = "+" if sign > 0 else "-"
    return identity(
        (R + sign * S * T) ** 2 + S**2 * (1 - T**2),
        FIRST + SECOND + 2 * sign * CROSS,
        {**NORMS, T: Reals(-1, 1)},
        text=rf"$u{other}v=(r{other}st)X{other}s\sqrt{{1-t^2}}Z$ with independent $X,Z$: its variance is $q+q'{other}2c$",
    )


EXPONENTIAL = Claim(
    id=EXPONENTIAL_ID,
    label="Dual of the exponential",
    statement=rf"{PAIR}. For $\sigma(u)=c_0e^{{au+b}}$: $E\,\sigma(u)\sigma(v)=c_0^2e^{{a^2(q+q'+2c)/2+2b}}$.",
    expected=Verdict.PROVED,
    scope="all a, b, c_0, |t| <= 1; the library's formula for a = 1/2, b = -2, c_0 = 3",
    check=exponential,
    parameters={"activation": Exponential(Fraction(1, 2), Fraction(-2), Fraction(3)), "halves": 1},
    control=Control(r"$c_0^2e^{a^2(q+q'+2c)+2b}$, the variance in place of its half.", {"halves": 2}),
)


def characteristic() -> tuple[Step, ...]:
    r"""Step group: :math:`E\cos wZ = e^{-w^2/2}`."""
    n = Symbol("n", nonnegative=True)
    return (
        rests_on(ISSERLIS_ID, r"$E\,Z^{2n}=(2n-1)!!=\frac{(2n)!}{2^nn!}$"),
        identity(
            matchings(n) / gamma(2 * n + 1),
            1 / (2**n * gamma(n + 1)),
            {n: Integers(0)},
            text=r"$\frac{w^{2n}E\,Z^{2n}}{(2n)!}=\frac{(w^2/2)^n}{n!}$",
        ),
        cite(
            TONELLI,
            r"the sum of these is $e^{w^2/2}<\infty$, so that the series $\cos wz=\sum_n(-1)^n\frac{(wz)^{2n}}{(2n)!}$ may be "
            r"summed under the expectation: $E\cos wZ=\sum_n\frac{(-w^2/2)^n}{n!}=e^{-w^2/2}$",
        ),
    )


def _wave(activation: Activation, sign: int, name: str) -> Derivation:
    a, scale = _rational(activation.frequency), _rational(activation.scale)  # type: ignore[attr-defined]
    x, y = sympy.symbols("x y", real=True)
    left = cos(x) * cos(y) if name == "cos" else sin(x) * sin(y)
    apart, together = (exp(-(a**2) * (FIRST + SECOND + 2 * e * CROSS) / 2) for e in (-1, 1))
    return prove(
        pair(),
        definition(rf"$\sigma(u)=c_0\{name}(au)$, here with $a={a}$, $c_0={scale}$"),
        characteristic(),
        _sum_of_two(1),
        _sum_of_two(-1),
        identity(
            left,
            (cos(x - y) + sign * cos(x + y)) / 2,
            {x: Reals(), y: Reals()},
            text=rf"$\{name} x\{name} y=\frac12(\cos(x-y){'+' if sign > 0 else '-'}\cos(x+y))$",
            goal=True,
        ),
        reduction(r"$E\cos a(u\mp v)=e^{-a^2(q+q'\mp2c)/2}$"),
        is_the_library(activation, scale**2 * (apart + sign * together) / 2),
        identity(
            library(activation),
            scale**2 * exp(-(a**2) * (FIRST + SECOND) / 2) * _hyperbolic(name, a**2 * CROSS),
            {**NORMS, T: Reals(-1, 1)},
            text=rf"which is $c_0^2e^{{-a^2(q+q')/2}}\{name}h(a^2c)$",
        ),
    )


def _hyperbolic(name: str, x: Expr) -> Expr:
    return cosh(x) if name == "cos" else sinh(x)


def cosine(activation: Activation, sign: int = 1) -> Derivation:
    """Derive the dual of the cosine; ``sign`` is that of the second wave."""
    return _wave(activation, sign, "cos")


def sine(activation: Activation, sign: int = -1) -> Derivation:
    """Derive the dual of the sine; ``sign`` is that of the second wave."""
    return _wave(activation, sign, "sin")


COSINE = Claim(
    id=COSINE_ID,
    label="Dual of the cosine",
    statement=rf"{PAIR}. For $\sigma(u)=c_0\cos(au)$: $E\,\sigma(u)\sigma(v)=c_0^2e^{{-a^2(q+q')/2}}\cosh(a^2c)$.",
    expected=Verdict.PROVED,
    scope="all a > 0, all c_0, |t| <= 1; the library's formula for a = 1/2, c_0 = 3",
    check=cosine,
    parameters={"activation": Cosine(Fraction(1, 2), Fraction(3)), "sign": 1},
    depends_on=(ISSERLIS_ID,),
    conditions=(TONELLI,),
    control=Control(r"$\cos x\cos y=\frac12(\cos(x-y)-\cos(x+y))$; false at $x=y=0$.", {"sign": -1}),
)

SINE = Claim(
    id=SINE_ID,
    label="Dual of the sine",
    statement=rf"{PAIR}. For $\sigma(u)=c_0\sin(au)$: $E\,\sigma(u)\sigma(v)=c_0^2e^{{-a^2(q+q')/2}}\sinh(a^2c)$.",
    expected=Verdict.PROVED,
    scope="all a > 0, all c_0, |t| <= 1; the library's formula for a = 2, c_0 = -1/3",
    check=sine,
    parameters={"activation": Sine(Fraction(2), Fraction(-1, 3)), "sign": -1},
    depends_on=(ISSERLIS_ID,),
    conditions=(TONELLI,),
    control=Control(r"$\sin x\sin y=\frac12(\cos(x-y)+\cos(x+y))$; false at $x=y=0$.", {"sign": 1}),
)
