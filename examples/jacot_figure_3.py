"""Figure 3 of Jacot, Gabriel and Hongler (2018): digits along the principal components of their limiting kernel.

``python examples/jacot_figure_3.py spectra FILE`` computes eigenvalues of the exact kernel (half a minute);
``... training FILE`` trains the networks of `PLAN` and writes their ways, keeping what FILE has (two minutes on one
core; the paper goes to width 10^4, this plan to 4000); ``... picture PICTURE`` draws the committed records. The folder
of MNIST is named by the environment variable NTKPROOFS_DATA.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ntkproofs.papers import records
from ntkproofs.papers.jacot2018 import component_spectra as spectra
from ntkproofs.papers.jacot2018 import component_training as experiment
from ntkproofs.papers.jacot2018.digit_images import batch, digits, mnist_digest
from ntkproofs.plots.saving import STYLE, drawing_library, save
from ntkproofs.plots.spectra import COLOURS

# Data, width, trials, rate, steps, steps between two looks.
PLAN = (
    ("digits", 400, 8, 4.0, 160, 10),
    ("digits", 1600, 4, 4.0, 160, 10),
    ("mnist", 100, 2, 4.0, 160, 8),
    ("mnist", 1000, 2, 16.0, 40, 2),
    ("mnist", 4000, 1, 16.0, 40, 2),
)
COLUMNS = ("data", "width", "trial", "time", "along", "across", "theory")
NAME, COMMAND = "figure_3_training", "python examples/jacot_figure_3.py training FILE"
SEEDS = "[trial, 2025, width]; float64 below width 1000, float32 from there on"

Plan = tuple[tuple[str, int, int, float, int, int], ...]


def training(path: Path, plan: Plan = PLAN) -> None:
    """Run the plan; write each network as soon as it is done."""
    kept = records.parse(path.read_text(), NAME).rows if path.exists() else ()
    done = {row[:3] for row in kept}
    rows: list[tuple[object, ...]] = list(kept)
    for data, width, trials, rate, steps, every in plan:
        X = batch(0) if data == "mnist" else digits(spectra.SMALL)
        parts = experiment.components(X)
        for trial in range(trials):
            if (data, str(width), str(trial)) in done:
                continue
            print(f"{data}, n = {width}, trial {trial}", file=sys.stderr)
            networks = experiment.draw(X, width, 1, np.random.default_rng([trial, 2025, width]))
            paths = experiment.train(networks, X, parts.functions[:, 1], rate=rate, steps=steps, every=every)
            limit = experiment.theory(paths.times, float(parts.eigenvalues[1]))
            for place, time in enumerate(paths.times):
                along, across = float(paths.along[0, place]), float(paths.across[0, place])
                rows.append((data, width, trial, time, along, across, float(limit[place])))
            inputs = mnist_digest() if any(row[0] == "mnist" for row in rows) else "scikit-learn's digits"
            run = records.performed(NAME, COLUMNS, rows, command=COMMAND, seeds=SEEDS, inputs=inputs)
            path.write_text(records.written(run))


def picture(ways: records.Experiment, X: NDArray, path: Path, data: str = "mnist") -> None:
    """Draw the batch in its second and third component, the way across and the way along the second one."""
    library = drawing_library()
    from matplotlib.figure import Figure

    parts, here = experiment.components(X), ways.where(data=data)
    with library.rc_context(STYLE):
        figure = Figure(figsize=(10.5, 3.4), layout="constrained")
        left, middle, right = figure.subplots(1, 3)
        left.plot(parts.functions[:, 1], parts.functions[:, 2], ".", color=COLOURS[0], markersize=2.5)
        left.set(xlabel="second component", ylabel="third component", title=f"{len(X)} images")
        for place, width in enumerate(sorted({int(n) for n in here.column("width")})):
            for trial in dict.fromkeys(here.where(width=width).column("trial")):
                way = here.where(width=width, trial=trial)
                label = f"n = {width}" if trial == "0" else ""
                middle.plot(
                    [-g for g in way.numbers("along")], way.numbers("across"), color=COLOURS[place], label=label
                )
                right.plot(way.numbers("time"), way.numbers("along"), color=COLOURS[place], label=label)
        way = here.where(width=width, trial="0")
        right.plot(way.numbers("time"), way.numbers("theory"), "k--", label="infinite width")
        middle.set(xlabel="along the second component", ylabel="norm of the rest", title="f - f* in training")
        right.set(xlabel="time t", ylabel="distance along the second component")
        right.legend(fontsize=8)
    save(figure, path)


if __name__ == "__main__":
    action, name = sys.argv[1:]
    if action == "spectra":
        Path(name).write_text(records.written(spectra.performed()))
    elif action == "training":
        training(Path(name))
    else:
        picture(records.read("jacot2018", NAME), batch(0), Path(name))
