r"""Fitted decay: exponent and constant per parity from multiprecision eigenvalues, extrapolated; an estimate, never a
bound.

The eigenvalues of one parity follow :math:`\mu_k = C x^{-p} \exp(\sum_j a_j x^{-e_j})` in :math:`x = k` or, with
fewer terms, in the natural variable :math:`x = \nu = k + (d-2)/2`, where a kernel with half-integer singularities has
only even :math:`e_j`. Taking :math:`J` terms and :math:`J + 2` degrees, the linear system for
:math:`\log C, p, a_1, \dots, a_J` is solved:
Richardson's extrapolation with the known exponents.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

from ntkproofs.arithmetic import MultiprecisionArithmetic
from ntkproofs.spectra.decay import decay
from ntkproofs.spectra.mercer import mercer

MOST_TERMS = 10


@final
@dataclass(frozen=True)
class Line:
    """A fitted law in one variable, as decimal strings.

    ``slope`` and ``intercept`` are the least-squares line through the logarithms (what a figure shows); ``exponent``
    and ``constant`` are extrapolated, ``change`` is how much the exponent moved with the last term.
    """

    slope: str
    exponent: str
    constant: str
    change: str


@final
@dataclass(frozen=True)
class ParityFit:
    """The fit of one parity: in k and in k + (d-2)/2, or the reason why there is none."""

    degrees: tuple[int, ...]
    in_degree: Line | None
    in_natural: Line | None
    note: str | None = None


@final
@dataclass(frozen=True, eq=False)
class Fit:
    """The fits of both parities over a range of degrees."""

    kernel: Any
    dim: int
    low: int
    high: int
    even: ParityFit
    odd: ParityFit

    def document(self) -> dict[str, Any]:
        """The fit as data; numbers are strings."""

        def line(found: Line | None) -> dict[str, str] | None:
            return None if found is None else dict(vars(found))

        def parity(found: ParityFit) -> dict[str, Any]:
            return {"k": line(found.in_degree), "k + (d-2)/2": line(found.in_natural), "note": found.note}

        return {"degrees": f"{self.low}:{self.high}", "even": parity(self.even), "odd": parity(self.odd)}


def fit(
    kernel: Any,
    dim: int,
    low: int,
    high: int,
    digits: int = 50,
    corrections: tuple[Fraction, ...] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Fit:
    r"""Fit the decay of the eigenvalues of degrees ``low`` to ``high``, both included.

    ``corrections`` are the steps of the exponents :math:`e_j`; without them they come from the expansions of the
    kernel. ``progress`` is that of :func:`~ntkproofs.spectra.mercer`.

    :raises ValueError: unless 1 <= low < high.

    >>> from ntkproofs.kernels import NeuralTangentKernel
    >>> found = fit(NeuralTangentKernel(layers=2), 3, 10, 60).even.in_natural
    >>> abs(float(found.exponent) - 3) < 1e-6
    True
    """
    if not (isinstance(low, int) and isinstance(high, int) and 1 <= low < high):
        raise ValueError(f"fit: the range {low!r}:{high!r} does not satisfy 1 <= low < high")
    if corrections is None:
        corrections = decay(kernel, dim).corrections
    spectrum = mercer(kernel, dim, range(low, high + 1), digits, arithmetic="multiprecision", progress=progress)
    # The systems are far worse conditioned than the data; they are solved with more digits than these have.
    ctx = MultiprecisionArithmetic(2 * digits + 60)
    values = {mu.degree: ctx.convert(mu.value) for mu in spectrum if mu.exact != "0" and mu.value != "nan"}
    found = [_parity(ctx, dim, values, range(low + (low + parity) % 2, high + 1, 2), corrections) for parity in (0, 1)]
    return Fit(kernel, dim, low, high, found[0], found[1])


def _parity(
    ctx: MultiprecisionArithmetic, dim: int, values: dict[int, Any], degrees: range, steps: tuple[Fraction, ...]
) -> ParityFit:
    given = tuple(k for k in degrees if k in values)
    if not given:
        return ParityFit((), None, None, "every eigenvalue of this parity is exactly zero" if degrees else "no degrees")
    signs = {values[k] > 0 for k in given}
    if len(given) < 4 or len(signs) > 1 or any(values[k] == 0 for k in given):
        return ParityFit(given, None, None, "four or more eigenvalues of one sign are needed")
    logs = [ctx.log(abs(values[k])) for k in given]
    shift = Fraction(dim - 2, 2)
    natural = _line(ctx, [ctx.convert(k + shift) for k in given], logs, steps)
    # In k every power of 1/k appears beside the natural steps.
    plain = natural if dim == 2 else _line(ctx, [ctx.convert(k) for k in given], logs, (*steps, Fraction(1)))
    return ParityFit(given, plain, natural)


def _line(ctx: MultiprecisionArithmetic, points: list[Any], logs: list[Any], steps: tuple[Fraction, ...]) -> Line:
    import mpmath

    xs = [ctx.log(x) for x in points]
    count = len(xs)
    mean_x, mean_y = sum(xs) / count, sum(logs) / count
    slope = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, logs, strict=True)) / sum((x - mean_x) ** 2 for x in xs)
    exponents = _sums(steps, min(MOST_TERMS, count - 3))
    # Each term removes a correction and amplifies the rounding of the data: the smallest change marks the best number.
    before, constant = _solve(ctx, points, logs, [])
    exponent, change = before, None
    for terms in range(1, len(exponents) + 1):
        now, height = _solve(ctx, points, logs, exponents[:terms])
        if change is None or abs(now - before) < change:
            exponent, constant, change = now, height, abs(now - before)
        before = now
    show = 20
    return Line(
        mpmath.nstr(slope, show),
        mpmath.nstr(exponent, show),
        mpmath.nstr(ctx.exp(constant), show),
        mpmath.nstr(change, 3),
    )


def _sums(steps: tuple[Fraction, ...], count: int) -> list[Fraction]:
    """The smallest positive sums of the steps: the exponents that the logarithm of a series in them has."""
    found: set[Fraction] = set(steps)
    for _ in range(count):
        found |= {a + b for a, b in itertools.product(sorted(found)[: count + 1], steps)}
    return sorted(found)[:count]


def _solve(
    ctx: MultiprecisionArithmetic, points: list[Any], logs: list[Any], exponents: list[Fraction]
) -> tuple[Any, Any]:
    """Exponent p and log C from as many degrees as unknowns, spread over the upper part of the range."""
    size, last = len(exponents) + 2, len(points) - 1
    first = last // 4 if last // 4 + size <= last else 0
    chosen = sorted({first + (last - first) * i // (size - 1) for i in range(size)})
    context = ctx.context
    matrix, right = context.matrix(len(chosen), len(chosen)), context.matrix(len(chosen), 1)
    for row, i in enumerate(chosen):
        x = points[i]
        columns = [ctx.rational(1), -ctx.log(x), *(ctx.power(x, ctx.convert(-e)) for e in exponents)]
        for column in range(len(chosen)):
            matrix[row, column] = columns[column]
        right[row] = logs[i]
    solution = context.lu_solve(matrix, right)
    return solution[1], solution[0]
