"""Ratios of two programs in one run, for the spectrum engine: ``python tests/benchmarks/spectra.py``."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import mpmath
from flint import arb

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.expansions.angular_kernel import AngularKernel
from ntkproofs.expansions.gauss_legendre import _node, _nodes_and_error
from ntkproofs.kernels import NeuralTangentKernel
from ntkproofs.spectra import mercer
from ntkproofs.spectra.deep_models import deep_model, scale_bits

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

    def anew() -> None:
        _node.cache_clear()
        mercer(kernel, DIM, range(TOP + 1), DIGITS)

    ours = min(timed(anew) for _ in range(3))
    print(f"all degrees <= {TOP} of {kernel}, d = {DIM}, {DIGITS} certified digits: {ours:.3f} s")

    sampled = {k: timed(lambda k=k: by_mpmath(k)) for k in (20, 200, 600)}
    # Time grows with the degree, so that steps from below are a lower estimate of the whole.
    total = sum(sampled[20] if k < 200 else sampled[200] if k < 600 else sampled[600] for k in range(TOP + 1))
    print(f"mpmath.quad per degree: {', '.join(f'k = {k}: {s:.2f} s' for k, s in sampled.items())}")
    print(f"ratio to mpmath.quad (extrapolated): {float(total) / ours:.0f}")

    model = deep_model(kernel)
    accuracy = int(DIGITS * 3.33) + 20 - scale_bits(model, DIM, [TOP])
    nodes, _ = _nodes_and_error(AngularKernel(model), DIM, TOP, accuracy)
    bits = accuracy + 2 * (TOP + nodes).bit_length() + 24
    ctx = BallArithmetic(bits)
    with ctx.working():
        x, y = arb(2).sqrt(), arb(3).sqrt()
        one = timed(lambda: [x * y for _ in range(100_000)]) / 100_000
    # The three-term recurrence on half of the symmetric nodes: two multiplications a step, one for the sum.
    bare = 3 * (nodes // 2) * TOP
    print(
        f"{nodes} nodes, {bits} bits; one ball multiplication: {one * 1e9:.0f} ns; {bare} of them: {bare * one:.3f} s"
    )
    print(f"ratio to the bare count: {ours / (bare * one):.2f}")

    two_layers = NeuralTangentKernel(layers=2)
    mercer(two_layers, 784, [10**6], DIGITS)
    far = min(timed(lambda: mercer(two_layers, 784, [10**6], DIGITS)) for _ in range(5))
    print(f"mu_k of {two_layers}, d = 784, k = 10^6: {far * 1e3:.2f} ms")


if __name__ == "__main__":
    main()
