r"""Changes of variable that keep the ends of a domain rational."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ntkproofs.arithmetic import fraction

__all__ = ["Formula", "half_line", "in_coordinate"]

Formula = Callable[..., Any]
SCALES = ("1", "pi")


def in_coordinate(f: Formula, scale: str) -> Formula:
    r"""Return the formula :math:`s \mapsto f(s)` or :math:`s \mapsto f(\pi s)`.

    An angle lives on :math:`[0, \pi]`, whose end no ball holds exactly; in :math:`s = \theta/\pi` the end is the exact
    number 1.  Derivatives of the new formula are derivatives in s.  Raises ``ValueError`` for another scale.

    >>> in_coordinate(lambda ctx, x: ctx.cos(x), "1").__name__
    '<lambda>'
    """
    if scale not in SCALES:
        raise ValueError(
            f"scale: needed one of {', '.join(map(repr, SCALES))}, came {scale!r}; rewrite the formula in "
            "a variable with rational ends"
        )
    if scale == "1":
        return f
    return lambda ctx, s: f(ctx, ctx.pi * s)


def half_line(f: Formula, start: Any, *, homogeneous: bool = False) -> Formula:
    r"""Return :math:`s \mapsto f(x)` with :math:`x = a + s/(1-s)`, which maps :math:`[0, 1)` onto :math:`[a, \infty)`.

    A plain formula can be examined on :math:`[0, c]`, :math:`c < 1`, that is on :math:`[a, a + c/(1-c)]`.  To reach
    infinity give a homogeneous formula ``f(ctx, p, q)`` with :math:`x = p/q`, a positive multiple of the statement
    that keeps a meaning at :math:`q = 0` (a polynomial of degree n times :math:`q^n`); then s may run over all of
    :math:`[0, 1]`, and :math:`p = a q + s`, :math:`q = 1 - s`.

    >>> from ntkproofs.arithmetic import BallArithmetic
    >>> ctx = BallArithmetic(64)
    >>> ctx.evaluate(half_line(lambda ctx, x: x * x - 1, 2), "1/2").unique_fmpz()
    8
    >>> ctx.evaluate(half_line(lambda ctx, p, q: p * p - q * q, 2, homogeneous=True), 1).unique_fmpz()
    1
    """
    first = fraction(start, who="half_line")

    def plain(ctx: Any, s: Any) -> Any:
        return f(ctx, ctx.rational(first.numerator, first.denominator) + s / (1 - s))

    def projective(ctx: Any, s: Any) -> Any:
        return f(ctx, ctx.rational(first.numerator, first.denominator) * (1 - s) + s, 1 - s)

    return projective if homogeneous else plain
