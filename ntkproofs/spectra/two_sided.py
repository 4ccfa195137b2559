r"""Certified bounds :math:`m J_k \le \mu_k \le M J_k` for every degree :math:`k \ge 1` at once, per parity, for
deep ReLU kernels and the Laplace kernel.

:math:`J_k = \frac{\Gamma(d/2)^2}{4\pi}[\Gamma(k/2)/\Gamma((k+d)/2)]^2`, and
:math:`J_1 \le k^d J_k \le 2^{d-2}\Gamma(d/2)^2/\pi`, so the bounds
prove :math:`\mu_k = \Theta(k^{-d})` and strict positivity. From the split degree on they come from the slit
representation (:mod:`ntkproofs.expansions.slit`): :math:`my \le w_+ \pm w_- \le My` gives
:math:`m J_k - (m T_k + |E_k|) \le \mu_k \le M J_k + |E_k|`,
and the parenthesis over :math:`J_k` does not increase; below it from finitely many enclosures.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

from flint import arb

from ntkproofs.arithmetic import BallArithmetic, dump_ball, ends
from ntkproofs.expansions.angular_model import AngularModel
from ntkproofs.expansions.gauss_legendre import deep_coefficients
from ntkproofs.expansions.slit import SlitBounds, reference_term, remainder, remainder_falls, slit_bounds
from ntkproofs.spectra.deep_models import angular_model, scale_bits
from ntkproofs.spectra.zeros import polynomial_parts

SLIT = "Cauchy's formula on the slit ellipse (slit representation of the eigenvalues, with the moments J_k)"
HEIGHTS = (Fraction(9, 10), Fraction(7, 10), Fraction(1, 2), Fraction(7, 20), Fraction(1, 4))
LARGEST_SPLIT = 400
PLACES = 10**6


@final
class NotBounded(ArithmeticError):
    """Two-sided bounds for all degrees were not established."""


@final
@dataclass(frozen=True)
class ParityBounds:
    r"""The bounds of one parity: :math:`m J_k \le \mu_k \le M J_k` for all :math:`k \ge 1` of it, or exact zeros.

    ``lower`` = m and ``upper`` = M are exact decimals, rounded outward. With ``zero_from`` every eigenvalue of the
    parity from that degree on is exactly zero, and there are no bounds. ``quotients`` are the balls of
    :math:`\mu_k/J_k` below the split degree, as FLINT text.
    """

    parity: str
    lower: Fraction | None
    upper: Fraction | None
    zero_from: int | None
    quotients: tuple[tuple[int, str], ...] = ()


@final
@dataclass(frozen=True, eq=False)
class TwoSided:
    """Certified two-sided bounds of all eigenvalues of a kernel in one dimension, with what they rest on."""

    kernel: Any
    dim: int
    even: ParityBounds
    odd: ParityBounds
    split: int
    slit: SlitBounds
    conditions: tuple[str, ...] = (SLIT,)

    def statement(self) -> str:
        """The theorem in one line per parity."""
        lines = []
        for part in (self.even, self.odd):
            if part.zero_from is not None:
                lines.append(f"mu_k = 0 for every {part.parity} k >= {part.zero_from}")
            else:
                lines.append(
                    f"{_decimal(part.lower)} J_k <= mu_k <= {_decimal(part.upper)} J_k for every {part.parity} k >= 1"
                )
        return "; ".join(lines)

    def refutes(self, parity: int, exponent: Fraction | int, constant: arb) -> str | None:
        r"""Why the law :math:`\mu_k \sim C k^{-p}` of a parity (0 or 1) contradicts the bounds, ``None`` where it does
        not.

        :math:`k^d J_k \to c_d = 2^{d-2}\Gamma(d/2)^2/\pi`, so :math:`m J_k \le \mu_k \le M J_k` with :math:`m > 0`
        leaves only :math:`p = d` and :math:`m c_d \le C \le M c_d`; exact zeros leave only :math:`C = 0`.
        """
        part = self.odd if parity else self.even
        if part.lower is None or part.upper is None:
            return None if constant.is_zero() else f"mu_k = 0 for every {part.parity} k >= {part.zero_from}"
        if exponent != self.dim:
            return f"the bounds give mu_k = Theta(k^-{self.dim}) for {part.parity} k, not k^-{exponent}"
        ctx = BallArithmetic(200)
        with ctx.working():
            limit = arb(2) ** (self.dim - 2) * (arb(self.dim) / 2).gamma() ** 2 / arb.pi()
            low, high = limit * ctx.convert(part.lower), limit * ctx.convert(part.upper)
            if constant < low or constant > high:
                band = f"{low.str(6, radius=False)} and {high.str(6, radius=False)}"
                return f"the constant of {part.parity} k lies between {band}, not at {constant.str(6, radius=False)}"
        return None

    def document(self) -> dict[str, Any]:
        """The bounds as data that a certificate can carry: exact fractions and ball texts, no floats."""

        def part(bounds: ParityBounds) -> dict[str, Any]:
            return {
                "lower": None if bounds.lower is None else str(bounds.lower),
                "upper": None if bounds.upper is None else str(bounds.upper),
                "zero_from": bounds.zero_from,
                "quotients": {str(k): text for k, text in bounds.quotients},
            }

        return {
            "kernel": str(self.kernel),
            "dim": self.dim,
            "reference": "J_k = Gamma(d/2)**2/(4*pi)*(Gamma(k/2)/Gamma((k+d)/2))**2",
            "statement": self.statement(),
            "even": part(self.even),
            "odd": part(self.odd),
            "split": self.split,
            "slit": {
                "height": str(self.slit.height),
                "cells": self.slit.cells,
                "even": [str(x) for x in self.slit.even],
                "odd": [str(x) for x in self.slit.odd],
                "supremum": str(self.slit.supremum),
            },
            "conditions": list(self.conditions),
        }


def two_sided(kernel: Any, dim: int) -> TwoSided:
    r"""Bounds of every eigenvalue of degree :math:`k \ge 1` of a deep ReLU kernel on :math:`S^{d-1}`.

    :raises ValueError: for other kernels and dimensions below 2.
    :raises NotBounded: where the lower bound would not be positive, or the split degree too large.

    >>> from ntkproofs.kernels import NeuralTangentKernel
    >>> two_sided(NeuralTangentKernel(layers=2), 3).odd.zero_from
    3
    """
    model = angular_model(kernel)
    if model is None:
        raise ValueError(f"two_sided: a deep ReLU kernel (ntk, layers >= 2) or laplace was needed, {kernel} came")
    if not isinstance(dim, int) or isinstance(dim, bool) or dim < 2:
        raise ValueError(f"two_sided: dim = {dim!r} does not satisfy dim >= 2")
    parts = polynomial_parts(kernel)
    zeros = (parts.zero_from(0), parts.zero_from(1))
    slit = _best_slit(model, zeros)
    split = _split(dim, slit, zeros)
    degrees = [k for k in range(1, split) if zeros[k % 2] is None]
    accuracy = 100 - scale_bits(model, dim, [split])
    balls = deep_coefficients(model, dim, degrees, accuracy) if degrees else {}
    even, odd = (_parity(parity, dim, slit, split, balls, zeros[parity]) for parity in (0, 1))
    return TwoSided(kernel, dim, even, odd, split, slit)


def _best_slit(model: AngularModel, zeros: tuple[int | None, int | None]) -> SlitBounds:
    """The highest strip on which the slit functions stay clear of zero: the higher, the smaller the split degree."""
    for height in HEIGHTS:
        found = slit_bounds(model, height)
        if found is None:
            continue
        sides = [side for side, start in ((found.even, zeros[0]), (found.odd, zeros[1])) if start is None]
        if all(3 * low > high / 3 and low > 0 for low, high in sides):
            return found
    raise NotBounded(
        "two_sided: a strip with positive slit functions was needed, none was found; "
        "the kernel may decay faster than k^-d"
    )


def _split(dim: int, slit: SlitBounds, zeros: tuple[int | None, int | None]) -> int:
    """The first degree from which the remainder stays below a thousandth of the lower bound."""
    least = min(side[0] for side, start in ((slit.even, zeros[0]), (slit.odd, zeros[1])) if start is None)
    slope = max(slit.even[0], slit.odd[0])
    for k in range(2, LARGEST_SPLIT):
        if remainder_falls(dim, k, slit.height) and ends(remainder(dim, k, slit, slope))[1] < least / 1000:
            return k
    raise NotBounded(f"two_sided: a split degree below {LARGEST_SPLIT} was needed in dimension {dim}, none was found")


def _parity(
    parity: int, dim: int, slit: SlitBounds, split: int, balls: dict[int, Any], zero_from: int | None
) -> ParityBounds:
    name, side = ("odd", slit.odd) if parity else ("even", slit.even)
    if zero_from is not None:
        return ParityBounds(name, None, None, zero_from)
    loss = ends(remainder(dim, split, slit, side[0]))[1]
    lower, upper = side[0] - loss, side[1] + loss
    quotients = []
    ctx = BallArithmetic(200)
    for k, ball in sorted(balls.items()):
        if k % 2 == parity:
            with ctx.working():
                quotient = ball / reference_term(dim, k).evaluate(ctx)
            low, high = ends(quotient)
            lower, upper = min(lower, low), max(upper, high)
            quotients.append((k, dump_ball(quotient)))
    if lower <= 0:
        raise NotBounded(
            f"two_sided: a positive lower bound was needed for {name} degrees, the least is {float(lower):.3g}"
        )
    down, up = Fraction(math.floor(lower * PLACES), PLACES), Fraction(math.ceil(upper * PLACES), PLACES)
    return ParityBounds(name, down, up, None, tuple(quotients))


def _decimal(x: Fraction | None) -> str:
    # Denominators divide 10^6, so six places are exact.
    return "" if x is None else f"{x.numerator * (PLACES // x.denominator) / PLACES:.6f}"
