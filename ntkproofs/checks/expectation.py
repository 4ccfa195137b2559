"""Numbers that an enclosure is made of: Gaussian expectations, as an integrand and a growth bound."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, final

from flint import arb
from sympy import Expr, Symbol

from ntkproofs.arithmetic import lambdify, tree
from ntkproofs.enclosures import PolynomialGrowth, gaussian_expectation

_GUARD = 20


@final
@dataclass(frozen=True)
class GaussianExpectation:
    r""":math:`E f(U)` of a standard Gaussian U, f analytic on the line; the caller has proved the growth bound of f.

    >>> u = Symbol("u")
    >>> ball = GaussianExpectation(u**2, u, PolynomialGrowth(1, 2)).ball(80)
    >>> ball.contains(1), bool(ball.rad() < arb("1e-20"))
    (True, True)
    """

    integrand: Expr
    variable: Symbol
    growth: PolynomialGrowth

    def ball(self, bits: int) -> arb:
        """Return a ball that holds the expectation."""
        return _ball(self, bits)

    def describe(self) -> dict[str, Any]:
        """Return the integral as exact JSON."""
        return {
            "kind": "gaussian expectation",
            "integrand": tree(self.integrand),
            "variable": str(self.variable),
            "constant": str(self.growth.constant),
            "degree": self.growth.degree,
        }


@cache
def _ball(quantity: GaussianExpectation, bits: int) -> arb:
    formula = lambdify(quantity.integrand, quantity.variable)
    return gaussian_expectation(formula, bits=bits + _GUARD, tail=quantity.growth)
