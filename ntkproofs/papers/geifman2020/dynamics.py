"""Sections 3.3 and 3.4: steps of gradient descent, and the decay of the eigenvalues off the sphere."""

from __future__ import annotations

import sympy
from sympy import Rational, Symbol, exp, log

from ntkproofs.checks import (
    Integers,
    Reals,
    definition,
    identity,
    limit,
    nonnegative_by_derivatives,
    positive,
    prove,
    reduction,
    rests_on,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict

from .asymptotics import CONSTANT_ID
from .equal_spaces import RATES, deep_rates
from .reference_sequence import TWO_LAYERS_ID
from .setting import NTK
from .theorem_5 import FREE, L0, L1, M1, M2, TWO_BY_TWO_ID

_N = Symbol("n", positive=True)


def _gd_steps(excess: int) -> Derivation:
    x = Symbol("x", real=True)
    return prove(
        definition(
            r"$f_{n+1}-f^*=(I-\eta T)(f_n-f^*)$, so the error in the $i$-th eigenfunction is multiplied by $1-x$ at each step, $x=\eta\lambda_i\in(0,1]$"
        ),
        nonnegative_by_derivatives(
            exp(-x) - 1 + x, x, Reals(0, 1), text=r"$1-x\le e^{-x}$ on $[0,1]$, hence $(1-x)^n\le e^{-nx}$", goal=True
        ),
        reduction(
            r"So $n\ge\frac{\ln(1/\varepsilon)}x$ steps suffice; and $(1-x)^n\le\varepsilon$ holds exactly for $n\ge\frac{\ln(1/\varepsilon)}{-\ln(1-x)}$ when $x<1$"
        ),
        nonnegative_by_derivatives(
            2 * x + log(1 - x),
            x,
            Reals(0, Rational(1, 2)),
            text=r"$-\ln(1-x)\le2x$ on $[0,\frac12]$: at least $\frac{\ln(1/\varepsilon)}{2x}$ steps are necessary",
            goal=True,
        ),
        deep_rates(),
        limit(
            _N**-excess,
            _N,
            sympy.Integer(1),
            text=rf"$k^{{d-{excess}}}$ over the number $\Theta(1/\lambda_i)=\Theta(k^d)$ of steps has the order $k^{{-{excess}}}$, which tends to 1",
            goal=True,
        ),
    )


GD_STEPS = Claim(
    id="geifman2020.sec33.gd_steps",
    label="Section 3.3",
    printed=True,
    statement=(
        r"Gradient descent $f_{n+1}=f_n-\eta T(f_n-f^*)$ with $0<\eta\lambda_1\le1$ multiplies the error in the "
        r"$i$-th eigenfunction by $(1-\eta\lambda_i)^n$; $n\ge\frac{\ln(1/\varepsilon)}{\eta\lambda_i}$ steps "
        r"reduce it below $\varepsilon$, and $n\ge\frac{\ln(1/\varepsilon)}{-\ln(1-\eta\lambda_i)}$ are "
        r"necessary. Hence $\Theta(1/\lambda_i)$ steps, and $\Theta(k^d)$ for a harmonic of degree $k$ with the "
        r"Laplace kernel or the NTK with bias on $\mathbb S^{d-1}$."
    ),
    expected=Verdict.PROVED,
    scope=(
        r"Exact population dynamics (integral operator $T$), fixed $\varepsilon\in(0,1)$ and step size; $L\ge2$, "
        r"$\beta>0$. Given singularity_transfer and angle_map_analytic (conditions to print)."
    ),
    check=_gd_steps,
    parameters={"excess": 0},
    depends_on=RATES,
    control=Control(
        r"The number of steps is $\Theta(k^{d-1})$, so that $O(k^{d-1})$ suffice; its quotient to $k^d$ tends to 0.",
        {"excess": 1},
    ),
)


def _same_decay(excess: int) -> Derivation:
    u, v, w = sympy.symbols("u v w", positive=True)  # l0, l1 times k^d, and the variance
    det, trace = L0 * L1 * (M2 - M1**2), L0 * M2 + L1
    return prove(
        rests_on(
            TWO_BY_TWO_ID,
            r"$\sigma_++\sigma_-=l_0m_2+l_1$ and $\sigma_+\sigma_-=l_0l_1(m_2-m_1^2)>0$ for a radius that is not constant, $l_0,l_1>0$",
        ),
        rests_on(
            CONSTANT_ID,
            r"$L\ge3$: $k^d\mu_k[\Theta_L]=k^d(l_0+l_1)$ has, along each parity, a limit proportional to "
            r"$\frac{L(L-1)}2(1+b)\pm(1-b)\Pi_L$, affine in $b$: that of $l_0$ is its value at $b=0$, that of $l_1$ $b\,(\frac{L(L-1)}2\mp\Pi_L)$",
        ),
        rests_on(
            "geifman2020.derived.parity_product",
            r"$\Pi_L\le\frac12<\frac{L(L-1)}2$, so that both constants are positive along both parities",
        ),
        identity(det, L0 * L1 * M2 - L0 * L1 * M1**2, FREE, text=r"$\det M=l_0l_1(m_2-m_1^2)$"),
        reduction(
            r"$\sigma_+\le\mathrm{tr}M$ and $\sigma_-=\det M/\sigma_+\ge\det M/\mathrm{tr}M$; with $l_0=uk^{-d}$, $l_1=vk^{-d}$ and $w=m_2-m_1^2$:"
        ),
        limit(
            (u * M2 + v) * _N**excess,
            _N,
            u * M2 + v,
            {u: Reals(0, left_open=True), v: Reals(0, left_open=True), M2: Reals(0)},
            text=rf"$k^{{d+{excess}}}\,\mathrm{{tr}}M\to um_2+v$",
            goal=True,
        ),
        positive(
            u * v * w / (u * 1 + v),
            {u: 1, v: 1, w: 1},
            text=r"$k^d\det M/\mathrm{tr}M=\frac{uvw}{um_2+v}>0$ (homogeneous: shown from 1 on, $m_2=1$)",
            goal=True,
        ),
        identity(
            (u * v * w / _N**2) / ((u + v) / _N),
            u * v * w / (u + v) / _N,
            {u: Reals(0, left_open=True), v: Reals(0, left_open=True), w: Reals(0), _N: Integers(1)},
            text=r"$\det M$ is of order $k^{-2d}$ and $\mathrm{tr}M$ of order $k^{-d}$ ($n$ for $k^d$), the quotient of order $k^{-d}$",
            goal=True,
        ),
        rests_on(
            "geifman2020.fig2.parity",
            r"$L=2$: one of $l_0,l_1$ is zero for $k\ge2$, and the non-zero eigenvalue is $l_0m_2$ or $l_1$",
        ),
        rests_on(TWO_LAYERS_ID, r"which is $\Theta(k^{-d})$"),
        identity(trace.subs(L1, 0), L0 * M2, FREE, text=r"$l_1=0$: $\sigma_+=l_0m_2$", goal=True),
    )


SAME_DECAY = Claim(
    id="geifman2020.sec34.same_decay",
    label="Section 3.4",
    printed=True,
    statement=(
        r"The eigenvalues $\sigma_\pm$ of $\mathbf k^{\mathrm{FC}_\beta(L)}$ on $\mathbb R^d$ keep the order on "
        r"the sphere: for $L\ge3$, $\beta>0$ and a non-constant radius with $m_2<\infty$ both $\sigma_+$ and "
        r"$\sigma_-$ are $\Theta(k^{-d})$; for $L=2$ the non-zero ones are."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=(
        r"All $d\ge2$; constants depend on the law of the radius. Given singularity_transfer and "
        "angle_map_analytic (conditions to print)."
    ),
    check=_same_decay,
    parameters={"excess": 0},
    depends_on=(
        TWO_BY_TWO_ID,
        CONSTANT_ID,
        "geifman2020.derived.parity_product",
        "geifman2020.fig2.parity",
        TWO_LAYERS_ID,
    ),
    control=Control(
        r"$k^{d+1}\sigma_+$ and $k^{d+1}\sigma_-$ have finite limits; the first, of the order of $k$, is unbounded.",
        {"excess": 1},
    ),
)
