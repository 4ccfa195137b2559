r"""The peak of a deep kernel, and what is left of parity when the bias is 1."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, Symbol, acos, cos, pi, sin, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
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

from .angle_series import LAYERS, LINEAR_ID, linear
from .endpoints import MINUS_ID
from .setting import BIAS, BIASES, NTK, kappa_0, kappa_1

SPLIT_ID = "geifman2020.derived.parity_split_at_unit_bias"
_X = Symbol("x", real=True)
_ZERO, _ONE = sympy.Integer(0), sympy.Integer(1)


def _peakedness(extra: int) -> Derivation:
    over: dict[Symbol, Domain] = {LAYERS: Integers(2), **BIASES}
    peak = -linear(LAYERS) / (LAYERS * (1 + BIAS))
    c = Symbol("c", positive=True)
    return prove(
        rests_on(LINEAR_ID, r"$\Theta_L(\cos\theta)=L(1+b)-\frac{(1+b)L(L-1)}{2\pi}\theta+O(\theta^2)$"),
        identity(
            peak * (1 + extra * BIAS),
            (LAYERS - 1) / (2 * pi),
            over,
            text=r"the quotient of the coefficients is $\frac{L-1}{2\pi}$ for all $b$"
            + ("" if not extra else ", times $1+b$"),
            goal=True,
        ),
        positive(1 / (2 * pi), {}, text=r"it increases by $\frac1{2\pi}>0$ from $L$ to $L+1$", goal=True),
        power_series(
            sympy.exp(-2 * c * sin(_X / 2)),
            _X,
            {0: _ONE, 1: -c},
            {c: Reals(0, left_open=True)},
            text=r"Laplace kernel: $e^{-2c\sin(\theta/2)}=1-c\,\theta+O(\theta^2)$",
            goal=True,
        ),
    )


PEAKEDNESS = Claim(
    id="geifman2020.derived.peakedness",
    label="Section 4.1",
    statement=(
        "Rigorous form of 'deeper networks are more sharply peaked': "
        r"$-\frac{d}{d\theta}\frac{\Theta_L(\cos\theta)}{\Theta_L(1)}\Big|_{\theta=0^+}=\frac{L-1}{2\pi}$ for all "
        r"$L\ge2$ and all $b\ge0$, strictly increasing in $L$; for the Laplace kernel the same quantity is $c$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $b\ge0$; a statement about the peak only.",
    check=_peakedness,
    parameters={"extra": 0},
    depends_on=(LINEAR_ID,),
    control=Control(
        r"The quantity is $\frac{L-1}{2\pi(1+b)}$ and depends on $b$; false at $b=1$, $L=2$.",
        {"extra": 1},
    ),
)


def _split(third: Expr) -> Derivation:
    phi = _X
    a, big, bee, tail = sympy.symbols("a A B T", real=True)
    inside: dict[Symbol, Domain] = {a: Reals(0, 1, right_open=True), big: Reals(), bee: Reals(), tail: Reals()}
    two = kappa_1(pi - phi) + kappa_0(pi - phi) * (cos(pi - phi) + 1) + 1
    inner = a + big * phi**3
    angle = acos(inner)
    kappa_0_at, kappa_1_at = 1 - acos(a) / pi, (sqrt(1 - a**2) + a * (pi - acos(a))) / pi
    outer_0, outer_1 = 1 - angle / pi, (sqrt(1 - inner**2) + inner * (pi - angle)) / pi
    slope = 1 / (pi * sqrt(1 - a**2))
    return prove(
        rests_on(MINUS_ID, r"$c_0^-=\frac{\sqrt2}\pi(b-1)\Pi_L=0$ at $b=1$; $\Sigma_l=a_l+O(\varphi^3)$"),
        power_series(
            two,
            phi,
            {1: _ZERO, 2: _ZERO, 3: third},
            text=rf"$\Theta_2$ at $b=1$: no terms in $\varphi,\varphi^2$, and $B_2={sympy.latex(third)}$ the coefficient of $\varphi^3$",
            goal=True,
        ),
        power_series(kappa_1(pi - phi), phi, {3: 1 / (3 * pi)}, text=r"$A_1=\frac1{3\pi}$", goal=True),
        power_series(
            outer_1,
            phi,
            {0: kappa_1_at, 1: _ZERO, 2: _ZERO, 3: kappa_0_at * big},
            inside,
            text=r"$\kappa_1(a+A\varphi^3)=\kappa_1(a)+\kappa_0(a)A\,\varphi^3+\dots$: $A_{l}=\kappa_0(a_{l-1})A_{l-1}$",
            goal=True,
        ),
        power_series(
            outer_0,
            phi,
            {0: kappa_0_at, 1: _ZERO, 2: _ZERO, 3: slope * big},
            inside,
            text=r"$\kappa_0(a+A\varphi^3)=\kappa_0(a)+\frac A{\pi\sqrt{1-a^2}}\varphi^3+\dots$",
        ),
        power_series(
            big * phi**3 + (a + slope * bee * phi**3) * (1 + tail * phi**3),
            phi,
            {3: big + a * tail + slope * bee},
            {**inside},
            text=r"the coefficient of $\varphi^3$ in $\Sigma_l+\kappa_0(\Sigma_{l-1})\Theta_l$ is that of $\Sigma_l$, plus $\kappa_0(a_{l-1})$ times that of $\Theta_l$, plus that of "
            r"$\kappa_0(\Sigma_{l-1})$ times $\Theta_l(-1)$ (shown with $\Theta_l(-1)=1$, $a$ for $\kappa_0(a_{l-1})$)",
        ),
        positive(5 / (6 * pi), {}, text=r"$B_2=\frac5{6\pi}>0$", goal=True),
        reduction(
            r"$A_1>0$ and $\kappa_0(a)>0$ give $A_l>0$, and $\Theta_l(-1)\ge b=1$; so $B_{l+1}\ge A_l>0$. With the angle $\varphi=\sqrt{2s}(1+\dots)$ and no lower odd terms, "
            r"$c_1^-=(\sqrt2)^3B_L=2\sqrt2\,B_L>0$"
        ),
        value(
            sqrt(2) ** 3 * 5 / (6 * pi),
            sqrt(2) / pi * Rational(5, 3),
            text=r"$L=2$: $c_1^-=\frac{\sqrt2}\pi\cdot\frac53$",
            goal=True,
        ),
    )


SPLIT = Claim(
    id="geifman2020.derived.parity_split_at_unit_bias",
    label="Section 3.2",
    statement=(
        r"At $b=\beta^2=1$ the coefficient $c_0^-$ of $(1+t)^{1/2}$ in $\Theta_L$ vanishes for every $L\ge2$, and "
        r"the coefficient of $(1+t)^{3/2}$ is $c_1^-=2\sqrt2\,B_L>0$, where $B_2=\frac5{6\pi}$, "
        r"$A_1=\frac1{3\pi}$, $A_l=\kappa_0(a_{l-1})A_{l-1}$, "
        r"$B_{l+1}=A_l+\kappa_0(a_{l-1})B_l+\frac{A_{l-1}}{\pi\sqrt{1-a_{l-1}^2}}\Theta_l(-1)$ for $l\ge2$, "
        r"$a_1=0$, $a_{l+1}=\kappa_1(a_l)$: the parity of $k$ is visible in $\mu_k$ only at relative order "
        "$k^{-2}$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $b=1$, $d\ge2$.",
    check=_split,
    parameters={"third": 5 / (6 * pi)},
    depends_on=(MINUS_ID,),
    control=Control(
        r"At $b=1$ the kernel $\Theta_2$ is analytic in $t$ at $t=-1$.",
        {"third": _ZERO},
    ),
)
