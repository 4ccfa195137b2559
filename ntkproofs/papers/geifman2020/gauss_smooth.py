"""Section 3: the functions of the space of the Gaussian kernel are infinitely often differentiable."""

from __future__ import annotations

import sympy
from sympy import Symbol, binomial, exp, sin

from ntkproofs.checks import Reals, cite, definition, identity, power_series, prove, reduction
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.hilbert_space import MOORE_ARONSZAJN

from .setting import WIDTH, WIDTHS

_H, _G = sympy.symbols("h g", real=True)


def _smooth(kernel: str) -> Derivation:
    x = Symbol("x", real=True)
    along = exp(-4 * WIDTH * sin(x / 2) ** 2) if kernel == "gaussian" else exp(-2 * WIDTH * sin(x / 2))
    steps: dict[Symbol, Domain] = {_H: Reals(), _G: Reals()}
    quotients = []
    for n in (2, 3, 4, 5, 6):
        # ((h-g)^n - h^n - (-g)^n)/(h g): the middle terms of the binomial theorem.
        rest = sum(binomial(n, j) * _H ** (n - j - 1) * (-1) ** j * _G ** (j - 1) for j in range(1, n))
        text = rf"$(h-g)^{n}-h^{n}-(-g)^{n}=hg\cdot({sympy.latex(sympy.expand(rest))})$"
        quotients.append(identity((_H - _G) ** n - _H**n - (-_G) ** n, _H * _G * rest, steps, text=text, goal=True))
    return prove(
        power_series(
            along,
            x,
            {1: sympy.Integer(0)},
            WIDTHS,
            text=r"$k(\cdot,\mathbf x)$ along a great circle through $\mathbf x$, an even function of the angle, has the one-sided derivative 0 at $\mathbf x$",
            goal=True,
        ),
        cite(
            MOORE_ARONSZAJN,
            r"the space exists on $\mathbb R^d$ and on the sphere, with $f(\mathbf x)=\langle f,k_{\mathbf x}\rangle$ and $\langle k_{\mathbf x},k_{\mathbf z}\rangle=k(\mathbf x,\mathbf z)=\varphi(\mathbf x-\mathbf z)$, $\varphi$ an entire function",
        ),
        definition(
            r"for a direction and $\psi$ a derivative of $\varphi$ (up to sign) along it: $D_h=\frac1h(u_{\mathbf x+h}-u_{\mathbf x})$ with $\langle u_{\mathbf x},u_{\mathbf z}\rangle=\psi(\mathbf x-\mathbf z)$, so that "
            r"$\langle D_h,D_g\rangle=\frac{\psi(h-g)-\psi(h)-\psi(-g)+\psi(0)}{hg}$"
        ),
        quotients,
        reduction(
            r"With $\psi(u)=\sum_np_nu^n$ the term $n$ contributes $p_n$ times the quotient (binomial theorem; 0 for $n\le1$), a polynomial of degree $n-2$ that vanishes at $h=g=0$ for "
            r"$n\ge3$ and is $-2$ for $n=2$: $\langle D_h,D_g\rangle\to-2p_2=-\psi''(0)$ as $h,g\to0$, and so $\|D_h-D_g\|\to0$"
        ),
        reduction(
            r"$\mathcal H$ is complete, so $D_h$ has a limit $v_{\mathbf x}$, with $\langle v_{\mathbf x},v_{\mathbf z}\rangle=-\psi''(\mathbf x-\mathbf z)$, and $\langle f,u_{\mathbf x}\rangle$ has the derivative "
            r"$\langle f,v_{\mathbf x}\rangle$, continuous in $\mathbf x$. By induction, starting with $u=k_{\mathbf x}$, all partial derivatives of $f$ of all orders exist and are continuous (mixed ones likewise, "
            r"direction by direction)"
        ),
        reduction(
            r"The restrictions to the sphere, normed as the quotient by the functions that vanish there, are a space that reproduces the restricted kernel; by uniqueness it is the "
            r"space on the sphere, whose functions are restrictions of smooth ones"
        ),
    )


SMOOTH = Claim(
    id="geifman2020.sec3.gauss_rkhs_smooth",
    label="Section 3",
    printed=True,
    statement=(
        r"Every function of the RKHS of $e^{-c\|\mathbf x-\mathbf z\|^2}$, $c>0$, on $\mathbb R^d$ or restricted "
        r"to $\mathbb S^{d-1}$, is infinitely often differentiable."
    ),
    expected=Verdict.PROVED,
    scope=(
        r"All $d\ge1$ ($d\ge2$ for the sphere), $c>0$. Uses only the reproducing property and smoothness of the "
        "kernel."
    ),
    check=_smooth,
    parameters={"kernel": "gaussian"},
    conditions=(MOORE_ARONSZAJN,),
    control=Control(
        (
            r"Every function of the RKHS of $e^{-c\|\mathbf x-\mathbf z\|}$ on $\mathbb S^{1}$ is differentiable: "
            r"refuted by $k(\cdot,\mathbf x)$, whose one-sided derivatives in the angle at $\mathbf x$ are $\mp "
            "c$."
        ),
        {"kernel": "laplace"},
    ),
)
