"""What a search for a sign can answer: a tiling, a violation, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import final

from flint import arb

__all__ = ["CertifiedBox", "Tiling", "Undecided", "Violation"]


@final
@dataclass(frozen=True)
class CertifiedBox:
    r"""One interval on which the sign was shown, with the rule that showed it.

    Rules, with c_n(X) an enclosure of :math:`f^{(n)}(\xi)/n!` for every :math:`\xi` in X = [lo, hi], m its middle:

    * ``value``: the enclosure f(X) itself (order 0);
    * ``taylor``: :math:`\sum_{k<n} c_k(m) (X-m)^k + c_n(X) (X-m)^n`, n = order (n = 1 is the mean-value form);
    * ``increasing`` / ``decreasing``: c_1(X) has one sign, and ``bound`` is that of f at the lower / upper end;
    * ``contact-lo`` / ``contact-hi``: f and its first n-1 derivatives vanish at that end, and ``bound`` is a lower
      bound of :math:`c_n(X)` / :math:`(-1)^n c_n(X)`.

    ``bound`` is an exact number in FLINT's text form, ``bits`` the precision at which the box was evaluated.
    """

    lo: Fraction
    hi: Fraction
    rule: str
    order: int
    bound: str
    bits: int


@final
@dataclass(frozen=True)
class Tiling:
    r"""A certificate that the derivative number ``derivative`` of f is nonnegative (positive if ``strict``).

    The boxes tile [a, b] exactly, in order.  The contact points were *declared*: that f vanishes there with its first
    m - 1 derivatives is an obligation of the caller, and the certificate is worth what that proof is worth.  In a
    strict certificate the contact points themselves are excepted.  With ``scale`` "pi" the argument of f is pi times
    the coordinate.  Raises ``ValueError`` if the boxes leave a gap or overlap.
    """

    a: Fraction
    b: Fraction
    boxes: tuple[CertifiedBox, ...]
    strict: bool
    contacts: tuple[tuple[Fraction, int], ...]
    scale: str
    derivative: int
    bits: int

    def __post_init__(self) -> None:
        ends = [self.a, *(box.hi for box in self.boxes)]
        starts = [*(box.lo for box in self.boxes), self.b]
        if not self.boxes or ends != starts or any(box.lo >= box.hi for box in self.boxes):
            raise ValueError(
                f"Tiling: boxes that tile [{self.a}, {self.b}] exactly were needed, "
                f"{len(self.boxes)} came with a "
                "gap or an overlap; sort them and keep every piece"
            )


@final
@dataclass(frozen=True)
class Violation:
    """An exact point of the domain (in the coordinate of the search) where the statement is certainly false."""

    point: Fraction | tuple[Fraction, ...]
    value: arb


@final
@dataclass(frozen=True)
class Undecided:
    """The search decided nothing: why, and the box that it could do least about (one pair of ends an axis)."""

    reason: str
    worst: tuple[tuple[Fraction, Fraction], ...] = ()
