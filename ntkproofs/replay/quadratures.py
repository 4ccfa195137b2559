r"""Gaussian expectations by FLINT's `acb.integral`, in this one file: covers of complex ellipses are beyond mpmath.iv.

The code is its own, but the ball library is that of the search; the summary of a replay names the claims that use it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from mpmath import iv

from .errors import Opaque, Rejected
from .growth import confirm_growth
from .intervals import Intervals
from .tilings import read_fraction
from .trees import Tree, free_symbols, read_tree

__all__ = ["expectation"]

_FARTHEST = 400


def expectation(node: Any, bits: int, intervals: Intervals) -> Any:
    r"""Return an interval that holds :math:`E f(U)`, U standard Gaussian, under the growth bound of the data."""
    if not isinstance(node, dict) or node.get("kind") != "gaussian expectation":
        raise Opaque("the quantity is no expression and no Gaussian expectation")
    tree, variable, degree = read_tree(node.get("integrand")), node.get("variable"), node.get("degree")
    constant = read_fraction(node.get("constant"))
    if not isinstance(variable, str) or not isinstance(degree, int) or not 0 <= degree <= 50 or constant < 0:
        raise Rejected("an expectation has a variable and a growth bound C (1 + |u|)^m")
    if free_symbols(tree) - {variable}:
        raise Rejected(f"an integrand in {variable} alone was needed")
    confirm_growth(tree, constant, degree)
    radius, tail = 2 * degree + 2, None
    while tail is None or not tail.b < iv.mpf(2) ** -bits:
        radius += 1
        if radius > _FARTHEST:
            raise Rejected("the growth bound leaves no small tail")
        # For u >= R the logarithm of (1 + u)^m e^(-u^2/2) falls at least as fast as R - m/(1 + R).
        rate = intervals.number(radius - Fraction(degree, 1 + radius))
        density = iv.exp(-intervals.number(Fraction(radius * radius, 2))) / iv.sqrt(2 * iv.pi)
        tail = 2 * intervals.number(constant) * iv.mpf(1 + radius) ** degree * density / rate
    return _integral(tree, variable, radius, bits) + tail * iv.mpf([-1, 1])


def _integral(tree: Tree, variable: str, radius: int, bits: int) -> Any:
    import flint

    before = flint.ctx.prec
    flint.ctx.prec = bits + 40
    try:
        scale = (2 * flint.arb.pi()).sqrt()

        def weighted(u: Any, analytic: bool) -> Any:
            return _value(tree, {variable: u}, analytic) * (-u * u / 2).exp() / scale

        # Whole steps: on each the integrand is analytic near the segment and of one size.
        total = flint.acb(0)
        for start in range(-radius, radius):
            total += flint.acb.integral(weighted, start, start + 1, abs_tol=flint.arb(2) ** -bits, eval_limit=200_000)
        real = total.real
        if not (real.is_finite() and total.imag.contains(0)):
            raise Rejected("the integral did not converge")
        middle, radius_ball = real.mid().man_exp(), real.rad().man_exp()
    finally:
        flint.ctx.prec = before
    ends = [iv.mpf(int(m)) * iv.mpf(2) ** int(e) for m, e in (middle, radius_ball)]
    return ends[0] + ends[1] * iv.mpf([-1, 1])


def _value(tree: Tree, symbols: dict[str, Any], analytic: bool) -> Any:
    """Return the value of a tree; with `analytic` it is not finite where the function is not analytic."""
    import flint

    head, *operands = tree
    if head == "rational":
        return flint.acb(flint.fmpq(operands[0].numerator, operands[0].denominator))
    if head == "pi":
        return flint.acb.pi()
    if head == "symbol":
        return symbols[operands[0]]
    values = [_value(operand, symbols, analytic) for operand in operands]
    if head == "add":
        return sum(values[1:], values[0])
    if head == "mul":
        product = values[0]
        for factor in values[1:]:
            product = product * factor
        return product
    if head == "pow" and operands[1][0] == "rational":
        numerator, denominator = operands[1][1].numerator, operands[1][1].denominator
        if denominator > 2:
            raise Opaque("roots other than square roots are not integrated here")
        base = values[0].sqrt(analytic=analytic) if denominator == 2 else values[0]
        return base**numerator if numerator >= 0 else 1 / base**-numerator
    if head == "log":
        return values[0].log(analytic=analytic)
    if head in ("exp", "sin", "cos", "sinh", "cosh", "erf"):
        return getattr(values[0], head)()
    raise Opaque(f"{head} is not integrated here")
