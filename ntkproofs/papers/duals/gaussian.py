r"""The bells :math:`e^{-au^2}`, their derivative, and the derivative of the error function."""

from __future__ import annotations

from fractions import Fraction

import sympy
from sympy import Rational, pi, sqrt

from ntkproofs.activations import Activation, ErfDerivative, Gaussian, GaussianDerivative
from ntkproofs.checks import definition, identity, prove, reduction
from ntkproofs.claims import Claim, Control, Derivation, Verdict

from .setting import PAIR, RATE, determinant, is_the_library, library, pair, tilt, tilted_moments

GAUSSIAN_ID = "duals.gaussian"
GAUSSIAN_DERIVATIVE_ID = "duals.gaussian_derivative"
ERF_DERIVATIVE_ID = "duals.erf_derivative"


def gaussian(activation: Activation, halves: int = 1) -> Derivation:
    r"""Derive :math:`E\,e^{-au^2}e^{-av^2}` and compare it with the library's formula to the power ``halves``."""
    rate = Rational(str(activation.rate))  # type: ignore[attr-defined]
    return prove(
        pair(),
        definition(rf"$\sigma(u)=e^{{-au^2}}$, here with $a={rate}$"),
        tilt(),
        reduction(r"$f=1$: $E\,\sigma(u)\sigma(v)=\Delta^{-1/2}$"),
        is_the_library(activation, 1 / sqrt(determinant().subs(RATE, rate)), library(activation) ** halves),
    )


GAUSSIAN = Claim(
    id=GAUSSIAN_ID,
    label="Dual of the Gaussian bell",
    statement=(
        rf"{PAIR}. For $\sigma(u)=e^{{-au^2}}$, $a>0$: $E\,\sigma(u)\sigma(v)=\bigl((1+2aq)(1+2aq')-4a^2c^2\bigr)^{{-1/2}}$."
    ),
    expected=Verdict.PROVED,
    scope="all a > 0, |t| < 1; the library's formula at a = 1/3",
    check=gaussian,
    parameters={"activation": Gaussian(Fraction(1, 3)), "halves": 1},
    control=Control(
        r"$E\,\sigma(u)\sigma(v)=\Delta^{-1}$; at $a=\frac13$ it differs already for independent variables.",
        {"halves": 2},
    ),
)


def gaussian_derivative(activation: Activation, factor: int = 1) -> Derivation:
    r"""Derive :math:`4a^2E\,ue^{-au^2}ve^{-av^2}`."""
    rate = Rational(str(activation.rate))  # type: ignore[attr-defined]
    found = (4 * RATE**2 * tilted_moments()[2] / sqrt(determinant())).subs(RATE, rate)
    u, a = sympy.Symbol("u", real=True), RATE
    return prove(
        pair(),
        identity(sympy.diff(sympy.exp(-a * u**2), u), -2 * a * u * sympy.exp(-a * u**2), text=r"$\sigma=(e^{-au^2})'$"),
        tilt(),
        reduction(r"$f=uv$: $E\,\sigma(u)\sigma(v)=4a^2\Delta^{-1/2}\cdot\frac c\Delta$"),
        is_the_library(activation, found, factor * library(activation)),
    )


GAUSSIAN_DERIVATIVE = Claim(
    id=GAUSSIAN_DERIVATIVE_ID,
    label="Dual of the derivative of the Gaussian bell",
    statement=(
        rf"{PAIR}. For $\sigma(u)=-2au\,e^{{-au^2}}$, $a>0$: $E\,\sigma(u)\sigma(v)=4a^2c\,"
        r"\bigl((1+2aq)(1+2aq')-4a^2c^2\bigr)^{-3/2}$."
    ),
    expected=Verdict.PROVED,
    scope="all a > 0, |t| < 1; the library's formula at a = 1/3",
    check=gaussian_derivative,
    parameters={"activation": GaussianDerivative(Fraction(1, 3)), "factor": 1},
    control=Control(r"The same without the factor $-2$ of the derivative, a quarter of it.", {"factor": 4}),
)


def erf_derivative(activation: Activation, factor: int = 1) -> Derivation:
    r"""Derive :math:`\frac4\pi E\,e^{-u^2}e^{-v^2}`."""
    u = sympy.Symbol("u", real=True)
    return prove(
        pair(),
        identity(sympy.diff(sympy.erf(u), u), 2 * sympy.exp(-(u**2)) / sqrt(pi), text=r"$\sigma=\operatorname{erf}'$"),
        tilt(),
        reduction(r"$f=1$, $a=1$: $E\,\sigma(u)\sigma(v)=\frac4\pi\Delta^{-1/2}$"),
        is_the_library(activation, 4 / (pi * sqrt(determinant().subs(RATE, 1))), factor * library(activation)),
    )


ERF_DERIVATIVE = Claim(
    id=ERF_DERIVATIVE_ID,
    label="Dual of the derivative of the error function",
    statement=(
        rf"{PAIR}. For $\sigma(u)=\frac2{{\sqrt\pi}}e^{{-u^2}}$: $E\,\sigma(u)\sigma(v)=\frac4\pi"
        r"\bigl((1+2q)(1+2q')-4c^2\bigr)^{-1/2}$."
    ),
    expected=Verdict.PROVED,
    scope="|t| < 1",
    check=erf_derivative,
    parameters={"activation": ErfDerivative(), "factor": 1},
    control=Control(r"The same with $\frac8\pi$.", {"factor": 2}),
)
