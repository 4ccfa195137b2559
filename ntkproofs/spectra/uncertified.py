"""Multiprecision eigenvalues: the digits on which two computations agree, and never a proof."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, final

from flint import arb

from ntkproofs.arithmetic import BallArithmetic, MultiprecisionArithmetic, load_mpf
from ntkproofs.polynomials.gegenbauer import gegenbauer_values
from ntkproofs.spectra.closed_form import ClosedForm

MOST_NODES = 6000


@final
@dataclass(frozen=True)
class Estimate:
    """A multiprecision number and the number of its digits on which two computations agreed."""

    number: Any
    digits: int


Progress = Callable[[int, int], None]


def uncertified_values(
    kernel: Any,
    dim: int,
    degrees: Sequence[int],
    digits: int,
    form: ClosedForm | None = None,
    progress: Progress | None = None,
) -> dict[int, Estimate]:
    """Estimates of the eigenvalues, each computed twice, the second time finer, until ``digits`` digits agree.

    Where they never do, an estimate says on how many digits the last two computations agreed.
    """
    if form is not None:
        return {k: Estimate(_by_form(form, k, digits), digits) for k in degrees}
    top = max(degrees, default=0)
    extra, count = digits + 20, top + 2 * digits + 20
    before: dict[int, Any] | None = None
    while count <= MOST_NODES:
        now = _by_gauss_legendre(kernel, dim, degrees, extra, count, progress)
        if before is not None:
            tiny = max((_disagreement(before[k], now[k]) for k in degrees), default=0)
            if tiny < MultiprecisionArithmetic(extra).context.mpf(10) ** -digits:
                return {k: Estimate(now[k], digits) for k in degrees}
            if count > MOST_NODES // 4 and tiny > 10 ** (-digits / 3):
                break
        before, count, extra = now, 2 * count, extra + digits // 2
    return {k: _by_tanh_sinh(kernel, dim, k, digits) for k in degrees}


def _agreed(first: Any, second: Any, digits: int) -> Estimate:
    """The second number with the digits that it shares with the first."""
    import mpmath

    difference = _disagreement(first, second)
    shared = digits if not difference else min(digits, int(-mpmath.log10(difference)))
    return Estimate(second, max(shared, 0))


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


def _by_gauss_legendre(
    kernel: Any, dim: int, degrees: Sequence[int], digits: int, count: int, progress: Progress | None
) -> dict[int, Any]:
    ctx = MultiprecisionArithmetic(digits)
    top, sums = max(degrees), dict.fromkeys(degrees, ctx.rational(0))
    balls = BallArithmetic(int(digits * 3.33) + 30)
    for i in range(count):
        with balls.working():
            x, weight = arb.legendre_p_root(count, i, weight=True)
        angle = ctx.pi / 2 * (1 - _midpoint(ctx, x))
        front = _midpoint(ctx, weight) * ctx.evaluate(kernel.kappa, angle) * ctx.sin(angle) ** (dim - 2)
        values = gegenbauer_values(ctx, dim, top, ctx.cos(angle))
        for k in degrees:
            sums[k] += front * values[k]
        if progress is not None:
            progress(i + 1, count)
    constant = _normaliser(ctx, dim) * ctx.pi / 2
    return {k: constant * total for k, total in sums.items()}


def _by_tanh_sinh(kernel: Any, dim: int, degree: int, digits: int) -> Estimate:
    ctx = MultiprecisionArithmetic(digits + 20)

    def integrand(angle: Any) -> Any:
        polynomial = gegenbauer_values(ctx, dim, degree, ctx.cos(angle))[degree]
        return ctx.evaluate(kernel.kappa, angle) * polynomial * ctx.sin(angle) ** (dim - 2)

    def split(count: int) -> Any:
        return _normaliser(ctx, dim) * ctx.context.quad(integrand, [ctx.pi * j / count for j in range(count + 1)])

    # A kink inside a piece spoils the rule, and two ways of splitting are spoilt differently.
    count = 1 + degree // 8
    return _agreed(split(count), split(count + 2), digits)


def _normaliser(ctx: MultiprecisionArithmetic, dim: int) -> Any:
    return ctx.gamma(ctx.rational(dim, 2)) / (ctx.sqrt(ctx.pi) * ctx.gamma(ctx.rational(dim - 1, 2)))


def _midpoint(ctx: MultiprecisionArithmetic, ball: arb) -> Any:
    mantissa, exponent = ball.mid().man_exp()
    return load_mpf(f"{int(mantissa):x} {int(exponent):x}", ctx)
