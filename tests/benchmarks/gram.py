"""Gram matrices at size: ``python tests/benchmarks/gram.py`` (pip install scikit-ntk).

2000 points in 64 dimensions, depth 3 in the words of scikit-ntk (``ntk(layers=4)``), double precision: this library,
scikit-ntk and a plain recursion over whole matrices, in turns within one run. Prints the least time of each, as seconds
and as CPU seconds, ratios, the memory beyond the matrix, and the largest relative error of some entries against forty
digits. Writes ``tests/benchmarks/data/gram.csv``.
"""

from __future__ import annotations

import csv
import time
import tracemalloc
from pathlib import Path

import numpy

from ntkproofs.arithmetic import MultiprecisionArithmetic
from ntkproofs.kernels import parse
from ntkproofs.kernels.angle_table import angle_table

TABLE = Path(__file__).parent / "data" / "gram.csv"
POINTS, DIM, LAYERS, ROUNDS, SAMPLE = 2000, 64, 4, 7, 400


def plain(X: numpy.ndarray) -> numpy.ndarray:
    """The recursion of the literature over whole matrices, with the arc cosine of a clipped inner product."""
    norms = numpy.linalg.norm(X, axis=1)
    size = numpy.outer(norms, norms)
    t = numpy.clip(X @ X.T / size, -1, 1)
    theta = t.copy()
    for _ in range(LAYERS - 1):
        zeroth = 1 - numpy.arccos(t) / numpy.pi
        t = numpy.clip(t * zeroth + numpy.sqrt(1 - t * t) / numpy.pi, -1, 1)
        theta = t + theta * zeroth
    return theta * size


def error(kernel, X: numpy.ndarray, G: numpy.ndarray) -> float:
    """The largest relative error of a sample of entries off the diagonal."""
    ctx = MultiprecisionArithmetic(60)
    pairs = numpy.random.default_rng(1).integers(0, len(X), size=(SAMPLE, 2))
    worst = 0.0
    for i, j in [*pairs, (0, 1), (2, 3), (4, 5), (6, 7)]:
        if i != j:
            with ctx.working():
                x, y = ([ctx.context.mpf(float(v)) for v in X[k]] for k in (i, j))
                r, s = (ctx.sqrt(sum(v * v for v in w)) for w in (x, y))
                minus, plus = (
                    ctx.sqrt(sum((a / r + sign * b / s) ** 2 for a, b in zip(x, y, strict=True))) for sign in (-1, 1)
                )
                true = kernel.value(ctx, r, s, 2 * ctx.context.atan2(minus, plus))
                worst = max(worst, abs(float((G[i, j] - true) / true)))
    return worst


def main() -> None:
    X = numpy.random.default_rng(0).normal(size=(POINTS, DIM))
    # Nearly parallel and nearly opposite points.
    X[1], X[3] = 2 * X[0] + 1e-9 * X[10], -X[2] + 1e-9 * X[11]
    X[5], X[7] = X[4] * (1 + 1e-12) + 1e-13 * X[12], -3 * X[6] + 1e-5 * X[13]
    kernel = parse(f"ntk(layers={LAYERS})")

    def first() -> numpy.ndarray:
        # With the time for the table of the kernel, which later matrices do not pay.
        angle_table.cache_clear()
        return kernel.gram(X)

    routes = {"ntkproofs, first": first, "ntkproofs": lambda: kernel.gram(X), "plain recursion": lambda: plain(X)}
    try:
        from skntk import NeuralTangentKernel

        other = NeuralTangentKernel(depth=LAYERS - 1, bias=0.0)
        # scikit-ntk divides by the number of layers.
        routes["scikit-ntk"] = lambda: LAYERS * other(X)
    except ImportError:
        print("scikit-ntk is not installed")
    wall, cpu = {name: [] for name in routes}, {name: [] for name in routes}
    for _ in range(ROUNDS):
        for name, route in routes.items():
            start = time.perf_counter(), time.process_time()
            route()
            wall[name].append(time.perf_counter() - start[0])
            cpu[name].append(time.process_time() - start[1])
    rows = []
    for name, route in routes.items():
        tracemalloc.start()
        G = route()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        rows.append(
            {
                "program": name,
                "seconds": f"{min(wall[name]):.3f}",
                "CPU seconds": f"{min(cpu[name]):.3f}",
                "seconds / ntkproofs": f"{min(wall[name]) / min(wall['ntkproofs']):.2f}",
                "CPU / ntkproofs": f"{min(cpu[name]) / min(cpu['ntkproofs']):.2f}",
                "peak memory / matrix": f"{peak / G.nbytes:.2f}",
                "largest relative error": f"{error(kernel, X, G):.1e}",
            }
        )
        print(rows[-1])
    with TABLE.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
