r"""The Gegenbauer coefficients of the ReLU kernels as closed forms in degree and dimension, and how they grow.

With reciprocal Gamma functions every formula is an entire function of k, so that it has its value at every integer,
an exact zero included; an identity that holds off the poles holds at them by continuity.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import final

import sympy
from sympy import Expr, gamma, pi

from ntkproofs.checks import Integers

K, D, J, Q, M = sympy.symbols("k d j q m", positive=True)
EVERYWHERE = {K: Integers(0), D: Integers(2)}
DIMENSIONS = {D: Integers(2)}

MU = (
    r"$\mu_k(f)=c_d\int_{-1}^{1}f(t)P_k(t)(1-t^2)^{(d-3)/2}\,dt$, $c_d=\Gamma(d/2)/(\sqrt\pi\,\Gamma((d-1)/2))$, "
    r"$P_k$ the "
    r"Gegenbauer polynomial of dimension $d$, $P_k(1)=1$ (uniform probability measure on $S^{d-1}$; our $d$ is the "
    r"paper's $p$)"
)
BASE = (
    r"$B_k=\frac18\bigl[\Gamma(d/2)/(\Gamma(\frac{3-k}2)\Gamma(\frac{k+d+1}2))\bigr]^2$, with $1/\Gamma=0$ at the poles of "
    r"$\Gamma$"
)
NU = r"$\nu=k+\frac{d-2}2$, $C(d)=2^{d-1}\Gamma(d/2)^2/\pi^2$"

Sequence = Callable[[Expr, Expr], Expr]


def base(k: Expr, d: Expr) -> Expr:
    r"""Return :math:`B_k = \frac18 [\Gamma(d/2) / (\Gamma(\frac{3-k}2) \Gamma(\frac{k+d+1}2))]^2`.

    >>> base(sympy.Integer(0), sympy.Integer(3)), base(sympy.Integer(3), sympy.Integer(3))
    (1/8, 0)
    """
    return (gamma(d / 2) / (gamma((3 - k) / 2) * gamma((k + d + 1) / 2))) ** 2 / 8


def mu_kappa_0(k: Expr, d: Expr) -> Expr:
    r"""Return :math:`\mu_k(\kappa_0) = \frac12 [\Gamma(d/2) / (\Gamma(1-\frac k2) \Gamma(\frac{k+d}2))]^2`.

    >>> mu_kappa_0(sympy.Integer(3), sympy.Integer(3))
    1/128
    """
    return (gamma(d / 2) / (gamma(1 - k / 2) * gamma((k + d) / 2))) ** 2 / 2


def mu_u_kappa_0(k: Expr, d: Expr) -> Expr:
    r"""Return :math:`\mu_k(u\kappa_0) = (k(k+d-2)+1) B_k`."""
    return (k * (k + d - 2) + 1) * base(k, d)


def mu_kappa_1(k: Expr, d: Expr) -> Expr:
    r"""Return :math:`\mu_k(\kappa_1) = d B_k`."""
    return d * base(k, d)


def mu_kappa(k: Expr, d: Expr) -> Expr:
    r"""Return :math:`\mu_k(\kappa) = (k(k+d-2)+d+1) B_k`, the whole of Proposition 5.

    >>> [mu_kappa(sympy.Integer(k), sympy.Integer(3)) for k in range(5)]
    [1/2, 1/3, 5/64, 0, 1/192]
    """
    return (k * (k + d - 2) + d + 1) * base(k, d)


def mu_root(k: Expr, d: Expr) -> Expr:
    r"""Return :math:`\mu_k(\sqrt{1-u^2}) = -\pi (k-1)(k+d-1) B_k`."""
    return -pi * (k - 1) * (k + d - 1) * base(k, d)


def decay_constant(d: Expr) -> Expr:
    r"""Return :math:`C(d) = 2^{d-1} \Gamma(d/2)^2 / \pi^2`, the constant of Proposition 5.

    >>> [decay_constant(sympy.Integer(d)) for d in (2, 3, 4)]
    [2/pi**2, 1/pi, 8/pi**2]
    """
    return 2 ** (d - 1) * gamma(d / 2) ** 2 / pi**2


@final
@dataclass(frozen=True)
class Family:
    r"""How :math:`\nu^e \mu_k` runs along one parity of k.

    With :math:`m = \nu + 1 = k + d/2` its step ratio is :math:`\prod_i R_i(m)^{e_i}`: the factor
    :math:`((m-a)/(m+a))^2` of the squared Gammas, that of a weight :math:`\nu^2 + c` where there is one, and
    :math:`((m+1)/(m-1))^e`. `second` is the coefficient A of :math:`\nu^{-2}` in the expansion.
    """

    latex: str
    sequence: Sequence
    first: int
    offset: int
    extra: int
    weight: Sequence
    square: Callable[[Expr], Expr] | None
    second: Callable[[Expr], Expr]

    def exponent(self, d: Expr) -> Expr:
        """The exponent e."""
        return d + self.extra

    def factors(self, m: Expr, d: Expr, excess: int = 0) -> list[tuple[Expr, Expr]]:
        r"""The :math:`(R_i, e_i)`, with :math:`e` raised by `excess`."""
        a = d / 2 + self.offset
        found = [((m - a) / (m + a), sympy.Integer(2)), ((m + 1) / (m - 1), self.exponent(d) + excess)]
        if self.square is not None:
            c = self.square(d)
            found.append((((m + 1) ** 2 + c) / ((m - 1) ** 2 + c), sympy.Integer(1)))
        return found


KAPPA_FAMILY = Family(
    r"\mu_k(\kappa)",
    mu_kappa,
    first=2,
    offset=1,
    extra=0,
    weight=lambda k, d: k * (k + d - 2) + d + 1,
    square=lambda d: d * (8 - d) / 4,
    second=lambda d: d * (d**2 + 56) / 24,
)
U_KAPPA_0_FAMILY = Family(
    r"\mu_k(u\kappa_0)",
    mu_u_kappa_0,
    first=2,
    offset=1,
    extra=0,
    weight=lambda k, d: k * (k + d - 2) + 1,
    square=lambda d: d * (4 - d) / 4,
    second=lambda d: d * (d**2 + 32) / 24,
)
KAPPA_1_FAMILY = Family(
    r"\mu_k(\kappa_1)",
    mu_kappa_1,
    first=2,
    offset=1,
    extra=2,
    weight=lambda k, d: d,
    square=None,
    second=lambda d: d * (d + 2) * (d + 4) / 24,
)
KAPPA_0_FAMILY = Family(
    r"\mu_k(\kappa_0)",
    mu_kappa_0,
    first=1,
    offset=0,
    extra=0,
    weight=lambda k, d: sympy.Integer(1),
    square=None,
    second=lambda d: d * (d**2 - 4) / 24,
)
