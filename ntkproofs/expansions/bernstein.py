r"""Bernstein ellipses of the interval of angles, and the certified bound of a deep kernel on them.

The ellipse with foci :math:`0, \pi` and parameter :math:`\rho > 1` is
:math:`z(\varphi) = \frac\pi2 + \frac\pi4(\rho e^{i\varphi} + \rho^{-1}e^{-i\varphi})`.
"""

from __future__ import annotations

from fractions import Fraction

from flint import acb, arb, fmpq

from ntkproofs.expansions.angular_model import AngularModel
from ntkproofs.expansions.boundary import SLACK, Path, Weight, boundary_bound, boundary_sample


def ellipse_bound(kernel: AngularModel, rho: Fraction, dim: int, degree: int) -> arb | None:
    r"""An upper bound of :math:`|g(z)|\,|\sin z|^{d-2}\,e^{k|\Im z|}` on the closed ellipse, ``None`` if none was
    established."""
    # The weight changes by a factor e on an arc as short as 1/(d + k). A bit of slack a hundred of them costs a node or
    # two of the rule and keeps the number of arcs from growing with d and k.
    slack = SLACK << ((dim + degree) // 100)
    return boundary_bound(kernel, [_upper_half(rho)], _weight(dim, degree), slack=slack)


def ellipse_sample(kernel: AngularModel, rho: Fraction, dim: int, degree: int) -> arb | None:
    """The largest of a few values on the boundary: an estimate, used only for choosing the ellipse."""
    return boundary_sample(kernel, [_upper_half(rho)], _weight(dim, degree))


def _weight(dim: int, degree: int) -> Weight:
    def weight(z: acb) -> arb:
        return z.sin().abs_upper() ** (dim - 2) * (degree * z.imag.abs_upper()).exp()

    return weight


def _upper_half(rho: Fraction) -> Path:
    """The upper half of the ellipse, phi = pi s, and its derivative in s."""

    def path(s: arb) -> tuple[acb, acb]:
        r, pi = arb(fmpq(rho.numerator, rho.denominator)), arb.pi()
        wide, high = pi / 4 * (r + 1 / r), pi / 4 * (r - 1 / r)
        sine, cosine = (pi * s).sin_cos()
        return acb(pi / 2 + wide * cosine, high * sine), pi * acb(-wide * sine, high * cosine)

    return path
