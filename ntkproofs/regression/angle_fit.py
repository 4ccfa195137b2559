r"""The member of a family of kernels whose affine transformation is nearest to a kernel on the sphere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import final

import numpy
from scipy.optimize import minimize_scalar

from ntkproofs.arithmetic import Float64Arithmetic
from ntkproofs.kernels import Kernel


@final
@dataclass(frozen=True)
class AngleFit:
    r"""The fit :math:`o + a\,\kappa_c(\cos\theta)` with its root mean square and largest deviation."""

    rate: float
    offset: float
    amplitude: float
    deviation: float
    largest: float


def angle_fit(
    kernel: Kernel,
    family: Callable[[Fraction], Kernel],
    *,
    affine: bool = True,
    rates: tuple[float, float] = (1e-3, 1e3),
    points: int = 20001,
) -> AngleFit:
    r"""Fit :math:`\kappa(\cos\theta)/\kappa(1)` by least squares over the rate c and, when ``affine``, over o and a.

    The angles are a uniform grid of :math:`[0, \pi]` with both ends. For each c the two others are a linear problem
    (variable projection); c itself is a bounded search in :math:`\log c`. Without the affine part o = 0 and a = 1.
    Floating point throughout: the result is a measurement, not a bound.

    >>> from ntkproofs.kernels import Laplace
    >>> found = angle_fit(3 * Laplace(c="5/4"), Laplace)
    >>> round(found.rate, 4), round(found.amplitude, 4), found.deviation < 1e-4
    (1.25, 1.0, True)
    """
    ctx = Float64Arithmetic()
    angles = numpy.linspace(0.0, numpy.pi, points)

    def on_grid(member: Kernel) -> numpy.ndarray:
        with ctx.working():
            return member.kappa(ctx, angles) + numpy.zeros(points)

    target = on_grid(kernel)
    target = target / target[0]

    def fitted(log_rate: float) -> tuple[float, float, float, float]:
        curve = on_grid(family(Fraction(float(numpy.exp(log_rate)))))
        offset, amplitude = 0.0, 1.0
        if affine:
            design = numpy.stack([numpy.ones(points), curve], axis=1)
            offset, amplitude = numpy.linalg.lstsq(design, target, rcond=None)[0].tolist()
        residual = abs(offset + amplitude * curve - target)
        return float(numpy.sqrt(numpy.mean(residual**2))), offset, amplitude, float(residual.max())

    lowest, highest = numpy.log(rates).tolist()
    # The deviation can have a second, worse minimum: a coarse walk finds the right valley first.
    coarse = numpy.linspace(lowest, highest, 60)
    place = int(numpy.argmin([fitted(x)[0] for x in coarse]))
    near = (coarse[max(place - 1, 0)], coarse[min(place + 1, len(coarse) - 1)])
    log_rate = float(minimize_scalar(lambda x: fitted(x)[0], bounds=near, method="bounded", options={"xatol": 1e-9}).x)
    deviation, offset, amplitude, largest = fitted(log_rate)
    return AngleFit(float(numpy.exp(log_rate)), offset, amplitude, deviation, largest)
