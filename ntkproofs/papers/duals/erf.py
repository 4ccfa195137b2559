"""The error function: the dual of its derivative, integrated in the covariance."""

from __future__ import annotations

import sympy
from sympy import Rational, asin, cos, pi, sin

from ntkproofs.activations import Activation, Erf, ErfDerivative
from ntkproofs.checks import Reals, antiderivative, definition, identity, prove, reduction, rests_on
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict

from .gaussian import ERF_DERIVATIVE_ID
from .setting import EXACT, INDEPENDENT, PAIR, PRICE, independent, pair, price

ERF_ID = "duals.erf"
A, B = sympy.symbols("A B", positive=True)  # roots of 1 + 2q and 1 + 2q', or of 1 + q and 1 + q'
PHI = sympy.Symbol("phi", real=True)
ROOTS: dict[sympy.Symbol, Domain] = {A: Reals(1, left_open=True), B: Reals(1, left_open=True)}
ARC: dict[sympy.Symbol, Domain] = {PHI: Reals(-pi / 2, pi / 2, left_open=True, right_open=True)}


def erf(activation: Activation, half: int | Rational = 1) -> Derivation:
    r"""Derive :math:`\frac2\pi\arcsin\frac{2c}{\sqrt{(1+2q)(1+2q')}}`; ``half`` scales the primitive."""
    first, second, cross = (A**2 - 1) / 2, (B**2 - 1) / 2, A * B * sin(PHI) / 2
    over = {**ROOTS, **ARC}
    slope = ErfDerivative().dual_of_covariance(EXACT, first, second, cross)
    short = 4 / (pi * A * B * cos(PHI))
    formula = activation.dual_of_covariance(EXACT, first, second, cross)  # type: ignore[attr-defined]
    return prove(
        pair(),
        price(r"\operatorname{erf}", r"\frac2{\sqrt\pi}e^{-u^2}"),
        rests_on(ERF_DERIVATIVE_ID, r"$E\,\sigma'(u)\sigma'(v)=\frac4\pi\bigl((1+2q)(1+2q')-4c^2\bigr)^{-1/2}$"),
        definition(
            r"$A=\sqrt{1+2q}$, $B=\sqrt{1+2q'}$ and $2c=AB\sin\varphi$, $|\varphi|<\frac\pi2$: possible, since "
            r"$4c^2\le4qq'<(1+2q)(1+2q')$"
        ),
        identity(
            slope**2,
            short**2,
            over,
            text=r"the square of $E\,\sigma'(u)\sigma'(v)$ is that of $\frac4{\pi AB\cos\varphi}$; both are positive",
        ),
        antiderivative(
            2 * half * PHI / pi,
            short * sympy.diff(cross, PHI),
            PHI,
            over,
            text=rf"$\frac d{{d\varphi}}\,{sympy.latex(2 * half / pi)}\varphi=\frac4{{\pi AB\cos\varphi}}\frac{{dc}}{{d\varphi}}$",
            goal=True,
        ),
        independent(r"E\operatorname{erf}(u)\cdot E\operatorname{erf}(v)"),
        reduction(
            r"erf is odd, so this is 0, and $c=0$ means $\varphi=0$: $E\,\sigma(u)\sigma(v)=\frac{2\varphi}\pi$ with "
            r"$\varphi=\arcsin\frac{2c}{AB}$"
        ),
        identity(
            2 * asin(sin(PHI)) / pi,
            formula,
            over,
            text=rf"and this is the formula by which the library evaluates the dual of {activation}",
            goal=True,
        ),
    )


ERF = Claim(
    id=ERF_ID,
    label="Dual of the error function",
    statement=rf"{PAIR}. $E\operatorname{{erf}}(u)\operatorname{{erf}}(v)=\frac2\pi\arcsin\frac{{2c}}{{\sqrt{{(1+2q)(1+2q')}}}}$.",
    expected=Verdict.PROVED,
    scope="|t| < 1",
    check=erf,
    parameters={"activation": Erf(), "half": 1},
    depends_on=(ERF_DERIVATIVE_ID,),
    conditions=(PRICE, INDEPENDENT),
    control=Control(
        r"The same with $\frac1\pi\arcsin$, the orthant formula without its factor 2.", {"half": Rational(1, 2)}
    ),
)
