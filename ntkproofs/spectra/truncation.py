r"""What is left of the trace beyond a degree, with rigorous enclosures."""

from __future__ import annotations

from typing import Any

from flint import arb

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.spectra.mercer import mercer
from ntkproofs.spectra.spectrum import Spectrum

TRACE = "trace identity: sum_k N(d, k) mu_k = kappa(1) for a continuous positive definite kernel (Mercer)"


def trace_ball(kernel: Any, bits: int) -> arb:
    r"""The value :math:`\kappa(1)`: exact where it is declared, else by the formula at the angle 0."""
    ctx = BallArithmetic(bits)
    declared = kernel.trace
    if declared is not None:
        return ctx.convert(declared)
    return ctx.evaluate(kernel.kappa, 0)


def trace_tail(spectrum: Spectrum) -> arb:
    r"""The sum :math:`\sum_{k} N(d,k)\mu_k` over all degrees that a spectrum leaves out.

    It rests on the trace identity (``TRACE``) and is meaningful for degrees ``range(top + 1)``.

    >>> from ntkproofs.kernels import NeuralTangentKernel
    >>> tail = trace_tail(mercer(NeuralTangentKernel(layers=2), 3, range(101), 30))
    >>> print(tail.str(6, radius=False))
    0.00313678
    """
    bits = int(spectrum.digits * 3.33) + 64
    with BallArithmetic(bits).working():
        return trace_ball(spectrum.kernel, bits) - spectrum.trace_partial()


def degrees_for_tail(kernel: Any, dim: int, share: Any, most: int = 4000, digits: int = 20) -> int:
    r"""The first degree K such that the degrees above K carry at most the given share of :math:`\kappa(1)`.

    :raises ValueError: when ``share`` is not in (0, 1) or more than ``most`` degrees would be needed.

    >>> from ntkproofs.kernels import Laplace
    >>> degrees_for_tail(Laplace(c=1), 3, "1/10")
    9
    """
    ctx = BallArithmetic(int(digits * 3.33) + 64)
    part = ctx.convert(share)
    if not (part > arb(0) and part < arb(1)):
        raise ValueError(f"degrees_for_tail: share = {share} does not satisfy 0 < share < 1")
    with ctx.working():
        whole, partial, top = trace_ball(kernel, ctx.bits), arb(0), 0
        while top <= most:
            block = mercer(kernel, dim, range(top, 2 * top + 16), digits)
            for mu in block:
                partial += mu.multiplicity * mu.enclosure(ctx.bits)
                if whole - partial <= part * whole:
                    return mu.degree
            top = 2 * top + 16
    raise ValueError(
        f"degrees_for_tail: more than {most} degrees would be needed for the share {share}; ask for a larger one"
    )
