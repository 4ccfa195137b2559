r"""A certified bound of a deep kernel on a Bernstein ellipse, by covering its boundary only.

The ellipse with foci :math:`0, \pi` and parameter :math:`\rho > 1` is
:math:`z(\varphi) = \frac\pi2 + \frac\pi4(\rho e^{i\varphi} + \rho^{-1}e^{-i\varphi})`. Real kernels satisfy
:math:`g(\bar z) = \overline{g(z)}`, so the upper half :math:`0 \le \varphi \le \pi` is covered by arcs.

Why the boundary is enough: suppose :math:`\theta_l` is analytic on the closed ellipse. Then so are :math:`H\circ\theta_l` and
:math:`1 - S\circ\theta_l` (entire functions of it), and their real parts are harmonic; positive on the boundary they are
positive inside (minimum principle), so :math:`\theta_{l+1} = 2\arcsin(\theta_l\sqrt{H(\theta_l)})` is analytic on the closed
ellipse as well. The induction starts at :math:`\theta_0 = z`. By the maximum principle the bound on the boundary holds inside.
"""

from __future__ import annotations

from fractions import Fraction

from flint import acb, arb, fmpq

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.expansions.deep_relu import DeepRelu
from ntkproofs.expansions.relu_angles import AngleBox

ARCS = 48
SLACK = 16
"""A bound is good enough when it exceeds a value of the function by this factor: it costs four bits of accuracy."""


def ellipse_bound(kernel: DeepRelu, rho: Fraction, dim: int, degree: int, *, bits: int = 80, most: int = 6000) -> arb | None:
    r"""An upper bound of :math:`|g(z)|\,|\sin z|^{d-2}\,e^{k|\Im z|}` on the closed ellipse, ``None`` if none was established."""
    with BallArithmetic(bits).working():
        arcs = [(Fraction(i, ARCS), Fraction(i + 1, ARCS)) for i in range(ARCS)]
        best, bound = _largest_value(kernel, rho, dim, degree, arcs), arb(0)
        if best is None:
            return None
        for _ in range(most):
            if not arcs:
                return bound
            low, high = arcs.pop()
            upper = _arc_bound(kernel, rho, dim, degree, low, high)
            if upper is not None and upper <= SLACK * best:
                bound = bound.max(upper)
            else:
                arcs += [(low, (low + high) / 2), ((low + high) / 2, high)]
        return None


def ellipse_sample(kernel: DeepRelu, rho: Fraction, dim: int, degree: int, *, points: int = 24) -> arb | None:
    """The largest of a few values on the boundary: an estimate, used only for choosing the ellipse."""
    with BallArithmetic(64).working():
        arcs = [(Fraction(i, points), Fraction(i + 1, points)) for i in range(points)]
        return _largest_value(kernel, rho, dim, degree, arcs)


def _largest_value(
    kernel: DeepRelu, rho: Fraction, dim: int, degree: int, arcs: list[tuple[Fraction, Fraction]]
) -> arb | None:
    best = arb(0)
    for low, high in arcs:
        middle = (low + high) / 2
        upper = _arc_bound(kernel, rho, dim, degree, middle, middle)
        if upper is None:
            return None
        best = best.max(upper)
    return best


def _arc_bound(kernel: DeepRelu, rho: Fraction, dim: int, degree: int, low: Fraction, high: Fraction) -> arb | None:
    """Upper bound on the arc pi low <= phi <= pi high; ``None`` where the kernel is not certainly analytic."""
    middle, half = (low + high) / 2, (high - low) / 2
    width = arb.pi() * arb(fmpq(half.numerator, half.denominator)) * arb(0, 1)
    phi = arb.pi() * arb(fmpq(middle.numerator, middle.denominator))
    start, _ = _ellipse(rho, phi)
    where, slope = _ellipse(rho, phi + width)
    values = kernel.along(AngleBox.moving(start, slope, width))
    if values is None:
        return None
    upper = values.box.abs_upper() * where.sin().abs_upper() ** (dim - 2) * (degree * where.imag.abs_upper()).exp()
    return upper.upper() if upper.is_finite() else None


def _ellipse(rho: Fraction, phi: arb) -> tuple[acb, acb]:
    """The point of the ellipse and its derivative in phi."""
    r, quarter = arb(fmpq(rho.numerator, rho.denominator)), arb.pi() / 4
    wide, high = quarter * (r + 1 / r), quarter * (r - 1 / r)
    s, c = phi.sin_cos()
    return acb(2 * quarter + wide * c, high * s), acb(-wide * s, high * c)
