"""Figure 1 of Jacot, Gabriel and Hongler (2018): the tangent kernel before and after training, by width.

``python examples/jacot_figure_1.py record FILE`` runs the networks of `PLAN` and writes one row a network and time;
rows that FILE already has are kept, so that an interrupted run goes on. About a quarter of an hour on one core,
nearly all of it for the networks of width 10^4, which take steps of rate 4 instead of 1. ``python
examples/jacot_figure_1.py picture PICTURE`` draws the committed record.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np

from ntkproofs.papers import records
from ntkproofs.papers.jacot2018 import circle_training as experiment
from ntkproofs.plots.saving import STYLE, drawing_library, save
from ntkproofs.plots.spectra import COLOURS

# Width, networks drawn, how many of them are trained, and the rate.
PLAN = ((125, 20, 20, 1.0), (500, 20, 20, 1.0), (1000, 6, 6, 1.0), (2000, 4, 4, 1.0), (10_000, 10, 1, 4.0))
COLUMNS = ("width", "seed", "time", "rate", "largest", *(f"gamma {j - experiment.CENTRE}" for j in range(37)))
COMMAND = "python examples/jacot_figure_1.py record FILE"
INPUT = "none; 200 inputs drawn from N(0, I_2); float64 below width 1000, float32 from there on"
SEEDS = "inputs [2018, 1], networks [seed, 2024, width]"


def record(path: Path, plan: tuple[tuple[int, int, int, float], ...] = PLAN) -> None:
    """Run the plan; write each network as soon as it is done."""
    done = set()
    if path.exists():
        kept = records.parse(path.read_text(), path.stem)
        done = set(zip(kept.column("width"), kept.column("seed"), kept.column("time"), strict=True))
    end = experiment.TIME
    for width, drawn, trained, rate in plan:
        wanted = [(seed, time) for seed in range(drawn) for time in ((0, end) if seed < trained else (0,))]
        for seed, time in wanted:
            if (str(width), str(seed), str(time)) in done:
                continue
            networks = experiment.draw(width, seed)
            if time:
                experiment.train(networks, rate=rate, each=lambda number, _, w=width, s=seed: _progress(w, s, number))
            _write(path, [width, seed, time, f"{rate:g}"], experiment.look(networks))


def _write(path: Path, names: list[object], kernel: experiment.CircleKernel) -> None:
    row = [*names, *(f"{value:.6g}" for value in (kernel.largest, *kernel.curve))]
    if path.exists():
        with path.open("a") as lines:
            csv.writer(lines, lineterminator="\n").writerow(row)
    else:
        first = records.performed(path.stem, COLUMNS, [row], command=COMMAND, seeds=SEEDS, inputs=INPUT)
        path.write_text(records.written(first))


def _progress(width: int, seed: int, number: int) -> None:
    if sys.stderr.isatty():
        print(f"\rn = {width}, seed {seed}: step {number} ", end="", file=sys.stderr, flush=True)


def picture(rows: records.Experiment, path: Path, widths: tuple[int, ...] = (500, 10_000)) -> None:
    r"""Draw :math:`\Theta^{(4)}(x_0, x)` against the angle, ten networks of each width, before and after training."""
    library = drawing_library()
    from matplotlib.figure import Figure

    with library.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 4.5), layout="constrained")
        axes = figure.add_subplot()
        for place, (width, time) in enumerate((w, t) for w in widths for t in (0, experiment.TIME)):
            chosen = np.array([[float(x) for x in row[5:]] for row in rows.where(width=width, time=time).rows[:10]])
            label = f"n = {width}, t = {time}: {len(chosen)} drawn"
            for curve in chosen:
                axes.plot(
                    experiment.GAMMAS, curve, "-" if time else ":", color=COLOURS[place], linewidth=0.8, label=label
                )
                label = ""
        axes.plot(experiment.GAMMAS, experiment.limiting_curve(), "k--", linewidth=1.4, label="infinite width")
        axes.set_xlabel("angle γ")
        axes.set_ylabel("tangent kernel of depth 4 at x0 = (1, 0) and x = (cos γ, sin γ)")
        axes.legend(fontsize=8)
    save(figure, path)


if __name__ == "__main__":
    action, name = sys.argv[1:]
    if action == "record":
        record(Path(name))
    else:
        picture(records.read("jacot2018", "figure_1"), Path(name))
