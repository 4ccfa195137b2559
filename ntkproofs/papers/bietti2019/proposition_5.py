"""Proposition 5: the eigenvalues of the two-layer ReLU tangent kernel in closed form, their signs and their zeros."""

from __future__ import annotations

import sympy
from sympy import Rational, cos, pi

from ntkproofs.arithmetic import ExactArithmetic
from ntkproofs.checks import (
    definition,
    identity,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.kernels import NeuralTangentKernel
from ntkproofs.papers.background.gamma_function import BETA
from ntkproofs.papers.background.gegenbauer import RELATIONS

from .gegenbauer_coefficients import THETA, derivation_of_coefficients, printed_kappa_1
from .legendre_integrals import ANGLES, coefficient_in_three_dimensions
from .relu_kernels import KAPPAS, kappa, kappa_0
from .spectral_sequences import BASE, DIMENSIONS, EVERYWHERE, MU, D, K, base, mu_kappa, mu_root, mu_u_kappa_0

CLOSED_FORM_ID = "bietti2019.prop5.closed_form"
_EXACT = ExactArithmetic()


def _closed_form(shift: int, root_sign: int) -> Derivation:
    k, d = K, D
    split, sign = printed_kappa_1(root_sign)
    claimed = (k * (k + d - 2) + d + shift) * base(k, d)
    plus = "+" if root_sign > 0 else "-"
    return prove(
        derivation_of_coefficients(),
        split,
        identity(
            NeuralTangentKernel(layers=2).kappa(_EXACT, THETA),
            kappa(THETA),
            ANGLES,
            text=r"the two-layer tangent kernel of the library is $\kappa=u\kappa_0+\kappa_1$",
        ),
        reduction(
            rf"$\mu_k$ is linear: $\mu_k(\kappa)=2\mu_k(u\kappa_0){plus}s_k/\pi$, as "
            rf"$\kappa=2u\kappa_0{plus}\sqrt{{1-u^2}}/\pi$"
        ),
        identity(
            2 * mu_u_kappa_0(k, d) + sign * mu_root(k, d) / pi,
            claimed,
            EVERYWHERE,
            text=rf"$2(kk'+1)B_k{'-' if root_sign > 0 else '+'}(k-1)(k+d-1)B_k=\bigl(k(k+d-2)+d+{shift}\bigr)B_k$",
            goal=True,
        ),
        identity(
            mu_kappa(k, d),
            2 * mu_u_kappa_0(k, d) + mu_root(k, d) / pi,
            EVERYWHERE,
            text=r"the sequence that the claims resting on this one use is $2\mu_k(u\kappa_0)+s_k/\pi$",
        ),
        reduction(
            r"Rationality: the step ratio in $k$ is rational, so for even $k$ it is enough to look at $\mu_0$; its "
            r"step ratio "
            r"in $d$ is rational too, so it is enough to look at $d=2$ and $d=3$. For odd $k\ge3$ the value is $0$"
        ),
        identity(
            base(k + 2, d) * (k + d + 1) ** 2,
            base(k, d) * (k - 1) ** 2,
            EVERYWHERE,
            text=r"$(k+d+1)^2B_{k+2}=(k-1)^2B_k$; at $k=1$ it gives $B_3=0$, hence $B_k=0$ for all odd $k\ge3$",
        ),
        identity(
            base(sympy.Integer(0), d + 2) * (d + 1) ** 2,
            base(sympy.Integer(0), d) * d**2,
            DIMENSIONS,
            text=r"$(d+1)^2B_0(d+2)=d^2B_0(d)$",
        ),
        value(mu_kappa(sympy.Integer(0), sympy.Integer(2)), 6 / pi**2, text=r"$\mu_0=6/\pi^2$ at $d=2$", goal=True),
        value(mu_kappa(sympy.Integer(0), sympy.Integer(3)), Rational(1, 2), text=r"$\mu_0=1/2$ at $d=3$", goal=True),
        identity(mu_kappa(sympy.Integer(1), d), 1 / d, DIMENSIONS, text=r"$\mu_1=1/d$", goal=True),
    )


CLOSED_FORM = Claim(
    id=CLOSED_FORM_ID,
    label="Proposition 5",
    statement=(
        r"For all $k\ge0$ and $d\ge2$: $\mu_k(\kappa)=\bigl(k(k+d-2)+d+1\bigr)B_k$, "
        r"$B_k=\frac18\Bigl[\frac{\Gamma(d/2)}{\Gamma(\frac{3-k}2)\Gamma(\frac{k+d+1}2)}\Bigr]^2$ ($1/\Gamma=0$ at "
        r"poles). "
        r"Odd $d$: rational numbers; even $d$: rational multiples of $\pi^{-2}$, except $\mu_1=1/d$."
    ),
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2, all k >= 0",
    check=_closed_form,
    parameters={"shift": 1, "root_sign": 1},
    depends_on=(RELATIONS,),
    conditions=(BETA,),
    control=Control(
        r"The same with $d$ in place of $d+1$; wrong at $k=1$, where it gives $(2d-1)/(2d^2)$ instead of $1/d$.",
        {"shift": 0},
    ),
)


def _from_closed_form() -> Step:
    return rests_on(CLOSED_FORM_ID, r"$\mu_k(\kappa)=\bigl(k(k+d-2)+d+1\bigr)B_k$, " + BASE)


def _nonnegative(kappa_1_sign: int) -> Derivation:
    weight = K * (K + D - 2) + 1 + kappa_1_sign * D
    return prove(
        _from_closed_form(),
        reduction(
            r"$B_k$ is $\frac18$ times the square of a real number, and positive at $k=0$. "
            r"$\mu_k(u\kappa_0)=(k(k+d-2)+1)B_k$ and "
            r"$\mu_k(\kappa_1)=d\,B_k$ are the two parts of the factor $k(k+d-2)+1+d$"
        ),
        positive(
            weight,
            {K: 0, D: 2},
            strict=False,
            text=rf"the factor ${sympy.latex(weight)}$ of $B_k$ is non-negative for all $k\ge0$, $d\ge2$",
            goal=True,
        ),
    )


NONNEGATIVE = Claim(
    id="bietti2019.prop5.nonnegative",
    label="Proposition 5",
    printed=True,
    statement=r"$\mu_k(\kappa)\ge0$ for all $k\ge0$, $d\ge2$.",
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2, all k >= 0",
    check=_nonnegative,
    parameters={"kappa_1_sign": 1},
    depends_on=(CLOSED_FORM_ID,),
    control=Control(r"$\mu_k(u\kappa_0-\kappa_1)\ge0$ for all $k$; at $k=0$ it is $(1-d)B_0<0$.", {"kappa_1_sign": -1}),
)


def _low_degrees(first: Rational) -> Derivation:
    d = D
    zero, one = sympy.Integer(0), sympy.Integer(1)
    printed = (d + 1) * sympy.gamma(d / 2) ** 2 / (2 * pi * sympy.gamma((d + 1) / 2) ** 2)
    return prove(
        _from_closed_form(),
        identity(
            mu_kappa(zero, d),
            printed,
            DIMENSIONS,
            text=r"$\mu_0(\kappa)=(d+1)B_0=\frac{(d+1)\Gamma(d/2)^2}{2\pi\Gamma((d+1)/2)^2}$, "
            r"$\Gamma(\frac32)^2=\pi/4$",
            goal=True,
        ),
        identity(mu_kappa(one, d), first / d, DIMENSIONS, text=rf"$\mu_1(\kappa)=2d\,B_1={first}/d$", goal=True),
        derivation_of_coefficients(),
        printed_kappa_1(1)[0],
        identity(mu_u_kappa_0(one, d), 1 / (2 * d), DIMENSIONS, text=r"$\mu_1(u\kappa_0)=d\,B_1=1/(2d)$", goal=True),
        identity(
            mu_u_kappa_0(one, d) + mu_root(one, d) / pi,
            1 / (2 * d),
            DIMENSIONS,
            text=r"$\mu_1(\kappa_1)=\mu_1(u\kappa_0)+s_1/\pi=1/(2d)$, $s_1=0$",
            goal=True,
        ),
    )


LOW_DEGREES = Claim(
    id="bietti2019.prop5.low_degrees",
    label="Proposition 5",
    statement=(
        r"$\mu_0(\kappa)=\frac{(d+1)\Gamma(d/2)^2}{2\pi\Gamma((d+1)/2)^2}$, $\mu_1(\kappa)=1/d$, "
        r"$\mu_1(\kappa_1)=\mu_1(u\kappa_0)=1/(2d)$."
    ),
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=_low_degrees,
    parameters={"first": Rational(1)},
    depends_on=(CLOSED_FORM_ID, RELATIONS),
    conditions=(BETA,),
    control=Control(r"$\mu_1(\kappa)=1/(2d)$; that is $\mu_1$ of each summand.", {"first": Rational(1, 2)}),
)


def _first_positive(sign: int) -> Derivation:
    zero, one = sympy.Integer(0), sympy.Integer(1)
    return prove(
        _from_closed_form(),
        identity(mu_kappa(one, D), 1 / D, DIMENSIONS, text=r"$\mu_1(\kappa)=1/d$"),
        identity(
            mu_kappa(zero, D + 2) * (D + 1) ** 3,
            mu_kappa(zero, D) * D**2 * (D + 3),
            DIMENSIONS,
            text=r"$\mu_0$ in dimension $d+2$ is $\frac{d^2(d+3)}{(d+1)^3}$ times $\mu_0$ in dimension $d$, a "
            r"positive factor",
        ),
        positive(mu_kappa(zero, sympy.Integer(2)), {}, text=r"$\mu_0=6/\pi^2>0$ at $d=2$", goal=True),
        positive(
            mu_kappa(zero, sympy.Integer(3)), {}, text=r"$\mu_0=1/2>0$ at $d=3$, so $\mu_0>0$ for all $d$", goal=True
        ),
        positive(sign / D, {D: 2}, text=rf"${'' if sign > 0 else '-'}\mu_1={sign}/d>0$", goal=True),
    )


FIRST_POSITIVE = Claim(
    id="bietti2019.prop5.first_positive",
    label="Proposition 5",
    printed=True,
    statement=r"$\mu_0(\kappa)>0$ and $\mu_1(\kappa)>0$.",
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=_first_positive,
    parameters={"sign": 1},
    depends_on=(CLOSED_FORM_ID,),
    control=Control(r"$\mu_0(\kappa)>0$ and $-\mu_1(\kappa)>0$; false at $d=2$, where $\mu_1=1/2$.", {"sign": -1}),
)


def _zero_odd(kernel: str) -> Derivation:
    f = {"kappa": kappa, "kappa_0": kappa_0}[kernel]
    name = {"kappa": r"\kappa", "kappa_0": r"\kappa_0"}[kernel]
    third, primitive = coefficient_in_three_dimensions(f(THETA), 3)
    odd_part = (f(THETA) - f(pi - THETA)) / 2
    return prove(
        definition(MU),
        rests_on(
            RELATIONS,
            r"$P_k(-t)=(-1)^kP_k(t)$, $(2k+d-2)\,tP_k=kP_{k-1}+(k+d-2)P_{k+1}$, and "
            r"$\int_{-1}^1P_k(t)(1-t^2)^{(d-3)/2}dt=0$ for "
            r"$k\ge1$",
        ),
        reduction(
            r"$P_k$ is odd and the weight even, so $\mu_k(f)$ is $\mu_k$ of the odd part of $f$. For $k\ge2$ the "
            r"coefficient of "
            r"$u$ is $(2k+d-2)\mu_k(u)=k\mu_{k-1}(1)+(k+d-2)\mu_{k+1}(1)=0$. So $\mu_k(f)=0$ for every odd $k\ge3$, "
            r"in every "
            r"dimension, as soon as the odd part of $f$ is a multiple of $u$ (and, the odd $P_k$ being complete, "
            r"only then)"
        ),
        primitive,
        value(third, sympy.Integer(0), text=rf"$\mu_3({name})=0$ for $d=3$, from that primitive", goal=True),
        identity(
            odd_part,
            cos(THETA) * odd_part.subs(THETA, 0),
            ANGLES,
            text=rf"$\frac12\bigl({name}(u)-{name}(-u)\bigr)=u\cdot\frac12\bigl({name}(1)-{name}(-1)\bigr)$: the odd "
            rf"part is linear",
            goal=True,
        ),
    )


ZERO_ODD = Claim(
    id="bietti2019.prop5.zero_odd",
    label="Proposition 5",
    printed=True,
    statement=r"$\mu_k(\kappa)=0$ for every odd $k\ge3$.",
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2, all odd k >= 3",
    check=_zero_odd,
    parameters={"kernel": "kappa"},
    depends_on=(RELATIONS,),
    control=Control(
        r"$\mu_k(\kappa_0)=0$ for every odd $k\ge3$; $\mu_3(\kappa_0)=1/128$ for $d=3$.", {"kernel": "kappa_0"}
    ),
)
