r"""Lower bounds of a formula on one interval: natural, mean-value, Taylor, monotone and contact rules."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import final

from flint import arb

from ntkproofs.arithmetic import BallArithmetic, Ternary, UnsupportedOperation
from ntkproofs.enclosures.box import ball
from ntkproofs.enclosures.coordinates import Formula
from ntkproofs.enclosures.jets import taylor

__all__ = ["ORDER", "Bound", "Examined"]

#: the highest order of the Taylor forms
ORDER = 4


@final
@dataclass(frozen=True)
class Bound:
    """A certain lower bound, and the rule and order that gave it (the rules are those of CertifiedBox)."""

    rule: str
    order: int
    lower: arb


@final
@dataclass(frozen=True)
class Examined:
    r"""A formula g(s) = :math:`f^{(k)}(s)/k!`, k = ``derivative``, with the contact points where it is known to vanish.

    >>> square = Examined(lambda ctx, x: x * x, {}, derivative=1)
    >>> square.at(Fraction(3), 64).unique_fmpz()
    6
    """

    f: Formula
    contacts: dict[Fraction, int]
    derivative: int = 0

    def jet(self, lo: Fraction, hi: Fraction, order: int, bits: int) -> tuple[arb, ...] | None:
        """Balls of g^(n)/n! on [lo, hi] for n up to ``order``; None where the formula has no jets."""
        k = self.derivative
        try:
            found = taylor(self.f, ball(lo, hi, bits), order + k, bits)
        except UnsupportedOperation:
            return None
        # (f^(k)/k!)^(n) / n! = binom(n + k, k) f^(n+k)/(n+k)!
        with BallArithmetic(bits).working():
            return tuple(math.comb(n + k, k) * found[n + k] for n in range(order + 1))

    def at(self, point: Fraction, bits: int) -> arb:
        """The ball of g at an exact point."""
        return self._value(ball(point, point, bits), bits)

    def _value(self, x: arb, bits: int) -> arb:
        if self.derivative == 0:
            ctx = BallArithmetic(bits)
            return ctx.convert(ctx.evaluate(self.f, x))
        found = taylor(self.f, x, self.derivative, bits)
        return found[self.derivative]

    def bounds(self, lo: Fraction, hi: Fraction, bits: int) -> list[Bound]:
        """Every finite lower bound of g on [lo, hi] that the rules give, the contact rules of the two ends first."""
        ctx = BallArithmetic(bits)
        with ctx.working():
            found = [Bound("value", 0, self._value(ball(lo, hi, bits), bits).lower())]
            if ctx.surely_positive(found[0].lower) is not Ternary.YES:
                order = max([ORDER, *(self.contacts.get(end, 0) for end in (lo, hi))])
                wide = self.jet(lo, hi, order, bits)
                if wide is not None:
                    found = self._contact(lo, hi, wide) + found + self._centred(lo, hi, wide, bits)
            return [bound for bound in found if bound.lower.is_finite()]

    def _contact(self, lo: Fraction, hi: Fraction, wide: tuple[arb, ...]) -> list[Bound]:
        found = []
        # Lagrange: g(x) = g^(m)(xi)/m! (x - c)^m when g and its first m - 1 derivatives vanish at c
        if lo in self.contacts:
            m = self.contacts[lo]
            found.append(Bound("contact-lo", m, wide[m].lower()))
        if hi in self.contacts:
            m = self.contacts[hi]
            found.append(Bound("contact-hi", m, (-wide[m] if m % 2 else wide[m]).lower()))
        return found

    def _centred(self, lo: Fraction, hi: Fraction, wide: tuple[arb, ...], bits: int) -> list[Bound]:
        ctx, mid = BallArithmetic(bits), (lo + hi) / 2
        radius = ctx.convert((hi - lo) / 2).upper()
        found = []
        # g' of one sign: the smallest value is at an end
        for rule, sign, end in (("increasing", 1, lo), ("decreasing", -1, hi)):
            if ctx.surely_nonnegative((sign * wide[1]).lower()) is Ternary.YES and end not in self.contacts:
                found.append(Bound(rule, 1, self.at(end, bits).lower()))
        narrow = self.jet(mid, mid, ORDER - 1, bits)
        if narrow is None:
            return found
        # (x - m)^n lies in [-r^n, r^n], and in [0, r^n] for even n
        powers = [arb(1)]
        for n in range(1, ORDER + 1):
            symmetric = arb(0).union(radius**n)
            powers.append(symmetric if n % 2 == 0 else symmetric.union(-symmetric))
        head = arb(0)
        for n in range(1, ORDER + 1):
            head = head + narrow[n - 1] * powers[n - 1]
            found.append(Bound("taylor", n, (head + wide[n] * powers[n]).lower()))
        return found
