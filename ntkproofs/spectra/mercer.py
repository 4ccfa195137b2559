r"""Mercer eigenvalues of zonal kernels on the sphere, with proved digits.

.. math:: \mu_k = c_d \int_0^\pi \kappa(\cos\theta)\, P_{k,d}(\cos\theta) \sin^{d-2}\theta \,d\theta, \qquad
   \sum_k N(d,k)\,\mu_k = \kappa(1).

Routes, from the best to the last: a closed form for every degree; Gauss-Legendre quadrature with one certified bound
(deep ReLU kernels); rigorous adaptive quadrature; uncertified multiprecision, marked by a missing radius.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from flint import arb

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.polynomials.gegenbauer import multiplicity
from ntkproofs.spectra.closed_form import ClosedForm
from ntkproofs.spectra.closed_forms import closed_form
from ntkproofs.spectra.digits import from_ball, from_fraction, from_multiprecision, zero
from ntkproofs.spectra.quadrature import batch_balls
from ntkproofs.spectra.spectrum import Eigenvalue, Spectrum
from ntkproofs.spectra.uncertified import Estimate, uncertified_values
from ntkproofs.spectra.zeros import polynomial_parts

LARGEST_DIM = 10**6
LARGEST_DEGREE = 10**9
LARGEST_DEGREE_WITHOUT_FORM = 20_000
MOST_DIGITS = 20_000
MOST_DEGREES = 1_000_000

NO_BOUND = "{}: no rigorous quadrature converged; multiprecision values without a bound"
NO_DIGIT = "{}: no value, two computations agree on no digit; is the integral finite?"
FEWER_DIGITS = "{}: fewer digits than asked for; these are the ones on which two computations agree"

Progress = Callable[[int, int], None]

BITS_PER_DIGIT = 3.3219280948873626
"""A little more than log2(10)."""


def mercer(
    kernel: Any,
    dim: int,
    degrees: Iterable[int],
    digits: int = 50,
    arithmetic: str = "ball",
    progress: Progress | None = None,
) -> Spectrum:
    r"""Eigenvalues of ``kernel`` on :math:`S^{d-1}`, ``dim`` = :math:`d`, of the given degrees.

    ``arithmetic`` is ``"ball"`` (proved digits) or ``"multiprecision"`` (mpmath, uncertified). ``progress`` is called
    with how much of how much is done: nodes of a quadrature, then degrees. What the numbers rest on where analyticity
    was not established, and which of them have no bound, stands in ``notes`` of the answer.

    :raises ValueError: for a dimension below 2, a negative degree, digits below 1, or numbers beyond the limits above.

    >>> from ntkproofs.kernels import NeuralTangentKernel
    >>> [mu.exact for mu in mercer(NeuralTangentKernel(layers=2), dim=3, degrees=range(5))]
    ['1/2', '1/3', '5/64', '0', '1/192']
    """
    wanted = _checked(dim, degrees, digits, arithmetic)
    form = closed_form(kernel, dim)
    if form is None and wanted and max(wanted) > LARGEST_DEGREE_WITHOUT_FORM:
        raise ValueError(
            f"mercer: degree {max(wanted)} does not satisfy degree <= {LARGEST_DEGREE_WITHOUT_FORM}, "
            f"the limit for kernels without a closed form"
        )
    compute = _uncertified if arithmetic == "multiprecision" else _certified
    found: list[Eigenvalue] = []
    notes: list[str] = []
    for eigenvalue in compute(kernel, form, dim, wanted, digits, progress, notes):
        found.append(eigenvalue)
        if progress is not None:
            progress(len(found), len(wanted))
    return Spectrum(kernel, dim, digits, arithmetic, tuple(found), tuple(notes))


def _certified(
    kernel: Any,
    form: ClosedForm | None,
    dim: int,
    wanted: list[int],
    digits: int,
    progress: Progress | None,
    notes: list[str],
) -> Iterator[Eigenvalue]:
    zeros = _zeros(kernel, form, wanted)
    balls: dict[int, arb] = {}
    numbers: dict[int, Estimate] = {}
    if form is None:
        rest = [k for k in wanted if k not in zeros]
        enclosed = batch_balls(kernel, dim, rest, digits, progress)
        balls = enclosed.balls
        notes.extend(enclosed.notes)
        left = [k for k in rest if k not in balls]
        if left:
            notes.append(NO_BOUND.format(_spans(left)))
            numbers = uncertified_values(kernel, dim, left, digits, progress=progress)
            notes.extend(_fewer(numbers, digits))
    for k in wanted:
        times = multiplicity(dim, k)
        if k in zeros:
            yield zero(k, times)
        elif form is not None:
            yield _from_form(form, dim, k, digits)
        elif k in balls:
            yield from_ball(k, times, None, balls[k], digits)
        else:
            yield from_multiprecision(k, times, None, numbers[k].number, numbers[k].digits)


def _uncertified(
    kernel: Any,
    form: ClosedForm | None,
    dim: int,
    wanted: list[int],
    digits: int,
    progress: Progress | None,
    notes: list[str],
) -> Iterator[Eigenvalue]:
    zeros = _zeros(kernel, form, wanted)
    numbers = uncertified_values(kernel, dim, [k for k in wanted if k not in zeros], digits, form, progress)
    notes.extend(_fewer(numbers, digits))
    for k in wanted:
        times = multiplicity(dim, k)
        if k in zeros:
            yield zero(k, times)
        else:
            exact = None if form is None else form.exact(k)
            yield from_multiprecision(k, times, exact, numbers[k].number, numbers[k].digits)


def _fewer(numbers: dict[int, Estimate], digits: int) -> list[str]:
    none = [k for k, estimate in numbers.items() if estimate.digits <= 0]
    short = [k for k, estimate in numbers.items() if 0 < estimate.digits < digits]
    notes = [FEWER_DIGITS.format(_spans(short))] if short else []
    return [*notes, NO_DIGIT.format(_spans(none))] if none else notes


def _spans(degrees: list[int]) -> str:
    """A list of degrees in brief, ``degrees 0:3, 7``."""
    spans: list[list[int]] = []
    for k in sorted(degrees):
        if spans and k == spans[-1][1] + 1:
            spans[-1][1] = k
        else:
            spans.append([k, k])
    return "degrees " + ", ".join(str(a) if a == b else f"{a}:{b}" for a, b in spans)


def _zeros(kernel: Any, form: ClosedForm | None, wanted: list[int]) -> set[int]:
    """The degrees whose eigenvalue is zero by an exact argument."""
    parts = polynomial_parts(kernel)
    return {k for k in wanted if parts.vanishes(k) or (form is not None and form.vanishes(k))}


def _checked(dim: int, degrees: Iterable[int], digits: int, arithmetic: str) -> list[int]:
    for name, number, low, high in (("dim", dim, 2, LARGEST_DIM), ("digits", digits, 1, MOST_DIGITS)):
        if not isinstance(number, int) or isinstance(number, bool) or not low <= number <= high:
            raise ValueError(f"mercer: {name} = {number!r} does not satisfy {low} <= {name} <= {high}")
    if arithmetic not in ("ball", "multiprecision"):
        raise ValueError(f"mercer: arithmetic = {arithmetic!r} is neither 'ball' nor 'multiprecision'")
    if isinstance(degrees, range) and len(degrees) > MOST_DEGREES:
        raise ValueError(f"mercer: {len(degrees)} degrees were asked for, at most {MOST_DEGREES} are computed at once")
    wanted: list[int] = []
    for k in degrees:
        if not isinstance(k, int) or isinstance(k, bool) or not 0 <= k <= LARGEST_DEGREE:
            raise ValueError(f"mercer: degree {k!r} does not satisfy 0 <= degree <= {LARGEST_DEGREE}")
        wanted.append(k)
        if len(wanted) > MOST_DEGREES:
            raise ValueError(f"mercer: more than {MOST_DEGREES} degrees were asked for; ask in parts")
    return list(dict.fromkeys(wanted))


def _from_form(form: ClosedForm, dim: int, degree: int, digits: int) -> Eigenvalue:
    """The eigenvalue by its closed form, with more and more bits until the digits are there or the limit is reached."""
    times = multiplicity(dim, degree)
    exact, rational = form.exact(degree), form.rational(degree)
    if rational is not None:
        ended = from_fraction(degree, times, exact, rational, digits)
        if ended is not None:
            return ended
    need = int(digits * BITS_PER_DIGIT) + 12
    bits, limit = need + 32, 4 * need + 40_000
    while True:
        ctx = BallArithmetic(bits)
        ball: arb = ctx.convert(rational) if rational is not None else form.value(ctx, degree)
        if (ball.is_finite() and ball.rel_accuracy_bits() >= need) or bits > limit:
            return from_ball(degree, times, exact, ball, digits)
        bits *= 2
