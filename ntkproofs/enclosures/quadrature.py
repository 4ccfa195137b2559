r"""Rigorous integration of a formula over an interval, by FLINT's ``acb_calc_integrate``."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, final

from flint import acb, arb, fmpq

from ntkproofs.arithmetic import BallArithmetic, Precision, Ternary, fraction
from ntkproofs.enclosures.centred_arithmetic import CentredArithmetic
from ntkproofs.enclosures.complex_arithmetic import ComplexBallArithmetic
from ntkproofs.enclosures.coordinates import Formula, in_coordinate
from ntkproofs.enclosures.dialect import require_analytic_operators

__all__ = ["NotConverged", "integrate"]

#: how often the precision is doubled when roundoff alone keeps the ball too wide
ROUNDS = 3


@final
class NotConverged(ArithmeticError):
    """A rigorous computation ended without an enclosure as narrow as was needed."""


def integrate(
    f: Formula,
    a: Any,
    b: Any,
    *,
    bits: int,
    goal_bits: int | None = None,
    magnitude: int = 0,
    breaks: Sequence[Any] = (),
    scale: str = "1",
    eval_limit: int | None = None,
) -> arb:
    r"""Return a ball that contains :math:`\int_a^b f(x)\,dx`, for a formula that is real on [a, b].

    ``f(ctx, z)`` is evaluated on complex boxes: Gauss-Legendre rules on pieces where f is proved analytic on a
    surrounding ellipse (:class:`~ntkproofs.enclosures.CentredArithmetic`), plain enclosures elsewhere.  Every function
    with a cut answers NaN where its box touches the cut, so a wrong branch cannot pass; ``abs``, non-integer ``**`` and
    methods called on values have no such guard and raise :class:`~ntkproofs.arithmetic.UnsupportedOperation`.
    ``a``, ``b`` and ``breaks`` (points where f is not smooth) are exact; with ``scale="pi"`` they are multiples of pi,
    :math:`\int_{\pi a}^{\pi b} f(x)\,dx`.

    ``bits`` is the working precision.  The radius must come down to :math:`2^{-goal}` relative to the integral or to
    :math:`2^{magnitude}`, goal = ``goal_bits`` (3/4 of ``bits`` if not given); for a tiny integral give its binary
    ``magnitude``, which also saves most of the work.  Raises :class:`~ntkproofs.enclosures.NotConverged` otherwise.
    Bounds of what lies outside of [a, b] are the caller's.

    >>> (3 * integrate(lambda ctx, z: ctx.sqrt(z), 1, 4, bits=100)).contains(14)
    True
    """
    ends = [
        fraction(a, who="integrate"),
        *sorted(fraction(x, who="integrate") for x in breaks),
        fraction(b, who="integrate"),
    ]
    if any(left >= right for left, right in itertools.pairwise(ends)):
        raise ValueError(f"integrate: a < breaks < b were needed, came {', '.join(map(str, ends))}; drop doubles")
    require_analytic_operators(f)
    goal = 3 * bits // 4 if goal_bits is None else goal_bits
    total = arb.nan()
    for attempt in range(ROUNDS):
        work = max(bits, goal + 10) << attempt
        with Precision(work):
            pieces = [
                _piece(in_coordinate(f, scale), lo, hi, work, magnitude, eval_limit)
                for lo, hi in itertools.pairwise(ends)
            ]
            total = sum(pieces, arb(0))
            if scale == "pi":
                # dx = pi ds
                total = total * arb.pi()
            if not total.is_finite():
                break
            if _narrow(total, goal, magnitude, work):
                return total
    raise NotConverged(
        f"integrate: a radius of 2^-{goal} relative to max(|I|, 2^{magnitude}) was needed on "
        f"[{ends[0]}, {ends[-1]}]{' pi' if scale == 'pi' else ''}, the enclosure is {total.str(5)}; "
        "set breaks at the kinks, leave the singular ends to a bound by hand, or raise eval_limit"
    )


def _narrow(total: arb, goal: int, magnitude: int, bits: int) -> bool:
    ctx = BallArithmetic(bits)
    unit = arb((1, magnitude - goal))
    allowed = (total.abs_lower() * arb((1, -goal)), unit)
    return any(ctx.surely_less(allowance, total.rad()) is Ternary.NO for allowance in allowed)


def _piece(g: Formula, lo: Fraction, hi: Fraction, bits: int, magnitude: int, eval_limit: int | None) -> arb:
    plain, centred = ComplexBallArithmetic(bits, analytic=False), CentredArithmetic(bits)
    start, stop = arb(fmpq(lo.numerator, lo.denominator)), arb(fmpq(hi.numerator, hi.denominator))
    moved = not (start.is_exact() and stop.is_exact())
    failure: list[BaseException] = []

    def integrand(z: acb, analytic: bool) -> acb:
        # FLINT lets only TypeError and ValueError through; any other error would surface as a SystemError
        try:
            if moved:
                # x = lo + (hi - lo) t with t from 0 to 1, so that the ends of the path are exact
                z = start + (stop - start) * z
            return centred.enclose(g, z) if analytic else plain.convert(g(plain, z))
        except Exception as error:
            failure.append(error)
            raise ValueError("integrand failed") from error

    options: dict[str, Any] = {} if eval_limit is None else {"eval_limit": eval_limit}
    try:
        value = acb.integral(
            integrand,
            acb(0) if moved else acb(start),
            acb(1) if moved else acb(stop),
            rel_tol=arb((1, -bits)),
            abs_tol=arb((1, magnitude - bits)),
            **options,
        )
    except ValueError:
        if failure:
            raise failure[0] from None
        raise
    if moved:
        value = value * (stop - start)
    if value.imag.is_finite() and not value.imag.contains(0):
        raise ValueError(
            f"integrate: a formula that is real on [{lo}, {hi}] was needed, the integral has the "
            "imaginary part "
            f"{value.imag.str(5)}; integrate the real and imaginary parts apart"
        )
    return value.real
