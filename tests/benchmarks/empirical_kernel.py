"""The empirical tangent kernel by two passes and by Jacobians: ``python tests/benchmarks/empirical_kernel.py``.

200 inputs on the circle, ReLU networks of depth 4. Each route runs in a process of its own with one thread, which
tells its time (without start and drawing) and its peak memory above that of the drawn network. The whole Jacobian has
200 rows of as many numbers as the network has parameters; at width 4096 that is 54 GB, so there it is formed in pieces
of columns and only their products are kept. Writes ``tests/benchmarks/data/empirical_kernel.csv``; a few minutes.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

TABLE = Path(__file__).parent / "data" / "empirical_kernel.csv"
INPUTS, BIAS, PIECE = 200, 0.1, 2**18
PLAN = (
    (512, ("layers", "whole Jacobian", "Jacobian in pieces", "automatic differentiation")),
    (4096, ("layers", "Jacobian in pieces")),
)
COLUMNS = ("width", "route", "seconds", "MB", "seconds / layers", "memory / layers", "largest relative difference")


def points() -> np.ndarray:
    angles = 2 * np.pi * np.arange(INPUTS) / INPUTS
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def jacobian_blocks(networks, size: int):
    """Yield columns of the Jacobian, (N, at most so many): outer products of directions and activations."""
    forward = networks.forward(points())
    backward = networks.backward(forward, np.ones((1, INPUTS, 1)))
    for layer, weight in enumerate(networks.weights):
        up, below = backward.directions[layer][0], forward.activations[layer][0] / np.sqrt(weight.shape[2])
        rows = max(1, size // weight.shape[2])
        for first in range(0, weight.shape[1], rows):
            yield (up[:, first : first + rows, None] * below[:, None, :]).reshape(INPUTS, -1)
        yield BIAS * up


def one(width: int, route: str) -> dict[str, object]:
    """Run one route in this process."""
    from ntkproofs.activations import ReLU
    from ntkproofs.networks import Architecture, empirical_tangent_kernel, fully_connected, tangent_kernels

    drawn = Architecture((2, width, width, width, 1), ReLU(), BIAS).draw(np.random.default_rng(0))
    model = fully_connected((2, width, width, width, 1), ReLU(), bias=BIAS)
    pairs = [(w[0], b[0]) for w, b in zip(drawn.weights, drawn.biases, strict=True)]
    parameters = [pairs[0], *(part for pair in pairs[1:] for part in ((), pair))]
    if route == "automatic differentiation":  # compiled beforehand
        empirical_tangent_kernel(model, parameters, points()[:2])
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    if route == "layers":
        kernel = tangent_kernels(drawn, points())[0]
    elif route == "automatic differentiation":
        kernel = empirical_tangent_kernel(model, parameters, points(), memory=2**32)
    elif route == "whole Jacobian":
        whole = np.concatenate(list(jacobian_blocks(drawn, PIECE)), axis=1)
        kernel = whole @ whole.T
    else:
        kernel = np.zeros((INPUTS, INPUTS))
        for block in jacobian_blocks(drawn, PIECE):
            kernel += block @ block.T
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": seconds, "MB": (peak - before) / 1024, "rows": kernel[:3].tolist()}


def main() -> None:
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    threads["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
    rows = []
    for width, routes in PLAN:
        first: dict[str, object] = {}
        for route in routes:
            command = [sys.executable, __file__, str(width), route]
            told = subprocess.run(command, env={**os.environ, **threads}, check=True, capture_output=True, text=True)
            found = json.loads(told.stdout)
            first = first or found
            gap = np.abs(np.array(found["rows"]) / np.array(first["rows"]) - 1).max()
            ratios = [f"{found[key] / first[key]:.3g}" for key in ("seconds", "MB")]
            rows.append((width, route, f"{found['seconds']:.3g}", f"{found['MB']:.0f}", *ratios, f"{gap:.1e}"))
            print(*rows[-1], sep="\t", flush=True)
    with TABLE.open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(one(int(sys.argv[1]), sys.argv[2])))
    else:
        main()
