r"""What all derivations of duals share: the Gaussian pair, its tilting by a Gaussian factor, and the library's formulas."""

from __future__ import annotations

from functools import cache
from typing import Any

import sympy
from sympy import Expr, Matrix, Symbol

from ntkproofs.activations import Activation
from ntkproofs.arithmetic import ExactArithmetic
from ntkproofs.checks import Reals, cite, definition, identity, reduction
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Step

EXACT = ExactArithmetic()
R, S = sympy.symbols("r s", positive=True)  # the norms of the two inputs
T = Symbol("t", real=True)  # the correlation
RATE = Symbol("a", positive=True)
NORMS: dict[Symbol, Domain] = {R: Reals(0, left_open=True), S: Reals(0, left_open=True)}
CORRELATIONS: dict[Symbol, Domain] = {T: Reals(-1, 1)}
INSIDE: dict[Symbol, Domain] = {T: Reals(-1, 1, left_open=True, right_open=True)}
OVER: dict[Symbol, Domain] = {**NORMS, **CORRELATIONS}
FIRST, SECOND, CROSS = R**2, S**2, R * S * T

PRICE = "background.price"
INDEPENDENT = "background.independent_product"
PAIR = (
    r"$(u,v)=(rX,sY)$ with standard Gaussians of correlation $t$: variances $q=r^2$, $q'=s^2$, covariance $c=rst$; "
    r"$r,s>0$"
)


def pair() -> Step:
    """The definition of the pair and of the dual."""
    return definition(PAIR + r". The dual of $\sigma$ is $E\,\sigma(u)\sigma(v)$")


def library(activation: Any) -> Expr:
    """The formula of the library for the dual of a smooth activation, run on exact symbols."""
    found: Expr = activation.dual_of_covariance(EXACT, FIRST, SECOND, CROSS)
    return found


def is_the_library(activation: Activation, derived: Expr, formula: Expr | None = None) -> Step:
    """The goal: what was derived is what the library computes (or a formula in its place, for a control)."""
    return identity(
        derived,
        library(activation) if formula is None else formula,
        OVER,
        text=rf"the derived expectation is the formula by which the library evaluates the dual of {activation}",
        goal=True,
    )


def price(name: str, of: str) -> Step:
    """Price's theorem for one activation."""
    return cite(
        PRICE, rf"$\partial_cE\,\sigma(u)\sigma(v)=E\,\sigma'(u)\sigma'(v)$ for $\sigma={name}$, $\sigma'={of}$"
    )


def independent(value: str) -> Step:
    """The value at c = 0, where the two variables are independent."""
    return cite(INDEPENDENT, rf"at $c=0$ the variables are independent: $E\,\sigma(u)\sigma(v)={value}$")


def determinant() -> Expr:
    r"""Return :math:`\Delta = \det(I + 2a\Sigma)`."""
    return (1 + 2 * RATE * FIRST) * (1 + 2 * RATE * SECOND) - 4 * RATE**2 * CROSS**2


def tilted_moments() -> tuple[Expr, Expr, Expr]:
    r"""Return variances and covariance of :math:`\Sigma' = (\Sigma^{-1} + 2aI)^{-1}`."""
    spread = FIRST * SECOND - CROSS**2
    delta = determinant()
    return (FIRST + 2 * RATE * spread) / delta, (SECOND + 2 * RATE * spread) / delta, CROSS / delta


@cache
def tilt() -> tuple[Step, ...]:
    r"""Step group: :math:`E f(u, v)e^{-a(u^2 + v^2)} = \Delta^{-1/2} E' f(u, v)` under the covariance :math:`\Sigma'`."""
    u, v = sympy.symbols("u v", real=True)
    over: dict[Symbol, Domain] = {**NORMS, **INSIDE, RATE: Reals(0, left_open=True)}
    first, second, cross = tilted_moments()
    plain, tilted = Matrix([[FIRST, CROSS], [CROSS, SECOND]]), Matrix([[first, cross], [cross, second]])
    z = Matrix([u, v])

    def exponent(covariance: Matrix) -> Expr:
        return sympy.together((z.T * covariance.inv() * z)[0, 0])

    return (
        definition(
            r"for $|t|<1$ the pair has the density $e^{-\frac12z^T\Sigma^{-1}z}/(2\pi\sqrt{\det\Sigma})$, $z=(u,v)$; "
            r"$\Delta=(1+2aq)(1+2aq')-4a^2c^2$ and $\Sigma'$ has the entries $\frac{q+2a(qq'-c^2)}\Delta$, "
            r"$\frac{q'+2a(qq'-c^2)}\Delta$, $\frac c\Delta$"
        ),
        identity(
            exponent(plain) + 2 * RATE * (u**2 + v**2),
            exponent(tilted),
            {u: Reals(), v: Reals(), **over},
            text=r"$z^T\Sigma^{-1}z+2a(u^2+v^2)=z^T\Sigma'^{-1}z$",
        ),
        identity(tilted.det() * determinant(), plain.det(), over, text=r"$\Delta\det\Sigma'=\det\Sigma$"),
        reduction(
            r"So $e^{-a(u^2+v^2)}$ times the density of $\Sigma$ is $\Delta^{-1/2}$ times that of $\Sigma'$, and "
            r"$E\,f(u,v)e^{-a(u^2+v^2)}=\Delta^{-1/2}\,E'f(u,v)$, where $\Sigma'$ is the covariance under $E'$"
        ),
    )
