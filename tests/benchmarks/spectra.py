"""Ratios of two programs in one run, for the spectrum engine: ``python tests/benchmarks/spectra.py``."""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
from flint import arb

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.kernels import NeuralTangentKernel
from ntkproofs.spectra import mercer

DIM, DIGITS, TOP = 10, 50, 1000


def timed(run: Callable[[], Any]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def by_mpmath(degree: int) -> Any:
    """One eigenvalue of the three-layer kernel by mpmath's adaptive quadrature, as a user would write it."""
    with mpmath.workdps(DIGITS):

        def kernel(angle: Any) -> Any:
            total = mpmath.cos(angle)
            for _ in range(2):
                half = mpmath.sin(angle / 2) ** 2 - (mpmath.sin(angle) - angle * mpmath.cos(angle)) / (2 * mpmath.pi)
                image = 2 * mpmath.asin(mpmath.sqrt(half))
                total = mpmath.cos(image) + (1 - angle / mpmath.pi) * total
                angle = image
            return total

        def polynomial(t: Any) -> Any:
            before, now = mpmath.mpf(1), t
            for k in range(1, degree):
                before, now = now, ((2 * k + DIM - 2) * t * now - k * before) / (k + DIM - 2)
            return now if degree else before

        def integrand(angle: Any) -> Any:
            return kernel(angle) * polynomial(mpmath.cos(angle)) * mpmath.sin(angle) ** (DIM - 2)

        pieces = [mpmath.pi * j / (1 + degree // 40) for j in range(2 + degree // 40)]
        return mpmath.quad(integrand, pieces)


def main() -> None:
    kernel = NeuralTangentKernel(layers=3)
    mercer(kernel, DIM, range(3), DIGITS)
    ours = min(timed(lambda: mercer(kernel, DIM, range(TOP + 1), DIGITS)) for _ in range(3))
    print(f"all degrees <= {TOP} of {kernel}, d = {DIM}, {DIGITS} certified digits: {ours:.3f} s")

    sampled = {k: timed(lambda k=k: by_mpmath(k)) for k in (20, 200)}
    # time per degree grows at least linearly between the samples; the constant continuation is a lower estimate
    total = sum(sampled[20] if k < 200 else sampled[200] * Fraction(k, 200) for k in range(TOP + 1))
    print(f"mpmath.quad per degree: {', '.join(f'k = {k}: {s:.2f} s' for k, s in sampled.items())}")
    print(f"ratio to mpmath.quad (extrapolated): {float(total) / ours:.0f}")

    ctx = BallArithmetic(350)
    with ctx.working():
        x, y = arb(2).sqrt(), arb(3).sqrt()
        one = timed(lambda: [x * y for _ in range(100_000)]) / 100_000
    # three-term recurrence on half of the nodes (they are symmetric), two multiplications a step, one for the sum
    nodes = 500
    bare = 3 * nodes * TOP
    print(
        f"one ball multiplication at 350 bits: {one * 1e9:.0f} ns; bare count {bare}: ratio {ours / (bare * one):.2f}"
    )

    two_layers = NeuralTangentKernel(layers=2)
    mercer(two_layers, 784, [10**6], DIGITS)
    far = min(timed(lambda: mercer(two_layers, 784, [10**6], DIGITS)) for _ in range(5))
    print(f"mu_k of {two_layers}, d = 784, k = 10^6: {far * 1e3:.2f} ms")

    print("cost of all degrees <= K (seconds)")
    for layers, dim, top, digits in (
        (3, 3, 100, 50),
        (3, 3, 400, 50),
        (3, 3, 1600, 50),
        (3, 3, 400, 200),
        (6, 3, 400, 50),
        (10, 3, 400, 50),
        (3, 50, 400, 50),
        (3, 784, 400, 50),
    ):
        deep = NeuralTangentKernel(layers=layers)
        seconds = timed(lambda deep=deep, dim=dim, top=top, digits=digits: mercer(deep, dim, range(top + 1), digits))
        print(f"  layers {layers:2d}  dim {dim:3d}  K {top:4d}  digits {digits:3d}: {seconds:.2f}")


if __name__ == "__main__":
    main()
