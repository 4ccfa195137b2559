r"""The words in which the statements of the paper introduce networks and operators, and steps they share."""

from __future__ import annotations

import sympy
from sympy import Symbol, exp

from ntkproofs.checks import Reals, cite, identity, nonnegative_by_derivatives
from ntkproofs.claims import Step
from ntkproofs.papers.background.operators import COMPACT

OPERATORS = (
    r"$\rho$ is a probability measure on compact $X$, $K$ continuous, symmetric, positive semidefinite, "
    r"$T_Kg(x)=\int K(x,s)g(s)d\rho(s)$ on $L^2(X,\rho)$, $\sigma_1\ge\sigma_2\ge\dots\ge0$ and $\phi_i$ its eigenvalues and "
    r"orthonormal eigenfunctions, $P_k$ the orthogonal projection onto $\mathrm{span}(\phi_1,\dots,\phi_k)$"
)
SHALLOW = (
    r"shallow network without bias: $f(x;\theta)=\frac1{\sqrt m}\sum_{i=1}^mv_i\,\omega(w_i\cdot x/\sqrt d)$, "
    r"$x\in\mathbb R^d$; at initialisation all $w_i\sim N(0,I_d)$, $v_i\sim N(0,1)$ are independent"
)
SHALLOW_KERNEL = (
    r"$K_0(x,x')=\langle\nabla_\theta f(x;\theta_0),\nabla_\theta f(x';\theta_0)\rangle$, $K^\infty=\mathbb E K_0="
    r"\mathbb E[\omega(a)\omega(a')]+\mathbb E[\omega'(a)\omega'(a')]\frac{x\cdot x'}d$ with $a=\frac{w\cdot x}{\sqrt d}$, "
    r"$a'=\frac{w\cdot x'}{\sqrt d}$, $w\sim N(0,I_d)$"
)
FLOW = (
    r"$\Phi(\theta)=\frac1{2n}\sum_{i=1}^n(f(x_i;\theta)-y_i)^2$, $y_i=f^*(x_i)$, gradient flow "
    r"$\partial_t\theta_t=-\partial_\theta\Phi(\theta_t)$, $r_t(x)=f(x;\theta_t)-f^*(x)$, $\hat r_t=(r_t(x_i))_i$, "
    r"$\|v\|_{\mathbb R^n}^2=\frac1n\sum v_i^2$"
)

POSITIVE = Reals(0, sympy.oo, left_open=True)
TIME, RATE = Symbol("t", positive=True), Symbol("sigma", positive=True)


def expansion() -> Step:
    """Cite the expansion in eigenfunctions."""
    return cite(
        COMPACT,
        r"$g=g_0+\sum_i\langle g,\phi_i\rangle\phi_i$ with $T_Kg_0=0$, $\|g\|^2=\|g_0\|^2+\sum_i\langle g,\phi_i\rangle^2$, and "
        r"$e^{-T_Kt}$ multiplies $\langle g,\phi_i\rangle$ by $e^{-\sigma_it}$ and leaves $g_0$",
    )


def decreasing_exponential() -> Step:
    r"""Prove :math:`e^{-x} \le 1` for :math:`x \ge 0`."""
    x = Symbol("x", real=True)
    return nonnegative_by_derivatives(1 - exp(-x), x, Reals(0), text=r"$e^{-x}\le1$ for $x\ge0$")


def inner_product_bound() -> Step:
    r"""Prove :math:`\langle g, h\rangle^2 \le \|g\|^2 \|h\|^2` in any inner product space."""
    g, h, product = sympy.symbols("G H p", real=True)
    return identity(
        g**2 * h - 2 * g * product * product + product**2 * g,
        g * (g * h - product**2),
        {g: Reals(0), h: Reals(0), product: Reals()},
        text=r"with $G=\|g\|^2$, $H=\|h\|^2$, $p=\langle g,h\rangle$: $0\le\|Gh-pg\|^2=G(GH-p^2)$, so $p^2\le GH$ "
        r"(Cauchy-Schwarz; both sides are 0 for $g=0$)",
    )
