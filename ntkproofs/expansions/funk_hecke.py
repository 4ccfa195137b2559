r"""Funk-Hecke coefficients that are closed in every degree and dimension, as products of Gamma functions.

.. math:: \mu_k[f] = c_d \int_{-1}^{1} f(t) P_{k,d}(t) (1-t^2)^{(d-3)/2}\,dt, \qquad
   c_d = \frac{\Gamma(d/2)}{\sqrt\pi\,\Gamma((d-1)/2)}, \quad P_{k,d}(1) = 1.
"""

from __future__ import annotations

import math
from fractions import Fraction

from ntkproofs.expansions.gamma_product import GammaProduct

HALF = Fraction(1, 2)


def power_at_one(nu: Fraction | int, dim: int, degree: int) -> GammaProduct:
    r"""Coefficient of :math:`(1-t)^\nu`, exact for every degree.

    .. math:: \mu_k[(1-t)^\nu] = \frac{2^{\nu+d-2}\,\Gamma(d/2)\,\Gamma(\nu+(d-1)/2)}{\sqrt\pi}
       \frac{(-\nu)_k}{\Gamma(k+\nu+d-1)}, \qquad \nu > -\tfrac{d-1}{2}.

    Proof: Rodrigues' formula moves :math:`k` derivatives onto :math:`(1-t)^\nu` and leaves a Beta integral.

    >>> str(power_at_one(1, 3, 1).reduced())
    '-1/3'
    """
    nu = Fraction(nu)
    if 2 * nu <= -(dim - 1):
        raise ValueError(
            f"power (1 - t)**{nu}: nu > {Fraction(1 - dim, 2)} is needed in dimension {dim} for integrability"
        )
    above = [Fraction(dim, 2), nu + Fraction(dim - 1, 2)]
    below = [degree + nu + dim - 1]
    rational = Fraction(1)
    if nu.denominator == 1 and nu >= 0:
        # (-m)_k = (-1)^k m!/(m-k)!: zero for k > m, which 1/Gamma(m - k + 1) says by itself.
        rational = Fraction((-1) ** degree)
        above.append(nu + 1)
        below.append(nu - degree + 1)
    else:
        # (-nu)_k = Gamma(k - nu)/Gamma(-nu), and neither argument is a pole.
        above.append(degree - nu)
        below.append(-nu)
    return GammaProduct(rational, tuple(above), tuple(below), two=nu + dim - 2, pi=-HALF)


def power_at_minus_one(nu: Fraction | int, dim: int, degree: int) -> GammaProduct:
    r"""Coefficient of :math:`(1+t)^\nu`: by :math:`P_k(-t) = (-1)^k P_k(t)` it is :math:`(-1)^k \mu_k[(1-t)^\nu]`.

    >>> str(power_at_minus_one(1, 3, 1).reduced())
    '1/3'
    """
    return power_at_one(nu, dim, degree).scaled((-1) ** degree)


def monomial(n: int, dim: int, degree: int) -> GammaProduct:
    r"""Coefficient of :math:`t^n`, positive when :math:`n \ge k` and :math:`n \equiv k \pmod 2`, zero otherwise.

    .. math:: \mu_k[t^n] = \frac{\Gamma(d/2)\, n!\,\Gamma((n-k+1)/2)}{2^k \sqrt\pi\,(n-k)!\,\Gamma((n+k+d)/2)}.

    >>> str(monomial(2, 3, 0).reduced()), str(monomial(2, 3, 2).reduced())
    ('1/3', '2/15')
    """
    if degree > n or (n - degree) % 2:
        return GammaProduct(Fraction(0))
    j = n - degree
    # Gamma((j + 1)/2) / (sqrt(pi) j!) = 1 / (2^j Gamma(j/2 + 1)), Legendre's duplication formula.
    return GammaProduct(
        Fraction(1),
        (Fraction(dim, 2), Fraction(n + 1)),
        (Fraction(j, 2) + 1, Fraction(n + degree + dim, 2)),
        two=Fraction(-degree - j),
    )


def even_power(a: Fraction | int, dim: int, degree: int) -> GammaProduct:
    r"""Coefficient of :math:`(1-t^2)^a`, zero for odd degrees.

    .. math:: \mu_{2j}[(1-t^2)^a] = \frac{\Gamma(d/2)\,\Gamma(a+(d-1)/2)}{\Gamma((d-1)/2)\,\Gamma(a+d/2)}
       \frac{(-a)_j (1/2)_j}{(a+d/2)_j ((d-1)/2)_j}, \qquad a > -\tfrac{d-1}{2}.

    >>> str(even_power(1, 3, 2).reduced())
    '-2/15'
    """
    a = Fraction(a)
    if 2 * a <= -(dim - 1):
        raise ValueError(f"power (1 - t**2)**{a}: exponent > {Fraction(1 - dim, 2)} is needed in dimension {dim}")
    if degree % 2:
        return GammaProduct(Fraction(0))
    j = degree // 2
    above = [Fraction(dim, 2), a + Fraction(dim - 1, 2), HALF + j]
    below = [a + Fraction(dim, 2) + j, Fraction(dim - 1, 2) + j]
    rational = Fraction(1)
    if a.denominator == 1 and a >= 0:
        rational = Fraction((-1) ** j)
        above.append(a + 1)
        below.append(a - j + 1)
    else:
        above.append(j - a)
        below.append(-a)
    return GammaProduct(rational, tuple(above), tuple(below), pi=-HALF)


def arc_cosine(n: int, dim: int, degree: int) -> GammaProduct:
    r"""Coefficient of the arc-cosine kernel of degree :math:`n`, normalised to :math:`\kappa_n(1) = 1`.

    With :math:`\lambda_k = \Gamma(n+1)\Gamma(d/2) / (2^{n+1}\Gamma(1+(n-k)/2)\Gamma((k+d+n)/2))`, the coefficient of
    :math:`t_+^n`,

    .. math:: \mu_k[\kappa_n] = \frac{2^{n+1}\,\Gamma(d/2+n)}{(2n-1)!!\,\Gamma(d/2)}\,\lambda_k^2 .

    Zero exactly for :math:`k > n` with :math:`k \equiv n \pmod 2`.

    >>> str(arc_cosine(1, 3, 2).reduced()), arc_cosine(1, 3, 3).vanishes
    ('3/128', True)
    """
    odd_factorial = math.prod(range(1, 2 * n, 2))
    up = (Fraction(dim, 2) + n, Fraction(dim, 2))
    down = (1 + Fraction(n - degree, 2), Fraction(degree + dim + n, 2))
    return GammaProduct(Fraction(math.factorial(n) ** 2, odd_factorial), up, down + down, two=Fraction(-n - 1))


def two_layer_tangent(dim: int, degree: int) -> GammaProduct:
    r"""Coefficient of the two-layer ReLU neural tangent kernel :math:`\kappa_1 + t\kappa_0` (no bias).

    .. math:: \mu_k = \frac{k(k+d-2)+d+1}{8} \left[\frac{\Gamma(d/2)}{\Gamma((3-k)/2)\,\Gamma((k+d+1)/2)}\right]^2 .

    Zero exactly for odd :math:`k \ge 3`. Bietti and Mairal (2019), Proposition 5, gives the rate; the formula follows
    from the Funk-Hecke coefficients of :math:`\kappa_0`, :math:`\kappa_1` and the recurrence of :math:`t P_k`.

    >>> [str(two_layer_tangent(3, k).reduced()) for k in (0, 1, 2, 3, 4)]
    ['1/2', '1/3', '5/64', '0', '1/192']
    """
    half = Fraction(dim, 2)
    down = (Fraction(3 - degree, 2), Fraction(degree + dim + 1, 2))
    weight = Fraction(degree * (degree + dim - 2) + dim + 1, 8)
    return GammaProduct(weight, (half, half), down + down)
