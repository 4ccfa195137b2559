"""Figure 1 of Bietti and Mairal (2019): distances of digits to their deformations, for the CKN and the NTK.

``NTKPROOFS_DATA=DIR python examples/bietti_mairal_figure_1.py record FOLDER`` measures on the MNIST test digits and on
the 8 x 8 digits of scikit-learn, in about two minutes on one core, and writes three records to FOLDER; with
``ntkproofs/papers/bietti2019/records`` it makes those of the library again. ``python
examples/bietti_mairal_figure_1.py pictures FOLDER`` draws the committed records.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np

from ntkproofs.papers import records
from ntkproofs.papers.bietti2019 import digit_distances as experiment
from ntkproofs.plots.saving import STYLE, drawing_library, save
from ntkproofs.plots.spectra import COLOURS

NAMES = {"translation": "translations", "deformation": "deformations", "both": "translations and deformations"}


def record(folder: Path) -> None:
    """Perform the three experiments and write their records."""
    for perform in (experiment.digits_distances, experiment.mnist_growth, experiment.mnist_distances):
        print(records.write(perform(), folder), flush=True)


def distances_picture(sets: dict[str, records.Experiment], path: Path) -> None:
    """Draw the mean relative distances against the size of the deformation, with two standard errors."""
    library = drawing_library()
    from matplotlib.figure import Figure

    with library.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 3.2 * len(sets)), layout="constrained")
        grid = np.asarray(figure.subplots(len(sets), 2, sharey="row")).reshape(len(sets), 2)
        for line, (name, rows) in zip(grid, sets.items(), strict=True):
            for axes, kernel in zip(line, ("CKN", "NTK"), strict=True):
                _distances(axes, rows, kernel)
                axes.set_title(f"{kernel}, {name}", fontsize=9)
                axes.set_xlabel("size of the field (pixels)")
            # The rows share their scale, so that it is set when both panels are drawn.
            line[0].set_ylim(bottom=0)
            line[0].set_ylabel("mean relative distance")
        figure.legend(*grid[0, 0].get_legend_handles_labels(), loc="outside lower center", ncols=3, fontsize=8)
    save(figure, path)


def _distances(axes: Any, rows: records.Experiment, kernel: str) -> None:
    for colour, (kind, label) in zip(COLOURS, NAMES.items(), strict=False):
        some = rows.where(kind=kind)
        error = 2 * np.array(some.numbers(f"{kernel} error"))
        axes.errorbar(
            some.numbers("size"), some.numbers(kernel), error, color=colour, marker="o", markersize=3, label=label
        )
    for style, kind in (("--", "same label"), (":", "any label")):
        (mean,), (error,) = (rows.where(kind=kind).numbers(column) for column in (kernel, f"{kernel} error"))
        axes.axhline(mean, color="black", linestyle=style, linewidth=1, label=kind)
        axes.axhspan(mean - 2 * error, mean + 2 * error, color="black", alpha=0.12, linewidth=0)


def growth_picture(rows: records.Experiment, path: Path) -> None:
    """Draw distances against the size of the field in logarithms, beside the bounds of Proposition 12."""
    library = drawing_library()
    from matplotlib.figure import Figure

    with library.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 3.6), layout="constrained")
        for axes, kind in zip(figure.subplots(1, 2, sharey=True), ("translation", "deformation"), strict=True):
            for colour, kernel in zip(COLOURS, ("CKN", "NTK"), strict=False):
                slope = experiment.slope(rows, kind, kernel)
                sizes, mean, low, high = _spread(rows.where(kind=kind), kernel)
                told = f"{kernel}, slope {slope.mean:.3f} [{slope.low:.3f}, {slope.high:.3f}]"
                axes.loglog(sizes, mean, color=colour, marker="o", markersize=3, label=told)
                axes.fill_between(sizes, low, high, color=colour, alpha=0.2, linewidth=0)
                bound = _spread(rows.where(kind=kind), f"{kernel} bound")[1]
                axes.loglog(sizes, bound, color=colour, linestyle="--", linewidth=1, label=f"{kernel}, bound")
            axes.set_title(f"{NAMES[kind]} of MNIST digits", fontsize=9)
            axes.set_xlabel("size of the field (pixels)")
            axes.legend(fontsize=7)
        figure.axes[0].set_ylabel("relative distance")
    save(figure, path)


def _spread(rows: records.Experiment, column: str) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Sizes, and over the digits the geometric mean, the smallest and the largest number of a column."""
    sizes = sorted({float(size) for size in rows.column("size")})
    table = np.array([rows.where(size=f"{size:g}").numbers(column) for size in sizes])
    return np.array(sizes), np.exp(np.log(table).mean(axis=1)), table.min(axis=1), table.max(axis=1)


def pictures(folder: Path) -> None:
    """Draw the committed records."""
    sets = {"MNIST test digits": "figure_1_mnist", "8 x 8 digits": "figure_1_digits"}
    read = {name: records.read("bietti2019", record) for name, record in sets.items()}
    distances_picture(read, folder / "bietti_mairal_figure_1.svg")
    growth_picture(records.read("bietti2019", "figure_1_growth_mnist"), folder / "bietti_mairal_growth.svg")


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in ("record", "pictures"):
        sys.exit(__doc__)
    {"record": record, "pictures": pictures}[sys.argv[1]](Path(sys.argv[2]))
