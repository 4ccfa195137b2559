r"""Norms of zonal functions in the RKHS of the ReLU kernels: series whose step ratio is rational in the degree.

For an even function of :math:`x_1` with coefficients :math:`c_{2n}` the squared norm is
:math:`\sum_n N(d,2n) c_{2n}^2/\mu_{2n}`.
"""

from __future__ import annotations

import sympy
from sympy import Expr, Symbol, gamma

from ntkproofs.checks import identity
from ntkproofs.claims import Step

from .spectral_sequences import mu_kappa, mu_kappa_1

DEGREE, DIMENSION, INDEX = (Symbol(name, positive=True) for name in ("k", "d", "n"))


def energy(degree: Expr, dim: Expr) -> Expr:
    r"""Return :math:`k(k+d-2)+d+1`, the factor of the eigenvalues of the tangent kernel.

    >>> energy(sympy.Integer(2), sympy.Integer(3))
    10
    """
    return degree * (degree + dim - 2) + dim + 1


def multiplicity(degree: Expr, dim: Expr) -> Expr:
    r"""Return :math:`N(d,k) = \frac{2k+d-2}{k}\frac{\Gamma(k+d-2)}{\Gamma(d-1)\Gamma(k)}` for k >= 1.

    >>> multiplicity(sympy.Integer(4), sympy.Integer(3))
    9
    """
    return (2 * degree + dim - 2) / degree * gamma(degree + dim - 2) / (gamma(dim - 1) * gamma(degree))


def step_ratio(coefficients: Expr, kernel: str) -> Expr:
    r"""Return the quotient of the terms of degrees 2n + 2 and 2n, given that of the coefficients."""
    k, d = 2 * INDEX, DIMENSION
    counts = (2 * k + d + 2) * (k + d - 2) * (k + d - 1) / ((2 * k + d - 2) * (k + 1) * (k + 2))
    weight = energy(k + 2, d) / energy(k, d) if kernel == "kappa" else sympy.Integer(1)
    return counts * coefficients**2 / (((k - 1) / (k + d + 1)) ** 2 * weight)


def step_ratio_identity(coefficients: Expr, kernel: str) -> Step:
    """Prove the quotient from the closed forms of multiplicity and eigenvalue."""
    k, d = DEGREE, DIMENSION
    eigenvalue = {"kappa": mu_kappa, "kappa1": mu_kappa_1}[kernel]
    counts = multiplicity(k + 2, d) / multiplicity(k, d)
    found = counts * eigenvalue(k, d) / eigenvalue(k + 2, d)
    return identity(
        found.subs(k, 2 * INDEX) * coefficients**2,
        step_ratio(coefficients, kernel),
        text=r"the quotient of consecutive terms $N(d,2n)c_{2n}^2/\mu_{2n}$ is rational in $n$",
    )
