r"""The reproducing kernel Hilbert space of a zonal kernel, read off its eigenvalues.

A function with harmonic components :math:`f = \sum_k f_k` has
:math:`\|f\|_{\mathcal H}^2 = \sum_k \|f_k\|_{L^2}^2 / \mu_k`, the sum over
the degrees with :math:`f_k \ne 0`; it is infinite when some :math:`\mu_k = 0` there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

from flint import arb

from ntkproofs.arithmetic import BallArithmetic, fraction
from ntkproofs.spectra.mercer import mercer
from ntkproofs.spectra.spectrum import Spectrum
from ntkproofs.spectra.truncation import TRACE, trace_tail
from ntkproofs.spectra.two_sided import SLIT, two_sided
from ntkproofs.spectra.zeros import polynomial_parts


@final
@dataclass(frozen=True, eq=False)
class SquaredNorm:
    r"""A squared norm, or the part of it up to a degree.

    ``value`` is a ball of the sum over the degrees up to ``top``; ``complete`` says that there is nothing beyond
    them, and otherwise the norm is at least that. ``infinite`` names a degree where the function has a component and
    the kernel none.
    """

    value: arb
    top: int
    complete: bool
    infinite: int | None = None


def squared_norm(kernel: Any, dim: int, components: Mapping[int, Any], digits: int = 30) -> SquaredNorm:
    r"""The squared RKHS norm of a function with finitely many components, ``components[k]`` = :math:`\|f_k\|_{L^2}^2`
    exact.

    >>> from ntkproofs.kernels import NeuralTangentKernel
    >>> print(squared_norm(NeuralTangentKernel(layers=2), 3, {0: 1, 2: "1/64"}).value.str(5, radius=False))
    2.2000
    >>> squared_norm(NeuralTangentKernel(layers=2), 3, {3: 1}).infinite
    3
    """
    squares = {k: fraction(square, who="squared_norm") for k, square in components.items()}
    if any(square < 0 for square in squares.values()):
        raise ValueError("squared_norm: squares of norms are needed, a negative number came")
    present = sorted(k for k, square in squares.items() if square)
    spectrum = mercer(kernel, dim, present, digits)
    ctx = BallArithmetic(int(digits * 3.33) + 64)
    with ctx.working():
        total = arb(0)
        for mu in spectrum:
            if mu.exact == "0":
                return SquaredNorm(arb.pos_inf(), max(present), True, mu.degree)
            total += ctx.convert(squares[mu.degree]) / mu.enclosure(ctx.bits)
    return SquaredNorm(total, max(present, default=0), True)


def squared_norm_zonal(kernel: Any, function: Any, dim: int, top: int, digits: int = 30) -> SquaredNorm:
    r"""The squared RKHS norm of :math:`x \mapsto \varphi(\langle x, z\rangle)`, up to degree ``top``.

    With :math:`c_k = \mu_k[\varphi]`, :math:`\|f_k\|^2 = N(d,k)\,c_k^2`. ``function`` is a kernel or an expression
    kernel whose restriction to the sphere is :math:`\varphi`; it is complete when :math:`\varphi` is a polynomial of
    degree at most ``top``.

    >>> from ntkproofs.kernels import Laplace
    >>> # the kernel section k(., z) has squared norm k(z, z) = 1
    >>> print(squared_norm_zonal(Laplace(c=1), Laplace(c=1), 3, 200).value.str(2, radius=False))
    1.0
    """
    own, other = mercer(kernel, dim, range(top + 1), digits), mercer(function, dim, range(top + 1), digits)
    bits = int(digits * 3.33) + 64
    parts = polynomial_parts(function)
    complete = parts.even is not None and parts.odd is not None and max(parts.even, parts.odd) <= top
    with BallArithmetic(bits).working():
        total = arb(0)
        for mu, c in zip(own, other, strict=True):
            if c.exact == "0":
                continue
            if mu.exact == "0":
                if not c.decided:
                    raise ValueError(
                        f"squared_norm_zonal: the sign of the component of degree {mu.degree} is undecided"
                    )
                return SquaredNorm(arb.pos_inf(), top, True, mu.degree)
            total += mu.multiplicity * c.enclosure(bits) ** 2 / mu.enclosure(bits)
    return SquaredNorm(total, top, complete)


def effective_dimension(kernel: Any, dim: int, ridge: Any, top: int, digits: int = 30) -> arb:
    r"""A ball for :math:`\sum_k N(d,k)\,\mu_k/(\mu_k + \lambda)`, :math:`\lambda` = ``ridge`` > 0.

    The degrees beyond ``top`` contribute between 0 and :math:`\lambda^{-1}\sum_{k > top} N\mu_k`, the tail of the
    trace.

    :raises ValueError: unless ridge > 0 and the kernel is declared positive definite.

    >>> from ntkproofs.kernels import Gaussian
    >>> print(effective_dimension(Gaussian(c=1), 3, "1/100", 30).str(6, radius=False))
    14.3708
    """
    bits = int(digits * 3.33) + 64
    ctx = BallArithmetic(bits)
    penalty = fraction(ridge, who="effective_dimension")
    if penalty <= 0:
        raise ValueError(f"effective_dimension: ridge = {ridge} does not satisfy ridge > 0")
    if not kernel.positive_definite:
        raise ValueError(f"effective_dimension: a positive definite kernel was needed, {kernel} is not declared as one")
    spectrum = mercer(kernel, dim, range(top + 1), digits)
    with ctx.working():
        shift = ctx.convert(penalty)
        total = arb(0)
        for mu in spectrum:
            ball = mu.enclosure(bits)
            total += mu.multiplicity * ball / (ball + shift)
        rest = (_tail(spectrum) / shift).upper()
        return total + (rest / 2) * (1 + arb(0, 1))


def _tail(spectrum: Spectrum) -> arb:
    # A tail is a sum of non-negative terms: what the ball adds below zero is discarded.
    return trace_tail(spectrum).nonnegative_part()


@final
@dataclass(frozen=True)
class Inclusion:
    r"""The inclusion of one RKHS in another: :math:`\mu_k^{\text{inner}} \le C \mu_k^{\text{outer}}` for all
    :math:`k \ge 0`.

    Then :math:`\|f\|_{\text{outer}}^2 \le C \|f\|_{\text{inner}}^2`. ``constant`` is C, or ``None`` with the
    ``reason`` why there is none.
    """

    constant: Fraction | None
    reason: str | None
    conditions: tuple[str, ...] = (SLIT,)


def inclusion(inner: Any, outer: Any, dim: int) -> Inclusion:
    r"""Whether the RKHS of ``inner`` lies in that of ``outer``, from the certified bounds of all eigenvalues of both.

    >>> from ntkproofs.kernels import Laplace, NeuralTangentKernel
    >>> inclusion(NeuralTangentKernel(layers=2, bias=1), Laplace(c=1), 3).constant < 7
    True
    >>> inclusion(Laplace(c=1), NeuralTangentKernel(layers=2), 3).reason
    'odd degrees from 3 on: the outer kernel has eigenvalue zero, the inner one has not'
    """
    above, below = two_sided(inner, dim), two_sided(outer, dim)
    constant = Fraction(0)
    finite = {0}
    for high, low in ((above.even, below.even), (above.odd, below.odd)):
        if high.zero_from is not None:
            finite |= set(range(1 if high.parity == "odd" else 2, high.zero_from, 2))
        elif low.zero_from is not None:
            where = f"{low.parity} degrees from {low.zero_from} on"
            return Inclusion(None, f"{where}: the outer kernel has eigenvalue zero, the inner one has not")
        elif high.upper is not None and low.lower is not None:
            constant = max(constant, high.upper / low.lower)
    # Degrees without bounds: 0, and the finitely many before a parity vanishes.
    first, second = mercer(inner, dim, sorted(finite), 20), mercer(outer, dim, sorted(finite), 20)
    for mu, nu in zip(first, second, strict=True):
        if mu.exact != "0":
            if nu.exact == "0":
                return Inclusion(
                    None, f"degree {mu.degree}: the outer kernel has eigenvalue zero, the inner one has not"
                )
            most = Fraction(mu.value) + Fraction(mu.radius or 0)
            least = Fraction(nu.value) - Fraction(nu.radius or 0)
            constant = max(constant, most / least)
    return Inclusion(constant, None)


__all__ = [
    "TRACE",
    "Inclusion",
    "SquaredNorm",
    "effective_dimension",
    "inclusion",
    "squared_norm",
    "squared_norm_zonal",
]
