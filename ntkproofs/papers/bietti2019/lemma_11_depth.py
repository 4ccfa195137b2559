r"""Lemma 11: how the constants grow with the depth, and where the printed exponent comes from."""

from __future__ import annotations

import sympy
from sympy import Integer, Rational, Symbol, cos, pi, sin

from ntkproofs.checks import (
    Integers,
    Reals,
    antiderivative,
    definition,
    identity,
    limit,
    nonnegative_combination,
    positive,
    power_series,
    prove,
    reduction,
    rests_on,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict

from .feature_maps import FEATURES
from .lemma_11 import DEEP_VALUES, DEPTH_ORDER_ID, HYPOTHESES, SHARP_ID
from .relu_kernels import KAPPA_0, KAPPA_1, kappa_0, kappa_1

_N = Symbol("n", positive=True)
_K = Symbol("k", positive=True)
_S = Symbol("s")


def _depth_order(offset: int) -> Derivation:
    s, k = _S, _K
    before = k - (k - 1) * k * s / (2 * pi)
    return prove(
        rests_on(
            DEEP_VALUES,
            r"$\rho_k=\kappa_1(\rho_{k-1})$, $K_k=\rho_k+K_{k-1}\kappa_0(\rho_{k-1})$, $K_n(1)=n+1$: $\|\Phi_n(x)-\Phi_n(x')\|^2=2(n+1)-2K_n$",
        ),
        definition(
            rf"$\theta_k=\arccos\rho_k$; claimed is $2(n+1)-2K_n=a_n\theta+O(\theta^2)$ with $a_n=n(n+{offset})/\pi$"
        ),
        power_series(
            kappa_1(s),
            s,
            {0: Integer(1), 1: Integer(0), 2: -Rational(1, 2)},
            text=r"$\kappa_1(\cos\theta)=1-\frac{\theta^2}2+O(\theta^3)$",
        ),
        power_series(
            cos(s),
            s,
            {0: Integer(1), 1: Integer(0), 2: -Rational(1, 2)},
            text=r"$\cos\theta=1-\frac{\theta^2}2+O(\theta^4)$",
        ),
        reduction(
            r"so $\theta_k^2(1+O(\theta_k^2))=\theta_{k-1}^2(1+O(\theta_{k-1}))$: $\theta_k=\theta+O(\theta^2)$ for every fixed $k$"
        ),
        power_series(
            kappa_0(s),
            s,
            {0: Integer(1), 1: -1 / pi},
            text=r"$\kappa_0(\cos\theta_{k-1})=1-\frac\theta\pi+O(\theta^2)$",
        ),
        power_series(
            (1 - s**2 / 2) + before * (1 - s / pi),
            s,
            {0: k + 1, 1: -k * (k + 1) / (2 * pi)},
            {k: Integers(1)},
            text=r"from $K_{k-1}=k-\frac{(k-1)k}{2\pi}\theta+O(\theta^2)$: $K_k=k+1-\frac{k(k+1)}{2\pi}\theta+O(\theta^2)$",
            goal=True,
        ),
        identity(
            k * (k + 1) / pi,
            k * (k + offset) / pi,
            {k: Integers(1)},
            text=rf"$a_n=\frac{{n(n+1)}}\pi$ is $\frac{{n(n+{offset})}}\pi$",
            goal=True,
        ),
        power_series(
            2 * sin(s / 2),
            s,
            {0: Integer(0), 1: Integer(1)},
            text=r"$\|x-x'\|=\theta+O(\theta^3)$: order and constant are those of lemma11.sharp",
        ),
    )


DEPTH_ORDER = Claim(
    id=DEPTH_ORDER_ID,
    label="Lemma 11",
    statement=(
        r"In the fully connected case (one location; recursion $\rho_k=\kappa_1(\rho_{k-1})$, $K_k=\rho_k+K_{k-1}\kappa_0(\rho_{k-1})$, "
        r"$K_0=\rho_0=\cos\theta$), $\|\Phi_n(x)-\Phi_n(x')\|^2=2(n+1)-2K_n\sim\frac{n(n+1)}\pi\theta$ as $\theta\to0$. So the order $n$ of "
        r"the coefficient of $\sqrt{\|x\|\|x-x'\|}$ in lemma11.sharp, and its constant, are optimal."
    ),
    hypotheses=(KAPPA_0, KAPPA_1, FEATURES),
    expected=Verdict.PROVED,
    scope="all n >= 1, theta -> 0",
    check=_depth_order,
    parameters={"offset": 1},
    depends_on=(DEEP_VALUES,),
    control=Control(r"The limit is $n^2\theta/\pi$; false at $n=1$, where it is $2\theta/\pi$.", {"offset": 0}),
)


def _smoothness(exponent: Rational) -> Derivation:
    q = Symbol("q", positive=True)
    a, b = sympy.symbols("a b", real=True)
    return prove(
        rests_on(DEPTH_ORDER_ID, r"the coefficient of $\sqrt{\|x\|\|x-x'\|}$ must be at least $\sqrt{n(n+1)/\pi}$"),
        limit(
            q**2 * (q**2 + 1) / pi / q ** (4 * exponent),
            q,
            Integer(0),
            text=rf"along $n=q^2$: $\frac{{n(n+1)}}\pi/n^{{2e}}\to0$ for $e={exponent}$",
            goal=True,
        ),
        rests_on(SHARP_ID, r"$\|\Phi_n(x)-\Phi_n(x')\|^2\le(n+1)\delta^2+\frac{n(n+1)}\pi\|x\|\delta$"),
        nonnegative_combination(
            (a + b) ** 2 - (a**2 + b**2),
            2 * a * b,
            {a: Reals(0), b: Reals(0)},
            text=r"$\sqrt{a^2+b^2}\le a+b$",
            goal=True,
        ),
        positive((_N + 1) ** 2 - (_N + 1), {_N: 1}, strict=False, text=r"$\sqrt{n+1}\le n+1$", goal=True),
        positive(
            pi * _N**2 - _N * (_N + 1),
            {_N: 1},
            text=r"$\frac{n(n+1)}\pi\le n^2\le n^{5/2}$, so $O(n^{5/4})$ holds with the constant 1",
            goal=True,
        ),
    )


SMOOTHNESS = Claim(
    id="bietti2019.lemma11.smoothness",
    label="Lemma 11",
    printed=True,
    statement=r"$\|\Phi_n(x)-\Phi_n(x')\|\le(n+1)\|x-x'\|+O(n^{5/4})\sqrt{\|x\|\,\|x-x'\|}$, uniformly in the signals.",
    hypotheses=HYPOTHESES,
    expected=Verdict.PROVED,
    scope="all n >= 1, all D >= 1, all square integrable x, x'; not through (12), which is refuted, but through lemma11.sharp",
    check=_smoothness,
    parameters={"exponent": Rational(5, 4)},
    depends_on=(SHARP_ID, DEPTH_ORDER_ID),
    control=Control(
        r"The same with $O(n^{3/4})$ in place of $O(n^{5/4})$; false, the coefficient is at least $\sqrt{n(n+1)/\pi}$.",
        {"exponent": Rational(3, 4)},
    ),
)


def sum_of_powers(power: Rational, scale: Rational, letter: str) -> list[Step]:
    r"""Steps: :math:`\frac1{p+1}n^{p+1} \le \sum_{k\le n} k^p \le c\,n^{p+1}` for :math:`0 < p < 1`, c = `scale`."""
    t = Symbol("t", positive=True)
    top = sympy.latex(power + 1)
    return [
        definition(rf"${letter}_n=\sum_{{k\le n}}k^p$ with $p={sympy.latex(power)}$; $c={sympy.latex(scale)}$"),
        positive(scale - 1, {}, strict=False, text=rf"at $n=1$: ${letter}_1=1\le c$", goal=True),
        reduction(rf"$k^p\le n^p$ for each of the $n$ terms: ${letter}_n\le n\cdot n^p=n^{{{top}}}\le c\,n^{{{top}}}$"),
        identity(t * t**power, t ** (power + 1), text=r"$n\cdot n^p=n^{p+1}$", goal=True),
        antiderivative(
            t ** (power + 1) / (power + 1),
            t**power,
            t,
            text=r"$\frac{t^{p+1}}{p+1}$ differentiates to $t^p$",
            goal=True,
        ),
        reduction(
            rf"$t^p$ increases: $\int_{{k-1}}^kt^pdt\le k^p\le\int_k^{{k+1}}t^pdt$; summed, $\frac{{n^{{p+1}}}}{{p+1}}\le {letter}_n\le"
            r"\frac{(n+1)^{p+1}-1}{p+1}$"
        ),
    ]


def _printed_exponent(scale: Rational) -> Derivation:
    return prove(
        sum_of_powers(Rational(1, 4), scale, "S"),
        identity(
            (_N**2) ** Rational(1, 4),
            _N ** Rational(1, 2),
            text=r"$\sqrt{\|y_k\|}\le(\sqrt k\|x\|)^{1/2}=k^{1/4}\|x\|^{1/2}$, with $k=n^2$",
        ),
    )


PRINTED_EXPONENT = Claim(
    id="bietti2019.lemma11.printed_exponent",
    label="Lemma 11",
    statement=(
        r"The printed exponent $5/4$ is the order of $S_n=\sum_{k=1}^nk^{1/4}$: $\frac45n^{5/4}\le S_n\le n^{5/4}$ for all $n\ge1$; it comes "
        r"from adding up $\sqrt{\|y_k\|}\le k^{1/4}\|x\|^{1/2}$."
    ),
    expected=Verdict.PROVED,
    scope="all n >= 1",
    check=_printed_exponent,
    parameters={"scale": Rational(1)},
    control=Control(r"$S_n\le\frac45n^{5/4}$; false at $n=1$.", {"scale": Rational(4, 5)}),
)
