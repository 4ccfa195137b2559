r"""The :math:`\gamma`-exponential kernels on the sphere: series, asymptotics, spaces; tail sums of the eigenvalues."""

from __future__ import annotations

import sympy
from sympy import Rational, Symbol, gamma, pi, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    cite,
    definition,
    identity,
    limit,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gamma_function import WENDEL_ID
from ntkproofs.papers.background.harmonics import ADDITION
from ntkproofs.papers.bietti2019.spectral_sequences import DIMENSIONS, D, K

from .asymptotics import TRANSFER_ID
from .equal_spaces import RATES, deep_rates
from .powers import POWER_ID, power_constant
from .section_3_1 import REPRODUCING_ID
from .setting import CONVENTIONS, WIDTH, WIDTHS
from .theorem_2 import GAMMA_POSITIVE_ID
from .theorem_3 import comparison

SERIES_ID = "geifman2020.derived.gamma_exponential_series"
_N = Symbol("n", positive=True)
_G = Symbol("g", positive=True)  # gamma
_ONE = sympy.Integer(1)


def _series(double: int) -> Derivation:
    half = _G / 2
    over: dict[Symbol, Domain] = {_G: Reals(0, 2, left_open=True, right_open=True), K: Integers(1), **DIMENSIONS}
    power = gamma(K - half) / gamma(K + half + D - 1)
    # gamma = 1: the exponent must be that of the Laplace kernel.
    laplace = -WIDTH * sqrt(2) * power_constant(D, Rational(1, 2))
    return prove(
        definition(
            r"$\|\mathbf x-\mathbf z\|^\gamma=2^{\gamma/2}(1-t)^{\gamma/2}$, $e^{-y}=\sum_n\frac{(-y)^n}{n!}$ uniformly for $0\le y\le c2^\gamma$"
        ),
        cite(ADDITION, r"$|P_k|\le1$, so that $|\mu_k[(1-t)^{n\gamma/2}]|\le2^{n\gamma/2}$"),
        identity(
            (WIDTH * 2**half) * 2**half,
            WIDTH * 2**_G,
            {_G: Reals(0, 2, left_open=True), **WIDTHS},
            text=r"$c2^{\gamma/2}\cdot2^{\gamma/2}=c2^\gamma$: the term of index $n$ is at most $\frac{(c2^\gamma)^n}{n!}$",
            goal=True,
        ),
        rests_on(
            POWER_ID, r"$\mu_k[(1-t)^\nu]=C(d,\nu)\frac{\Gamma(k-\nu)}{\Gamma(k+\nu+d-1)}$, zero for integer $\nu<k$"
        ),
        cite(
            TRANSFER_ID,
            r"at $t=1$ the powers are $s^{\gamma/2},s^\gamma,s^{3\gamma/2},\dots$ and at $t=-1$ the kernel is analytic: $\mu_k\sim-c\,2^{\gamma/2}\mu_k[(1-t)^{\gamma/2}]$ (the integer ones "
            r"among the exponents add nothing for large $k$)",
        ),
        cite(WENDEL_ID, r"$\Gamma(k-\frac\gamma2)/\Gamma(k+\frac\gamma2+d-1)\sim k^{-(d-1)-\gamma}$"),
        limit(
            _N**double,
            _N,
            _ONE,
            text=rf"$\gamma=1$: $k^{{(d-1)+\gamma+{double}}}$ over $k^d$ has the order $k^{{{double}}}$ and tends to 1, as the rate of the Laplace kernel demands",
            goal=True,
        ),
        identity(
            power.subs(K, K + 1) * (K + half + D - 1),
            power * (K - half),
            over,
            text=r"$\frac{\Gamma(k+1-\frac\gamma2)}{\Gamma(k+\frac\gamma2+d)}=\frac{\Gamma(k-\frac\gamma2)}{\Gamma(k+\frac\gamma2+d-1)}\cdot\frac{k-\gamma/2}{k+\gamma/2+d-1}$",
            goal=True,
        ),
        identity(
            laplace,
            WIDTH * 2 ** (D - 2) * gamma(D / 2) ** 2 / pi,
            {**WIDTHS, **DIMENSIONS},
            text=r"$\gamma=1$: $-c\sqrt2\,C(d,\frac12)=\frac{2^{d-2}\Gamma(d/2)^2}\pi c$, the constant of the Laplace kernel",
            goal=True,
        ),
    )


SERIES = Claim(
    id="geifman2020.derived.gamma_exponential_series",
    label="Section 3.1",
    statement=(
        r"For $0<\gamma\le2$, $c>0$: the eigenvalues of $e^{-c\|\mathbf x-\mathbf z\|^\gamma}$ on $\mathbb "
        r"S^{d-1}$ are $\mu_k=\sum_{n\ge0}\frac{(-c2^{\gamma/2})^n}{n!}\mu_k[(1-t)^{n\gamma/2}]$ with remainder "
        r"after $n=N$ at most $\sum_{n>N}\frac{(c2^\gamma)^n}{n!}$, and for $\gamma<2$ they satisfy "
        r"$\mu_k\sim-c\,2^{\gamma/2}C(d,\tfrac\gamma2)k^{-(d-1)-\gamma}$, "
        r"$C(d,\nu)=\frac{2^{\nu+d-2}\Gamma(d/2)\Gamma(\nu+(d-1)/2)}{\sqrt\pi\Gamma(-\nu)}$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=r"All $k\ge0$, $d\ge2$, $c>0$, $0<\gamma<2$ for the asymptotics ($\gamma=2$ decays faster than any power).",
    check=_series,
    parameters={"double": 0},
    depends_on=(POWER_ID,),
    conditions=(ADDITION, TRANSFER_ID, WENDEL_ID),
    control=Control(
        r"The exponent is $-(d-1)-2\gamma$; at $\gamma=1$ its quotient to the rate $k^{-d}$ of the Laplace kernel is unbounded.",
        {"double": 1},
    ),
)


def _rkhs(direction: int) -> Derivation:
    # 1/gamma-spacing: gamma = 1 - 1/2 or 1 + 1/2 against gamma = 1, through squares of the quotient of the rates.
    return prove(
        rests_on(GAMMA_POSITIVE_ID, r"every $\mu_k>0$"),
        rests_on(SERIES_ID, r"$\mu_k\sim-c2^{\gamma/2}C(d,\frac\gamma2)k^{-(d-1)-\gamma}$"),
        positive(
            -1 / gamma(-Rational(1, 4)),
            {},
            text=r"$-\frac1{\Gamma(-\gamma/2)}>0$ at $\gamma=\frac12$; $\Gamma<0$ on $(-1,0)$, so that the constant is positive for $0<\gamma<2$",
            goal=True,
        ),
        identity(
            gamma(1 - _G / 2),
            -_G / 2 * gamma(-_G / 2),
            {_G: Reals(0, 2, left_open=True, right_open=True)},
            text=r"$\Gamma(-\frac\gamma2)=-\frac2\gamma\Gamma(1-\frac\gamma2)<0$",
            goal=True,
        ),
        comparison(),
        reduction(
            r"Positive eigenvalues with this rate are comparable to $(1+k)^{-(d-1)-\gamma}$: the space is that of the statement, and depends on $\gamma$ only"
        ),
        limit(
            _N ** (-direction),
            _N,
            sympy.Integer(0),
            text=r"for $\gamma=\frac12$ and 1 the square of $\mu_k^{(1)}/\mu_k^{(1/2)}$ is of the order $k^{-1}$ and tends to 0: the larger exponent has the smaller space, properly"
            if direction > 0
            else r"the square of $\mu_k^{(1/2)}/\mu_k^{(1)}$ is of the order $k$ and tends to 0",
            goal=True,
        ),
        reduction(r"The same for any $\gamma<\gamma'$, with $k^{-(\gamma'-\gamma)}$"),
        rests_on(REPRODUCING_ID, r"the space is a set of coefficient sequences"),
    )


RKHS = Claim(
    id="geifman2020.derived.gamma_exponential_rkhs",
    label="Section 3.1",
    statement=(
        r"On $\mathbb S^{d-1}$ the RKHS of $e^{-c\|\mathbf x-\mathbf z\|^\gamma}$, $0<\gamma<2$, consists of the "
        r"$f=\sum\alpha_{k,j}Y_{k,j}$ with $\sum(1+k)^{d-1+\gamma}\alpha_{k,j}^2<\infty$ (Sobolev order "
        r"$\frac{d-1+\gamma}2$); it is strictly larger than the Laplace RKHS for $\gamma<1$ and strictly smaller "
        r"for $1<\gamma<2$; a smaller $\gamma$ gives a larger space."
    ),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$, $c>0$, $0<\gamma<2$; Sobolev order in the spectral sense.",
    check=_rkhs,
    parameters={"direction": 1},
    depends_on=(GAMMA_POSITIVE_ID, SERIES_ID, REPRODUCING_ID),
    control=Control(
        r"The space for $\gamma=\frac12$ is properly contained in the Laplace space: $\mu_k^{(1/2)}/\mu_k^{(1)}\to0$; it tends to infinity.",
        {"direction": -1},
    ),
)


def _bounds_equivalent(power: int) -> Derivation:
    k, n = K, _N
    over: dict[Symbol, Domain] = {k: Integers(0), D: Integers(2)}
    count = (2 * k + D - 1) * gamma(k + D - 1) / (gamma(k + 1) * gamma(D))
    dimension = (2 * k + D - 2) * gamma(k + D - 2) / (gamma(k + 1) * gamma(D - 1))
    return prove(
        deep_rates(),
        identity(
            count - count.subs(k, k - 1),
            dimension,
            {k: Integers(1), D: Integers(3)},
            text=r"$\sum_{j\le k}N(d,j)=\frac{(2k+d-1)\,\Gamma(k+d-1)}{k!\,\Gamma(d)}$: its difference is $N(d,k)$, $d\ge3$ ($d=2$: $2k+1$)",
            goal=True,
        ),
        identity(count.subs(k, 0), _ONE, over, text=r"and at $k=0$ it is 1", goal=True),
        cite(
            WENDEL_ID,
            r"$\Gamma(k+d-1)/\Gamma(k+1)\sim k^{d-2}$, so that the number of harmonics of degree at most $k$ is $\sim\frac{2k^{d-1}}{(d-1)!}$",
        ),
        reduction(
            r"Counted with multiplicity, of exact order $k^{d-1}$ of the eigenvalues are at least a constant times $k^{-d}$: $\lambda_i=\Theta(i^{-d/(d-1)})$, and "
            r"$\sum_{i>n}\lambda_i=\Theta(n^{1-d/(d-1)})=\Theta(n^{-1/(d-1)})$ by comparison with $\int x^{-d/(d-1)}dx$"
        ),
        identity(1 - D / (D - 1), -1 / (D - 1), {D: Integers(2)}, text=r"$1-\frac d{d-1}=-\frac1{d-1}$", goal=True),
        limit(
            n**2 / n ** (2 * power),
            n,
            _ONE,
            text=rf"$d=3$, $n=m^2$: $n^{{-1/2}}=m^{{-1}}$, and its square over that of $m^{{-{power}}}$ tends to 1"
            if power == 1
            else r"$d=3$, $n=m^2$: the square of $n^{-1/2}=m^{-1}$ over that of $n^{-1}=m^{-2}$, inverted, tends to 1",
            goal=True,
        ),
        rests_on("geifman2020.sec33.fill_distance_exponent", r"both fill-distance bounds have the exponent $\frac12$"),
    )


BOUNDS_EQUIVALENT = Claim(
    id="geifman2020.sec33.bounds_equivalent",
    label="Section 3.3",
    printed=True,
    statement=(
        r"For the Laplace kernel and the NTK with bias ($L\ge2$, $\beta>0$) on $\mathbb S^{d-1}$, with "
        r"eigenvalues in decreasing order, the tail sums $\sum_{i>n}\lambda_i$ are equivalent up to constants, "
        r"both $\Theta(n^{-1/(d-1)})$, and both fill-distance bounds have the same exponent $\frac12$."
    ),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$; lower bound in its corrected (average-case) form.",
    check=_bounds_equivalent,
    parameters={"power": 1},
    depends_on=(*RATES, "geifman2020.sec33.fill_distance_exponent"),
    conditions=(WENDEL_ID,),
    control=Control(
        r"The tail sums are $\Theta(n^{-1})$ for $d=3$; over $n^{-1/2}$ this tends to 0.",
        {"power": 2},
    ),
)


def _prior(excess: int) -> Derivation:
    return prove(
        definition(
            "Section 3.2: 'For a two-layer network without bias, [5, 11] proved that the eigenvalues decay at a rate of O(k^-d)', and '[16] proves that H^FC(2) contains H^FC(L)'"
        ),
        value(
            sympy.Integer(excess),
            sympy.Integer(0),
            text=rf"the rate credited to [5, 11] is $O(k^{{-d-{excess}}})$, printed $O(k^{{-d}})$",
            goal=True,
        ),
    )


PRIOR = Claim(
    id="geifman2020.sec32.prior_two_layer_results",
    label="Section 3.2",
    printed=True,
    statement=(
        "The paper credits [5, 11] with the rate $O(k^{-d})$ for two-layer networks without bias, [7] with "
        r"$\lambda_k=0$ for odd $k\ge3$, [6] with zonality without bias, [16] with $\mathcal "
        r"H^{\mathrm{FC}_\beta(2)}\supseteq\mathcal H^{\mathrm{FC}_\beta(L)}$."
    ),
    expected=Verdict.CITED,
    scope="Attribution; the mathematical content of each is proved under its own entry.",
    check=_prior,
    parameters={"excess": 0},
    control=Control(
        "The paper credits [5] with the rate $O(k^{-d-1})$.",
        {"excess": 1},
    ),
)
