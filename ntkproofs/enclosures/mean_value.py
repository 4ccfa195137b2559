r"""Centred forms: enclosures that shrink with the square of the box."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flint import arb

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.enclosures.box import common_part
from ntkproofs.enclosures.jets import taylor

__all__ = ["centred", "mean_value"]


def mean_value(value: Callable[[Any], Any], slope: Any, box: Any) -> Any:
    r"""Return an enclosure of f over a box X: :math:`f(m) + D (X - m)`, m the middle, D an enclosure of f' over X.

    ``value`` evaluates f at the exact middle, ``slope`` is D; the box is an ``arb`` or a rectangle ``acb`` on the whole
    of which f is differentiable (analytic).  Run it inside ``with ctx.working():``.

    For x in X, :math:`f(x) - f(m) = (x-m)\int_0^1 f'(m + t(x-m))\,dt`.  X is convex, so the path stays in it, and the
    mean of f' over the path lies in D because D, an interval or a rectangle, is convex.

    >>> box = arb((1, 0), (1, -4))
    >>> wide = mean_value(lambda m: m * m, 2 * box, box)
    >>> wide.contains(arb(17) ** 2 / 256)
    True
    """
    middle = box.mid()
    return value(middle) + slope * (box - middle)


def centred(f: Callable[..., Any], box: arb, bits: int) -> arb:
    r"""Return an enclosure of a formula over a real ball: its mean-value form intersected with its plain value.

    The derivative comes from the jet of the formula.  Raises :class:`~ntkproofs.arithmetic.UnsupportedOperation` when
    the formula has no jet.

    >>> product = lambda ctx, x: x * (1 - x)
    >>> centred(product, arb((1, -1), (1, -6)), 64).upper() < arb("0.26")
    True
    """
    ctx = BallArithmetic(bits)
    slope = taylor(f, box, 1, bits)[1]
    with ctx.working():
        return common_part(ctx.evaluate(f, box), mean_value(lambda m: ctx.evaluate(f, m), slope, box))
