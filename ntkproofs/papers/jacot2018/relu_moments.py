r"""Exact moments of ReLU networks of finite width at one input, layer by layer.

The state of a layer holds, for two of its units 1, 2 with empirical NTK :math:`\Theta_{ij}`, preactivations :math:`a_i` and
conditional variance q: :math:`A = E\Theta_{11}^2`, :math:`B = E\Theta_{11}\Theta_{22}`, :math:`C = E\Theta_{12}^2`,
:math:`D = E\Theta_{11}a_1^2`, :math:`F = E\Theta_{12}a_1a_2`, :math:`R = E\Theta_{11}q`, :math:`Q = Eq^2`, :math:`m = Eq`,
:math:`\tau = E\Theta_{11}`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import final

import sympy
from sympy import Expr, Rational, Symbol

from ntkproofs.checks import Reals, cite, definition, identity, reduction
from ntkproofs.claims import Step

from .hermite_pairs import mean, moments_used
from .setting import FUBINI

HALF = Rational(1, 2)
BIAS, FIRST, WIDE = (Symbol(name, positive=True) for name in ("b", "q", "n"))


@final
@dataclass(frozen=True)
class Moments:
    """The moments of one layer."""

    A: Expr
    B: Expr
    C: Expr
    D: Expr
    F: Expr
    R: Expr
    Q: Expr
    m: Expr
    tau: Expr


def start(q: Expr) -> Moments:
    """Return the moments of the first layer, whose kernel and variance are not random."""
    zero = sympy.Integer(0)
    return Moments(A=q**2, B=q**2, C=zero, D=q**2, F=zero, R=q**2, Q=q**2, m=q, tau=q)


def next_layer(s: Moments, n: Expr, bias: Expr, trace: Expr | int = 2) -> Moments:
    """Return the moments of the layer above one of width n; `bias` is the square of beta."""
    pairs = n * (n - 1) * HALF**2
    t = (n * HALF * s.A + pairs * s.B) / n**2
    mm = (n * HALF * s.A + pairs * s.C) / n**2
    ss = (n * HALF * s.D + pairs * s.R) / n**2 + bias * HALF * s.tau
    q = (3 * n * HALF * s.Q + pairs * s.Q) / n**2 + 2 * bias * HALF * s.m + bias**2
    k = (n * HALF * s.D + pairs * s.F) / n**2
    mean_q = HALF * s.m + bias
    found = Moments(
        A=t + trace * mm + 2 * ss + q,
        B=t + 2 * ss + q,
        C=mm,
        D=ss + q + 2 * k,
        F=k,
        R=ss + q,
        Q=q,
        m=mean_q,
        tau=HALF * s.tau + mean_q,
    )
    return replace(found, **{name: sympy.expand(value) for name, value in vars(found).items()})


def after(layers: int, q: Expr = FIRST, bias: Expr = BIAS, n: Expr = WIDE, trace: Expr | int = 2) -> Moments:
    r"""Return the moments of the outputs of a network of L layers with equal widths.

    >>> after(2, trace=2).tau
    b + q
    """
    state = start(q)
    for _ in range(layers - 1):
        state = next_layer(state, n, bias, trace)
    return state


def sign_symmetry() -> list[Step]:
    """Prove the moments of one rectified unit and say why indicators may be averaged alone."""
    return [
        *moments_used(4),
        cite(FUBINI, r"given the layers below, the units are independent, and weights above are independent of them"),
        reduction(
            r"Given the layers below, $a_i\sim\mathcal{N}(0,q)$ and changing the sign of $(W_i,b_i)$ changes the signs of $a_i$ and of $\Theta_{ij}$, "
            r"$j\ne i$, and nothing else; so $1_{a_i>0}$ is independent of every quantity that is even in $(W_i,b_i)$, with mean $\frac12$: "
            r"$E[a_+^2]=\frac12q$ and $E[a_+^4]=\frac12\cdot3q^2$"
        ),
    ]


def quadratic_forms(trace: int) -> list[Step]:
    """Prove the Gaussian moments of quadratic forms that the recursion uses, on two units."""
    x, y, u, v = sympy.symbols("w_1 w_2 v_1 v_2", real=True)
    p, q, r, a, b = sympy.symbols("M_11 M_12 M_22 alpha_1 alpha_2", real=True)
    over = dict.fromkeys((p, q, r, a, b), Reals())
    form = p * x**2 + 2 * q * x * y + r * y**2
    bilinear = p * x * u + q * (x * v + y * u) + r * y * v
    squares = p**2 + 2 * q**2 + r**2
    inner = a**2 * p + 2 * a * b * q + b**2 * r
    return [
        definition(
            r"$w,v$ independent standard Gaussian vectors, $M$ symmetric, $\alpha$ fixed; two coordinates are shown, and each pair of coordinates is like them"
        ),
        identity(
            mean(form**2, x, y),
            (p + r) ** 2 + trace * squares,
            over,
            text=rf"$E(w^TMw)^2=(\mathrm{{tr}}M)^2+{trace}\,\mathrm{{tr}}M^2$",
            goal=True,
        ),
        identity(mean(form, x, y), p + r, over, text=r"$Ew^TMw=\mathrm{tr}M$"),
        identity(mean(bilinear**2, x, y, u, v), squares, over, text=r"$E(w^TMv)^2=\mathrm{tr}M^2$"),
        identity(
            mean(form * (a * x + b * y) ** 2, x, y),
            (p + r) * (a**2 + b**2) + 2 * inner,
            over,
            text=r"$E[w^TMw\,(w^T\alpha)^2]=\mathrm{tr}M\,|\alpha|^2+2\alpha^TM\alpha$",
        ),
        identity(
            mean(bilinear * (a * x + b * y) * (a * u + b * v), x, y, u, v),
            inner,
            over,
            text=r"$E[w^TMv\,(w^T\alpha)(v^T\alpha)]=\alpha^TM\alpha$",
        ),
    ]


def layer_step() -> Step:
    """Say how the moments of the next layer follow."""
    return reduction(
        r"With $M_{ij}=\Theta_{ij}1_{a_i>0}1_{a_j>0}$, $\alpha_i=(a_i)_+$, $q'=\frac1n|\alpha|^2+\beta^2$: $\Theta'_{kk'}=\frac1nw_k^TMw_{k'}+\delta_{kk'}q'$ and "
        r"$a'_k=n^{-1/2}w_k^T\alpha+\beta b_k$. The averages over the weights above are those of the quadratic forms; then "
        r"$E(\mathrm{tr}M)^2=nhA+h_2B$, $E\,\mathrm{tr}M^2=nhA+h_2C$, $E[\mathrm{tr}M\frac1n|\alpha|^2]=hD+\frac{h_2}nR$, $E\alpha^TM\alpha=nhD+h_2F$, "
        r"$E(\frac1n|\alpha|^2)^2=\frac1{n^2}(3nhQ+h_2Q)$ with $h=\frac12$, $h_2=n(n-1)h^2$, by sign symmetry and exchangeability"
    )
