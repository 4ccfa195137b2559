r"""Rigorous expectations of a formula of one standard Gaussian variable."""

from __future__ import annotations

import abc
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

from flint import arb

from ntkproofs.arithmetic import BallArithmetic, Precision, Ternary, fraction
from ntkproofs.enclosures.coordinates import Formula
from ntkproofs.enclosures.quadrature import integrate

__all__ = ["ExponentialGrowth", "Growth", "PolynomialGrowth", "gaussian_expectation"]


class Growth(abc.ABC):
    r"""A bound :math:`|f(u)| \le G(|u|)` that the caller has proved for every :math:`|u| \ge` ``start``."""

    start: int

    @abc.abstractmethod
    def tail(self, radius: int, bits: int) -> arb:
        r"""An upper bound of :math:`\int_{|u| \ge R} G(|u|)\,\varphi(u)\,du`, R = ``radius``, as an exact number."""


@final
@dataclass(frozen=True)
class ExponentialGrowth(Growth):
    r""":math:`|f(u)| \le C e^{a|u|}` for :math:`|u| \ge` ``start``; C = ``constant``, a = ``rate``, both exact.

    The tail is exact, by completing the square:
    :math:`2C \int_R^\infty e^{au}\varphi(u)\,du = C e^{a^2/2}\,\mathrm{erfc}((R-a)/\sqrt2)`.

    >>> ExponentialGrowth(1, 0).tail(10, 64) < arb("1e-22")
    True
    """

    constant: Any
    rate: Any
    start: int = 0

    def __post_init__(self) -> None:
        _require_nonnegative("ExponentialGrowth: constant", self.constant)

    def tail(self, radius: int, bits: int) -> arb:
        ctx = BallArithmetic(bits)
        with ctx.working():
            constant, rate = ctx.convert(self.constant), ctx.convert(self.rate)
            return (constant * (rate * rate / 2).exp() * ((radius - rate) / arb(2).sqrt()).erfc()).upper()


@final
@dataclass(frozen=True)
class PolynomialGrowth(Growth):
    r""":math:`|f(u)| \le C (1+|u|)^m` for :math:`|u| \ge` ``start``; C = ``constant``, m = ``degree`` >= 0.

    With :math:`\log(1+u) \le \log(1+R) + (u-R)/(1+R)` (the logarithm lies below its tangent),
    :math:`(1+u)^m \le (1+R)^m e^{-aR} e^{au}` for :math:`u \ge R`, where :math:`a = m/(1+R)`: the exponential tail with
    the constant :math:`C (1+R)^m e^{-aR}`.

    >>> PolynomialGrowth(1, 2).tail(10, 64) < arb("1e-20")
    True
    """

    constant: Any
    degree: int
    start: int = 0

    def __post_init__(self) -> None:
        _require_nonnegative("PolynomialGrowth: constant", self.constant)
        # the bound by the exponential uses m >= 0
        _require_nonnegative("PolynomialGrowth: degree", self.degree)

    def tail(self, radius: int, bits: int) -> arb:
        ctx = BallArithmetic(bits)
        rate = Fraction(self.degree, 1 + radius)
        with ctx.working():
            constant = ctx.convert(self.constant) * arb(1 + radius) ** self.degree * (-ctx.convert(rate) * radius).exp()
            return (constant * ExponentialGrowth(1, rate).tail(radius, bits)).upper()


def _require_nonnegative(name: str, value: Any) -> None:
    ctx = BallArithmetic(64)
    if ctx.surely_nonnegative(ctx.convert(value)) is not Ternary.YES:
        raise ValueError(f"{name} = {value} does not satisfy {name.split()[-1]} >= 0")


def gaussian_expectation(
    f: Formula,
    *,
    bits: int,
    tail: Growth,
    breaks: Sequence[Any] = (),
    goal_bits: int | None = None,
    magnitude: int = 0,
) -> arb:
    r"""Return a ball that contains :math:`E f(U) = \int f(u)\varphi(u)\,du`, U standard Gaussian.

    Here :math:`\varphi(u) = e^{-u^2/2}/\sqrt{2\pi}`; ``f(ctx, u)`` is a formula, smooth between the ``breaks``;
    ``tail`` is a growth bound that the caller has proved.
    The integral over [-R, R] is rigorous quadrature, the rest is the ball :math:`[\pm T]` with T the tail of the growth
    bound; the integer R is raised until :math:`T \le 2^{magnitude - bits}`.  Raises
    :class:`~ntkproofs.enclosures.NotConverged` when the radius stays above the goal
    (:func:`~ntkproofs.enclosures.integrate`).

    >>> square = gaussian_expectation(lambda ctx, u: u * u, bits=80, tail=PolynomialGrowth(1, 2))
    >>> square.contains(1), bool(square.rad() < arb("1e-20"))
    (True, True)
    """
    cuts = sorted({fraction(x, who="gaussian_expectation") for x in breaks})
    radius = max([1, tail.start, *(int(abs(x)) + 1 for x in cuts)])
    ctx = BallArithmetic(bits)
    while ctx.surely_less(tail.tail(radius, bits), arb((1, magnitude - bits))) is not Ternary.YES:
        radius += 1
        if radius > 1000 + bits:
            raise ValueError(
                f"gaussian_expectation: a growth bound with a tail below 2^{magnitude - bits} was "
                f"needed, {tail} "
                "came; give a finite constant and rate"
            )

    def weighted(ctx: Any, u: Any) -> Any:
        return f(ctx, u) * ctx.exp(-u * u / 2) / ctx.sqrt(2 * ctx.pi)

    inside = integrate(weighted, -radius, radius, bits=bits, goal_bits=goal_bits, magnitude=magnitude, breaks=cuts)
    with Precision(bits):
        outside = tail.tail(radius, bits)
        return inside + arb(0).union(outside).union(-outside)
