r"""Hermite expansions of activations, with certified coefficients and tails.

.. math:: \sigma(sx) = \sum_i a_i(s)\,h_i(x), \qquad a_i(s) = \mathbb{E}\,\sigma(sX)h_i(X), \qquad
          \sum_i a_i(s)^2 = \mathbb{E}\,\sigma(sX)^2,

with the orthonormal polynomials :math:`h_i`.  All coefficients come from one Gauss-Legendre rule on [-R, R] (one on
each side of a break).  Three bounds make them balls.

* Mehler's kernel at :math:`(z, \bar z)`, :math:`0 < r < 1`, :math:`z = x + iy`, has non-negative terms, so each of them
  is below the sum: :math:`|h_i(z)|^2 \le r^{-i}(1-r^2)^{-1/2}\exp\bigl(\tfrac{rx^2}{1+r} + \tfrac{ry^2}{1-r}\bigr)`.
* On the line, with :math:`r = i/(i+1)`, this is :math:`|h_i(x)| \le e^{1/2}(i+1)^{1/4}e^{x^2/4}`, because
  :math:`(1+1/i)^{i/2} \le e^{1/2}` and :math:`(i+1)^2/(2i+1) \le i+1`: the part beyond R is below a Gaussian tail.
* The truncation is exact algebra: :math:`\sum_{i>N} a_i^2 = \mathbb{E}\sigma(sX)^2 - \sum_{i\le N} a_i^2`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol, final

from flint import acb, arb, fmpq

from ntkproofs.activations.growth import Growth
from ntkproofs.activations.hermite_blocks import add_hermite_sums
from ntkproofs.arithmetic import BallArithmetic, Precision, UnsupportedOperation
from ntkproofs.enclosures import ComplexBallArithmetic, NotConverged
from ntkproofs.enclosures.panel_rule import (
    EllipseCover,
    cover_ellipse,
    legendre_rule,
    nodes_for,
    rule_error,
    surely_below,
)

#: Heights of the ellipses that are tried, for :math:`\sigma(sx)` as a function of x.
HEIGHTS = tuple(Fraction(h, 20) for h in (60, 45, 30, 25, 20, 15, 10, 6, 4, 2))
MOST_COEFFICIENTS = 6000
#: How far out the Gaussian tail is followed.
LARGEST_RADIUS = 200

Formula = Callable[..., Any]


class Expandable(Protocol):
    """What an expansion asks of an activation."""

    @property
    def growth(self) -> Growth: ...

    @property
    def pieces(self) -> tuple[tuple[Fraction | None, Fraction | None, Formula], ...]: ...

    @property
    def polynomial_parts(self) -> tuple[int | None, int | None]: ...


@final
@dataclass(frozen=True, eq=False)
class HermiteExpansion:
    r"""The coefficients :math:`a_0, \dots, a_N` at one variance :math:`q = s^2`, as balls.

    ``moment`` encloses :math:`\mathbb{E}\,\sigma(sX)^2`, ``tail`` is an upper bound of :math:`\sum_{i>N} a_i^2`.
    """

    coefficients: tuple[arb, ...]
    moment: arb
    tail: arb
    bits: int


_CACHE: dict[tuple[Any, ...], HermiteExpansion] = {}
_MOST_CACHED = 64


def hermite_expansion(activation: Expandable, variance: Any, count: int, bits: int) -> HermiteExpansion:
    r"""The first ``count`` coefficients of :math:`\sigma(\sqrt q\,\cdot)`, q = ``variance``, to about ``bits`` bits.

    The variance is an exact number or a ball; the coefficients of every q in the ball are enclosed.

    :raises UnsupportedOperation: where the growth bound of the activation gives no finite second moment.
    :raises NotConverged: where no ellipse of analyticity around the pieces was proved.

    >>> from ntkproofs.activations import Softplus
    >>> a = hermite_expansion(Softplus(), 1, 4, 80).coefficients
    >>> print(a[1].str(15, radius=False), a[3].contains(0))
    0.500000000000000 True
    """
    from ntkproofs.arithmetic import dump_ball

    with Precision(bits + 32):
        q = variance if isinstance(variance, arb) else BallArithmetic(bits + 32).convert(variance)
    key = (activation, dump_ball(q), count, bits)
    if key not in _CACHE:
        if len(_CACHE) >= _MOST_CACHED:
            _CACHE.clear()
        _CACHE[key] = _expand(activation, q, count, bits)
    return _CACHE[key]


def expansion_to(
    activation: Expandable, variance: Any, goal: int, most: int = MOST_COEFFICIENTS, first: int = 32
) -> HermiteExpansion:
    r"""An expansion whose tail :math:`\sum_{i>N} a_i^2` is below :math:`2^{-goal}`, or with ``most`` coefficients.

    ``first`` is the number of coefficients that is tried first.

    >>> from ntkproofs.activations import Softplus
    >>> from ntkproofs.enclosures.panel_rule import surely_below
    >>> surely_below(expansion_to(Softplus(), 1, 40).tail, 40)
    True
    """
    count, bits = max(1, min(most, first)), goal + 16
    while True:
        found = hermite_expansion(activation, variance, count, bits)
        if surely_below(found.tail, goal) or count >= most:
            return found
        count = min(most, _enough(found, count, goal))


def _enough(found: HermiteExpansion, count: int, goal: int) -> int:
    """A guess of how many coefficients suffice, by the law log a_i^2 ~ -c sqrt(i) of a pole at a finite distance."""
    size = float(found.tail)
    if not 0 < size < 1:
        return 2 * count
    speed = -math.log(size) / math.sqrt(count)
    return max(count + 16, min(4 * count, int(1.1 * (goal * math.log(2) / speed) ** 2)))


def _expand(activation: Expandable, q: arb, count: int, goal: int) -> HermiteExpansion:
    growth = activation.growth
    with Precision(64):
        scale = q.sqrt()
        if not (1 - 4 * _exact(growth.curvature) * scale * scale > arb(0)):
            raise UnsupportedOperation(
                f"{activation}: a function that is square integrable against the Gaussian of variance {q.str(5)} was "
                f"needed, its bound exp({growth.curvature} u^2) is not; lower the weight variance"
            )
    radius, outside, outside_moment = _radius(growth, scale, count, goal + 8)
    panels = [_panel(piece, radius, scale, count, goal + 8) for piece in _panels(activation, q, radius)]
    # What the blocks of the recurrence lose; the loop below asks for more where a radius says so.
    loss = 56 + 4 * count.bit_length()
    for _ in range(4):
        work = goal + loss
        with Precision(work):
            sums, moment = [arb(0)] * count, arb(0)
            for panel in panels:
                moment += _accumulate(panel, q.sqrt(), sums, work)
            error = sum((p.error for p in panels), outside)
            moment += arb(0, 1) * sum((p.moment_error for p in panels), outside_moment)
            found = tuple(a + arb(0, 1) * error for a in sums)
        wide = max((a.rad() for a in (*found, moment)), key=lambda r: float(r.log()) if r > 0 else -1e9)
        if surely_below(wide, goal) or q.rad() > 0 or not wide.is_finite():
            break
        loss += goal + 16 + int(float(wide.log()) * 1.4427)
    found = tuple(arb(0) if _vanishes(activation, i) else a for i, a in enumerate(found))
    with Precision(work):
        tail = moment - sum((a * a for a in found), arb(0))
        # Bessel's inequality: the true tail is non-negative, so the upper end of the enclosure is a bound of it.
        return HermiteExpansion(found, moment, tail.upper() if tail.upper() > 0 else arb(0), goal)


def _vanishes(activation: Expandable, index: int) -> bool:
    r"""Whether :math:`a_i = 0` exactly: the part of sigma with the parity of i is a polynomial of a lower degree."""
    degree = activation.polynomial_parts[index % 2]
    return degree is not None and index > degree


@final
@dataclass(frozen=True, eq=False)
class _Panel:
    left: Fraction
    right: Fraction
    formula: Formula
    nodes: int
    error: arb
    moment_error: arb


def _panels(activation: Expandable, q: arb, radius: int) -> list[tuple[Fraction, Fraction, Formula]]:
    """The pieces in the coordinate x = u/s, cut at the radius; a break that is not an exact x is no end of a panel."""
    found = []
    for left, right, formula in activation.pieces:
        low, high = (_scaled(end, q, radius, sign) for end, sign in ((left, -1), (right, 1)))
        if low < high:
            found.append((low, high, formula))
    return found


def _scaled(end: Fraction | None, q: arb, radius: int, sign: int) -> Fraction:
    if end is None or abs(end) >= radius:
        return Fraction(sign * radius) if end is None else max(Fraction(-radius), min(Fraction(radius), end))
    if end == 0:
        return end
    root = _exact_root(q)
    if root is None:
        raise UnsupportedOperation(
            f"hermite_expansion: a break at 0 or a variance that is the square of a rational number was needed, the "
            f"break {end} and the variance {q.str(5)} came; use depth 2"
        )
    return max(Fraction(-radius), min(Fraction(radius), end / root))


def _exact_root(q: arb) -> Fraction | None:
    if not q.is_exact():
        return None
    mantissa, exponent = (int(n) for n in q.man_exp())
    value = Fraction(mantissa) * Fraction(2) ** exponent
    top, bottom = math.isqrt(value.numerator), math.isqrt(value.denominator)
    return Fraction(top, bottom) if top * top == value.numerator and bottom * bottom == value.denominator else None


def _radius(growth: Growth, scale: arb, count: int, goal: int) -> tuple[int, arb, arb]:
    """An integer R, with bounds of what lies outside of [-R, R] for every coefficient and for the second moment."""
    with Precision(64):
        front = (arb(1) / 2).exp() * arb(count + 1).root(4) / (2 * arb.pi()).sqrt()
        for radius in range(4, LARGEST_RADIUS):
            outside = front * growth.tail(scale, radius, Fraction(1, 4))
            outside_moment = growth.tail(scale, radius, Fraction(1, 2), 2) / (2 * arb.pi()).sqrt()
            if surely_below(outside, goal) and surely_below(outside_moment, goal):
                return radius, outside.abs_upper(), outside_moment.abs_upper()
    raise UnsupportedOperation(
        f"hermite_expansion: a Gaussian tail below 2^-{goal} within |x| <= {LARGEST_RADIUS} was needed, {growth} gives "
        "none; lower the variance"
    )


def _panel(piece: tuple[Fraction, Fraction, Formula], radius: int, scale: arb, count: int, goal: int) -> _Panel:
    """The rule on a panel, from the ellipse of the least cost on which the piece is proved to be analytic."""
    left, right, formula = piece
    best: tuple[int, EllipseCover, arb, arb] | None = None
    for height in HEIGHTS:
        try:
            cover = cover_ellipse(
                lambda ctx, z: formula(ctx, scale * z), left, right, rho_of_height(left, right, height)
            )
            values, squares = cover.bound(_weights(count, height)), cover.bound(_density, 2)
            nodes = max(nodes_for(cover, values, goal), nodes_for(cover, squares, goal))
        except NotConverged:
            continue
        if best is None or nodes < best[0]:
            best = nodes, cover, values, squares
        elif best is not None and nodes > best[0]:
            break
    if best is None:
        raise NotConverged(
            f"hermite_expansion: a function that is analytic around [{left}, {right}] was needed, no ellipse was "
            "proved; set breaks at its kinks, and rewrite roots and logarithms that touch zero"
        )
    nodes, cover, values, squares = best
    return _Panel(left, right, formula, nodes, rule_error(cover, values, nodes), rule_error(cover, squares, nodes))


def rho_of_height(left: Fraction, right: Fraction, height: Fraction) -> Fraction:
    """A parameter whose ellipse has about the given height: rho - 1/rho = 4 h/(b - a)."""
    slope = float(4 * height / (right - left))
    return Fraction(int((slope + math.sqrt(slope * slope + 4)) / 2 * 2**20), 2**20)


def _weights(count: int, height: Fraction) -> Callable[[arb, arb], arb]:
    r"""A bound of :math:`|h_i(z)\varphi(z)|` for all i < count, by Mehler's kernel with one r for all of them."""
    ratio = 1 - height / (height + max(1, math.isqrt(count)))
    with Precision(64):
        r = arb(fmpq(ratio.numerator, ratio.denominator))
        front = r ** (-count) / (1 - r * r).sqrt()
        front = front.sqrt() / (2 * arb.pi()).sqrt()

    def weight(x: arb, y: arb) -> arb:
        # the coefficient r/(2(1+r)) - 1/2 of x^2 is negative, that of y^2 positive
        return front * ((r / (1 + r) - 1) * x * x / 2 + (r / (1 - r) + 1) * y * y / 2).exp()

    return weight


def _density(x: arb, y: arb) -> arb:
    return ((y * y - x * x) / 2).exp() / (2 * arb.pi()).sqrt()


def _accumulate(panel: _Panel, scale: arb, sums: list[arb], bits: int) -> arb:
    """Add the rule's values of every coefficient to ``sums``; return its value of the second moment."""
    ctx = ComplexBallArithmetic(bits, analytic=False)
    middle, half = _exact((panel.left + panel.right) / 2), _exact((panel.right - panel.left) / 2)
    symmetric = panel.left + panel.right == 0
    moment, norm = arb(0), half / (2 * arb.pi()).sqrt()
    nodes: list[arb] = []
    even: list[arb] = []
    odd: list[arb] = []
    for x, weight in legendre_rule(panel.nodes, bits):
        right, left = middle + half * x, middle - half * x
        values = [ctx.convert(panel.formula(ctx, acb(scale * u))).real for u in (right, left)]
        gauss = [norm * weight * (-u * u / 2).exp() for u in (right, left)]
        # products, for a ball around zero has no power by a logarithm
        moment += gauss[0] * values[0] * values[0] + gauss[1] * values[1] * values[1]
        if symmetric:
            # h_i(-x) = (-1)^i h_i(x): one node serves both
            nodes.append(right)
            even.append(gauss[0] * (values[0] + values[1]))
            odd.append(gauss[0] * (values[0] - values[1]))
        else:
            products = [g * value for g, value in zip(gauss, values, strict=True)]
            nodes += [right, left]
            even += products
            odd += products
    add_hermite_sums(nodes, even, odd, sums)
    return moment


def _exact(x: Fraction) -> arb:
    return arb(fmpq(x.numerator, x.denominator))
