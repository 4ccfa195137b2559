r"""The dual by quadrature in the plane, with a bound: a route that knows nothing of Hermite polynomials.

.. math:: \mathbb{E}\,\sigma(rX)\sigma(sZ) = \int\!\!\int \sigma(rx)\sigma(sz)\,p(x, z)\,dx\,dz, \qquad
          p = \frac{1}{2\pi\sqrt{1-\rho^2}}\exp\Bigl(-\frac{x^2 - 2\rho xz + z^2}{2(1-\rho^2)}\Bigr).

On a complex argument :math:`|p(x + iy, z)| = p(x, z)\,e^{y^2/(2(1-\rho^2))}`.  Gauss-Legendre rules in x and z on
rectangles between the kinks then err by at most the error in x of an integrand below
:math:`|\sigma(rx)|\,e^{y^2/(2(1-\rho^2))}\,\sup|\sigma|\,\varphi(x)`, plus the error in z at each node.  Beyond
:math:`|x|, |z| \le R` the Cauchy-Schwarz inequality leaves two Gaussian tails.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

from flint import acb, arb, fmpq

from ntkproofs.activations.growth import Growth
from ntkproofs.activations.hermite_expansion import HEIGHTS, Expandable, rho_of_height
from ntkproofs.arithmetic import Precision, UnsupportedOperation
from ntkproofs.enclosures import ComplexBallArithmetic, NotConverged
from ntkproofs.enclosures.panel_rule import cover_ellipse, legendre_rule, nodes_for, rule_error, surely_below

LARGEST_RADIUS = 100


def plane_dual(activation: Expandable, r: Fraction, s: Fraction, rho: Fraction, bits: int) -> arb:
    r"""A ball of :math:`\mathbb{E}\,\sigma(rX)\sigma(sZ)` at the exact correlation :math:`-1 < \rho < 1`.

    :raises UnsupportedOperation: for :math:`|\rho| \ge 1`, where the plane degenerates to a line.

    >>> from ntkproofs.activations import ReLU
    >>> print(plane_dual(ReLU(), Fraction(1), Fraction(1), Fraction(0), 40).str(9, radius=False))  # 1/(2 pi)
    0.159154943
    """
    if not -1 < rho < 1:
        raise UnsupportedOperation(f"plane_dual: -1 < rho < 1 was needed, {rho} came; take the second moment")
    goal = bits + 8
    growth = activation.growth
    radius, outside = _radius(growth, r, s, goal)
    narrow = 1 / (1 - rho * rho)
    firsts = [_side(piece, r, radius, narrow, goal) for piece in activation.pieces]
    seconds = firsts if r == s else [_side(piece, s, radius, narrow, goal) for piece in activation.pieces]
    work = goal + 16
    with Precision(work):
        total, error = arb(0), outside
        slope = _ball(rho * narrow)
        points = [(side, _values(side, work)) for side in firsts]
        others = points if r == s else [(side, _values(side, work)) for side in seconds]
        front = _ball(narrow).sqrt() / (2 * arb.pi())
        for left, xs in points:
            for right, zs in others:
                error += left.rule * right.largest
                error += _ball(left.width) * left.largest * right.rule * front * (2 * arb.pi()).sqrt()
                total += sum((wx * wz * (slope * x * z).exp() for x, wx in xs for z, wz in zs), arb(0))
        return total * front + arb(0, 1) * error.abs_upper()


@final
@dataclass(frozen=True, eq=False)
class _Side:
    r"""One panel of one variable: its rule, the error of the rule for sup|sigma| = 1 of the other, and sup|sigma|."""

    left: Fraction
    right: Fraction
    formula: Any
    scale: Fraction
    narrow: Fraction
    nodes: int
    rule: arb
    largest: arb

    @property
    def width(self) -> Fraction:
        return self.right - self.left


def _side(
    piece: tuple[Fraction | None, Fraction | None, Any], scale: Fraction, radius: int, narrow: Fraction, goal: int
) -> _Side:
    low = Fraction(-radius) if piece[0] is None else max(Fraction(-radius), piece[0] / scale)
    high = Fraction(radius) if piece[1] is None else min(Fraction(radius), piece[1] / scale)
    best: _Side | None = None
    for height in HEIGHTS:
        try:
            cover = cover_ellipse(
                lambda ctx, z: piece[2](ctx, ctx.convert(scale) * z), low, high, rho_of_height(low, high, height)
            )
            with Precision(64):
                curve = _ball(narrow)
                # p in one variable at most: e^(y^2/(2(1-rho^2))) e^(-x^2/2)/sqrt(2 pi)
                bound = cover.bound(lambda x, y: ((curve * y * y - x * x) / 2).exp() / (2 * arb.pi()).sqrt())  # noqa: B023
                largest = cover.bound(lambda x, y: arb(1))
            nodes = nodes_for(cover, bound * (1 + largest) * (1 + radius), goal + 4)
        except NotConverged:
            continue
        if best is None or nodes < best.nodes:
            best = _Side(low, high, piece[2], scale, narrow, nodes, rule_error(cover, bound, nodes), largest)
    if best is None:
        raise NotConverged(f"plane_dual: a piece that is analytic around [{low}, {high}] was needed; set its kinks")
    return best


def _values(side: _Side, bits: int) -> list[tuple[arb, arb]]:
    """Nodes x, and weights times sigma(s x) e^(-x^2/(2(1-rho^2)))."""
    ctx = ComplexBallArithmetic(bits, analytic=False)
    middle, half = _ball((side.left + side.right) / 2), _ball(side.width / 2)
    scale, narrow = _ball(side.scale), _ball(side.narrow)
    found = []
    for x, weight in legendre_rule(side.nodes, bits):
        for u in (middle + half * x, middle - half * x):
            value = ctx.convert(side.formula(ctx, acb(scale * u))).real
            found.append((u, half * weight * value * (-narrow * u * u / 2).exp()))
    return found


def _radius(growth: Growth, r: Fraction, s: Fraction, goal: int) -> tuple[int, arb]:
    """An integer R and a bound of what lies outside of the square, by Cauchy and Schwarz."""
    half = Fraction(1, 2)
    with Precision(64):
        a, b = _ball(r), _ball(s)
        density = (2 * arb.pi()).sqrt()
        # |x| > 0 is the whole line
        whole = [growth.tail(scale, 0, half, 2) / density for scale in (a, b)]
        for radius in range(3, LARGEST_RADIUS):
            tails = [growth.tail(scale, radius, half, 2) / density for scale in (a, b)]
            outside = (tails[0] * whole[1]).sqrt() + (tails[1] * whole[0]).sqrt()
            if surely_below(outside, goal):
                return radius, outside.abs_upper()
    raise UnsupportedOperation(f"plane_dual: a Gaussian tail below 2^-{goal} was needed, {growth} gives none")


def _ball(x: Fraction) -> arb:
    x = Fraction(x)
    return arb(fmpq(x.numerator, x.denominator))


__all__ = ["plane_dual"]
