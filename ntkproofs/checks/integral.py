"""Integrals that an enclosure is made of: an integrand, an error bound, and what replay needs of both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ntkproofs.arithmetic import Arithmetic, BallArithmetic
from ntkproofs.enclosures.quadrature import integrate

from .computation import Computation, Described, operations

__all__ = ["integral_within"]


def integral_within(
    integrand: Callable[[Arithmetic, Any, Any], Any],
    table: Callable[[Arithmetic], Any],
    lower: int,
    upper: int,
    error: Callable[[Arithmetic], Any],
    *,
    bits: int,
    goal_bits: int | None = None,
    magnitude: int = 0,
) -> Described:
    r"""Return :math:`\int_a^b f(x)\,dx \pm e`, with an error bound e that earlier steps have shown.

    `integrand(ctx, x, table(ctx))` and `error(ctx)` are formulas of the dialect; what does not depend on x stands in
    the table, which is computed once.
    """

    def ball(_: int) -> Any:
        ctx = BallArithmetic(bits)
        constants = table(BallArithmetic(2 * bits))
        found = integrate(
            lambda ctx, x: integrand(ctx, x, constants),
            lower,
            upper,
            bits=bits,
            goal_bits=goal_bits,
            magnitude=magnitude,
        )
        with ctx.working():
            reach = ctx.convert(error(ctx))
            return found + (-reach).union(reach)

    description = {
        "kind": "integral",
        "integrand": operations(lambda ctx, x: integrand(ctx, x, table(ctx))),
        "lower": lower,
        "upper": upper,
        "bits": bits,
        "error": Computation(error).program(),
    }
    return Described(ball, description)
