r"""Steps on Poisson means of even Lipschitz functions, as the proof of Corollary 7 needs them in every dimension."""

from __future__ import annotations

from functools import cache

from sympy import Integer, Rational, Symbol, cos, exp, log, pi, sin

from ntkproofs.checks import (
    Reals,
    antiderivative,
    cite,
    definition,
    identity,
    nonnegative_by_derivatives,
    positive,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Step
from ntkproofs.papers.background.gegenbauer import RELATIONS
from ntkproofs.papers.background.harmonics import ADDITION, COMPLETE, FUNK_HECKE, POISSON

from .corollary_6 import EVEN, Smoothness
from .spectral_sequences import D, K

_T = Symbol("theta", real=True)
_R = Symbol("r", real=True)
_X = Symbol("x", real=True)


@cache
def lipschitz_energy() -> tuple[Step, ...]:
    r"""Steps: :math:`\sum_k k(k+d-2)\|f_k\|^2 \le (d-1)\eta^2`, in every dimension."""
    k, d, slope = K, D, Symbol("S", real=True)
    return (
        cite(COMPLETE, r"$f=\sum f_k$, $\|f\|^2=\sum\|f_k\|^2$"),
        cite(
            FUNK_HECKE,
            r"for $y$ uniform on the points with $\langle x,y\rangle=t$ the mean of $f_k(y)$ is $P_k(t)f_k(x)$ (the limit of zonal "
            r"averages): $\mathbb E|f(x)-f(y)|^2=2\sum(1-P_k(t))\|f_k\|^2$",
        ),
        reduction(
            r"the left side is at most $\eta^2\|x-y\|^2=2\eta^2(1-t)$, and $|P_k(t)|\le1$, an eigenvalue of a mean, so $\sum_{k\le n}\frac{1-P_k(t)}{1-t}\|f_k\|^2"
            r"\le\eta^2$ for every $n$; $t\to1$ turns the quotient into $P_k'(1)$"
        ),
        rests_on(RELATIONS, r"$(1-t^2)P_k''-(d-1)tP_k'+k(k+d-2)P_k=0$ and $P_k(1)=1$"),
        identity(
            ((1 - _X**2) * Symbol("Q") - (d - 1) * _X * slope + k * (k + d - 2))
            .subs(_X, 1)
            .subs(slope, k * (k + d - 2) / (d - 1)),
            Integer(0),
            text=r"at $t=1$: $P_k'(1)=\frac{k(k+d-2)}{d-1}$, so $\sum k(k+d-2)\|f_k\|^2\le(d-1)\eta^2$",
            goal=True,
        ),
    )


@cache
def poisson_norm(kernel: Smoothness) -> tuple[Step, ...]:
    r"""Steps: the Poisson mean has :math:`\|g\| \le G\eta\varepsilon^{-(d+x)/2+1}` for the kernel with that excess."""
    k, d, excess = K, D, kernel.excess
    top = "d" if not excess else f"d+{excess}"
    net = "d-2" if not excess else "d"
    weight = "C(d)" if not excess else "d\\,C(d)"
    return (
        rests_on(EVEN, r"$f_k=0$ for odd $k$"),
        rests_on(
            kernel.lower_bound,
            rf"$\mu_k({kernel.latex})>{weight}\,\nu^{{-({top})}}$ for even $k\ge2$, $\nu=k+\frac{{d-2}}2$",
        ),
        positive(
            k * (d + 2) / 4 - (k + (d - 2) / 2),
            {k: 2, d: 2},
            strict=False,
            text=r"$\nu\le\frac{d+2}4k$ for $k\ge2$",
            goal=True,
        ),
        nonnegative_by_derivatives(exp(-_X) - 1 + _X, _X, Reals(0, 1), text=r"$1-\varepsilon\le e^{-\varepsilon}$"),
        nonnegative_by_derivatives(exp(_X - 1) - _X, _X, Reals(1), text=r"$ye^{1-y}\le1$ for $y\ge1$"),
        nonnegative_by_derivatives(
            exp(_X - 1) - _X, _X, Reals(0, 1), text=r"and for $0\le y\le1$, with $\frac d{dy}(e^{y-1}-y)\le0$ there"
        ),
        reduction(
            rf"so with $y=2\varepsilon k/({net})$: $(1-\varepsilon)^{{2k}}k^{{{net}}}\le e^{{-2\varepsilon k}}k^{{{net}}}\le"
            rf"\bigl(\frac{{{net}}}{{2e\varepsilon}}\bigr)^{{{net}}}$"
        ),
        positive(k * (k + d - 2) - k**2, {k: 1, d: 2}, strict=False, text=r"$k^2\le k(k+d-2)$"),
        reduction(
            rf"$\|g\|^2\le\frac{{\eta^2}}{{\mu_0}}+\frac1{{{weight}}}\bigl(\frac{{d+2}}4\bigr)^{{{top}}}\bigl(\frac{{{net}}}{{2e\varepsilon}}"
            rf"\bigr)^{{{net}}}(d-1)\eta^2$, and $1\le2^{{-({net})}}\varepsilon^{{-({net})}}$ for $\varepsilon\le\frac12$: "
            rf"$\|g\|^2\le G^2\eta^2\varepsilon^{{-({net})}}$, $G$ a constant of the dimension"
        ),
    )


@cache
def poisson_error() -> tuple[Step, ...]:
    r"""Steps: the error of the Poisson mean, the same for every kernel."""
    d, r, t, e = D, _R, _T, Symbol("epsilon", positive=True)
    return (
        definition(r"$r=1-\varepsilon$, $p(u)=(1-r^2)(1-2ru+r^2)^{-d/2}$, $g=\sum r^kf_k$"),
        cite(POISSON, r"$p=\sum r^kN(d,k)P_k\ge0$, of mean 1 (the term $k=0$)"),
        cite(
            ADDITION,
            r"so $g(x)=\mathbb E_y[p(\langle x,y\rangle)f(y)]$, $f_k(x)=N(d,k)\mathbb E_y[f(y)P_k(\langle x,y\rangle)]$",
        ),
        reduction(
            r"$|f(x)-g(x)|\le\mathbb E_y[p\,|f(x)-f(y)|]\le\eta c_d\int_0^\pi p(\cos\theta)\,2\sin\tfrac\theta2\,\sin^{d-2}\theta\,d\theta$"
        ),
        identity(
            1 - 2 * r * cos(t) + r**2,
            (1 - r) ** 2 + 4 * r * sin(t / 2) ** 2,
            {r: Reals(0, 1), t: Reals(0, pi)},
            text=r"$1-2r\cos\theta+r^2=\varepsilon^2+4r\sin^2\frac\theta2$",
            goal=True,
        ),
        nonnegative_by_derivatives(
            sin(t / 2) - t / pi, t, Reals(0, pi), text=r"$\sin\frac\theta2\ge\frac\theta\pi$ on $[0,\pi]$"
        ),
        value(
            4 * Rational(1, 2) / pi**2, 2 / pi**2, text=r"$4r\sin^2\frac\theta2\ge2\theta^2/\pi^2$ for $r\ge\frac12$"
        ),
        nonnegative_by_derivatives(
            t - sin(t), t, Reals(0, pi), text=r"$\sin\theta\le\theta$ and $2\sin\frac\theta2\le\theta$"
        ),
        identity(1 - (1 - e) ** 2, e * (2 - e), text=r"$1-r^2=\varepsilon(2-\varepsilon)\le2\varepsilon$"),
        antiderivative(
            _X**d / d,
            _X ** (d - 1),
            _X,
            text=r"for $\theta\le\varepsilon$, $p\le2\varepsilon\varepsilon^{-d}$: $\int_0^\varepsilon\theta^{d-1}d\theta=\varepsilon^d/d$",
            goal=True,
        ),
        identity(
            (d - 1) - d,
            Integer(-1),
            text=r"for $\theta>\varepsilon$, $p\le2\varepsilon(\pi/\sqrt2)^d\theta^{-d}$, and $\theta^{d-1}\theta^{-d}=\theta^{-1}$",
        ),
        antiderivative(
            log(_X),
            1 / _X,
            _X,
            text=r"$\int_\varepsilon^\pi\theta^{-1}d\theta=\log(\pi/\varepsilon)$: the two parts are the bound",
            goal=True,
        ),
    )
