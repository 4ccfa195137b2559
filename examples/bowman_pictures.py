"""Pictures of the records of Bowman and Montufar (2022): dynamics, bounds, deep networks, spectra.

python examples/bowman_pictures.py FOLDER     writes bowman_*.svg there
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any

import numpy as np

from ntkproofs.papers.bowman2022 import deep_study, figure_1_spectra, shallow_study
from ntkproofs.papers.bowman2022.circle import SUPREMUM, TARGET, rates
from ntkproofs.papers.bowman2022.deep_training import ARCHITECTURES
from ntkproofs.papers.bowman2022.figure_1 import NETWORKS
from ntkproofs.papers.bowman2022.shallow_training import train
from ntkproofs.papers.bowman2022.study_exponents import exponents, interval
from ntkproofs.papers.records import Experiment, read
from ntkproofs.plots.saving import STYLE, drawing_library, save
from ntkproofs.plots.spectra import COLOURS, MARKS

#: The variance of the kernel of one neuron (certified: bowman2022.derived.shallow_kernel_variance).
VARIANCE = 0.2501509807


def _figure(width: float, height: float, columns: int) -> tuple[Any, Any]:
    drawing_library()
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.subplots(1, columns, squeeze=False)[0]


def _median(axes: Any, sizes: tuple[int, ...], samples: list[tuple[float, ...]], place: int, label: str) -> None:
    """Draw the median over the draws with bars from the tenth to the ninetieth percentile."""
    low, middle, high = np.percentile(np.array(samples), (10, 50, 90), axis=1)
    axes.errorbar(
        sizes,
        middle,
        yerr=(middle - low, high - middle),
        color=COLOURS[place],
        marker=MARKS[place],
        markersize=4,
        linewidth=1,
        elinewidth=0.7,
        capsize=2,
        label=label,
    )


def dynamics(times: tuple[float, ...] = tuple(np.arange(0.25, 16.25, 0.25))) -> Any:
    """Draw the coefficients of the residual along one run of each of two sizes, and of the ideal dynamics."""
    with drawing_library().rc_context(STYLE):
        figure, panels = _figure(7.2, 3.4, 2)
        for axes, size in zip(panels, (64, 1024), strict=True):
            run = train(size, size, np.random.default_rng(0), times)
            for k, start in enumerate(TARGET):
                name = "1" if k == 0 else "cos θ" if k == 1 else f"cos {k}θ"
                path = [-run.moments[time].coefficients[k] for time in times]
                axes.plot((0, *times), (start, *path), color=COLOURS[k], label=name)
                ideal = [start * np.exp(-rates()[k] * time) for time in (0, *times)]
                axes.plot((0, *times), ideal, color="black", linestyle=":", linewidth=1)
            axes.set_title(f"m = n = {size}", fontsize=9)
            axes.set_xlabel("time")
        panels[0].set_ylabel("coefficient of the target still to be learned")
        panels[1].plot([], [], "k:", linewidth=1, label="ideal dynamics")
        panels[1].legend(fontsize=8)
    return figure


def bounds(rows: Experiment, time: float = 1.0) -> Any:
    """Draw left sides of Theorem 3.5 over their squared factor: with K the limit and with K = K_0."""
    widths, sizes = shallow_study.WIDTHS, shallow_study.SAMPLES
    with drawing_library().rc_context(STYLE):
        figure, panels = _figure(7.2, 3.8, 2)
        for place, size in enumerate(sizes):
            cells = [rows.where(width=width, samples=size, time=f"{time:g}") for width in widths]
            _median(panels[0], widths, [cell.numbers("full") for cell in cells], place, f"n = {size}")
            _median(panels[1], widths, [cell.numbers("full_start") for cell in cells], place, f"n = {size}")
        right = [4 * SUPREMUM**2 * VARIANCE / width for width in widths]
        panels[0].plot(widths, right, "k--", linewidth=1, label="4 |f*|² E|K - K₀|²")
        for axes, name in zip(panels, ("K = K∞", "K = K₀"), strict=True):
            axes.set(xscale="log", yscale="log", xlabel="width m", title=f"{name}, t = {time:g}", ylim=(3e-7, 1))
            axes.legend(fontsize=8)
        panels[0].set_ylabel("squared distance over t²")
    return figure


def deep(rows: Experiment) -> Any:
    """Draw the left sides for the deep networks, by width, at the first and the last time."""
    times = (deep_study.TIMES[0], deep_study.TIMES[-1])
    with drawing_library().rc_context(STYLE):
        figure, panels = _figure(7.2, 3.4, len(ARCHITECTURES))
        for axes, architecture in zip(panels, ARCHITECTURES, strict=True):
            widths, place = deep_study.WIDTHS[architecture], 0
            cells = {
                (time, width): rows.where(
                    architecture=architecture, samples=deep_study.SAMPLES, width=width, time=f"{time:g}"
                )
                for time in times
                for width in widths
            }
            for column, name in (("full", "K∞"), ("full_start", "K₀")):
                for time in times:
                    samples = [cells[time, width].numbers(column) for width in widths]
                    _median(axes, widths, samples, place, f"{name}, t = {time:g}")
                    place += 1
            errors = [np.mean(cells[times[0], width].numbers("kernel_error")) for width in widths]
            axes.plot(widths, [4 * SUPREMUM**2 * error for error in errors], "k--", linewidth=1, label="right side")
            axes.set(xscale="log", yscale="log", xlabel="width m", ylim=(1e-6, 1e3))
            axes.set_xticks(widths, map(str, widths))
            axes.minorticks_off()
            axes.set_title(architecture.replace("_", " "), fontsize=9)
        panels[0].set_ylabel("squared distance over t²")
        figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=5, fontsize=8)
    return figure


def spectra(rows: Experiment) -> Any:
    """Draw the spectra of Figure 1, a line a draw."""
    with drawing_library().rc_context(STYLE):
        figure, panels = _figure(7.2, 3.4, len(NETWORKS))
        for place, (axes, (network, name)) in enumerate(zip(panels, NETWORKS.items(), strict=True)):
            own = rows.where(network=network)
            shown = [own.numbers(f"place{k}") for k in figure_1_spectra.PLACES]
            for draw in np.array(shown).T:
                axes.plot(figure_1_spectra.PLACES, draw, color=COLOURS[place], linewidth=0.6)
            axes.set(yscale="log", xlabel="index k", ylim=(1e-11, 2))
            axes.set_title(f"{name}, {own.column('digits')[0]} digits", fontsize=9)
        panels[0].set_ylabel("eigenvalue over the largest")
    return figure


def powers(rows: Experiment) -> list[tuple[str, ...]]:
    """Return the powers by which the squared distances over t^2 go, with intervals: a row for each line."""
    widths, sizes, times = shallow_study.WIDTHS, shallow_study.SAMPLES, shallow_study.TIMES
    lines: list[tuple[str, str, tuple[float, ...], list[dict[str, object]]]] = []
    for time in (times[0], times[-1]):
        at = {"time": f"{time:g}"}
        for size in (sizes[0], sizes[-1]):
            lines.append(
                ("m", f"n = {size}, t = {time:g}", widths, [{"width": m, "samples": size, **at} for m in widths])
            )
        for width in (widths[0], widths[-1]):
            lines.append(
                ("n", f"m = {width}, t = {time:g}", sizes, [{"width": width, "samples": n, **at} for n in sizes])
            )
        lines.append(("m = n", f"t = {time:g}", sizes, [{"width": n, "samples": n, **at} for n in sizes]))
    for size in sizes:
        cells: list[dict[str, object]] = [{"width": size, "samples": size, "time": f"{time:g}"} for time in times]
        lines.append(("t", f"m = n = {size}", times, cells))
    table = []
    for grows, fixed, axis, cells in lines:
        for column, kernel in (("full", "limit"), ("full_start", "start")):
            found = interval(exponents(axis, [rows.where(**cell).numbers(column) for cell in cells]))
            table.append((grows, fixed, kernel, *(f"{number:.2f}" for number in found)))
    return table


def main(folder: Path) -> None:
    """Write the pictures and the table."""
    records = {name: read("bowman2022", name) for name in (shallow_study.NAME, deep_study.NAME, figure_1_spectra.NAME)}
    pictures = {
        "dynamics": dynamics(),
        "bounds": bounds(records[shallow_study.NAME]),
        "deep": deep(records[deep_study.NAME]),
        "spectra": spectra(records[figure_1_spectra.NAME]),
    }
    for name, picture in pictures.items():
        save(picture, folder / "pictures" / f"bowman_{name}.svg")
    with (folder / "data" / "bowman_powers.csv").open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("what grows", "what is fixed", "kernel K", "mean exponent", "95 % from", "to"))
        writer.writerows(powers(records[shallow_study.NAME]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
