r"""Steps for two-sided bounds of every eigenvalue of a deep kernel: slit weights, remainder, and finitely many balls."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, final

from flint import arb, fmpq

from ntkproofs.arithmetic import Arithmetic, BallArithmetic, ends
from ntkproofs.checks import Computation, Described, within
from ntkproofs.claims import Step
from ntkproofs.expansions.angular_model import AngularModel
from ntkproofs.expansions.bias_part import BiasPart
from ntkproofs.expansions.chord_exponential import ChordExponential
from ntkproofs.expansions.deep_relu import DeepRelu
from ntkproofs.expansions.gauss_legendre import deep_coefficients
from ntkproofs.expansions.slit import SlitBounds, reference_term, remainder, remainder_falls, slit_bounds
from ntkproofs.spectra.deep_models import scale_bits

HEIGHTS = (Fraction(9, 10), Fraction(7, 10), Fraction(1, 2))
Interval = tuple[Fraction, Fraction]


@final
@dataclass(frozen=True)
class DeepBounds:
    r"""What is known of :math:`\mu_k/J_k` in one dimension: balls below ``split``, one interval a parity from it on."""

    split: int
    even: Interval
    odd: Interval
    quotients: dict[int, arb]
    accuracy: int


def network(layers: int, bias: int | Fraction) -> DeepRelu:
    r"""Return :math:`\Theta_L` with :math:`b` = ``bias``."""
    return DeepRelu(layers=layers, bias_squared=Fraction(bias))


@cache
def weights(model: AngularModel, height: Fraction | None = None, cells: int = 192) -> SlitBounds | None:
    """Return bounds on the slits, on the highest of a few strips with positive ones if no height is given."""
    if height is not None:
        return slit_bounds(model, height, cells)
    found = (slit_bounds(model, trial, cells) for trial in HEIGHTS)
    return next((slit for slit in found if slit and min(slit.even[0], slit.odd[0]) > 0), None)


@cache
def bounds(model: AngularModel, dim: int) -> DeepBounds:
    r"""Return bounds of :math:`\mu_k/J_k` for every k >= 1.

    Raises `ArithmeticError` where no strip or no split degree below 60 serves.
    """
    slit = weights(model)
    if slit is None:
        raise ArithmeticError(f"bounds: a strip with positive slit weights was needed for {model}, none was found")
    least, slope = min(slit.even[0], slit.odd[0]), max(slit.even[0], slit.odd[0])
    for split in range(2, 60):
        loss = ends(remainder(dim, split, slit, slope))[1]
        if remainder_falls(dim, split, slit.height) and loss < least / 500:
            break
    else:
        raise ArithmeticError(f"bounds: a split degree below 60 was needed in dimension {dim}, none was found")
    accuracy = 60 - scale_bits(model, dim, [split])
    balls = deep_coefficients(model, dim, range(1, split), accuracy)
    ctx = BallArithmetic(160)
    with ctx.working():
        quotients = {k: ball / reference_term(dim, k).evaluate(ctx) for k, ball in balls.items()}
    even, odd = ((side[0] - loss, side[1] + loss) for side in (slit.even, slit.odd))
    return DeepBounds(split, even, odd, quotients, accuracy)


def describe(model: AngularModel) -> dict[str, Any]:
    """Return a kernel as the exact JSON that replay reads."""
    if isinstance(model, BiasPart):
        return {"kernel": "bias part", "layers": model.layers}
    if isinstance(model, ChordExponential) and model.scale == 1:
        return {"kernel": "laplace", "rate": str(model.rate)}
    if isinstance(model, DeepRelu) and model == network(model.layers, model.bias_squared):
        return {"kernel": "tangent", "layers": model.layers, "bias_squared": str(model.bias_squared)}
    msg = f"describe: needed a kernel that replay knows, got {model}; add it there first"
    raise ValueError(msg)


def strip(model: AngularModel, slit: SlitBounds, sign: int) -> dict[str, Any]:
    """Return what replay needs to bound a kernel on the slits: the kernel, the strip, and which parity."""
    return {"kernel": describe(model), "height": str(slit.height), "cells": slit.cells, "sign": sign}


def hull(interval: Interval) -> arb:
    """Return a ball that contains an interval of fractions."""
    with BallArithmetic(128).working():
        low, high = (arb(fmpq(end.numerator, end.denominator)) for end in interval)
        return low.union(high)


def between(model: AngularModel, name: str, dim: int, even: tuple[str, str], odd: tuple[str, str]) -> list[Step]:
    r"""Goals: :math:`m \le \mu_k/J_k \le M` for every k >= 1, per parity.

    An interval that only sticks out leaves a goal undecided: bounds are not the eigenvalues. A ball of one eigenvalue
    outside refutes.
    """
    found = bounds(model, dim)
    steps = []
    for k, ball in sorted(found.quotients.items()):
        low, high = odd if k % 2 else even
        steps.append(
            within(
                Described(
                    lambda bits, ball=ball: ball,  # type: ignore[misc]
                    {
                        "kind": "eigenvalue",
                        "kernel": describe(model),
                        "dim": dim,
                        "degree": k,
                        "accuracy": found.accuracy,
                        "over_reference": True,
                    },
                ),
                low,
                high,
                text=rf"$\mu_{{{k}}}[{name}]/J_{{{k}}}\in[{low},{high}]$, $d={dim}$",
                goal=True,
            )
        )
    slit = weights(model)
    assert slit is not None  # or there were no bounds
    for word, sign, interval, (low, high) in (("even", 1, found.even, even), ("odd", -1, found.odd, odd)):
        steps.append(
            within(
                Described(
                    lambda bits, interval=interval: hull(interval),  # type: ignore[misc]
                    {
                        "kind": "eigenvalues from a degree",
                        **strip(model, slit, sign),
                        "dim": dim,
                        "degree": found.split,
                    },
                ),
                low,
                high,
                text=rf"$\mu_k[{name}]/J_k\in[{low},{high}]$ for every {word} $k\ge{found.split}$, $d={dim}$, by the slits",
                goal=True,
            )
        )
    return steps


def slit_steps(model: AngularModel, name: str) -> list[Step]:
    r"""Lemmas: the weights on the slits over y, on a strip on which the kernel is analytic."""
    slit = weights(model)
    if slit is None:
        return []
    return [
        within(
            Described(
                lambda bits, side=side: hull(side),  # type: ignore[misc]
                {"kind": "slit weights", **strip(model, slit, -1 if sign == "-" else 1)},
            ),
            str(side[0].numerator // side[0].denominator),
            str(side[1].numerator // side[1].denominator + 1),
            text=rf"${name}$ is analytic on the strip $|\mathrm{{Im}}\,\theta|\le{slit.height}$, and "
            rf"$(w_+{sign}w_-)/y$ lies within these bounds on $(0,{slit.height}]$",
        )
        for sign, side in (("+", slit.even), ("-", slit.odd))
    ]


def falling(model: AngularModel, dims: tuple[int, ...]) -> list[Step]:
    r"""Lemmas: :math:`e^{-Y}J_k/J_{k+1} < 1` at the split degree, so that the remainder over :math:`J_k` decreases."""
    slit = weights(model)
    if slit is None:
        return []
    steps = []
    for dim in dims:
        k = bounds(model, dim).split

        def quotient(ctx: Arithmetic, dim: int = dim, k: int = k, height: Fraction = slit.height) -> Any:
            now, later = (reference_term(dim, n).evaluate(ctx) for n in (k, k + 1))
            return ctx.exp(ctx.rational(-height.numerator, height.denominator)) * now / later

        steps.append(
            within(
                Computation(quotient),
                "0",
                "1",
                text=rf"$e^{{-Y}}J_{{{k}}}/J_{{{k + 1}}}<1$, $Y={slit.height}$, $d={dim}$",
            )
        )
    return steps


__all__ = ["BiasPart", "between", "bounds", "describe", "falling", "hull", "network", "slit_steps", "strip", "weights"]
