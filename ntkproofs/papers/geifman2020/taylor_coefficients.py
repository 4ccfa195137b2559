r"""Non-negative Taylor coefficients: the series of the arc-cosine kernels, and the lower bound for deep kernels."""

from __future__ import annotations

from functools import cache

import sympy
from sympy import Expr, Rational, Symbol, acos, binomial, pi, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    antiderivative,
    identity,
    positive,
    power_series,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.bietti2019.proposition_5_taylor import inverse_root_series
from ntkproofs.papers.bietti2019.spectral_sequences import mu_kappa, mu_kappa_0

from .monomials import MONOMIAL_ID
from .setting import NTK, kappa_0, kappa_1
from .two_layer_spectra import BIAS_ID, TWO_LAYER_ID

TAYLOR_ID = "geifman2020.derived.taylor_nonnegative"
DOMINATION_ID = "geifman2020.derived.lower_bound_domination"
_T = Symbol("t", real=True)
_N = Symbol("n", positive=True)
_INSIDE: dict[Symbol, Domain] = {_T: Reals(-1, 1, left_open=True, right_open=True)}
_ZERO, _ONE, _THREE = sympy.Integer(0), sympy.Integer(1), sympy.Integer(3)


def _central(n: Expr) -> Expr:
    return binomial(2 * n, n) / 4**n


def first_coefficient(n: Expr) -> Expr:
    r"""Return the coefficient of :math:`t^{2n+1}` in :math:`\kappa_0`."""
    return _central(n) / (pi * (2 * n + 1))


def second_coefficient(n: Expr) -> Expr:
    r"""Return the coefficient of :math:`t^{2n+2}` in :math:`\kappa_1`."""
    return _central(n) / (pi * (2 * n + 1) * (2 * n + 2))


def fixed_value(level: int) -> Expr:
    r"""Return :math:`\kappa_1^{\circ j}(0)` exactly."""
    return _ZERO if level == 0 else kappa_1(acos(fixed_value(level - 1)))


def factor(layers: int) -> Expr:
    r"""Return :math:`\prod_{j=1}^{L-2} \kappa_0(\kappa_1^{\circ j}(0))`.

    >>> sympy.N(factor(3), 10)
    0.6031152484
    """
    return sympy.prod(kappa_0(acos(fixed_value(j))) for j in range(1, layers - 1))


def _taylor(third: Rational) -> Derivation:
    n, t = _N, _T
    kernel_0 = 1 - acos(t) / pi
    kernel_1 = (sqrt(1 - t**2) + t * (pi - acos(t))) / pi
    over = {n: Integers(0)}
    zeroth = {0: Rational(1, 2), 2: _ZERO, 4: _ZERO} | {
        2 * i + 1: first_coefficient(sympy.Integer(i)) for i in range(3)
    }
    first = {0: 1 / pi, 1: Rational(1, 2), 3: third, 5: _ZERO}
    first |= {2 * i + 2: second_coefficient(sympy.Integer(i)) for i in range(3)}
    return prove(
        inverse_root_series(),
        antiderivative(kernel_0, 1 / (pi * sqrt(1 - t**2)), t, _INSIDE, text=r"$\kappa_0'=\frac1\pi(1-t^2)^{-1/2}$"),
        antiderivative(kernel_1, kernel_0, t, _INSIDE, text=r"$\kappa_1'=\kappa_0$"),
        value(kernel_0.subs(t, 0), Rational(1, 2), text=r"$\kappa_0(0)=\frac12$"),
        value(kernel_1.subs(t, 0), 1 / pi, text=r"$\kappa_1(0)=\frac1\pi$"),
        identity(
            (2 * n + 1) * first_coefficient(n),
            _central(n) / pi,
            over,
            text=r"$2n+1$ times the coefficient of $t^{2n+1}$ in $\kappa_0$ is that of $t^{2n}$ in $\kappa_0'$",
            goal=True,
        ),
        identity(
            (2 * n + 2) * second_coefficient(n),
            first_coefficient(n),
            over,
            text=r"$2n+2$ times the coefficient of $t^{2n+2}$ in $\kappa_1$ is that of $t^{2n+1}$ in $\kappa_0$",
            goal=True,
        ),
        power_series(kernel_0, t, zeroth, text=r"$\kappa_0$ to degree 5, by exact derivatives at 0", goal=True),
        power_series(kernel_1, t, first, text=r"$\kappa_1$ to degree 6, by exact derivatives at 0", goal=True),
        positive(
            1 / ((2 * n + 1) * (2 * n + 2)), {n: 0}, text=r"with $\binom{2n}n>0$ all coefficients are non-negative"
        ),
        reduction(
            r"The partial sums at $0<t<1$ are below $\kappa_0(1)=\kappa_1(1)=1$, so both series converge absolutely and uniformly "
            r"on $[-1,1]$, to the continuous kernels"
        ),
    )


TAYLOR = Claim(
    id="geifman2020.derived.taylor_nonnegative",
    label="Theorem 1",
    statement=(
        r"On $|t|\le1$: $\kappa_0(t)=\frac12+\frac1\pi\sum_{n\ge0}\binom{2n}n\frac{t^{2n+1}}{4^n(2n+1)}$ and "
        r"$\kappa_1(t)=\frac1\pi+\frac t2+\frac1\pi\sum_{n\ge0}\binom{2n}n\frac{t^{2n+2}}{4^n(2n+1)(2n+2)}$; all "
        "coefficients are nonnegative."
    ),
    expected=Verdict.PROVED,
    scope=r"$|t|\le1$, absolute convergence at $t=1$.",
    check=_taylor,
    parameters={"third": Rational(0)},
    control=Control(
        r"The same with the coefficient $\frac1{10}$ of $t^3$ in $\kappa_1$; false, it is 0.",
        {"third": Rational(1, 10)},
    ),
)


@cache
def closed_cone() -> tuple[Step, ...]:
    r"""Step group: sums, products and compositions of the kernels keep non-negative coefficients and eigenvalues."""
    return (
        rests_on(TAYLOR_ID, r"$\kappa_0,\kappa_1$ have non-negative Taylor coefficients and are 1 at $t=1$"),
        reduction(
            r"Power series with non-negative coefficients that converge absolutely on $[-1,1]$ are closed under sums, products "
            r"and, when the inner one is at most 1 at $t=1$, composition; $\Sigma_l(1)=1$. So all $\Sigma_l$, "
            r"$\kappa_0(\Sigma_l)$ and $\Theta_L$ are such series"
        ),
        rests_on(MONOMIAL_ID, r"$\mu_k[t^n]\ge0$, and $>0$ exactly when $n\ge k$, $n\equiv k$ mod 2"),
        reduction(
            r"$\mu_k$ may be taken term by term, so a series with coefficients $a_n\ge0$ has $\mu_k=\sum_na_n\mu_k[t^n]\ge0$"
        ),
    )


def _domination(growth: str) -> Derivation:
    p, f, g, t, b = sympy.symbols("P F G T b", real=True)
    over: dict[Symbol, Domain] = {symbol: Reals() for symbol in (p, f, g, t, b)}
    # The factor for L = 6 is at most its first factor, the one for L = 3, because kappa_0 <= 1.
    claimed = factor(3) if growth == "taylor" else sympy.Integer(15)
    second = mu_kappa(_ZERO, _THREE) + 1 + mu_kappa_0(_ZERO, _THREE)
    return prove(
        rests_on(TWO_LAYER_ID, r"$\mu_0=\frac12$ without bias at $d=3$"),
        rests_on(BIAS_ID, r"the bias $b=1$ adds $\frac32$ to it"),
        value(second, sympy.Integer(2), text=r"$\mu_0[\Theta_2]=2$ for $b=1$, $d=3$"),
        positive(
            12 - claimed * second,
            {},
            strict=False,
            text=r"$L=6$, $b=1$, $d=3$, $k=0$: the bound is at most $12=\Theta_6(1)\ge\mu_0[\Theta_6]$",
            goal=True,
        ),
        closed_cone(),
        identity(
            (p + f * t + b) - g * t,
            p + b + (f - g) * t,
            over,
            text=r"$\Theta_{l+1}-\kappa_0(\Sigma_{l-1}(0))\,\Theta_l=\Sigma_l+b+[\kappa_0(\Sigma_{l-1})-\kappa_0(\Sigma_{l-1}(0))]\,\Theta_l$, with "
            r"$P=\Sigma_l$, $F=\kappa_0(\Sigma_{l-1})$, $G=\kappa_0(\Sigma_{l-1}(0))$, $T=\Theta_l$",
            goal=True,
        ),
        reduction(
            r"The bracket is $\kappa_0(\Sigma_{l-1})$ without its constant term, so the right side has non-negative coefficients "
            r"and $\mu_k[\Theta_{l+1}]\ge\kappa_0(\Sigma_{l-1}(0))\,\mu_k[\Theta_l]$. The product over $l=2,\dots,L-1$, with "
            r"$\Sigma_j(0)=\kappa_1^{\circ j}(0)$, is the factor of the statement"
        ),
        [
            positive(factor(layers), {}, text=rf"the factor for $L={layers}$ is positive", goal=True)
            for layers in (3, 4)
        ],
        reduction(r"$\kappa_0(u)>0$ for $u\ge0$, so every factor is positive"),
    )


DOMINATION = Claim(
    id="geifman2020.derived.lower_bound_domination",
    label="Theorem 1",
    statement=(
        r"For all $L\ge3$, $k\ge0$, $d\ge2$, $b\ge0$: "
        r"$\mu_k[\Theta_L]\ge\left(\prod_{j=1}^{L-2}\kappa_0(\kappa_1^{\circ j}(0))\right)\mu_k[\Theta_2]$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=(
        r"All $L\ge3$, $k\ge0$, $d\ge2$, $b\ge0$; the factor is far from sharp (observed quotients 1.75 to 30 "
        "times larger)."
    ),
    check=_domination,
    parameters={"growth": "taylor"},
    depends_on=(TWO_LAYER_ID, BIAS_ID, TAYLOR_ID, MONOMIAL_ID),
    control=Control(
        (
            "The same with the factor $L(L-1)/2$: refuted at $L=6$, $b=1$, $d=3$, $k=0$, where "
            r"$\mu_0[\Theta_6]\le\Theta_6(1)=12<30=15\mu_0[\Theta_2]$."
        ),
        {"growth": "asymptotic"},
    ),
)
