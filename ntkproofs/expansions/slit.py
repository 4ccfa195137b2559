r"""The slit representation of the eigenvalues of a deep kernel, and certified bounds of what stands in it.

Let :math:`g(\theta) = \kappa(\cos\theta)` be analytic on the strip :math:`0 \le \Re\theta \le \pi, |\Im\theta| \le Y`
and real on the interval. Cauchy's formula on the ellipse :math:`\cos(\text{strip})` slit along the two outer pieces
of the real axis gives

.. math:: \mu_k = \frac1\pi \int_0^Y \left[w_+(y) + (-1)^k w_-(y)\right] Q_k(\cosh y) \sinh y \,dy + E_k, \qquad
   w_+(y) = -\Im g(iy),\; w_-(y) = -\Im g(\pi - iy),

.. math:: Q_k(\cosh y) = \mu_k\!\left[\tfrac{1}{\cosh y - \cdot}\right]
   = \frac{2\Gamma(d/2)\,k!}{\Gamma(k+d/2)} e^{-(k+1)y}\,{}_2F_1(k+1, 2-\tfrac d2; k+\tfrac d2; e^{-2y}) > 0 .

Bounds. Since :math:`d \ge 2`, :math:`(k+1)_n \le (k+d/2)_n`, so on :math:`\Re\zeta \ge Y` the hypergeometric function
is at most :math:`F_d = \sum_n |(2-\tfrac d2)_n| e^{-2nY}/n!` in modulus, and with :math:`|\sin(a - iY)| \le \cosh Y`

.. math:: |E_k| \le \frac{2\Gamma(d/2)\,k!}{\Gamma(k+d/2)} \cosh(Y)\, e^{-(k+1)Y} F_d \sup_{\text{strip}} |g|, \qquad
   \frac1\pi\int_Y^\infty y\,Q_k \sinh y\,dy \le \frac{\Gamma(d/2)\,k!}{\pi\,\Gamma(k+d/2)} e^{-kY} F_d \left(\frac Yk
   + \frac1{k^2}\right).

The sum for :math:`F_d`: the factors of :math:`(a)_n`, :math:`a = 2 - d/2`, are positive from
:math:`n_0 = \max(0, \lceil -a \rceil)` on, so
:math:`F_d = s(1-x)^{-a} + \sum_{n < n_0} (|(a)_n| - s (a)_n) x^n/n!` with :math:`x = e^{-2Y}` and :math:`s` the sign
of :math:`(a)_{n_0}` (all later terms are zero when :math:`a` is a non-positive integer, and :math:`s` is then +1 or
-1 at will).

Moments. For :math:`k \ge 1`,

.. math:: \frac1\pi\int_0^\infty y\,Q_k(\cosh y)\sinh y\,dy = J_k :=
   \frac{\Gamma(d/2)^2}{4\pi}\left[\frac{\Gamma(k/2)}{\Gamma((k+d)/2)}\right]^2 .

Proof: the left side is :math:`\mu_k` of :math:`F = (\pi-\theta)^2/(2\pi)`, whose derivative in :math:`t` is
:math:`h = (\pi-\theta)/(\pi\sin\theta) = \frac1\pi\int_0^\infty dy/(\cosh y - t)`; and
:math:`\mu_k^{(d)}[F] = \mu_{k-1}^{(d+2)}[h]/d`. From :math:`(1-t^2)h'
- th = 1/\pi`, integrated
against :math:`P_k` in dimension :math:`D = d+2`: :math:`h_1 = 1/(\pi(D-2))` and
:math:`(k+D-2)^2 h_{k+1} = k^2 h_{k-1}`, which is the recurrence
of :math:`J`; :math:`h_0 = c_D/(2c_{D-1})` and :math:`h_1` are its first two values.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import final

from flint import acb, arb, fmpq

from ntkproofs.arithmetic import BallArithmetic, ends
from ntkproofs.expansions.angular_model import AngularModel
from ntkproofs.expansions.boundary import Path, boundary_bound
from ntkproofs.expansions.gamma_product import GammaProduct
from ntkproofs.expansions.relu_angles import AngleBox

Interval = tuple[Fraction, Fraction]

MARGIN = Fraction(1, 16)
"""How far the rectangle reaches beyond the strip on both sides, so that its boundary avoids the angle 0."""


@final
@dataclass(frozen=True)
class SlitBounds:
    r"""Certified :math:`m_\pm y \le w_+ \pm w_- \le M_\pm y` on :math:`[0, Y]` and a bound of :math:`|g|` on the
    strip."""

    height: Fraction
    even: Interval
    odd: Interval
    supremum: Fraction
    cells: int


def reference_term(dim: int, degree: int) -> GammaProduct:
    r"""The reference sequence :math:`J_k`, :math:`k \ge 1`; :math:`k^d J_k` increases to
    :math:`2^{d-2}\Gamma(d/2)^2/\pi`.

    It increases: with :math:`x = k/2` and :math:`s = d/2 \ge 1` the derivative of half its logarithm in :math:`x` is
    :math:`s/x - (\psi(x+s) - \psi(x)) = \int_0^\infty \left(s - \frac{1-e^{-su}}{1-e^{-u}}\right) e^{-xu}\,du \ge 0`.

    >>> str(reference_term(2, 3).reduced())
    '1/(9*pi)'
    """
    if degree < 1:
        raise ValueError(f"reference_term: degree = {degree} does not satisfy degree >= 1")
    half, low, high = Fraction(dim, 2), Fraction(degree, 2), Fraction(degree + dim, 2)
    return GammaProduct(Fraction(1, 4), (half, half, low, low), (high, high), pi=Fraction(-1))


def slit_bounds(kernel: AngularModel, height: Fraction, cells: int = 192) -> SlitBounds | None:
    """Bounds on the slits up to ``height``, or ``None`` where the kernel is not certainly analytic on the strip."""
    supremum = boundary_bound(kernel, _rectangle(height), lambda z: arb(1))
    if supremum is None:
        return None
    with BallArithmetic(80).working():
        found = {end: [_cell(kernel, height, j, cells, end) for j in range(cells)] for end in (1, -1)}
        if any(cell is None for column in found.values() for cell in column):
            return None
        pairs = [(right, left) for right, left in zip(found[1], found[-1], strict=True) if right and left]
        even = _quotients(height, [(ends(v + w), ends(s + t)) for (v, s), (w, t) in pairs])
        odd = _quotients(height, [(ends(v - w), ends(s - t)) for (v, s), (w, t) in pairs])
    return SlitBounds(height, even, odd, ends(supremum)[1], cells)


def _cell(kernel: AngularModel, height: Fraction, j: int, cells: int, end: int) -> tuple[arb, arb] | None:
    """The value of w at the upper end of the j-th cell of [0, Y] and the range of dw/dy on it, at t = 1 (end = 1) or
    -1."""

    def at(middle: Fraction, half: Fraction) -> AngleBox:
        start = acb(0, _ball(middle)) if end == 1 else acb(arb.pi(), -_ball(middle))
        return AngleBox.moving(start, acb(0, end), _ball(half) * arb(0, 1))

    step = height / cells
    values, upper = (
        kernel.along(at(step * (j + Fraction(1, 2)), step / 2)),
        kernel.along(at(step * (j + 1), Fraction(0))),
    )
    if values is None or upper is None or not (values.slope.is_finite() and upper.middle.is_finite()):
        return None
    # w = -Im g along the path, so w' = -Im of the derivative.
    return -upper.middle.imag, -values.slope.imag


def _quotients(height: Fraction, cells: list[tuple[Interval, Interval]]) -> Interval:
    r"""Bounds of w(y)/y on (0, Y] from w at the ends and w' on equal cells, w(0) = 0.

    On a cell w lies above the line through its lower end with the least slope; a line over y is monotone, so that the
    smallest quotient is found at the two ends of a cell (on the first one it is the least slope itself).
    """
    step = height / len(cells)
    low, high = cells[0][1]
    before: Interval = (Fraction(0), Fraction(0))
    for j, (value, slope) in enumerate(cells):
        least, most = before[0] + step * slope[0], before[1] + step * slope[1]
        low, high = min(low, least / (step * (j + 1))), max(high, most / (step * (j + 1)))
        if j:
            low, high = min(low, before[0] / (step * j)), max(high, before[1] / (step * j))
        before = value
    return low, high


def majorant(dim: int, height: Fraction) -> arb:
    r"""An upper bound of :math:`F_d = \sum_n |(2-d/2)_n| e^{-2nY}/n!`, at the working precision."""
    a, x = Fraction(4 - dim, 2), (-2 * _ball(height)).exp()
    terms, rising, n = [], Fraction(1), 0
    while a + n < 0:
        terms.append((n, rising))
        rising, n = rising * (a + n) / (n + 1), n + 1
    # From here on every factor a + n is non-negative: the terms keep the sign of `rising`.
    sign = 1 if rising >= 0 else -1
    total = sign * (1 - x) ** _ball(-a)
    for power, term in terms:
        total += _ball(abs(term) - sign * term) * x**power
    return total.upper()


def remainder(dim: int, degree: int, bounds: SlitBounds, slope: Fraction) -> arb:
    r"""An upper bound of :math:`(|E_k| + m T_k)/J_k`, with T the integral beyond Y and m = ``slope``, at 80 bits."""
    with BallArithmetic(80).working():
        height, k = _ball(bounds.height), degree
        ratio = (
            arb(k + 1).gamma()
            * arb(fmpq(dim, 2)).gamma()
            / arb(fmpq(2 * k + dim, 2)).gamma()
            * majorant(dim, bounds.height)
        )
        outer = 2 * ratio * height.cosh() * (-(k + 1) * height).exp() * _ball(bounds.supremum)
        tail = ratio / arb.pi() * (-k * height).exp() * (height / k + arb(1) / k**2)
        total = outer + _ball(max(slope, Fraction(0))) * tail
        return (total / reference_term(dim, k).evaluate(BallArithmetic(80))).upper()


def remainder_falls(dim: int, degree: int, height: Fraction) -> bool:
    r"""Whether :func:`remainder` is certainly non-increasing from ``degree`` on.

    One step multiplies the numerator by at most :math:`e^{-Y}(k+1)/(k+d/2) \le e^{-Y}`. With
    :math:`r(x) = \Gamma(x+\frac12)/\Gamma(x)`,
    :math:`J_{k+1}/J_k = [r(k/2)/r((k+d)/2)]^2` is increasing in k, because
    :math:`(\log r)'(x) = \psi(x+\frac12) - \psi(x)` is decreasing.
    So it is enough that :math:`e^{-Y} J_k/J_{k+1} \le 1` at the first degree.
    """
    with BallArithmetic(80).working():
        ctx = BallArithmetic(80)
        now, following = reference_term(dim, degree).evaluate(ctx), reference_term(dim, degree + 1).evaluate(ctx)
        return bool((-_ball(height)).exp() * now < following)


def _rectangle(height: Fraction) -> list[Path]:
    """The upper half of the boundary of a rectangle that contains the strip: right side, top, left side."""

    def right(s: arb) -> tuple[acb, acb]:
        return acb(arb.pi() + _ball(MARGIN), _ball(height) * s), acb(0, _ball(height))

    def top(s: arb) -> tuple[acb, acb]:
        width = arb.pi() + 2 * _ball(MARGIN)
        return acb(-_ball(MARGIN) + width * s, _ball(height)), acb(width, 0)

    def left(s: arb) -> tuple[acb, acb]:
        return acb(-_ball(MARGIN), _ball(height) * s), acb(0, _ball(height))

    return [right, top, left]


def _ball(x: Fraction | int) -> arb:
    x = Fraction(x)
    return arb(fmpq(x.numerator, x.denominator))
