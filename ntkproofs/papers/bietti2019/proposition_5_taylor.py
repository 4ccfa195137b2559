"""Proposition 5: the Taylor series of the two-layer ReLU tangent kernel, and what follows from its signs."""

from __future__ import annotations

from functools import cache

import sympy
from sympy import Expr, Rational, Symbol, acos, binomial, pi, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    antiderivative,
    definition,
    identity,
    positive,
    power_series,
    prove,
    recurrence,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.gegenbauer import RELATIONS

from .relu_kernels import KAPPAS
from .spectral_sequences import MU, D, K

_U = Symbol("u", real=True)
_N = Symbol("n", positive=True)
_OPEN = {_U: Reals(-1, 1, left_open=True, right_open=True)}
_KAPPA_0_U = 1 - acos(_U) / pi
_KAPPA_1_U = (sqrt(1 - _U**2) + _U * (pi - acos(_U))) / pi
_KAPPA_U = _U * _KAPPA_0_U + _KAPPA_1_U


def _central(n: Expr) -> Expr:
    return binomial(2 * n, n) / 4**n


@cache
def inverse_root_series() -> tuple[Step, ...]:
    r"""Step group: :math:`(1-u^2)^{-1/2} = \sum_n \binom{2n}{n} 4^{-n} u^{2n}`, with positive coefficients."""
    g, n = (1 - _U**2) ** Rational(-1, 2), _N
    return (
        definition(r"$g(u)=(1-u^2)^{-1/2}$, analytic for $|u|<1$ and even: $g=\sum_ng_nu^{2n}$"),
        identity((1 - _U**2) * sympy.diff(g, _U), _U * g, _OPEN, text=r"$(1-u^2)g'=u\,g$"),
        reduction(r"The coefficients of $u^{2n+1}$ in this equation: $2(n+1)g_{n+1}-2n\,g_n=g_n$, and $g_0=g(0)=1$"),
        recurrence(
            _central,
            lambda s, i: 2 * (i + 1) * s(i + 1) - (2 * i + 1) * s(i),
            {0: sympy.Integer(1)},
            n,
            Integers(0),
            text=r"$g_n=\binom{2n}n4^{-n}$",
        ),
        positive((2 * n + 1) / (2 * n + 2), {n: 0}, text=r"$g_{n+1}/g_n>0$ and $g_0=1$: all $g_n>0$"),
    )


@cache
def monomial_coefficients() -> tuple[Step, ...]:
    r"""Step group: :math:`\mu_k(u^n) \ge 0`, and positive for :math:`k \le n`, :math:`k \equiv n` modulo 2."""
    return (
        rests_on(
            RELATIONS,
            r"$(2k+d-2)\,tP_k=kP_{k-1}+(k+d-2)P_{k+1}$ and $\int_{-1}^1P_k(t)(1-t^2)^{(d-3)/2}dt=0$ for $k\ge1$",
        ),
        reduction(
            r"$\mu_0(1)>0$, $\mu_k(1)=0$ for $k\ge1$, $\mu_0(u^{n+1})=\mu_1(u^n)$ and "
            r"$(2k+d-2)\mu_k(u^{n+1})=k\,\mu_{k-1}(u^n)+(k+d-2)\,\mu_{k+1}(u^n)$ for $k\ge1$. By induction on $n$ "
            r"all $\mu_k(u^n)$ are "
            r"non-negative, and positive for $k\le n$, $k\equiv n\pmod2$, through the first term (the only one at "
            r"$k=0$)"
        ),
        positive(K / (2 * K + D - 2), {K: 1, D: 2}, text=r"$k/(2k+d-2)>0$ for $k\ge1$"),
        positive((K + D - 2) / (2 * K + D - 2), {K: 1, D: 2}, strict=False, text=r"$(k+d-2)/(2k+d-2)\ge0$"),
    )


def _taylor(summand: int) -> Derivation:
    n = _N
    second = sympy.diff(_KAPPA_U, _U, 2)
    root = (1 - _U**2) ** Rational(-1, 2)

    def coefficient(i: Expr) -> Expr:
        return (2 * i + summand) / (2 * i * (2 * i - 1) * pi * 4 ** (i - 1)) * binomial(2 * i - 2, i - 1)

    expected = {0: 1 / pi, 1: sympy.Integer(1), 3: sympy.Integer(0), 5: sympy.Integer(0)}
    expected |= {2 * i: coefficient(sympy.Integer(i)) for i in (1, 2, 3)}
    return prove(
        inverse_root_series(),
        identity(second * pi, 2 * root + root**3, _OPEN, text=r"$\pi\kappa''=2(1-u^2)^{-1/2}+(1-u^2)^{-3/2}$"),
        identity(
            _U * root**3, sympy.diff(root, _U), _OPEN, text=r"$u\,(1-u^2)^{-3/2}=g'$, with coefficients $2n\,g_n$"
        ),
        reduction(
            r"The coefficient $c_n$ of $u^{2n}$ in $\kappa$, $n\ge1$, is given by $2n(2n-1)\pi\,c_n=2g_{n-1}+2n\,g_n$; "
            r"$\kappa''$ is even, so the only odd power is $u$"
        ),
        identity(
            2 * n * (2 * n - 1) * pi * coefficient(n),
            2 * _central(n - 1) + 2 * n * _central(n),
            {n: Integers(1)},
            text=rf"$c_n=\frac{{2n{summand:+d}}}{{2n(2n-1)\pi4^{{n-1}}}}\binom{{2n-2}}{{n-1}}$ for all $n\ge1$",
            goal=True,
        ),
        power_series(_KAPPA_U, _U, expected, text=r"$\kappa(u)$ to degree 6, by exact derivatives at $0$", goal=True),
        positive(
            (2 * n + 1) / (2 * n * (2 * n - 1)), {n: 1}, text=r"$c_n>0$ for all $n\ge1$, with $\binom{2n-2}{n-1}>0$"
        ),
        reduction(
            r"The coefficients are positive and the partial sums at $0<u<1$ are below $\kappa(1)=2$, so the series "
            r"converges "
            r"absolutely and uniformly on $[-1,1]$, to $\kappa$ by continuity; $\mu_k$ may be taken term by term"
        ),
        value(_KAPPA_U.subs(_U, 1), sympy.Integer(2), text=r"$\kappa(1)=2$"),
        monomial_coefficients(),
        reduction(
            r"Hence $\mu_k(\kappa)\ge c_n\,\mu_k(u^{2n})>0$ for every even $k$, with any $n\ge1$, $2n\ge k$, and "
            r"$\mu_1(\kappa)=\mu_1(u)>0$"
        ),
    )


TAYLOR = Claim(
    id="bietti2019.prop5.taylor",
    label="Proposition 5",
    statement=(
        r"On $[-1,1]$: "
        r"$\kappa(u)=\frac1\pi+u+\sum_{n\ge1}\frac{2n+1}{2n(2n-1)\,\pi\,4^{n-1}}\binom{2n-2}{n-1}u^{2n}$. All "
        r"coefficients of $u^0,u^1,u^{2n}$ are positive, hence $\mu_k(\kappa)>0$ for $k=1$ and every even $k$, in "
        r"every "
        r"dimension $d\ge2$ ($\mu_k$ the Gegenbauer coefficient)."
    ),
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all u in [-1,1], all d >= 2",
    check=_taylor,
    parameters={"summand": 1},
    depends_on=(RELATIONS,),
    control=Control(
        r"The same with $2n-1$ in place of $2n+1$, so that the coefficient of $u^4$ is $1/(8\pi)$; it is $5/(24\pi)$.",
        {"summand": -1},
    ),
)


@cache
def nonnegative_kernels() -> tuple[Step, ...]:
    r"""Step group: :math:`\mu_k \ge 0` for all four kernels, and :math:`\mu_1(\kappa)>0`."""
    return (
        *inverse_root_series(),
        antiderivative(_KAPPA_0_U, 1 / (pi * sqrt(1 - _U**2)), _U, _OPEN, text=r"$\kappa_0'=g/\pi$"),
        antiderivative(_KAPPA_1_U, _KAPPA_0_U, _U, _OPEN, text=r"$\kappa_1'=\kappa_0$"),
        value(_KAPPA_0_U.subs(_U, 0), Rational(1, 2), text=r"$\kappa_0(0)=1/2$"),
        value(_KAPPA_1_U.subs(_U, 0), 1 / pi, text=r"$\kappa_1(0)=1/\pi$"),
        reduction(
            r"So $\kappa_0$, $\kappa_1$, $u\kappa_0$ and their sum $\kappa$ have non-negative Taylor coefficients, "
            r"with partial sums "
            r"bounded by the values at $1$: their series converge uniformly on $[-1,1]$ and $\mu_k$ may be taken "
            r"term by term"
        ),
        *monomial_coefficients(),
    )
