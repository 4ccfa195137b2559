r"""Functions and kernels on the circle, on an even grid: the target, the limiting operator, the ideal dynamics."""

from __future__ import annotations

from functools import cache

import numpy as np

from .section_2_2_softplus_spectrum import eigenvalue

Array = np.ndarray

#: Coefficients of the target on 1, cos, cos 2, cos 3.
TARGET = (1.0, 1.0, 0.5, 0.3)
TARGET_TEXT = r"$f^*=1+\cos\theta+\frac12\cos2\theta+\frac3{10}\cos3\theta$"
#: The supremum of the target, at angle 0.
SUPREMUM = sum(TARGET)
#: A network on the circle is analytic in the angle, and its Fourier coefficients beyond this many are below roundoff.
GRID = 64
ANGLES = 2 * np.pi * np.arange(GRID) / GRID
_DEGREES = 9


@cache
def rates() -> tuple[float, ...]:
    r"""Return :math:`\mu_0, \dots, \mu_8` of the shallow softplus network, the odd ones exact, as binary floats."""
    return tuple(float(eigenvalue(k).mid()) if k % 2 == 0 else (0.125 if k == 1 else 0.0) for k in range(_DEGREES))


def target(angles: Array) -> Array:
    """Return the target at some angles."""
    return np.asarray(sum(c * np.cos(k * angles) for k, c in enumerate(TARGET)))


def limiting_kernel() -> Array:
    r"""Return :math:`K^\infty` of the shallow softplus network on the grid, degrees above 8 (below 3e-11) left out."""
    gaps = ANGLES[:, None] - ANGLES[None, :]
    return np.asarray(sum((1 if k == 0 else 2) * mu * np.cos(k * gaps) for k, mu in enumerate(rates())))


def interpolation(angles: Array) -> Array:
    r"""Return the matrix (n, 64) from values on the grid to values at the angles of the same trigonometric polynomial.

    .. math:: D(\varphi) = \tfrac1{64}\Bigl(1 + 2\sum_{k=1}^{31}\cos k\varphi + \cos32\varphi\Bigr)
    """
    gaps = angles[:, None] - ANGLES[None, :]
    half = GRID // 2
    # the sum of cosines in closed form is 0/0 at the grid points themselves, so it is summed
    return (1 + 2 * sum(np.cos(k * gaps) for k in range(1, half)) + np.cos(half * gaps)) / GRID


def coefficients(values: Array, degrees: int = len(TARGET)) -> tuple[float, ...]:
    """Return the coefficients on 1, cos, cos 2, ... of a function on the grid."""
    shares = np.fft.rfft(values).real / GRID
    return tuple(float(shares[k] * (1 if k == 0 else 2)) for k in range(degrees))


class Operator:
    r"""The integral operator :math:`T_K` of a kernel on the grid: its spectrum and :math:`e^{-T_Kt}r_0`."""

    def __init__(self, kernel: Array) -> None:
        found, vectors = np.linalg.eigh((kernel + kernel.T) / (2 * GRID))
        self.rates = np.maximum(found[::-1], 0.0)
        self.modes = vectors[:, ::-1]
        self._start = -(self.modes.T @ target(ANGLES))

    def distance(self, residual: Array, time: float, top: int | None = None) -> float:
        r"""Return :math:`\|P_k(r_t - e^{-T_Kt}r_0)\|^2` over its factor, :math:`(1-e^{-\sigma_kt})/\sigma_k` squared.

        Without `top` the distance is not projected and the factor is t (Theorem 3.5).
        """
        gap = self.modes.T @ residual - np.exp(-self.rates * time) * self._start
        if top is None:
            return float(np.sum(gap**2) / GRID / time**2)
        rate = self.rates[top - 1]
        factor = -np.expm1(-rate * time) / rate
        return float(np.sum(gap[:top] ** 2) / GRID / factor**2)


@cache
def limiting_operator() -> Operator:
    """Return the operator of the limiting kernel of the shallow softplus network."""
    return Operator(limiting_kernel())
