"""Certified eigenvalues of kernels without a closed form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

from flint import arb

from ntkproofs.arithmetic import Arithmetic, BallArithmetic, UnsupportedOperation
from ntkproofs.enclosures.quadrature import NotConverged, integrate
from ntkproofs.expansions.angular_kernel import AngularKernel, QuadratureKernel
from ntkproofs.expansions.covered_kernel import CoveredKernel
from ntkproofs.expansions.gauss_legendre import NotEstablished, Progress, batch_coefficients
from ntkproofs.spectra.cosine_form import cosine_terms
from ntkproofs.spectra.deep_models import deep_model, scale_bits
from ntkproofs.spectra.kinked_networks import kinked_balls
from ntkproofs.spectra.pieces import kernel_pieces
from ntkproofs.spectra.series import series_balls

EVALUATIONS = 20_000
FEW, FAR = 6, 40
"""From so many degrees on, or so high ones, one quadrature for all of them is cheaper than one each."""

NOT_ESTABLISHED = (
    "analyticity in the angle around [0, pi] was not established: rigorous adaptive quadrature, each degree"
)
IN_PIECES = "the kernel is cut at its kinks: rigorous adaptive quadrature on each piece, each degree"
NOT_ANALYTIC = "the kernel is not analytic in the angle at an end of [0, pi]: rigorous adaptive quadrature, each degree"


@final
@dataclass(frozen=True)
class Enclosed:
    """The balls of the degrees that a rigorous route reached, and what a reader has to know about the route."""

    balls: dict[int, arb]
    notes: tuple[str, ...] = ()


def batch_balls(
    kernel: Any, dim: int, degrees: Sequence[int], digits: int, progress: Progress | None = None
) -> Enclosed:
    """Balls with ``digits`` digits for as many of the degrees as a rigorous route reaches."""
    if not degrees:
        return Enclosed({})
    kinked = kinked_balls(kernel, dim, degrees, digits)
    if kinked:
        return Enclosed(kinked)
    series = series_balls(kernel, dim, degrees, digits)
    if series:
        return Enclosed(series)
    model, unknown = deep_model(kernel), Fraction(0) in kernel.angle_exponents
    found: dict[int, arb] = {}
    if model is not None:
        found = _batch(AngularKernel(model), dim, degrees, digits, -scale_bits(model, dim, degrees), progress)
    elif unknown or (kernel.analytic_in_angle and (len(degrees) >= FEW or max(degrees) >= FAR)):
        # An ellipse that is covered by boxes proves analyticity whatever is declared.
        found = _batch(CoveredKernel(kernel), dim, degrees, digits, 8 * max(degrees).bit_length(), progress)
    if found:
        return Enclosed(found)
    for k in degrees:
        ball = adaptive_ball(kernel, dim, k, digits)
        if ball is None:
            # What fails for one degree fails for the others: the kernel is the hard part of the integrand.
            break
        found[k] = ball
        if progress is not None:
            progress(len(found), len(degrees))
    if kernel.analytic_in_angle or not found:
        return Enclosed(found)
    cut = IN_PIECES if kernel_pieces(kernel) else NOT_ESTABLISHED
    return Enclosed(found, (cut if unknown else NOT_ANALYTIC,))


def _batch(
    kernel: QuadratureKernel,
    dim: int,
    degrees: Sequence[int],
    digits: int,
    smallness: int,
    progress: Progress | None,
) -> dict[int, arb]:
    """All degrees by one quadrature, finer and finer until every ball has its digits or the limit is reached."""
    need = int(digits * 3.3219280948873626) + 12
    accuracy, limit = need + max(0, smallness) + 8, 4 * need + 12 * max(degrees) + 1000
    while True:
        try:
            balls = batch_coefficients(kernel, dim, degrees, accuracy, progress)
        except (NotEstablished, UnsupportedOperation):
            return {}
        short = max(need - ball.rel_accuracy_bits() for ball in balls.values())
        if short <= 0 or accuracy >= limit:
            return balls
        # A ball around zero says only that its eigenvalue is smaller still: the accuracy is doubled.
        hidden = any(ball.contains(0) for ball in balls.values())
        accuracy += accuracy if hidden else short + 16


def adaptive_ball(kernel: Any, dim: int, degree: int, digits: int) -> arb | None:
    r"""The integral :math:`c_d \int_0^\pi \kappa\,P_k \sin^{d-2}\theta\,d\theta` by rigorous adaptive quadrature.

    :math:`P_k` in its cosine form, all weights positive; ``None`` where the quadrature does not converge.
    """
    weights = cosine_terms(dim, degree)

    def weighted(ctx: Arithmetic, part: Any, angle: Any) -> Any:
        total = ctx.rational(0)
        for frequency, weight in weights:
            total = total + ctx.rational(weight.numerator, weight.denominator) * ctx.cos(frequency * angle)
        return part.kappa(ctx, angle) * total * ctx.sin(angle) ** (dim - 2)

    pieces = kernel_pieces(kernel)
    integrands: list[tuple[Any, str]] = [
        (lambda ctx, x, p=piece: p.width(ctx) * weighted(ctx, p.kernel, p.angle(ctx, x)), "1") for piece in pieces
    ] or [(lambda ctx, angle: weighted(ctx, kernel, angle), "pi")]

    need = int(digits * 3.3219280948873626) + 12
    magnitude = 0
    for _ in range(4):
        try:
            parts = [
                integrate(
                    integrand,
                    0,
                    1,
                    bits=need + 40 - magnitude,
                    goal_bits=need + 4,
                    magnitude=magnitude,
                    scale=scale,
                    eval_limit=EVALUATIONS,
                )
                for integrand, scale in integrands
            ]
        except (NotConverged, UnsupportedOperation):
            return None
        with BallArithmetic(need + 60 - magnitude).working():
            half, found = Fraction(dim, 2), sum(parts, arb(0))
            ctx = BallArithmetic(need + 60 - magnitude)
            ball = found * ctx.gamma(half) * ctx.rgamma(half - Fraction(1, 2)) / ctx.sqrt(ctx.pi)
        if ball.rel_accuracy_bits() >= need:
            return ball
        # Relative digits need the size of the integral; a ball around zero only says that it is smaller still.
        size = int(found.abs_upper().log().floor().upper().unique_fmpz() or 0) if not found.is_zero() else -need
        magnitude = min(int(size * 1.4427), magnitude - need)
    return ball
