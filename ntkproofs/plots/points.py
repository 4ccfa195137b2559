r"""What a picture of a spectrum shows: points and lines as base-10 logarithms, taken in multiprecision.

Eigenvalues such as :math:`10^{-900}` are zero as binary floats; their logarithms are ordinary numbers. So the logarithm
comes first and the conversion to a float last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, final

from ntkproofs.arithmetic import MultiprecisionArithmetic, UnsupportedOperation
from ntkproofs.spectra import Decay, Eigenvalue, decay, mercer
from ntkproofs.spectra.zeros import polynomial_parts

DIGITS = 20
TOP = 400
DENSE = 24
LONGEST_LAW = 16


@final
@dataclass(frozen=True)
class Series:
    r"""The eigenvalues of one parity of one kernel, ready to be drawn.

    ``points`` are :math:`(\log_{10} k, \log_{10} |\mu_k|)` of the eigenvalues whose sign is known, ``negative`` says
    which of them stand for :math:`\mu_k < 0`; ``line`` are the two ends of the exact law :math:`C k^{-p}`, ``None``
    where there is none, ``law`` its text. ``zero_from`` is the degree from which on all eigenvalues of the parity are
    exactly zero; ``undecided`` counts the enclosures that do not leave zero, ``uncertified`` those without a bound.
    """

    kernel: str
    parity: str
    points: tuple[tuple[float, float], ...]
    negative: tuple[bool, ...]
    line: tuple[tuple[float, float], tuple[float, float]] | None
    law: str | None
    zero_from: int | None
    undecided: int = 0
    uncertified: int = 0

    @property
    def legend(self) -> str:
        """One line that says what is drawn and what cannot be."""
        notes = []
        if self.zero_from is not None:
            notes.append(f"exactly zero from k = {self.zero_from}")
        if self.law is not None:
            notes.append(f"~ {self.law}")
        if any(self.negative):
            notes.append(f"{sum(self.negative)} negative, drawn as |mu_k|")
        if self.undecided:
            notes.append(f"{self.undecided} not separated from zero")
        if self.uncertified:
            notes.append("without a proved bound")
        return f"{self.parity} k" + (f": {', '.join(notes)}" if notes else "")


def default_degrees(top: int = TOP) -> tuple[int, ...]:
    """Every degree up to 24, then neighbours k, k + 1 in equal steps on a logarithmic axis.

    >>> default_degrees(40)[-6:]
    (31, 33, 34, 37, 38, 40)
    """
    found = set(range(1, min(DENSE, top) + 1))
    k = DENSE
    while k < top:
        k = max(k + 2, k * 9 // 8)
        found |= {min(k, top), min(k + 1, top)}
    return tuple(sorted(found))


def spectrum_series(
    kernel: Any,
    dim: int,
    degrees: Iterable[int] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Series, Series]:
    r"""The even and the odd eigenvalues of ``kernel`` on :math:`S^{d-1}`; degree 0 has no place on a logarithmic axis.

    :raises ValueError: when no degree above 0 is left.

    >>> from ntkproofs.kernels import NeuralTangentKernel
    >>> even, odd = spectrum_series(NeuralTangentKernel(layers=2), 3, range(1, 8))
    >>> len(even.points), odd.zero_from, even.law
    (3, 3, '1/pi k^(-3)')
    """
    wanted = sorted({k for k in (default_degrees() if degrees is None else degrees) if k > 0})
    if not wanted:
        raise ValueError("plot: a degree above 0 was needed, none came; degree 0 has no place on a logarithmic axis")
    values = mercer(kernel, dim, wanted, DIGITS, progress=progress)
    try:
        law: Decay | None = decay(kernel, dim, DIGITS)
    except UnsupportedOperation:
        law = None
    return _series(kernel, dim, values, law, 0), _series(kernel, dim, values, law, 1)


def _series(kernel: Any, dim: int, values: Iterable[Eigenvalue], law: Decay | None, parity: int) -> Series:
    ctx = MultiprecisionArithmetic(DIGITS + 10)
    own = [mu for mu in values if mu.degree % 2 == parity]
    shown = [mu for mu in own if mu.value not in ("0", "nan")]
    part = None if law is None else (law.odd if parity else law.even)
    line = text = None
    if part is not None and part.kind == "power" and part.exponent is not None and part.ball is not None:
        exact = part.exact if part.exact is not None and len(part.exact) <= LONGEST_LAW else None
        text = f"{exact or part.ball.mid().str(6, radius=False)} k^(-{part.exponent})"
        # log10 |C k^-p| = log10 |C| - p log10 k
        height = _log10(ctx, part.ball.mid().str(DIGITS + 5, radius=False))
        ends = (own[0].degree, own[-1].degree) if own else (1, 1)
        first, last = ((_log10(ctx, k), height - ctx.convert(part.exponent) * _log10(ctx, k)) for k in ends)
        line = ((float(first[0]), float(first[1])), (float(last[0]), float(last[1])))
    return Series(
        kernel=str(kernel),
        parity="odd" if parity else "even",
        points=tuple((float(_log10(ctx, mu.degree)), float(_log10(ctx, mu.value))) for mu in shown),
        negative=tuple(mu.value.startswith("-") for mu in shown),
        line=line,
        law=text,
        zero_from=polynomial_parts(kernel).zero_from(parity),
        undecided=sum(not mu.decided for mu in own),
        uncertified=sum(not mu.certified for mu in own),
    )


def _log10(ctx: MultiprecisionArithmetic, number: int | str) -> Any:
    return ctx.log(abs(ctx.convert(number))) / ctx.log(ctx.rational(10))
