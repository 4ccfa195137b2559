"""Equation (9): functions of an RKHS inherit the smoothness of the feature map."""

from __future__ import annotations

import sympy
from sympy import Rational

from ntkproofs.checks import (
    Reals,
    definition,
    identity,
    nonnegative_by_derivatives,
    nonnegative_combination,
    positive,
    prove,
    reduction,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict


def _rkhs_lipschitz(constant: Rational) -> Derivation:
    square, size, product = sympy.symbols("F D p", real=True)
    scale = sympy.Symbol("c", real=True)
    over = {square: Reals(0), size: Reals(0), product: Reals()}
    return prove(
        positive(constant, {}, strict=False, text="a bound of a norm is not negative", goal=True),
        definition(r"$\delta=K_x-K_y$, $F=\|f\|^2$, $D=\|\delta\|^2$, $p=\langle f,\delta\rangle$"),
        reduction(
            r"$f(x)=\langle f,K_x\rangle$ in the RKHS, so $f(x)-f(y)=p$; and $D=K(x,x)-2K(x,y)+K(y,y)=\|\Phi(x)-\Phi(y)\|^2$. "
            r"Both sides of the statement are non-negative, so it says $p^2\le c^2FD$"
        ),
        nonnegative_by_derivatives(
            constant**2 * scale**4 - scale**4,
            scale,
            Reals(0),
            text=r"for $f=\delta$, where $F=D=p=t^2$ with any $t\ge0$",
            goal=True,
        ),
        identity(
            size**2 * square - 2 * size * product * product + product**2 * size,
            size * (size * square - product**2),
            over,
            text=r"$\|Df-p\delta\|^2=D\,(DF-p^2)$, the left side expanded",
            goal=True,
        ),
        reduction(r"a square is non-negative, so $q=DF-p^2\ge0$ if $D>0$; if $D=0$ then $\delta=0$ and $p=0$"),
        identity(
            constant**2 * square * size - product**2,
            (constant**2 - 1) * square * size + (size * square - product**2),
            over,
            text=r"$c^2FD-p^2=(c^2-1)FD+q$",
            goal=True,
        ),
        nonnegative_combination(
            (constant**2 - 1) * square * size,
            (constant**2 - 1) * square * size,
            {square: Reals(0), size: Reals(0)},
            text=r"$(c^2-1)FD\ge0$",
        ),
    )


RKHS_LIPSCHITZ = Claim(
    id="bietti2019.eq9.rkhs_lipschitz",
    label="Equation (9)",
    printed=True,
    statement=(
        r"For the RKHS $\mathcal H$ of a positive semidefinite kernel with feature map $\Phi$, every $f\in\mathcal H$ and "
        r"all $x,y$: $|f(x)-f(y)|\le\|f\|_{\mathcal H}\|\Phi(x)-\Phi(y)\|$."
    ),
    expected=Verdict.PROVED,
    scope="every kernel, every f in its RKHS",
    check=_rkhs_lipschitz,
    parameters={"constant": Rational(1)},
    control=Control(
        r"$|f(x)-f(y)|\le\frac12\|f\|\,\|\Phi(x)-\Phi(y)\|$; false for $f=K_x-K_y\ne0$.", {"constant": Rational(1, 2)}
    ),
)
