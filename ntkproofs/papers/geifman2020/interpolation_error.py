"""Section 3.3: errors of interpolation in terms of the fill distance."""

from __future__ import annotations

import sympy
from sympy import Rational, Symbol, exp, pi, sin

from ntkproofs.checks import (
    Integers,
    Reals,
    cite,
    identity,
    limit,
    nonnegative_by_derivatives,
    positive,
    prove,
    reduction,
    rests_on,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict

from .equal_spaces import RATES, deep_rates
from .section_3_1 import REPRODUCING_ID
from .setting import NTK

SHARP_ID = "geifman2020.derived.fill_distance_sharp"
LOWER_ID = "geifman2020.derived.average_case_lower_bound"
_N = Symbol("n", positive=True)


def _fill_distance(alpha: Rational) -> Derivation:
    y, x = Symbol("y", real=True), Symbol("x", real=True)
    return prove(
        rests_on(
            SHARP_ID,
            r"on $\mathbb S^1$ with equispaced points $h=\frac\pi N$ and $\sup_{\|f\|\le1}\|f-\hat f_X\|_\infty^2\ge C'h$",
        ),
        limit(
            _N ** (2 * alpha - 1),
            _N,
            sympy.Integer(1),
            text=rf"$h$ over $h^{{2\cdot{alpha}}}$ has the order $N^{{2\cdot{alpha}-1}}$, which must stay bounded",
            goal=True,
        ),
        rests_on(
            REPRODUCING_ID,
            r"$f(\mathbf x)-\hat f_X(\mathbf x)=\langle f-\hat f_X,k_{\mathbf x}-k_{\mathbf x_i}\rangle$ for every $\mathbf x_i\in X$, as $f-\hat f_X$ vanishes there",
        ),
        rests_on(
            "geifman2020.eq3.minimum_norm_limit", r"$\|f-\hat f_X\|\le\|f\|$: $f-\hat f_X$ is orthogonal to $\hat f_X$"
        ),
        reduction(
            r"With the nearest point, $\theta\le h$: $|f(\mathbf x)-\hat f_X(\mathbf x)|^2\le\|f\|^2\cdot2(g(0)-g(\theta))\le\|f\|^2\cdot2\sup|g'|\,h$ by the mean value theorem; "
            r"$g$ is smooth on $[0,\pi]$ (angle_map_analytic for the NTK), so $C=\sqrt{2\sup|g'|}$"
        ),
        rests_on(
            "geifman2020.derived.angle_map_analytic", r"$g(\theta)=\Theta_L(\cos\theta)$ is analytic near $[0,\pi]$"
        ),
        nonnegative_by_derivatives(
            y - 1 + exp(-y), y, Reals(0), text=r"Laplace: $1-e^{-y}\le y$ with $y=2c\sin\frac\theta2$", goal=True
        ),
        nonnegative_by_derivatives(
            x / 2 - sin(x / 2),
            x,
            Reals(0, pi),
            text=r"$2c\sin\frac\theta2\le c\,\theta$: $C=\sqrt{2c}$ serves",
            goal=True,
        ),
    )


FILL_DISTANCE = Claim(
    id="geifman2020.sec33.fill_distance_exponent",
    label="Section 3.3",
    printed=True,
    statement=(
        r"For the minimum-norm interpolant $\hat f_X$ at a finite $X\subset\mathbb S^{d-1}$ with mesh norm "
        r"$h(X)=\sup_{\mathbf z}\inf_{\mathbf x\in X}\arccos(\mathbf z^T\mathbf x)$: $\|f-\hat f_X\|_\infty\le "
        r"C\,h(X)^{1/2}\|f\|_{\mathcal H_k}$ for all $f\in\mathcal H_k$, with $\alpha=\frac12$ both for the "
        r"Laplace kernel and for the NTK with bias; one may take $C=\sqrt{2\sup_\theta|g'(\theta)|}$, "
        r"$g(\theta)=\kappa(\cos\theta)$, in particular $C=\sqrt{2c}$ for $e^{-c\|\mathbf x-\mathbf z\|}$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$, all finite $X$, noiseless interpolation; strictly positive definite Gram matrix.",
    check=_fill_distance,
    parameters={"alpha": Rational(1, 2)},
    depends_on=(
        SHARP_ID,
        REPRODUCING_ID,
        "geifman2020.eq3.minimum_norm_limit",
        "geifman2020.derived.angle_map_analytic",
    ),
    control=Control(
        r"$\alpha=1$ for the Laplace kernel on $\mathbb S^1$ with equispaced points.",
        {"alpha": Rational(1)},
    ),
)


def _sharp(power: int) -> Derivation:
    return prove(
        rests_on("geifman2020.eq4.harmonic_expansion", r"$\mathrm{tr}(T)=\sum_i\lambda_i=\kappa(1)$"),
        cite(
            LOWER_ID,
            r"its proof: $\int P_X^2d\sigma=\mathrm{tr}(T)-\mathrm{tr}(A_X)\ge\sum_{i>N}\lambda_i$, $P_X^2=k(\mathbf x,\mathbf x)-\mathbf k_{\mathbf x}^TK^{-1}\mathbf k_{\mathbf x}$",
        ),
        reduction(
            r"$\sup_{\|f\|\le1}|f(\mathbf x)-\hat f_X(\mathbf x)|=P_X(\mathbf x)$, and a supremum is at least the mean: $\sup P_X^2\ge\sum_{i>N}\lambda_i$"
        ),
        deep_rates(),
        reduction(
            r"On the circle the eigenvalues are $\mu_0$ once and each $\mu_k$ twice, with $\mu_k\ge C_1k^{-2}$: ordered, $\lambda_i\ge C_1(\frac i2)^{-2}$ (at least $i$ of them are "
            r"$\ge C_1(\frac i2)^{-2}$ for $i\ge2$)"
        ),
        identity(
            1 / _N - 1 / (_N + 1),
            1 / (_N * (_N + 1)),
            {_N: Integers(1)},
            text=r"$\frac1i-\frac1{i+1}=\frac1{i(i+1)}$, which telescopes: $\sum_{i>N}\frac1{i(i+1)}=\frac1{N+1}$",
            goal=True,
        ),
        positive(
            1 / _N**2 - 1 / (_N * (_N + 1)),
            {_N: 1},
            text=r"$i^{-2}\ge\frac1{i(i+1)}$: $\sum_{i>N}\lambda_i\ge\frac{4C_1}{N+1}$",
            goal=True,
        ),
        limit(
            (_N**power) / (_N + 1),
            _N,
            sympy.Integer(1),
            text=rf"$\frac1{{N+1}}$ has the order $N^{{-{power}}}$, that of $h^{{{power}}}$ with $h=\frac\pi N$",
            goal=True,
        ),
    )


SHARP = Claim(
    id="geifman2020.derived.fill_distance_sharp",
    label="Section 3.3",
    statement=(
        r"The exponent $\alpha=\frac12$ cannot be improved: on $\mathbb S^1$ with $N$ equispaced points "
        r"($h=\pi/N$) and the Laplace kernel or the NTK with bias, $\sup_{\|f\|_{\mathcal H}\le1}\|f-\hat "
        r"f_X\|_\infty^2\ge\sum_{i>N}\lambda_i\ge C'h$ with $C'>0$, $\lambda_i$ the eigenvalues in decreasing "
        "order with multiplicity."
    ),
    expected=Verdict.PROVED,
    scope=r"$d=2$, all $N\ge1$; for other $d$ the same argument with quasi-uniform $X$.",
    check=_sharp,
    parameters={"power": 1},
    depends_on=("geifman2020.eq4.harmonic_expansion", *RATES),
    conditions=(LOWER_ID,),
    control=Control(
        r"The lower bound is of the order $h^2$, so that $\sup P_X\le Ch$ were possible; $\frac1{N+1}$ over $N^{-2}$ is unbounded.",
        {"power": 2},
    ),
)
