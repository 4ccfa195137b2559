r"""The exact moments :math:`K_{ij} = \mathbb{E}\,X_+^iY_+^j` of a Gaussian pair of correlation :math:`\cos\theta`.

.. math:: 2\pi K_{ij} = \sin\theta\,A_{ij}(\cos\theta) + (\pi - \theta)\,B_{ij}(\cos\theta) \quad (i + j \text{ even}),
          \qquad \sqrt{2\pi}\,K_{ij} = C_{ij}(\cos\theta) \quad (i + j \text{ odd}),

with rational polynomials; a power 0 is the indicator of the half line.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import final

Coefficients = tuple[Fraction, ...]


@final
@dataclass(frozen=True)
class HalfMoment:
    r"""The polynomials of one :math:`K_{ij}`, constant term first: A and B for even i + j, C for odd, else empty."""

    sine: Coefficients
    angle: Coefficients
    odd: Coefficients


def half_line_moment(power: int) -> Fraction:
    r"""The rational :math:`\mathbb{E}\,X_+^n` for even n, and :math:`\sqrt{2\pi}\,\mathbb{E}\,X_+^n` for odd n.

    >>> [str(half_line_moment(n)) for n in range(5)]
    ['1/2', '1', '1/2', '2', '3/2']
    """
    found = Fraction(1) if power % 2 else Fraction(1, 2)
    for n in range(power, 1, -2):
        found *= n - 1
    return found


@lru_cache(maxsize=1024)
def half_moment(first: int, second: int) -> HalfMoment:
    r"""The moment :math:`K_{ij}`, i = ``first``, j = ``second``, by Gaussian integration by parts in X.

    .. math:: K_{ij} = (i-1)K_{i-2,j} + jcK_{i-1,j-1}, \qquad
              (X_+^0)' = \delta(X),\quad
              \mathbb{E}\,\delta(X)Y_+^j = \tfrac{1}{\sqrt{2\pi}}\sin^j\theta\;\mathbb{E}\,Z_+^j,

    where a term with the index -1 stands for the expectation with the point mass.

    >>> half_moment(1, 1).sine, half_moment(1, 1).angle                     # sin + (pi - theta) cos
    ((Fraction(1, 1),), (Fraction(0, 1), Fraction(1, 1)))
    """
    i, j = first, second
    if i < j:
        return half_moment(j, i)
    if i == 0:
        return HalfMoment((), (Fraction(1),), ())
    before = _scaled(i - 1, half_moment(i - 2, j)) if i > 1 else _at_zero(j)
    across = _scaled(j, half_moment(i - 1, j - 1)) if j > 0 else _at_zero(i - 1)
    return HalfMoment(
        _sum(before.sine, _raised(across.sine)),
        _sum(before.angle, _raised(across.angle)),
        _sum(before.odd, _raised(across.odd)),
    )


def _at_zero(power: int) -> HalfMoment:
    r"""The expectation :math:`\mathbb{E}\,\delta(X)Y_+^n`, with :math:`\sin^2\theta = 1 - c^2`."""
    moment = half_line_moment(power)
    # 2 pi (2 pi)^(-1/2) sin^n E Z_+^n is sin times a polynomial for odd n; (2 pi)^(1/2) (2 pi)^(-1/2) for even n
    grown: Coefficients = (moment,)
    for _ in range(power // 2):
        grown = _sum(grown, tuple(-a for a in _raised(_raised(grown))))
    return HalfMoment(grown, (), ()) if power % 2 else HalfMoment((), (), grown)


def _scaled(factor: int, moment: HalfMoment) -> HalfMoment:
    parts = (moment.sine, moment.angle, moment.odd)
    return HalfMoment(*(tuple(factor * a for a in part) for part in parts))


def _raised(p: Coefficients) -> Coefficients:
    """The coefficients of c p(c)."""
    return (Fraction(0), *p) if p else ()


def _sum(p: Coefficients, q: Coefficients) -> Coefficients:
    size = max(len(p), len(q))
    padded = [(*x, *[Fraction(0)] * (size - len(x))) for x in (p, q)]
    return tuple(a + b for a, b in zip(*padded, strict=True))
