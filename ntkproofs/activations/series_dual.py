r"""The dual of an activation as the sum of its Hermite series, in every arithmetic where it can be summed."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy
from flint import arb

from ntkproofs.activations.hermite_expansion import HermiteExpansion, expansion_to, hermite_expansion
from ntkproofs.arithmetic import (
    BallArithmetic,
    Float64Arithmetic,
    MultiprecisionArithmetic,
    Precision,
    UnsupportedOperation,
    dump_mpf,
    load_mpf,
)

#: Terms beyond which a piecewise function, whose coefficients fall like a power, is not followed.
MOST_PIECEWISE = 400
#: Terms that double precision takes at most.
MOST_FLOAT = 3000
ADVICE = "use balls or multiprecision"


def series_dual(activation: Any, ctx: Any, first: Any, second: Any, cross: Any) -> Any:
    r"""The expectation :math:`\mathbb{E}\,\sigma(u)\sigma(v)` by the two variances and the covariance.

    :raises UnsupportedOperation: in an arithmetic that cannot sum the series (exact, complex, power series).

    >>> from ntkproofs.activations import Tanh
    >>> ctx = BallArithmetic(60)
    >>> print(series_dual(Tanh(), ctx, ctx.rational(1), ctx.rational(1), ctx.rational(1, 2)).str(10, radius=False))
    0.1863244132
    """
    if isinstance(ctx, BallArithmetic):
        return _ball(activation, ctx, ctx.convert(first), ctx.convert(second), ctx.convert(cross))
    if isinstance(ctx, MultiprecisionArithmetic):
        return _multiprecision(activation, ctx, first, second, cross)
    if isinstance(ctx, Float64Arithmetic):
        return _float(activation, ctx, first, second, cross)
    raise UnsupportedOperation(
        f"{activation}: a closed form of E[sigma(u) sigma(v)] was needed in {type(ctx).__name__}, there is none; "
        f"{ADVICE}"
    )


def terms(activation: Any, variance: arb, goal: int) -> HermiteExpansion:
    """The expansion at a variance with a tail below 2^-goal, as far as the activation allows."""
    if len(activation.pieces) > 1:
        return expansion_to(activation, variance, goal, MOST_PIECEWISE)
    return expansion_to(activation, variance, goal, first=_first_count(activation, variance, goal))


def _first_count(activation: Any, variance: arb, goal: int) -> int:
    r"""About the number of terms for a singularity at :math:`\pm iw`: :math:`a_i(s)^2 \approx e^{-2w\sqrt i/s}`."""
    if not isinstance(type(activation).__dict__.get("strip"), Fraction) or not variance.is_finite():
        return 32
    root = goal * math.log(2) / (2 * float(activation.strip))
    return max(32, int(root * root * float(variance.mid())))


def _ball(activation: Any, ctx: BallArithmetic, first: arb, second: arb, cross: arb) -> arb:
    a = terms(activation, first, ctx.bits)
    b = a if first.is_exact() and second.is_exact() and first == second else terms(activation, second, ctx.bits)
    # The shorter expansion is continued: sum_{i > N} a_i b_i is small only where both tails are.
    count = max(len(a.coefficients), len(b.coefficients))
    if len(a.coefficients) < count:
        a = hermite_expansion(activation, first, count, a.bits)
    if len(b.coefficients) < count:
        b = hermite_expansion(activation, second, count, b.bits)
    with Precision(ctx.bits + 16):
        # A constant variable is uncorrelated with everything: u = 0 exactly.
        degenerate = first.is_zero() or second.is_zero()
        rho = arb(0) if degenerate else _unit(cross / (first * second).sqrt())
        total = arb(0)
        for x, y in zip(reversed(a.coefficients), reversed(b.coefficients), strict=True):
            total = total * rho + x * y
        size = rho.abs_upper().min(arb(1)) ** count * (a.tail * b.tail).sqrt()
        return total + arb(0, 1) * size.abs_upper()


def _unit(rho: arb) -> arb:
    """The part of a correlation in [-1, 1], where it lies by Cauchy and Schwarz."""
    if not rho.is_finite() or rho.abs_upper() <= 1:
        return rho
    low, high = rho.lower().max(arb(-1)), rho.upper().min(arb(1))
    return low.union(high)


def _multiprecision(activation: Any, ctx: MultiprecisionArithmetic, *values: Any) -> Any:
    bits = int(ctx.digits * 3.33) + 24
    balls = BallArithmetic(bits)
    with balls.working():
        numbers = [ctx.convert(value) for value in values]
        if not all(ctx.context.isfinite(number) for number in numbers):
            return ctx.context.nan
        exact = [_exact_ball(number) for number in numbers]
        found = _ball(activation, balls, *exact)
        mantissa, exponent = found.mid().man_exp()
    return load_mpf(f"{int(mantissa):x} {int(exponent):x}", ctx)


def _exact_ball(value: Any) -> arb:
    mantissa, exponent = (int(part, 16) for part in dump_mpf(value).split())
    return arb((mantissa, exponent))


# -- double precision ----------------------------------------------------------------------------------------------


def _float(activation: Any, ctx: Float64Arithmetic, first: Any, second: Any, cross: Any) -> Any:
    if any(end not in (None, 0) for piece in activation.pieces for end in piece[:2]) or len(activation.pieces) > 1:
        raise UnsupportedOperation(
            f"{activation}: double precision has no dual of a piecewise function; {ADVICE}, or write it by relu and abs"
        )
    xp = ctx.namespace
    first, second, cross = (ctx._array(x) for x in (first, second, cross))
    largest = max(float(xp.max(first)) if first.size else 0.0, float(xp.max(second)) if second.size else 0.0)
    width = float(activation.strip)
    count = int((37 * math.sqrt(largest) / (2 * width)) ** 2) + 24
    if count > MOST_FLOAT:
        raise UnsupportedOperation(
            f"{activation}: inputs of norm at most {math.sqrt(MOST_FLOAT) * 2 * width / 37:.3g} were needed in double "
            f"precision, {math.sqrt(largest):.3g} came; scale them, or {ADVICE}"
        )
    a, b = (_float_terms(activation, ctx, q, count) for q in (first, second))
    product = first * second
    safe = xp.where(product > 0, product, xp.ones_like(product))
    rho = xp.where(product > 0, cross / xp.sqrt(safe), xp.zeros_like(product + cross))
    rho = ctx._clip(rho, -1.0, 1.0)
    total = xp.zeros_like(rho)
    for i in range(count - 1, -1, -1):
        total = total * rho + a[..., i] * b[..., i]
    return total


def _float_terms(activation: Any, ctx: Float64Arithmetic, variance: Any, count: int) -> Any:
    xp = ctx.namespace
    nodes, matrix = _float_rule(count, float(activation.strip))
    points = xp.asarray(nodes, dtype=xp.float64)
    scale = xp.sqrt(variance)[..., None]
    values = activation.value(ctx, scale * points)
    return xp.matmul(values, xp.asarray(matrix, dtype=xp.float64))


@lru_cache(maxsize=32)
def _float_rule(count: int, width: float) -> tuple[Any, Any]:
    """The trapezoidal rule of sigma(s x) h_i(x) phi(x): nodes, and weights times h_i phi."""
    # s is at most sqrt(count) 2 w/37, so that the strip of sigma(s x) is at least 37/(2 sqrt(count)) high.
    height = min(2.0, 0.8 * 37 / (2 * math.sqrt(count)), 0.8 * width * 8)
    step = 2 * math.pi * height / (40 + 2 * height * math.sqrt(count))
    reach = 13.0
    x = numpy.arange(-math.ceil(reach / step), math.ceil(reach / step) + 1) * step
    # h_i e^(-x^2/4) stays below 1.1, and so does its recurrence
    rows = [numpy.exp(-x * x / 4)]
    before = numpy.zeros_like(x)
    for i in range(count - 1):
        before, now = rows[-1], (x * rows[-1] - math.sqrt(i) * before) / math.sqrt(i + 1)
        rows.append(now)
    return x, (numpy.stack(rows) * numpy.exp(-x * x / 4) * step / math.sqrt(2 * math.pi)).T
