"""Multiprecision eigenvalues: accurate as far as two precisions agree, and never a proof."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flint import arb

from ntkproofs.arithmetic import BallArithmetic, MultiprecisionArithmetic, load_mpf
from ntkproofs.polynomials.gegenbauer import gegenbauer_values
from ntkproofs.spectra.closed_form import ClosedForm

MOST_NODES = 6000


def uncertified_values(
    kernel: Any, dim: int, degrees: Sequence[int], digits: int, form: ClosedForm | None = None
) -> dict[int, Any]:
    """The eigenvalues as mpmath numbers; computed twice, the second time finer, until ``digits`` digits agree."""
    if form is not None:
        return {k: _by_form(form, k, digits) for k in degrees}
    top = max(degrees, default=0)
    extra, count = digits + 20, top + 2 * digits + 20
    before: dict[int, Any] | None = None
    while count <= MOST_NODES:
        now = _by_gauss_legendre(kernel, dim, degrees, extra, count)
        if before is not None:
            tiny = max((_disagreement(before[k], now[k]) for k in degrees), default=0)
            if tiny < MultiprecisionArithmetic(extra).context.mpf(10) ** -digits:
                return now
            if count > MOST_NODES // 4 and tiny > 10 ** (-digits / 3):
                break
        before, count, extra = now, 2 * count, extra + digits // 2
    return {k: _by_tanh_sinh(kernel, dim, k, digits) for k in degrees}


def _disagreement(a: Any, b: Any) -> Any:
    return abs(a - b) / abs(b) if b else abs(a - b)


def _by_form(form: ClosedForm, degree: int, digits: int) -> Any:
    work, before = digits + 15, None
    while True:
        ctx = MultiprecisionArithmetic(work)
        now = form.value(ctx, degree)
        if form.vanishes(degree) or (
            before is not None and _disagreement(before, now) < ctx.context.mpf(10) ** -(digits + 2)
        ):
            return now
        if work > 64 * (digits + 15):
            return now
        before, work = now, 2 * work


def _by_gauss_legendre(kernel: Any, dim: int, degrees: Sequence[int], digits: int, count: int) -> dict[int, Any]:
    ctx = MultiprecisionArithmetic(digits)
    top, sums = max(degrees), dict.fromkeys(degrees, ctx.rational(0))
    with BallArithmetic(int(digits * 3.33) + 30).working():
        rule = [arb.legendre_p_root(count, i, weight=True) for i in range(count)]
    for x, weight in rule:
        angle = ctx.pi / 2 * (1 - _midpoint(ctx, x))
        front = _midpoint(ctx, weight) * ctx.evaluate(kernel.kappa, angle) * ctx.sin(angle) ** (dim - 2)
        values = gegenbauer_values(ctx, dim, top, ctx.cos(angle))
        for k in degrees:
            sums[k] += front * values[k]
    constant = _normaliser(ctx, dim) * ctx.pi / 2
    return {k: constant * total for k, total in sums.items()}


def _by_tanh_sinh(kernel: Any, dim: int, degree: int, digits: int) -> Any:
    ctx = MultiprecisionArithmetic(digits + 20)

    def integrand(angle: Any) -> Any:
        polynomial = gegenbauer_values(ctx, dim, degree, ctx.cos(angle))[degree]
        return ctx.evaluate(kernel.kappa, angle) * polynomial * ctx.sin(angle) ** (dim - 2)

    pieces = [ctx.pi * j / (1 + degree // 8) for j in range(2 + degree // 8)]
    return _normaliser(ctx, dim) * ctx.context.quad(integrand, pieces)


def _normaliser(ctx: MultiprecisionArithmetic, dim: int) -> Any:
    return ctx.gamma(ctx.rational(dim, 2)) / (ctx.sqrt(ctx.pi) * ctx.gamma(ctx.rational(dim - 1, 2)))


def _midpoint(ctx: MultiprecisionArithmetic, ball: arb) -> Any:
    mantissa, exponent = ball.mid().man_exp()
    return load_mpf(f"{int(mantissa):x} {int(exponent):x}", ctx)
