r"""Expectations of polynomials of a Gaussian pair, by the moments of independent standard Gaussians."""

from __future__ import annotations

import sympy
from sympy import Expr, Poly, Symbol, sqrt

from ntkproofs.checks import definition
from ntkproofs.claims import Step
from ntkproofs.papers.background.gaussian_integrals import gaussian_moment
from ntkproofs.polynomials.hermite import hermite_coefficients

CORRELATION = Symbol("rho", real=True)
_X, _Z = sympy.symbols("x z", real=True)


def mean(polynomial: Expr, *variables: Symbol) -> Expr:
    """Return the expectation of a polynomial in independent standard Gaussians.

    >>> x = Symbol("x")
    >>> mean(x**4 + 2 * x, x)
    3
    """
    total = sympy.Integer(0)
    for powers, coefficient in Poly(sympy.expand(polynomial), *variables).terms():
        if all(power % 2 == 0 for power in powers):
            total += coefficient * sympy.Mul(*(gaussian_moment(power // 2).value for power in powers if power))
    return sympy.expand(total)


def pair_mean(first: Expr, second: Expr, variable: Symbol) -> Expr:
    r"""Return :math:`E[p(X)q(Y)]` for standard Gaussians of correlation :math:`\rho`.

    >>> u = Symbol("u")
    >>> pair_mean(u, u, u)
    rho
    """
    # Y = rho X + sqrt(1 - rho^2) Z; only even powers of the root survive.
    other = CORRELATION * _X + sqrt(1 - CORRELATION**2) * _Z
    return mean(first.subs(variable, _X) * second.subs(variable, other), _X, _Z)


def hermite_polynomial(degree: int, variable: Symbol) -> Expr:
    r"""Return :math:`\mathrm{He}_n`."""
    return sympy.Add(*(c * variable**k for k, c in enumerate(hermite_coefficients(degree))))


def moments_used(order: int) -> list[Step]:
    """Return the steps that derive the even moments up to an order, and the definition of the pair."""
    return [
        definition(
            r"$Y=\rho X+\sqrt{1-\rho^2}\,Z$ with independent standard Gaussians $X,Z$ is standard Gaussian and has correlation $\rho$ with $X$"
        ),
        *(step for n in range(1, order // 2 + 1) for step in gaussian_moment(n).steps),
    ]
