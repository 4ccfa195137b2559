r"""The tangent kernel of a random two-layer network, unit by unit."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, sqrt

from ntkproofs.checks import Reals, antiderivative, cite, definition, identity, reduction
from ntkproofs.claims import Step
from ntkproofs.papers.background.gaussian_integrals import gaussian_moment

FUBINI = "background.independent_product"
NETWORK = (
    r"$f(x;\theta)=\sqrt{2/m}\sum_{j=1}^m v_j\,(w_j\cdot x)_+$ with independent $w_j\sim\mathcal{N}(0,I_d)$, "
    r"$v_j\sim\mathcal{N}(0,1)$ ($d$ is the paper's $p$)"
)
KERNEL_3 = (
    r"$K(x,x')=2\langle x,x'\rangle\,\mathbb{E}_w[1\{w\cdot x\ge0\}1\{w\cdot x'\ge0\}]"
    r"+2\,\mathbb{E}_w[(w\cdot x)_+(w\cdot x')_+]$, $w\sim\mathcal N(0,I_d)$ (3)"
)

WIDTH = sympy.Symbol("m", positive=True)
PRODUCT = sympy.Symbol("p", real=True)  # <x, x'>
VALUES = sympy.Symbol("A", real=True)  # E[sigma(w.x) sigma(w.x')]
SLOPES = sympy.Symbol("B", real=True)  # E[sigma'(w.x) sigma'(w.x')]


def gradient(prefactor_squared: Rational) -> tuple[Step, ...]:
    r"""Return the steps that lead to the tangent kernel as a sum over units, for the prefactor :math:`\sqrt{c/m}`."""
    c, m = prefactor_squared, WIDTH
    v, s, g, h, k = sympy.symbols("v s g h k", real=True)
    unit = sqrt(c / m) * v * s
    return (
        definition(r"$s=\sigma(w\cdot x)$, $g=\sigma'(w\cdot x)$ and $s', g'$ at $x'$; $p=\langle x,x'\rangle$"),
        reduction(
            r"$\sigma'$ is defined up to a null set and $w\cdot x$ has a density for $x\ne0$, so almost surely "
            r"$\partial_{w_i}\sigma(w\cdot x)=g\,x_i$ by the chain rule; for the ReLU $g=1\{w\cdot x\ge0\}$"
        ),
        antiderivative(unit, sqrt(c / m) * s, v, text="the derivative of one unit with respect to its $v$"),
        identity(
            sqrt(c / m) * s * sqrt(c / m) * h + sqrt(c / m) * v * g * sqrt(c / m) * v * k * PRODUCT,
            c / m * (s * h + v**2 * g * k * PRODUCT),
            {m: Reals(0, sympy.oo, left_open=True)},
            text=rf"one unit adds $\frac{{{c}}}m(ss'+v^2gg'p)$ to $\langle\nabla f(x),\nabla f(x')\rangle$, as "
            r"$\sum_i x_ix_i'=p$ (here $h=s'$, $k=g'$)",
        ),
    )


def mean(prefactor_squared: Rational) -> tuple[Expr, tuple[Step, ...]]:
    r"""Return the mean tangent kernel, in A = E[s s'], B = E[g g'] and p, with its steps."""
    second = gaussian_moment(1)
    found = WIDTH * prefactor_squared / WIDTH * (VALUES + second.value * SLOPES * PRODUCT)
    steps = (
        *gradient(prefactor_squared),
        *second.steps,
        cite(FUBINI, r"$E[v^2gg'] = E[v^2]\,E[gg']$, because $v$ and $w$ are independent"),
        reduction(r"the $m$ units have one law, so the mean is $m$ times that of one unit; $A=E[ss']$, $B=E[gg']$"),
    )
    return found, steps
