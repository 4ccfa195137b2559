r"""The :math:`\gamma`-exponential kernels on the cut :math:`[1, \infty)`: an integral for every eigenvalue."""

from __future__ import annotations

from sympy import I, Symbol, cos, cosh, exp, pi, sin, sinh

from ntkproofs.checks import Reals, cite, definition, identity, positive, prove, reduction, rests_on
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.cauchy_cut import CUT
from ntkproofs.papers.background.integration import TONELLI

from .laplace_slit import LAPLACE_SLIT
from .setting import CONVENTIONS
from .slit import KERNEL_ID

_A, _B, _Y = Symbol("A", positive=True), Symbol("B", real=True), Symbol("y", positive=True)


def _slit(damping: int) -> Derivation:
    over: dict[Symbol, Domain] = {_A: Reals(0, left_open=True), _B: Reals(0, pi / 2)}
    upper = exp(-_A * (cos(_B) - I * sin(_B))).as_real_imag()[1]
    height: dict[Symbol, Domain] = {_Y: Reals(0, left_open=True)}
    return prove(
        rests_on(LAPLACE_SLIT.id, r"$\gamma=1$: there $\cos\frac{\pi\gamma}2=0$ and $A=2c\sinh\frac y2$"),
        definition(
            r"$0<\gamma<1$: $f(z)=e^{-c(2-2z)^{\gamma/2}}$ with the principal power, analytic on $\mathbb C\setminus[1,\infty)$, "
            r"real on the real axis below 1, and $f(\mathbf x^T\mathbf z)=e^{-c\|\mathbf x-\mathbf z\|^\gamma}$; "
            r"$B=\frac{\pi\gamma}2$ and $A=c(2x-2)^{\gamma/2}$"
        ),
        reduction(
            r"The principal argument of $2-2z$ is in $(-\pi,\pi)$, so that of its power is in $(-B,B)$, and "
            r"$|f(z)|\le e^{-c|2-2z|^{\gamma/2}\cos B}\to0$ as $|z|\to\infty$; $f$ is continuous up to both sides of the cut, with "
            r"$f(1)=1$"
        ),
        positive(
            cos(pi / 4),
            {},
            text=r"$\cos B>0$ for $0<\gamma<1$: at $\gamma=\frac12$, and $\cos B$ falls from 1 to $\cos\frac\pi2=0$",
        ),
        reduction(
            r"On the upper side $2-2z=(2x-2)e^{-i\pi}$, so that its power is $(2x-2)^{\gamma/2}e^{-iB}$ and $f(x+i0)=e^{-Ae^{-iB}}$"
        ),
        identity(
            upper,
            exp(-damping * _A * cos(_B)) * sin(_A * sin(_B)),
            over,
            text=r"$\mathrm{Im}f(x+i0)=" + (r"e^{-A\cos B}" if damping else "") + r"\sin(A\sin B)$",
            goal=True,
        ),
        cite(
            CUT,
            r"$|\mathrm{Im}f|\le e^{-A\cos B}$ is integrable at infinity, so $f(t)=\frac1\pi\int_1^\infty\frac{\mathrm{Im}f(x+i0)}{x-t}dx$",
        ),
        rests_on(
            KERNEL_ID,
            r"$Q_k(x)=\mu_k[1/(x-\cdot)]$ is finite and positive for $x>1$; with $x=\cosh y$, $Q_0(\cosh y)\sinh y$ is bounded by "
            r"$y^{-1}$ times a constant near 0 ($d=2$: it is 1) and by a constant at infinity",
        ),
        cite(
            TONELLI,
            r"$|P_k|\le1$ and $|\mathrm{Im}f|\le A=O(y^\gamma)$ near $y=0$, so that $\int|\mathrm{Im}f|\,Q_0(x)dx<\infty$: the "
            r"integrals may be exchanged, $\mu_k=\frac1\pi\int_1^\infty\mathrm{Im}f(x+i0)\,Q_k(x)\,dx$",
        ),
        identity(
            (2 * cosh(_Y) - 2).rewrite(exp),
            (4 * sinh(_Y / 2) ** 2).rewrite(exp),
            height,
            text=r"$x=\cosh y$: $2x-2=4\sinh^2\frac y2$, so that $A=c\,2^\gamma\sinh^\gamma\frac y2$ and $dx=\sinh y\,dy$",
            goal=True,
        ),
    )


GAMMA_SLIT = Claim(
    id="geifman2020.derived.gamma_exponential_slit",
    label="Section 3.1",
    statement=(
        r"For $0<\gamma\le1$, $c>0$, $k\ge1$: $\mu_k[e^{-c\|\mathbf x-\mathbf z\|^\gamma}]=\frac1\pi\int_0^\infty "
        r"e^{-A\cos(\pi\gamma/2)}\sin\bigl(A\sin\tfrac{\pi\gamma}2\bigr)Q_k(\cosh y)\sinh y\,dy$, "
        r"$A=c\,2^\gamma\sinh^\gamma(y/2)$, $Q_k(z)=\mu_k[1/(z-\cdot)]$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=(
        r"All $k\ge1$, $d\ge2$, $c>0$, $0<\gamma\le1$ (for $\gamma>1$ the integrand grows). Given Cauchy's formula on the cut plane; "
        r"$\gamma=1$ given the slit representation."
    ),
    check=_slit,
    parameters={"damping": 1},
    depends_on=(LAPLACE_SLIT.id, KERNEL_ID),
    conditions=(CUT, TONELLI),
    control=Control(r"The same without the exponential factor; false for $\gamma=\frac12$.", {"damping": 0}),
)
