"""The words in which the statements of the paper introduce networks, kernels and data, and steps they share."""

from __future__ import annotations

import sympy
from sympy import Expr, Symbol, exp

from ntkproofs.checks import (
    Integers,
    Reals,
    identity,
    limit,
    nonnegative_by_derivatives,
    nonnegative_combination,
    value,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Step

NETWORK = (
    r"$\alpha^{(0)}(x)=x\in\mathbb{R}^{n_0}$, $\tilde\alpha^{(\ell+1)}=n_\ell^{-1/2}W^{(\ell)}\alpha^{(\ell)}+\beta b^{(\ell)}$ "
    r"for $0\le\ell<L$, $\alpha^{(\ell)}=\sigma(\tilde\alpha^{(\ell)})$ entrywise, $f_\theta=\tilde\alpha^{(L)}$, "
    r"$W^{(\ell)}\in\mathbb{R}^{n_{\ell+1}\times n_\ell}$, $b^{(\ell)}\in\mathbb{R}^{n_{\ell+1}}$"
)
GAUSSIAN = r"at initialization all entries of all $W^{(\ell)},b^{(\ell)}$ are iid $\mathcal{N}(0,1)$"
TANGENT = (
    r"the empirical NTK is $\Theta^{(L)}_{kk'}(x,x')=\sum_p\partial_{\theta_p}f_k(x)\,\partial_{\theta_p}f_{k'}(x')$, the sum "
    r"running over all entries of all $W^{(\ell)}$ and $b^{(\ell)}$"
)
DATA = (
    r"$p^{in}=\frac1N\sum_{i=1}^N\delta_{x_i}$ with distinct $x_i$, $\langle f,g\rangle_{p^{in}}=\frac1N\sum_if(x_i)^Tg(x_i)$, "
    r"$\Phi_K(\langle d,\cdot\rangle_{p^{in}})(x)=\frac1N\sum_jK(x,x_j)d(x_j)$"
)
LIMIT = (
    r"the limiting kernels are $\Sigma^{(1)}=\Theta_\infty^{(1)}=x^Tx'/n_0+\beta^2$, "
    r"$\Sigma^{(\ell+1)}=\mathbb{E}[\sigma(u)\sigma(v)]+\beta^2$, "
    r"$\dot\Sigma^{(\ell)}=\mathbb{E}[\dot\sigma(u)\dot\sigma(v)]$ with $(u,v)\sim\mathcal{N}(0,\Sigma^{(\ell)})$ on $\{x,x'\}$, "
    r"$\Theta_\infty^{(\ell+1)}=\dot\Sigma^{(\ell)}\Theta_\infty^{(\ell)}+\Sigma^{(\ell+1)}$"
)
RELU = r"$\sigma(u)=\max(u,0)$, $\dot\sigma(u)=1_{u>0}$"
ARC_COSINES = (r"$\kappa_0(r)=(\pi-\arccos r)/\pi$, $\kappa_1(r)=(r(\pi-\arccos r)+\sqrt{1-r^2})/\pi$",)

SPECTRAL = "background.spectral_theorem"
FUBINI = "background.independent_product"

POSITIVE: Domain = Reals(0, sympy.oo, left_open=True)
WIDTH: Domain = Integers(1)

# Names that recur: widths of a layer and of the next one, number of data, bias scale, time, eigenvalue.
N_HERE, N_NEXT, SAMPLES = (Symbol(name, positive=True) for name in ("n", "m", "N"))
BETA, TIME, RATE = (Symbol(name, positive=True) for name in ("beta", "t", "lambda"))


def exponential_decay() -> list[Step]:
    r"""Prove that :math:`e^{-s} \to 0` as :math:`s \to \infty`."""
    s, n = Symbol("s", positive=True), Symbol("n", positive=True)
    return [
        nonnegative_by_derivatives(
            exp(s) - 1 - s, s, Reals(0), text=r"$e^s\ge1+s$ for $s\ge0$, so $0<e^{-s}\le1/(1+s)$"
        ),
        limit(1 / (1 + n), n, sympy.Integer(0), text=r"$1/(1+s)\to0$, so $e^{-s}\to0$ as $s\to\infty$"),
    ]


def geometric_decay() -> list[Step]:
    r"""Prove that :math:`|q|^k \to 0` for :math:`|q| < 1`, by Bernoulli's inequality."""
    k, h, known = Symbol("k", nonnegative=True), Symbol("h", positive=True), Symbol("B", real=True)
    over = {k: Integers(0), h: POSITIVE, known: Reals()}
    slack = Symbol("e")
    return [
        nonnegative_combination(
            (1 + h) * known - (1 + (k + 1) * h),
            (1 + h) * slack + k * h**2,
            over,
            given={slack: known - (1 + k * h)},
            text=r"if $B=(1+h)^k\ge1+kh$, then $(1+h)^{k+1}\ge1+(k+1)h$ (Bernoulli; $1\ge1$ at $k=0$)",
        ),
        limit(1 / (1 + k * h), k, sympy.Integer(0), {h: POSITIVE}, text=r"$|q|=1/(1+h)$: $|q|^k\le1/(1+kh)\to0$"),
    ]


def solves(curve: Expr, velocity: Expr, start: Expr, over: dict[Symbol, Reals], text: str) -> list[Step]:
    """Prove that a curve in time has a given velocity and a given start."""
    return [
        identity(sympy.diff(curve, TIME), velocity, {TIME: Reals(0), **over}, text=text),
        identity(curve.subs(TIME, 0), start, over, text="and has the right start")
        if start.free_symbols or curve.subs(TIME, 0).free_symbols
        else value(curve.subs(TIME, 0), start, text="and has the right start"),
    ]


def unique_solution() -> Step:
    r"""Prove that :math:`r' = -\lambda r` has one solution for each start."""
    r = Symbol("r", real=True)
    return identity(
        RATE * exp(RATE * TIME) * r + exp(RATE * TIME) * (-RATE * r),
        sympy.Integer(0),
        {TIME: Reals(0), RATE: POSITIVE, r: Reals()},
        text=r"a difference $r$ of two solutions has $r'=-\lambda r$, so $(e^{\lambda t}r)'=0$: there is no other",
    )


def cauchy_schwarz() -> Step:
    r"""Prove :math:`(a\cdot b)^2 \le |a|^2|b|^2`, pair by pair of the indices."""
    a, b, c, d = sympy.symbols("a_i a_j b_i b_j", real=True)
    return nonnegative_combination(
        a**2 * d**2 + b**2 * c**2 - 2 * a * b * c * d,
        (a * d - b * c) ** 2,
        {a: Reals(), b: Reals(), c: Reals(), d: Reals()},
        text=r"$|a|^2|b|^2-(a\cdot b)^2=\sum_{i<j}(a_ib_j-a_jb_i)^2\ge0$ (Cauchy-Schwarz; the pair $i<j$ of both sides)",
    )


def norm_derivative() -> Step:
    r"""Prove :math:`\partial_t\|v\| \le \|\partial_tv\|` where v is not zero, from Cauchy-Schwarz."""
    norm, gap, product = Symbol("V", positive=True), Symbol("e"), Symbol("P", real=True)
    speed = Symbol("S", nonnegative=True)
    return nonnegative_combination(
        norm * speed - product,
        gap,
        {norm: POSITIVE, speed: Reals(0), product: Reals()},
        given={gap: norm * speed - product},
        text=r"$\|v\|\,\partial_t\|v\|=\langle v,\partial_tv\rangle\le\|v\|\|\partial_tv\|$, so $\partial_t\|v\|\le\|\partial_tv\|$",
    )


def transposed_norm() -> Step:
    r"""Prove :math:`\|A^T\|_{op} \le \|A\|_{op}`, from Cauchy-Schwarz."""
    v, p, m, w = sympy.symbols("v P M w", nonnegative=True)
    first, second = sympy.symbols("r_1 r_2")
    return nonnegative_combination(
        p * (w * v - p),
        first + v * second,
        {v: Reals(0), p: Reals(0), m: Reals(0), w: Reals(0)},
        given={first: m * v - p**2, second: w * p - m},
        text=r"$P=|A^Tv|$, $M=|AA^Tv|\le wP$ with $w=\|A\|_{op}$ and $P^2=\langle AA^Tv,v\rangle\le M|v|$: $P^2\le wP|v|$, so "
        r"$\|A^T\|_{op}\le\|A\|_{op}$, and equal by symmetry",
    )
