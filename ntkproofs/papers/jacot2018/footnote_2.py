"""Footnote 2: Gaussian data in high dimension have nearly the same norm."""

from __future__ import annotations

import sympy
from sympy import Integer, Rational, Symbol, gamma

from ntkproofs.checks import (
    Integers,
    Reals,
    cite,
    definition,
    identity,
    limit,
    nonnegative_combination,
    positive,
    prove,
    reduction,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gamma_function import WENDEL_ID
from ntkproofs.papers.background.gaussian_polar import POLAR
from ntkproofs.papers.background.probability import CHEBYSHEV

from .appendix_a2 import gaussian_squares
from .setting import FUBINI, WIDTH

_N = Symbol("n_0", positive=True)


def _norm(ceiling: Rational) -> Derivation:
    n, r = _N, Symbol("R", nonnegative=True)
    square = gamma((n + 1) / 2) ** 2 / gamma(n / 2) ** 2
    lower, upper = n / 2 - Rational(1, 4), n / 2 - Rational(1, 4) + 1 / (8 * n)
    growth = ((n + 1) / n) ** 2
    radius = Symbol("r", positive=True)
    s = radius**2 / 2
    return prove(
        gaussian_squares(),
        cite(FUBINI, r"$|x|^2$ is a sum of $n_0$ independent squares: means and variances add"),
        identity(n / n, Integer(1), {n: WIDTH}, text=r"$\mathbb{E}|x|^2/n_0=1$", goal=True),
        identity(2 * n / n**2, 2 / n, {n: WIDTH}, text=r"$\mathrm{Var}(|x|^2/n_0)=2/n_0$", goal=True),
        limit(2 * n / n**2, n, Integer(0), text=r"it tends to 0", goal=True),
        cite(CHEBYSHEV, r"so $|x|^2/n_0\to1$ and $|x|/\sqrt{n_0}\to1$ in probability"),
        nonnegative_combination(
            (r**2 - 1) ** 2 - (r - 1) ** 2,
            (r - 1) ** 2 * (r**2 + 2 * r),
            {r: Reals(0)},
            text=r"$R=|x|/\sqrt{n_0}$: $(R^2-1)^2-(R-1)^2=(R-1)^2(R^2+2R)\ge0$, so $\mathbb{E}(R-1)^2\le2/n_0$ as well",
        ),
        cite(POLAR, r"$|x|$ has the density proportional to $r^{n_0-1}e^{-r^2/2}$"),
        identity(
            radius ** (n - 1) * sympy.exp(-(radius**2) / 2),
            (2 * s) ** (n / 2 - 1) * sympy.exp(-s) * sympy.diff(s, radius),
            {radius: Reals(0, sympy.oo, left_open=True), n: WIDTH},
            text=r"$r^{n-1}e^{-r^2/2}dr=(2s)^{n/2-1}e^{-s}ds$ with $s=r^2/2$: the integral is $2^{n/2-1}\Gamma(n/2)$, so "
            r"$\mathbb{E}|x|=\sqrt2\,\Gamma(\frac{n_0+1}2)/\Gamma(\frac{n_0}2)$",
        ),
        definition(r"$c_n=\Gamma(\frac{n+1}2)^2/\Gamma(\frac n2)^2$, so $\mathrm{Var}|x|=n-2c_n$"),
        identity(square.subs(n, n + 2), growth * square, {n: Integers(1)}, text=r"$c_{n+2}=(\frac{n+1}n)^2c_n$"),
        positive(
            lower.subs(n, n + 2) / (growth * lower) - 1,
            {n: 1},
            text=r"$c_n/(\frac n2-\frac14)$ decreases along steps of 2",
        ),
        positive(
            1 - upper.subs(n, n + 2) / (growth * upper),
            {n: 1},
            text=r"$c_n/(\frac n2-\frac14+\frac1{8n})$ increases along steps of 2",
        ),
        cite(WENDEL_ID, r"$c_n/\frac n2\to1$, so both quotients tend to 1"),
        limit(lower / (n / 2), n, Integer(1)),
        limit(upper / (n / 2), n, Integer(1)),
        reduction(
            r"hence $\frac n2-\frac14\le c_n\le\frac n2-\frac14+\frac1{8n}$ and $\frac12-\frac1{4n}\le\mathrm{Var}|x|\le\frac12$"
        ),
        identity(n - 2 * lower, Rational(1, 2), {n: WIDTH}, text=r"$n-2(\frac n2-\frac14)=\frac12$"),
        limit(
            n - 2 * upper,
            n,
            Rational(1, 2),
            text=r"$\mathrm{Var}|x|\to\frac12$, so the deviation of $|x|/\sqrt{n_0}$ is $\sim1/\sqrt{2n_0}$",
            goal=True,
        ),
        positive(
            ceiling - (2 - 2 * square.subs(n, 2)),
            {},
            text=rf"at $n_0=2$ the variance of $|x|$ is less than {ceiling}",
            goal=True,
        ),
    )


NORM = Claim(
    id="jacot2018.fn2.norm",
    label="Footnote 2",
    printed=True,
    statement=(
        r"For data from $\mathcal{N}(0,\mathrm{Id}_{n_0})$ all points have approximately the same norm $\sqrt{n_0}$ as $n_0$ grows: "
        r"$|x|^2/n_0$ has mean 1 and variance $2/n_0$, so $|x|/\sqrt{n_0}\to1$ in probability, with standard deviation "
        r"$\sim1/\sqrt{2n_0}$ (and $\mathrm{Var}|x|\le\frac12$ for every $n_0$)."
    ),
    expected=Verdict.PROVED,
    scope="one point, n_0 -> infinity (for N fixed points by a union bound)",
    check=_norm,
    parameters={"ceiling": Rational(1, 2)},
    conditions=(FUBINI, CHEBYSHEV, POLAR, WENDEL_ID),
    control=Control(
        r"$\mathrm{Var}|x|\le\frac14$ for every $n_0$; false at $n_0=2$: $2-\pi/2$.", {"ceiling": Rational(1, 4)}
    ),
)
