r"""Eigenvalues of kernels by Gauss-Legendre quadrature in the angle, with the error bound from an ellipse.

Let :math:`|g(z)\sin^{d-2}z|\,e^{k|\Im z|} \le M` on the ellipse with foci 0, pi and parameter rho. The rule with n
nodes errs on :math:`\mu_k = c_d\int_0^\pi g(\theta)P_k(\cos\theta)\sin^{d-2}\theta\,d\theta` by at most
:math:`4\pi c_d M\rho^{-2n}/(1-\rho^{-2})`, because :math:`|P_k(\cos z)| \le e^{k|\Im z|}`.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

from .angular_kernels import Kernel, bound, value
from .centred import Undetermined, at_bits, ball
from .errors import Rejected

__all__ = ["eigenvalue", "reference"]

_PARAMETERS = tuple(Fraction(100 + step, 100) for step in (4, 7, 10, 14, 19, 25, 33, 45, 60, 90))
_MOST_NODES = 4000


def eigenvalue(kernel: Kernel, dim: int, degree: int, accuracy: int) -> Any:
    r"""Return a ball for :math:`\mu_k` with a radius of about 2^-accuracy."""
    top = 8 * (degree // 8 + 1)
    return _eigenvalues(kernel, dim, top, accuracy)[degree]


def reference(dim: int, degree: int) -> Any:
    r"""Return :math:`J_k = \frac{\Gamma(d/2)^2}{4\pi}[\Gamma(k/2)/\Gamma((k+d)/2)]^2` at the precision set."""
    import flint

    def gamma(twice: int) -> Any:
        return flint.arb(flint.fmpq(twice, 2)).gamma()

    return (gamma(dim) * gamma(degree) / gamma(degree + dim)) ** 2 / (4 * flint.arb.pi())


@lru_cache(maxsize=64)
def _eigenvalues(kernel: Kernel, dim: int, top: int, accuracy: int) -> list[Any]:
    nodes, error = _rule(kernel, dim, top, accuracy)
    bits = accuracy + 2 * (top + nodes).bit_length() + 3 * top + 64
    with at_bits(bits) as flint:
        pi, sums = flint.arb.pi(), [flint.arb(0)] * (top + 1)
        for i in range(nodes):
            x, weight = flint.arb.legendre_p_root(nodes, i, weight=True)
            angle = pi / 2 * (1 + x)
            front = _constant(dim) * pi / 2 * weight * angle.sin() ** (dim - 2) * value(kernel, angle)
            sums = [total + front * p for total, p in zip(sums, _polynomials(dim, top, angle.cos()), strict=True)]
        return [total + flint.arb(0, 1) * error for total in sums]


def _polynomials(dim: int, top: int, t: Any) -> list[Any]:
    # (k + d - 2) P_(k+1) = (2k + d - 2) t P_k - k P_(k-1); on the circle P_1 = t as well.
    import flint

    values = [flint.arb(1), t]
    for k in range(1, top):
        values.append(((2 * k + dim - 2) * t * values[k] - k * values[k - 1]) / (k + dim - 2))
    return values


def _constant(dim: int) -> Any:
    import flint

    return flint.arb(flint.fmpq(dim, 2)).gamma() / (flint.arb.pi().sqrt() * flint.arb(flint.fmpq(dim - 1, 2)).gamma())


def _rule(kernel: Kernel, dim: int, top: int, accuracy: int) -> tuple[int, Any]:
    """Return the number of nodes and the error bound of the cheapest ellipse of a few."""
    with at_bits(80) as flint:
        best: tuple[int, Any] | None = None
        for rho in _PARAMETERS:
            try:
                largest = bound(kernel, [_half_ellipse(rho)], lambda z: _weight(z, dim, top))
            except Undetermined:
                break
            r = ball(rho)
            front = _constant(dim) * 4 * flint.arb.pi() * largest / (1 - r**-2)
            need = ((front.log() + accuracy * flint.arb(2).log()) / (2 * r.log())).upper()
            nodes = max(2, int(need.ceil().unique_fmpz() or 0) + 1)
            if best is None or nodes < best[0]:
                best = nodes, (front * r ** (-2 * nodes)).upper()
        if best is None or best[0] > _MOST_NODES:
            raise Rejected("no ellipse was found on which the kernel is certainly analytic")
        return best


def _weight(z: Any, dim: int, top: int) -> Any:
    return z.sin().abs_upper() ** (dim - 2) * (top * z.imag.abs_upper()).exp()


def _half_ellipse(rho: Fraction) -> Any:
    # z = pi/2 + (pi/4)(rho e^(i pi s) + e^(-i pi s)/rho)
    def path(s: Any) -> tuple[Any, Any]:
        import flint

        pi, r = flint.arb.pi(), ball(rho)
        long, short = pi / 4 * (r + 1 / r), pi / 4 * (r - 1 / r)
        sine, cosine = (pi * s).sin(), (pi * s).cos()
        return flint.acb(pi / 2 + long * cosine, short * sine), pi * flint.acb(-long * sine, short * cosine)

    return path
