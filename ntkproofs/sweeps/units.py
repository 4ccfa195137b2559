"""Units of work: the parts of a plan that share nodes, error bounds and recurrences, computed in one go."""

from __future__ import annotations

import itertools
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, final

from ntkproofs.arithmetic import UnsupportedOperation
from ntkproofs.kernels import parse
from ntkproofs.spectra.closed_forms import closed_form

from .environment import environment
from .plan import Plan
from .quantities import values

#: Degrees of a kernel with a closed form share nothing, so that so many of them are enough for a unit.
BLOCK = 256

Point = int | str | None
"""Which result of a unit: a degree, a parity, or None where there is only one."""


@final
@dataclass(frozen=True)
class Unit:
    """What one process computes at a time: one quantity of one kernel, all its degrees (or parities) together."""

    quantity: str
    kernel: str
    dim: int | None
    digits: int | None
    arithmetic: str
    points: tuple[Point, ...]

    def identity(self, point: Point) -> dict[str, Any]:
        """The parameters of one result, as they stand in the store."""
        degree = point if isinstance(point, int) else None
        parity = point if isinstance(point, str) else None
        return {
            "quantity": self.quantity,
            "kernel": self.kernel,
            "dim": self.dim,
            "degree": degree,
            "parity": parity,
            "digits": self.digits,
            "arithmetic": self.arithmetic,
        }

    def only(self, points: Collection[Point]) -> Unit:
        """The same with some of the points."""
        return replace(self, points=tuple(point for point in self.points if point in points))

    def __str__(self) -> str:
        where = "" if self.dim is None else f", dim {self.dim}"
        return f"{self.quantity} of {self.kernel}{where}{_digits(self.digits)}"


@final
@dataclass(frozen=True)
class Outcome:
    """What a process sends back: the values as JSON data (no number is pickled), or why there are none."""

    unit: Unit
    values: Mapping[Point, dict[str, Any]]
    seconds: float
    environment: str
    error: str | None = None


def units(plan: Plan) -> Iterator[Unit]:
    """Cut a plan into units: those that take longest first, so that the last ones fill the gaps between processes.

    A kernel without a closed form has one quadrature for all degrees of a dimension, so they stay together; the cut
    does not depend on what is already stored nor on how many processes there are.
    """
    small: list[Unit] = []
    for quantity in dict.fromkeys(plan.quantities):
        dims: tuple[int | None, ...] = (None,) if quantity == "smoothness" else plan.dims
        digits: tuple[int | None, ...] = (None,) if quantity == "bounds" else plan.digits
        for dim, kernel, number in itertools.product(sorted(dims, key=lambda d: -(d or 0)), plan.kernels, digits):
            arithmetic = plan.arithmetic if quantity == "spectrum" else "ball"
            whole = Unit(quantity, kernel, dim, number, arithmetic, _points(quantity, plan))
            if quantity == "spectrum" and dim is not None and closed_form(parse(kernel), dim) is not None:
                blocks = range(0, len(whole.points), BLOCK)
                small += [replace(whole, points=whole.points[i : i + BLOCK]) for i in blocks]
            elif quantity == "smoothness":
                small.append(whole)
            else:
                yield whole
    yield from small


def compute(unit: Unit) -> Outcome:
    """Compute a unit in this process; what goes wrong comes back as a sentence, because exceptions may not travel.

    A quantity that does not exist for a kernel (no two-sided bounds of a Gaussian) is a result with its reason.
    """
    start = time.perf_counter()
    found: Mapping[Point, dict[str, Any]] = {}
    error = None
    try:
        found = values(unit)
    except (ValueError, UnsupportedOperation) as refusal:
        reason = " ".join(str(refusal).split())
        found = {point: {"reason": reason} for point in unit.points}
    except Exception as problem:
        error = f"{type(problem).__name__}: {' '.join(str(problem).split())[:300]}"
    return Outcome(unit, found, time.perf_counter() - start, environment().digest, error)


def _points(quantity: str, plan: Plan) -> tuple[Point, ...]:
    if quantity == "spectrum":
        return tuple(plan.degrees)
    return (None,) if quantity == "smoothness" else ("even", "odd")


def _digits(digits: int | None) -> str:
    return "" if digits is None else f", {digits} digits"
