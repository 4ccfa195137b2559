"""Cost of a deep spectrum against degree, digits, depth and dimension: ``python tests/benchmarks/costs.py``.

Writes ``tests/benchmarks/data/costs.csv`` and ``docs/pictures/costs.svg``; with ``--draw`` only the picture, from the
table that is there.
"""

from __future__ import annotations

import csv
import sys
import time
from pathlib import Path

from ntkproofs.expansions.angular_kernel import AngularKernel
from ntkproofs.expansions.gauss_legendre import _node, _nodes_and_error
from ntkproofs.kernels import NeuralTangentKernel
from ntkproofs.spectra import mercer
from ntkproofs.spectra.deep_models import deep_model, scale_bits

ROOT = Path(__file__).parent.parent.parent
TABLE, PICTURE = ROOT / "tests/benchmarks/data/costs.csv", ROOT / "docs/pictures/costs.svg"
BASE = {"degree": 400, "digits": 50, "depth": 3, "dimension": 3}
SWEEPS = {
    "degree": (50, 100, 200, 400, 800, 1600, 3200),
    "digits": (25, 50, 100, 200, 400, 800),
    "depth": (2, 3, 4, 6, 8, 12, 16, 24),
    "dimension": (3, 6, 12, 25, 50, 100, 200, 400, 800, 1600),
}
COLUMNS = ("varied", "degree", "digits", "depth", "dimension", "nodes", "bits", "seconds")


def measured(degree: int, digits: int, depth: int, dimension: int) -> tuple[int, int, float]:
    """Nodes and bits of the rule that the accuracy asks for, and the better of two times without a cache of nodes."""
    # A bias keeps the two-layer kernel, which has a closed form, on the same route as the others.
    kernel = NeuralTangentKernel(layers=depth, weight_variance="3/2") if depth > 2 else None
    kernel = kernel or NeuralTangentKernel(layers=2, bias_variance="1/7")
    model = deep_model(kernel)
    accuracy = int(digits * 3.3219280948873626) + 20 - min(0, scale_bits(model, dimension, [degree]))
    nodes, _ = _nodes_and_error(AngularKernel(model), dimension, degree, accuracy)
    bits = accuracy + 2 * (degree + nodes).bit_length() + 24
    times = []
    for _ in range(2):
        _node.cache_clear()
        start = time.perf_counter()
        mercer(kernel, dimension, range(degree + 1), digits)
        times.append(time.perf_counter() - start)
    return nodes, bits, min(times)


def measure() -> None:
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    with TABLE.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for varied, values in SWEEPS.items():
            for value in values:
                given = {**BASE, varied: value}
                nodes, bits, seconds = measured(**given)
                writer.writerow([varied, *given.values(), nodes, bits, f"{seconds:.3f}"])
                file.flush()
                print(varied, given, nodes, bits, f"{seconds:.3f} s")


def draw() -> None:
    import matplotlib
    from matplotlib.figure import Figure

    from ntkproofs.plots import save
    from ntkproofs.plots.saving import STYLE

    with TABLE.open() as file:
        rows = list(csv.DictReader(file))
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 5.4), layout="constrained")
        for axes, varied in zip(figure.subplots(2, 2, sharey=True).flat, SWEEPS, strict=True):
            own = [row for row in rows if row["varied"] == varied]
            xs = [int(row[varied]) for row in own]
            for name, label, mark, style in (("seconds", "seconds", "o", "-"), ("nodes", "nodes / 1000", "^", "--")):
                ys = [float(row[name]) / (1000 if name == "nodes" else 1) for row in own]
                axes.loglog(xs, ys, style, marker=mark, markersize=4, linewidth=1, label=label)
            axes.loglog(
                xs, [int(row["bits"]) / 1000 for row in own], ":", marker="s", markersize=4, label="bits / 1000"
            )
            fixed = ", ".join(f"{key} {value}" for key, value in BASE.items() if key != varied)
            axes.set_title(fixed, fontsize=8)
            axes.set_xlabel(varied)
            axes.set_xticks(xs, [str(x) for x in xs], minor=False, fontsize=7)
            axes.minorticks_off()
            axes.grid(True, linewidth=0.3, color="#cccccc")
        figure.axes[0].legend(fontsize=8)
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    save(figure, PICTURE)


if __name__ == "__main__":
    if "--draw" not in sys.argv:
        measure()
    draw()
