"""Theorem 3.5: the factor in front of its bounds."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, exp, sqrt

from ntkproofs.checks import (
    Reals,
    antiderivative,
    definition,
    identity,
    nonnegative_by_derivatives,
    positive,
    power_series,
    prove,
    reduction,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.operators import COMPACT
from ntkproofs.papers.bowman2022.setting import (
    OPERATORS,
    POSITIVE,
    RATE,
    TIME,
    decreasing_exponential,
    expansion,
)


def _factor_steps() -> list[Step]:
    s, gap = sympy.Symbol("s", real=True), sympy.Symbol("h", nonnegative=True)
    primitive = exp(-RATE * (TIME - s)) / RATE
    times = {TIME: POSITIVE, RATE: POSITIVE}
    return [
        expansion(),
        identity(
            exp(-(RATE + gap) * (TIME - s)),
            exp(-RATE * (TIME - s)) * exp(-gap * (TIME - s)),
            {**times, gap: Reals(0), s: Reals()},
            text=r"$\sigma_i=\sigma_k+h$, $h\ge0$ for $i\le k$: $e^{-\sigma_i(t-s)}=e^{-\sigma_k(t-s)}e^{-h(t-s)}$",
        ),
        decreasing_exponential(),
        reduction(
            r"so $\|P_ke^{-T_K(t-s)}g\|\le e^{-\sigma_k(t-s)}\|g\|$ for $s\le t$, and $\|e^{-T_K(t-s)}g\|\le\|g\|$ (all "
            r"$\sigma_i\ge0$); paired with any unit vector, the norm of an integral is at most the integral of the norms"
        ),
        antiderivative(primitive, exp(-RATE * (TIME - s)), s, {**times, s: Reals()}),
        identity(
            primitive.subs(s, TIME) - primitive.subs(s, 0),
            (1 - exp(-RATE * TIME)) / RATE,
            times,
            text=r"$\int_0^te^{-\sigma_k(t-s)}ds=\frac{1-e^{-\sigma_kt}}{\sigma_k}$, and $\int_0^t1\,ds=t$",
            goal=True,
        ),
    ]


def _factor(rate: Expr, time: Expr) -> Expr:
    return (1 - exp(-rate * time)) / rate


def _projection_factor(index: int) -> Derivation:
    eigenvalues = (Integer(2), Integer(1))
    reached, allowed = _factor(eigenvalues[1], Integer(1)), _factor(eigenvalues[index - 1], Integer(1))
    return prove(
        _factor_steps(),
        positive(
            allowed - reached,
            {},
            strict=False,
            text=rf"$\sigma_1=2$, $\sigma_2=1$, $k=2$, $t=1$, $g_s=\phi_2$: the left side is at most the factor with "
            rf"$\sigma_{index}$",
            goal=True,
        ),
    )


PROJECTION_FACTOR = Claim(
    id="bowman2022.thm35.projection_factor",
    label="Theorem 3.5",
    printed=True,
    statement=(
        r"For a bounded measurable $s\mapsto g_s\in L^2$, $s\in[0,t]$, and $\sigma_k>0$: "
        r"$\left\|P_k\int_0^te^{-T_K(t-s)}g_sds\right\|\le\frac{1-e^{-\sigma_kt}}{\sigma_k}\sup_{s\le t}\|g_s\|$, and without "
        r"$P_k$ the factor is $t$."
    ),
    hypotheses=(OPERATORS,),
    expected=Verdict.PROVED,
    scope="all k with sigma_k > 0; for sigma_k = 0 read the factor as t",
    check=_projection_factor,
    parameters={"index": 2},
    conditions=(COMPACT,),
    control=Control(
        r"The factor is $\frac{1-e^{-\sigma_1t}}{\sigma_1}$ (largest instead of $k$-th eigenvalue); false for $g_s=\phi_2$, "
        r"$\sigma_1=2$, $\sigma_2=1$, $k=2$, $t=1$.",
        {"index": 1},
    ),
)


def _factor_properties(side: int) -> Derivation:
    x = sympy.Symbol("x", real=True)
    return prove(
        definition(r"$x=\sigma t$: the factor is $t\,h(x)=\frac1\sigma xh(x)$ with $h(x)=(1-e^{-x})/x$"),
        identity(
            sympy.diff((1 - exp(-x)) / x, x),
            -(1 - (1 + x) * exp(-x)) / x**2,
            {x: POSITIVE},
            text=r"$h'(x)=-\frac{1-(1+x)e^{-x}}{x^2}$",
            goal=True,
        ),
        antiderivative(
            1 - (1 + x) * exp(-x),
            x * exp(-x),
            x,
            {x: Reals(0)},
            text=r"$\frac d{dx}[1-(1+x)e^{-x}]=xe^{-x}>0$ for $x>0$",
        ),
        value(
            (1 - (1 + x) * exp(-x)).subs(x, 0),
            Integer(0),
            text="and it is 0 at 0: $h'<0$, strictly decreasing",
            goal=True,
        ),
        nonnegative_by_derivatives(
            x - (1 - exp(-x)), x, Reals(0), text=r"$1-e^{-x}\le x$: the factor is at most $t$", goal=True
        ),
        nonnegative_by_derivatives(
            side * (1 - (1 - exp(-x))),
            x,
            Reals(0),
            text=rf"${'' if side == 1 else '-'}(1-(1-e^{{-x}}))\ge0$: the factor is at {'most' if side == 1 else 'least'} "
            r"$\frac1\sigma$",
            goal=True,
        ),
        power_series(
            1 - exp(-x),
            x,
            {0: Integer(0), 1: Integer(1)},
            text=r"$1-e^{-x}=x+O(x^2)$, so $h(x)\to1$ as $x\to0$",
            goal=True,
        ),
    )


FACTOR_PROPERTIES = Claim(
    id="bowman2022.derived.projection_factor_properties",
    label="Theorem 3.5",
    statement=(
        r"For $t>0$ the factor $\frac{1-e^{-\sigma t}}\sigma$ is strictly decreasing in $\sigma>0$, at most "
        r"$\min(t,\frac1\sigma)$, and tends to $t$ as $\sigma\to0$: the bound is smaller where the eigenvalue is larger, and the "
        r"second inequality of Theorem 3.5 is the limit of the first."
    ),
    expected=Verdict.PROVED,
    scope="all sigma, t > 0",
    check=_factor_properties,
    parameters={"side": 1},
    control=Control(r"The factor is at least $\frac1\sigma$; false for $\sigma=t=1$.", {"side": -1}),
)


def _quantity(name: str, choice: tuple[int, int]) -> Expr:
    """A squared quantity for P_2 on the circle, with phi_2 = choice in the coordinates (sqrt(2) cos, sqrt(2) sin)."""
    if name == "decay":
        return exp(-2 * RATE * TIME) * sum(c**2 for c in choice)
    target = (1 / sqrt(2), Integer(0))  # cos itself
    return sympy.expand(sum(c * r for c, r in zip(choice, target, strict=True)) ** 2)


def _ties(quantity: str) -> Derivation:
    return prove(
        definition(
            r"$k=2$ on the circle: $\phi_1=1$, and $\phi_2=\sqrt2\cos\theta$ or $\phi_2=\sqrt2\sin\theta$ with one eigenvalue"
        ),
        reduction(
            r"the steps below use of $\phi_1,\dots,\phi_k$ only that they are orthonormal eigenfunctions with eigenvalues "
            r"$\ge\sigma_k$, which every choice has"
        ),
        _factor_steps(),
        identity(
            _quantity(quantity, (1, 0)),
            _quantity(quantity, (0, 1)),
            {RATE: POSITIVE, TIME: POSITIVE},
            text=rf"the {quantity} (squared) is the same for both choices",
            goal=True,
        ),
    )


PROJECTION_TIES = Claim(
    id="bowman2022.derived.projection_ties",
    label="Theorem 3.5",
    statement=(
        r"If $\sigma_k=\sigma_{k+1}$ (always so for zonal kernels inside one degree) the span of the top $k$ eigenfunctions is "
        r"not unique; the projected inequality holds for every choice of $P_k$, because it only uses "
        r"$\|P_ke^{-T_K(t-s)}\|\le e^{-\sigma_k(t-s)}$, which is the same for all of them."
    ),
    hypotheses=(OPERATORS,),
    expected=Verdict.PROVED,
    scope="all k with sigma_k > 0",
    check=_ties,
    parameters={"quantity": "decay"},
    conditions=(COMPACT,),
    control=Control(
        r"$\|P_kr\|$ itself does not depend on the choice; false for $k=2$ on the circle and $r=\cos\theta$.",
        {"quantity": "norm of the projection of cos"},
    ),
)
